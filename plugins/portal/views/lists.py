"""The views of lists: columns, topics, keywords, years. Pages are numbered from the oldest, so that a new item leaves
the old pages as they are; the newest page answers at the list's own address."""

from collections.abc import Sequence

from msgspec import Struct

from .. import urls
from ..accounts.pages import LEDGERS
from ..records import Record
from ..settings import Column, Named
from .desk import Desk
from .parts import Entry, Head, Link, Page

PAGE_SIZE = 20


class ListView(Page, frozen=True, kw_only=True):
    """A page of a list."""

    intro: str
    """What the list holds."""
    children: tuple[Link, ...]
    """The columns below."""
    entries: tuple[Entry, ...]
    """The items, newest first."""
    total: int
    """How many items the whole list has."""
    span: str
    """The days that the items of this page cover."""
    newer: Link | None
    """The page with newer items."""
    older: Link | None
    """The page with older items."""
    newest: Link | None
    """The first page, on the others."""
    ledgers: tuple[Link, ...]
    """The ledgers that are computed from what stands here."""
    owner: Link | None
    """The office that answers for the column."""
    update_rule: str
    """How often the column is updated."""


class Sheet(Struct, frozen=True):
    """Which records stand on which page of a list."""

    number: int
    """1 for the newest page; the others count from the oldest, which is 2."""
    first: int
    """Where its records begin, in the list newest first."""
    last: int
    """Where they end, exclusive."""


def paginate(count: int, size: int = PAGE_SIZE) -> list[Sheet]:
    """The pages of a list of `count` records, newest first.

    The newest page holds `size` to 2 × size − 1 records; when it is full, its oldest `size` become a page of their own
    that never changes again.
    """
    closed = max((count - size) // size, 0)
    newest = count - closed * size
    sheets = [Sheet(1, 0, newest)]
    sheets += [Sheet(closed + 1 - index, newest + index * size, newest + (index + 1) * size) for index in range(closed)]
    return sheets


def column_view(desk: Desk, column: Column, records: Sequence[Record], sheets: Sequence[Sheet], place: int) -> ListView:
    """A page of a column. `place` says which of the sheets."""
    url = urls.list_page(urls.column(column.slug), sheets[place].number)
    owner = desk.office_link(column.office) if column.office else None
    rule = f"本栏目 {column.update_within} 天内至少更新一次" if column.update_within else ""
    return _list(
        desk,
        desk.column_head(column, column.name, url),
        records,
        sheets,
        place,
        base=urls.column(column.slug),
        crumbs=desk.crumbs(column, itself=False),
        section=desk.section(column),
        intro=column.description or "",
        children=tuple(Link(child.name, urls.column(child.slug)) for child in column.children),
        owner=owner,
        update_rule=rule,
        ledgers=tuple(Link(ledger.title, ledger.url) for ledger in LEDGERS if set(ledger.kinds) & set(column.kinds)),
    )


def topic_view(desk: Desk, topic: Named, records: Sequence[Record], sheets: Sequence[Sheet], place: int) -> ListView:
    """A page of a topic."""
    base = urls.topic(topic.slug)
    head = desk.page_head(topic.name, urls.list_page(base, sheets[place].number), topic.description or "", "办事服务")
    crumbs = (*desk.crumbs(None), Link("站点地图", urls.SITE_MAP))
    return _list(desk, head, records, sheets, place, base=base, crumbs=crumbs, intro=topic.description or "")


def tag_view(desk: Desk, word: str, records: Sequence[Record], sheets: Sequence[Sheet], place: int) -> ListView:
    """A page of a keyword."""
    base = urls.tag(word)
    head = desk.page_head(f"关键词：{word}", urls.list_page(base, sheets[place].number))
    crumbs = (*desk.crumbs(None), Link("关键词", urls.TAGS))
    return _list(desk, head, records, sheets, place, base=base, crumbs=crumbs)


def year_view(desk: Desk, year: int, records: Sequence[Record], sheets: Sequence[Sheet], place: int) -> ListView:
    """A page of a year of the archive."""
    base = urls.archive(year)
    head = desk.page_head(f"{year} 年", urls.list_page(base, sheets[place].number), f"{year} 年发布的全部内容")
    crumbs = (*desk.crumbs(None), Link("按年份查阅", urls.ARCHIVE))
    return _list(desk, head, records, sheets, place, base=base, crumbs=crumbs)


def _list(
    desk: Desk,
    head: Head,
    records: Sequence[Record],
    sheets: Sequence[Sheet],
    place: int,
    *,
    base: str,
    crumbs: tuple[Link, ...],
    section: str = "",
    intro: str = "",
    children: tuple[Link, ...] = (),
    owner: Link | None = None,
    update_rule: str = "",
    ledgers: tuple[Link, ...] = (),
) -> ListView:
    sheet = sheets[place]
    shown = records[sheet.first : sheet.last]

    def link(title: str, other: int) -> Link | None:
        inside = 0 <= other < len(sheets)
        return Link(title, urls.list_page(base, sheets[other].number)) if inside else None

    days = [record.published.date().isoformat() for record in shown]
    covered = (f"{min(days)} 至 {max(days)}" if min(days) != max(days) else days[0]) if days else ""
    return ListView(
        head=head,
        title=head.title,
        crumbs=crumbs,
        section=section,
        intro=intro,
        children=children,
        entries=tuple(desk.entry(record) for record in shown),
        # The newest page alone tells the total: the older ones stay as they are when an item is added.
        total=len(records) if place == 0 else 0,
        span=covered,
        newer=link("较新的内容", place - 1),
        older=link("较早的内容", place + 1),
        newest=link("最新的内容", 0) if place > 1 else None,
        ledgers=ledgers,
        owner=owner,
        update_rule=update_rule,
    )
