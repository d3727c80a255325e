"""Pages of years: every record on one line of one page, by month, and a page for each kind of a year."""

from plugins.portal.library import Library
from plugins.portal.pages import pages
from plugins.portal.records import Record
from plugins.portal.views.desk import Desk
from plugins.portal.views.lists import paginate
from plugins.portal.views.years import PAGE_SIZE, YearView, archive_year_view, kinds_of_year

from ...helpers import library, record


def news(count: int) -> list[Record]:
    return [record(f"news/n{n:03}", published=f"2026-{12 - n % 12:02}-{1 + n % 28:02}") for n in range(count)]


def year(made: Library, kind: str = "") -> list[YearView]:
    records = kinds_of_year(made, 2026)[kind] if kind else made.of_year[2026]
    sheets = paginate(len(records), PAGE_SIZE)
    return [archive_year_view(Desk(made), 2026, kind, records, sheets, place) for place in range(len(sheets))]


def test_every_record_has_its_line_and_months_fall() -> None:
    made = library(*news(230))
    views = year(made)
    lines = [entry.url for view in views for month in view.months for entry in month.entries]
    assert sorted(lines) == sorted(f"/{each.id}.html" for each in made.records)
    for view in views:
        months = [int(month.title.removesuffix(" 月")) for month in view.months]
        assert months == sorted(set(months), reverse=True)


def test_the_first_page_alone_tells_totals_and_ways() -> None:
    views = year(library(*news(230)))
    assert [view.total for view in views] == [230, 0]
    assert [bool(view.filters) for view in views] == [True, False]
    assert views[0].older is not None and views[0].older.url == views[1].head.url


def test_kinds_of_a_year_have_pages_and_lead_to_other_years() -> None:
    made = library(
        record("news/a", published="2026-02-01"),
        record("rules/a", published="2026-03-01"),
        record("rules/b", published="2025-03-01"),
    )
    there = {page.url for page in pages(made)}
    assert {"/archive/2026/news/", "/archive/2026/rules/", "/archive/2025/rules/"} <= there
    assert "/archive/2025/news/" not in there
    (view,) = year(made, "rule")
    years, kinds = view.filters
    assert [(choice.url, choice.chosen) for choice in years.choices] == [
        ("/archive/2026/rules/", True),
        ("/archive/2025/rules/", False),
    ]
    assert [choice.title for choice in kinds.choices if choice.chosen] == ["规章制度"]
    assert not view.mixed and year(made)[0].mixed
