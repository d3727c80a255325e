"""People on notice are in the output exactly while they may be, and withdrawn items leave nothing but their page.

Every byte of the output is looked through, on each day that matters, in one output that is built again and again: what
an earlier build left must go as well.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from plugins.portal.gathering import gather_site
from plugins.portal.kinds.notice import Person

from ..helpers import Built, build, write_site

RETENTIONS: dict[str, dict[str, str]] = {"common": {}, "none": {"retention": "0"}, "week": {"retention": "7"}}
"""Notices that end on 6 March: by the site's retention of two days, with none of their own, with seven days."""
LAST = {"common": date(2026, 3, 8), "none": date(2026, 3, 6), "week": date(2026, 3, 13)}
FIRST, END = date(2026, 3, 2), date(2026, 3, 6)
DAYS = [date(2026, 3, day) for day in (1, 2, 6, 7, 8, 9, 13, 14)]


def marks(name: str) -> dict[str, str]:
    """A value for each personal field of a notice's one person that stands nowhere else."""
    return {field: f"{field}密{name}" for field in Person.model_fields}


def site(folder: Path) -> Path:
    items: dict[str, dict[str, Any]] = {
        f"notices/{name}": {
            "title": f"公示{name}",
            "published": "2026-02-20",
            "type": "appointment",
            "period": {"start": "2026-03-02", "end": "2026-03-06"},
            "people": [marks(name)],
            "keywords": ["公示", "人选"],
            "attachments": [
                {"file": f"lists/roster-{name}.csv", "title": f"名册密{name}", "personal": "true"},
                {"file": "forms/opinion.txt", "title": "意见表"},
            ],
            **retention,
        }
        for name, retention in RETENTIONS.items()
    }
    items["notices/without-period"] = {
        "withdrawn": {"on": "2026-02-25", "reason": "有误"},
        "people": [marks("gone")],
        "period": {"start": "2026-03-02", "end": "2026-03-06"},
        "attachments": [{"file": "lists/roster-gone.csv", "title": "名册密gone", "personal": "true"}],
    }
    items["bulletins/one"] = {"items": [f"notices/{name}" for name in RETENTIONS]}
    items["notices/result"] = {"published": "2026-02-21", "type": "result", "result_of": "notices/none"}
    names = [*RETENTIONS, "gone"]
    files = {f"lists/roster-{name}.csv": f"名册内容密{name}\n" for name in names} | {"forms/opinion.txt": "意见\n"}
    return write_site(folder, items, files, checks={"retention_days": 2})


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> dict[date, Built]:
    """The site on each day, every build on top of the one before."""
    folder = tmp_path_factory.mktemp("privacy")
    source = site(folder / "source")
    made = {}
    for day in DAYS:
        made[day] = build(source, folder / "output", day)
        assert made[day].files  # read now: the next build replaces them
    return made


def public(name: str, day: date) -> bool:
    return name in LAST and FIRST <= day <= LAST[name]


def expected(name: str) -> Iterator[str]:
    yield from marks(name).values()
    yield from (f"名册密{name}", f"名册内容密{name}", f"roster-{name}.csv")


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_people_and_their_files_are_there_just_while_they_may_be(days: dict[date, Built], day: date) -> None:
    for name in [*RETENTIONS, "gone"]:
        for text in expected(name):
            found = days[day].holding(text)
            in_names = [path for path in days[day].files if text in path]
            if public(name, day):
                assert found or in_names, (name, text)
            else:
                assert not found and not in_names, (name, text)


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_even_while_public_people_stand_on_their_page_and_the_kiosk_alone(days: dict[date, Built], day: date) -> None:
    for name in RETENTIONS:
        page = f"notices/{name}.html"
        for field, text in marks(name).items():
            found = {
                path
                for path in days[day].holding(text)
                if not path.startswith(("kiosk/index.html", "kiosk/pack/", "kiosk/papers/"))
            }
            assert found <= ({page, "kiosk/records.json"} if field == "name" else {page}), (name, field)
        assert set(days[day].holding(f"名册密{name}")) <= {page}
        assert set(days[day].holding(f"roster-{name}.csv")) <= {page, "sources.json"}


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_in_place_of_people_stands_a_sentence(days: dict[date, Built], day: date) -> None:
    for name in RETENTIONS:
        page = days[day].soups[f"notices/{name}.html"].get_text()
        assert ("2026-03-02 开始" in page) == (day < FIRST)
        assert ("个人信息已按规定撤下" in page) == (day > LAST[name])


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_public_attachment_stays(days: dict[date, Built], day: date) -> None:
    assert "files/forms/opinion.txt" in days[day].files
    assert "意见表" in days[day].pages["notices/none.html"]


def test_a_build_on_top_of_others_is_the_build_from_nothing(days: dict[date, Built], tmp_path: Path) -> None:
    fresh = build(site(tmp_path / "source"), tmp_path / "output", DAYS[-1])
    again = days[DAYS[-1]].files
    assert sorted(fresh.files) == sorted(again)
    assert [path for path, data in fresh.files.items() if again[path] != data] == []


