"""Sites that are built once and looked at by many tests."""

import os
from collections.abc import Iterator

import hypothesis
import pytest
from playwright.sync_api import Browser, sync_playwright

from plugins.commands.test import browser as find_browser

from . import helpers
from .helpers import Built

os.environ.pop("PORTAL_KIOSK_KEY", None)  # what is built here is not signed with the key of whoever runs the tests
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")  # a busy machine is no failure


@pytest.fixture(scope="session")
def good_site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The good mini site as of its day."""
    return helpers.build(helpers.GOOD, tmp_path_factory.mktemp("good") / "output", helpers.GOOD_DAY)


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The real content as of a fixed day."""
    return helpers.build(helpers.ROOT, tmp_path_factory.mktemp("real") / "output", helpers.REAL_DAY)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser, one for all tests of a process: Playwright cannot be started twice in one."""
    path = find_browser()
    assert path is not None, "Chromium is missing: apt-get install chromium fonts-noto-cjk"
    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=path, args=options)
        yield browser
        browser.close()
