"""A public machine: asked, waited, wiped; and nothing to escape through."""

import random

import pytest
from playwright.sync_api import Browser, expect

from .visitor import SIZES, Visitor, visit

STATE = """async () => ({
  html: document.documentElement.outerHTML.replace(/(data-now="time">)[^<]*/g, "$1"),
  local: localStorage.length, session: sessionStorage.length, cookies: document.cookie,
  databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length,
  history: history.length, selected: String(getSelection()), address: location.href,
  scrolled: [document.documentElement.scrollTop, document.documentElement.scrollLeft],
})"""
"""All that a visitor might leave behind."""


def use(visitor: Visitor) -> None:
    """Leave as many traces as can be left."""
    visitor.wake()
    visitor.touch('#stage [data-go="search"]')
    for key in "dfsj":
        visitor.touch(f'[data-key="{key}"]')
    expect(visitor.page.locator("[data-typed]")).to_have_text("dfsj")
    visitor.touch('button[data-language="en"]')
    visitor.jump("guide/dues")
    visitor.touch(visitor.page.locator("#stage .tick").first)
    for mode in ("large", "contrast", "lower"):
        visitor.touch(f'[data-mode="{mode}"]')
    assert visitor.page.locator('#stage [aria-checked="true"]').count() == 1
    visitor.page.evaluate("localStorage.setItem('a', 'b'); sessionStorage.setItem('a', 'b')")


def test_everything_is_wiped_when_nobody_is_there(chromium: Browser, site: str) -> None:
    with visit(chromium, site, "portrait") as visitor:
        page = visitor.page
        before = page.evaluate(STATE)
        use(visitor)
        page.clock.run_for(89_000)
        expect(page.locator("#asking")).to_be_hidden()
        page.clock.run_for(2_000)
        expect(page.locator("#asking")).to_be_visible()
        visitor.touch('#asking [data-action="continue"]')
        expect(page.locator("#asking")).to_be_hidden()
        assert visitor.shown() == "guide/dues"
        page.clock.run_for(91_000)
        page.clock.run_for(18_000)
        expect(page.locator("#asking")).to_be_visible()
        page.clock.run_for(3_000)
        expect(page.locator("#attract")).to_be_visible()
        assert page.evaluate(STATE) == before
        visitor.wake()
        visitor.touch('#stage [data-go="search"]')
        expect(page.locator("[data-typed]")).to_have_text("")
        assert page.locator("[data-found] .row").count() == 0
        visitor.jump("guide/dues")
        assert page.locator('#stage [aria-checked="true"]').count() == 0


def test_a_touch_outside_the_question_is_no_answer_but_counts_as_presence(chromium: Browser, site: str) -> None:
    with visit(chromium, site, "portrait") as visitor:
        visitor.wake()
        visitor.page.clock.run_for(95_000)
        expect(visitor.page.locator("#asking")).to_be_visible()
        visitor.page.touchscreen.tap(20, 20)
        assert visitor.shown() == "home"
        visitor.touch('#asking [data-action="continue"]')
        visitor.page.clock.run_for(80_000)
        expect(visitor.page.locator("#frame")).to_be_visible()


def test_the_browser_offers_no_way_out(chromium: Browser, site: str) -> None:
    with visit(chromium, site, "portrait") as visitor:
        page = visitor.page
        visitor.wake()
        visitor.jump("guide/dues")
        page.evaluate("history.back()")
        page.wait_for_function("document.querySelector('#stage .screen').dataset.name === 'home'")
        page.evaluate("history.back()")
        page.wait_for_timeout(50)
        assert page.url == visitor.address and visitor.shown() == "home"
        refused = page.evaluate(
            """["contextmenu", "dragstart", "selectstart", "copy", "wheel", "gesturestart"].filter(name =>
              document.body.dispatchEvent(new Event(name, {bubbles: true, cancelable: true})))"""
        )
        assert refused == []
        style = page.evaluate(
            "(({touchAction, userSelect}) => [touchAction, userSelect])(getComputedStyle(document.body))"
        )
        assert style == ["none", "none"]
        for key in ("Control+p", "Control+o", "Control+s", "Alt+ArrowLeft", "F5"):
            page.keyboard.press(key)
        assert page.url == visitor.address and visitor.shown() == "home"
        assert page.locator("a[href], input, form, iframe, [contenteditable]").count() == 0


LOOK = """lot => {
  const shown = [...document.querySelectorAll("button")].filter(each => !each.disabled && each.checkVisibility());
  const buttons = [lot, (lot * 7) % 1].map(part => shown[Math.floor(part * shown.length)].getBoundingClientRect());
  const name = document.querySelector("#stage .screen")?.dataset.name ?? "attract";
  const ways = [...document.querySelectorAll("#attract, [data-action=home], [data-action=continue]")];
  return {
    buttons: buttons.map(box => [box.x + box.width / 2, box.y + box.height / 2]), name, address: location.href,
    out: ways.some(each => each.checkVisibility()),
    scrolled: [...document.querySelectorAll("*")].filter(each => each.scrollTop || each.scrollLeft).length,
  };
}"""
"""Two buttons by lot, and whether there is still a way on."""


@pytest.mark.parametrize("orientation", SIZES)
def test_a_thousand_random_touches_in_five_minutes_find_no_way_out(
    chromium: Browser, site: str, orientation: str
) -> None:
    """Half of them on a button, half anywhere; two thousand and ten simulated minutes over both orientations."""
    chance = random.Random(20261120)
    width, height = SIZES[orientation]
    with visit(chromium, site, orientation) as visitor:
        page = visitor.page
        seen: set[str] = set()
        for _ in range(250):
            found = page.evaluate(LOOK, chance.random())
            assert found["address"] == visitor.address and found["out"] and not found["scrolled"], found
            seen.add(found["name"])
            anywhere = [(chance.randrange(width), chance.randrange(height)) for _ in range(2)]
            for x, y in (*found["buttons"], *anywhere):
                page.touchscreen.tap(min(max(x, 0), width - 1), min(max(y, 0), height - 1))
            page.clock.run_for(1_200)
        assert len(seen) > 30, seen
        page.clock.run_for(120_000)
        visitor.wake()
        assert visitor.shown() == "home"
