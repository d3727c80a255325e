"""site.yaml → Settings: frozen, validated, and looked up by slug."""

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from pydantic import Field

from .. import sources, yaml_text
from ..fields import every_word
from ..kinds.types import Model
from ..nearest import nearest
from ..problems import Place, Problem
from ..validation import as_written, validate
from . import entrance, roster
from .entrance import Kiosk
from .identity import Identity
from .structure import COLUMN_TYPES, Column, Named, Office, SeriesEntry, Topic
from .switches import Checks, Search

__all__ = ["COLUMN_TYPES", "Column", "Identity", "Named", "Office", "SeriesEntry", "Settings", "Topic", "load"]

T = TypeVar("T", Office, Column, Named, SeriesEntry, Topic)


class Settings(Model):
    """All of site.yaml."""

    site: Identity = Field(title="站点")
    offices: tuple[Office, ...] = Field(default=(), title="处室名录")
    columns: tuple[Column, ...] = Field(default=(), title="栏目设置")
    rule_categories: tuple[Named, ...] = Field(default=(), title="制度类别")
    series: tuple[SeriesEntry, ...] = Field(default=(), title="刊物名录")
    audiences: tuple[Named, ...] = Field(default=(), title="服务对象")
    topics: tuple[Topic, ...] = Field(default=(), title="办事主题")
    kiosk: Kiosk = Field(default_factory=Kiosk, title="查询屏")
    search: Search = Field(default_factory=Search, title="站内搜索")
    checks: Checks = Field(default_factory=Checks, title="发布前检查")

    @cached_property
    def office_by_slug(self) -> dict[str, Office]:
        return {office.slug: office for office in self.offices}

    @cached_property
    def column_by_slug(self) -> dict[str, Column]:
        return {column.slug: column for column, _ in self.walk_columns()}

    @cached_property
    def column_path(self) -> dict[str, tuple[Column, ...]]:
        """Slug → the columns from the top down to it, itself included."""
        return {column.slug: (*above, column) for column, above in self.walk_columns()}

    @cached_property
    def column_of_kind(self) -> dict[str, Column]:
        """Kind → the first column in the tree that takes it."""
        found: dict[str, Column] = {}
        for column, _ in self.walk_columns():
            for kind in column.kinds:
                found.setdefault(kind, column)
        return found

    @cached_property
    def category_by_slug(self) -> dict[str, Named]:
        return {entry.slug: entry for entry in self.rule_categories}

    @cached_property
    def series_by_slug(self) -> dict[str, SeriesEntry]:
        return {entry.slug: entry for entry in self.series}

    @cached_property
    def audience_by_slug(self) -> dict[str, Named]:
        return {entry.slug: entry for entry in self.audiences}

    @cached_property
    def topic_by_slug(self) -> dict[str, Topic]:
        return {entry.slug: entry for entry in self.topics}

    def walk_columns(self) -> Iterator[tuple[Column, tuple[Column, ...]]]:
        """Every column in tree order, with the columns above it."""
        pending: list[tuple[Column, tuple[Column, ...]]] = [(column, ()) for column in reversed(self.columns)]
        while pending:
            column, above = pending.pop()
            yield column, above
            pending.extend((child, (*above, column)) for child in reversed(column.children))


def load(path: Path) -> tuple[Settings | None, yaml_text.Parsed | None, list[Problem]]:
    """Read site.yaml. The parsed tree is kept for the lines of later findings."""
    file = path.name
    if not path.exists():
        return None, None, [Problem("site.missing", Place(str(path)))]
    data, problems = sources.read_bytes(path, file)
    text, found = sources.decode(data, file) if data is not None else (None, [])
    problems += found
    if text is not None and (not text or text.isspace()):
        problems.append(Problem("file.empty", Place(file)))
        text = None
    if text is None:
        return None, None, problems
    parsed, found = yaml_text.parse(text, file, 1, every_word(Settings))
    problems += found
    if parsed.data is None or any(problem.code != "yaml.duplicate_key" for problem in found):
        return None, None, problems
    settings, found = validate(parsed, Settings, file)
    problems += found
    if settings is not None:
        problems += _consistency(settings, parsed, file)
    return settings, parsed, problems


def _consistency(settings: Settings, parsed: yaml_text.Parsed, file: str) -> list[Problem]:
    """What no single field can know: slugs used twice, offices that do not exist."""

    def line_of(path: yaml_text.FieldPath) -> int:
        return parsed.line_of(as_written(path, parsed.data, Settings))

    problems: list[Problem] = []
    lists: dict[str, list[tuple[str, yaml_text.FieldPath]]] = {
        "columns": list(_column_slugs(settings.columns, ("columns",)))
    }
    for name in ("offices", "rule_categories", "series", "audiences", "topics"):
        lists[name] = [(entry.slug, (name, index, "slug")) for index, entry in enumerate(getattr(settings, name))]
    for entries in lists.values():
        seen: set[str] = set()
        for slug, place in entries:
            if slug in seen:
                problems.append(Problem("site.duplicate_slug", Place(file, line_of(place), "slug"), {"slug": slug}))
            seen.add(slug)
    offices = [office.slug for office in settings.offices]
    owners: list[tuple[str | None, str, yaml_text.FieldPath]] = list(_column_owners(settings.columns, ("columns",)))
    owners += [(entry.office, entry.name, ("series", at, "office")) for at, entry in enumerate(settings.series)]
    for office, name, path in owners:
        if office is not None and office not in offices:
            near = nearest(office, offices)
            values = {"slug": office, "name": name, "near": f"是不是想写“{near}”？" if near else ""}
            problems.append(Problem("site.unknown_office", Place(file, line_of(path), "office"), values))
    found = [(code, ("kiosk", *path), values) for code, path, values in entrance.inconsistencies(settings.kiosk)]
    if settings.site.roster is not None:
        of_roster = roster.inconsistencies(settings.site.roster, offices)
        found += [(code, ("site", "roster", *path), values) for code, path, values in of_roster]
    for code, path, values in found:
        named = next((step for step in reversed(path) if isinstance(step, str)), None)
        problems.append(Problem(code, Place(file, line_of(path), named), values))
    return problems


def _column_slugs(columns: tuple[Column, ...], path: yaml_text.FieldPath) -> Iterator[tuple[str, yaml_text.FieldPath]]:
    for index, column in enumerate(columns):
        here = (*path, index)
        yield column.slug, (*here, "slug")
        yield from _column_slugs(column.children, (*here, "children"))


def _column_owners(
    columns: tuple[Column, ...], path: yaml_text.FieldPath
) -> Iterator[tuple[str | None, str, yaml_text.FieldPath]]:
    for index, column in enumerate(columns):
        here = (*path, index)
        yield column.office, column.name, (*here, "office")
        yield from _column_owners(column.children, (*here, "children"))
