"""The one document: whole in itself, leading nowhere, with every screen that a button names."""

import re
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from plugins.kiosk import papers
from plugins.kiosk.views import kiosk_view
from plugins.portal.views.desk import Desk

from ..helpers import SITE, Built, build, library, record, settings, write_site

SITES = ("good_site", "real_site")


@pytest.fixture(params=SITES)
def site(request: pytest.FixtureRequest) -> Built:
    built: Built = request.getfixturevalue(request.param)
    return built


def document(site: Built) -> BeautifulSoup:
    """The document with its templates opened: what they hold is not looked at otherwise."""
    html = site.pages["kiosk/index.html"].replace("<template", "<section").replace("</template", "</section")
    return BeautifulSoup(html, "html.parser")


def test_every_button_leads_to_a_screen(site: Built) -> None:
    screens = {str(node["data-screen"]) for node in document(site).select("[data-screen]")}
    wanted = {str(node[key]) for key in ("data-go", "data-turn") for node in document(site).select(f"[{key}]")}
    assert wanted <= screens
    shown = {name.split("/")[0] for name in wanted | {"home"}}
    assert {name.split("/")[0] for name in screens} == shown


def test_it_asks_for_nothing_but_its_own_files(site: Built) -> None:
    page = document(site)
    asked = {str(node[key]) for key in ("href", "src") for node in page.select(f"[{key}]")}
    files = {each for each in asked if not each.startswith("#")}
    assert files and all(f"kiosk/{each}" in site.files for each in files)
    assert {each[1:] for each in asked if each.startswith("#")} <= {str(node["id"]) for node in page.select("[id]")}
    scripts = [data.decode() for path, data in site.files.items() if path.startswith("kiosk/app-")]
    assert not [text for text in scripts if re.search(r"https?://(?!www\.w3\.org)", text)]


def test_nothing_in_it_breaks_its_own_policy(site: Built) -> None:
    page = document(site)
    policy = str(page.select_one("meta[http-equiv=Content-Security-Policy]"))
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert not page.select("[style], style, script:not([src])")
    assert not [node for node in page.find_all(True) for name in node.attrs if name.startswith("on")]
    assert not page.select("a, iframe, form, input, object, embed, img, video, audio")


def test_it_is_hashed_by_what_is_in_it(good_site: Built) -> None:
    """Scripts and styles of another edition have another address, so no old one is ever mixed in."""
    bases = {path.split("/")[1] for path in good_site.files if path.startswith("kiosk/app-")}
    assert len(bases) == 1


def test_all_of_a_guide_is_on_its_screen(real_site: Built) -> None:
    page = document(real_site)
    for each in real_site.library.of_kind["guide"]:
        name = f"guide/{each.id.removeprefix('guides/')}"
        screen = page.select_one(f'[data-screen="{name}"]')
        assert screen is not None
        text = screen.get_text()
        item = each.item.model_dump()
        assert all(value in text for value in (item["title"], item["phone"], item["fee"], item["place"]))
        assert [node.b.get_text() for node in screen.select(".tick") if node.b] == [
            m["name"] for m in item["materials"]
        ]
        assert len(screen.select("svg.qr")) == 1


def test_a_change_of_a_body_is_seen(tmp_path: Path) -> None:
    """The document is kept while nothing in it changed, and made anew for a new sentence of a bulletin."""
    items = {"bulletins/a": {"body": "第一句。"}, "news/a": {}}
    source = write_site(tmp_path / "source", items)
    first = build(source, tmp_path / "output", date(2026, 3, 1)).files["kiosk/index.html"]
    (source / "content" / "bulletins" / "a.md").write_text(
        (source / "content" / "bulletins" / "a.md").read_text(encoding="utf-8").replace("第一句", "第二句"),
        encoding="utf-8",
    )
    second = build(source, tmp_path / "output", date(2026, 3, 1)).files["kiosk/index.html"]
    assert "第一句" in first.decode() and "第二句" in second.decode() and "第一句" not in second.decode()


def test_bodies_lead_nowhere() -> None:
    text = "# 题\n\n见[制度](../rules/a.md)和![图](x.png)。\n\n| 甲 |\n|---|\n| 乙 |\n"
    html = papers.body(record("bulletins/a"), lambda _: text)
    assert "制度" in html and "<table>" in html
    assert not re.search(r"<a\b|<img\b|href|\bid=|tabindex", html)


def test_notices_stand_in_the_order_of_their_periods_and_then_recent_announcements() -> None:
    notices = [
        record("notices/late", published="2026-03-01", period={"start": "2026-03-05", "end": "2026-03-12"}),
        record("notices/now", published="2026-03-01", period={"start": "2026-03-01", "end": "2026-03-06"}),
        record("notices/over", published="2026-02-01", period={"start": "2026-02-01", "end": "2026-02-06"}),
        record("notices/plain", published="2026-02-20"),
        record("notices/old", published="2025-02-20"),
    ]
    desk = Desk(library(*notices, today=date(2026, 3, 3)))
    assert [paper.id.removeprefix("notices/") for paper in papers.notices(desk)] == ["now", "late", "plain"]


def test_a_site_with_next_to_nothing_has_a_kiosk() -> None:
    view = kiosk_view(Desk(library(today=date(2026, 3, 3), site=settings(kiosk={"greeting": "您好"}))))
    assert view.greeting == "您好" and view.week is None and view.city == () and view.plans == ()
    assert not view.data.timed and view.hours == ""


def test_the_script_knows_the_hours_and_the_holidays(real_site: Built) -> None:
    data = kiosk_view(Desk(real_site.library)).data
    assert data.timed and data.week == ((("09:00", "12:00"), ("13:30", "17:30")),) * 5 + ((), ())
    october = kiosk_view(Desk(library(today=date(2026, 9, 20)))).data.days
    assert october["2026-10-01"] == () and october["2026-10-10"]


def test_the_hours_on_the_screen_are_those_of_the_settings() -> None:
    hours = [{"days": "周一至周四", "from": "9:00", "to": "16:30"}]
    words = {**SITE["site"], "hours": "每天 8:00—20:00"}
    site = settings(site=words, kiosk={"hours": hours})
    assert kiosk_view(Desk(library(site=site))).hours == "周一至周四 9:00—16:30（法定节假日除外）"
    assert kiosk_view(Desk(library(site=settings(site=words)))).hours == "每天 8:00—20:00"
