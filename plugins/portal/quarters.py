"""Monthly figures by quarter, and what changed: computed from the rows of a statistical table."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .kinds.statistic import Row, Statistic

_MONTH = re.compile(r"(\d{4})(?:-|年)(0?[1-9]|1[0-2])月?")


@dataclass(frozen=True, slots=True)
class Quarter:
    """The sums of a quarter. `months` tells how many of its three months are in."""

    year: int
    number: int
    months: int
    values: tuple[float, ...]

    @property
    def label(self) -> str:
        whole = "" if self.months == 3 else f"（前 {self.months} 个月）"
        return f"{self.year} 年第 {self.number} 季度{whole}"


def quarters(statistic: Statistic) -> list[Quarter]:
    """The quarters of a table whose rows are months (YYYY-MM or 2026年3月), oldest first; none for other tables."""
    months = [(_MONTH.fullmatch(row.label), row) for row in statistic.rows]
    if not months or any(found is None for found, _ in months):
        return []
    grouped: dict[tuple[int, int], list[Row]] = {}
    for found, row in months:
        if found is not None:
            grouped.setdefault((int(found[1]), (int(found[2]) + 2) // 3), []).append(row)
    return [
        Quarter(year, number, len(rows), tuple(map(sum, zip(*(row.values for row in rows), strict=True))))
        for (year, number), rows in sorted(grouped.items())
    ]


def change(now: float, before: float) -> str:
    """A change in words: 增加 5.3%, 减少 2%, 持平; empty where there is nothing to compare with."""
    if not before:
        return ""
    percent = (now - before) * 100 / before
    if abs(percent) < 0.05:
        return "持平"
    return f"{'增加' if percent > 0 else '减少'} {abs(percent):.1f}%".replace(".0%", "%")


def analysis(statistic: Statistic, found: Sequence[Quarter]) -> tuple[str, ...]:
    """A sentence for each figure of the newest whole quarter: its sum, and its change on the quarter and on the year."""
    whole = [quarter for quarter in found if quarter.months == 3]
    if not whole:
        return ()
    latest = whole[-1]
    by_place = {(quarter.year, quarter.number): quarter for quarter in whole}
    before = by_place.get((latest.year, latest.number - 1) if latest.number > 1 else (latest.year - 1, 4))
    last_year = by_place.get((latest.year - 1, latest.number))
    sentences = []
    for place, series in enumerate(statistic.series):
        words = [f"{series.name} {latest.values[place]:g} {series.unit or ''}".strip()]
        for name, other in (("比上季度", before), ("比上年同期", last_year)):
            told = change(latest.values[place], other.values[place]) if other is not None else ""
            words += [name + told] if told else []
        sentences.append("，".join(words))
    return tuple(f"{latest.label}{sentence}。" for sentence in sentences)
