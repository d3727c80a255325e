"""What the kiosk's own clock changes between two builds, what the player tells it, and how fast it answers."""

from functools import partial

import pytest
from playwright.sync_api import Browser, expect

from ...helpers import Built
from .visitor import SIZES, visit

PLAYER = {"fetched": "2026-11-18T23:05:00+00:00", "clock_suspect": False}


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("2026-11-20T08:30:00+08:00", "09:00 开始办公"),
        ("2026-11-20T10:05:00+08:00", "正在办公，到 12:00"),
        ("2026-11-20T12:30:00+08:00", "13:30 开始办公"),
        ("2026-11-20T18:00:00+08:00", "今天的办公时间已结束"),
        ("2026-11-21T10:00:00+08:00", "今天不办公，星期一 09:00 开门"),
        ("2026-11-22T23:30:00+08:00", "今天不办公，星期一 09:00 开门"),
    ],
)
def test_the_screen_that_waits_knows_whether_the_house_is_open(
    chromium: Browser, site: str, now: str, words: str
) -> None:
    with visit(chromium, site, "portrait", now=now) as visitor:
        expect(visitor.page.locator('[data-now="open"]')).to_have_text(words)


def test_notices_leave_by_the_kiosks_own_clock(chromium: Browser, site: str, real_site: Built) -> None:
    """The last day of the period still counts; after it neither list nor text nor names are in the document."""
    screen = "paper/notices/appointment/2026-11"
    with visit(chromium, site, "portrait", now="2026-11-24T23:58:00+08:00") as visitor:
        page = visitor.page
        visitor.wake()
        visitor.jump(screen)
        expect(page.locator("#stage [data-left]")).to_have_text("公示中，今天截止")
        expect(page.locator("#stage")).to_contain_text("川组公示〔2026〕11号")
        expect(page.locator("#stage").get_by_text("拟任人选甲")).to_have_count(1)
        page.clock.run_for(61_000)
        page.touchscreen.tap(5, 5)
        page.clock.run_for(61_000)
        assert visitor.shown() == "home"
        assert screen not in visitor.names()
        assert "川组公示〔2026〕11号" not in page.evaluate("document.documentElement.innerHTML")
        visitor.jump("notices")
        assert page.locator(f'[data-go="{screen}"]').count() == 0


def test_weeks_without_a_network_leave_no_ended_notice(chromium: Browser, site: str) -> None:
    with visit(chromium, site, "portrait", now="2027-02-01T09:00:00+08:00") as visitor:
        expect(visitor.page.locator("#attract .running .none")).to_be_visible()
        assert visitor.page.locator("template[data-until]").count() == 0
        visitor.wake()
        visitor.jump("notices")
        assert visitor.page.locator("#stage [data-until]").count() == 0


def test_the_office_on_duty_changes_by_the_kiosks_own_clock(chromium: Browser, site: str) -> None:
    with visit(chromium, site, "portrait", now="2026-11-22T23:59:30+08:00") as visitor:
        turn = visitor.page.locator("#attract .on-duty li:not([hidden])")
        expect(turn).to_have_text("值班处室：信访处，电话 028-00001200")
        visitor.page.clock.run_for(61_000)
        expect(turn).to_have_text("值班处室：信息管理处，电话 028-00001200")
    with visit(chromium, site, "portrait", now="2027-02-01T09:00:00+08:00") as visitor:
        expect(visitor.page.locator("#attract .on-duty li:not([hidden])")).to_have_count(1)


def test_what_is_out_of_date_goes_grey(chromium: Browser, site: str) -> None:
    with visit(chromium, site, "portrait", now="2027-01-31T10:00:00+08:00") as visitor:
        visitor.wake()
        visitor.jump("city")
        old = visitor.page.locator(".about.overdue")
        expect(old).to_have_count(1)
        expect(old).to_contain_text("请以市停车管理中心公布的为准")


def test_a_clock_before_the_content_is_told_and_not_believed(chromium: Browser, site: str) -> None:
    with visit(chromium, site, "portrait", now="2020-01-01T10:00:00+08:00") as visitor:
        expect(visitor.page.locator("#attract [data-status]")).to_contain_text("时钟异常")
        expect(visitor.page.locator('#attract [data-now="date"]')).to_have_text("2026年11月20日")
        visitor.wake()
        expect(visitor.page.locator(".foot [data-status]")).to_contain_text("时钟异常")


def test_the_player_tells_when_it_fetched(chromium: Browser, site: str) -> None:
    with visit(chromium, site, "portrait", status=PLAYER) as visitor:
        expect(visitor.page.locator("#attract [data-status]")).to_have_text("内容更新于 2026年11月19日 07:05")
        visitor.wake()
        for name in visitor.names()[::12]:
            visitor.jump(name)
            expect(visitor.page.locator(".foot [data-status]")).to_be_visible()


def test_content_that_nobody_renewed_for_more_than_a_week_says_so(chromium: Browser, site: str) -> None:
    for fetched, words in (
        ("2026-11-13T10:00:00+08:00", "内容更新于 2026年11月13日 10:00"),
        ("2026-11-01T10:00:00+08:00", "内容更新于 2026年11月1日 10:00 已有 19 天没有更新，请向引导台核实"),
    ):
        with visit(chromium, site, "portrait", status={**PLAYER, "fetched": fetched}) as visitor:
            expect(visitor.page.locator("#attract [data-status]")).to_have_text(words)


def test_the_player_may_doubt_the_clock_and_darken_the_screen(chromium: Browser, site: str) -> None:
    status = {**PLAYER, "clock_suspect": True, "blank": True}
    with visit(chromium, site, "portrait", status=status) as visitor:
        expect(visitor.page.locator("#attract [data-status]")).to_contain_text("时钟异常")
        expect(visitor.page.locator("#dark")).to_be_visible()
        visitor.page.touchscreen.tap(500, 500)
        expect(visitor.page.locator("#dark")).to_be_hidden()
        expect(visitor.page.locator("#stage .screen.home")).to_be_visible()
        visitor.page.clock.run_for(35_000)
        expect(visitor.page.locator("#dark")).to_be_hidden()


OPEN = """async name => {
  const base = document.querySelector('script[type="module"]').src;
  const { go, home } = await import(base.replace("main.js", "screens.js"));
  home();
  await new Promise(requestAnimationFrame);
  const start = performance.now();
  go(name);
  document.body.getBoundingClientRect();
  return performance.now() - start;
}"""
"""Opens a screen; how long until it is laid out, in milliseconds."""


@pytest.mark.parametrize("orientation", SIZES)
def test_the_first_paint_and_every_touch_are_quick(chromium: Browser, site: str, orientation: str) -> None:
    """The waiting screen within a second; the answer to any touch within 100 ms, the worst of all screens.

    By the clock on the wall, or, where the machine is busy with something else, by the work of the page's own thread.
    """
    with visit(chromium, site, orientation, now=None) as visitor:
        page = visitor.page

        def load() -> None:
            page.reload()
            page.locator("html[data-ready]").wait_for(state="attached")

        paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
        assert paint <= 1000 or visitor.thread_ms(load) <= 1000
        visitor.wake()
        late = [name for name in visitor.names() if page.evaluate(OPEN, name) > 100]
        slow = {name: visitor.thread_ms(partial(page.evaluate, OPEN, name)) for name in late}
        assert {name: taken for name, taken in slow.items() if taken > 100} == {}
