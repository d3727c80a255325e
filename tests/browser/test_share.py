"""Sending a page on, its numbers, mistakes on it, and links that leave the site."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import segno
import segno.encoder
from playwright.sync_api import Browser, Page, expect

from .. import helpers
from .conftest import serve
from .test_every_kind import KINDS

TEXTS = [
    "https://www.example.gov.cn/",
    "https://www.example.gov.cn/notices/appointment/2026-11.html",
    *("x" * length for length in (14, 26, 42, 62, 84, 106)),
    "中" * 35,
]
CAPACITIES = (16, 28, 44, 64, 86, 108)


@pytest.fixture
def copier(page: Page, site: str) -> Page:
    """A notice's page, in a browser that lets it write to the clipboard."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(site + KINDS["notice"])
    return page


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_the_link_of_a_page_is_copied(copier: Page, site: str) -> None:
    copier.get_by_role("button", name="复制本页链接").click()
    expect(copier.get_by_text("本页链接已复制")).to_be_visible()
    assert clipboard(copier) == site + KINDS["notice"]


def test_numbers_of_a_document_are_copied(copier: Page) -> None:
    button = copier.get_by_role("button", name="复制文号")
    number = button.locator("xpath=..").inner_text().removesuffix("复制").strip()
    button.click()
    assert clipboard(copier) == number
    assert number.endswith("号")
    expect(button).to_have_text("已复制")


def test_old_browsers_copy_too(page: Page, site: str) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.goto(site + KINDS["notice"])
    page.get_by_role("button", name="复制本页链接").click()
    expect(page.get_by_text("本页链接已复制")).to_be_visible()
    expect(page.get_by_role("button", name="复制本页链接")).to_be_focused()


def test_the_system_shares_where_it_can(page: Page, site: str) -> None:
    page.goto(site + KINDS["notice"])
    expect(page.get_by_role("button", name="转发")).to_be_hidden()
    page.add_init_script("navigator.share = async what => { window.shared = what; };")
    page.reload()
    page.get_by_role("button", name="转发").click()
    assert page.evaluate("shared.url") == site + KINDS["notice"]


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: f"{len(text.encode())} bytes")
def test_codes_to_scan_are_those_of_the_standard(
    page: Page, site: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Compared with segno's, module by module and mask by mask, once its padding is that of the standard: it adds eight
    bits to texts that end where a codeword ends."""
    monkeypatch.setattr(segno.encoder, "write_padding_bits", lambda bits, _, length: bits.extend([0] * (-length % 8)))
    page.goto(site + KINDS["letter"])
    version = 1 + next(n for n, capacity in enumerate(CAPACITIES) if len(text.encode()) + 2 <= capacity)
    for mask in range(8):
        made = segno.make(
            text, error="m", version=version, mask=mask, mode="byte", encoding="utf-8", eci=False, boost_error=False
        )
        drawn = page.evaluate(
            """async ([text, mask]) => {
                const maker = await import(document.querySelector("[data-code-maker]").dataset.codeMaker);
                return maker.matrix(text, mask);
            }""",
            [text, mask],
        )
        assert drawn == [list(row) for row in made.matrix], mask


def test_a_code_opens_and_closes(page: Page, site: str) -> None:
    page.goto(site + KINDS["notice"])
    button = page.get_by_role("button", name="用手机扫码打开")
    button.click()
    expect(page.get_by_role("img", name="本页的二维码")).to_be_visible()
    expect(button).to_have_attribute("aria-expanded", "true")
    button.click()
    expect(page.get_by_role("img", name="本页的二维码")).to_be_hidden()


def test_a_letter_about_a_mistake_says_which_page(page: Page, site: str) -> None:
    page.goto(site + KINDS["rule"])
    address = page.get_by_role("link", name="本页有误").get_attribute("href") or ""
    letter = parse_qs(urlsplit(address).query)
    assert address.startswith("mailto:zzb@example.gov.cn?")
    assert letter["subject"] == ["网页纠错：首问负责制实施办法"]
    assert f"网址：{site}{KINDS['rule']}" in letter["body"][0]


@pytest.fixture
def asking_site(tmp_path: Path) -> Iterator[str]:
    """A small site that asks whether its pages are of use."""
    site = {**helpers.SITE["site"], "phone": "028-00001200", "feedback": {"useful_url": "/feedback"}}
    source = helpers.write_site(tmp_path, {"news/one": {"title": "要闻"}}, site=site)
    yield from serve(helpers.build(source, tmp_path / "output", helpers.REAL_DAY).folder)


def test_whether_a_page_is_useful_goes_to_the_site_itself(chromium: Browser, asking_site: str) -> None:
    page = chromium.new_page()
    sent: list[tuple[str, str | None]] = []

    def take(route) -> None:  # type: ignore[no-untyped-def]
        sent.append((route.request.method, route.request.post_data))
        route.fulfill(status=204)

    page.route("**/feedback", take)
    page.goto(asking_site + "/news/one.html")
    page.get_by_role("button", name="有用", exact=True).click()
    expect(page.get_by_text("谢谢，我们收到了")).to_be_visible()
    assert [(method, unquote(body or "")) for method, body in sent] == [("POST", "page=/news/one.html&useful=yes")]
    expect(page.get_by_text("这一页对您有用吗？")).to_have_count(0)
    assert (
        page.get_by_role("complementary", name="关于本页").get_by_role("link").get_attribute("href")
        == "tel:028-00001200"
    )
    page.close()


def test_a_site_without_a_taker_asks_nothing(page: Page, site: str) -> None:
    page.goto(site + KINDS["rule"])
    expect(page.get_by_text("这一页对您有用吗？")).to_have_count(0)


def test_a_link_to_strangers_asks_first(page: Page, site: str) -> None:
    page.route("https://news.example.com/**", lambda route: route.abort())
    page.goto(site + KINDS["letter"])
    page.evaluate(
        """() => {
            const part = document.createElement("p");
            part.innerHTML = '<a href="https://news.example.com/one">一篇报道</a>';
            document.querySelector("main .sheet").prepend(part);
        }"""
    )
    link = page.get_by_role("link", name="一篇报道")
    link.click()
    asked = page.get_by_role("group", name="离开本站")
    expect(asked).to_contain_text("您将离开本站，打开 news.example.com")
    go = asked.get_by_role("link", name="继续前往")
    expect(go).to_be_focused()
    assert (go.get_attribute("href"), go.get_attribute("rel")) == (
        "https://news.example.com/one",
        "noopener noreferrer",
    )
    page.keyboard.press("Escape")
    expect(asked).to_have_count(0)
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    asked.get_by_role("button", name="留在本页").click()
    expect(asked).to_have_count(0)
    assert page.url == site + KINDS["letter"]


def test_a_link_to_a_site_of_the_state_is_marked_and_opens(page: Page, site: str) -> None:
    page.goto(site + KINDS["units"])
    link = page.locator("main a[href^='https://'][href*='.gov.cn']").first
    assert "↗" in link.evaluate("link => getComputedStyle(link, '::after').content")
    prevented = link.evaluate(
        """link => {
            let prevented;
            addEventListener("click", event => { prevented = event.defaultPrevented; event.preventDefault(); }, {once: true});
            link.dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true}));
            return prevented;
        }"""
    )
    assert prevented is False
    expect(page.get_by_role("group", name="离开本站")).to_have_count(0)
