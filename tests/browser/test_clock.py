"""What turns at a moment between two builds, before, at and after it. Beijing's time, wherever the visitor is."""

from datetime import datetime

import pytest
from playwright.sync_api import Browser, Page, Route, expect

GUIDE = "/guides/membership-transfer.html"
NOTICE = "/notices/appointment/2026-11.html"
"""From 2026-11-18 to 2026-11-24, built on 2026-11-20."""
COMING = "/notices/membership/2026-11-organs.html"
"""Begins on 2026-11-23."""
CONSULTATION = "/consultations/time-limit-revision.html"
"""From 2026-11-30 to 2026-12-29."""
RULE = "/rules/documents/electronic-exchange.html"
"""In force from 2027-01-01."""


def at(page: Page, moment: str) -> None:
    page.clock.install(time=datetime.fromisoformat(moment + ":00+08:00"))


@pytest.mark.parametrize(
    ("address", "moment", "label"),
    [
        (COMING, "2026-11-22T23:59", "即将公示"),
        (COMING, "2026-11-23T00:00", "公示中"),
        (NOTICE, "2026-11-24T23:59", "公示中"),
        (NOTICE, "2026-11-25T00:00", "公示已结束"),
        (CONSULTATION, "2026-11-29T23:59", "即将征集"),
        (CONSULTATION, "2026-11-30T00:00", "征集中"),
        (CONSULTATION, "2026-12-30T00:00", "征集已结束"),
        (RULE, "2026-12-31T23:59", "尚未施行"),
        (RULE, "2027-01-01T00:00", "现行有效"),
    ],
)
def test_states_turn_at_midnight(page: Page, site: str, address: str, moment: str, label: str) -> None:
    at(page, moment)
    page.goto(site + address)
    expect(page.locator(".banner [data-state-label]")).to_have_text(label)


@pytest.mark.parametrize(("moment", "label"), [("2026-11-30T23:59", "现行有效"), ("2026-12-01T00:00", "已失效")])
def test_a_rule_ends_on_the_day_on_which_the_next_begins(page: Page, site: str, moment: str, label: str) -> None:
    """No rule of the content ends soon, so one is given its end on the way to the browser."""

    def give_an_end(route: Route) -> None:
        text = route.fetch().text()
        route.fulfill(body=text.replace('data-state-end=""', 'data-state-end="2026-12-01"'), content_type="text/html")

    page.route("**/rules/service/first-asked.html", give_an_end)
    at(page, moment)
    page.goto(site + "/rules/service/first-asked.html")
    banner = page.locator(".banner")
    expect(banner.locator("[data-state-label]")).to_have_text(label)
    assert banner.evaluate("box => box.classList.contains('lapsed')") == (label == "已失效")


@pytest.mark.parametrize(
    ("moment", "office"),
    [("2026-11-22T23:59", "信访处"), ("2026-11-23T00:00", "信息管理处"), ("2026-11-30T08:00", "机关党委")],
)
def test_the_office_on_duty_is_the_one_of_the_day(page: Page, site: str, moment: str, office: str) -> None:
    at(page, moment)
    page.goto(site + "/")
    turn = page.locator(".on-duty [data-turn-start]:not([hidden])")
    expect(turn).to_have_count(1)
    expect(turn).to_contain_text(office)
    page.goto(site + "/offices/")
    marked = page.locator(".turns [aria-current=date]")
    expect(marked).to_have_count(1)
    expect(marked).to_contain_text(office)


def test_an_open_page_turns_at_its_moment(page: Page, site: str) -> None:
    at(page, "2026-11-24T23:58")
    page.goto(site + NOTICE)
    banner = page.locator(".banner")
    expect(banner.get_by_text("公示期内，可以这样反映情况")).to_be_visible()
    expect(page.get_by_role("heading", name="公示对象")).to_be_visible()
    expect(page.get_by_role("heading", name="反映情况的渠道")).not_to_be_visible()
    page.clock.run_for("05:00")
    expect(banner.locator("[data-state-label]")).to_have_text("公示已结束")
    expect(banner.get_by_text("公示期内，可以这样反映情况")).not_to_be_visible()
    expect(banner.get_by_text("公示已经结束，结果公布后可以从这里看到")).to_be_visible()
    expect(page.get_by_role("heading", name="反映情况的渠道")).to_be_visible()
    expect(page.get_by_role("heading", name="公示对象")).to_have_count(0)
    expect(page.locator(".facts")).to_contain_text("公示已结束")


def test_before_a_period_nobody_is_told_to_report(page: Page, site: str) -> None:
    at(page, "2026-11-20T12:00")
    page.goto(site + COMING)
    expect(page.locator(".banner")).to_contain_text("公示还没有开始")
    expect(page.get_by_text("公示期内，可以这样反映情况")).not_to_be_visible()
    page.clock.set_fixed_time(datetime.fromisoformat("2026-11-23T08:00:00+08:00"))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # looked at again in the morning
    expect(page.get_by_text("公示期内，可以这样反映情况")).to_be_visible()
    expect(page.get_by_text("公示还没有开始")).not_to_be_visible()


def test_the_bar_of_a_period_runs(page: Page, site: str) -> None:
    at(page, "2026-11-24T12:00")
    page.goto(site + NOTICE)
    bar = page.get_by_role("progressbar", name="期限进度")
    assert bar.evaluate("bar => [bar.value, bar.max]") == [7, 7]


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-11-20T08:59", "现在休息，9:00 开放"),
        ("2026-11-20T09:00", "现在开放，12:00 结束"),
        ("2026-11-20T11:59", "现在开放，12:00 结束"),
        ("2026-11-20T12:00", "现在休息，13:30 开放"),
        ("2026-11-20T17:30", "现在休息，11月23日（星期一）9:00 开放"),
        ("2026-11-19T18:00", "现在休息，明天 9:00 开放"),
        ("2026-11-21T10:00", "今天休息，11月23日（星期一）9:00 开放"),
        ("2026-10-01T10:00", "今天休息，10月8日（星期四）9:00 开放"),
        ("2026-10-10T10:00", "现在开放，12:00 结束"),  # a Saturday that was worked
        ("2026-12-31T18:00", "现在休息"),  # the next year's holidays are not known to every build
    ],
)
def test_opening_hours(page: Page, site: str, moment: str, words: str) -> None:
    at(page, moment)
    page.goto(site + GUIDE)
    opening = page.locator(".first-answers .opening")
    expect(opening).to_contain_text(words) if moment.startswith("2026-12-31") else expect(opening).to_have_text(words)


def test_an_open_page_turns_when_the_desk_opens(page: Page, site: str) -> None:
    at(page, "2026-11-20T13:28")
    page.goto(site + GUIDE)
    opening = page.locator(".first-answers .opening")
    expect(opening).to_have_text("现在休息，13:30 开放")
    page.clock.run_for("03:00")
    expect(opening).to_have_text("现在开放，17:30 结束")


def test_beyond_the_known_holidays_nothing_is_said(page: Page, site: str) -> None:
    at(page, "2031-03-03T10:00")
    page.goto(site + GUIDE)
    expect(page.locator(".first-answers .opening")).not_to_be_visible()


def test_time_is_beijings_for_a_visitor_abroad(chromium: Browser, site: str) -> None:
    context = chromium.new_context(timezone_id="America/New_York")
    page = context.new_page()
    page.clock.install(time=datetime.fromisoformat("2026-11-24T11:30:00-05:00"))  # 00:30 of the 25th in Beijing
    page.goto(site + NOTICE)
    expect(page.locator(".banner [data-state-label]")).to_have_text("公示已结束")
    context.close()
