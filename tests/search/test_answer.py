"""Questions put to the index: pages, filters with their counts, phrases, passages, and what was perhaps meant."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from search.answer import FACETS, Index, NoIndex
from search.document import Section
from search.words import SiteWords
from tests.search.samples import doc, index, some

WORDS = SiteWords(synonyms=(("组织关系转接", "转党员关系"),))
DOCS = [
    doc(
        "guides/transfer",
        "组织关系转接",
        kind="guide",
        sections=(Section("", "", "党员转出。"), Section("s2", "材料", "介绍信一份。")),
    ),
    doc("rules/first", "首问负责制规定", "第一条　首问负责。", kind="rule", doc_number="川组发〔2026〕12号"),
    doc("rules/near", "首问与负责", "首先问清楚，再负责办理。", kind="rule"),
    doc("rules/old", "首问负责制规定（试行）", "首问负责。", kind="rule", holds=False, status="repealed"),
    doc("pages/latin", "PDF 使用说明", "如何打开 PDF。", kind="page", summary="打开文件"),
    *some(60, seed=12),
]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    made = index(tmp_path_factory.mktemp("index"), DOCS, WORDS)
    yield made
    made.close()


def ids(opened: Index, text: str, limit: int = 10) -> list[str]:
    return [hit.id for hit in opened.search(text, limit).results]


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("组织关系转接", "guides/transfer"),
        ("組織關係轉接", "guides/transfer"),
        ("转党员关系", "guides/transfer"),
        ("zzgxzj", "guides/transfer"),
        ("zuzhiguanxizhuanjie", "guides/transfer"),
        ("zu zhi guan xi zhuan jie", "guides/transfer"),
        ("组织关糸转接", "guides/transfer"),
        ("川组发〔2026〕12号", "rules/first"),
        ("川组发[2026]12号", "rules/first"),
        ("（2026）12号", "rules/first"),
        ("ｐｄｆ", "pages/latin"),
        ("介绍信", "guides/transfer"),
    ],
)
def test_the_right_one_comes_first(asked: str, first: str, opened: Index) -> None:
    assert ids(opened, asked)[:1] == [first]


def test_a_hit_tells_all_that_a_list_shows(opened: Index) -> None:
    (hit, *_) = opened.search("介绍信").results
    assert (hit.id, hit.url, hit.title, hit.kind) == (
        "guides/transfer",
        "/guides/transfer.html",
        "组织关系转接",
        "guide",
    )
    assert hit.passage is not None
    assert (hit.passage.anchor, hit.passage.heading, hit.snippet) == ("s2", "材料", "介绍信一份。")
    assert [hit.passage.text[start:end] for start, end in hit.passage.marks] == ["介绍信"]
    (pdf, *_) = opened.search("PDF使用说明").results
    assert pdf.day == "2026-01-01" and pdf.score > 0


def test_pages_make_up_the_whole(opened: Index) -> None:
    whole = opened.search("党费", limit=1_000)
    assert whole.total == len(whole.results) > 20
    pages = [hit for at in range(0, whole.total + 7, 7) for hit in opened.search("党费", 7, at).results]
    assert tuple(pages) == whole.results
    assert {opened.search("党费", 7, at).total for at in (0, 7, 700)} == {whole.total}
    assert [(hit.id, hit.url, hit.score) for hit in whole.results[:9]] == opened.ranked("党费", 9)


def test_counts_of_filters(opened: Index) -> None:
    whole = opened.search("党费", limit=1_000)
    assert set(whole.facets) == set(FACETS)
    assert whole.facets["kind"] == dict(Counter(hit.kind for hit in whole.results))
    assert whole.facets["year"] == {"2026": whole.total}
    rules = opened.search("党费", 1_000, filters={"kind": "rule"})
    assert {hit.kind for hit in rules.results} == {"rule"}
    assert rules.total == whole.facets["kind"]["rule"]
    # Its own counts are without it, those of the others within it.
    assert rules.facets["kind"] == whole.facets["kind"]
    assert rules.facets["office"] == dict(Counter(hit.office for hit in rules.results))
    both = opened.search("党费", 1_000, filters={"kind": "rule", "office": "cadre"})
    assert both.total == rules.facets["office"]["cadre"] == both.facets["kind"]["rule"]
    assert opened.search("党费", filters={"kind": "", "colour": "red"}).total == whole.total


def test_newest_first(opened: Index) -> None:
    days = [hit.day for hit in opened.search("党费", 1_000, newest=True).results]
    assert days == sorted(days, reverse=True)


def test_phrases_stand_word_for_word(opened: Index) -> None:
    assert set(ids(opened, "首问负责", 1_000)) >= {"rules/first", "rules/near"}
    phrased = opened.search("“首问负责”", 1_000)
    assert {"rules/first", "rules/old"} <= {hit.id for hit in phrased.results}
    assert "rules/near" not in {hit.id for hit in phrased.results}
    assert phrased.total == len(phrased.results)
    pages = [hit for at in range(0, phrased.total, 3) for hit in opened.search("“首问负责”", 3, at).results]
    assert tuple(pages) == phrased.results
    assert opened.ranked("“首问负责”", 2) == [(hit.id, hit.url, hit.score) for hit in phrased.results[:2]]
    assert opened.search("“负责首问从来没有”").total == 0


@pytest.mark.parametrize(
    "phrase",
    [
        "川组发〔2026〕7号",
        "(2026) 7号",
        "7号",
        "0512-A3",
        "夏季补充说明",
        "末尾才说的窗口调整",
        "避暑",
        "登记表样式",
        "暑",
    ],
)
def test_phrases_stand_beside_title_and_text_too(phrase: str, tmp_path: Path) -> None:
    summary = "夏季补充说明。" + "照常办理。" * 30 + "末尾才说的窗口调整。"
    given = {"doc_number": "川组发〔2026〕7号", "index_number": "0512-A3", "keywords": ("避暑",)}
    summer = doc("rules/summer", "暑期安排", "正文。", summary=summary, attachments=("登记表样式",), **given)
    opened = index(tmp_path, [summer, doc("rules/other", "其他安排", "正文。")])
    assert ids(opened, f"“{phrase}”") == ["rules/summer"]
    opened.close()


def test_what_was_perhaps_meant(opened: Index) -> None:
    assert opened.search("组织关糸转接").meant == "组织关系转接"
    assert opened.search("组织关系转接").meant == ""
    assert opened.search("魑魅魍魉").meant == ""


def test_each_step_may_end_the_search(opened: Index) -> None:
    class Enough(Exception):
        pass

    steps: list[int] = []
    opened.search("党费收缴", step=lambda: steps.append(1))
    assert len(steps) > 6
    for last in range(len(steps)):
        left = [last]

        def step(left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] < 0:
                raise Enough

        with pytest.raises(Enough):
            opened.search("党费收缴", step=step)


def test_no_index_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(NoIndex):
        Index.open(tmp_path)


@pytest.mark.parametrize(
    "text", ["", "  ", "？", "-", "“", "a" * 5_000, "党" * 5_000, "\x00", "'", "^zz", "<7<党费", ">党费"]
)
def test_odd_questions_are_answered(text: str, opened: Index) -> None:
    answer = opened.search(text)
    assert answer.query == text
    assert answer.total >= len(answer.results)
