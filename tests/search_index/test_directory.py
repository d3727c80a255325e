"""Offices and units can be searched for: by name, by sound, and with what a list shows of them."""

from plugins.portal.kinds.units import Units
from plugins.portal.library import gather
from plugins.search_index.directory import directory
from search.document import Section

from ..helpers import REAL_DAY, Built, settings

OFFICES = [
    {
        "slug": "visits",
        "name": "信访处",
        "short": "信访",
        "english": "Petitions",
        "duties": ["接待来访", "办理来信"],
        "posts": [{"title": "接待岗", "duty": "登记和引导", "room": "106"}, {"title": "处长"}],
        "room": "107",
        "floor": 1,
        "phone": "028-00001280",
        "hours": "工作日 9:00—12:00",
    },
    {"slug": "bare", "name": "筹备处"},
]
UNITS = {
    "units": [
        {"slug": "east", "name": "东市委组织部", "site": "https://east.example.gov.cn/", "contact": "028-00002000"},
        {"slug": "east-a", "name": "甲县委组织部", "level": "county", "parent": "east"},
        {"slug": "east-b", "name": "乙县委组织部", "level": "county", "parent": "东市委组织部"},
        {"name": "丙县委组织部", "level": "county", "parent": "east"},
    ]
}


def test_offices_and_units_are_documents_with_what_people_ask_of_them() -> None:
    made = {
        each.id: each
        for each in directory(gather(settings(offices=OFFICES), REAL_DAY, [], Units.model_validate(UNITS)))
    }
    assert list(made) == ["offices/visits", "offices/bare", "units/east", "units/east-a", "units/east-b"]
    office = made["offices/visits"]
    assert (office.url, office.title, office.kind, office.office) == ("/offices/visits/", "信访处", "office", "visits")
    assert office.summary == "1 楼 107 室，电话 028-00001280，办公时间 工作日 9:00—12:00"
    assert office.keywords == ("信访", "Petitions")
    assert office.sections == (
        Section("", "职责", "接待来访；办理来信"),
        Section("", "岗位", "接待岗：登记和引导（106 室）；处长"),
    )
    assert made["offices/bare"].summary == "" and made["offices/bare"].sections == ()
    assert made["units/east"].url == "/units.html#east"
    assert made["units/east"].summary == "028-00002000，https://east.example.gov.cn/，下辖 3 个县区"
    assert made["units/east-b"].summary == "东市委组织部"


def test_each_stands_on_a_page_of_the_site(real_site: Built) -> None:
    for each in directory(real_site.library):
        path, _, anchor = each.url.removeprefix("/").partition("#")
        page = real_site.soups[f"{path}index.html" if path.endswith("/") else path]
        place = page.find(id=anchor) if anchor else page.find("h1")
        assert place is not None and each.title in place.get_text(), each.id
