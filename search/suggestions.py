"""What is offered while somebody types: words of the site, by how they begin and by the first letters of their sound.

The shards are JSON lists of [words, address, first letters, sound]. A suggestion stands in the shard of each of its
keys: its first character, and the first letter of its sound.
"""

from collections.abc import Iterable, Sequence

import msgspec

from .analysis import squeeze
from .blocks import block_of
from .pinyin import syllables

TARGET = 6_000
"""Bytes of suggestions for each shard; most shards are smaller."""


def shards(suggestions: Sequence[tuple[str, str]]) -> list[bytes]:
    """The shards, a power of two of them; suggestions keep their order in each."""
    rows = [_row(words, address) for words, address in suggestions]
    size = sum(len(msgspec.json.encode(row)) * 2 for row in rows)
    count = 1
    while count * TARGET < size:
        count *= 2
    found: list[list[tuple[str, str, str, str]]] = [[] for _ in range(count)]
    for row in rows:
        for shard in sorted({block_of(key, count) for key in _keys(row)}):
            found[shard].append(row)
    return [msgspec.json.encode(each) for each in found]


def offered(suggestions: Iterable[tuple[str, str]], typed: str, limit: int = 8) -> list[tuple[str, str]]:
    """The (words, address) to offer for what was typed so far."""
    wanted = squeeze(typed)
    if not wanted:
        return []
    rows = (_row(words, address) for words, address in suggestions)
    fitting = [row for row in rows if fits(row, wanted)]
    return [(words, address) for words, address, _, _ in fitting[:limit]]


def fits(row: tuple[str, str, str, str], wanted: str) -> bool:
    """Whether a suggestion begins as typed, in characters, first letters or sound."""
    words, _, letters, sound = row
    return squeeze(words).startswith(wanted) or letters.startswith(wanted) or sound.startswith(wanted)


def _row(words: str, address: str) -> tuple[str, str, str, str]:
    sounds = [sound for run in syllables(words) for sound in run]
    return words, address, "".join(sound[0] for sound in sounds), "".join(sounds)


def _keys(row: tuple[str, str, str, str]) -> set[str]:
    words, _, letters, _ = row
    return {squeeze(words)[:1], letters[:1]} - {""}
