"""For everyone at the door: targets and gaps in millimetres, contrast, nothing that scrolls or is cut off, low enough."""

import math

import pytest
from playwright.sync_api import Browser

from .visitor import SIZES, Visitor, visit

PANELS = {"43 inches": (43, 600, 600), "hung high": (43, 750, 950), "21.5 inches": (21.5, 800, 1000)}
"""Inches, and millimetres below the panel: in portrait, in landscape."""
LOOK = """() => {
  const { innerWidth, innerHeight } = window;
  const holder = document.querySelector("#stage .pages")?.getBoundingClientRect();
  const onPage = (node, box) => !node.closest(".flow") || (box.left < holder.right - 2 && box.right > holder.left + 2);
  const boxes = (selector) => [...document.querySelectorAll(selector)].filter(each => each.checkVisibility())
    .flatMap(each => [...each.getClientRects()].map(box => [each, box])).filter(([each, box]) => box.width && onPage(each, box));
  const name = (node) => node.textContent.trim().slice(0, 16) || node.className;
  const scrolling = [...document.querySelectorAll("#frame, #frame *, html, body")].filter(each => {
    const { overflowX, overflowY } = getComputedStyle(each);
    return /auto|scroll/.test(overflowX + overflowY) || each.scrollTop || each.scrollLeft;
  });
  const cut = boxes("#stage .flow :is(b, p, li, h3, small, dt, dd, td, th, button, figure)")
    .filter(([, box]) => box.bottom > holder.bottom + 1 || box.top < holder.top - 1 || box.right > holder.right + 1);
  const stage = document.querySelector("#stage").getBoundingClientRect();
  const covered = boxes("#stage .screen > *, #stage .board *")
    .filter(([, box]) => box.bottom > stage.bottom + 1 || box.top < stage.top - 1);
  const spilt = boxes("#stage .screen > *, #frame > *, .bar > *, .board *")
    .filter(([, box]) => box.bottom > innerHeight + 1 || box.right > innerWidth + 1 || box.left < -1);
  const { scrollHeight, scrollWidth } = document.documentElement;
  return {
    buttons: boxes("#frame button").map(([each, box]) => [name(each), box.left, box.top, box.right, box.bottom]),
    scrolling: scrolling.map(name), cut: cut.map(([each]) => name(each)), spilt: spilt.map(([each]) => name(each)),
    covered: covered.map(([each]) => name(each)), larger: scrollHeight > innerHeight || scrollWidth > innerWidth,
  };
}"""
CONTRAST = """() => {
  const parse = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (node) => {
    for (let each = node; each; each = each.parentElement) {
      const [r, g, b, a = 1] = parse(getComputedStyle(each).backgroundColor);
      if (a === 1) return [r, g, b];
    }
    return [255, 255, 255];
  };
  const faint = [];
  for (const node of document.querySelectorAll("body *")) {
    if (node.closest("svg, template") || !node.checkVisibility()) continue;
    if (![...node.childNodes].some(each => each.nodeType === 3 && each.data.trim())) continue;
    const [one, two] = [light(parse(getComputedStyle(node).color)), light(ground(node))].sort((a, b) => b - a);
    const ratio = (one + 0.05) / (two + 0.05);
    if (ratio < 7) faint.push([node.textContent.trim().slice(0, 20), Math.round(ratio * 100) / 100]);
  }
  return faint;
}"""
"""Words whose contrast is below 7:1."""


def kinds(visitor: Visitor) -> list[str]:
    """The screens that are one of a kind, and of each kind two."""
    found: dict[str, list[str]] = {}
    for name in visitor.names():
        found.setdefault(name.split("/")[0], []).append(name)
    return [name for names in found.values() for name in (names if len(names) < 8 else [names[0], names[-1]])]


