"""What a page costs on the way to the reader: all that it loads, packed as a server packs it."""

import gzip

import pytest
from bs4 import BeautifulSoup

from plugins.portal.urls import output_path

from ..helpers import Built

KB = 1024
PAGES = {
    "home": ("index.html", 60),
    "guide": ("guides/membership-transfer.html", 35),
    "rule": ("rules/service/first-asked.html", 35),
    "notice": ("notices/appointment/2026-11.html", 35),
    "bulletin": ("bulletins/week/2026-47.html", 35),
    "letter": ("letters/dues-retired.html", 35),
    "list": ("columns/news/index.html", 35),
}
"""A page and its limit in kilobytes."""


def loaded(html: bytes) -> set[str]:
    """What a browser asks for of its own accord."""
    soup = BeautifulSoup(html, "html.parser")
    asked = {str(each["href"]) for each in soup.select("link[rel=stylesheet], link[rel=icon], link[rel=manifest]")}
    return asked | {str(each["src"]) for each in soup.select("script[src], img[src]")}


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_is_light(real_site: Built, kind: str) -> None:
    path, limit = PAGES[kind]
    html = real_site.files[path]
    files = [html, *(real_site.files[output_path(url)] for url in loaded(html))]
    weight = sum(len(gzip.compress(data, 6)) for data in files)
    assert len(files) <= 6
    assert weight <= limit * KB, f"{weight / KB:.1f} KB"
