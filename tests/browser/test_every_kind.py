"""Each kind of page on a phone and on a desktop: nothing is cut off, axe finds nothing, no page asks for strangers."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from .conftest import SIZES

KINDS = {
    "home": "/",
    "guide": "/guides/membership-transfer.html",
    "guide sheet": "/print/guides/dues.html",
    "rule": "/rules/service/first-asked.html",
    "superseded rule": "/rules/service/first-asked-2015.html",
    "notice": "/notices/appointment/2026-11.html",
    "ended notice": "/notices/recruitment/2026-09.html",
    "withdrawn notice": "/notices/commendation/2026-10.html",
    "bulletin": "/bulletins/week/2026-47.html",
    "rule with amendments": "/rules/service/mailbox.html",
    "comparison": "/compare/rules/service/first-asked/rules/service/first-asked-2015.html",
    "consultation": "/consultations/field-research.html",
    "news": "/news/interpretation/hospital-visits.html",
    "proposal": "/proposals/2025-c089.html",
    "series": "/series/week/",
    "letter": "/letters/dues-retired.html",
    "plan": "/plans/2026.html",
    "assessment": "/assessments/2026.html",
    "statistics": "/statistics/petitions.html",
    "ledger of letters": "/ledgers/letters.html",
    "ledger of tasks": "/ledgers/tasks.html",
    "submissions": "/submissions/2026.html",
    "project": "/projects/archive-van.html",
    "ledger of duty": "/ledgers/duty.html",
    "column": "/columns/news/",
    "state of a column": "/columns/rules/in-force/",
    "year of a column": "/columns/rules/2025/",
    "audience": "/audiences/members/",
    "kind of a year": "/archive/2026/guides/",
    "English": "/pages/english.html",
    "topic": "/topics/party-dues/",
    "year": "/archive/2026/",
    "keywords": "/tags/",
    "office": "/offices/general/",
    "offices": "/offices/",
    "units": "/units.html",
    "site map": "/site-map.html",
    "find": "/search/",
    "not found": "/404.html",
    "components": "/theme/",
    "kiosk": "/kiosk/",
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_wider_than_the_screen(page: Page, site: str, kind: str, size: str) -> None:
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    answer = page.goto(site + KINDS[kind])
    assert answer is not None and answer.ok
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("size", ["phone", "desktop"])
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(page: Page, site: str, kind: str, size: str) -> None:
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    page.goto(site + KINDS[kind])
    found = Axe().run(page).response["violations"]
    assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in found] == []
