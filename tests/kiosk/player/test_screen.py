"""The built screens behind the player: its strict headers let them work, and they understand what it tells them."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest
from playwright.sync_api import Browser, Error, Page

from plugins.kiosk.player import manifest
from plugins.kiosk.player.keys import sign
from plugins.kiosk.player.packs import Pack, believe
from plugins.kiosk.player.server import Shown, listen

from ...helpers import Built
from .helpers import KEYS, PRIVATE, pack_of

PACK = "kiosk/pack/"


def until(page: Page, expression: str) -> None:
    """Wait until an expression holds. Playwright's own way evaluates in the page, which the headers forbid."""
    for _ in range(3600):
        with suppress(Error):  # the page is just being loaded anew
            if page.evaluate(f"() => {expression}"):
                return
        page.wait_for_timeout(50)
    raise AssertionError(expression)


class Told:
    """What the player tells the page."""

    def __init__(self) -> None:
        self.fetched, self.clock_suspect, self.blank, self.pack = "2026-11-20T08:15:00+08:00", False, False, ""

    def __call__(self) -> dict[str, object]:
        return dict(vars(self))


@pytest.fixture(scope="module")
def pack(real_site: Built) -> Pack:
    """The real content's pack, signed by the tests."""
    data = real_site.files[PACK + manifest.NAME]
    signed = believe(data, sign(PRIVATE, data, 1), KEYS)
    return Pack(signed, {file.path: real_site.files[PACK + file.sha256] for file in signed.manifest.files})


@pytest.fixture
def told(pack: Pack) -> Told:
    made = Told()
    made.pack = pack.id
    return made


@pytest.fixture
def shown(told: Told, pack: Pack) -> Shown:
    made = Shown(told)
    made.show(pack)
    return made


@pytest.fixture
def page(chromium: Browser, shown: Shown) -> Iterator[Page]:
    """The page as the player shows it, at an hour of the demonstration's day; no word of the console goes unread."""
    server = listen(shown, 0)
    said: list[str] = []
    context = chromium.new_context(viewport={"width": 1080, "height": 1920}, has_touch=True, locale="zh-CN")
    page = context.new_page()
    page.clock.install(time="2026-11-20T10:00:00+08:00")
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("response", lambda answer: said.append(answer.url) if answer.status >= 400 else None)
    page.goto(f"http://127.0.0.1:{server.server_address[1]}/kiosk/")
    until(page, "document.documentElement.dataset.ready !== undefined")
    yield page
    context.close()
    server.shutdown()
    server.server_close()
    assert said == []


def test_the_screens_work_behind_the_strict_headers_and_give_signs_of_life(page: Page, shown: Shown) -> None:
    before = shown.asked
    page.touchscreen.tap(540, 960)
    page.get_by_text("办事指南").first.wait_for(state="visible")
    page.clock.run_for(61_000)
    for _ in range(3600):
        if shown.asked > before:
            break
        page.wait_for_timeout(50)
    assert shown.asked > before


def test_the_search_has_all_that_it_needs_in_the_pack(page: Page) -> None:
    page.touchscreen.tap(540, 960)
    page.locator('#stage [data-go="search"]').tap()
    for key in "zzgx":
        page.locator(f'[data-key="{key}"]').tap()
    page.locator("[data-found] .row", has_text="党员组织关系转接").first.tap()
    page.locator("#stage .screen .qr").first.wait_for()


def test_the_page_tells_when_the_site_was_last_heard_of_and_that_the_clock_is_doubted(page: Page, told: Told) -> None:
    until(page, "document.body.innerText.includes('8:15')")
    told.clock_suspect = True
    page.clock.run_for(61_000)
    until(page, "document.body.innerText.includes('时钟异常')")


def test_outside_opening_hours_the_page_is_black_until_it_is_touched(page: Page, told: Told) -> None:
    told.blank = True
    page.clock.run_for(61_000)
    centre = "getComputedStyle(document.elementFromPoint(540, 960)).backgroundColor"
    until(page, f"{centre} === 'rgb(0, 0, 0)'")
    page.touchscreen.tap(540, 960)
    page.get_by_text("办事指南").first.wait_for(state="visible")


def test_a_new_pack_is_loaded_while_nobody_uses_the_screen(page: Page, told: Told, shown: Shown, pack: Pack) -> None:
    page.clock.run_for(61_000)
    html = pack.files["index.html"].replace(b"</title>", "（新）</title>".encode())
    newer = pack_of(date(2026, 11, 21), {**pack.files, "index.html": html})
    shown.show(replace(newer))
    told.pack = newer.id
    page.clock.run_for(61_000)
    until(page, "document.title.includes('（新）')")
