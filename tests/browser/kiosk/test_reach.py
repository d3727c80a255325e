"""Three touches from home to the answer of every guide; what was asked for is found by a few letters."""

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


def test_initials_give_words_and_words_give_guides(chromium: Browser, site: str) -> None:
    with visit(chromium, site, "portrait") as visitor:
        visitor.wake()
        visitor.touch('#stage [data-go="search"]')
        for key in "zzgx":
            visitor.touch(f'[data-key="{key}"]')
        candidate = visitor.page.locator("[data-candidates] button").first
        expect(candidate).to_have_text("组织关系")
        expect(visitor.page.locator("[data-found] b").first).to_have_text("党员组织关系转接")
        visitor.touch(candidate)
        expect(visitor.page.locator("[data-typed]")).to_have_text("组织关系")
        visitor.touch(visitor.page.locator("[data-found] .row").first)
        assert visitor.shown().startswith("guide/")


def test_every_guide_is_found_by_its_initials_and_by_its_full_pinyin(
    chromium: Browser, site: str, real_site: Built
) -> None:
    titles = real_site.json("kiosk/titles.json")
    wanted = [(row[0], row[3].split()) for row in titles["items"] if row[0].startswith("guide/")]
    assert len(wanted) == len(real_site.library.of_kind["guide"])
    queries = [(name, typed) for name, parts in wanted for typed in ("".join(p[0] for p in parts), "".join(parts))]
    with visit(chromium, site, "portrait") as visitor:
        lost = visitor.page.evaluate(
            """async queries => {
              const base = document.querySelector('script[type="module"]').src;
              const engine = await (await import(base.replace("main.js", "find.js"))).open("./");
              const lost = [];
              for (const [name, typed] of queries) {
                const { results } = await engine.search(typed, { limit: 3 });
                if (!results.some(({ id }) => id === name)) lost.push([name, typed]);
              }
              return lost;
            }""",
            queries,
        )
    assert lost == []
