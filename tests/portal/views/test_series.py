"""The issues of a series."""

from typing import Any

from plugins.portal.pages import ITEM_PAGES
from plugins.portal.views.desk import Desk
from plugins.portal.views.series import series_view

from ...helpers import library, record


def issue(name: str, year: int, number: int, **given: Any) -> Any:
    numbers = {"year": year, "issue": number}
    return record(f"bulletins/{name}", title=name, number=numbers, published=f"{year}-01-{number:02}", **given)


MADE = library(
    issue("a1", 2025, 9),
    issue("a2", 2026, 2),
    issue("a3", 2026, 10),
    issue("a4", 2026, 1),
    issue("b1", 2026, 1, series="work"),
)


def view(identifier: str) -> Any:
    each = MADE.by_id[identifier]
    return ITEM_PAGES["bulletin"][1](Desk(MADE), each)


def test_an_issue_shows_those_of_its_year_by_number() -> None:
    shown = view("bulletins/a2")
    assert [link.title for link in shown.year_issues] == ["第 1 期", "第 2 期", "第 10 期"]
    assert shown.year == "2026 年"
    assert (shown.all_issues.title, shown.all_issues.url) == ("要览全部各期", "/series/week/")


def test_a_series_has_all_its_issues_by_year() -> None:
    shown = series_view(Desk(MADE), "week")
    assert [(group.title, [link.title for link in group.links]) for group in shown.years] == [
        ("2026 年", ["a3", "a2", "a4"]),
        ("2025 年", ["a1"]),
    ]
    assert shown.total == 4
    assert shown.newest is not None and shown.newest.title == "a3"


def test_what_an_issue_reports_says_its_kind_and_day() -> None:
    made = library(
        record("news/n", title="消息", published="2026-02-01"),
        record("bulletins/x", items=[{"item": "news/n"}, {"title": "某处", "text": "做了什么。"}]),
    )
    reported = ITEM_PAGES["bulletin"][1](Desk(made), made.by_id["bulletins/x"]).reported  # type: ignore[attr-defined]
    assert [(each.title, each.kind, each.date, each.url) for each in reported] == [
        ("消息", "工作动态", "2026-02-01", "/news/n.html"),
        ("某处", "", "", ""),
    ]
