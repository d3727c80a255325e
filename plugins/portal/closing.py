"""The closing step: before the swap, the finished tree is held against the library. Nothing may have vanished on the way."""

import os
from collections.abc import Container, Iterator
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


def broken_promises(library: Library, plan: Plan, tree: Path, kept: Container[str] = ()) -> Iterator[Problem]:
    """Every published record has its page; every promised file has just the rows that it should.

    `kept` are files taken over from a build of the very same records, which held them to their promise.
    """
    there = set(_files(str(tree), ""))
    missing = [each.id for each in library.records if urls.output_path(urls.item(each.id)) not in there]
    if missing:
        yield _problem("网页", missing)
    for promise in plan.promises:
        place = urls.output_path(promise.url)
        if place in kept and place in there:
            continue
        path = tree / place
        try:
            rows = [row.id for row in _ROWS.decode(path.read_bytes())]
        except (OSError, msgspec.DecodeError):
            rows = []
        odd = sorted(promise.ids.symmetric_difference(rows))
        if odd or len(rows) != len(promise.ids):
            yield _problem(promise.name, odd or rows)


def _files(root: str, below: str) -> Iterator[str]:
    """Every file of a tree, below its root: what is there, and not what was meant to be."""
    for entry in os.scandir(f"{root}/{below}"):
        if entry.is_dir(follow_symlinks=False):
            yield from _files(root, f"{below}{entry.name}/")
        else:
            yield below + entry.name


def _problem(name: str, ids: list[str]) -> Problem:
    shown = "、".join(ids[:5]) + (f" 等 {len(ids)} 件" if len(ids) > 5 else "")
    return Problem("output.incomplete", Place("sources.json"), {"name": name, "ids": shown})
