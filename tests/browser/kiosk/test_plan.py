"""The floor plans: every label and every line can be told from its ground, in both schemes."""

import pytest
from playwright.sync_api import Browser

from .visitor import Visitor, visit

FAINT = """() => {
  const light = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ratio = (one, two) => {
    const [low, high] = [light(one), light(two)].sort((a, b) => a - b);
    return Math.round((high + 0.05) / (low + 0.05) * 100) / 100;
  };
  const style = (node) => getComputedStyle(node);
  const found = { measured: 0, faint: [] };
  const note = (what, one, two, least) => {
    found.measured += 1;
    if (ratio(one, two) < least) found.faint.push([what, ratio(one, two)]);
  };
  const grounds = (plan) => [...plan.querySelectorAll(".spot rect, .corridor")].map(each => style(each).fill);
  for (const plan of document.querySelectorAll("symbol[id^=floor-]")) {
    for (const spot of plan.querySelectorAll(".spot")) {
      const room = spot.querySelector("rect");
      for (const text of spot.querySelectorAll("text")) note(text.textContent, style(text).fill, style(room).fill, 7);
      note(`the walls of ${spot.textContent.trim()}`, style(room).stroke, style(room).fill, 3);
    }
  }
  for (const drawn of document.querySelectorAll("#stage svg.plan")) {
    const plan = document.querySelector(drawn.querySelector("use").getAttribute("href"));
    const target = drawn.querySelector("rect.target");
    for (const text of drawn.querySelectorAll("text.target")) note(text.textContent, style(text).fill, style(target).fill, 7);
    for (const text of drawn.querySelectorAll(".here text")) {
      note(text.textContent, style(text).fill, style(text).stroke, 7); // the halo around the letters
      for (const ground of grounds(plan)) note(text.textContent, style(text).fill, ground, 7);
    }
    for (const line of drawn.querySelectorAll(".route, .here circle")) {
      const colour = line.matches(".route") ? style(line).stroke : style(line).fill;
      for (const ground of grounds(plan)) note("the way", colour, ground, 3);
    }
  }
  return found;
}"""
"""How many pairs were measured, and which are below 7:1 for words, 3:1 for lines."""


def drawn(visitor: Visitor) -> list[str]:
    """A floor, an office upstairs, a guide: all that is ever drawn on a plan."""
    names = visitor.names()
    return [next(name for name in names if name.startswith(kind)) for kind in ("floor/1", "office/", "guide/dues")]


@pytest.mark.parametrize("contrast", [False, True])
@pytest.mark.parametrize("language", ["hans", "hant", "en"])
def test_the_plans_stand_out(chromium: Browser, site: str, language: str, contrast: bool) -> None:
    with visit(chromium, site, "portrait") as visitor:
        visitor.wake()
        if contrast:
            visitor.touch('[data-mode="contrast"]')
        visitor.touch(f'button[data-language="{language}"]')
        for name in drawn(visitor):
            visitor.jump(name)
            found = visitor.page.evaluate(FAINT)
            assert found["measured"] > 300 and found["faint"] == [], name


LABELS = """least => [...document.querySelectorAll("#stage svg.plan use")].flatMap(use => {
  const plan = document.querySelector(use.getAttribute("href"));
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.append(...[...plan.children].map(each => each.cloneNode(true)));
  svg.setAttribute("viewBox", plan.getAttribute("viewBox"));
  use.closest("figure").append(svg);
  const over = [...svg.querySelectorAll(".spot")].flatMap(spot => {
    const room = spot.querySelector("rect").getBBox();
    return [...spot.querySelectorAll("text")].map(text => [text.textContent, text.getBBox()])
      .filter(([, box]) => box.x < room.x + least || box.x + box.width > room.x + room.width - least
        || box.y < room.y || box.y + box.height > room.y + room.height).map(([words]) => words);
  });
  svg.remove();
  return over;
})"""
"""Labels that come nearer to the walls of their room than so much."""


@pytest.mark.parametrize("language", ["hans", "hant", "en"])
def test_labels_stay_within_their_rooms(chromium: Browser, site: str, language: str) -> None:
    with visit(chromium, site, "portrait") as visitor:
        visitor.wake()
        visitor.touch(f'button[data-language="{language}"]')
        for name in (each for each in visitor.names() if each.startswith("floor/")):
            visitor.jump(name)
            assert visitor.page.evaluate(LABELS, 3 if language == "en" else 6) == [], name
