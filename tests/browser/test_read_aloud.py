"""Reading aloud, with voices that a test can follow."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .test_every_kind import KINDS

VOICES = Path(__file__).with_name("voices.js").read_text(encoding="utf-8")
READ = "[data-tools] > [data-tool=read-aloud]"


@pytest.fixture
def reader(page: Page, site: str) -> Page:
    """A rule's page where reading has begun."""
    page.add_init_script(VOICES)
    page.goto(site + KINDS["rule"])
    page.locator(READ).click()
    expect(page.get_by_role("region", name="朗读")).to_contain_text("第 1 句，共")
    return page


def spoken(page: Page) -> list[str]:
    return list(page.evaluate("speechSynthesis.spoken.map(sentence => sentence.text)"))


def marked(page: Page) -> str:
    return str(page.evaluate("[...CSS.highlights.get('reading')].map(String).join()"))


def test_title_first_then_sentence_by_sentence(reader: Page) -> None:
    for _ in range(4):
        reader.evaluate("endSentence()")
    said = spoken(reader)
    assert said[0] == "首问负责制实施办法"
    assert said[-1].startswith("第一条") and said[-1].endswith("。")
    assert marked(reader).split() == said[-1].split()
    expect(reader.locator(".reader-place")).to_contain_text("第 5 句")
    voice = reader.evaluate("speechSynthesis.spoken[0].voice.name")
    assert voice == "本机"  # a voice of this device, of the mainland where there is one


def test_what_is_not_the_text_is_passed_over(reader: Page, site: str) -> None:
    whole = reader.evaluate(
        """async () => {
            const reader = await import(document.querySelector("[data-tools]").dataset.reader);
            return reader.sentencesOf(document.querySelector("main")).map(each => each.text);
        }"""
    )
    assert any("本办法自2025年4月1日起施行" in text for text in whole)
    for chrome in ("发布时间", "索引号", "复制", "关键词", "上一篇", "目录"):
        assert not any(chrome in text for text in whole), chrome
    assert max(map(len, whole)) <= 120


def test_tables_are_read_by_rows_with_the_heads_of_their_columns(page: Page, site: str) -> None:
    page.goto(site + KINDS["components"])
    rows = page.evaluate(
        """async () => {
            const reader = await import(document.querySelector("[data-tools]").dataset.reader);
            return reader.sentencesOf(document.querySelector("[data-component=table]")).map(each => each.text);
        }"""
    )
    table = page.locator("[data-component=table] table").first
    heads = [head.strip() for head in table.locator("thead th").all_inner_texts()]
    cells = [cell.strip() for cell in table.locator("tbody tr").first.locator("th, td").all_inner_texts()]
    named = [f"{head} {cell}" for head, cell in zip(heads[1:], cells[1:], strict=True)]
    assert "，".join([cells[0], *named]) in rows


def test_long_sentences_are_cut_at_commas(page: Page, site: str) -> None:
    page.goto(site + KINDS["rule"])
    pieces = page.evaluate(
        """async text => (await import(document.querySelector("[data-tools]").dataset.reader)).cut(text)""",
        "甲" * 100 + "，" + "乙" * 100 + "。" + "“好！”他说。" + "丙" * 250,
    )
    assert pieces == ["甲" * 100 + "，", "乙" * 100 + "。", "“好！”", "他说。", "丙" * 120, "丙" * 120, "丙" * 10]


def test_the_bar_and_its_keys(reader: Page) -> None:
    pause = reader.get_by_role("button", name="暂停")
    expect(pause).to_be_focused()
    reader.keyboard.press("ArrowRight")
    assert len(spoken(reader)) == 2
    reader.keyboard.press("ArrowLeft")
    assert spoken(reader)[2] == spoken(reader)[0]
    pause.click()
    silent = len(spoken(reader))
    reader.keyboard.press("ArrowRight")
    assert len(spoken(reader)) == silent
    reader.get_by_role("button", name="继续").click()
    assert spoken(reader)[-1] == spoken(reader)[1]
    reader.get_by_role("button", name="语速：标准").click()
    assert reader.evaluate("speechSynthesis.spoken.at(-1).rate") > 1
    reader.keyboard.press("Escape")
    expect(reader.get_by_role("region", name="朗读")).to_have_count(0)
    expect(reader.locator(READ)).to_be_focused()
    expect(reader.locator(READ)).to_have_attribute("aria-pressed", "false")
    assert reader.evaluate("CSS.highlights.size") == 0


def test_reading_ends_with_the_page_and_with_its_text(reader: Page) -> None:
    before = reader.evaluate("speechSynthesis.silences")
    reader.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert reader.evaluate("speechSynthesis.silences") > before
    reader.locator(READ).click()
    sentences = int(reader.locator(".reader-place").inner_text().split("共 ")[1].split(" ")[0])
    for _ in range(sentences):
        reader.evaluate("endSentence()")
    expect(reader.get_by_role("region", name="朗读")).to_have_count(0)


@pytest.mark.parametrize("voices", ["[]", "[{name: '远方', lang: 'zh-CN', localService: false}]"])
def test_without_a_voice_of_the_device_it_says_so(page: Page, site: str, voices: str) -> None:
    page.add_init_script(f"{VOICES}; speechSynthesis.voices = {voices};")
    page.goto(site + KINDS["rule"])
    page.locator(READ).click()
    expect(page.get_by_role("alert")).to_contain_text("这台设备没有装中文语音，不能朗读")
    page.get_by_role("button", name="知道了").click()
    expect(page.get_by_role("region", name="朗读")).to_have_count(0)
    assert spoken(page) == []


def test_where_words_cannot_be_coloured_their_block_is(page: Page, site: str) -> None:
    page.add_init_script(VOICES + "; delete window.Highlight;")
    page.goto(site + KINDS["rule"])
    before = page.evaluate("document.querySelector('main').scrollHeight")
    page.locator(READ).click()
    expect(page.locator("h1.reading")).to_have_count(1)
    assert page.evaluate("document.querySelector('main').scrollHeight") == before


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_the_bar_fits(page: Page, site: str, width: int) -> None:
    page.add_init_script(VOICES + "; localStorage.setItem('portal.modes', '{\"care\": \"on\"}');")
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(site + KINDS["rule"])
    page.locator(READ).click()
    bar = page.get_by_role("region", name="朗读")
    box = bar.bounding_box()
    assert box is not None and box["height"] < 260
    heights = bar.locator("button").evaluate_all("all => all.map(each => each.getBoundingClientRect().height)")
    assert len(heights) == 5 and min(heights) >= 59.5
