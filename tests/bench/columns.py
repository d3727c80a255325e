"""The columns of site.yaml as the other generators need them: a tree to navigate, a chain for each breadcrumb."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

# The folder that all benchmark documents lie in; site.yaml gives them a column by this kind when they name none.
RULE_KINDS = {"rule", "rules"}


@dataclass(frozen=True)
class Column:
    """One column (栏目) and its place in the tree."""

    slug: str
    name: str
    description: str
    keywords: str
    type: str
    kinds: tuple[str, ...]
    chain: tuple[str, ...]
    """Slugs from the top column down to this one."""
    children: tuple["Column", ...]

    def as_data(self) -> dict[str, Any]:
        """The column with its children, as plain values for a data file."""
        return {
            "slug": self.slug,
            "name": self.name,
            "description": self.description,
            "keywords": self.keywords,
            "type": self.type,
            "chain": list(self.chain),
            "children": [child.as_data() for child in self.children],
        }


@dataclass(frozen=True)
class Site:
    """What the pages of the other generators take from site.yaml."""

    name: str
    domain: str
    identifier: str
    offices: dict[str, str]
    """Office names by slug, in the order of the file."""
    categories: tuple[str, ...]
    """Slugs of the rule categories."""
    columns: tuple[Column, ...]

    def flat(self) -> list[Column]:
        """Every column, parents before their children: one link of the navigation each."""
        return list(_walk(self.columns))

    def chain(self, slug: str) -> tuple[str, ...]:
        """Slugs from the top column down to this one."""
        return next(column.chain for column in self.flat() if column.slug == slug)

    def rule_columns(self) -> list[str]:
        """Slugs of the columns that a document below rules/ may stand in."""
        return [column.slug for column in self.flat() if RULE_KINDS.intersection(column.kinds)] or [self.flat()[0].slug]

    def column_of(self, identifier: str, fields: dict[str, Any]) -> str:
        """The column of a document as the portal finds it: the one it names, else its folder's, else the first."""
        known = {column.slug for column in self.flat()}
        folders = [folder for folder in reversed(identifier.split("/")[:-1]) if folder in known]
        return str(fields.get("column") or next(iter(folders), self.rule_columns()[0]))

    def as_data(self) -> dict[str, Any]:
        """The one data file that both other generators read."""
        flat = {column.slug: {**column.as_data(), "children": []} for column in self.flat()}
        return {
            "name": self.name,
            "domain": self.domain,
            "identifier": self.identifier,
            "offices": self.offices,
            "tree": [column.as_data() for column in self.columns],
            "by_slug": flat,
        }


def _walk(columns: tuple[Column, ...]) -> Iterator[Column]:
    for column in columns:
        yield column
        yield from _walk(column.children)


def _words(value: Any) -> str:
    return "，".join(map(str, value)) if isinstance(value, list) else str(value or "")


def _column(entry: dict[str, Any], chain: tuple[str, ...]) -> Column:
    here = (*chain, str(entry["slug"]))
    kinds = entry.get("kinds") or ()
    return Column(
        slug=here[-1],
        name=str(entry["name"]),
        description=str(entry.get("description") or entry["name"]),
        keywords=_words(entry.get("keywords")) or str(entry["name"]),
        type=_words(entry.get("type")) or "政策文件",
        kinds=(kinds,) if isinstance(kinds, str) else tuple(map(str, kinds)),
        chain=here,
        children=tuple(_column(child, here) for child in entry.get("children") or ()),
    )


def _slugs(value: Any) -> dict[str, str]:
    """Names by slug, of a list of {slug, name} or of a mapping slug: name."""
    if isinstance(value, dict):
        return {str(slug): str(name) for slug, name in value.items()}
    return {str(entry["slug"]): str(entry.get("name", entry["slug"])) for entry in value or ()}


def read_site(path: Path) -> Site:
    """Read site.yaml leniently: the portal itself validates it, here only the names matter."""
    data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    identity: dict[str, Any] = data.get("site") or {}
    return Site(
        name=str(identity.get("name") or "组织部门户网站"),
        domain=str(identity.get("domain") or "portal.example"),
        # A Party department may have no site code; the meta tag stays, so that all pages are equally long.
        identifier=str((identity.get("site_code") or {}).get("number") or identity.get("organ_code") or "0000000000"),
        offices=_slugs(data.get("offices")),
        categories=tuple(_slugs(data.get("rule_categories"))),
        columns=tuple(_column(entry, ()) for entry in data.get("columns") or ()),
    )
