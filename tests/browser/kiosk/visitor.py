"""A visitor at the kiosk: opens it on a panel at a time, and touches."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from playwright.sync_api import Browser, CDPSession, ConsoleMessage, Dialog, Locator, Page, Route, expect

SIZES = {"portrait": (1080, 1920), "landscape": (1920, 1080)}
NOW = "2026-11-20T10:05:00+08:00"
"""A Friday within the hours, on the day of the build."""
expect.set_options(timeout=60_000)  # a busy machine is no failure
_PANEL = re.compile(r"&#34;panel&#34;:{[^}]*}")


class Visitor:
    """One page of a browser, with what went wrong on it."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.wrong: list[str] = []
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("request", lambda request: self._asked(request.url))
        page.on("popup", lambda _: self.wrong.append("a window opened"))
        page.on("download", lambda _: self.wrong.append("a download"))
        page.on("dialog", self._dialog)
        page.on("console", self._said)

    def _asked(self, url: str) -> None:
        if not url.startswith(self.address):
            self.wrong.append(url)

    def _dialog(self, dialog: Dialog) -> None:
        self.wrong.append("a dialog")
        dialog.dismiss()

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "404" not in message.text:  # behind a preview there is no player, and no status
            self.wrong.append(message.text)

    def wake(self) -> None:
        self.page.locator("#attract").tap()
        self.page.locator("#stage .screen.home").wait_for()

    def touch(self, target: Locator | str) -> None:
        """Touch what can be seen."""
        (self.page.locator(target) if isinstance(target, str) else target).tap()

    def press(self, selector: str) -> None:
        """Touch the middle of what is on the screen and not covered. Fails where it is not there."""
        x, y = self.page.evaluate(
            """selector => {
              const node = document.querySelector(selector);
              const box = node.getBoundingClientRect();
              const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
              if (!node.contains(document.elementFromPoint(x, y))) throw new Error(`${selector} cannot be touched`);
              return [x, y];
            }""",
            selector,
        )
        self.page.touchscreen.tap(x, y)

    def shown(self) -> str:
        """The name of the screen."""
        return str(self.page.locator("#stage .screen").get_attribute("data-name"))

    def jump(self, name: str) -> None:
        """Straight to a screen, as if touched there."""
        self.page.evaluate(
            """async name => {
              const base = document.querySelector('script[type="module"]').src;
              const screens = await import(base.replace("main.js", "screens.js"));
              screens.home();
              screens.go(name);
              while (document.querySelector("#stage [data-load]")) await new Promise(requestAnimationFrame);
            }""",
            name,
        )

    def thread_ms(self, work: Callable[[], object]) -> float:
        """How long the page's own thread works at something, by the processor's time: others do not count."""
        session = self.page.context.new_cdp_session(self.page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        before = _task_ms(session)
        work()
        taken = _task_ms(session) - before
        session.detach()
        return taken

    def names(self) -> list[str]:
        """Every screen there is."""
        found: list[str] = self.page.evaluate(
            "[...new Set([...document.querySelectorAll('template[data-screen]')].map(each => each.dataset.screen))]"
        )
        return found


def _task_ms(session: CDPSession) -> float:
    told = session.send("Performance.getMetrics")["metrics"]
    return next(float(each["value"]) for each in told if each["name"] == "TaskDuration") * 1000


@contextmanager
def visit(
    browser: Browser,
    site: str,
    orientation: str,
    now: str | None = NOW,
    panel: dict[str, float] | None = None,
    status: dict[str, Any] | None = None,
) -> Iterator[Visitor]:
    """The kiosk on a panel; at the end nothing may have gone wrong. Where time is measured, `now` is None: a clock that a
    test moves would measure nothing."""
    width, height = SIZES[orientation]
    context = browser.new_context(
        viewport={"width": width, "height": height}, has_touch=True, timezone_id="Asia/Shanghai", locale="zh-CN"
    )
    page = context.new_page()
    if now is not None:
        page.clock.install(time=datetime.fromisoformat(now))
    visitor = Visitor(page, f"{site}/kiosk/")
    if panel is not None:
        page.route("**/kiosk/", lambda route: _hang(route, panel))
    if status is not None:
        page.route("**/kiosk/status.json", lambda route: route.fulfill(json=status))
    page.goto(visitor.address)
    page.locator("html[data-ready]").wait_for(state="attached")
    yield visitor
    context.close()
    assert visitor.wrong == []


def _hang(route: Route, panel: dict[str, float]) -> None:
    """The document as it would be on another panel."""
    answer = route.fetch()
    words = f"&#34;panel&#34;:{{&#34;diagonal&#34;:{panel['diagonal']},&#34;bottom&#34;:{panel['bottom']}}}"
    text, count = _PANEL.subn(words, answer.text())
    assert count == 1
    route.fulfill(response=answer, body=text)
