"""Ways from the home page to a guide, a rule, or a word of advice, as people take them."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

TITLE = "党员组织关系转接"
GUIDE = "/guides/membership-transfer.html"
PAGES_OF_PAPER = re.compile(rb"/Type\s*/Page[^s]")


def search_from_home(page: Page, site: str, words: str) -> None:
    page.goto(site)
    page.get_by_role("main").get_by_role("searchbox", name="全站搜索").fill(words)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    expect(page.locator("[data-search]")).to_have_attribute("data-search", re.compile("found|nothing"))


def shown(page: Page) -> str:
    """The path of the guide that stands there whole; fails if it is no guide."""
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.get_by_role("heading", name="要带的材料")).to_be_visible()
    return urlsplit(page.url).path


def test_by_the_search_box(page: Page, site: str) -> None:
    search_from_home(page, site, "我要转组织关系")
    page.locator(".result").get_by_role("link", name=TITLE, exact=True).first.click()
    assert shown(page) == GUIDE


def test_by_the_subject(page: Page, site: str) -> None:
    page.goto(site)
    page.get_by_role("main").get_by_role("link", name="党员与组织关系", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("党员与组织关系")
    page.get_by_role("main").get_by_role("link", name=TITLE, exact=True).first.click()
    assert shown(page) == GUIDE


def test_by_who_one_is(page: Page, site: str) -> None:
    page.goto(site)
    page.get_by_role("main").get_by_role("link", name="党员", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("党员")
    page.get_by_role("main").get_by_role("link", name=TITLE, exact=True).first.click()
    assert shown(page) == GUIDE


def test_by_the_list_of_all_guides(page: Page, site: str) -> None:
    page.goto(site)
    page.get_by_role("main").get_by_role("link", name="全部办事指南").click()
    page.get_by_role("main").get_by_role("link", name=TITLE, exact=True).first.click()
    assert shown(page) == GUIDE


def test_the_guide_is_taken_home_on_one_page_of_paper(page: Page, site: str) -> None:
    page.add_init_script("window.print = () => { window.printed = true; }")
    page.goto(f"{site}/guides/membership-transfer.html")
    page.get_by_role("link", name="打印一页纸").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(TITLE)
    expect(page.locator("svg.qr")).to_be_visible()
    page.get_by_role("button", name="打印这一页").click()
    assert page.evaluate("window.printed") is True
    assert len(PAGES_OF_PAPER.findall(page.pdf(prefer_css_page_size=True))) == 1


@pytest.mark.parametrize("words", ["黨員組織關係轉接", "zzgxzj", "zuzhiguanxizhuanjie", "组织关系转节"])
def test_however_it_is_written(page: Page, site: str, words: str) -> None:
    """In traditional characters, by initials, by sounds, with a wrong character."""
    search_from_home(page, site, words)
    meant = page.locator("[data-meant]").get_by_role("link")
    if meant.count():
        meant.first.click()
        expect(page.locator("[data-meant]")).to_be_hidden()
    page.locator(".result").get_by_role("link", name=TITLE, exact=True).first.click()
    assert shown(page) == GUIDE


def test_where_nothing_is_found_there_is_a_way_on(page: Page, site: str) -> None:
    search_from_home(page, site, "囍囍囍")
    expect(page.locator("[data-status]")).to_have_text("没有找到结果")
    page.locator(".search-nothing").get_by_role("link", name=TITLE, exact=True).click()
    assert shown(page) == GUIDE


def test_a_rule_that_is_no_longer_in_force_leads_to_its_successor(page: Page, site: str) -> None:
    page.goto(f"{site}/columns/rules/")
    page.get_by_role("main").locator("a[href='/columns/rules/lapsed/']").first.click()
    page.get_by_role("main").get_by_role("link", name=re.compile("首问责任制度")).first.click()
    banner = page.locator(".banner")
    expect(banner.locator("[data-state-label]")).to_have_text(re.compile("已废止|已失效"))
    banner.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("首问负责制实施办法")
    expect(page.locator(".banner [data-state-label]")).to_have_text("现行有效")


def test_a_reader_of_traditional_characters_finds_and_reads(page: Page, site: str) -> None:
    page.goto(site)
    page.locator(".tool-menu > summary").click()
    page.get_by_role("button", name="繁體字").click()
    expect(page.get_by_role("link", name="黨員組織關係轉接").first).to_be_visible()
    page.get_by_role("main").get_by_role("searchbox").fill("黨員組織關係轉接")
    page.keyboard.press("Enter")
    page.locator(".result").get_by_role("link", name="黨員組織關係轉接", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("黨員組織關係轉接")
    assert page.evaluate("document.documentElement.lang") == "zh-Hant"


def test_without_scripts_the_menu_the_search_and_the_pages_stand(chromium: Browser, site: str) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(site)
    page.get_by_text("全部栏目").first.click()
    page.get_by_role("banner").get_by_role("link", name="办事服务").first.click()
    page.get_by_role("main").get_by_role("link", name=TITLE, exact=True).first.click()
    assert shown(page) == GUIDE
    page.get_by_role("banner").get_by_role("searchbox", name="全站搜索").fill("任前公示")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    page.get_by_role("main").get_by_role("link", name="站点地图").first.click()
    page.get_by_role("main").get_by_role("link", name="公示公告").first.click()
    page.get_by_role("main").get_by_role("link", name=re.compile("省管干部任前公示（2026年第11期）")).first.click()
    expect(page.locator(".banner")).to_contain_text("公示中 2026-11-18 至 2026-11-24，还剩 4 天")
    expect(page.get_by_role("heading", name="公示对象")).to_be_visible()
    context.close()
