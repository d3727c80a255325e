"""What people come for, done as they do it."""

import re
from datetime import datetime

import pytest
from playwright.sync_api import Browser, Page, expect

NOTICE = "/notices/appointment/2026-11.html"
"""In its period from 2026-11-18 to 2026-11-24, built on 2026-11-20."""
COMING = "/notices/membership/2026-11-organs.html"
"""Begins on 2026-11-23."""


def test_the_way_from_home_to_what_a_guide_asks_for(page: Page, site: str) -> None:
    page.goto(site)
    page.get_by_role("main").get_by_role("link", name="党员组织关系转接", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("党员组织关系转接")
    expect(page.get_by_text("要带什么")).to_be_visible()
    page.get_by_role("link", name="打印一页纸").click()
    expect(page.locator("svg.qr")).to_be_visible()


def test_a_sheet_fits_one_page_of_paper(page: Page, site: str) -> None:
    for guide in (
        "membership-transfer",
        "dues",
        "archive-consultation",
        "civil-servant-registration",
        "talent-recognition",
    ):
        page.goto(f"{site}/print/guides/{guide}.html")
        paper = page.pdf(format="A4", prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page[^s]", paper)) == 1, guide


def test_the_keyboard_skips_to_the_text(page: Page, site: str) -> None:
    page.goto(site + NOTICE)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize(
    ("now", "address", "label", "note", "people"),
    [
        ("2026-11-20T12:00:00+08:00", NOTICE, "公示中", "还剩 4 天", True),
        ("2026-11-24T23:30:00+08:00", NOTICE, "公示中", "今天截止", True),
        ("2026-11-25T00:30:00+08:00", NOTICE, "公示已结束", "2026-11-24 结束", False),
        ("2026-11-22T23:30:00+08:00", COMING, "即将公示", "2026-11-23 起", False),
        ("2026-11-23T00:30:00+08:00", COMING, "公示中", "还剩", False),
        ("2027-01-10T12:00:00+08:00", COMING, "公示已结束", "结束", False),
    ],
)
def test_a_notice_tells_its_state_between_two_builds(
    page: Page, site: str, now: str, address: str, label: str, note: str, people: bool
) -> None:
    """Times are Beijing's; the people of a notice are on the page up to its last day and gone the day after."""
    page.clock.install(time=datetime.fromisoformat(now))
    page.goto(site + address)
    banner = page.locator(".banner")
    expect(banner.locator("[data-state-label]")).to_have_text(label)
    expect(banner.locator("[data-state-note]")).to_contain_text(note)
    assert page.get_by_role("cell", name="拟任省直单位正职").count() == int(people)


def test_without_scripts_the_built_state_stands(chromium: Browser, site: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + NOTICE)
    expect(page.locator(".banner")).to_contain_text("公示中 2026-11-18 至 2026-11-24，还剩 4 天")
    page.goto(site)
    page.get_by_text("全部栏目").first.click()
    expect(page.get_by_role("link", name="部长信箱").first).to_be_visible()
    context.close()


def test_a_superseded_rule_leads_to_the_one_in_force(page: Page, site: str) -> None:
    page.goto(site + "/rules/service/first-asked-2015.html")
    page.locator(".banner").get_by_role("link").click()
    expect(page.locator(".banner")).to_contain_text("现行有效")
