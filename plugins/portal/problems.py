"""Findings: what is wrong with a file, where, why, and how to mend it.

Reading and checking return problems and never raise them; only the outermost caller decides to stop. A problem carries
a code and values; the sentences stand in words/problems.yaml, apart from the code that detects.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import yaml

WORDS = Path(__file__).parent / "words" / "problems.yaml"


class Level(StrEnum):
    """How much a problem weighs."""

    ERROR = "error"
    """Nothing is published until it is mended."""
    WARNING = "warning"
    """The site is published; somebody should mend it soon."""
    NOTE = "note"
    """Worth knowing, nothing to mend."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a problem stands: a file, and where known its line (from 1) and the field's name."""

    file: str
    line: int | None = None
    field: str | None = None
    path: tuple[str | int, ...] = ()
    """The way to the field in the file, from which the line is found for the problems that are shown."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding. `code` names a sentence of words/problems.yaml, `values` fills its gaps."""

    code: str
    place: Place
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def level(self) -> Level:
        return Level(_words()[self.code]["level"])

    @property
    def what(self) -> str:
        return self._sentence("what")

    @property
    def why(self) -> str:
        return self._sentence("why")

    @property
    def cure(self) -> str:
        return self._sentence("cure")

    def _sentence(self, part: str) -> str:
        return str(_words()[self.code][part]).format_map(self.values).strip()

    def to_dict(self) -> dict[str, Any]:
        """The finding as `check --json` prints it."""
        return {
            "level": str(self.level),
            "code": self.code,
            "file": self.place.file,
            "line": self.place.line,
            "field": self.place.field,
            "what": self.what,
            "why": self.why,
            "cure": self.cure,
        }


class Finding(Exception):
    """A problem met where nothing can go on: writing, rendering. The build catches it and tells it like any other."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


class Report:
    """Problems gathered so far, in the order of files and lines."""

    def __init__(self, problems: Iterable[Problem] = ()) -> None:
        self._problems = list(problems)

    def add(self, problems: Iterable[Problem]) -> None:
        self._problems.extend(problems)

    def __iter__(self) -> Iterator[Problem]:
        return iter(sorted(self._problems, key=_reading_order))

    def __len__(self) -> int:
        return len(self._problems)

    def at(self, level: Level) -> list[Problem]:
        """The problems of one level, in reading order."""
        return [problem for problem in self if problem.level is level]

    @property
    def has_errors(self) -> bool:
        return any(problem.level is Level.ERROR for problem in self._problems)


def _reading_order(problem: Problem) -> tuple[str, int, str, str]:
    place = problem.place
    return (place.file, place.line or 0, problem.code, place.field or "")


@cache
def _words() -> dict[str, dict[str, str]]:
    loaded: dict[str, dict[str, str]] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return loaded


def codes() -> list[str]:
    """Every code that has a sentence; the tests compare it with what the code uses and the handbook names."""
    return list(_words())
