"""Generated documents: N Chinese papers of about 1,500 characters each, laid out as a content tree of the portal.

The same seed gives the same bytes on any machine, so two runs of the benchmark measure the same work.
"""

import datetime
import json
import random
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from .columns import Site
from .phrases import HEADINGS, SENTENCES, SLOTS, TABLE_HEAD, TITLES

FOLDER = Path("rules/laws")
FIRST_DAY = datetime.date(2015, 1, 1)
LAST_DAY = datetime.date(2026, 11, 19)
SECTION_CHARACTERS = 1_120
"""Characters of running text in a document; headings, list and table bring it to about 1,500."""


class _Words(dict[str, str]):
    """Draws a word for each slot that a pattern names; `material2` is another material than `material`."""

    def __init__(self, chance: random.Random) -> None:
        super().__init__()
        self._chance = chance

    def __missing__(self, slot: str) -> str:
        kind = slot.rstrip("2")
        word = self._chance.choice([word for word in SLOTS[kind] if word != self.get(kind)])
        self[slot] = word
        return word


def _sentence(chance: random.Random, pattern: str) -> str:
    return pattern.format_map(_Words(chance))


def _paragraphs(chance: random.Random, characters: int) -> list[str]:
    """Paragraphs of two to four sentences until there are enough characters."""
    paragraphs: list[str] = []
    while sum(map(len, paragraphs)) < characters:
        paragraphs.append("".join(_sentence(chance, chance.choice(SENTENCES)) for _ in range(chance.randint(2, 4))))
    return paragraphs


def _list(chance: random.Random) -> str:
    return "\n".join(f"- {chance.choice(SLOTS['action'])}，{chance.choice(SLOTS['result'])}；" for _ in range(4))


def _table(chance: random.Random) -> str:
    rows = [TABLE_HEAD, "| --- | --- | --- | --- |"]
    for number in range(1, 5):
        cells = [str(number), *(chance.choice(SLOTS[slot]) for slot in ("work", "unit", "time"))]
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def body(chance: random.Random) -> str:
    """One document's Markdown: four or five headings, one list, one table."""
    headings = chance.sample(HEADINGS, chance.randint(4, 5))
    blocks: list[str] = []
    for place, heading in enumerate(headings):
        blocks += [f"## {heading}", *_paragraphs(chance, SECTION_CHARACTERS // len(headings) - 40)]
        if place == 1:
            blocks.append(_list(chance))
        if place == 2:
            blocks.append(_table(chance))
    return "\n\n".join(blocks) + "\n"


def document(number: int, seed: int, columns: Sequence[str], office: str, categories: Sequence[str]) -> str:
    """The whole file of document `number` (from 1): front matter and body."""
    # A generator of its own for each document: document 7 is the same in a tree of 1,000 and of 50,000.
    chance = random.Random(f"{seed}/{number}")
    work, other = chance.sample(SLOTS["work"], 2)
    published = FIRST_DAY + datetime.timedelta(days=chance.randint(0, (LAST_DAY - FIRST_DAY).days))
    title = chance.choice(TITLES).format(work=work)
    column = columns[(number - 1) % len(columns)]
    head = {
        # The number keeps titles apart: two papers of one title are a mistake that the portal reports.
        "title": f"{title}（组通〔{published.year}〕{number}号）",
        "published": published.isoformat(),
        "office": office,
        # The columns below 规章制度 carry the categories' slugs.
        "category": column if column in categories else categories[0],
        "column": column,
        # Two broad words and one of some 200 narrow ones, so that keyword pages are as uneven as in life.
        "keywords": [work, other, f"{work}{chance.choice(SLOTS['material'])}"],
        "summary": _sentence(chance, SENTENCES[0]),
    }
    lines = [f"{field}: {json.dumps(value, ensure_ascii=False)}" for field, value in head.items()]
    return "---\n" + "\n".join(lines) + "\n---\n\n" + body(chance)


def write_generated(tree: Path, count: int, site: Site, columns: Sequence[str], seed: int = 2026) -> None:
    """Write `count` documents below `tree`, spread evenly over the columns."""
    folder = tree / FOLDER
    folder.mkdir(parents=True)
    office, categories = next(iter(site.offices), "general"), site.categories or ("meetings",)
    for number in range(1, count + 1):
        text = document(number, seed, columns, office, categories)
        (folder / f"doc-{number:05}.md").write_text(text, encoding="utf-8")


def write_real(tree: Path, count: int, site_file: Path, script: Path) -> None:
    """Let the corpus' own script (real_content.py) lay `count` real laws out below `tree`."""
    command = [sys.executable, str(script), "--out", str(tree), "--count", str(count), "--site", str(site_file)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
