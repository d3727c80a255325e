"""Real phrases of the content: titles, headings and clauses, each run of characters a phrase."""

import re
from functools import cache

from ..helpers import ROOT

_RUN = re.compile(r"[\u4e00-\u9fff]{2,}")


@cache
def phrases() -> tuple[str, ...]:
    """Every run of Chinese characters, once, in the order of the files."""
    files = [path for path in sorted((ROOT / "content").rglob("*")) if path.suffix in (".md", ".yaml")]
    texts = [path.read_text(encoding="utf-8") for path in [*files, ROOT / "site.yaml"]]
    return tuple(dict.fromkeys(run for text in texts for run in _RUN.findall(text)))


@cache
def titles() -> tuple[str, ...]:
    """The titles of the items, their Chinese runs."""
    files = [path for path in sorted((ROOT / "content").rglob("*")) if path.suffix in (".md", ".yaml")]
    found = (re.search(r"^title: *(.+)$", path.read_text(encoding="utf-8"), re.MULTILINE) for path in files)
    return tuple(dict.fromkeys(run for match in found if match for run in _RUN.findall(match[1])))
