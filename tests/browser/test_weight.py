"""What a page costs on the way to the reader: all that a browser asks for of its own accord, packed as a server packs it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Request

from ..bench.web_server import served
from ..helpers import Built
from .conftest import SIZES

KB = 1024
REQUESTS = 6
PAGES = {
    "home": ("/", 60),
    "guide": ("/guides/membership-transfer.html", 35),
    "rule": ("/rules/service/first-asked.html", 35),
    "notice": ("/notices/appointment/2026-11.html", 35),
    "bulletin": ("/bulletins/week/2026-47.html", 35),
    "letter": ("/letters/dues-retired.html", 35),
    "ledger": ("/ledgers/letters.html", 35),
    "list": ("/columns/news/", 35),
    "search": ("/search/", 35),
}
"""A page and its limit in kilobytes of bodies."""
STEADY = ("home", "guide", "rule", "notice", "list", "search")
SHIFT = 0.05
SHIFTS = """
    window.shifts = 0;
    new PerformanceObserver(list => list.getEntries().forEach(each => { window.shifts += each.value; }))
        .observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture(scope="module")
def packed(real_site: Built) -> Iterator[str]:
    """The address of the real content's site, sent as a web server should."""
    with served(real_site.folder) as address:
        yield address


@pytest.fixture
def fresh(chromium: Browser) -> Iterator[Page]:
    """A page of a visitor who has never been here."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
    yield context.new_page()
    context.close()


def asked(page: Page, address: str) -> list[Request]:
    """What was asked for until nothing more was. A browser fetches the icon and the manifest late, or without saying so:
    what the head names and nothing has asked for is fetched here."""
    requests: list[Request] = []
    page.on("requestfinished", requests.append)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    named = page.evaluate(
        """[...document.querySelectorAll("link[rel=icon], link[rel=manifest]")].map(each => each.href)"""
    )
    for late in sorted(set(named) - {request.url for request in requests}):
        page.evaluate(
            """url => new Promise((done, failed) => {
                const image = new Image();
                image.onload = image.onerror = done;
                image.src = url;
            })""",
            late,
        )
    return requests


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_is_light(fresh: Page, packed: str, kind: str) -> None:
    """Lists of postings are what a search asks for, not the page; their costs are in docs/benchmarks.md."""
    path, limit = PAGES[kind]
    requests = [each for each in asked(fresh, packed + path) if "/search/data/" not in each.url]
    urls = [request.url for request in requests]
    assert all(url.startswith(packed) for url in urls) and len(urls) == len(set(urls))
    assert len(urls) <= REQUESTS, urls
    weight = sum(request.sizes()["responseBodySize"] for request in requests)
    assert 5 * KB < weight <= limit * KB, f"{weight / KB:.1f} KB"


def test_the_next_page_costs_little_more_than_itself(fresh: Page, packed: str) -> None:
    """What is named by its content is kept."""
    asked(fresh, packed + "/")
    followed: list[str] = []
    fresh.on("requestfinished", lambda each: followed.append(each.url) if each.sizes()["responseBodySize"] else None)
    fresh.goto(packed + PAGES["guide"][0])
    fresh.wait_for_load_state("networkidle")
    assert followed == [packed + PAGES["guide"][0]]


@pytest.mark.parametrize("size", ["phone", "desktop"])
@pytest.mark.parametrize("kind", STEADY)
def test_nothing_jumps_while_a_page_loads(fresh: Page, packed: str, kind: str, size: str) -> None:
    width, height = SIZES[size]
    fresh.set_viewport_size({"width": width, "height": height})
    fresh.add_init_script(SHIFTS)
    fresh.goto(packed + PAGES[kind][0])
    fresh.wait_for_load_state("networkidle")
    fresh.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert fresh.evaluate("window.shifts") < SHIFT
