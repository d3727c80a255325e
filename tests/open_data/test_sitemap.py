"""sitemap.xml and robots.txt: every page that wants to be found, split where the protocol asks for it."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from plugins.open_data import sitemap
from plugins.portal import urls
from plugins.portal.plan import PagePlan, Plan

from ..helpers import Built, library, record

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ROOT = "https://zzb.example.gov.cn"


def locations(data: bytes) -> list[str]:
    return [node.text or "" for node in ElementTree.fromstring(data).iter(f"{SPACE}loc")]


def test_the_map_names_each_page_that_may_be_listed_once(good_site: Built) -> None:
    named = locations(good_site.files["sitemap.xml"])
    pages = [urls.output_path(address.removeprefix(ROOT)) for address in named]
    assert len(set(pages)) == len(pages)
    hidden = {path for path, page in good_site.soups.items() if page.select('meta[name="robots"][content*="noindex"]')}
    assert set(pages) == set(good_site.pages) - hidden
    assert {"404.html", "old/first-asked.html", "print/guides/transfer.html", "kiosk/index.html"} <= hidden


def test_dates_of_change(good_site: Built) -> None:
    dates = {
        (node.findtext(f"{SPACE}loc") or "").removeprefix(ROOT): node.findtext(f"{SPACE}lastmod")
        for node in ElementTree.fromstring(good_site.files["sitemap.xml"])
    }
    assert dates["/news/training.html"] == "2026-05-29"
    assert dates["/rules/service/first-asked.html"] == "2026-02-10"


def page(number: int) -> PagePlan:
    return PagePlan(f"/news/n{number}.html", "item.html", lambda: pytest.fail("no page is made for the map"))


def test_more_than_fifty_thousand_addresses_make_an_index() -> None:
    made = library(record("news/a"))
    plan = Plan(pages=[page(number) for number in range(50_001)])
    assert ElementTree.fromstring(sitemap.first_file(made, plan)).tag == f"{SPACE}sitemapindex"
    plan.pages.pop()
    assert ElementTree.fromstring(sitemap.first_file(made, plan)).tag == f"{SPACE}urlset"
    assert list(sitemap.further_files(made, plan)) == []


@pytest.mark.parametrize(("count", "parts"), [(0, 0), (50, 0), (51, 2), (100, 2), (101, 3)])
def test_an_index_names_parts_that_hold_every_address(monkeypatch: pytest.MonkeyPatch, count: int, parts: int) -> None:
    monkeypatch.setattr(sitemap, "LIMIT", 50)
    made = library(record("news/a"))
    plan = Plan(pages=[page(number) for number in range(count)])
    first = sitemap.first_file(made, plan)
    further = {plan.url: plan.make() for plan in sitemap.further_files(made, plan)}
    assert len(further) == parts
    if not parts:
        assert len(locations(first)) == count
        return
    assert ElementTree.fromstring(first).tag == f"{SPACE}sitemapindex"
    assert locations(first) == [ROOT + url for url in further]
    named = [address for data in further.values() for address in locations(data)]
    assert named == [f"{ROOT}/news/n{number}.html" for number in range(count)]
    assert all(len(locations(data)) <= 50 for data in further.values())


def test_unlisted_pages_stay_out() -> None:
    hidden = PagePlan("/print/a.html", "x.html", lambda: pytest.fail("not made"), listed=False)
    assert locations(sitemap.first_file(library(), Plan(pages=[hidden, page(1)]))) == [f"{ROOT}/news/n1.html"]


def test_robots_lead_to_the_map(good_site: Built) -> None:
    lines = good_site.files["robots.txt"].decode().splitlines()
    assert f"Sitemap: {ROOT}/sitemap.xml" in lines
    assert "User-agent: *" in lines
    closed = [line.removeprefix("Disallow: ") for line in lines if line.startswith("Disallow: ")]
    for address in locations(good_site.files["sitemap.xml"]):
        assert not any(address.removeprefix(ROOT).startswith(path) for path in closed if path)


def test_sources_lead_from_each_page_to_its_file(good_site: Built) -> None:
    made: dict[str, list[str]] = good_site.json("sources.json")
    content = Path(__file__).parents[1] / "sites" / "good" / "content"
    for url, files in made.items():
        assert urls.output_path(url) in good_site.files, url
        assert files and all((content / file).is_file() for file in files), files
    for each in good_site.library.records:
        assert made[urls.item(each.id)] == [each.file]
    assert made["/old/first-asked.html"] == ["rules/service/first-asked.md"]
    assert made["/files/pictures/lobby.svg"] == ["news/training.md"]
    assert "/files/lists/people-1.csv" not in made
