"""Whether the generators made the same pages: a time is worth nothing if the work was not done."""

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .columns import Site
from .layouts import Place, Text, read_text
from .tools import Tool

TOLERANCE = 0.05
"""How far the numbers of document and list pages may lie apart. Ours are fewer: the newest page of a list holds up to
39 items, so that the others never change. What a generator has besides (search, kiosk, offices) is not counted."""
SMALL = 1_000
"""Documents below which list pages are not compared: the portal gives a keyword of one or two documents no page, and in
a small corpus many are."""
LISTS = {"columns", "tags", "archive"}
_COLUMN_LINK = re.compile(r'href="[^"]*?columns/([\w-]+)/(?:index\.html)?"')
_TAGS = re.compile(r"<[^>]+>")


class UnequalPages(Exception):
    """The outputs do not hold the same pages; the message says where they part."""


@dataclass(frozen=True)
class Count:
    """What a generator wrote."""

    documents: int
    lists: int
    """Pages of columns, keywords and years, the first of each and the following ones."""
    html: int
    """All HTML files."""
    mib: float
    """Size of the whole output."""


def count(output: Path) -> Count:
    """Count the pages of an output folder."""
    files = [path for path in output.rglob("*") if path.is_file()]
    pages = [path.relative_to(output).parts for path in files if path.suffix == ".html"]
    return Count(
        documents=sum(parts[0] == "rules" for parts in pages),
        lists=sum(parts[0] in LISTS for parts in pages),
        html=len(pages),
        mib=sum(path.stat().st_size for path in files) / 2**20,
    )


def check(tools: Sequence[Tool], tree: Path, places: Sequence[Place], site: Site) -> dict[str, Count]:
    """Compare the outputs of one corpus; raises UnequalPages."""
    counts = {tool.name: count(tool.output) for tool in tools}
    for tool in tools:
        if counts[tool.name].documents != len(places):
            raise UnequalPages(
                f"{tool.label}: {counts[tool.name].documents} document pages for {len(places)} documents"
            )
        for place in (places[0], places[len(places) // 2], places[-1]):
            _check_page(tool, read_text(tree, place.id, site), site)
        if not (tool.output / "sitemap.xml").exists():
            raise UnequalPages(f"{tool.label} wrote no sitemap.xml")
    _check_lists(counts)
    return counts


def _check_lists(counts: Mapping[str, Count]) -> None:
    numbers = [found.documents + found.lists for found in counts.values()]
    if min(found.documents for found in counts.values()) >= SMALL and max(numbers) > min(numbers) * (1 + TOLERANCE):
        named = ", ".join(f"{name} {found.documents} + {found.lists}" for name, found in counts.items())
        raise UnequalPages(f"the numbers of document and list pages lie more than {TOLERANCE:.0%} apart: {named}")


def _check_page(tool: Tool, text: Text, site: Site) -> None:
    """A document's page must carry the whole navigation, the metadata and the text."""
    page = tool.page(text).read_text(encoding="utf-8")
    linked = set(_COLUMN_LINK.findall(page))
    missing = {column.slug for column in site.flat()} - linked
    if missing:
        raise UnequalPages(
            f"{tool.label}: {text.id}.html has no link to {len(missing)} columns, such as {min(missing)}"
        )
    for name in ("SiteName", "ColumnName", "ArticleTitle", "PubDate", "ContentSource"):
        if f'name="{name}"' not in page:
            raise UnequalPages(f"{tool.label}: {text.id}.html lacks the meta tag {name}")
    last = re.sub(r"[\s*|#-]", "", text.body.strip().splitlines()[-1])[:20]
    if last not in re.sub(r"\s", "", html.unescape(_TAGS.sub("", page))):
        raise UnequalPages(f"{tool.label}: {text.id}.html does not hold its last paragraph ({last})")
