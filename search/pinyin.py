"""Titles by sound: the terms of their pinyin field, and what Latin letters in a query may mean.

A term is `'dang` (a syllable), `'zu'zhi` (two that follow one another), `^zz` or `^zzg` (first letters of two or three).
None of these marks occurs in a term of text, so both kinds can stand in one index. `client/pinyin.js` reads queries
alike, held to it by tests/search/vectors.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from .analysis import HAN
from .folding import fold

TABLE = Path(__file__).parent / "data" / "syllables.txt"
"""Lines like `b:a,ai,an`: ba, bai, ban; made by `python -m search.data.make_tables` from pypinyin."""

SYLLABLES = frozenset(
    initial + final
    for line in TABLE.read_text(encoding="ascii").splitlines()
    for initial, finals in [line.split(":")]
    for final in finals.split(",")
)
LONGEST = 6
"""zhuang"""

BORDER = r"[ '’‘`´-]+"
TYPED = rf"[a-zü]+(?:{BORDER}[a-zü]+)*"
INITIALS = r"[a-hj-tw-z]{2,}"
"""No syllable begins with i, u or v."""
LETTERS_AND_INITIALS = 4
"""What reads as whole syllables is tried as first letters too up to this many letters: gan, dan, ge an."""

_HAN_RUNS = re.compile(rf"[{HAN}]+")
_BORDER = re.compile(BORDER)
_TYPED = re.compile(TYPED)
_INITIALS = re.compile(INITIALS)


@lru_cache(maxsize=65536)
def _run_syllables(run: str) -> tuple[tuple[str, ...], ...]:
    """The syllables of a run of Chinese; a character without a known sound parts it."""
    from pypinyin import Style, lazy_pinyin

    parts: list[list[str]] = [[]]
    for sound in lazy_pinyin(run, style=Style.NORMAL, v_to_u=False, errors="default"):
        if sound.isascii():
            parts[-1].append(sound)
        else:
            parts.append([])
    return tuple(tuple(part) for part in parts if part)


def syllables(text: str) -> list[list[str]]:
    """The syllables of each run of Chinese in a text, ü as v; phrases decide between readings (重庆 chong qing)."""
    return [list(part) for run in _HAN_RUNS.findall(fold(text)) for part in _run_syllables(run)]


def pinyin_terms(text: str) -> list[str]:
    """The terms of a title for the pinyin field, repeated as often as they occur."""
    out = []
    for sounds in syllables(text):
        out += [f"'{sound}" for sound in sounds]
        out += [f"'{one}'{two}" for one, two in pairwise(sounds)]
        letters = "".join(sound[0] for sound in sounds)
        out += ["^" + letters[at : at + 2] for at in range(len(letters) - 1)]
        out += ["^" + letters[at : at + 3] for at in range(len(letters) - 2)]
    return out


class _Reading:
    """All shortest ways to read some letters as syllables."""

    def __init__(self, typed: str) -> None:
        self.letters = _BORDER.sub("", typed)
        size = len(self.letters)
        self.borders: set[int] = set()
        """Places that no syllable reaches over."""
        for part in _BORDER.split(typed):
            self.borders.add(max(self.borders, default=0) + len(part))
        never = size + 1
        self.rest = [never] * size + [0]
        """How few syllables the letters from each place on need."""
        for start in range(size - 1, -1, -1):
            ways = [self.rest[end] + 1 for end in self._ends(start)]
            self.rest[start] = min(ways, default=never)
        self.readable = 0 < self.rest[0] < never

    def _within(self, start: int, end: int) -> bool:
        return self.borders.isdisjoint(range(start + 1, end))

    def _ends(self, start: int) -> Iterator[int]:
        """Where a syllable that starts here may end, the farthest first."""
        for end in range(min(len(self.letters), start + LONGEST), start, -1):
            if self.letters[start:end] in SYLLABLES and self._within(start, end):
                yield end

    def steps(self, start: int) -> list[int]:
        """Where the next syllable may end on a shortest way."""
        return [end for end in self._ends(start) if self.rest[end] + 1 == self.rest[start]]

    def first(self) -> list[str]:
        """The way whose syllables are longest from the left: fang an, not fan gan."""
        out, at = [], 0
        while at < len(self.letters):
            end = next(iter(self.steps(at)), len(self.letters))
            out.append(self.letters[at:end])
            at = end
        return out

    def pairs(self) -> list[str]:
        """Each pair of syllables of any shortest way, once, from left to right."""
        out: dict[str, None] = {}
        starts = {0}
        for start in range(len(self.letters)):
            if start not in starts:
                continue
            for middle in self.steps(start):
                starts.add(middle)
                for end in self.steps(middle):
                    out[f"'{self.letters[start:middle]}'{self.letters[middle:end]}"] = None
        return list(out)


def _typed(text: str) -> str:
    """What was typed, made plain: small letters, ü as v; empty if there is anything else in it."""
    plain = fold(text).strip(" '")
    return re.sub("([nl])ue", r"\1ve", plain.replace("ü", "v")) if _TYPED.fullmatch(plain) else ""


def split_pinyin(text: str) -> list[str] | None:
    """The syllables of what was typed in Latin letters, or None if it cannot be read as pinyin as a whole.

    As few syllables as possible, then longer ones first; apostrophes, hyphens and spaces are borders.
    """
    typed = _typed(text)
    if not typed:
        return None
    reading = _Reading(typed)
    return reading.first() if reading.readable else None


def latin_query_terms(text: str) -> list[str]:
    """The terms of a query in Latin letters for the pinyin field; those that the index does not know are to be dropped.

    Syllables give pairs (those of every shortest reading: dang an and dan gan), a single one itself; what is not
    pinyin as a whole, or at most four letters, gives first letters too, by three (two if there are two).
    """
    typed = _typed(text)
    if not typed:
        return []
    out: dict[str, None] = {}
    whole = _Reading(typed)
    parts = [typed] if whole.readable else typed.split(" ")
    for part in parts:
        reading = _Reading(part)
        if reading.readable:
            sounds = reading.first()
            out.update(dict.fromkeys(reading.pairs() if len(sounds) > 1 else [f"'{sounds[0]}"]))
        if _INITIALS.fullmatch(part) and (not reading.readable or len(part) <= LETTERS_AND_INITIALS):
            size = min(3, len(part))
            out.update(dict.fromkeys("^" + part[at : at + size] for at in range(len(part) - size + 1)))
    return list(out)
