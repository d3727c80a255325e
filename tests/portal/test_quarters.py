"""Quarters of monthly figures: sums, changes, and what is not whole yet."""

import pytest

from plugins.portal.charts import draw
from plugins.portal.kinds.statistic import Statistic
from plugins.portal.quarters import analysis, change, quarters


def statistic(labels: list[str], values: list[list[str]], **more: str) -> Statistic:
    series = [{"name": f"指标{number}", "unit": "件"} for number in range(len(values[0]))]
    rows = [{"label": label, "values": row} for label, row in zip(labels, values, strict=True)]
    given = {"title": "统计", "published": "2026-11-01", "office": "general", "series": series, "rows": rows, **more}
    return Statistic.model_validate(given)


def months(first: str, count: int) -> list[str]:
    year, month = map(int, first.split("-"))
    return [f"{year + (month - 1 + n) // 12}-{(month - 1 + n) % 12 + 1:02}" for n in range(count)]


def test_the_quarters_of_a_year_and_a_month() -> None:
    """1 to 13: quarters of 6, 15, 24, 33, and one month of 13."""
    found = quarters(statistic(months("2025-01", 13), [[str(n)] for n in range(1, 14)]))
    assert [(each.year, each.number, each.months, each.values) for each in found] == [
        (2025, 1, 3, (6,)),
        (2025, 2, 3, (15,)),
        (2025, 3, 3, (24,)),
        (2025, 4, 3, (33,)),
        (2026, 1, 1, (13,)),
    ]
    assert found[-1].label == "2026 年第 1 季度（前 1 个月）"


def test_the_newest_whole_quarter_is_told() -> None:
    """Quarter 2 of 2026: 60, after 48 (+25 %) and, a year before, 80 (−25 %)."""
    values = [["20"]] * 3 + [["80"], ["0"], ["0"]] + [["9"]] * 6 + [["16"]] * 3 + [["20"]] * 3 + [["1"]]
    made = statistic(months("2025-01", 19), values)
    assert analysis(made, quarters(made)) == ("2026 年第 2 季度指标0 60 件，比上季度增加 25%，比上年同期减少 25%。",)


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [(105.3, 100, "增加 5.3%"), (98, 100, "减少 2%"), (100, 100, "持平"), (5, 0, ""), (200, 100, "增加 100%")],
)
def test_changes_in_words(now: float, before: float, words: str) -> None:
    assert change(now, before) == words


def test_other_tables_have_no_quarters() -> None:
    assert quarters(statistic(["某市", "2026-01"], [["1"], ["2"]])) == []
    assert len(quarters(statistic(["2026年1月", "2026年3月"], [["1"], ["2"]]))) == 1


def test_a_chart_is_a_picture_and_always_the_same() -> None:
    made = statistic(months("2025-01", 13), [[str(n)] for n in range(1, 14)], chart="line")
    drawn = draw(made)
    assert drawn == draw(made)
    assert b"<script" not in drawn and b"<!--" not in drawn and "统计".encode() in drawn
    assert drawn != draw(statistic(months("2025-01", 13), [["1"]] * 13, chart="line"))
