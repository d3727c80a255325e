"""Browsers find what Python finds: the same documents in the same order, the same counts, the same passages."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from plugins.commands.search import open_index
from plugins.search_index.records import search_record
from search.answer import Answer, Index
from search.golden import GOLDEN, read_golden
from search.known_items import Known, known_items

from ..helpers import Built
from .search_page import open_page

SEARCH = """async asked => {
    const answers = [];
    for (const [query, options] of asked) {
        const { total, results, facets, meant } = await engine.search(query, options);
        const passages = await Promise.all(results.map(each => each.passage()));
        answers.push({ total, results, facets, meant, passages });
    }
    return answers;
}"""
HARD = [
    "",
    "   ",
    "-",
    "-党费",
    "党",
    "x",
    "的",
    "“”",
    "“组织关系”",
    "「組織關係」转接",
    "“党费收缴" + "”",
    "“这句话哪里也没有写过”",
    "“公示 期间”",
    "“川组办〔2026〕12号”",
    "“12号”",
    "组织关系 -党费",
    "组织关系 -转接 -公示",
    "党费　－公示",
    "\x1f党费\x85收缴\t办法",
    "zzgx",
    "dangfei",
    "zu'zhi'guan'xi",
    "lve",
    "Word DOCX",
    "2026 12",
    "〔2026〕12号",
    "第十二条",
    "二〇二六年",
    "12380",
    "𠀀𠀁",
    "👍党费👍",
    "转党员关系怎么办理需要多少天",
    "请问什么是谁",
    "公" * 300,
    "多久能办好 告状 写信 考公务员 入党",
]
OPTIONS: list[dict[str, Any]] = [
    {"filters": {"kind": "guide"}},
    {"filters": {"kind": "notice", "year": "2026"}},
    {"filters": {"status": "in-force", "nonsense": "x"}},
    {"newest": True},
    {"offset": 10},
    {"offset": 7, "limit": 3, "newest": True, "filters": {"year": "2026"}},
]
FIELDS = ("id", "url", "title", "kind", "column", "office", "day", "status", "holds")
Asked = tuple[str, dict[str, Any]]


def asked(site: Built) -> Iterator[Asked]:
    """Some four hundred queries: as people type them, well and badly, and such as nobody would."""
    known = [Known(record.id, record.title, record.item.doc_number or "") for record in site.library.records]
    yield from ((case.query, {}) for case in known_items(known, per_set=30))
    yield from ((entry.query, {}) for entry in read_golden(GOLDEN)[0])
    documents = [search_record(site.library, record) for record in site.library.records[::9]]
    yield from ((f"“{part[-12:]}”", {}) for each in documents for part in each.beside() if part)
    yield from ((query, {}) for query in HARD)
    yield from ((query, options) for query in ("公示", "组织关系转接", "“党费”", "gs") for options in OPTIONS)


@pytest.fixture(scope="module")
def portal(chromium: Browser, real_site: Built) -> Iterator[Page]:
    """A page with the engine open on the real content's site."""
    page = open_page(chromium, real_site.folder / "search" / "data", "search/data/")
    page.evaluate("async () => { window.engine = await portalSearch.open('/search/data/'); }")
    yield page
    page.close()


@pytest.fixture(scope="module")
def index(real_site: Built) -> Iterator[Index]:
    opened = open_index(real_site.folder)
    yield opened
    opened.close()


def as_browsers_tell(answer: Answer) -> dict[str, Any]:
    """An answer in the shape in which SEARCH gives it."""
    passages = [
        each.passage and {name: getattr(each.passage, name) for name in ("anchor", "heading", "text")}
        for each in answer.results
    ]
    marks = [[list(mark) for mark in each.passage.marks] if each.passage else None for each in answer.results]
    return {
        "total": answer.total,
        "results": [
            [*(getattr(each, name) for name in FIELDS), each.doc_number, each.score] for each in answer.results
        ],
        "facets": {name: [list(each) for each in counts.items()] for name, counts in answer.facets.items()},
        "meant": answer.meant,
        "passages": passages,
        "marks": marks,
    }


def comparable(told: dict[str, Any]) -> dict[str, Any]:
    """The same of what a browser gave."""
    results = [[*(each[name] for name in (*FIELDS, "docNumber")), round(each["score"], 3)] for each in told["results"]]
    passages = [each and {name: each[name] for name in ("anchor", "heading", "text")} for each in told["passages"]]
    marks = [each and each["marks"] for each in told["passages"]]
    return {**told, "results": results, "passages": passages, "marks": marks}


@pytest.fixture(scope="module")
def answers(real_site: Built, index: Index) -> list[tuple[Asked, Answer]]:
    """What Python answers to each query, once."""
    unique = {(query, repr(options)): (query, options) for query, options in asked(real_site)}
    return [((query, options), index.search(query, **options)) for query, options in unique.values()]


def test_browsers_answer_as_python_does(portal: Page, answers: list[tuple[Asked, Answer]]) -> None:
    assert len(answers) >= 300
    differ = []
    told = portal.evaluate(SEARCH, [asked for asked, _ in answers])
    for (query, answer), mine in zip(answers, told, strict=True):
        theirs, got = as_browsers_tell(answer), comparable(mine)
        differ += [(*query, name, theirs[name], got[name]) for name in theirs if theirs[name] != got[name]]
    assert differ == []


def test_the_queries_reach_every_part_of_an_answer(answers: list[tuple[Asked, Answer]]) -> None:
    """Otherwise the comparison would say little."""
    found = [answer for _, answer in answers]
    assert sum(bool(each.meant) for each in found) >= 10
    assert sum(not each.total for each in found) >= 5
    assert sum(any(hit.passage and hit.passage.anchor for hit in each.results) for each in found) >= 50
    assert any(not hit.holds for each in found for hit in each.results)


def test_suggestions_are_those_of_the_whole_list(portal: Page, real_site: Built) -> None:
    from plugins.search_index.words import site_words
    from search.suggestions import offered

    words = site_words(real_site.library).suggestions
    typed = [
        "",
        "党",
        "党费",
        "組",
        "组织关系转",
        "z",
        "zz",
        "zzgx",
        "dangfei",
        "中共",
        "2026",
        "不会有的",
        "办 理",
        "ＺＺ",
    ]
    typed += [text[:size] for text, _ in words[:60] for size in (1, 2, 3, 5, 9)]
    told = portal.evaluate("texts => Promise.all(texts.map(text => engine.suggest(text)))", typed)
    mine = [[{"text": text, "url": url} for text, url in offered(words, each)] for each in typed]
    assert [(each, one, other) for each, one, other in zip(typed, mine, told, strict=True) if one != other] == []
