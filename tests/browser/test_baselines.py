"""The page of components looks as it did when somebody last looked: python -m tests.browser.renew_baselines after that."""

import subprocess
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from . import baselines

RENEW = "look at /theme/, then: python -m tests.browser.renew_baselines"
LAST = """[...document.querySelectorAll("[data-component]")].map(each =>
    [...each.children].filter(child => child.checkVisibility() && child.getBoundingClientRect().height).at(-1))"""
LIGHTEST = 300_000
"""Bytes of all pictures together."""


@pytest.fixture
def light(chromium: Browser, site: str) -> Iterator[Page]:
    page = baselines.open_gallery(chromium, site, "light")
    yield page
    page.context.close()


def told(page: Page, mode: str = "light") -> dict[str, str]:
    """The components that look otherwise than they did, and how."""
    now = {each.name: each for each in baselines.take(page)}
    return {
        kept.name: found
        for kept in baselines.kept(mode)
        if (found := baselines.differences(kept, now[kept.name]) if kept.name in now else "gone")
    }


@pytest.mark.parametrize("mode", baselines.MODES)
def test_components_look_as_they_did(chromium: Browser, site: str, mode: str) -> None:
    fonts = subprocess.run(["fc-list", baselines.FONT], capture_output=True, text=True, check=True).stdout
    assert fonts, f"{baselines.FONT} is missing: apt-get install fonts-noto-cjk"
    page = baselines.open_gallery(chromium, site, mode)
    shown = page.locator("[data-component]").evaluate_all("all => all.map(each => each.dataset.component)")
    found = told(page, mode)
    page.context.close()
    assert shown == [each.name for each in baselines.kept(mode)], RENEW
    assert found == {}, RENEW


@pytest.mark.parametrize(
    "change",
    ["each.style.visibility = 'hidden'", "each.style.transform = 'translate(8px, 8px)'", "each.remove()"],
    ids=["hidden", "moved", "removed"],
)
def test_a_change_in_any_component_is_told(light: Page, change: str) -> None:
    light.evaluate(f"{LAST}.forEach(each => {{ {change}; }})")
    assert set(told(light)) == {each.name for each in baselines.kept("light")}


@pytest.mark.parametrize(
    ("component", "part"),
    [
        ("state", ".state"),
        ("icon", "svg"),
        ("period", "progress"),
        ("card", "li"),
        ("pagination", "a"),
        ("filters", "[aria-current]"),
    ],
)
def test_a_small_part_that_is_gone_is_told(light: Page, component: str, part: str) -> None:
    light.locator(f"[data-component={component}] {part}").first.evaluate(
        "each => { each.style.visibility = 'hidden'; }"
    )
    assert set(told(light)) == {component}


def test_a_whole_component_that_is_gone_is_told_alone(light: Page) -> None:
    light.locator("[data-component=period]").evaluate("each => each.remove()")
    assert told(light) == {"period": "gone"}


def test_pictures_are_small() -> None:
    assert sum(file.stat().st_size for file in baselines.FOLDER.iterdir()) < LIGHTEST
