"""关怀版 on every kind of page, on a phone: large text, large targets, nothing cut off, a way back, a short head."""

import pytest
from playwright.sync_api import Page

from .test_every_kind import KINDS
from .test_modes import keep

OTHERS = ("kiosk", "guide sheet")
"""Pages with styles of their own: the kiosk is large anyway, the sheet is paper."""
PAGES = sorted(set(KINDS) - set(OTHERS))

SMALL_TEXT = """[...document.querySelectorAll("body *")]
    .filter(each => !each.closest(".hidden, svg, script") && each.checkVisibility({visibilityProperty: true}))
    .filter(each => [...each.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim()))
    .filter(each => parseFloat(getComputedStyle(each).fontSize) < 24)
    .map(each => each.tagName + " " + each.textContent.trim().slice(0, 20))"""
SMALL_TARGETS = """[...document.querySelectorAll("a, button, summary, input:not([type=hidden]), select")]
    .filter(each => each.checkVisibility({visibilityProperty: true}))
    .filter(each => !each.closest(".hidden, .skip, .document, .prose, .banner p"))
    .map(each => each.closest("label") || each)
    .filter(each => each.getClientRects().length && each.getBoundingClientRect().height < 59.5)
    .map(each => each.tagName + " " + each.textContent.trim().slice(0, 20))"""


@pytest.fixture(params=PAGES)
def caring(request: pytest.FixtureRequest, page: Page, site: str) -> Page:
    """A page in the large-text mode on a phone."""
    keep(page, {"care": "on"})
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(site + KINDS[request.param])
    return page


def test_text_and_targets_are_large(caring: Page) -> None:
    """Targets but for links inside sentences."""
    assert caring.evaluate(SMALL_TEXT) == []
    assert caring.evaluate(SMALL_TARGETS) == []
    assert caring.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_title_is_near_and_so_is_the_way_back(caring: Page) -> None:
    assert caring.evaluate("document.querySelector('h1').getBoundingClientRect().top") < 500
    links = caring.locator(".crumbs a:visible")
    if caring.locator(".crumbs").count():
        assert links.count() == 1
        assert "返回" in links.evaluate("link => getComputedStyle(link, '::before').content")


def test_the_tools_of_the_mode_stay_in_one_row(page: Page, site: str) -> None:
    keep(page, {"care": "on"})
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(site)
    tops = page.locator(".tools > :visible:not(.hidden)").evaluate_all(
        "all => all.map(each => Math.round(each.getBoundingClientRect().top))"
    )
    assert len(tops) == 3 and len(set(tops)) == 1
