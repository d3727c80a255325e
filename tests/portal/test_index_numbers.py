"""索引号: form, uniqueness, and that a number once given stays."""

import re
import zlib
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from plugins.portal.check_digits import is_organization_code
from plugins.portal.index_numbers import index_numbers
from plugins.portal.records import Record

from ..helpers import library, moment, record

CODE = "000014349"
_PATTERN = record("news/pattern")


def many(names: list[str], year: int = 2026) -> list[Record]:
    """Records that differ in nothing but id and year, made fast."""
    item = _PATTERN.item.model_copy(update={"published": moment(f"{year}-01-01")})
    return [replace(_PATTERN, id=name, item=item) for name in names]


def test_form() -> None:
    made = library(record("news/a"), record("rules/b", published="2019-05-06"))
    number = made.index_numbers["rules/b"]
    assert re.fullmatch(r"[0-9A-Z]{9}/2019-\d{5}", number)
    assert is_organization_code(number.split("/")[0])


def test_sixty_thousand_items_of_a_year_have_numbers_of_their_own() -> None:
    numbers = index_numbers(many([f"news/n{n}" for n in range(60_000)]), CODE)
    assert len(set(numbers.values())) == 60_000
    assert all(re.fullmatch(rf"{CODE}/2026-\d{{6}}", number) for number in numbers.values())
    assert not any(number.endswith("-000000") for number in numbers.values())


@given(old=st.sets(st.integers(0, 10**6), max_size=300), new=st.sets(st.integers(0, 10**6), max_size=300))
def test_newer_items_leave_older_numbers_still(old: set[int], new: set[int]) -> None:
    older = many([f"news/n{n}" for n in sorted(old)])
    newer = many([f"news/n{n}" for n in sorted(new - old)])
    before = index_numbers(older, CODE)
    after = index_numbers([*older, *newer], CODE)
    assert before.items() <= after.items()
    assert len(set(after.values())) == len(after)


def test_items_that_would_share_a_number_keep_the_order_of_publication() -> None:
    # Two ids with the same draw (crc32 modulo 100,000), found by trying.
    numbers: dict[str, str] = {}
    first = second = ""
    for n in range(5_000):
        name = f"news/n{n}"
        (number,) = index_numbers(many([name]), CODE).values()
        if number in numbers:
            first, second = numbers[number], name
            break
        numbers[number] = name
    assert first and second
    alone = index_numbers(many([first]), CODE)[first]
    both = index_numbers(many([first, second]), CODE)
    assert both[first] == alone and both[second] != alone


def test_no_number_is_all_noughts() -> None:
    name = next(name for n in range(10**6) if zlib.crc32((name := f"news/n{n}").encode()) % 100_000 == 0)
    assert index_numbers(many([name]), CODE) == {name: f"{CODE}/2026-00001"}


def test_the_year_is_part_of_the_number_so_years_do_not_touch() -> None:
    names = [f"news/n{n}" for n in range(500)]
    alone = index_numbers(many(names), CODE)
    mixed = index_numbers([*many([f"news/old{n}" for n in range(500)], 2025), *many(names)], CODE)
    assert alone.items() <= mixed.items()


def test_a_withdrawn_item_keeps_its_number() -> None:
    gone: dict[str, Any] = {"withdrawn": {"on": "2026-02-01", "reason": "有误"}}
    assert library(record("news/a")).index_numbers == library(record("news/a", **gone)).index_numbers
