"""The ledgers' figures, each worked out here by plain arithmetic."""

from datetime import date
from typing import Any

import pytest

from plugins.portal.accounts import duty, letters, projects, proposals, tasks
from plugins.portal.accounts.data import ledger_csv
from plugins.portal.accounts.pages import LEDGERS
from plugins.portal.kinds.plan import Plan, Task
from plugins.portal.kinds.project import Project
from plugins.portal.library import Library
from plugins.portal.views.parts import Fact

from ...helpers import library, record, settings


def facts(found: tuple[Fact, ...]) -> dict[str, str]:
    return {fact.label: fact.value for fact in found}


def letter(identifier: str, received: str, replied: str | None = None, **more: Any) -> Any:
    given = {"question": "问。", "received": received, **more}
    if replied is not None:
        given |= {"replied": replied, "answer": "答。"}
    return record(f"letters/{identifier}", **given)


def test_a_letter_over_national_day() -> None:
    """From Monday 09-28: 29, 30 | holiday 10-01 to 10-07 | 8, 9, Saturday 10 (worked), 12, 13, 14, 15, 16: the tenth."""
    on_the_day = letter("a", "2026-09-28", "2026-10-16")
    a_day_late = letter("b", "2026-09-28", "2026-10-19")
    made = library(on_the_day, a_day_late, today=date(2026, 11, 20))
    cases = {case.record.id: case for case in letters.cases(made)}
    assert cases["letters/a"].due == date(2026, 10, 16)
    assert (cases["letters/a"].taken, cases["letters/a"].state) == (10, "on-time")
    assert (cases["letters/b"].taken, cases["letters/b"].state) == (11, "late")


def test_letters_in_sum() -> None:
    """Two in time (1 and 3 days), one late (11 days), one waiting, one overdue: 15 / 3 = 5 days on average."""
    made = library(
        letter("a", "2026-11-02", "2026-11-03", satisfaction="满意"),
        letter("b", "2026-11-02", "2026-11-05", satisfaction="基本满意"),
        letter("c", "2026-11-02", "2026-11-17", satisfaction="不满意"),
        letter("d", "2026-11-19"),
        letter("e", "2026-11-05"),
        today=date(2026, 11, 20),
    )
    found = facts(letters.totals(letters.cases(made)))
    assert found == {
        "收到": "5 封",
        "已答复": "3 封",
        "按时答复率": "66.7%",
        "平均用时": "5.0 个工作日",
        "超期未答复": "1 封",
        "满意和基本满意": "66.7%",
    }


def test_proposals_in_sum() -> None:
    made = library(
        record("proposals/a", kind="deputy", received="2026-02-01", due="2026-05-01", replied="2026-05-01"),
        record("proposals/b", kind="member", received="2026-02-01", due="2026-05-01", replied="2026-05-06"),
        record("proposals/c", received="2026-09-01", due="2026-12-01"),
        record("proposals/d", received="2025-09-01", due="2025-12-01"),
        today=date(2026, 11, 20),
    )
    assert facts(proposals.totals(made)) == {
        "交办": "4 件",
        "已答复": "2 件",
        "按期答复率": "50%",
        "办理中": "1 件",
        "超期未答复": "1 件",
    }
    rows = {row[0].url: row[-1].text for row in proposals.accounts(made)[0].rows}
    assert rows["/proposals/b.html"] == "超期答复" and rows["/proposals/d.html"] == "超期未答复"
    years = [(row[0].text, row[1].text, row[-1].text) for row in proposals.accounts(made)[1].rows]
    assert years == [("2026 年", "3", "0"), ("2025 年", "1", "1")]


def plan() -> Any:
    return record(
        "plans/2026",
        year="2026",
        tasks=[
            {"no": "1", "title": "甲", "office": "general", "due": "2026-03-31", "done": "2026-03-30"},
            {"no": "2", "title": "乙", "office": "general", "due": "2026-06-30", "done": "2026-07-02"},
            {"no": "3", "title": "丙", "office": "general", "due": "2026-10-31"},
            {
                "no": "4",
                "title": "丁",
                "office": "cadre",
                "partners": ["general"],
                "due": "2026-12-31",
                "progress": [{"on": "2026-11-01", "text": "过半"}],
            },
            {
                "no": "5",
                "title": "戊",
                "office": "cadre",
                "due": "2026-12-31",
                "progress": [{"on": "2026-08-01", "text": "开头"}],
            },
        ],
    )


