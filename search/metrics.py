"""How good a ranked list is, from 0 to 1: pure functions of ids in order and of judgements.

Judgements are what is right, either a set of ids or a mapping of ids to grades above 0. An id that is listed twice
counts once, at its better place. Where nothing is right there is nothing to measure: ValueError.
"""

import math
from collections.abc import Iterable, Mapping, Sequence, Set

Judgements = Set[str] | Mapping[str, float]


def recall(ranked: Sequence[str], right: Judgements, k: int) -> float:
    """The part of all that is right that stands among the first k."""
    grades = _grades(right)
    return len(grades.keys() & set(_first(ranked, k))) / len(grades)


def success(ranked: Sequence[str], right: Judgements, k: int) -> float:
    """1 if anything right stands among the first k, else 0."""
    return float(bool(_grades(right).keys() & set(_first(ranked, k))))


def reciprocal_rank(ranked: Sequence[str], right: Judgements, k: int) -> float:
    """1 / place of the first right one, if that is among the first k, else 0."""
    grades = _grades(right)
    for place, each in enumerate(_first(ranked, k), start=1):
        if each in grades:
            return 1 / place
    return 0.0


def ndcg(ranked: Sequence[str], right: Judgements, k: int) -> float:
    """Grades found among the first k, each divided by log2(place + 1), of what the best order would give."""
    grades = _grades(right)
    best = _gain(sorted(grades.values(), reverse=True)[:k])
    return _gain(grades.get(each, 0.0) for each in _first(ranked, k)) / best


def mean(figures: Iterable[float]) -> float:
    """The mean; 0 of nothing."""
    known = list(figures)
    return math.fsum(known) / len(known) if known else 0.0


def _grades(right: Judgements) -> dict[str, float]:
    grades = dict(right) if isinstance(right, Mapping) else dict.fromkeys(right, 1.0)
    if not grades or min(grades.values()) <= 0:
        raise ValueError("judgements need at least one id, and grades above 0")
    return grades


def _first(ranked: Sequence[str], k: int) -> list[str]:
    return list(dict.fromkeys(ranked))[:k]


def _gain(grades: Iterable[float]) -> float:
    return math.fsum(grade / math.log2(place + 1) for place, grade in enumerate(grades, start=1))
