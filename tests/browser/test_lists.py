"""Lists, ledgers and places as readers use them: sorting by mouse and keyboard, cards on a phone, tiles that open."""

from playwright.sync_api import Page, ViewportSize, expect

LETTERS = "/ledgers/letters.html"
PHONE: ViewportSize = {"width": 320, "height": 640}


def column(page: Page, number: int) -> list[str]:
    cells = page.locator("table.account").first.locator(f"tbody tr > :nth-child({number})")
    return [text.strip() for text in cells.all_inner_texts()]


def head(page: Page, name: str) -> str | None:
    return page.locator("table.account").first.get_by_role("columnheader", name=name).get_attribute("aria-sort")


def test_a_ledger_is_sorted_by_a_press_and_goes_back(page: Page, site: str) -> None:
    page.goto(site + LETTERS)
    served = column(page, 1)
    press = page.locator("table.account").first.get_by_role("button", name="用时（工作日）")
    press.click()
    figures = [int(text) for text in column(page, 7) if text]
    assert figures == sorted(figures, reverse=True) and len(figures) > 5
    assert column(page, 7)[-1] == "", "what has no figure stands last"
    assert head(page, "用时（工作日）") == "descending"
    expect(page.get_by_role("status").filter(has_text="从大到小")).to_have_count(1)
    press.click()
    assert [int(text) for text in column(page, 7) if text] == sorted(figures)
    assert head(page, "用时（工作日）") == "ascending"
    press.click()
    assert column(page, 1) == served and head(page, "用时（工作日）") is None


def test_a_ledger_is_sorted_by_keyboard(page: Page, site: str) -> None:
    page.goto(site + LETTERS)
    page.locator("table.account").first.get_by_role("button", name="来信日期").focus()
    page.keyboard.press("Enter")
    assert column(page, 2) == sorted(column(page, 2)) and head(page, "来信日期") == "ascending"
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert head(page, "类别") == "ascending" and head(page, "来信日期") is None


def test_on_a_phone_rows_are_cards_and_are_sorted_by_a_list(page: Page, site: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(site + LETTERS)
    frame = page.locator(".table-frame").first
    assert frame.evaluate("frame => frame.scrollWidth <= frame.clientWidth")
    first = page.locator("table.cards tbody tr").first
    assert first.evaluate("row => getComputedStyle(row).display") == "grid"
    assert (
        first.locator("td")
        .first.evaluate("cell => getComputedStyle(cell, '::before').content")
        .startswith('"来信日期"')
    )
    page.get_by_label("排序").first.select_option(label="用时（工作日）：从小到大")
    figures = [int(text) for text in column(page, 7) if text]
    assert figures == sorted(figures)


def test_no_ledger_scrolls_sideways_on_a_phone(page: Page, site: str) -> None:
    page.set_viewport_size(PHONE)
    for path in (
        LETTERS,
        "/ledgers/proposals.html",
        "/ledgers/tasks.html",
        "/ledgers/projects.html",
        "/ledgers/duty.html",
        "/plans/2026.html",
        "/assessments/2026.html",
        "/submissions/2026.html",
        "/statistics/petitions.html",
        "/offices/general/",
        "/units.html",
    ):
        page.goto(site + path)
        wide = page.locator(".table-frame").evaluate_all(
            "frames => frames.filter(frame => frame.scrollWidth > frame.clientWidth + 1).map(frame => frame.ariaLabel)"
        )
        assert wide == [], path


def test_without_a_script_the_order_of_the_server_stands(page: Page, site: str) -> None:
    page.route("**/*.js", lambda route: route.abort())
    page.goto(site + LETTERS)
    assert page.locator("table.account thead button").count() == 0
    assert len(column(page, 1)) > 5


def test_overdue_is_said_in_words(page: Page, site: str) -> None:
    page.goto(site + LETTERS)
    marked = page.locator("tr.is-overdue")
    assert marked.count() >= 1
    assert all("超期" in text for text in marked.all_inner_texts())


def test_the_first_screen_of_a_phone_holds_search_and_what_most_come_for(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(site + "/")
    seen = (
        "element => { const box = element.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; }"
    )
    assert page.locator("#find-home").evaluate(seen)
    tiles = page.locator(".hero .tile")
    assert tiles.count() == 8 and all(tiles.nth(place).evaluate(seen) for place in range(8))


def test_a_city_opens_by_keyboard_and_shows_its_counties(page: Page, site: str) -> None:
    page.goto(site + "/units.html")
    tile = page.locator(".unit-tile").first
    tile.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(tile.get_by_role("link", name="028-00002001")).to_be_visible()


def test_rules_in_force_are_one_press_from_the_column(page: Page, site: str) -> None:
    page.goto(site + "/columns/rules/")
    page.get_by_role("navigation", name="筛选").get_by_role("link", name="现行有效").click()
    expect(page).to_have_url(site + "/columns/rules/in-force/")
    states = page.locator(".entries .state").all_inner_texts()
    assert states and all(text.startswith("现行有效") for text in states)


def test_tables_repeat_their_heads_on_paper(page: Page, site: str) -> None:
    page.goto(site + LETTERS)
    page.emulate_media(media="print")
    table = page.locator("table.account").first
    assert table.locator("thead").evaluate("head => getComputedStyle(head).display") == "table-header-group"
    assert table.locator("tbody tr").first.evaluate("row => getComputedStyle(row).breakInside") == "avoid"


def test_a_chart_is_drawn_for_the_screen_that_shows_it(page: Page, site: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(site + "/statistics/petitions.html")
    picture = page.locator(".chart img")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", True)
    assert "-narrow.svg" in picture.evaluate("image => image.currentSrc")
    assert picture.get_attribute("alt")
