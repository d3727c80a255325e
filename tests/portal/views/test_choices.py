"""Ready-made pages that narrow a list: what is on them, which lists have them, and that they stay."""

from datetime import date
from typing import Any

import pytest

from plugins.portal import urls
from plugins.portal.library import Library
from plugins.portal.pages import pages
from plugins.portal.records import Record
from plugins.portal.views.choices import STATES, column_filters, in_states, in_years, state_url
from plugins.portal.views.desk import Desk
from plugins.portal.views.lists import column_view, paginate

from ...helpers import library, record

TODAY = date(2026, 6, 10)


def rules() -> list[Record]:
    """In force, amended and its amendment, superseded and its successor, repealed, to come."""
    return [
        record("rules/plain", effective="2020-01-01"),
        record("rules/amended", effective="2020-01-01"),
        record("rules/change", effective="2021-01-01", amends=["rules/amended"]),
        record("rules/old", effective="2019-01-01"),
        record("rules/new", effective="2022-01-01", supersedes=["rules/old"]),
        record("rules/gone", effective="2019-01-01", repealed="2024-01-01"),
        record("rules/soon", effective="2026-07-01"),
    ]


def found(made: Library, slug: str) -> dict[str, set[str]]:
    column = made.settings.column_by_slug[slug]
    return {group.slug: {each.id for each in members} for group, members in in_states(made, column)}


def test_rules_are_grouped_by_what_readers_ask() -> None:
    made = library(*rules(), today=TODAY)
    assert found(made, "rules") == {
        "in-force": {"rules/plain", "rules/amended", "rules/change", "rules/new"},
        "upcoming": {"rules/soon"},
        "lapsed": {"rules/old", "rules/gone"},
    }


@pytest.mark.parametrize(("day", "state"), [(1, "upcoming"), (10, "open"), (15, "open"), (16, "ended")])
def test_a_notice_moves_from_page_to_page(day: int, state: str) -> None:
    made = library(
        record("notices/a", type="announcement", period={"start": "2026-06-10", "end": "2026-06-15"}),
        record("notices/b", type="announcement"),
        today=date(2026, 6, day),
    )
    assert found(made, "notices") == {
        each: ({"notices/a"} if each == state else set()) for each in ("open", "upcoming", "ended")
    }


def test_an_empty_state_keeps_its_page() -> None:
    """Its address may have been passed on."""
    made = library(record("notices/a", type="announcement"), today=TODAY)
    assert "/columns/notices/open/" in {page.url for page in pages(made)}
    assert state_url(made, "notice", "open") == "/columns/notices/open/"


def test_a_column_without_content_or_with_several_kinds_has_no_states() -> None:
    made = library(record("letters/a"), today=TODAY)
    assert found(made, "rules") == {} == found(made, "first")
    assert state_url(made, "rule", "in-force") == "" == state_url(made, "letter", "answered")


def many(first: int, second: int) -> list[Record]:
    """News of two years."""
    years = [2026] * first + [2025] * second
    return [record(f"news/n{n}", published=f"{year}-{1 + n % 12:02}-01") for n, year in enumerate(years)]


@pytest.mark.parametrize(("first", "second", "years"), [(10, 10, []), (11, 10, [2026, 2025]), (30, 0, [])])
def test_years_are_told_apart_where_a_list_is_long(first: int, second: int, years: list[int]) -> None:
    made = library(*many(first, second))
    assert list(in_years(made, made.settings.column_by_slug["news"])) == years


def test_a_pinned_item_stands_in_its_place_in_its_year() -> None:
    pinned = record("news/pinned", published="2025-06-01", pinned=True)
    made = library(pinned, *many(15, 15))
    column = made.settings.column_by_slug["news"]
    assert made.in_column["news"][0] is pinned
    days = [each.published for each in in_years(made, column)[2025]]
    assert pinned in in_years(made, column)[2025] and days == sorted(days, reverse=True)


def test_the_page_that_is_shown_is_marked_once_in_its_filter() -> None:
    made = library(*rules(), today=TODAY)
    column = made.settings.column_by_slug["rules"]
    (states,) = column_filters(made, column, urls.column_state("rules", "lapsed"))
    assert [choice.title for choice in states.choices if choice.chosen] == ["已经失效"]
    assert [choice.count for choice in states.choices] == [7, 4, 1, 2]


def test_only_the_newest_page_of_a_list_has_filters() -> None:
    """The closed pages stay as they are when something is added, and counts would change on them."""
    made = library(*many(30, 30))
    column, records = made.settings.column_by_slug["news"], made.in_column["news"]
    sheets = paginate(len(records))
    views = [column_view(Desk(made), column, records, sheets, place) for place in range(len(sheets))]
    assert views[0].filters and not any(view.filters for view in views[1:])


def test_every_choice_of_every_list_has_its_page(good_site: Any) -> None:
    made = good_site.library
    there = {page.url for page in good_site.outcome.plan.pages}
    for column, _ in made.settings.walk_columns():
        for each in column_filters(made, column, ""):
            assert {choice.url for choice in each.choices} <= there


def test_each_state_belongs_to_one_group() -> None:
    for groups in STATES.values():
        codes = [code for group in groups for code in group.codes]
        assert len(codes) == len(set(codes))
