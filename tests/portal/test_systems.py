"""docs/systems.md keeps its word: every system is there, every page it names is in the site, every test exists."""

import re

from bs4 import BeautifulSoup

from plugins.portal.urls import output_path

from ..helpers import ROOT, Built

ROWS = [
    line
    for line in (ROOT / "docs" / "systems.md").read_text(encoding="utf-8").splitlines()
    if re.match(r"\| R\d+ \|", line)
]


def test_all_twenty_one_have_a_row() -> None:
    assert [row.split("|")[1].strip() for row in ROWS] == [f"R{number}" for number in range(1, 22)]


def test_every_page_is_in_the_site_and_says_something(real_site: Built) -> None:
    links = [link for row in ROWS for link in re.findall(r"`(/[^`]*)`", row)]
    assert len(links) >= 21
    for link in links:
        page = real_site.soups[output_path(link)]
        # The kiosk's screens are templates until they are shown.
        main = (
            page.find("main")
            if not link.startswith("/kiosk/")
            else BeautifulSoup(_unfolded(real_site, link), "html.parser")
        )
        assert main is not None and len(main.get_text()) > 120, link
        assert "本栏目暂无内容" not in main.get_text(), link


def _unfolded(site: Built, link: str) -> str:
    return site.pages[output_path(link)].replace("<template", "<div").replace("</template", "</div")


def test_every_data_file_and_test_exists() -> None:
    for row in ROWS:
        for name in re.findall(r"`([^`]+)`", row):
            if name.startswith("tests/"):
                assert (ROOT / name).is_file(), name
            elif "/" in name and "*" in name:
                assert list((ROOT / "content").glob(name)), name
