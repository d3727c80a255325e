"""Browsers make the same terms as Python: of the vectors, of every code point, of the real content, of typed pinyin."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from search.analysis import squeeze, terms, tokens
from search.folding import TABLE, fold

from ..helpers import ROOT
from .vectors.renew import FOLDER, analysed, read

CLIENT = ROOT / "search" / "client"
HOST = "http://search.test/"
LOAD = f"""
    window.analysis = await import("{HOST}analysis.js");
    window.pinyin = await import("{HOST}pinyin.js");
    window.table = analysis.readTable(await (await fetch("{HOST}fold.txt")).text());
"""


def _answer(route: Route) -> None:
    """The client's files from here, no network."""
    name = route.request.url.removeprefix(HOST)
    if not name:
        route.fulfill(body="<!doctype html><title>search</title>", content_type="text/html")
    elif name == TABLE.name:
        route.fulfill(path=TABLE, content_type="text/plain")
    else:
        route.fulfill(path=CLIENT / name, content_type="text/javascript")


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    """A page with the modules and the table loaded."""
    page = chromium.new_page()
    page.route("**", _answer)
    page.goto(HOST)
    page.evaluate(f"async () => {{ {LOAD} }}")
    yield page
    page.close()


def cases(name: str) -> list[dict[str, Any]]:
    """The committed vectors."""
    found: list[dict[str, Any]] = json.loads((FOLDER / name).read_text("ascii"))
    return found


@pytest.mark.parametrize(("name", "made"), [("analysis.json", analysed), ("pinyin.json", read)])
def test_the_vectors_are_what_python_makes(name: str, made: Any) -> None:
    assert [case for case in cases(name) if case != made(case["text"])] == [], "python3 -m tests.search.vectors.renew"


def test_the_vectors_are_many() -> None:
    assert len(cases("analysis.json")) >= 300
    assert len(cases("pinyin.json")) >= 80


def test_browsers_analyse_the_vectors_alike(page: Page) -> None:
    script = """texts => texts.map(text => ({
        text, tokens: analysis.tokens(text, table), squeeze: analysis.squeeze(text, table)}))"""
    wanted = cases("analysis.json")
    got = page.evaluate(script, [case["text"] for case in wanted])
    assert [(mine, theirs) for mine, theirs in zip(wanted, got, strict=True) if mine != theirs] == []


def test_browsers_read_pinyin_alike(page: Page) -> None:
    script = "texts => texts.map(text => ({text, terms: pinyin.latinQueryTerms(text)}))"
    wanted = cases("pinyin.json")
    got = page.evaluate(script, [case["text"] for case in wanted])
    assert [(mine, theirs) for mine, theirs in zip(wanted, got, strict=True) if mine != theirs] == []


def test_browsers_fold_every_code_point_alike(page: Page) -> None:
    script = """last => {
        const changed = {};
        for (let code = 0; code <= last; code++) {
            if (code >= 0xd800 && code < 0xe000) continue;
            const one = String.fromCodePoint(code), folded = analysis.fold(one, table);
            if (folded !== one) changed[code] = folded;
        }
        return changed;
    }"""
    mine = {str(code): fold(chr(code)) for code in range(sys.maxunicode + 1) if fold(chr(code)) != chr(code)}
    assert page.evaluate(script, sys.maxunicode) == mine


def test_browsers_tell_the_kinds_of_characters_alike(page: Page) -> None:
    """Whether each code point makes a word, is paired, or parts."""
    script = """last => {
        const out = [];
        for (let code = 0; code <= last; code++)
            if ((code < 0xd800 || code > 0xdfff) && analysis.terms("x" + String.fromCodePoint(code)).join() !== "x") out.push(code);
        return out;
    }"""
    characters = (code for code in range(sys.maxunicode + 1) if not 0xD800 <= code <= 0xDFFF)
    assert page.evaluate(script, sys.maxunicode) == [code for code in characters if terms("x" + chr(code)) != ["x"]]


def test_browsers_analyse_the_real_content_alike(page: Page) -> None:
    files: list[Path] = sorted((ROOT / "content").rglob("*.md"))
    lines = [line for path in files for line in path.read_text("utf-8").splitlines() if line]
    assert len(lines) > 3000
    got = page.evaluate("lines => lines.map(line => analysis.tokens(line, table))", lines)
    differ = [
        (line, theirs)
        for line, theirs in zip(lines, got, strict=True)
        if [tuple(token) for token in theirs] != tokens(line)
    ]
    assert differ == []


def test_without_the_table_simplified_text_is_analysed_alike(page: Page) -> None:
    text = "（２０２６）12号：党费收缴ＰＤＦ，第十二条"
    assert page.evaluate("text => analysis.terms(text)", text) == terms(text)
    assert page.evaluate("text => analysis.squeeze(text)", text) == squeeze(text)


def test_without_the_table_traditional_characters_stay_and_no_index_knows_them(page: Page) -> None:
    found = page.evaluate("text => analysis.terms(text)", "黨費收繳")
    assert found == ["黨費", "費收", "收繳"]
    assert not set(found) & set(terms("黨費收繳"))
