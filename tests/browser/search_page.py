"""A page with the search engine and an export at hand, without the network."""

from pathlib import Path

from playwright.sync_api import Browser, Page, Route

from search.bundle import script

HOST = "http://search.test/"


def open_page(browser: Browser, folder: Path, below: str) -> Page:
    """A page with `portalSearch` in it; the export in a folder stands at `below`, which ends in a slash."""

    def answer(route: Route) -> None:
        place = route.request.url.removeprefix(HOST)
        if not place:
            route.fulfill(body="<!doctype html><meta charset=utf-8><title>search</title>", content_type="text/html")
        elif place.startswith(below) and (folder / place.removeprefix(below)).is_file():
            route.fulfill(path=folder / place.removeprefix(below))
        else:
            route.fulfill(status=404)

    page = browser.new_page()
    page.route("**", answer)
    page.goto(HOST)
    page.add_script_tag(content=script("engine.js", "portalSearch"))
    return page