WITHDRAWN_ITEMS: dict[str, dict[str, Any]] = {
    "news/gone": {
        "title": "撤回的一件",
        "summary": "摘要密撤",
        "body": "正文密撤。[表](/files/forms/gone-linked.txt)",
        "attachments": [{"file": "forms/gone.txt", "title": "附件密撤"}],
        "withdrawn": {"on": "2026-03-02", "reason": "理由明示", "see": "news/instead"},
        "redirect_from": ["/old/gone.html"],
    },
    "news/instead": {"title": "替代的一件"},
    "letters/gone": {
        "question": "来信密撤",
        "answer": "答复密撤",
        "withdrawn": {"on": "2026-03-02", "reason": "信件理由"},
    },
    "guides/gone": {
        "materials": [{"name": "材料密撤", "template": "forms/gone-template.txt"}],
        "place": "地点密撤",
        "withdrawn": {"on": "2026-03-02", "reason": "指南理由"},
    },
    "plans/gone": {
        "tasks": [{"no": "1", "title": "任务密撤", "office": "general"}],
        "withdrawn": {"on": "2026-03-02", "reason": "任务理由"},
    },
}
SECRETS = [
    "摘要密撤",
    "正文密撤",
    "附件密撤",
    "来信密撤",
    "答复密撤",
    "材料密撤",
    "地点密撤",
    "任务密撤",
    "附件内容密",
    "gone-linked.txt",
    "gone-template.txt",
]


@pytest.fixture(scope="module")
def withdrawn(tmp_path_factory: pytest.TempPathFactory) -> tuple[Built, Built]:
    """A site before and after its items were withdrawn."""
    folder = tmp_path_factory.mktemp("withdrawn")
    files = {f"forms/gone{part}.txt": f"附件内容密{part}" for part in ("", "-linked", "-template")}
    source = write_site(folder / "source", WITHDRAWN_ITEMS, files)
    before = build(source, folder / "output", date(2026, 3, 1))
    assert before.files
    after = build(source, folder / "output", date(2026, 3, 2))
    return before, after


@pytest.mark.parametrize("text", SECRETS)
def test_what_a_withdrawn_item_said_is_gone_from_every_file(withdrawn: tuple[Built, Built], text: str) -> None:
    before, after = withdrawn
    assert before.holding(text) or any(text in path for path in before.files)
    assert after.holding(text) == []
    assert not any(text in path for path in after.files)


def test_the_page_of_a_withdrawn_item_stays_and_says_why(withdrawn: tuple[Built, Built]) -> None:
    _, after = withdrawn
    page = after.soups["news/gone.html"]
    assert "理由明示" in page.get_text() and "2026-03-02" in page.get_text()
    assert page.select_one('main a[href="/news/instead.html"]') is not None
    assert "old/gone.html" in after.files
    assert not page.select('script[type="application/ld+json"]') or "密撤" not in str(page)


def test_withdrawn_items_are_in_the_catalogue_and_in_no_list(withdrawn: tuple[Built, Built]) -> None:
    _, after = withdrawn
    rows = {row["id"]: row for row in after.json("data/catalogue.json")}
    assert rows["news/gone"]["status"] == "withdrawn"
    listing = [path for path in after.files if path.startswith(("columns/", "feeds/", "archive/", "offices/"))]
    assert listing
    assert not [path for path in listing if b"/news/gone.html" in after.files[path]]
    assert b"/guides/gone.html" not in after.files["index.html"] + after.files["kiosk/records.json"]
    assert "print/guides/gone.html" not in after.files


@pytest.mark.parametrize(
    "body", ["经研究，拟提名某示例甲。", "名单见[名册](/files/lists/roster.csv)。"], ids=["name", "file"]
)
def test_a_notices_body_is_refused_where_it_would_keep_people(tmp_path: Path, body: str) -> None:
    """Bodies stay when people leave, so neither a name nor a link to their file may stand in one."""
    notice = {
        "period": {"start": "2026-03-02", "end": "2026-03-06"},
        "people": [{"name": "某示例甲"}],
        "attachments": [{"file": "lists/roster.csv", "title": "名册", "personal": "true"}],
        "body": body,
    }
    source = write_site(tmp_path / "source", {"notices/a": notice}, {"lists/roster.csv": "某示例甲\n"})
    gathered = gather_site(source / "content", source / "site.yaml", date(2026, 3, 3))
    assert gathered.report.has_errors


def test_a_personal_attachment_needs_a_period_to_leave_by(tmp_path: Path) -> None:
    news = {"attachments": [{"file": "lists/roster.csv", "title": "名册", "personal": "true"}]}
    source = write_site(tmp_path / "source", {"news/a": news}, {"lists/roster.csv": "某示例甲\n"})
    gathered = gather_site(source / "content", source / "site.yaml", date(2026, 3, 3))
    if not gathered.report.has_errors:
        built = build(source, tmp_path / "output", date(2026, 3, 3))
        assert "files/lists/roster.csv" not in built.files
