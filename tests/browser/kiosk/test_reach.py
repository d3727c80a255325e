"""Three touches from home to the answer of every guide."""

import pytest
from playwright.sync_api import Browser, expect

from plugins.portal.kinds.guide import Guide

from ...helpers import Built
from .visitor import SIZES, visit

ANSWER = """() => {
  const frame = document.querySelector("#stage").getBoundingClientRect();
  const inside = selector => {
    const box = document.querySelector(`#stage ${selector}`)?.getBoundingClientRect();
    return !!box && box.width > 0 && box.left >= frame.left && box.right <= frame.right && box.bottom <= frame.bottom;
  };
  return [document.querySelector("#stage h2").textContent, inside(".where"), inside(".qr"), inside(".bring h3")];
}"""
"""The title, and whether where to go, the QR code and what to bring are on the page that is shown."""


@pytest.mark.parametrize("orientation", SIZES)
def test_every_guide_is_three_touches_from_home(
    chromium: Browser, site: str, real_site: Built, orientation: str
) -> None:
    guides = real_site.library.of_kind["guide"]
    assert len(guides) > 30
    with visit(chromium, site, orientation) as visitor:
        visitor.wake()
        for record in guides:
            touches = [
                '.tile[data-go="guides"]',
                f'.tile[data-go="theme/{record.of(Guide).topic}"]',
                f'.row[data-go="guide/{record.id.removeprefix("guides/")}"]',
            ]
            for target in touches:
                visitor.press(f"#stage {target}")
            assert visitor.page.evaluate(ANSWER) == [record.title, True, True, True], record.id
            visitor.page.evaluate("document.querySelector('[data-action=home]').click()")


@pytest.mark.parametrize("orientation", SIZES)
def test_every_theme_shows_all_its_guides_at_once(chromium: Browser, site: str, orientation: str) -> None:
    """No page has to be turned on the way."""
    with visit(chromium, site, orientation) as visitor:
        visitor.wake()
        for name in ["guides", "people", *(each for each in visitor.names() if each.startswith("theme/"))]:
            visitor.jump(name)
            assert visitor.page.locator(".pager").count() == 0, name


def test_things_are_ticked_and_pages_turned_by_swipes(chromium: Browser, site: str) -> None:
    with visit(chromium, site, "portrait") as visitor:
        visitor.wake()
        visitor.jump("guide/membership-transfer")
        first = visitor.page.locator("#stage .tick").first
        visitor.touch(first)
        expect(first).to_have_attribute("aria-checked", "true")
        expect(visitor.page.locator(".pager span")).to_contain_text("第 1 页")
        visitor.page.mouse.move(900, 900)
        visitor.page.mouse.down()
        visitor.page.mouse.move(500, 910, steps=4)
        visitor.page.mouse.up()
        expect(visitor.page.locator(".pager span")).to_contain_text("第 2 页")
        expect(visitor.page.locator("#stage .plan").first).to_be_in_viewport()
        visitor.touch('[data-action="previous"]')
        expect(first).to_have_attribute("aria-checked", "true")