def test_the_task_matrix() -> None:
    made = library(plan(), today=date(2026, 11, 20))
    found = tasks.current_plan(made)
    assert found is not None
    assert facts(tasks.totals(found.of(Plan), made.today)) == {
        "任务": "5 项",
        "已办结": "2 项（40%）",
        "其中逾期办结": "1 项",
        "推进中": "2 项",
        "已超期": "1 项",
        # Of 3 nothing was ever heard and its day is past; 5 is silent for 111 days; 4 was heard 19 days ago.
        "一季度以上没有回音": "2 项",
    }
    late, matrix, quarters = tasks.accounts(made, found)
    assert [(row[0].text, row[3].text) for row in late.rows] == [("3 丙", "20")]
    offices = {row[0].url: [cell.text for cell in row[1:]] for row in matrix.rows}
    assert offices["/offices/general/"] == ["3", "1", "1", "0", "1", "1"]
    assert offices["/offices/cadre/"] == ["2", "0", "0", "2", "0", "0"]
    assert [[cell.text for cell in row[1:]] for row in quarters.rows] == [
        ["1", "1", "100%", "0"],
        ["1", "1", "100%", "0"],
        ["0", "0", "—", "0"],
        ["3", "0", "0%", "1"],
    ]


@pytest.mark.parametrize(
    ("heard", "due", "unanswered"),
    [("2026-08-20", "2026-12-31", False), ("2026-08-19", "2026-12-31", True), (None, "2026-11-20", False)],
)
def test_silence_of_a_quarter(heard: str | None, due: str, unanswered: bool) -> None:
    progress = [{"on": heard, "text": "进展"}] if heard else []
    task = Task.model_validate({"no": "1", "title": "甲", "due": due, "progress": progress})
    assert tasks.is_unanswered(task, date(2026, 11, 20)) is unanswered


def test_projects_are_contacted_monthly_and_visited_quarterly() -> None:
    project = Project.model_validate(
        {
            "title": "甲",
            "published": "2026-01-05",
            "office": "general",
            "unit": "某市",
            "state": "实施",
            "contacts": [{"on": "2026-10-31"}],
            "visits": [{"on": "2026-10-01"}],
        }
    )
    assert not projects.is_contacted(project, date(2026, 11, 20))
    assert projects.is_contacted(project, date(2026, 10, 2))
    assert projects.is_visited(project, date(2026, 12, 31)) and not projects.is_visited(project, date(2027, 1, 1))


def site_with_duty() -> Library:
    """A column that is updated within 14 days, and three news items: gaps of 10 and 20 days, the last 15 days ago."""
    made = settings(
        columns=[{"slug": "news", "name": "动态", "kinds": ["news"], "update_within": 14, "office": "general"}]
    )
    days = ("2026-10-06", "2026-10-16", "2026-11-05")
    items = [record(f"news/{number}", published=day) for number, day in enumerate(days)]
    return library(*items, today=date(2026, 11, 20), site=made)


def test_the_duty_to_publish() -> None:
    """One column, late today (5 points) and late once before, from 10-16 to 11-05 (2 points): 100 − 5 − 2 = 93."""
    made = site_with_duty()
    (found,) = duty.duties(made)
    assert (found.last, found.left, found.breaches, found.is_met) == (date(2026, 11, 5), -1, 1, False)
    assert duty.points([found]) == 93
    columns, offices = duty.accounts(made, [found])
    assert [cell.text for cell in columns.rows[0]][2:] == ["14", "2026-11-05", "-1", "逾期", "1"]
    assert [cell.text for cell in offices.rows[0]][1:] == ["1", "0", "1", "93"]


def test_a_column_that_never_had_anything_is_late() -> None:
    made = library(today=date(2026, 11, 20), site=settings(columns=[{"slug": "a", "name": "甲", "update_within": 14}]))
    (found,) = duty.duties(made)
    assert found.last is None and not found.is_met and duty.row(made, found)[5].text == "空白"


def test_every_ledger_stands_on_an_empty_site() -> None:
    empty = library(today=date(2026, 11, 20))
    for ledger in LEDGERS:
        totals, accounts = ledger.compute(empty)
        assert all(fact.value for fact in totals) and all(account.head for account in accounts)


def test_a_ledgers_data_runs_no_formula() -> None:
    """A title that begins like a formula is told as text; a negative figure stays a figure."""
    made = library(letter("a", "2026-11-02", title="=1+1"), today=date(2026, 11, 20))
    ledger = next(each for each in LEDGERS if each.slug == "letters")
    text = ledger_csv(made, ledger).decode("utf-8-sig")
    assert "'=1+1" in text and "\n=1+1" not in text
    late = next(each for each in LEDGERS if each.slug == "duty")
    assert ",-1," in ledger_csv(site_with_duty(), late).decode("utf-8-sig")
