"""The same texts laid out for Hugo and for stock Pelican: their front matter, their folders, our URLs.

Any tree of ours made of .md files below rules/ will do, whether generated here or by the corpus' own script.
"""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from .columns import Site

PEERS = Path(__file__).parent / "peers"
# PyYAML's C loader where the wheel has it: at 50,000 documents the plain one takes minutes.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Place:
    """Where one document stands."""

    id: str
    """Path below the tree without the ending: rules/laws/doc-00001."""
    column: str


@dataclass(frozen=True)
class Text(Place):
    """One document of our tree, cut into what both other layouts need."""

    fields: dict[str, Any]
    body: str


def read_text(tree: Path, identifier: str, site: Site) -> Text:
    """One document of a tree."""
    _, head, body = (tree / f"{identifier}.md").read_text(encoding="utf-8").split("---\n", 2)
    fields: dict[str, Any] = yaml.load(head, Loader=_LOADER)
    return Text(identifier, site.column_of(identifier, fields), fields, body.lstrip("\n"))


def read_tree(tree: Path, site: Site) -> Iterator[Text]:
    """Every document of a tree, in the order of their paths."""
    for path in sorted((tree / "rules").rglob("*.md")):
        yield read_text(tree, path.relative_to(tree).with_suffix("").as_posix(), site)


def places(tree: Path, site: Site) -> list[Place]:
    """The documents without their texts: the parent's memory is counted into every child that it starts."""
    return [Place(text.id, text.column) for text in read_tree(tree, site)]


def hugo_source(project: Path, site: Site, text: Place) -> Path:
    """Where Hugo's copy of a document lies: columns are nested sections, as Hugo's own guides advise."""
    return project.joinpath("content", "columns", *site.chain(text.column), f"{Path(text.id).name}.md")


def pelican_source(project: Path, text: Place) -> Path:
    """Where Pelican's copy of a document lies; its URL is made from this path."""
    return project / "content" / f"{text.id}.md"


def write_hugo(tree: Path, project: Path, site: Site) -> int:
    """Lay the tree out as a Hugo project; returns the number of documents."""
    shutil.copytree(PEERS / "hugo", project)
    _write_data(project / "data" / "portal.json", site)
    for column in site.flat():
        # _index.md gives a column without documents its page, as the portal does.
        head = {"title": column.name, "column": column.slug, "url": f"/columns/{column.slug}/"}
        _write(project.joinpath("content", "columns", *column.chain, "_index.md"), _yaml(head))
    # The parent section /columns/ is no page of the portal.
    _write(project / "content" / "columns" / "_index.md", "---\ntitle: 栏目\nbuild:\n  render: never\n---\n")
    count = 0
    for text in read_tree(tree, site):
        # Years are a taxonomy: Hugo's way to an archive page for each.
        own = {"column": text.column, "years": [str(text.fields["published"])[:4]], "url": f"/{text.id}.html"}
        _write(hugo_source(project, site, text), _yaml({**text.fields, **own}) + text.body)
        count += 1
    return count


def write_pelican(tree: Path, project: Path, site: Site) -> int:
    """Lay the tree out as a Pelican project; returns the number of documents."""
    shutil.copytree(PEERS / "pelican", project)
    _write_data(project / "portal.json", site)
    count = 0
    filled: set[str] = set()
    for text in read_tree(tree, site):
        _write(pelican_source(project, text), _pelican_head(text, site) + text.body)
        filled.update(site.chain(text.column))
        count += 1
    for column in site.flat():
        # Pelican makes no list page without articles: an empty column becomes a page at the same address.
        if column.slug not in filled:
            where = f"columns/{column.slug}/index.html"
            head = f"Title: {column.name}\nSlug: {column.slug}\nUrl: {where}\nSave_as: {where}\n\n"
            _write(project / "content" / "pages" / f"{column.slug}.md", head)
    (project / "content" / "pages").mkdir(parents=True, exist_ok=True)
    return count


def _pelican_head(text: Text, site: Site) -> str:
    """`Key: value` lines of Python-Markdown's meta extension, which Pelican reads instead of YAML.

    A document stands in its column and in all above it. Pelican has one category for an article, but many authors, so
    columns are its authors. [TOC] is Python-Markdown's own way to a table of contents; stock Pelican has no other.
    """
    keywords = text.fields.get("keywords") or []
    head = {
        "Title": text.fields["title"],
        "Date": str(text.fields["published"]),
        "Slug": Path(text.id).name,
        "Category": text.column,
        "Office": text.fields["office"],
        "Summary": text.fields.get("summary") or text.fields["title"],
        "Authors": "; ".join(site.chain(text.column)),
        "Tags": ", ".join(keywords) if isinstance(keywords, list) else str(keywords),
        "Doc_number": text.fields.get("doc_number") or "",
    }
    lines = [f"{key}: {' '.join(str(value).split())}" for key, value in head.items() if value]
    return "\n".join(lines) + "\n\n[TOC]\n\n"


def _yaml(fields: dict[str, Any]) -> str:
    """Front matter of JSON values, one field a line: what our own trees hold and every YAML reader takes."""
    lines = [f"{field}: {json.dumps(value, ensure_ascii=False, default=str)}" for field, value in fields.items()]
    return "---\n" + "\n".join(lines) + "\n---\n\n"


def _write_data(path: Path, site: Site) -> None:
    _write(path, json.dumps(site.as_data(), ensure_ascii=False, indent=1))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
