"""The passage of a document that answers a query, with the places to be marked. `client/passages.js` does the same."""

import re
from collections.abc import Container, Sequence
from itertools import islice

import msgspec

from .analysis import terms, tokens
from .document import Section

AROUND = 96
"""Characters of a passage."""
BEFORE = 24
"""Characters of it that lead up to what was found."""
_UNTIL_SENTENCE = re.compile(".*[。！？；] ?", re.DOTALL)


class Passage(msgspec.Struct, frozen=True):
    """A piece of a section."""

    anchor: str
    heading: str
    text: str
    marks: tuple[tuple[int, int], ...]
    """Start and end, in characters of the text, of what was looked for."""


def passage(sections: Sequence[Section], rarities: dict[str, float]) -> Passage | None:
    """The passage with the most and rarest of the terms; None if no section has any."""
    best: tuple[float, int] | None = None
    for at, section in enumerate(sections):
        worth = _sum(rarities, set(terms(section.text))) + _sum(rarities, set(terms(section.heading))) / 2
        if worth > 0 and (best is None or worth > best[0]):
            best = (worth, at)
    if best is None:
        return None
    section = sections[best[1]]
    text, marks = _cut(section.text, rarities)
    return Passage(section.anchor, section.heading, text, marks)


def marked(text: str, wanted: Container[str]) -> tuple[tuple[int, int], ...]:
    """Where terms stand in a text; those that touch or overlap are one."""
    marks: list[tuple[int, int]] = []
    for term, start, end in tokens(text):
        if term in wanted:
            if marks and start <= marks[-1][1]:
                marks[-1] = (marks[-1][0], max(end, marks[-1][1]))
            else:
                marks.append((start, end))
    return tuple(marks)


def _cut(text: str, rarities: dict[str, float]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The stretch of a text with the most and rarest terms."""
    places = [(start, end, term) for term, start, end in tokens(text) if term in rarities]
    if not places:
        return (text if len(text) <= AROUND else text[: AROUND - 1] + "…"), ()
    first = max(range(len(places)), key=lambda at: (_worth(places, at, rarities), -at))
    begin = max(0, min(places[first][0] - BEFORE, len(text) - AROUND))
    # From the beginning of a sentence, if one begins there: what is cut off in the middle reads badly.
    sentence = _UNTIL_SENTENCE.match(text, begin, places[first][0]) if begin else None
    start = sentence.end() if sentence else begin
    piece = text[start : start + AROUND]
    shown = ("…" if begin and not sentence else "") + piece + ("…" if start + AROUND < len(text) else "")
    return shown, marked(shown, rarities)


def _worth(places: list[tuple[int, int, str]], at: int, rarities: dict[str, float]) -> float:
    until = places[at][0] + AROUND - BEFORE
    there = set()
    for start, end, term in islice(places, at, None):
        if start > until:
            break
        if end <= until:
            there.add(term)
    return _sum(rarities, there)


def _sum(rarities: dict[str, float], there: Container[str]) -> float:
    """In the order of the query, since the order of addition shows in the last bit, and sets have none."""
    return sum(rarity for term, rarity in rarities.items() if term in there)
