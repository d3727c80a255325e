"""Offices by floor, cities and counties, services by audience, pages in other languages, and the page for lost visitors."""

from typing import Any

from plugins.portal.kinds.units import Units
from plugins.portal.library import gather
from plugins.portal.pages import pages
from plugins.portal.settings.roster import Roster
from plugins.portal.views.desk import Desk
from plugins.portal.views.foreign import foreign_links, foreign_view
from plugins.portal.views.lists import audience_view
from plugins.portal.views.places import not_found_view, offices_view, units_view
from plugins.portal.views.roster import RosterView

from ...helpers import REAL_DAY, library, record, settings

OFFICES: list[dict[str, Any]] = [
    {"slug": "general", "name": "办公室", "floor": 5, "room": "501", "phone": "028-00001201"},
    {"slug": "visits", "name": "信访处", "floor": 1, "room": "106"},
    {"slug": "files", "name": "档案处", "floor": 5},
    {"slug": "nowhere", "name": "筹备处"},
]


def test_offices_stand_floor_by_floor_from_the_ground() -> None:
    shown = offices_view(Desk(library(site=settings(offices=OFFICES))))
    assert [(floor.title, [office.name for office in floor.offices]) for floor in shown.floors] == [
        ("1 楼", ["信访处"]),
        ("5 楼", ["办公室", "档案处"]),
        ("其他", ["筹备处"]),
    ]
    assert [piece.url for piece in shown.floors[1].offices[0].phone] == ["tel:02800001201"]


def test_counties_stand_below_their_city_by_slug_and_by_name() -> None:
    given = [
        {"slug": "east", "name": "东市委组织部", "site": "https://east.example.gov.cn/", "contact": "028-00002000"},
        {"name": "甲县委组织部", "level": "county", "parent": "east"},
        {"name": "乙县委组织部", "level": "county", "parent": "东市委组织部", "site": "https://b.example.gov.cn"},
        {"name": "孤县委组织部", "level": "county", "parent": "west"},
    ]
    made = gather(settings(), REAL_DAY, [], Units.model_validate({"units": given}))
    shown = units_view(Desk(made))
    assert [(unit.short, [county.short for county in unit.counties]) for unit in shown.units] == [
        ("东市", ["甲县", "乙县"]),
        ("孤县", []),
    ]
    city = shown.units[0]
    assert city.host == "east.example.gov.cn" and city.contact[0].url == "tel:02800002000"
    assert [fact.value for fact in shown.totals] == ["1 个", "3 个", "2 个"]


def test_an_audience_sees_its_services_by_subject() -> None:
    made = library(
        record("guides/a", audience=["member"], topic="membership", promised_limit="5", fee="不收费", visits="0"),
        record("guides/b", audience=["member"], pinned=True, topic="membership"),
        record("guides/c", audience=["member"], promised_limit="0"),
        record("guides/d", topic="membership"),
    )
    shown = audience_view(Desk(made), made.settings.audiences[0])
    assert [(group.title, [each.title for each in group.services]) for group in shown.services] == [
        ("党员事务", ["guides/b", "guides/a"]),
        ("其他", ["guides/c"]),
    ]
    assert shown.services[0].services[1].points == ("5 个工作日办结", "不收费", "不用到现场")
    assert shown.services[1].services[0].points == ("当场办结",)
    assert "/audiences/member/" in {page.url for page in pages(made)}


def test_an_audience_without_services_has_no_page() -> None:
    assert not any(page.url.startswith("/audiences/") for page in pages(library(record("guides/a"))))


def test_a_page_in_another_language_says_which() -> None:
    made = library(
        record("pages/english", title="In English", language="英文", updated="2026-05-01"), record("pages/a")
    )
    shown = foreign_view(Desk(made), made.by_id["pages/english"])
    assert shown.language == "en" and shown.words.updated == "Last updated:"
    assert [(link.title, link.note) for link in foreign_links(made)] == [("English", "en")]
    templates = {page.url: page.template for page in pages(made)}
    assert templates["/pages/english.html"] == "foreign.html" != templates["/pages/a.html"]


def test_two_pages_in_one_language_go_by_their_titles() -> None:
    made = library(
        record("pages/one", title="One", language="en", published="2026-02-01"),
        record("pages/two", title="Two", language="en"),
    )
    assert [link.title for link in foreign_links(made)] == ["One", "Two"]


def test_lost_visitors_find_what_most_come_for_first() -> None:
    made = library(
        record("guides/new", published="2026-03-01"),
        record("guides/pinned", pinned=True),
        site=settings(site={"name": "测试组织部", "domain": "a.example.gov.cn", "email": "a@example.gov.cn"}),
    )
    shown = not_found_view(Desk(made))
    assert [link.title for link in shown.wanted] == ["guides/pinned", "guides/new"]
    assert [piece.url for piece in shown.report if piece.url] == ["mailto:a@example.gov.cn"]
    assert not shown.head.indexed


def test_who_is_on_duty_is_told_with_those_who_come_next() -> None:
    given = settings(offices=OFFICES)
    assert offices_view(Desk(library(site=given))).roster is None

    def shown(**fields: Any) -> RosterView:
        kept = Roster.model_validate({"start": "2026-12-31", "offices": ["general", "visits"], **fields})
        site = given.model_copy(update={"site": given.site.model_copy(update={"roster": kept})})
        made = offices_view(Desk(library(site=site))).roster
        assert made is not None
        return made

    weekly = shown()
    assert [(turn.office.title, turn.days, turn.is_now) for turn in weekly.turns[:2]] == [
        ("办公室", "12月31日至1月6日", True),
        ("信访处", "1月7日至1月13日", False),
    ]
    assert [piece.url for piece in weekly.turns[0].phone] == ["tel:02800001201"]
    daily = shown(turn="每天", phone="028-00001200")
    assert (daily.turns[0].days, daily.turns[0].phone, daily.phone[0].url) == ("12月31日", (), "tel:02800001200")
    assert len(daily.turns) == 14
