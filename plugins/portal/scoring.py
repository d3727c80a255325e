"""Scores and rankings computed from tables; nothing computed is ever typed."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from .kinds.assessment import Assessment, UnitResult
from .kinds.submission import Submission, Weights

_PLACES = 6


@dataclass(frozen=True, slots=True)
class Score:
    """A unit's score in a target assessment, with its working."""

    unit: str
    tier: str
    points: float
    """Points of the items."""
    information: float
    bonus: float
    """For cases beyond the tier's base number."""
    penalty: float
    """For full steps of the closing rate below the target; not negative."""
    total: float
    cases: int = 0
    """Cases closed."""
    beyond: int = 0
    """Of them, those beyond the tier's base number."""
    closing_rate: float = 100
    """Percent."""
    steps: int = 0
    """Full steps that the closing rate is below the target."""
    rank: int = 0
    """Within the tier, from 1; equal totals share a rank."""


def assessment_scores(assessment: Assessment) -> list[Score]:
    """Every unit's score, tier by tier, best first."""
    bases = {tier.slug: tier.base for tier in assessment.tiers}
    scores = [_score(assessment, result, bases.get(result.tier, 0)) for result in assessment.results]
    order = {tier.slug: place for place, tier in enumerate(assessment.tiers)}
    scores.sort(key=lambda score: (order.get(score.tier, len(order)), -score.total))
    ranked: list[Score] = []
    for tier in dict.fromkeys(score.tier for score in scores):
        members = [score for score in scores if score.tier == tier]
        ranks = ranking([score.total for score in members])
        ranked += [replace(score, rank=rank) for score, rank in zip(members, ranks, strict=True)]
    return ranked


def _score(assessment: Assessment, result: UnitResult, base: int) -> Score:
    rules = assessment.scoring
    points = sum(result.points.values())
    beyond = max(0, result.cases - base)
    bonus = rules.bonus_per_case * beyond
    short = max(0.0, assessment.target_rate - result.closing_rate)
    # Rates have one decimal at most; the small term keeps 15.0/5 from falling to 2.999…
    steps = math.floor(short / rules.penalty_step + 1e-9)
    penalty = rules.penalty_points * steps
    # Rounded, so that totals that read the same are the same: 0.1 + 0.2 is not 0.3 in binary.
    total = round(points + result.information + bonus - penalty, _PLACES)
    return Score(
        result.unit,
        result.tier,
        points,
        result.information,
        bonus,
        penalty,
        total,
        cases=result.cases,
        beyond=beyond,
        closing_rate=result.closing_rate,
        steps=steps,
    )


@dataclass(frozen=True, slots=True)
class Tally:
    """A unit's information work in a year."""

    unit: str
    submitted: int
    national: int
    provincial: int
    city: int
    late: int
    missed: int
    points: float
    by_quarter: Mapping[int, float]
    rank: int = 0


def submission_tallies(submission: Submission) -> list[Tally]:
    """Every unit's year, most points first."""
    tallies = [_tally(unit, submission) for unit in dict.fromkeys(row.unit for row in submission.rows)]
    tallies.sort(key=lambda tally: -tally.points)
    ranks = ranking([tally.points for tally in tallies])
    return [replace(tally, rank=rank) for tally, rank in zip(tallies, ranks, strict=True)]


def _tally(unit: str, submission: Submission) -> Tally:
    rows = [row for row in submission.rows if row.unit == unit]
    by_quarter: dict[int, float] = {}
    for row in rows:
        points = weighted(submission.weights, row.national, row.provincial, row.city)
        by_quarter[row.quarter] = by_quarter.get(row.quarter, 0) + points
    return Tally(
        unit=unit,
        submitted=sum(row.submitted for row in rows),
        national=sum(row.national for row in rows),
        provincial=sum(row.provincial for row in rows),
        city=sum(row.city for row in rows),
        late=sum(row.late for row in rows),
        missed=sum(row.missed for row in rows),
        points=round(sum(by_quarter.values()), _PLACES),
        by_quarter=by_quarter,
    )


def weighted(weights: Weights, national: int, provincial: int, city: int) -> float:
    """Points for items adopted at each level."""
    return national * weights.national + provincial * weights.provincial + city * weights.city


def ranking(values: Sequence[float]) -> list[int]:
    """Ranks from 1 for values in falling order; equals share a rank and the next one skips."""
    ranks: list[int] = []
    for place, value in enumerate(values, start=1):
        ranks.append(ranks[-1] if place > 1 and value == values[place - 2] else place)
    return ranks
