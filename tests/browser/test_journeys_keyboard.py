"""The site by keyboard alone: every step is a key, and what has the focus can be seen."""

import pytest
from playwright.sync_api import Page, expect

SEEN = """(each => {
    const style = getComputedStyle(each), box = each.getBoundingClientRect();
    const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    return inside && ((style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none");
})(document.activeElement)"""
FOCUSED = "document.activeElement.getAttribute('aria-label') || document.activeElement.textContent.trim()"


@pytest.fixture(autouse=True)
def _at_once(page: Page) -> None:
    """Nothing scrolls slowly, so that what has the focus is where it will stay."""
    page.emulate_media(reduced_motion="reduce")


def tab_to(page: Page, name: str, most: int = 40) -> None:
    """Press Tab until something of this name has the focus; every stop on the way must be seen."""
    stops = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(FOCUSED))
        assert page.evaluate(SEEN), f"the focus is not seen on {stops[-1]!r}"
        if stops[-1].startswith(name):
            return
    raise AssertionError(f"{name} is not reached: {stops}")


def test_past_the_head_by_one_key(page: Page, site: str) -> None:
    page.goto(site)
    tab_to(page, "跳到正文", 1)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_by_the_menu_to_a_column_and_back(page: Page, site: str) -> None:
    page.goto(site)
    tab_to(page, "全部栏目")
    page.keyboard.press("Enter")
    tab_to(page, "公示公告", 80)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("公示公告")
    page.go_back()  # as Alt and the left arrow do; this browser has no window that would take them
    expect(page).to_have_url(f"{site}/")


def test_by_a_search_to_a_result_and_back_to_the_results(page: Page, site: str) -> None:
    page.goto(site)
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "q":
            break
    assert page.evaluate(SEEN)
    page.keyboard.type("党费收缴")
    page.keyboard.press("Enter")
    expect(page.locator(".result").first).to_be_visible()
    first = page.locator(".result h3 a").first.inner_text()
    tab_to(page, "跳到正文", 1)
    page.keyboard.press("Enter")
    tab_to(page, first, 60)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(first)
    page.go_back()  # as Alt and the left arrow do; this browser has no window that would take them
    expect(page.locator(".result h3 a").first).to_have_text(first)


def test_into_the_large_text_mode_and_out_again(page: Page, site: str) -> None:
    page.goto(site)
    tab_to(page, "关怀版")
    page.keyboard.press("Enter")
    care = "document.documentElement.dataset.care === 'on'"
    assert page.evaluate(care)
    page.goto(f"{site}/guides/membership-transfer.html")
    assert page.evaluate(care)
    tab_to(page, "退出关怀版")
    page.keyboard.press("Space")
    assert not page.evaluate(care)
    page.goto(site)
    assert not page.evaluate(care)
