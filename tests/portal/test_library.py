"""The library: order, columns, neighbours, relatives, and the state of each record on a day."""

import random
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.portal.records import Record

from ..helpers import library, record, settings


def ids(records: object) -> list[str]:
    return [each.id for each in records]  # type: ignore[attr-defined]


def test_newest_first_and_ties_by_id() -> None:
    records = [
        record("news/b", published="2026-03-01"),
        record("news/a", published="2026-03-01"),
        record("news/z", published="2026-03-01 08:00"),
        record("guides/c", published="2026-03-02"),
        record("news/old", published="2025-12-31 23:59"),
    ]
    expected = ["guides/c", "news/z", "news/a", "news/b", "news/old"]
    for seed in range(5):
        shuffled = random.Random(seed).sample(records, len(records))
        assert ids(library(*shuffled).records) == expected


def test_what_is_due_later_is_set_aside() -> None:
    made = library(
        record("news/today", published="2026-03-01 18:00"),
        record("news/tomorrow", published="2026-03-02"),
        record("rules/new", published="2026-03-02", supersedes=["rules/old"]),
        record("rules/old"),
        today=date(2026, 3, 1),
    )
    assert ids(made.records) == ["news/today", "rules/old"]
    assert sorted(ids(made.scheduled)) == ["news/tomorrow", "rules/new"]
    assert "news/tomorrow" not in made.by_id
    assert "news/tomorrow" not in made.index_numbers
    status = made.status(made.by_id["rules/old"])
    assert status is not None and status.code == "in-force"


@pytest.mark.parametrize(
    ("identifier", "given_", "column"),
    [
        ("rules/meetings/a", {"column": "news"}, "news"),  # its own word
        ("rules/meetings/a", {}, "meetings"),  # the deepest folder that is a column
        ("rules/meetings/2026/a", {}, "meetings"),
        ("rules/service/meetings/a", {}, "meetings"),
        ("rules/laws/a", {}, "rules"),
        ("rules/a", {}, "rules"),
        ("guides/a", {}, "first"),  # the first column of the kind; the second takes guides as well
        ("pages/a", {}, "second"),
    ],
)
def test_column(identifier: str, given_: dict[str, Any], column: str) -> None:
    made = record(identifier, **given_)
    found = library(made).column_of(made)
    assert found is not None and found.slug == column


def test_without_a_column_for_its_kind_an_item_stands_in_none() -> None:
    made = record("letters/a")
    assert (
        library(made, site=settings(columns=[{"slug": "news", "name": "动态", "kinds": ["news"]}])).column_of(made)
        is None
    )


def test_a_column_holds_what_is_below_it_and_pinned_items_first() -> None:
    made = library(
        record("rules/a", published="2026-03-01"),
        record("rules/meetings/b", published="2026-03-02"),
        record("rules/service/c", published="2026-03-03"),
        record("rules/meetings/old", published="2020-01-01", pinned="true"),
        record("rules/meetings/older", published="2019-01-01", pinned="true"),
        record("rules/service/gone", withdrawn={"on": "2026-04-01", "reason": "有误"}),
    )
    assert ids(made.in_column["rules"]) == [
        "rules/meetings/old",
        "rules/meetings/older",
        "rules/service/c",
        "rules/meetings/b",
        "rules/a",
    ]
    assert ids(made.in_column["meetings"]) == ["rules/meetings/old", "rules/meetings/older", "rules/meetings/b"]
    assert ids(made.in_column["service"]) == ["rules/service/c"]


def test_neighbours_stand_in_the_same_column_pinned_or_not() -> None:
    made = library(
        record("rules/meetings/a", published="2026-03-01"),
        record("rules/service/b", published="2026-03-02"),
        record("rules/meetings/c", published="2026-03-03", pinned="true"),
        record("rules/meetings/gone", published="2026-03-04", withdrawn={"on": "2026-04-01", "reason": "有误"}),
        record("rules/meetings/d", published="2026-03-05"),
    )

    def beside(identifier: str) -> tuple[str | None, str | None]:
        older, newer = made.neighbours(made.by_id[identifier])
        return (older.id if older else None, newer.id if newer else None)

    assert beside("rules/meetings/a") == (None, "rules/meetings/c")
    assert beside("rules/meetings/c") == ("rules/meetings/a", "rules/meetings/d")
    assert beside("rules/meetings/d") == ("rules/meetings/c", None)
    assert beside("rules/service/b") == (None, None)
    assert beside("rules/meetings/gone") == (None, None)


