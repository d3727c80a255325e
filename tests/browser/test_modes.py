"""Modes of reading, menus and the security policy, in a browser."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from .test_every_kind import KINDS
from .test_read_aloud import VOICES

OF_MODES = ("home", "guide", "rule", "notice", "column", "components", "ledger of tasks")
"""The kinds on which each mode is looked at."""
MODES = {
    "night": {},
    "high contrast": {"contrast": "high"},
    "night, high contrast": {"contrast": "high"},
    "care": {"care": "on"},
    "traditional, with sounds": {"script": "hant", "pinyin": "on"},
}


def keep(page: Page, modes: dict[str, str]) -> None:
    """What a visitor chose on an earlier page."""
    page.add_init_script(f"localStorage.setItem('portal.modes', JSON.stringify({modes}))")


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("kind", OF_MODES)
def test_axe_finds_nothing_in_any_mode(page: Page, site: str, kind: str, mode: str) -> None:
    keep(page, MODES[mode])
    page.emulate_media(color_scheme="dark" if "night" in mode else "light")
    page.set_viewport_size({"width": 360, "height": 740} if mode == "care" else {"width": 1280, "height": 900})
    page.goto(site + KINDS[kind])
    found = Axe().run(page).response["violations"]
    assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("kind", KINDS)
def test_the_policy_is_kept_and_the_console_is_silent(page: Page, site: str, kind: str) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    # What the kiosk's player tells its screen; on the site nobody does, and the browser would say so.
    page.route("**/kiosk/status.json", lambda route: route.fulfill(json={}))
    answer = page.goto(site + KINDS[kind])
    assert answer is not None and not re.search(r"<[^>]*\sstyle=", answer.text())
    policy = page.locator("meta[http-equiv=Content-Security-Policy]")
    assert "default-src 'none'" in (policy.get_attribute("content") or "")
    assert said == []


def test_the_large_text_mode_and_back(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(site)
    page.get_by_role("button", name="关怀版").click()
    page.get_by_role("main").get_by_role("link", name="党员组织关系转接", exact=True).first.click()
    leave = page.get_by_role("button", name="退出关怀版")
    expect(leave).to_have_attribute("aria-pressed", "true")
    sizes = page.evaluate(
        """[...document.querySelectorAll('main p, main li, main dd, main dt, main td, main a, header button')]
        .filter(each => each.offsetParent && !each.closest('.hidden'))
        .map(each => parseFloat(getComputedStyle(each).fontSize))"""
    )
    assert sizes and min(sizes) >= 24
    box = leave.bounding_box()
    assert box is not None and box["height"] >= 60
    assert page.context.cookies() == []
    leave.click()
    assert page.evaluate("getComputedStyle(document.body).fontSize") == "16px"
    page.reload()
    assert page.evaluate("'care' in document.documentElement.dataset") is False


@pytest.mark.parametrize("kind", ["home", "guide", "rule", "notice", "column", "office"])
def test_targets_are_large_in_the_large_text_mode(page: Page, site: str, kind: str) -> None:
    """But for links inside sentences."""
    keep(page, {"care": "on"})
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(site + KINDS[kind])
    small = page.evaluate(
        """[...document.querySelectorAll('a, button, summary, input')]
        .filter(each => each.offsetParent && !each.closest('.hidden, .skip, .document, .prose, .banner p'))
        .filter(each => each.getBoundingClientRect().height < 59.5)
        .map(each => each.textContent.trim() || each.name)"""
    )
    assert small == []


def test_text_grows_in_steps(page: Page, site: str) -> None:
    page.goto(site)
    page.locator(".tool-menu summary").click()
    page.get_by_role("button", name="特大", exact=True).click()
    assert page.evaluate("getComputedStyle(document.body).fontSize") == "21px"
    page.reload()
    assert page.evaluate("getComputedStyle(document.body).fontSize") == "21px"


@pytest.mark.parametrize("menu", ["details.menu", "details.tool-menu"])
def test_a_menu_closes(page: Page, site: str, menu: str) -> None:
    page.goto(site)
    box, summary = page.locator(menu), page.locator(f"{menu} > summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(box).to_have_attribute("open", "")
    page.keyboard.press("Escape")
    expect(box).not_to_have_attribute("open", "")
    expect(summary).to_be_focused()
    summary.click()
    page.mouse.click(640, 895)
    expect(box).not_to_have_attribute("open", "")
    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Tab")
    expect(box).not_to_have_attribute("open", "")


def test_every_tool_is_reached_and_seen_by_keyboard(page: Page, site: str) -> None:
    page.goto(site + KINDS["rule"])
    page.locator(".tool-menu > summary").focus()
    page.keyboard.press("Enter")
    seen = {}
    for _ in range(7):
        page.keyboard.press("Tab")
        name, line = page.evaluate(
            """(tool => [tool.textContent.trim(), getComputedStyle(tool).outlineStyle])(document.activeElement)"""
        )
        seen[name] = line
    assert list(seen)[:6] == ["标准", "大", "特大", "高对比度", "繁體字", "标题注音"]
    assert set(list(seen.values())[:6]) == {"solid"}
    expect(page.locator(".tool-menu")).not_to_have_attribute("open", "")


def test_axe_finds_nothing_in_what_the_tools_open(page: Page, site: str) -> None:
    page.add_init_script(VOICES)
    page.goto(site + KINDS["rule"])
    page.evaluate(
        """() => {
            const part = document.createElement("p");
            part.innerHTML = '<a href="https://news.example.com/">一篇报道</a>';
            document.querySelector("main .sheet").append(part);
        }"""
    )
    page.get_by_role("button", name="用手机扫码打开").click()
    page.get_by_role("link", name="一篇报道").click()
    page.locator("[data-tools] > [data-tool=read-aloud]").click()
    expect(page.get_by_role("img", name="本页的二维码")).to_be_visible()
    expect(page.get_by_role("region", name="朗读")).to_contain_text("第 1 句")
    expect(page.get_by_role("group", name="离开本站")).to_be_visible()
    found = Axe().run(page).response["violations"]
    assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in found] == []


def test_without_scripts_there_is_search_and_no_dead_button(chromium: Browser, site: str) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(site + KINDS["rule"])
    assert page.locator("header button:visible").count() == 1
    page.get_by_role("searchbox", name="全站搜索").fill("党费")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=%E5%85%9A%E8%B4%B9")
    context.close()


def test_damaged_storage_is_no_trouble(page: Page, site: str) -> None:
    page.add_init_script("localStorage.setItem('portal.modes', '{\"care\": \"<b>\", oops')")
    page.goto(site)
    assert page.evaluate("document.documentElement.className") == "js"
    page.get_by_role("button", name="关怀版").click()
    assert page.evaluate("document.documentElement.dataset.care") == "on"
