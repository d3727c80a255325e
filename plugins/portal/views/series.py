"""The issues of a series of bulletins: those of a year, and all of them."""

from collections import defaultdict

from .. import urls
from ..kinds.bulletin import Bulletin
from ..library import Library
from ..records import Record
from .desk import Desk
from .parts import Link, LinkGroup, Page


class SeriesView(Page, frozen=True, kw_only=True):
    """The page of a series, with all its issues."""

    description: str
    """What the series is about."""
    office: Link | None
    """The office that edits it."""
    total: int
    """How many issues there are."""
    newest: Link | None
    """The newest issue."""
    years: tuple[LinkGroup, ...]
    """The issues of each year, newest first."""


def series_name(desk: Desk, slug: str) -> str:
    """The name of a series; its slug where site.yaml does not know it."""
    series = desk.settings.series_by_slug.get(slug)
    return series.name if series is not None else slug


def series_year(record: Record) -> int:
    """The year that an issue counts for: that of its number, else of its publication."""
    number = record.of(Bulletin).number
    return number.year if number is not None else record.published.year


def issues_of_year(desk: Desk, slug: str, year: int) -> tuple[Link, ...]:
    """The issues of a year by their numbers, oldest first."""
    return desk.library.reckoned("issues of years", _issues).get((slug, year), ())


def _issues(library: Library) -> dict[tuple[str, int], tuple[Link, ...]]:
    found: dict[tuple[str, int], list[Record]] = defaultdict(list)
    for record in library.of_kind.get("bulletin", ()):
        found[record.of(Bulletin).series, series_year(record)].append(record)
    return {key: tuple(map(_numbered, sorted(records, key=_order))) for key, records in found.items()}


def _order(record: Record) -> tuple[int, str]:
    number = record.of(Bulletin).number
    return (number.issue if number is not None else 0, record.published.isoformat())


def _numbered(record: Record) -> Link:
    number = record.of(Bulletin).number
    name = f"第 {number.issue} 期" if number is not None else record.published.strftime("%m-%d")
    return Link(name, urls.item(record.id), record.title)


def series_view(desk: Desk, slug: str) -> SeriesView:
    """The page of a series."""
    series = desk.settings.series_by_slug.get(slug)
    name = series_name(desk, slug)
    issues = [each for each in desk.library.of_kind.get("bulletin", ()) if each.of(Bulletin).series == slug]
    by_year: dict[int, list[Record]] = defaultdict(list)
    for record in issues:
        by_year[series_year(record)].append(record)
    column = desk.library.column_of(issues[0]) if issues else None
    description = (series.description if series is not None else "") or f"{name}的全部各期"
    return SeriesView(
        head=desk.page_head(f"{name}：全部各期", urls.series(slug), description),
        title=f"{name}：全部各期",
        crumbs=desk.crumbs(column),
        section=desk.section(column),
        description=description,
        office=desk.office_link(series.office) if series is not None and series.office else None,
        total=len(issues),
        newest=desk.link(issues[0]) if issues else None,
        years=tuple(LinkGroup(f"{year} 年", desk.links(by_year[year])) for year in sorted(by_year, reverse=True)),
    )
