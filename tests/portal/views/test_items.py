"""The figures and links that item pages show, seen in the views."""

from datetime import date
from typing import Any

import pytest

from plugins.portal.accounts.parts import Account
from plugins.portal.library import Library
from plugins.portal.pages import ITEM_PAGES
from plugins.portal.views.desk import Desk, file_size
from plugins.portal.views.ledgers import figure
from plugins.portal.views.parts import Fact

from ...helpers import library, record


def view(made: Library, identifier: str) -> Any:
    each = made.by_id[identifier]
    return ITEM_PAGES[each.kind_name][1](Desk(made), each)


def facts(shown: tuple[Fact, ...]) -> dict[str, str]:
    return {fact.label: fact.value for fact in shown}


def texts(table: Account) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(cell.text for cell in row) for row in table.rows)


def test_an_assessment_shows_its_working() -> None:
    made = record(
        "assessments/a",
        items=[{"slug": "party", "name": "党建", "points": "60"}, {"slug": "service", "name": "服务", "points": "40"}],
        tiers=[{"slug": "big", "name": "一档", "base": "10"}],
        results=[
            {
                "unit": "甲县",
                "tier": "big",
                "cases": "12",
                "closing_rate": "84.9",
                "information": "3.5",
                "points": {"party": "55"},
            },
            {"unit": "乙县", "tier": "big", "cases": "10", "points": {"party": "58.25", "service": "40"}},
        ],
    )
    shown = view(library(made), made.id)
    ranking, items, points = shown.tables
    assert texts(items) == (("党建", "", "60"), ("服务", "", "40"))
    assert ranking.caption == "一档（基数 10 件）"
    # 58.25 + 40 = 98.25. 55 + 3.5 + 2 × 4 − 3 × 2 = 60.5: 15.1 points short are three full steps of five.
    assert texts(ranking) == (
        ("乙县", "1", "98.25", "98.25", "0", "10", "0", "100%", "0"),
        ("甲县", "2", "60.5", "55", "3.5", "12（超 2）", "8", "84.9%（差 3 档）", "-6"),
    )
    assert texts(points) == (("乙县", "58.25", "40", "98.25"), ("甲县", "55", "0", "55"))
    assert shown.working[-1] == "例如乙县：98.25 + 0 + 0 − 0 = 98.25 分。"


def test_submissions_show_quarters_and_shared_ranks() -> None:
    rows = [
        {"unit": "甲县", "quarter": "1", "submitted": "9", "national": "1", "provincial": "2", "city": "3"},
        {"unit": "乙县", "quarter": "2", "submitted": "5", "provincial": "4", "city": "3", "late": "1"},
        {"unit": "丙县", "quarter": "1", "missed": "1"},
    ]
    made = record("submissions/s", rows=rows, weights={"national": "10", "provincial": "5", "city": "2"})
    shown = view(library(made), made.id)
    (table,) = shown.tables
    assert table.head[2:4] == ("总分", "报送") and table.head[-2:] == ("第一季度", "第二季度")
    # 10 + 2 × 5 + 3 × 2 = 26 = 4 × 5 + 3 × 2
    assert texts(table) == (
        ("甲县", "1", "26", "9", "1", "2", "3", "0", "0", "26", "0"),
        ("乙县", "1", "26", "5", "0", "4", "3", "1", "0", "0", "26"),
        ("丙县", "3", "0", "0", "0", "0", "0", "0", "1", "0", "0"),
    )
    assert facts(shown.totals) == {"报送": "14 条", "采用": "13 条", "迟报": "1 次", "漏报": "1 次"}
    assert shown.working[-1] == "例如甲县：1 × 10 + 2 × 5 + 3 × 2 = 26 分。"


def test_statistics_are_summed_but_for_rates() -> None:
    series = [{"name": "来访", "unit": "人次"}, {"name": "办结率", "unit": "%"}]
    made = record(
        "statistics/s",
        series=series,
        rows=[{"label": "1月", "values": ["120", "98.5"]}, {"label": "2月", "values": ["80", "100"]}],
    )
    shown = view(library(made), made.id)
    assert facts(shown.totals) == {"来访合计": "200 人次"}
    assert texts(shown.tables[0]) == (("1月", "120", "98.5"), ("2月", "80", "100"))


@pytest.mark.parametrize(
    ("value", "text"), [(0, "0"), (10, "10"), (100.0, "100"), (98.5, "98.5"), (1.005, "1"), (-6.0, "-6")]
)
def test_figures(value: float, text: str) -> None:
    assert figure(value) == text


@pytest.mark.parametrize("value", [-0.0, -0.001])
def test_nothing_has_no_sign(value: float) -> None:
    assert figure(value) == "0"


