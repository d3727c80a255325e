"""The demonstration content: alive, complete, and written item by item."""

import re
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest

from plugins.portal.accounts import duty
from plugins.portal.kinds import KINDS, Kind
from plugins.portal.kinds.guide import KEY_ELEMENTS, Guide

from ..helpers import ROOT, Built

CONTENT = ROOT / "content"
LEAST = {
    "rule": 60,
    "guide": 25,
    "notice": 35,
    "bulletin": 45,
    "news": 60,
    "letter": 30,
    "proposal": 20,
    "project": 15,
    "consultation": 6,
}
SHARED = 0.30


def test_there_is_enough_of_every_kind(real_site: Built) -> None:
    counts = Counter(record.kind_name for record in real_site.library.records)
    assert {kind: counts[kind] for kind, least in LEAST.items() if counts[kind] < least} == {}


def test_no_column_is_blank_or_late(real_site: Built) -> None:
    found = real_site.library
    blank = [column.slug for column, _ in found.settings.walk_columns() if not found.in_column.get(column.slug)]
    assert blank == []
    assert [each.column.slug for each in duty.duties(found) if not each.is_met] == []


def test_the_build_tells_of_nothing_to_mend(real_site: Built) -> None:
    assert [problem.code for problem in real_site.outcome.report if problem.level != "note"] == []


def test_every_guide_is_complete(real_site: Built) -> None:
    for record in real_site.library.of_kind["guide"]:
        guide = record.of(Guide)
        assert [name for name in KEY_ELEMENTS if not getattr(guide, name)] == [], record.id
        assert guide.legal_limit is not None and guide.promised_limit is not None, record.id
        assert sum(step.days or 0 for step in guide.steps) <= guide.promised_limit, record.id


def grams(path: Path) -> set[str]:
    """Runs of eight characters of a file's own words: tables, the front matter of Markdown and white space apart."""
    text = path.read_text(encoding="utf-8")
    if text.startswith("---"):
        text = text.split("\n---", 1)[-1]
    text = "".join(line for line in text.splitlines() if not line.lstrip().startswith("|"))
    text = re.sub(r"\s+", "", text)
    return {text[start : start + 8] for start in range(len(text) - 7)}


@pytest.mark.parametrize(
    "kind",
    [kind for kind in KINDS if kind.suffix == ".md" or kind.name in ("guide", "letter", "project")],
    ids=lambda kind: kind.name,
)
def test_no_two_items_of_a_kind_share_their_words(kind: Kind) -> None:
    folder = CONTENT / kind.folder
    own = {path: grams(path) for path in sorted(folder.rglob("*")) if path.suffix in (".md", ".yaml")}
    alike = []
    for first, second in combinations(own, 2):
        least = min(len(own[first]), len(own[second]))
        if least and len(own[first] & own[second]) > SHARED * least:
            alike.append((first.name, second.name))
    assert alike == []
