"""What a reader sees of text on its ground, computed on the page of components: it holds every component's every state."""

import pytest
from playwright.sync_api import Page

from .test_every_kind import KINDS
from .test_modes import keep

MODES = {
    "light": ({}, "light", 4.5),
    "night": ({}, "dark", 4.5),
    "high contrast": ({"contrast": "high"}, "light", 7),
    "night, high contrast": ({"contrast": "high"}, "dark", 7),
    "care": ({"care": "on"}, "light", 4.5),
    "care at night": ({"care": "on"}, "dark", 4.5),
    "care, high contrast": ({"care": "on", "contrast": "high"}, "light", 7),
}
WEAK = """least => {
    const rgba = colour => {
        const found = colour.match(/[\\d.]+/g).map(Number);
        if (colour.startsWith("color(srgb")) return [...found.slice(0, 3).map(part => part * 255), found[3] ?? 1];
        return [found[0], found[1], found[2], found[3] ?? 1];
    };
    const over = (top, below) => [0, 1, 2].map(n => top[n] * top[3] + below[n] * (1 - top[3])).concat(1);
    const light = colour => {
        const [r, g, b] = colour.slice(0, 3).map(part => part / 255)
            .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const ground = element => {
        const layers = [];
        for (let each = element; each; each = each.parentElement) layers.unshift(rgba(getComputedStyle(each).backgroundColor));
        return layers.reduce((below, top) => over(top, below), [255, 255, 255, 1]);
    };
    const weak = {};
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    let seen = 0;
    while (walker.nextNode()) {
        const element = walker.currentNode.parentElement;
        if (!walker.currentNode.data.trim() || !element.checkVisibility({visibilityProperty: true})) continue;
        if (element.closest(".hidden, svg, script, [data-component=colours]")) continue;
        seen++;
        const below = ground(element);
        const [dark, bright] = [light(over(rgba(getComputedStyle(element).color), below)), light(below)].sort((a, b) => a - b);
        const ratio = (bright + 0.05) / (dark + 0.05);
        if (ratio < least) weak[walker.currentNode.data.trim().slice(0, 20)] = Math.round(ratio * 100) / 100;
    }
    return [seen, weak];
}"""


@pytest.mark.parametrize("mode", MODES)
def test_no_text_is_weaker_than_it_may_be(page: Page, site: str, mode: str) -> None:
    """Also large text: it gains from it."""
    modes, scheme, least = MODES[mode]
    keep(page, modes)
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(site + KINDS["components"])
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    seen, weak = page.evaluate(WEAK, least)
    assert seen > 150
    assert weak == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_controls_are_seen_where_the_device_sets_the_colours(page: Page, site: str, scheme: str) -> None:
    """Grounds are taken away there, so what is pressed, chosen or warned of needs a line around it."""
    page.emulate_media(forced_colors="active", color_scheme="dark" if scheme == "dark" else "light")
    page.goto(site + KINDS["components"])
    page.locator(".tool-menu > summary").click()
    bare = page.evaluate(
        """[...document.querySelectorAll(".button, .tool-panel .tool, .state, .find-box, .share-useful .share-way")]
        .filter(each => each.checkVisibility() && getComputedStyle(each).borderTopStyle === "none")
        .map(each => each.textContent.trim())"""
    )
    assert bare == []
    pressed = page.locator(".tool-sizes [aria-pressed=true]")
    assert pressed.evaluate("each => getComputedStyle(each).outlineStyle") == "solid"
