"""The measures, against figures worked out by hand."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import metrics

RANKED = ["a", "b", "c", "d", "e"]


def test_recall_is_the_part_that_was_found() -> None:
    assert metrics.recall(RANKED, {"b", "e", "x"}, 10) == pytest.approx(2 / 3)
    assert metrics.recall(RANKED, {"b", "e", "x"}, 2) == pytest.approx(1 / 3)
    assert metrics.recall([], {"b"}, 10) == 0


def test_reciprocal_rank_looks_at_the_first_right_one() -> None:
    assert metrics.reciprocal_rank(RANKED, {"c", "e"}, 10) == pytest.approx(1 / 3)
    assert metrics.reciprocal_rank(RANKED, {"c"}, 2) == 0
    assert metrics.reciprocal_rank(RANKED, {"a"}, 1) == 1


def test_success_is_yes_or_no() -> None:
    assert metrics.success(RANKED, {"e", "x"}, 5) == 1
    assert metrics.success(RANKED, {"e", "x"}, 4) == 0


def test_ndcg_of_plain_judgements() -> None:
    # Right at places 1 and 3 of three right ones: (1 + 1/2) / (1 + 1/log2(3) + 1/2).
    assert metrics.ndcg(RANKED, {"a", "c", "x"}, 10) == pytest.approx(1.5 / (1.5 + 1 / math.log2(3)))
    assert metrics.ndcg(RANKED, {"a", "b"}, 10) == pytest.approx(1)


def test_ndcg_of_grades_prefers_the_best_first() -> None:
    grades = {"a": 1.0, "b": 3.0}
    # The better one second: (1 + 3/log2(3)) / (3 + 1/log2(3)).
    assert metrics.ndcg(["a", "b"], grades, 10) == pytest.approx((1 + 3 / math.log2(3)) / (3 + 1 / math.log2(3)))
    assert metrics.ndcg(["b", "a"], grades, 10) == pytest.approx(1)


def test_ndcg_at_one_cannot_ask_for_more_than_one() -> None:
    assert metrics.ndcg(["b"], {"a", "b"}, 1) == 1


def test_what_is_listed_twice_counts_once() -> None:
    assert metrics.ndcg(["a", "a", "b"], {"a", "b"}, 10) == pytest.approx(1)
    assert metrics.reciprocal_rank(["x", "x", "a"], {"a"}, 10) == 0.5


@pytest.mark.parametrize("right", [set(), {}, {"a": 0.0}])
def test_nothing_right_is_nothing_to_measure(right: set[str] | dict[str, float]) -> None:
    for measure in (metrics.recall, metrics.success, metrics.reciprocal_rank, metrics.ndcg):
        with pytest.raises(ValueError):
            measure(RANKED, right, 10)


def test_the_mean_of_nothing_is_nothing() -> None:
    assert metrics.mean([]) == 0
    assert metrics.mean([1, 0, 0.5]) == 0.5


@given(st.permutations(RANKED), st.sets(st.sampled_from("abcdexyz"), min_size=1), st.integers(1, 8))
def test_measures_stay_within_bounds_and_agree(ranked: list[str], right: set[str], k: int) -> None:
    found = metrics.success(ranked, right, k)
    for measure in (metrics.recall, metrics.reciprocal_rank, metrics.ndcg):
        figure = measure(ranked, right, k)
        assert 0 <= figure <= found
        assert (figure > 0) == (found > 0)