@given(st.lists(st.tuples(st.sampled_from(["meetings", "service"]), st.integers(1, 28)), max_size=12))
def test_neighbours_lead_both_ways(places: list[tuple[str, int]]) -> None:
    records = [record(f"rules/{folder}/r{n}", published=f"2026-03-{day:02}") for n, (folder, day) in enumerate(places)]
    made = library(*records)
    for each in made.records:
        older, newer = made.neighbours(each)
        if older is not None:
            assert made.neighbours(older)[1] == each
            assert older.published <= each.published
        if newer is not None:
            assert made.neighbours(newer)[0] == each


def test_issues_stand_beside_those_of_their_series() -> None:
    made = library(
        record("bulletins/w1", published="2026-03-01", series="week"),
        record("bulletins/k1", published="2026-03-02", series="work"),
        record("bulletins/w2", published="2026-03-03", series="week"),
    )
    older, newer = made.issues_beside(made.by_id["bulletins/w2"])
    assert older is not None and older.id == "bulletins/w1" and newer is None
    assert made.issues_beside(made.by_id["bulletins/k1"]) == (None, None)


def test_relatives_share_most_keywords_and_are_new() -> None:
    made = library(
        record("news/self", keywords=["甲", "乙", "丙"]),
        record("news/two", published="2020-01-01", keywords=["甲", "乙"]),
        record("news/three", published="2019-01-01", keywords=["甲", "乙", "丙"]),
        record("news/new", published="2026-02-01", keywords=["甲", "甲"]),
        record("news/newer", published="2026-02-02", keywords=["丙"]),
        record("news/none", keywords=["丁"]),
        record("news/gone", keywords=["甲", "乙", "丙"], withdrawn={"on": "2026-02-01", "reason": "有误"}),
        *(record(f"news/many{n}", published="2018-01-01", keywords=["乙"]) for n in range(9)),
    )
    related = ids(made.related(made.by_id["news/self"]))
    assert related == ["news/three", "news/two", "news/newer", "news/new", "news/many0"]
    assert made.related(made.by_id["news/none"]) == ()


def test_topics_years_and_offices() -> None:
    made = library(
        record("guides/a", topic="membership", published="2025-03-01"),
        record("guides/b", topic="membership", office="cadre"),
        record("guides/c"),
    )
    assert ids(made.of_topic["membership"]) == ["guides/b", "guides/a"]
    assert {year: ids(records) for year, records in made.of_year.items()} == {
        2026: ["guides/b", "guides/c"],
        2025: ["guides/a"],
    }
    assert ids(made.of_office["cadre"]) == ["guides/b"]


def chain(today: date) -> dict[str, str]:
    made = library(
        record("rules/v1", published="2020-01-01"),
        record("rules/v2", published="2022-01-01", supersedes=["rules/v1"], effective="2022-02-01"),
        record("rules/v3", published="2024-01-01", supersedes=["rules/v2"], effective="2024-02-01"),
        record("rules/change", published="2025-01-01", amends=["rules/v3"], effective="2025-02-01"),
        today=today,
    )
    return {each.id.removeprefix("rules/"): status.code for each in made.records if (status := made.status(each))}


@pytest.mark.parametrize(
    ("today", "states"),
    [
        (date(2022, 1, 31), {"v1": "in-force", "v2": "upcoming"}),
        (date(2022, 2, 1), {"v1": "superseded", "v2": "in-force"}),
        (date(2024, 1, 31), {"v1": "superseded", "v2": "in-force", "v3": "upcoming"}),
        (date(2024, 2, 1), {"v1": "superseded", "v2": "superseded", "v3": "in-force"}),
        (date(2025, 1, 31), {"v1": "superseded", "v2": "superseded", "v3": "in-force", "change": "upcoming"}),
        (date(2025, 2, 1), {"v1": "superseded", "v2": "superseded", "v3": "amended", "change": "in-force"}),
    ],
)
def test_a_chain_of_rules(today: date, states: dict[str, str]) -> None:
    assert chain(today) == states


def test_withdrawal_outweighs_every_other_state() -> None:
    gone = {"on": "2026-03-01", "reason": "有误"}
    kinds: list[Record] = [
        record("rules/a", withdrawn=gone),
        record("notices/a", period={"start": "2026-01-01", "end": "2026-12-31"}, withdrawn=gone),
        record("letters/a", withdrawn=gone),
        record("news/a", withdrawn=gone),
    ]
    for today, codes in ((date(2026, 3, 1), {"withdrawn"}), (date(2026, 2, 28), {"in-force", "open", "waiting", None})):
        made = library(*kinds, today=today)
        assert {status.code if (status := made.status(each)) else None for each in made.records} == codes
        assert ("withdrawn" in codes) == (not made.listed)
