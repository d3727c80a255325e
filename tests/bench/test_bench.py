"""The harness itself: the texts are what they claim to be, and every generator gets all of them."""

import os
import re
import sys
from pathlib import Path

import pytest
import yaml

from . import cases, documents, layouts, measure, pages, processes, report
from .columns import Site, read_site
from .layouts import Place
from .measure import Usage
from .pages import Count
from .phrases import TABLE_HEAD
from .tools import Tool

SITE = {
    "site": {"name": "某省委组织部", "domain": "www.example.gov.cn", "organ_code": "005123456"},
    "offices": [{"slug": "general", "name": "办公室"}],
    "rule_categories": [{"slug": "meetings", "name": "会议类"}, {"slug": "service", "name": "服务类"}],
    "columns": [
        {"slug": "news", "name": "动态", "kinds": ["news"]},
        {
            "slug": "rules",
            "name": "规章制度",
            "kinds": ["rule"],
            "children": [
                {"slug": "meetings", "name": "会议制度", "kinds": ["rule"]},
                {"slug": "service", "name": "服务制度", "kinds": ["rule"]},
            ],
        },
    ],
}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A small site of four columns, three of them for rules."""
    path = tmp_path / "site.yaml"
    path.write_text(yaml.safe_dump(SITE, allow_unicode=True), encoding="utf-8")
    return read_site(path)


@pytest.fixture
def tree(tmp_path: Path, site: Site) -> Path:
    """Thirty generated documents."""
    documents.write_generated(tmp_path / "content", 30, site, site.rule_columns())
    return tmp_path / "content"


def test_documents_are_the_same_every_time(site: Site) -> None:
    made = [documents.document(7, 2026, site.rule_columns(), "general", site.categories) for _ in range(2)]
    assert made[0] == made[1]
    assert made[0] != documents.document(8, 2026, site.rule_columns(), "general", site.categories)


def test_documents_are_about_1500_characters_long(tree: Path, site: Site) -> None:
    bodies = [re.sub(r"\s", "", text.body) for text in layouts.read_tree(tree, site)]
    assert 1_400 <= sum(map(len, bodies)) / len(bodies) <= 1_600


def test_documents_have_headings_a_list_and_a_table(tree: Path, site: Site) -> None:
    for text in layouts.read_tree(tree, site):
        assert len(re.findall(r"(?m)^## ", text.body)) in {4, 5}
        assert len(re.findall(r"(?m)^- ", text.body)) == 4
        assert TABLE_HEAD in text.body
        assert "{" not in text.body


def test_documents_are_dated_before_the_day_of_the_build(tree: Path, site: Site) -> None:
    published = [str(text.fields["published"]) for text in layouts.read_tree(tree, site)]
    assert min(published) >= "2015-01-01"
    assert max(published) < "2026-11-20"


def test_documents_are_spread_over_the_columns_and_their_categories(tree: Path, site: Site) -> None:
    texts = list(layouts.read_tree(tree, site))
    assert {text.column for text in texts} == {"rules", "meetings", "service"}
    assert {str(text.fields["category"]) for text in texts if text.column == "service"} == {"service"}
    assert len({text.fields["title"] for text in texts}) == len(texts)


def test_a_document_without_a_column_stands_in_its_folders(site: Site) -> None:
    assert site.column_of("rules/service/a", {}) == "service"
    assert site.column_of("rules/laws/a", {}) == "rules"
    assert site.column_of("rules/laws/a", {"column": "news"}) == "news"


def test_the_other_generators_get_every_document_and_every_column(tree: Path, site: Site, tmp_path: Path) -> None:
    assert layouts.write_hugo(tree, tmp_path / "hugo", site) == 30
    assert layouts.write_pelican(tree, tmp_path / "pelican", site) == 30
    hugo = {path.stem for path in (tmp_path / "hugo/content").rglob("doc-*.md")}
    pelican = {path.stem for path in (tmp_path / "pelican/content").rglob("doc-*.md")}
    assert hugo == pelican == {path.stem for path in tree.rglob("*.md")}
    assert len(list((tmp_path / "hugo/content/columns").rglob("_index.md"))) == len(site.flat()) + 1
    # Pelican makes the other three column pages of the documents.
    assert [path.stem for path in (tmp_path / "pelican/content/pages").iterdir()] == ["news"]


def _tool(tree: Path, yaml_titles: bool = True) -> Tool:
    return Tool("x", "X", tree, (), tree / "out", lambda place: tree / f"{place.id}.md", yaml_titles)


def test_edits_change_the_body_and_the_title(tree: Path, site: Site) -> None:
    place = layouts.places(tree, site)[3]
    tool = _tool(tree)
    tool.append(place, cases.sentence(0))
    tool.retitle(place, cases.title(0))
    text = layouts.read_text(tree, place.id, site)
    assert text.body.rstrip().endswith(cases.sentence(0))
    assert text.fields["title"] == cases.title(0)


def test_a_round_edits_other_documents_than_the_last() -> None:
    edits = cases.Edits([Place(str(number), "c") for number in range(1_000)])
    assert len({edits(turn).id for turn in range(100)}) == 100


def test_a_run_is_charged_for_what_it_did(tmp_path: Path) -> None:
    code = "import time; start = time.process_time()\nwhile time.process_time() - start < 0.1: pass"
    usage = measure.run([sys.executable, "-c", code], tmp_path)
    assert 0.1 <= usage.cpu < 1
    assert usage.peak > 1


def test_a_failed_run_tells_its_last_words(tmp_path: Path) -> None:
    with pytest.raises(measure.CommandFailed, match="no such luck"):
        measure.run([sys.executable, "-c", "raise SystemExit('no such luck')"], tmp_path)


def test_rounds_take_turns() -> None:
    order: list[str] = []

    def action(name: str) -> Usage:
        order.append(name)
        return Usage(len(order), 0, 0, 0)

    runs = measure.interleave(3, {"a": lambda _: action("a"), "b": lambda _: action("b")})
    assert order == ["a", "b"] * 3
    assert measure.median(runs["b"]).cpu == 4


def test_the_kernel_is_asked_about_this_process() -> None:
    assert processes.cpu_seconds(os.getpid()) > 0
    assert os.getpid() in processes.tree(os.getppid())
    assert processes.memory_mib(os.getpid()) > 1


def test_a_missing_page_spoils_the_comparison(tree: Path, site: Site) -> None:
    (tree / "out/rules").mkdir(parents=True)
    (tree / "out/rules/one.html").write_text("<p></p>")
    assert pages.count(tree / "out").documents == 1
    with pytest.raises(pages.UnequalPages, match="1 document pages for 30 documents"):
        pages.check([_tool(tree)], tree, layouts.places(tree, site), site)


def test_the_report_goes_between_its_marks(tmp_path: Path) -> None:
    usages = {("ours", cases.COLD): [Usage(7.0, 5.0, 6.0, 300.0)], ("hugo", cases.COLD): [Usage(8.0, 6.0, 7.0, 900.0)]}
    peaks = {"ours": 300.0, "hugo": 900.0}
    counts = {name: Count(10, 2, 13, 1.0) for name in ("ours", "hugo")}
    trial = report.Trial("generated", 10, {"ours": "This portal", "hugo": "Hugo"}, counts, peaks, usages, {})
    text = report.block([trial], "bench", "2026-11-20", {"Hugo": "0.168.0"})
    assert "of Hugo's: 0.875, bar 1: met" in text
    assert "peak memory, MiB: 300, bar 400: met" in text
    page = tmp_path / "benchmarks.md"
    start, end = report.marks("build")
    page.write_text(f"before\n{start}\nold\n{end}\nafter\n")
    assert report.write(page, text)
    assert page.read_text() == f"before\n{start}\n{text}{end}\nafter\n"
    assert not report.write(tmp_path / "missing.md", text)
