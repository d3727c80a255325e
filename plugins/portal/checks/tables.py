"""Tables of numbers: every row fits its head, and no row is written twice, or its numbers would count twice."""

from collections.abc import Hashable, Iterable, Iterator

from ..kinds.assessment import Assessment
from ..kinds.statistic import Statistic
from ..kinds.submission import Submission
from ..library import Library
from ..nearest import nearest
from ..problems import Place, Problem
from ..records import Record
from ..yaml_text import FieldPath
from .places import at

Row = tuple[FieldPath, Hashable, str]
"""Where a row stands, what may stand only once, and that in words."""


def check(library: Library) -> Iterator[Problem]:
    """Rows of statistics, assessments, ledgers and of units.yaml."""
    for record in (*library.records, *library.scheduled):
        item = record.item
        if isinstance(item, Statistic):
            yield from _row_lengths(record, item)
        elif isinstance(item, Assessment):
            yield from _twice(record, [(("items", i, "slug"), one.slug, one.slug) for i, one in enumerate(item.items)])
            yield from _twice(record, [(("tiers", i, "slug"), one.slug, one.slug) for i, one in enumerate(item.tiers)])
            results = enumerate(item.results)
            yield from _twice(record, [(("results", i, "unit"), result.unit, result.unit) for i, result in results])
        elif isinstance(item, Submission):
            quarters = [(("rows", i, "unit"), f"{row.unit} 第 {row.quarter} 季度") for i, row in enumerate(item.rows)]
            yield from _twice(record, [(path, words, words) for path, words in quarters])
    yield from _units(library)


def _row_lengths(record: Record, item: Statistic) -> Iterator[Problem]:
    for index, row in enumerate(item.rows):
        if len(row.values) != len(item.series):
            values = {"row": row.label, "given": len(row.values), "wanted": len(item.series)}
            yield Problem("statistic.row_length", at(record, "rows", index, "values"), values)


def _twice(record: Record, rows: Iterable[Row]) -> Iterator[Problem]:
    seen: set[Hashable] = set()
    for path, key, words in rows:
        if key in seen:
            yield Problem("table.row_twice", at(record, *path), {"row": words})
        seen.add(key)


def _units(library: Library) -> Iterator[Problem]:
    units = library.units.units
    cities = {name for unit in units if unit.level == "city" for name in (unit.slug, unit.name)}
    seen: set[tuple[str, str | None]] = set()
    for index, unit in enumerate(units):
        if (unit.name, unit.parent) in seen:
            place = Place("units.yaml", None, "name", ("units", index, "name"))
            yield Problem("table.row_twice", place, {"row": unit.name})
        seen.add((unit.name, unit.parent))
        if unit.parent is not None and unit.parent not in cities:
            near = nearest(unit.parent, [name for name in cities if name])
            values = {"unit": unit.name, "parent": unit.parent, "near": f"是不是想写“{near}”？" if near else ""}
            yield Problem("unit.parent", Place("units.yaml", None, "parent", ("units", index, "parent")), values)
