"""The closing step: before the swap, the finished tree is held against the library. Nothing may have vanished on the way."""

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec

from . import urls
from .library import Library
from .plan import Plan
from .problems import Place, Problem


class _Row(msgspec.Struct):
    """All that the closing step reads of a row."""

    id: str


_ROWS = msgspec.json.Decoder(list[_Row])


def broken_promises(library: Library, plan: Plan, tree: Path) -> Iterator[Problem]:
    """Every published record has its page; every promised file has just the rows that it should."""
    root = f"{tree}/"
    missing = [each.id for each in library.records if not os.path.isfile(root + urls.output_path(urls.item(each.id)))]
    if missing:
        yield _problem("网页", missing)
    for promise in plan.promises:
        path = tree / urls.output_path(promise.url)
        try:
            rows = [row.id for row in _ROWS.decode(path.read_bytes())]
        except (OSError, msgspec.DecodeError):
            rows = []
        odd = sorted(promise.ids.symmetric_difference(rows))
        if odd or len(rows) != len(promise.ids):
            yield _problem(promise.name, odd or rows)


def _problem(name: str, ids: list[str]) -> Problem:
    shown = "、".join(ids[:5]) + (f" 等 {len(ids)} 件" if len(ids) > 5 else "")
    return Problem("output.incomplete", Place("sources.json"), {"name": name, "ids": shown})
