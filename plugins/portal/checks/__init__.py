"""Checks of the whole library: what no single file can know. A table of contents; each check is a file of its own."""

from collections.abc import Callable, Iterator

from ..library import Library
from ..problems import Problem
from . import columns, entrance, files, guides, links, names, people, plans, redirects, references, tables

CHECKS: tuple[Callable[[Library], Iterator[Problem]], ...] = (
    names.check,
    references.check,
    files.check,
    links.check,
    redirects.check,
    people.check,
    guides.check,
    plans.check,
    columns.check,
    tables.check,
    entrance.check,
)


def check(library: Library) -> list[Problem]:
    """Every problem of the library, errors and all; places still lack their lines."""
    return [problem for one in CHECKS for problem in one(library)]