def look(visitor: Visitor, name: str, millimetre: float, where: str) -> list[str]:
    """What is wrong with a screen."""
    found = visitor.page.evaluate(LOOK)
    wrong = [f"{where} {name}: {key} {found[key]}" for key in ("scrolling", "cut", "spilt", "covered") if found[key]]
    if found["larger"]:
        wrong.append(f"{where} {name}: the document is larger than the panel")
    least = max(60, 15 * millimetre) - 0.6
    boxes = found["buttons"]
    for label, left, top, right, bottom in boxes:
        if right - left < least or bottom - top < least:
            wrong.append(f"{where} {name}: {label} is {right - left:.0f} × {bottom - top:.0f}")
    for place, (one, left, top, right, bottom) in enumerate(boxes):
        for other, west, north, east, south in boxes[place + 1 :]:
            gap = max(west - right, left - east, north - bottom, top - south)
            if gap < 3 * millimetre - 0.6:
                wrong.append(f"{where} {name}: {gap / millimetre:.1f} mm between {one} and {other}")
    return wrong


def change(visitor: Visitor, modes: str) -> None:
    """Touch the buttons of modes, those that this panel has."""
    for mode in modes.split():
        if visitor.page.locator(f'[data-mode="{mode}"]').is_visible():
            visitor.touch(f'[data-mode="{mode}"]')


def per_millimetre(orientation: str, diagonal: float) -> float:
    return math.hypot(*SIZES[orientation]) / (diagonal * 25.4)


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("orientation", SIZES)
def test_targets_gaps_and_nothing_scrolls(chromium: Browser, site: str, orientation: str, panel: str) -> None:
    diagonal, *bottoms = PANELS[panel]
    millimetre = per_millimetre(orientation, diagonal)
    wrong: list[str] = []
    with visit(
        chromium, site, orientation, panel={"diagonal": diagonal, "bottom": bottoms[orientation == "landscape"]}
    ) as visitor:
        visitor.wake()
        for mode in ("", "large", "lower", "large lower", "en"):
            if mode == "en":
                visitor.touch('button[data-language="en"]')
            else:
                change(visitor, mode)
            for name in kinds(visitor):
                visitor.jump(name)
                if name == "search":
                    visitor.page.evaluate(
                        "for (const key of ['clear', 'z']) document.querySelector(`[data-key=${key}]`).click()"
                    )
                    visitor.page.locator("[data-found] .row").first.wait_for()
                wrong += look(visitor, name, millimetre, mode)
            if mode != "en":
                change(visitor, mode)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(("orientation", "bottom"), [("portrait", 600), ("landscape", 950), ("portrait", 250)])
def test_lowered_everything_is_between_380_and_1220_millimetres(
    chromium: Browser, site: str, orientation: str, bottom: int
) -> None:
    millimetre = per_millimetre(orientation, 43)
    height = SIZES[orientation][1]
    with visit(chromium, site, orientation, panel={"diagonal": 43, "bottom": bottom}) as visitor:
        visitor.wake()
        visitor.touch('[data-mode="lower"]')
        reached = []
        for name in kinds(visitor):
            visitor.jump(name)
            for _, _, top, _, low in visitor.page.evaluate(LOOK)["buttons"]:
                reached += [bottom + (height - low) / millimetre, bottom + (height - top) / millimetre]
        visitor.page.clock.run_for(95_000)
        box = visitor.page.locator("#asking button").bounding_box()
        assert box is not None
        reached += [
            bottom + (height - box["y"]) / millimetre,
            bottom + (height - box["y"] - box["height"]) / millimetre,
        ]
    assert min(reached) >= 379.5 and max(reached) <= 1220.5


def test_a_panel_that_hangs_low_needs_no_lowering(chromium: Browser, site: str) -> None:
    with visit(chromium, site, "landscape", panel={"diagonal": 43, "bottom": 600}) as visitor:
        visitor.wake()
        assert visitor.page.locator('[data-mode="lower"]').is_hidden()


@pytest.mark.parametrize("contrast", [False, True])
def test_words_stand_out_seven_to_one(chromium: Browser, site: str, contrast: bool) -> None:
    with visit(chromium, site, "portrait", now="2027-01-05T10:00:00+08:00") as visitor:
        faint = {"attract": visitor.page.evaluate(CONTRAST)}
        visitor.wake()
        if contrast:
            visitor.touch('[data-mode="contrast"]')
        for name in kinds(visitor):
            visitor.jump(name)
            faint[name] = visitor.page.evaluate(CONTRAST)
    assert {name: found for name, found in faint.items() if found} == {}
