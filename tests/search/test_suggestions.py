"""What is offered while somebody types: from the whole list, and from the one shard that a browser fetches."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import squeeze
from search.blocks import block_of
from search.suggestions import LEVELS, OFFERED, fits, offered, shards
from tests.search.samples import WORDS

OFFERS = (
    ("党费收缴", "/guides/dues.html"),
    ("组织关系转接", "/guides/transfer.html"),
    ("党务公开", ""),
    ("PDF 表格下载", ""),
    ("12380", ""),
    ("党员", ""),
)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("党", ["党费收缴", "党务公开", "党员"]),
        ("黨", ["党费收缴", "党务公开", "党员"]),
        ("党费收缴", ["党费收缴"]),
        ("zzgx", ["组织关系转接"]),
        ("ZuZhi", ["组织关系转接"]),
        ("dang", ["党费收缴", "党务公开", "党员"]),
        ("dy", ["党员"]),
        ("pdf", ["PDF 表格下载"]),
        ("123", ["12380"]),
        ("收缴", []),
        ("", []),
        (" ，", []),
    ],
)
def test_offered_by_characters_letters_and_sound(typed: str, words: list[str]) -> None:
    assert [each for each, _ in offered(OFFERS, typed)] == words


def test_the_most_wanted_come_first_and_no_more_than_fit() -> None:
    many = [(f"党费{number}", "") for number in range(30)]
    assert offered(many, "党") == many[:OFFERED]


def in_shard(made: list[bytes], typed: str) -> list[str]:
    """What a browser offers."""
    wanted = squeeze(typed)
    key = wanted[: max(level for level in LEVELS if level <= len(wanted))]
    rows = msgspec.json.decode(made[block_of(key, len(made))], type=list[tuple[str, str, str, str]])
    return [row[0] for row in rows if fits(row, wanted)][:OFFERED]


@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map("".join), unique=True, max_size=60))
def test_one_shard_has_all_that_is_offered(words: list[str]) -> None:
    offers = [(each, "") for each in words]
    made = shards(offers)
    assert len(made) & (len(made) - 1) == 0
    for word in words[:12]:
        for typed in (word[:1], word[:2], word[:3], word[:5], word):
            assert in_shard(made, typed) == [each for each, _ in offered(offers, typed)]


def test_no_suggestions_are_one_empty_shard() -> None:
    assert shards([]) == [b"[]"]
