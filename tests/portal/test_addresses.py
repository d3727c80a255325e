"""Addresses as typed → as published."""

import pytest

from plugins.portal.addresses import resolve

HERE = "rules/service/first-asked"


@pytest.mark.parametrize(
    ("typed", "url", "item", "file"),
    [
        ("/rules/a.html", "/rules/a.html", "rules/a", None),
        ("../a.md", "/rules/a.html", "rules/a", None),
        ("../../guides/dues.yaml", "/guides/dues.html", "guides/dues", None),
        ("../../guides/dues.yml#steps", "/guides/dues.html#steps", "guides/dues", None),
        ("limit.md#第三条", "/rules/service/limit.html#第三条", "rules/service/limit", None),
        ("./limit.html", "/rules/service/limit.html", "rules/service/limit", None),
        ("../../../../../../rules/a.md", "/rules/a.html", "rules/a", None),
        ("/files/forms/a.docx", "/files/forms/a.docx", None, "forms/a.docx"),
        ("../../files/表 一.docx", "/files/%E8%A1%A8%20%E4%B8%80.docx", None, "表 一.docx"),
        ("/files/%E8%A1%A8.docx", "/files/%E8%A1%A8.docx", None, "表.docx"),
        ("/files/../rules/a.md", "/rules/a.html", "rules/a", None),
        ("/columns/news/", "/columns/news/", None, None),
        ("/columns/news/page-2.html", "/columns/news/page-2.html", None, None),
        ("/search/?q=党费#x", "/search/?q=党费#x", None, None),
        ("/", "/", None, None),
        ("#article-3", "#article-3", None, None),
        ("", "", None, None),
        ("?x=1", "?x=1", None, None),
    ],
)
def test_inside(typed: str, url: str, item: str | None, file: str | None) -> None:
    address = resolve(typed, HERE)
    assert (address.url, address.item, address.file) == (url, item, file)
    assert not address.outside
    assert not address.misshapen


@pytest.mark.parametrize(
    "typed",
    [
        "https://example.com/a?b#c",
        "HTTP://example.com",
        "//example.com/a",
        "mailto:a@b.cn",
        "tel:12380",
        "http://甲.cn/",
    ],
)
def test_outside(typed: str) -> None:
    address = resolve(typed, HERE)
    assert (address.url, address.outside, address.misshapen) == (typed, True, False)


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "data:text/html,x", "file:///etc/passwd",
        "ftp://example.com", "C:\\a.doc", "\\\\server\\a.doc", "forms\\a.doc", "http:", "http:///a", "https:a.cn", "mailto:",
        "http://[", "http://a\\b", "//",
    ],
)  # fmt: skip
def test_misshapen(typed: str) -> None:
    assert resolve(typed, HERE).misshapen


def test_no_address_of_ours_leaves_the_site() -> None:
    for typed in ("//evil.cn/files/a", "/\\evil.cn", "/%2Fevil.cn/a", "/.//evil.cn", "..//evil.cn", "%2F%2Fevil.cn"):
        address = resolve(typed, HERE)
        assert address.outside or address.misshapen or not address.url.startswith("//"), typed
