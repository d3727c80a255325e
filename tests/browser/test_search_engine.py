"""What the engine asks for and when, and what it does where files are missing."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from search.whoosh_index import LENGTHS
from search.words import SiteWords

from ..search.samples import doc, exported, refresh
from .search_page import open_page

WORDS = SiteWords(kinds={"guide": "办事指南"}, suggestions=(("党费收缴", "/guides/dues.html"), ("党建", "")))
COUNTED = """() => {
    window.asked = [];
    window.open = (base, change) => portalSearch.open(base, { fetch: async (address, options) => {
        asked.push(address.split("/").slice(-2).join("/"));
        return change ? change(address, options) : fetch(address, options);
    } });
}"""


def write(folder: Path, files: dict[str, bytes]) -> Path:
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


@pytest.fixture
def export(tmp_path: Path) -> Path:
    dues = doc("guides/dues", "党费收缴", "党费按月交纳。", kind="guide")
    docs = [dues, doc("guides/move", "组织关系转接", "转接组织关系。", kind="guide")]
    return write(tmp_path / "data", exported(refresh(tmp_path / "index", docs), WORDS))


@pytest.fixture
def page(chromium: Browser, export: Path) -> Iterator[Page]:
    page = open_page(chromium, export, "some/where/else/")
    page.evaluate(COUNTED)
    yield page
    page.close()


def test_it_works_below_any_address_and_with_few_documents(page: Page) -> None:
    found = page.evaluate("""async () => {
        const engine = await portalSearch.open("/some/where/else/");
        const { total, results } = await engine.search("党费");
        return [total, results[0].id, results[0].title, results[0].kind, engine.labels.kind];
    }""")
    assert found == [1, "guides/dues", "党费收缴", "guide", {"guide": "办事指南"}]


def test_an_export_of_nothing_finds_nothing(chromium: Browser, tmp_path: Path) -> None:
    empty = write(tmp_path / "data", exported(refresh(tmp_path / "index", []), SiteWords()))
    page = open_page(chromium, empty, "data/")
    asked = "async () => (await (await portalSearch.open('/data/')).search('党费 dangfei')).total"
    assert page.evaluate(asked) == 0
    page.close()


def test_each_file_is_asked_for_once_and_passages_only_on_demand(page: Page) -> None:
    asked: list[str] = page.evaluate("""async () => {
        const engine = await open("/some/where/else/");
        const answers = await Promise.all([engine.search("党费"), engine.search("党费"), engine.search("党费收缴")]);
        const before = asked.filter(each => each.startsWith("x/")).length;
        await Promise.all(answers.map(each => each.results[0].passage()));
        return [...asked, String(before)];
    }""")
    assert asked.pop() == "0"
    assert len(asked) == len(set(asked))
    assert sum(each.startswith("x/") for each in asked) == 1


@pytest.mark.parametrize(("query", "times"), [("党费怎么交没有的词", 0), ("黨費", 1), ("乾", 1), ("dangfei 2026", 0)])
def test_the_table_of_characters_is_fetched_for_traditional_characters_only(page: Page, query: str, times: int) -> None:
    asked: list[str] = page.evaluate(
        "async query => { await (await open('/some/where/else/')).search(query); return asked; }", query
    )
    assert sum("fold-" in each for each in asked) == times


def test_a_search_that_is_given_up_ends_and_asks_no_more(page: Page) -> None:
    said = page.evaluate("""async () => {
        const given = new AbortController();
        const engine = await open("/some/where/else/", (address, options) => {
            if (address.includes("/t/")) given.abort();
            return fetch(address, options);
        });
        const first = await engine.search("党费", { signal: given.signal }).catch(error => error.name);
        const heads = asked.filter(each => each.startsWith("h/")).length;
        return [first, heads, (await engine.search("党费")).total];
    }""")
    assert said == ["AbortError", 0, 1]


def test_a_site_built_anew_is_searched_anew(page: Page, export: Path, tmp_path: Path) -> None:
    page.evaluate("async () => { window.engine = await open('/some/where/else/'); }")
    for path in export.rglob("*"):
        if path.is_file():
            path.unlink()
    docs = [doc("guides/new", "新来的党费指南", "党费。"), doc("guides/dues", "党费收缴", "党费按季交纳。")]
    write(export, exported(refresh(tmp_path / "other", docs), WORDS))
    found: list[Any] = page.evaluate("async () => (await engine.search('党费')).results.map(each => each.id).sort()")
    assert found == ["guides/dues", "guides/new"]
    assert page.evaluate("asked.filter(each => each.endsWith('manifest.json')).length") == 2


def test_a_file_that_is_truly_missing_is_an_error(page: Page, export: Path) -> None:
    for path in (export / "t").iterdir():
        path.unlink()
    said = page.evaluate("async () => (await open('/some/where/else/')).search('党费').catch(error => String(error))")
    assert "t/" in said


def test_without_a_network_the_kept_manifest_will_do(page: Page) -> None:
    found = page.evaluate("""async () => {
        const engine = await open("/some/where/else/", (address, options) =>
            options.cache === "no-cache" ? Promise.reject(new TypeError("offline")) : fetch(address, options));
        return (await engine.search("党费")).total;
    }""")
    assert found == 1


def test_browsers_read_lengths_as_whoosh_does(page: Page) -> None:
    made = page.evaluate("[...Array(256).keys()].map(code => Math.round((1.033 ** code - 1) * 27))")
    assert tuple(made) == LENGTHS
