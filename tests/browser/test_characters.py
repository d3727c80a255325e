"""Traditional characters and sounds, as the browser makes them."""

import json

import pytest
from playwright.sync_api import Page, expect

from ..theme import hant_table, pinyin_table
from ..theme.real_phrases import phrases, titles
from .test_every_kind import KINDS
from .test_modes import keep


def press(page: Page, name: str) -> None:
    """A tool of the menu."""
    page.locator(".tool-menu > summary").click()
    page.locator(f".tool-panel [data-tool={name}]").click()


def converted(page: Page, table: str, texts: list[str]) -> list[list[str]]:
    """What the page's own script makes of texts with one of its tables."""
    made: list[list[str]] = page.evaluate(
        """async ([name, texts]) => {
            const tools = document.querySelector("[data-tools]").dataset;
            const script = await import(tools.characters);
            const table = script.tableOf(await (await fetch(tools[name])).json());
            return texts.map(text => script.convert(table, text));
        }""",
        [table, texts],
    )
    return made


def test_the_browser_converts_as_the_generator_does(page: Page, site: str) -> None:
    """Which is compared with OpenCC and pypinyin in tests/theme."""
    page.goto(site + KINDS["letter"])
    some = list(phrases()[::20])
    hant, pinyin = hant_table.make(), pinyin_table.make()
    assert len(some) > 500
    assert converted(page, "hant", some) == [list(hant.convert(text)) for text in some]
    assert converted(page, "pinyin", list(titles())) == [list(pinyin.convert(text)) for text in titles()]


def test_a_page_in_traditional_characters_and_back(page: Page, site: str) -> None:
    page.goto(site + KINDS["rule"])
    before = page.inner_text("main")
    press(page, "script")
    expect(page.get_by_role("heading", level=1)).to_have_text("首問負責制實施辦法")
    expect(page.locator("[data-tool-status]")).to_have_text("已換成繁體字")
    assert page.title().startswith("首問負責制實施辦法 - ")
    assert page.get_by_role("searchbox").get_attribute("placeholder") == "搜索事項、制度、公示"
    expect(page.get_by_role("navigation", name="當前位置")).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "zh-Hant"
    page.goto(site + KINDS["guide"])
    expect(page.get_by_role("heading", level=1)).to_have_text("黨員組織關係轉接")
    page.goto(site + KINDS["rule"])
    press(page, "script")
    expect(page.get_by_role("heading", level=1)).to_have_text("首问负责制实施办法")
    assert page.inner_text("main") == before
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    assert page.context.cookies() == []


def test_what_comes_later_is_converted_and_what_is_typed_is_not(page: Page, site: str) -> None:
    keep(page, {"script": "hant"})
    page.goto(site + "/search/")
    box = page.locator("main input[name=q]")
    box.fill("组织关系转接")
    page.evaluate(
        """() => {
            const part = document.createElement("p");
            part.id = "later";
            part.innerHTML = '<a href="/" title="组织关系">干部净身</a><textarea>干净</textarea>';
            document.querySelector("main").append(part);
        }"""
    )
    expect(page.locator("#later a")).to_have_text("幹部淨身")
    expect(page.locator("#later a")).to_have_attribute("title", "組織關係")
    page.locator("#later a").evaluate("link => { link.firstChild.data = '已经发布'; }")
    expect(page.locator("#later a")).to_have_text("已經發佈")
    expect(page.locator("#later textarea")).to_have_value("干净")
    expect(box).to_have_value("组织关系转接")


def test_sounds_stand_above_titles_in_both_scripts(page: Page, site: str) -> None:
    page.goto(site + KINDS["rule"])
    press(page, "pinyin")
    title = page.get_by_role("heading", level=1)
    expect(title.locator("rt")).to_have_text(["shǒu", "wèn", "fù", "zé", "zhì", "shí", "shī", "bàn", "fǎ"])
    expect(page.get_by_role("heading", level=1, name="首问负责制实施办法", exact=True)).to_be_visible()
    page.reload()
    press(page, "script")
    expect(title.locator("ruby").nth(1)).to_have_text("問wèn")
    page.locator(".tool-panel [data-tool=pinyin]").click()
    expect(title).to_have_text("首問負責制實施辦法")
    page.locator(".tool-panel [data-tool=script]").click()
    expect(title).to_have_text("首问负责制实施办法")


@pytest.mark.parametrize("lost", ["hant", "characters"])
def test_without_the_network_the_page_stays_and_says_so(page: Page, site: str, lost: str) -> None:
    page.goto(site + KINDS["rule"])
    page.route(f"**/theme/{lost}-*", lambda route: route.abort())
    press(page, "script")
    expect(page.locator("[data-tool-status]")).to_have_text("没有取到需要的文件，请检查网络后再试")
    expect(page.get_by_role("heading", level=1)).to_have_text("首问负责制实施办法")
    assert "script" not in json.loads(page.evaluate("JSON.stringify(document.documentElement.dataset)"))


def test_nothing_is_fetched_before_it_is_asked_for(page: Page, site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site + KINDS["rule"], wait_until="networkidle")
    assert [
        url for url in asked if any(name in url for name in ("characters-", "hant-", "pinyin-", "read-aloud-"))
    ] == []
