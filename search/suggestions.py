"""What is offered while somebody types: words of the site, by how they begin and by the first letters of their sound.

The shards are JSON lists of [words, address, first letters, sound]. What was typed is looked up by its first 1, 2, 4 or 8
characters, as many as there are: so a shard has for every beginning of one or more characters those that come first, and
no list grows with the number of suggestions that begin alike.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

from .analysis import squeeze
from .blocks import block_of
from .pinyin import syllables

TARGET = 4_000
"""Bytes of suggestions for each shard; most shards are smaller."""
OFFERED = 8
"""Suggestions that are shown at most."""
LEVELS = (1, 2, 4, 8)
"""How many characters of what was typed may choose the shard."""

Row = tuple[str, str, str, str]


def shards(suggestions: Sequence[tuple[str, str]]) -> list[bytes]:
    """The shards, a power of two of them; suggestions keep their order in each."""
    by_key = _by_key(suggestions)
    size = sum(len(msgspec.json.encode(row)) for rows in by_key.values() for row in rows)
    count = 1
    while count * TARGET < size:
        count *= 2
    found: list[dict[Row, None]] = [{} for _ in range(count)]
    for key, rows in by_key.items():
        found[block_of(key, count)].update(rows)
    order = {words: at for at, (words, _) in enumerate(suggestions)}
    return [msgspec.json.encode(sorted(each, key=lambda row: order[row[0]])) for each in found]


def offered(suggestions: Iterable[tuple[str, str]], typed: str, limit: int = OFFERED) -> list[tuple[str, str]]:
    """The (words, address) to offer for what was typed so far."""
    wanted = squeeze(typed)
    if not wanted:
        return []
    rows = (_row(words, address) for words, address in suggestions)
    fitting = [row for row in rows if fits(row, wanted)]
    return [(words, address) for words, address, _, _ in fitting[:limit]]


def fits(row: Row, wanted: str) -> bool:
    """Whether a suggestion begins as typed, in characters, first letters or sound."""
    return any(form.startswith(wanted) for form in _forms(row))


def _by_key(suggestions: Iterable[tuple[str, str]]) -> dict[str, dict[Row, None]]:
    """Key → the suggestions that may have to be offered where it has chosen the shard."""
    shown: dict[str, int] = {}
    by_key: dict[str, dict[Row, None]] = {}
    for words, address in suggestions:
        row = _row(words, address)
        for level, following in pairwise((*LEVELS, LEVELS[-1] * 2)):
            lengths = range(level, following)
            beginnings = {form[:end] for form in _forms(row) for end in lengths if len(form) >= end}
            first = {each for each in beginnings if shown.get(each, 0) < OFFERED}
            for each in first:
                shown[each] = shown.get(each, 0) + 1
                by_key.setdefault(each[:level], {})[row] = None
    return by_key


def _row(words: str, address: str) -> Row:
    sounds = [sound for run in syllables(words) for sound in run]
    return words, address, "".join(sound[0] for sound in sounds), "".join(sounds)


def _forms(row: Row) -> tuple[str, str, str]:
    words, _, letters, sound = row
    return squeeze(words), letters, sound
