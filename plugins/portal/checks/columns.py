"""Columns: none stays blank, and every item finds one."""

from collections.abc import Iterator

from ..library import Library
from ..problems import Place, Problem
from .places import at


def check(library: Library) -> Iterator[Problem]:
    """Blank columns (the state's inspection counts them: 国办秘函〔2019〕19号 单项否决) and items without a column."""
    for record in (*library.records, *library.scheduled):
        if record.item.column is None and library.column_of(record) is None:
            yield Problem("column.none", at(record, "title"), {"kind": record.kind.label, "name": record.kind_name})
    blank = [column.name for column, _ in library.settings.walk_columns() if not library.in_column.get(column.slug)]
    if blank:
        shown = "、".join(blank[:12]) + (" 等" if len(blank) > 12 else "")
        yield Problem("column.blank", Place("site.yaml", None, "columns"), {"count": len(blank), "names": shown})
