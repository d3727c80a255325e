"""Posting lists as bytes: what is written is read back, and blocks are what the format says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.blocks import (
    TARGET,
    block_of,
    blocks_for,
    decode_sounds,
    decode_texts,
    encode_sounds,
    encode_texts,
    entries,
    entry,
    patch,
)

numbers = st.lists(st.integers(0, 300_000), unique=True, max_size=60).map(sorted)
postings = numbers.flatmap(
    lambda given: st.tuples(*(st.tuples(st.booleans(), st.integers(1, 255)) for _ in given)).map(
        lambda rest: [at << 9 | titled << 8 | times for at, (titled, times) in zip(given, rest, strict=True)]
    )
)
known = st.dictionaries(
    st.text(min_size=1, max_size=12).map(str.encode), st.binary(min_size=1, max_size=300), max_size=20
)


@given(postings)
def test_postings_of_texts_come_back(given: list[int]) -> None:
    assert decode_texts(encode_texts(given)) == given


@given(numbers)
def test_postings_of_sounds_come_back(given: list[int]) -> None:
    assert decode_sounds(encode_sounds(given)) == given


def test_the_bytes_are_those_of_the_format() -> None:
    """(gap << 2 | in the title << 1 | more than once), then the occurrences less two."""
    assert encode_texts([0 << 9 | 1]) == bytes([0])
    assert encode_texts([0 << 9 | 256 | 1, 3 << 9 | 5]) == bytes([2, 2 << 2 | 1, 3])
    assert encode_texts([40 << 9 | 255]) == bytes([40 << 2 & 127 | 1 | 128, 1, 253 & 127 | 128, 1])
    assert encode_sounds([0, 1, 200]) == bytes([0, 0, 198 & 127 | 128, 1])
    assert entry("党".encode(), b"ab") == b"\x03\xe5\x85\x9a\x02ab"


@given(known)
def test_entries_of_a_block_come_back(given: dict[bytes, bytes]) -> None:
    block = b"".join(entry(term, data) for term, data in sorted(given.items()))
    assert dict(entries(block)) == given


@given(known, known, st.lists(st.integers(0, 19)))
def test_a_patched_block_is_as_one_made_anew(old: dict[bytes, bytes], new: dict[bytes, bytes], gone: list[int]) -> None:
    block = b"".join(entry(term, data) for term, data in sorted(old.items()))
    changes = {**new, **{term: b"" for at, term in enumerate(old) if at in gone}}
    left = {term: data for term, data in {**old, **changes}.items() if data}
    assert patch(block, changes) == b"".join(entry(term, data) for term, data in sorted(left.items()))


@pytest.mark.parametrize("size", [0, 1, TARGET, TARGET + 1, 10 * TARGET, 2_000 * TARGET])
def test_blocks_are_of_a_bounded_size(size: int) -> None:
    count = blocks_for(size)
    assert count & (count - 1) == 0
    assert size <= count * TARGET and (count == 1 or size > count * TARGET / 2)


def test_terms_are_spread_evenly_and_doubling_splits_each_block() -> None:
    terms = [chr(0x4E00 + number * 7 % 20_000) + chr(0x4E00 + number * 13 % 20_000) for number in range(8_000)]
    shares = [0] * 64
    for term in terms:
        at = block_of(term, 64)
        shares[at] += 1
        assert block_of(term, 128) in (at, at + 64)
    assert max(shares) < 2 * len(terms) / 64


def test_a_hash_that_browsers_compute_as_well() -> None:
    """FNV-1a of 32 bits; the figures are fixed, since exports that are out there were cut by them."""
    assert [block_of(term, 1 << 16) for term in ("党费", "a", "2026", "'dang'fei", "^df")] == [
        49130,
        57652,
        48577,
        14405,
        27206,
    ]
    assert block_of("<7<党费", 1 << 16) == block_of(">党费", 1 << 16) == block_of("党费", 1 << 16)
