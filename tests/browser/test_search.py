"""The search page, used as people use it: by keyboard, on a phone, with the back button, without scripts."""

from urllib.parse import parse_qs, quote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from ..waiting import until
from .conftest import SIZES


def look_for(page: Page, site: str, query: str, more: str = "") -> None:
    page.goto(f"{site}/search/?q={quote(query)}{more}")
    expect(page.locator("[data-search]")).not_to_have_attribute("data-search", "waiting")


def asked(page: Page) -> dict[str, str]:
    """What stands in the page's address."""
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def titles(page: Page) -> list[str]:
    return page.locator(".result h3 a").all_inner_texts()


def test_from_the_head_of_any_page_to_a_result(page: Page, site: str) -> None:
    page.goto(f"{site}/guides/dues.html")
    page.locator(".masthead input[name=q]").fill("组织关系转接")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="找到")).to_be_visible()
    expect(page).to_have_title("组织关系转接 - 站内搜索 - 中共川江省委组织部门户网站")
    page.locator(".result").first.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("党员组织关系转接")


def test_by_keyboard_alone(page: Page, site: str) -> None:
    page.goto(f"{site}/search/")
    box = page.get_by_role("combobox", name="全站搜索")
    box.focus()
    expect(box).to_have_attribute("aria-expanded", "false")
    page.keyboard.type("zzgx")
    offers = page.get_by_role("option")
    expect(offers.first).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(offers.first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", str(offers.first.get_attribute("id")))
    page.keyboard.press("ArrowUp")
    expect(box).to_have_value("zzgx")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".result").first).to_be_visible()
    assert asked(page) == {"q": "zzgx"}
    assert any("组织关系" in title for title in titles(page)[:3])


def test_an_offer_that_leads_somewhere_leads_there(page: Page, site: str) -> None:
    page.goto(f"{site}/search/")
    page.get_by_role("combobox").press_sequentially("党费收")
    page.get_by_role("option", name="党费收缴").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("党费收缴")


def test_what_was_found_is_said_to_those_who_listen(page: Page, site: str) -> None:
    look_for(page, site, "公示")
    expect(page.locator("[data-status]")).to_contain_text("找到")
    expect(page.locator("[data-status]")).to_have_attribute("role", "status")
    assert page.locator("[data-results]").get_attribute("aria-busy") is None
    assert page.locator(".result mark").count() > 5


def test_results_tell_what_they_are_and_where_they_answer(page: Page, site: str) -> None:
    look_for(page, site, "首问负责制实施办法")
    first = page.locator(".result").first
    expect(first.locator(".result-facts")).to_contain_text("现行有效")
    expect(first.locator(".result-facts")).to_contain_text("规章制度")
    expect(first.locator(".result-facts")).to_contain_text("〔2025〕7号")
    expect(first.locator(".result-passage mark").first).to_be_visible()
    look_for(page, site, "首问负责", "&status=repealed")
    expect(page.locator(".result-past .state").first).to_have_text("已废止")


def test_a_result_leads_to_its_section(page: Page, site: str) -> None:
    look_for(page, site, "公示期限 五个工作日")
    where = page.locator(".result-where a").first
    expect(where).to_be_visible()
    anchor = str(where.get_attribute("href")).partition("#")[2]
    where.click()
    expect(page.locator(f"[id='{anchor}']")).to_be_in_viewport()


def test_filters_narrow_and_can_be_taken_off(page: Page, site: str) -> None:
    look_for(page, site, "公示")
    notices = page.locator("[data-groups] section").first.get_by_role("link", name="公示公告")
    count = int("".join(filter(str.isdigit, notices.inner_text())))
    notices.click()
    expect(page.locator("[data-status]")).to_contain_text(f"找到 {count} 条")
    assert asked(page) == {"q": "公示", "kind": "notice"}
    expect(page.locator("[data-groups] [aria-current]")).to_have_count(1)
    expect(page.locator("[data-status]")).to_be_focused()
    page.get_by_role("link", name="按时间").click()
    expect(page.locator("[data-sorts] [aria-current]")).to_have_text("按时间")
    days = page.locator(".result time").all_inner_texts()
    assert days == sorted(days, reverse=True)
    page.get_by_role("link", name="去掉全部条件").click()
    expect(page.locator("[data-groups] [aria-current]")).to_have_count(0)
    assert asked(page) == {"q": "公示", "sort": "newest"}


