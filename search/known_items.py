"""Queries with a known answer, made from the titles and document numbers of the index at hand.

Somebody knows what he looks for and types it well or badly: whole or in part, by sound, by first letters, in traditional
characters, with a slip. The same documents and seed give the same queries. Right is every document that the query fits
as well as the one it was made from: two rules of the same title are both right.
"""

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from . import folding
from .analysis import HAN, squeeze
from .pinyin import syllables

SEED = 20261120
PER_SET = 200
SHORTEST_PART, LONGEST_PART = 4, 8
FEW = 3
"""A part of a title fits at most so many documents."""
LONGEST = 24
"""Characters of a title that somebody types out."""
FEWEST_LETTERS = 4
"""First letters below this could mean anything."""

_ALL_HAN = re.compile(f"[{HAN}]+")
_NUMBERED = re.compile(r"(.*?)\s*〔((?:19|20)\d\d)〕\s*(\d{1,5})\s*号")


class Known(NamedTuple):
    """What is known of a document."""

    id: str
    title: str
    doc_number: str = ""


class Case(NamedTuple):
    """A query and the documents that answer it."""

    set: str
    query: str
    right: dict[str, float]
    """Ids with grades above 0."""


def known_items(documents: Iterable[Known], per_set: int = PER_SET, seed: int = SEED) -> Iterator[Case]:
    """All sets: title, part, pinyin, initials, traditional, wrong-character, missing-character, doc-number.

    A set has at most `per_set` queries, fewer where there are not enough titles that serve.
    """
    titles = _Titles(documents)
    for name, make in _MAKERS.items():
        # A generator for each set and document: a new kind of query, or one more document, changes no other query.
        order = sorted(titles.documents, key=lambda each: _chance(seed, name, each.id).random())
        made = 0
        for document in order:
            for query, right in make(titles, document, _chance(seed, name, document.id)):
                if made < per_set:
                    made += 1
                    yield Case(name, query, dict.fromkeys(sorted(right), 1.0))


def _chance(seed: int, name: str, id: str) -> random.Random:
    return random.Random(f"{seed} {name} {id}")


_Made = Iterator[tuple[str, set[str]]]


class _Titles:
    """Titles of an index, by whatever they may be asked for."""

    def __init__(self, documents: Iterable[Known]) -> None:
        self.documents = [each for each in documents if each.title.strip()]
        self.by_title = _by(self.documents, lambda each: squeeze(each.title))
        self.by_sound = _by(self.documents, lambda each: _sound(each.title))
        self.by_initials = _by(self.documents, lambda each: _initials(each.title))
        self.by_number = _by(self.documents, lambda each: squeeze(each.doc_number))
        self.by_year_and_number = _by(self.documents, _year_and_number)
        self.characters = sorted({each for title in self.by_title for run in _ALL_HAN.findall(title) for each in run})
        """What a slip may put in a title: characters of other titles."""

    def holding(self, part: str) -> set[str]:
        """The documents whose titles have a part."""
        return {id for title, ids in self.by_title.items() if part in title for id in ids}

    def same(self, document: Known) -> set[str]:
        return self.by_title[squeeze(document.title)]


def _by(documents: Sequence[Known], key: Callable[[Known], str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for document in documents:
        found[key(document)].add(document.id)
    return found


def _sound(title: str) -> str:
    return "".join(sound for run in syllables(title) for sound in run)


def _initials(title: str) -> str:
    return "".join(sound[0] for run in syllables(title) for sound in run)


def _year_and_number(document: Known) -> str:
    found = _NUMBERED.fullmatch(document.doc_number)
    return f"{found[2]}-{int(found[3])}" if found else ""


def _typed_out(document: Known) -> str:
    """The title if it is Chinese through and through, and no longer than somebody would type; else empty."""
    title = squeeze(document.title)
    return title if FEWEST_LETTERS <= len(title) <= LONGEST and _ALL_HAN.fullmatch(title) else ""


def _whole(titles: _Titles, document: Known, chance: random.Random) -> _Made:
    yield document.title, titles.same(document)


def _part(titles: _Titles, document: Known, chance: random.Random) -> _Made:
    """A run of characters that few titles have."""
    title = squeeze(document.title)
    for _ in range(8):
        size = chance.randint(SHORTEST_PART, LONGEST_PART)
        if size >= len(title):
            continue
        start = chance.randint(0, len(title) - size)
        part = title[start : start + size]
        right = titles.holding(part)
        if len(right) <= FEW and _ALL_HAN.fullmatch(part):
            yield part, right
            return


def _pinyin(titles: _Titles, document: Known, chance: random.Random) -> _Made:
    if _typed_out(document):
        sound = _sound(document.title)
        yield sound, titles.by_sound[sound]


def _first_letters(titles: _Titles, document: Known, chance: random.Random) -> _Made:
    if _typed_out(document):
        letters = _initials(document.title)
        if len(letters) >= FEWEST_LETTERS:
            yield letters, titles.by_initials[letters]


def _traditional(titles: _Titles, document: Known, chance: random.Random) -> _Made:
    written = document.title.translate(_traditional_of())
    if written != document.title:
        yield written, titles.same(document)


def _wrong(titles: _Titles, document: Known, chance: random.Random) -> _Made:
    title = _typed_out(document)
    if title:
        at = chance.randrange(len(title))
        other = chance.choice([each for each in titles.characters if each != title[at]] or [""])
        yield title[:at] + other + title[at + 1 :], titles.same(document)


def _missing(titles: _Titles, document: Known, chance: random.Random) -> _Made:
    title = _typed_out(document)
    if title:
        at = chance.randrange(len(title))
        yield title[:at] + title[at + 1 :], titles.same(document)


def _numbers(titles: _Titles, document: Known, chance: random.Random) -> _Made:
    """The document number as it stands, and in another writing."""
    found = _NUMBERED.fullmatch(document.doc_number)
    if not found:
        return
    sign, year, number = found.groups()
    whole, bare = titles.by_number[squeeze(document.doc_number)], titles.by_year_and_number[_year_and_number(document)]
    yield document.doc_number, whole
    writings = [f"{sign}[{year}]{number}号", f"{sign}({year}){number}号", f"{sign}（{year}）第{number}号"]
    writings += [f"{sign}【{year}】{number}号", f"{sign}〔{year}〕{number}", f"{sign} {year} {number}"]
    yield chance.choice(writings), whole
    if len(bare) <= FEW:
        yield chance.choice([f"〔{year}〕{number}号", f"[{year}]{number}号", f"{year} {number}号"]), bare


def _traditional_of() -> dict[int, int]:
    """Simplified → one traditional writing that folds back to it."""
    pairs = folding.read_table(folding.TABLE.read_text(encoding="ascii").strip())
    return {simplified: traditional for traditional, simplified in sorted(pairs.items(), reverse=True)}


_MAKERS: dict[str, Callable[[_Titles, Known, random.Random], _Made]] = {
    "title": _whole,
    "part": _part,
    "pinyin": _pinyin,
    "initials": _first_letters,
    "traditional": _traditional,
    "wrong-character": _wrong,
    "missing-character": _missing,
    "doc-number": _numbers,
}
