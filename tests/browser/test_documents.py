"""Pages of documents as people use them: ticking what to bring, finding an article, reading on a phone, comparing."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from ..helpers import Built

GUIDE = "/guides/membership-transfer.html"
RULE = "/rules/service/first-asked.html"
NOTICE = "/notices/appointment/2026-11.html"
SPARE = 20
"""Millimetres of an A4 page that every sheet leaves free, for devices whose letters are larger than here."""


def test_what_to_bring_is_ticked_by_keyboard_kept_for_the_visit_and_cleared(page: Page, site: str) -> None:
    page.goto(site + GUIDE)
    boxes = page.locator("#materials").get_by_role("checkbox")
    count = page.locator("[data-checklist-count]")
    expect(count).not_to_be_visible()
    boxes.first.focus()
    page.keyboard.press("Space")
    expect(boxes.first).to_be_checked()
    expect(count).to_have_text("已备 1 样，还差 5 样")
    page.reload()
    expect(boxes.first).to_be_checked()
    assert page.evaluate("localStorage.length") == 0 and page.context.cookies() == []
    page.get_by_role("button", name="清除勾选").click()
    expect(boxes.first).not_to_be_checked()
    expect(boxes.first).to_be_focused()
    page.reload()
    expect(boxes.first).not_to_be_checked()


def test_ticks_of_one_guide_are_not_those_of_another(page: Page, site: str) -> None:
    page.goto(site + GUIDE)
    page.locator("#materials").get_by_role("checkbox").first.check()
    page.goto(site + "/guides/dues.html")
    assert page.locator("#materials input:checked").count() == 0


def test_damaged_ticks_are_no_trouble(page: Page, site: str) -> None:
    page.add_init_script(f"sessionStorage.setItem('portal.ticked:{GUIDE[1:-5]}', '{{oops')")
    page.goto(site + GUIDE)
    page.locator("#materials").get_by_role("checkbox").first.check()
    expect(page.locator("[data-checklist-count]")).to_be_visible()


def test_without_scripts_a_guide_is_a_plain_list(chromium: Browser, site: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + GUIDE)
    expect(page.locator("#materials")).to_contain_text("党员组织关系转接申请表")
    assert page.locator("#materials input:visible, #materials button:visible, .opening:visible").count() == 0
    context.close()


def test_a_guide_answers_first_and_can_be_called(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(site + GUIDE)
    answers = page.locator(".first-answers")
    expect(answers.get_by_role("link", name="028-00001227")).to_have_attribute("href", "tel:02800001227")
    answers.get_by_role("link", name="5 样材料").click()
    expect(page.get_by_role("heading", name="要带的材料")).to_be_in_viewport()


def test_every_sheet_fits_one_page_of_paper_with_room_to_spare(page: Page, site: str, real_site: Built) -> None:
    sheets = sorted(path for path in real_site.files if path.startswith("print/"))
    assert len(sheets) >= 37
    for sheet in sheets:
        page.goto(f"{site}/{sheet}")
        page.evaluate("document.body.appendChild(document.createElement('p')).setAttribute('id', 'spare')")
        page.evaluate(f"document.getElementById('spare').style.height = '{SPARE}mm'")
        paper = page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page[^s]", paper)) == 1, sheet


def test_a_sheet_is_printed_by_its_button(page: Page, site: str) -> None:
    page.add_init_script("window.print = () => { window.printed = true; }")
    page.goto(f"{site}/print{GUIDE}")
    page.get_by_role("button", name="打印这一页").click()
    assert page.evaluate("window.printed") is True


def test_the_contents_follow_the_reader(page: Page, site: str) -> None:
    page.goto(site + RULE)
    contents = page.get_by_role("navigation", name="目录")
    contents.get_by_role("link", name="第九条").click()
    expect(contents.get_by_role("link", name="第九条")).to_have_attribute("aria-current", "location")
    expect(contents.get_by_role("link", name="第三章 登记和反馈")).to_have_attribute("aria-current", "location")
    expect(contents).to_be_in_viewport()  # it stays beside the text
    page.evaluate("scrollTo(0, 0)")
    expect(contents.locator("[aria-current]")).to_have_count(0)


def test_the_address_of_an_article_is_copied_by_its_number(page: Page, site: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(site + RULE)
    page.locator("#article-6 .article-number").click()
    expect(page.locator("[data-tool-status]")).to_have_text("已复制第六条的链接")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{site}{RULE}#article-6" == page.url


def test_a_rule_leads_to_its_comparison_with_the_one_before(page: Page, site: str) -> None:
    page.goto(site + RULE)
    page.get_by_role("link", name=re.compile("逐条对照")).click()
    row = page.get_by_role("row").filter(has_text="第十四条")
    expect(row.locator("ins").first).to_be_visible()
    expect(row.get_by_text("修改", exact=True)).to_be_visible()
    page.get_by_role("link", name="首问责任制度（2015年）").click()
    expect(page.locator(".banner")).to_contain_text("首问负责制实施办法")


@pytest.mark.parametrize("width", [320, 360, 768])
def test_people_on_notice_are_cards_on_narrow_screens(page: Page, site: str, width: int) -> None:
    page.clock.set_fixed_time("2026-11-20T12:00:00+08:00")
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(site + NOTICE)
    table = page.get_by_role("table", name=re.compile("公示对象"))
    assert table.get_by_role("row").count() == 4  # still a table to readers by ear
    cell = table.get_by_role("cell", name="拟任省直单位正职")
    assert cell.evaluate("each => getComputedStyle(each, '::before').content") == '"拟任职务"'
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert table.evaluate("each => each.scrollWidth <= each.parentElement.clientWidth")


def test_an_issue_leads_to_the_others(page: Page, site: str) -> None:
    page.goto(site + "/bulletins/week/2026-47.html")
    page.get_by_role("link", name="前一期").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("一周工作要览（2026年第46期）")
    expect(page.locator(".issues [aria-current]")).to_have_text("第 46 期")
    page.get_by_role("link", name="一周工作要览全部各期").click()
    expect(page.get_by_role("heading", name="2026 年")).to_be_visible()


def test_an_old_address_leads_on(page: Page, site: str) -> None:
    page.goto(site + "/zdgk/swfz.html")
    page.wait_for_url("**" + RULE)
    expect(page.get_by_role("heading", level=1)).to_have_text("首问负责制实施办法")
    assert page.url == site + RULE
