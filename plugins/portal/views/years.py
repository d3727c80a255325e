"""The views of years: what a column, a kind or the whole site published in a year, a line each, month by month."""

from collections.abc import Sequence
from itertools import groupby

from msgspec import Struct

from .. import urls
from ..kinds import BY_NAME
from ..library import Library
from ..records import Record
from ..settings import Column
from .choices import Choice, Filter, choose, column_filters
from .desk import Desk
from .lists import Sheet, further
from .parts import Entry, Head, Link, Page

PAGE_SIZE = 100
"""Lines to a page."""


class Month(Struct, frozen=True):
    """A month of a year."""

    title: str
    """Its name: 11 月."""
    entries: tuple[Entry, ...]
    """What was published in it, newest first."""


class YearView(Page, frozen=True, kw_only=True):
    """A page of a year."""

    intro: str
    """What the page holds."""
    filters: tuple[Filter, ...]
    """Other years, kinds and states; on the first page."""
    months: tuple[Month, ...]
    """The months, newest first."""
    mixed: bool
    """Whether there are several kinds, so that each line tells its own."""
    total: int
    """How many items the year has; on the first page."""
    span: str
    """The days that this page covers."""
    newer: Link | None
    """The page with newer items."""
    older: Link | None
    """The page with older items."""
    newest: Link | None
    """The first page, on the others."""


def column_year_view(
    desk: Desk, column: Column, year: int, records: Sequence[Record], sheets: Sequence[Sheet], place: int
) -> YearView:
    """A page of what a column published in a year."""
    base = urls.column_year(column.slug, year)
    title = f"{column.name}（{year} 年）"
    head = desk.column_head(column, title, urls.list_page(base, sheets[place].number))
    filters = column_filters(desk.library, column, base) if place == 0 else ()
    intro = f"{column.name}栏目 {year} 年发布的内容，按月排列。"
    crumbs, section = desk.crumbs(column), desk.section(column)
    return _year(
        desk, head, title, base, records, sheets, place, intro, filters, crumbs, section, len(column.kinds) > 1
    )


def archive_year_view(
    desk: Desk, year: int, kind: str, records: Sequence[Record], sheets: Sequence[Sheet], place: int
) -> YearView:
    """A page of what the site published in a year; `kind` is empty for all of it."""
    base = urls.archive_kind(year, BY_NAME[kind].folder) if kind else urls.archive(year)
    title = f"{year} 年{BY_NAME[kind].label}" if kind else f"{year} 年"
    intro = f"{year} 年发布的{BY_NAME[kind].label if kind else '全部内容'}，按月排列。"
    head = desk.page_head(title, urls.list_page(base, sheets[place].number), intro)
    filters = _archive_filters(desk.library, year, kind, base) if place == 0 else ()
    crumbs = (*desk.crumbs(None), Link("按年份查阅", urls.ARCHIVE))
    if kind:
        crumbs = (*crumbs, Link(f"{year} 年", urls.archive(year)))
    return _year(desk, head, title, base, records, sheets, place, intro, filters, crumbs, "", not kind)


def kinds_of_year(library: Library, year: int) -> dict[str, list[Record]]:
    """Kind → what was published of it in a year, in the order of the kinds."""
    return library.reckoned("kinds of years", _kinds_of_years)[year]


def _kinds_of_years(library: Library) -> dict[int, dict[str, list[Record]]]:
    found: dict[int, dict[str, list[Record]]] = {}
    for year, records in library.of_year.items():
        kinds: dict[str, list[Record]] = {name: [] for name in BY_NAME}
        for record in records:
            kinds[record.kind_name].append(record)
        found[year] = {name: members for name, members in kinds.items() if members}
    return found


def kind_choices(library: Library, year: int) -> list[Choice]:
    """The kinds of a year, each with its page."""
    return [
        Choice(BY_NAME[kind].label, urls.archive_kind(year, BY_NAME[kind].folder), len(members))
        for kind, members in kinds_of_year(library, year).items()
    ]


def _archive_filters(library: Library, year: int, kind: str, chosen: str) -> tuple[Filter, ...]:
    whole = Choice("全部", urls.archive(year), len(library.of_year[year]))
    years = []
    for each in sorted(library.of_year, reverse=True):
        count = len(kinds_of_year(library, each).get(kind, ())) if kind else len(library.of_year[each])
        url = urls.archive_kind(each, BY_NAME[kind].folder) if kind else urls.archive(each)
        if count:
            years.append(Choice(f"{each} 年", url, count))
    return (choose("年份", years, chosen), choose("种类", (whole, *kind_choices(library, year)), chosen))


def _year(
    desk: Desk,
    head: Head,
    title: str,
    base: str,
    records: Sequence[Record],
    sheets: Sequence[Sheet],
    place: int,
    intro: str,
    filters: tuple[Filter, ...],
    crumbs: tuple[Link, ...],
    section: str,
    mixed: bool,
) -> YearView:
    sheet = sheets[place]
    shown = records[sheet.first : sheet.last]
    newer, older, newest, span = further(base, shown, sheets, place)
    months = groupby(shown, key=lambda record: record.published.month)
    return YearView(
        head=head,
        title=title,
        crumbs=crumbs,
        section=section,
        intro=intro,
        filters=filters,
        months=tuple(Month(f"{month} 月", tuple(map(desk.entry, members))) for month, members in months),
        mixed=mixed,
        total=len(records) if place == 0 else 0,
        span=span,
        newer=newer,
        older=older,
        newest=newest,
    )
