"""Which documents answer a query, and in what order. `client/ranking.js` does the same, to the last figure.

Terms are scored as in BM25, on one field of title and text, with a document's own length (saturating) in place of a
length relative to the average: what a document scores depends on itself and on how rare the terms are, not on its
neighbours. Terms in the title count again, the more so the more of the query the title covers. Measured against the
alternatives in docs/search/evaluation.md.

Scores are whole numbers, each term's part rounded, so that the order of addition and the last bit of a logarithm cannot
make two programs disagree.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from .query import Query, Wording

Posting = tuple[int, int, bool]
"""(document, occurrences, in the title)"""
UNIT = 1024
"""A score of one."""
SATURATION = 1.2
LENGTH = 0.8
LENGTH_CAP = 6.0
"""In thousands of terms: where a document's length begins to count no more."""
SYNONYM = 0.9
"""What a score by another wording counts."""
SHARE = 0.4
"""Of what the document with most of the query has, the part that others must have to be listed at all."""
_NAMED, _ALL_IN_TITLE, _OTHER = range(3)
FAVOUR = 10
"""What is favoured scores a part of so many more: people come to a portal for its services first."""
ALL_IN_TITLE = 3
"""From so many terms on, documents that have all of them in the title come first."""


@dataclass(frozen=True)
class Found:
    """A document that answers a query."""

    number: int
    score: int
    place: int
    """0: its title is what was typed, or the site word for it; 1: its title has all of it; 2: any other. Before any score."""
    complete: bool
    """Whether it has all that is looked for."""


def rarity(documents: int, having: int) -> float:
    """How much a term says: Whoosh's idf, ln(N / (n + 1)) + 1, in steps of 1/4096."""
    return max(math.floor((math.log(documents / (having + 1)) + 1) * 4096 + 0.5) / 4096, 0.0)


def norm(length: int) -> float:
    """How a document's length, in terms, weighs against occurrences."""
    thousands = length / 1000
    return LENGTH * thousands / (1 + thousands / LENGTH_CAP)


def rank(
    query: Query,
    texts: Callable[[str], Sequence[Posting]],
    sounds: Callable[[str], Sequence[int]],
    lengths: Sequence[float],
    holds: Callable[[int], bool],
    favoured: Callable[[int], bool],
) -> list[Found]:
    """All that answers a query, best first. `lengths` is the norm of each document."""
    best: dict[int, Found] = {}
    for at, wording in enumerate(query.wordings):
        found = _by_terms(wording, texts, lengths)
        for each in found if not at else _weakened(found):
            known = best.get(each.number)
            if known is None or (-each.place, each.score) > (-known.place, known.score):
                best[each.number] = each
    for each in _by_sound(query.sounds, sounds, len(lengths)):
        known = best.get(each.number)
        score = each.score + (known.score if known is not None else 0)
        place = known.place if known is not None else _OTHER
        best[each.number] = Found(each.number, score, place, each.complete)
    for terms in query.excluded:
        for number in _having_all(terms, texts):
            best.pop(number, None)
    for each in best.values():
        if favoured(each.number):
            best[each.number] = replace(each, score=each.score + each.score // FAVOUR)
    # What is asked for by name, then titles with all of it, then the rest; among each, what holds before what does not.
    return sorted(best.values(), key=lambda each: (each.place, not holds(each.number), -each.score, -each.number))


def _by_terms(wording: Wording, texts: Callable[[str], Sequence[Posting]], lengths: Sequence[float]) -> list[Found]:
    named = _having_all(wording.ends, texts)
    scores: dict[int, int] = {}
    shares: dict[int, float] = {}
    titles: dict[int, float] = {}
    full = 0.0
    for term, counts in wording.terms:
        postings = texts(term)
        weight = counts * rarity(len(lengths), len(postings))
        full += weight
        for number, times, in_title in postings:
            part = weight * (SATURATION + 1) * times / (times + lengths[number])
            scores[number] = scores.get(number, 0) + math.floor(part * UNIT + 0.5)
            shares[number] = shares.get(number, 0.0) + weight
            if in_title:
                titles[number] = titles.get(number, 0.0) + weight
    many = len(wording.terms) >= ALL_IN_TITLE
    numbered = any("-" in term for term, _ in wording.terms)  # a document's number (analysis.py), and so its name
    least = max(shares.values(), default=0.0) * SHARE
    found = []
    for number, score in scores.items():
        share = shares[number]
        if share >= least:
            titled = titles.get(number, 0.0)
            place = _OTHER
            if titled == full:
                place = _NAMED if numbered or number in named else _ALL_IN_TITLE if many else _OTHER
            found.append(Found(number, score + _title_bonus(titled, full), place, share == full))
    return found


def _title_bonus(titled: float, full: float) -> int:
    """What of the query stands in the title, the more so the more of it does."""
    return math.floor(titled * (titled / full) * (titled / full) * UNIT + 0.5)


def _weakened(found: Iterable[Found]) -> Iterable[Found]:
    return (Found(each.number, math.floor(each.score * SYNONYM), each.place, each.complete) for each in found)


def _by_sound(terms: Sequence[str], sounds: Callable[[str], Sequence[int]], documents: int) -> list[Found]:
    """Titles that sound like what was typed: the rarity of what they have, weighed by the share of it."""
    met: dict[int, float] = {}
    full = 0.0
    for term in terms:
        numbers = sounds(term)
        weight = rarity(documents, len(numbers))
        full += weight if numbers else 0.0
        for number in numbers:
            met[number] = met.get(number, 0.0) + weight
    least = max(met.values(), default=0.0) * SHARE
    return [
        Found(number, _title_bonus(share, full), _OTHER, share == full)
        for number, share in met.items()
        if share >= least
    ]


def _having_all(terms: Sequence[str], texts: Callable[[str], Sequence[Posting]]) -> set[int]:
    having = [{number for number, _, _ in texts(term)} for term in terms]
    return set.intersection(*having) if having else set()
