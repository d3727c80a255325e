"""The views of lists: columns, states, topics, audiences, keywords. Pages are numbered from the oldest, so that a new item leaves
the old pages as they are; the newest page answers at the list's own address."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from .. import urls
from ..accounts.pages import LEDGERS
from ..kinds.guide import Guide
from ..records import Record
from ..settings import Column, Named
from .choices import Choice, Filter, StateGroup, choose, column_filters
from .desk import Desk
from .parts import Entry, Head, Link, Page

PAGE_SIZE = 20
_SHORT = 12
"""Characters of what fits on a card; a longer fee is told on the page."""


class Service(Struct, frozen=True):
    """A service on a card, for those who look for the one that they need."""

    title: str
    """Its name."""
    url: str
    """Its guide."""
    summary: str
    """What it is, in a sentence."""
    points: tuple[str, ...]
    """What is asked first: how long, what it costs, how often one has to come."""


class ServiceGroup(Struct, frozen=True):
    """Services under a heading."""

    title: str
    """The heading; empty where all stand together."""
    services: tuple[Service, ...]
    """The services, pinned ones first."""


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
    filters: tuple[Filter, ...] = ()
    """Ready-made pages with a part of the list; on the first page."""
    services: tuple[ServiceGroup, ...] = ()
    """Services that belong to the subject or the audience, before the list; on the first page."""
    mixed: bool = True
    """Whether there may be several kinds, so that each row tells its own."""


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
        filters=column_filters(desk.library, column, url) if place == 0 else (),
        mixed=len(column.kinds) != 1,
        ledgers=tuple(Link(ledger.title, ledger.url) for ledger in LEDGERS if set(ledger.kinds) & set(column.kinds)),
    )


def state_view(
    desk: Desk, column: Column, group: StateGroup, records: Sequence[Record], sheets: Sequence[Sheet], place: int
) -> ListView:
    """A page of what is in a state in a column."""
    base = urls.column_state(column.slug, group.slug)
    return _list(
        desk,
        desk.column_head(column, f"{column.name}（{group.title}）", urls.list_page(base, sheets[place].number)),
        records,
        sheets,
        place,
        base=base,
        crumbs=desk.crumbs(column),
        section=desk.section(column),
        intro=f"{column.name}栏目中{group.title}的内容。",
        filters=column_filters(desk.library, column, base) if place == 0 else (),
        mixed=False,
    )


def topic_view(desk: Desk, topic: Named, records: Sequence[Record], sheets: Sequence[Sheet], place: int) -> ListView:
    """A page of a topic: its services on the first one, then what else is about it. `records` are the latter."""
    base = urls.topic(topic.slug)
    description = topic.description or f"{topic.name}的办事指南和有关内容"
    head = desk.page_head(topic.name, urls.list_page(base, sheets[place].number), description, "办事服务")
    guides = pinned_first(desk.library.of_topic.get(topic.slug, ())) if place == 0 else []
    groups = (ServiceGroup("办事指南", services_of(guides)),) if guides else ()
    others = [
        Choice(each.name, urls.topic(each.slug), len(desk.library.of_topic[each.slug]))
        for each in desk.settings.topics
        if each.slug in desk.library.of_topic
    ]
    filters = (choose("办事主题", others, base),) if guides else ()
    crumbs = _services_crumbs(desk)
    return _list(
        desk,
        head,
        records,
        sheets,
        place,
        base=base,
        crumbs=crumbs,
        intro=description,
        services=groups,
        filters=filters,
    )


def audience_view(desk: Desk, audience: Named) -> ListView:
    """The services for an audience, by subject."""
    settings, base = desk.settings, urls.audience(audience.slug)
    guides = of_audience(desk, audience)
    names = {topic.slug: topic.name for topic in settings.topics}
    by_topic: dict[str, list[Record]] = {slug: [] for slug in (*names, "")}
    for record in guides:
        by_topic[record.of(Guide).topic or ""].append(record)
    description = f"{audience.name}可以办理的事项，共 {len(guides)} 项"
    others = [
        Choice(each.name, urls.audience(each.slug), count)
        for each in settings.audiences
        if (count := len(of_audience(desk, each)))
    ]
    return _list(
        desk,
        desk.page_head(f"{audience.name}办事", base, description, "办事服务"),
        (),
        paginate(0),
        0,
        base=base,
        crumbs=_services_crumbs(desk),
        intro=f"{description}，按办事主题排列。",
        services=tuple(
            ServiceGroup(names.get(slug, "其他"), services_of(members)) for slug, members in by_topic.items() if members
        ),
        filters=(choose("服务对象", others, base),),
    )


def of_audience(desk: Desk, audience: Named) -> list[Record]:
    """The services for an audience, pinned ones first."""
    return pinned_first(
        record for record in desk.library.of_kind.get("guide", ()) if audience.slug in record.of(Guide).audience
    )


def pinned_first(guides: Iterable[Record]) -> list[Record]:
    """What staff pin is what people come for most; the rest follows from the newest."""
    return sorted(guides, key=lambda record: not record.item.pinned)


def services_of(guides: Iterable[Record]) -> tuple[Service, ...]:
    """Guides as cards."""
    return tuple(
        Service(record.title, urls.item(record.id), record.item.summary or "", _points(record.of(Guide)))
        for record in guides
    )


def _points(guide: Guide) -> tuple[str, ...]:
    limit = guide.promised_limit if guide.promised_limit is not None else guide.legal_limit
    points = ["" if limit is None else "当场办结" if limit == 0 else f"{limit} 个工作日办结", guide.fee or ""]
    if guide.visits is not None:
        points.append(f"跑 {guide.visits} 次" if guide.visits else "不用到现场")
    return tuple(point for point in points if 0 < len(point) <= _SHORT)


def _services_crumbs(desk: Desk) -> tuple[Link, ...]:
    column = desk.settings.column_of_kind.get("guide")
    return desk.crumbs(column) if column is not None else (*desk.crumbs(None), Link("站点地图", urls.SITE_MAP))


def tag_view(desk: Desk, word: str, records: Sequence[Record], sheets: Sequence[Sheet], place: int) -> ListView:
    """A page of a keyword."""
    base = urls.tag(word)
    head = desk.page_head(f"关键词：{word}", urls.list_page(base, sheets[place].number))
    crumbs = (*desk.crumbs(None), Link("关键词", urls.TAGS))
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
    filters: tuple[Filter, ...] = (),
    services: tuple[ServiceGroup, ...] = (),
    mixed: bool = True,
) -> ListView:
    sheet = sheets[place]
    shown = records[sheet.first : sheet.last]

    newer, older, newest, span = further(base, shown, sheets, place)
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
        span=span,
        newer=newer,
        older=older,
        newest=newest,
        ledgers=ledgers,
        owner=owner,
        update_rule=update_rule,
        filters=filters,
        services=services,
        mixed=mixed,
    )


def further(
    base: str, shown: Sequence[Record], sheets: Sequence[Sheet], place: int
) -> tuple[Link | None, Link | None, Link | None, str]:
    """The ways on from a page of a list: newer, older, newest, and the days that it covers."""

    def link(title: str, other: int) -> Link | None:
        inside = 0 <= other < len(sheets)
        return Link(title, urls.list_page(base, sheets[other].number)) if inside else None

    days = [record.published.date().isoformat() for record in shown]
    covered = (f"{min(days)} 至 {max(days)}" if min(days) != max(days) else days[0]) if days else ""
    newest = link("最新的内容", 0) if place > 1 else None
    return link("较新的内容", place - 1), link("较早的内容", place + 1), newest, covered
