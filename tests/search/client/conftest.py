"""A page of a built site with the engine in it, without the network."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, sync_playwright

from plugins.commands.test import browser as find_browser
from search.bundle import script

from ...helpers import Built

HOST = "http://search.test/"
Opened = Callable[[Path, str], Page]
"""(folder of the export, address it is to stand at) → a page with `portalSearch` in it."""


@pytest.fixture(scope="package")
def opened() -> Iterator[Opened]:
    """Opens pages that have an export at hand."""
    path = find_browser()
    assert path is not None, "Chromium is missing: apt-get install chromium fonts-noto-cjk"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])

        def make(folder: Path, below: str) -> Page:
            def answer(route: Route) -> None:
                place = route.request.url.removeprefix(HOST)
                if not place:
                    route.fulfill(
                        body="<!doctype html><meta charset=utf-8><title>search</title>", content_type="text/html"
                    )
                elif place.startswith(below) and (folder / place.removeprefix(below)).is_file():
                    route.fulfill(path=folder / place.removeprefix(below))
                else:
                    route.fulfill(status=404)

            page = browser.new_page()
            page.route("**", answer)
            page.goto(HOST)
            page.add_script_tag(content=script("engine.js", "portalSearch"))
            return page

        yield make
        browser.close()


@pytest.fixture(scope="package")
def portal(opened: Opened, real_site: Built) -> Page:
    """A page with the engine open on the real content's site."""
    page = opened(real_site.folder / "search" / "data", "search/data/")
    page.evaluate("async () => { window.engine = await portalSearch.open('/search/data/'); }")
    return page