def test_back_brings_back_the_page_and_the_place_on_it(page: Page, site: str) -> None:
    look_for(page, site, "党费")
    first = titles(page)
    page.get_by_role("link", name="下一页").scroll_into_view_if_needed()
    until(lambda: page.evaluate("scrollY > 300 && (history.state || {}).y === scrollY"), "the place to be kept")
    place = page.evaluate("scrollY")
    page.get_by_role("link", name="下一页").click()
    expect(page.locator("[data-status]")).to_contain_text("第 2 页")
    assert page.evaluate("scrollY") < 50
    second = titles(page)
    assert not set(first) & set(second) and asked(page) == {"q": "党费", "page": "2"}
    page.go_back()
    expect(page.locator("[data-status]")).to_contain_text("第 1 页")
    assert titles(page) == first
    assert abs(page.evaluate("scrollY") - place) < 3
    page.locator(".result h3 a").last.click()
    page.wait_for_load_state()
    page.go_back()
    expect(page.locator(".result").first).to_be_visible()
    until(lambda: abs(page.evaluate("scrollY") - place) < 400, "the place to come back")


@pytest.mark.parametrize(
    ("query", "title"),
    [("黨費收繳", "党费收缴"), ("zzgxzj", "组织关系转接"), ("dangfeishoujiao", "党费收缴")],
)
def test_other_writings_find_the_same(page: Page, site: str, query: str, title: str) -> None:
    look_for(page, site, query)
    assert title in titles(page)[0]


def test_a_slip_is_put_right(page: Page, site: str) -> None:
    look_for(page, site, "组织关系转揭")
    page.locator("[data-meant]").get_by_role("link", name="组织关系转接").click()
    expect(page.get_by_role("combobox")).to_have_value("组织关系转接")
    expect(page.locator("[data-meant]")).to_be_hidden()


def test_nothing_found_is_not_the_end(page: Page, site: str) -> None:
    look_for(page, site, "囍囍囍")
    expect(page.locator("[data-status]")).to_have_text("没有找到结果")
    nothing = page.locator(".search-nothing")
    expect(nothing.get_by_role("link", name="党员组织关系转接", exact=True)).to_be_visible()
    expect(nothing).to_contain_text("电话")
    expect(nothing).to_contain_text("办公时间")
    expect(page.locator(".search-columns")).to_be_hidden()


def test_too_many_filters_can_be_taken_off(page: Page, site: str) -> None:
    look_for(page, site, "党费", "&kind=notice&year=2013")
    expect(page.locator("[data-status]")).to_have_text("没有找到结果")
    page.get_by_role("link", name="去掉全部条件").click()
    expect(page.locator(".result").first).to_be_visible()


def test_without_scripts_the_ways_are_there(chromium: Browser, site: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/search/?q=x")
    expect(page.get_by_role("link", name="站点地图").first).to_be_visible()
    expect(page.locator(".search-columns")).to_be_hidden()
    page.locator("main input[name=q]").fill("党费")
    page.get_by_role("main").get_by_role("button", name="搜索").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("站点地图")
    context.close()


def test_where_the_network_fails_it_can_be_tried_again(page: Page, site: str) -> None:
    def cut(route: Route) -> None:
        route.abort()

    page.route("**/search/data/t/**", cut)
    look_for(page, site, "党费")
    expect(page.locator("[data-status]")).to_contain_text("请检查网络")
    page.unroute("**/search/data/t/**", cut)
    page.get_by_role("button", name="再试一次").click()
    expect(page.locator(".result").first).to_be_visible()


def test_once_loaded_it_works_without_a_network(page: Page, site: str) -> None:
    look_for(page, site, "党费")
    first = titles(page)
    page.get_by_role("link", name="按时间").click()
    expect(page.locator("[data-sorts] [aria-current]")).to_have_text("按时间")
    page.context.set_offline(True)
    page.get_by_role("link", name="按相关程度").click()
    expect(page.locator("[data-sorts] [aria-current]")).to_have_text("按相关程度")
    assert titles(page) == first
    page.context.set_offline(False)


def test_nothing_typed_is_kept_or_told(page: Page, site: str) -> None:
    told: list[str] = []
    page.on("request", lambda request: told.append(request.url + str(request.headers.get("referer"))))
    page.goto(f"{site}/search/")
    page.get_by_role("combobox").fill("机密的词语")
    page.keyboard.press("Enter")
    expect(page.locator("[data-status]")).not_to_be_empty()
    assert asked(page) == {"q": "机密的词语"}
    assert not any("机密" in each or quote("机密") in each for each in told)
    kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, history.state])")
    assert "机密" not in kept


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("query", ["党费", "囍囍囍", "组织关系转揭", "公示"])
def test_it_fits_and_axe_finds_nothing(page: Page, site: str, query: str, size: str) -> None:
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    look_for(page, site, query, "&year=2026" if query == "公示" else "")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page).response["violations"]
    assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in found] == []


@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_nothing_jumps_when_results_and_passages_come(page: Page, site: str, size: str) -> None:
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    page.add_init_script("""
        window.shifts = 0;
        new PerformanceObserver(list => list.getEntries().forEach(each => (shifts += each.value)))
            .observe({ type: "layout-shift", buffered: true });
    """)
    look_for(page, site, "公示")
    # Every result in sight has its passage, and what that moved has been drawn and told.
    page.wait_for_load_state("networkidle")
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))")
    assert page.evaluate("shifts") < 0.05
