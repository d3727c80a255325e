"""Lists cut into pages: nothing lost, nothing twice, and old pages that stay as they are."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.portal import urls
from plugins.portal.views.desk import Desk
from plugins.portal.views.lists import PAGE_SIZE, ListView, column_view, paginate

from ...helpers import library, record


def from_the_oldest(count: int) -> dict[int, tuple[int, int]]:
    """Number of each closed page → its records, counted from the oldest of the list."""
    return {sheet.number: (count - sheet.last, count - sheet.first) for sheet in paginate(count) if sheet.number > 1}


def test_every_record_stands_on_one_page() -> None:
    for count in range(501):
        shown = [place for sheet in paginate(count) for place in range(sheet.first, sheet.last)]
        assert shown == list(range(count)), count


def test_pages_are_numbered_without_gaps_from_two() -> None:
    for count in range(501):
        numbers = [sheet.number for sheet in paginate(count)]
        assert numbers[0] == 1
        assert numbers[1:] == list(range(len(numbers), 1, -1)), count


def test_a_new_record_leaves_closed_pages_as_they_are() -> None:
    for count in range(500):
        before, after = from_the_oldest(count), from_the_oldest(count + 1)
        assert before.items() <= after.items(), count
        assert all(last - first == PAGE_SIZE for first, last in after.values())


def test_the_newest_page_is_never_thin() -> None:
    for count in range(501):
        newest = paginate(count)[0]
        size = newest.last - newest.first
        assert size == count if count < 2 * PAGE_SIZE else PAGE_SIZE <= size < 2 * PAGE_SIZE


@given(count=st.integers(0, 5_000), size=st.integers(1, 50))
def test_any_size_of_page(count: int, size: int) -> None:
    sheets = paginate(count, size)
    assert sheets[0].first == 0 and sheets[-1].last == count
    assert all(one.last == two.first for one, two in itertools.pairwise(sheets))
    assert sheets[0].last < 2 * size


def pages_of(count: int, extra: bool = False) -> list[ListView]:
    days = [f"2026-{1 + n // 28:02}-{1 + n % 28:02}" for n in range(count + extra)]
    desk = Desk(library(*(record(f"news/n{n:03}", published=day) for n, day in enumerate(days))))
    column = desk.settings.column_by_slug["news"]
    records = desk.library.in_column["news"]
    sheets = paginate(len(records))
    return [column_view(desk, column, records, sheets, place) for place in range(len(sheets))]


def test_pages_are_linked_in_both_directions() -> None:
    views = pages_of(85)
    addresses = [urls.list_page(urls.column("news"), number) for number in (1, 4, 3, 2)]
    assert [view.head.url for view in views] == addresses
    assert [view.older.url if view.older else None for view in views] == [*addresses[1:], None]
    assert [view.newer.url if view.newer else None for view in views] == [None, *addresses[:-1]]
    assert [view.newest.url if view.newest else None for view in views] == [None, None, addresses[0], addresses[0]]
    assert views[0].total == 85
    assert views[3].span == "2026-01-01 至 2026-01-20"


def test_the_view_of_a_closed_page_does_not_change() -> None:
    """All but the youngest closed page, whose newer neighbour may become a page of its own."""
    for count in (59, 60, 79):
        before = {view.head.url: view for view in pages_of(count)}
        after = {view.head.url: view for view in pages_of(count, extra=True)}
        closed = [url for url in before if "page-" in url and not (url.endswith(f"page-{len(before)}.html"))]
        assert all(before[url] == after[url] for url in closed)


@pytest.mark.parametrize("count", [0, 1, 39])
def test_short_lists_are_one_page(count: int) -> None:
    assert [sheet.number for sheet in paginate(count)] == [1]


def test_page_two_is_there_as_soon_as_there_are_two_pages() -> None:
    assert [sheet.number for sheet in paginate(40)] == [1, 2]
