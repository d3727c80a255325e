"""A browser, a server of the built site on this computer, and pages that notice what they ask of others."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from ..helpers import Built

expect.set_options(timeout=30_000)  # a busy machine is no failure
SIZES = {"phone": (360, 740), "desktop": (1280, 900), "narrow": (320, 640)}


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """The tests speak for themselves."""


def serve(folder: Path) -> Iterator[str]:
    """The address of a server of a folder, for as long as it is needed."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def site(real_site: Built) -> Iterator[str]:
    """The address of the real content's site."""
    yield from serve(real_site.folder)


@pytest.fixture
def page(chromium: Browser, site: str) -> Iterator[Page]:
    """A page on a desktop that fails the test when it asks anything of another host, or a script fails."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, timezone_id="Asia/Shanghai", locale="zh-CN")
    page = context.new_page()
    strangers: list[str] = []
    page.on("request", lambda request: None if request.url.startswith(site) else strangers.append(request.url))
    page.on("pageerror", lambda error: strangers.append(str(error)))
    yield page
    context.close()
    assert strangers == []
