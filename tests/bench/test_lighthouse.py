"""Reading reports of Lighthouse: scores, what costs points, and a page that could not be looked at."""

from typing import Any

import pytest

from .lighthouse import CATEGORIES, block, middle, read


def found(score: float, **more: Any) -> dict[str, Any]:
    """A report with one audit that tells in its first category."""
    figures = ("largest-contentful-paint", "cumulative-layout-shift", "total-blocking-time", "total-byte-weight")
    audits: dict[str, Any] = {name: {"score": 1, "numericValue": 2048.0} for name in figures}
    audits["speed"] = {"score": score, "title": "Speed", "displayValue": "3 s"}
    refs = [{"id": "speed", "weight": 1}]
    categories: dict[str, Any] = {each: {"score": 1, "auditRefs": []} for each in CATEGORIES}
    categories["performance"] = {"score": score, "auditRefs": refs}
    return {"lighthouseVersion": "12", "audits": audits, "categories": categories, **more}


def test_what_costs_points_is_named() -> None:
    run = read(found(0.9), "home", "phone")
    assert run.scores == (90, 100, 100, 100) and run.missed == ("performance: speed (3 s)",)
    told = block([run], 1, "2026-11-20")
    assert "| home | phone | 90 | **100** |" in told and "- home, phone: performance: speed (3 s)" in told


def test_full_marks_miss_nothing() -> None:
    assert "No points missing." in block([read(found(1), "home", "phone")], 1, "2026-11-20")


def test_a_page_that_fails_is_no_score() -> None:
    with pytest.raises(ValueError, match="no page"):
        read(found(1, runtimeError={"message": "no page"}), "home", "phone")


def test_the_round_in_the_middle_counts() -> None:
    runs = [read(found(score), "home", "phone") for score in (1, 0.8, 0.9)]
    assert middle(runs).scores[0] == 90 and middle(runs[:2]).scores[0] == 80
