"""Scores and rankings, worked out by plain arithmetic."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.portal.kinds.assessment import Assessment
from plugins.portal.kinds.submission import Submission
from plugins.portal.scoring import Score, assessment_scores, ranking, submission_tallies

from ..helpers import record


def scores(results: list[dict[str, Any]], **given_: Any) -> dict[str, Score]:
    tiers = [{"slug": "big", "name": "一档", "base": 10}, {"slug": "small", "name": "二档", "base": 4}]
    made = record("assessments/a", tiers=tiers, results=results, **given_).of(Assessment)
    return {score.unit: score for score in assessment_scores(made)}


@pytest.mark.parametrize(("cases", "bonus"), [(0, 0), (9, 0), (10, 0), (11, 4), (12, 8), (110, 400)])
def test_each_case_beyond_the_base_brings_four_points(cases: int, bonus: int) -> None:
    score = scores([{"unit": "甲", "tier": "big", "cases": cases}])["甲"]
    assert (score.bonus, score.total) == (bonus, bonus)


@pytest.mark.parametrize(
    ("rate", "penalty"),
    [
        (100, 0),
        (99.9, 0),
        (95.1, 0),
        (95, 2),  # five points short
        (94.9, 2),
        (90.1, 2),
        (90, 4),
        (85, 6),
        (84.9, 6),
        (80.1, 6),
        (0, 40),
    ],
)
def test_each_full_five_points_short_cost_two(rate: float, penalty: int) -> None:
    score = scores([{"unit": "甲", "tier": "big", "closing_rate": rate}])["甲"]
    assert (score.penalty, score.total) == (penalty, -penalty)


@given(st.integers(0, 1000), st.integers(1, 200))
def test_steps_of_tenths_are_counted_exactly(tenths: int, step: int) -> None:
    """Against whole-number arithmetic: no rate with one decimal falls on the wrong side of a step."""
    results = [{"unit": "甲", "tier": "big", "closing_rate": tenths / 10}]
    made = scores(results, scoring={"penalty_step": step / 10, "penalty_points": 2})["甲"]
    assert made.penalty == 2 * ((1000 - tenths) // step)


def test_a_rate_above_the_target_costs_nothing() -> None:
    made = scores([{"unit": "甲", "tier": "big", "closing_rate": 98}], target_rate=90)["甲"]
    assert made.penalty == 0


def test_the_whole_of_a_units_score() -> None:
    made = scores(
        [
            {
                "unit": "甲",
                "tier": "small",
                "cases": 6,
                "closing_rate": 88,
                "information": 3.5,
                "points": {"a": 55, "b": 38.5},
            }
        ],
        scoring={"bonus_per_case": 4, "penalty_points": 2, "penalty_step": 5},
    )["甲"]
    # 55 + 38.5 = 93.5; + 3.5; (6 − 4) × 4 = 8; 12 points short = 2 steps × 2 = 4
    assert (made.points, made.information, made.bonus, made.penalty, made.total) == (93.5, 3.5, 8, 4, 101)


def test_ranks_are_by_tier_and_equals_share() -> None:
    made = scores(
        [
            {"unit": "甲", "tier": "big", "points": {"a": 90}},
            {"unit": "乙", "tier": "small", "points": {"a": 99}},
            {"unit": "丙", "tier": "big", "points": {"a": 95}},
            {"unit": "丁", "tier": "big", "points": {"a": 90}},
            {"unit": "戊", "tier": "big", "points": {"a": 80}},
        ]
    )
    assert {unit: score.rank for unit, score in made.items()} == {"丙": 1, "甲": 2, "丁": 2, "戊": 4, "乙": 1}
    assert list(made) == ["丙", "甲", "丁", "戊", "乙"]


def test_totals_that_read_the_same_rank_the_same() -> None:
    """0.1 + 0.2 is not 0.3 in binary; readers see 0.3 twice and expect one rank."""
    made = scores(
        [
            {"unit": "甲", "tier": "big", "points": {"a": 0.3}},
            {"unit": "乙", "tier": "big", "points": {"a": 0.1, "b": 0.2}},
        ]
    )
    assert made["甲"].rank == made["乙"].rank == 1


def submission(rows: list[dict[str, Any]], **weights: Any) -> Submission:
    return record("submissions/s", rows=rows, weights=weights).of(Submission)


def test_points_are_adopted_items_by_weight_over_all_quarters() -> None:
    (tally,) = submission_tallies(
        submission(
            [
                {"unit": "甲", "quarter": 1, "submitted": 9, "national": 1, "provincial": 2, "city": 3, "late": 1},
                {"unit": "甲", "quarter": 2, "submitted": 4, "provincial": 1, "missed": 2},
                {"unit": "甲", "quarter": 2, "submitted": 1, "city": 1},
            ],
            national=10,
            provincial=5,
            city=2,
        )
    )
    # quarter 1: 10 + 2 × 5 + 3 × 2 = 26; quarter 2: 5 + 2 = 7
    assert (tally.submitted, tally.national, tally.provincial, tally.city) == (14, 1, 3, 4)
    assert (tally.late, tally.missed, tally.by_quarter, tally.points, tally.rank) == (1, 2, {1: 26, 2: 7}, 33, 1)


def test_units_with_equal_points_share_a_rank() -> None:
    rows = [
        {"unit": "甲", "quarter": 1, "city": 3},
        {"unit": "乙", "quarter": 1, "provincial": 1, "city": 1},
        {"unit": "丙", "quarter": 1, "national": 1},
        {"unit": "丁", "quarter": 1, "city": 3},
    ]
    tallies = submission_tallies(submission(rows, national=10, provincial=4, city=2))
    assert [(tally.unit, tally.rank) for tally in tallies] == [("丙", 1), ("甲", 2), ("乙", 2), ("丁", 2)]


def test_weights_with_decimals_rank_equals_alike() -> None:
    rows = [{"unit": "甲", "quarter": 1, "national": 1}, {"unit": "乙", "quarter": 1, "city": 3}]
    tallies = submission_tallies(submission(rows, national=0.3, city=0.1))
    assert [tally.rank for tally in tallies] == [1, 1]


@given(st.lists(st.integers(0, 9), max_size=30))
def test_a_rank_is_one_more_than_the_number_of_those_ahead(values: list[int]) -> None:
    falling = sorted(values, reverse=True)
    assert ranking(falling) == [1 + sum(other > value for other in falling) for value in falling]