@pytest.mark.parametrize(
    ("size", "text"),
    [(0, "0 B"), (1023, "1023 B"), (1024, "1 KB"), (1024 * 1024, "1.0 MB"), (1_300_000, "1.2 MB")],
)
def test_file_sizes(size: int, text: str) -> None:
    assert file_size(size) == text


@pytest.mark.parametrize(
    ("received", "replied", "days"),
    [
        ("2026-03-02", "2026-03-02", "0"),
        ("2026-03-02", "2026-03-03", "1"),
        ("2026-03-06", "2026-03-09", "1"),  # over a weekend
        ("2026-03-07", "2026-03-09", "1"),  # a Saturday, answered on the first working day
        ("2026-09-30", "2026-10-08", "1"),
        ("2026-10-01", "2026-10-10", "3"),  # Thursday 8, Friday 9, the make-up Saturday
    ],
)
def test_a_letter_tells_the_working_days_its_answer_took(received: str, replied: str, days: str) -> None:
    made = record("letters/l", received=received, answer="答。", replied=replied)
    assert facts(view(library(made), made.id).facts)["办理用时"] == f"{days} 个工作日"


def test_a_plan_counts_its_tasks_by_state() -> None:
    tasks: list[dict[str, str]] = [
        {"no": "1", "title": "一", "due": "2026-03-31", "done": "2026-03-31"},
        {"no": "2", "title": "二", "due": "2026-03-31", "done": "2026-04-01"},
        {"no": "3", "title": "三", "due": "2026-05-31"},
        {"no": "4", "title": "四", "due": "2026-06-01"},
        {"no": "5", "title": "五"},
    ]
    made = record("plans/p", tasks=tasks)
    shown = view(library(made, today=date(2026, 6, 1)), made.id)
    counts = {"任务总数": "5 项", "已办结": "1 项", "逾期办结": "1 项", "已超期": "1 项", "推进中": "2 项"}
    assert facts(shown.totals) == counts


def test_a_rule_names_its_kin() -> None:
    made = library(
        record("rules/old", title="旧办法"),
        record("rules/new", title="新办法", published="2026-02-01", supersedes=["rules/old"], basis=["《某法》第一条"]),
        record("rules/change", title="修改", published="2026-03-01", amends=["rules/new"]),
        record(
            "rules/detail", title="细则", published="2026-03-02", basis=[{"rule": "rules/new", "article": "第三条"}]
        ),
        record("guides/g", title="指南", basis=[{"rule": "rules/new", "article": "第二条"}]),
    )
    new = view(made, "rules/new")
    groups = {group.title: [link.title for link in group.links] for group in new.groups}
    assert groups == {
        "依据本制度的办事指南": ["指南"],
        "依据本制度的规章": ["细则"],
    }
    assert [link.title for link in (*new.predecessors, *new.amendments)] == ["旧办法", "修改"]
    assert [(link.title, link.url) for link in new.basis] == [("《某法》第一条", "")]
    assert [(link.title, link.url) for link in view(made, "guides/g").basis] == [
        ("《新办法》第二条", "/rules/new.html")
    ]
    old = view(made, "rules/old")
    assert old.successor is not None and old.successor.url == "/rules/new.html"
    assert old.state.code == "superseded" and not old.state.holds


def test_a_withdrawn_successor_takes_no_rules_place() -> None:
    gone = {"on": "2026-03-01", "reason": "误发"}
    made = library(record("rules/old"), record("rules/new", supersedes=["rules/old"], withdrawn=gone))
    assert view(made, "rules/old").state.code == "in-force"


def test_a_notice_leads_to_its_result() -> None:
    made = library(
        record(
            "notices/n",
            period={"start": "2026-03-02", "end": "2026-03-06"},
            feedback={"phone": "12380", "hours": "工作日"},
        ),
        record("notices/r", title="结果", type="result", result_of="notices/n"),
    )
    shown = view(made, "notices/n")
    assert shown.result is not None and shown.result.url == "/notices/r.html"
    assert facts(shown.feedback) == {"电话": "12380", "受理时间": "工作日"}
    assert shown.people is None and shown.people_note == ""


def test_a_keyword_leads_somewhere_from_three_items_on() -> None:
    two = library(record("news/a", keywords=["甲"]), record("news/b", keywords=["甲"]))
    three = library(*two.records, record("news/c", keywords=["甲"]))
    assert view(two, "news/a").keywords[0].url == ""
    assert view(three, "news/a").keywords[0].url.startswith("/tags/")


@pytest.mark.parametrize(("limit", "text"), [("0", "当场办结"), ("3", "3 个工作日")])
def test_a_guide_says_how_long_it_takes(limit: str, text: str) -> None:
    made = record("guides/g", promised_limit=limit, legal_limit="20", visits="0")
    answers = facts(view(library(made), made.id).answers)
    assert (answers["多久办好"], answers["跑几次"]) == (text, "不用到现场")
