"""Letters and proposals: who asked what when, and how long the answer took."""

from datetime import date
from typing import Any

import pytest

from plugins.portal.pages import ITEM_PAGES
from plugins.portal.views.desk import Desk

from ...helpers import library, record


def view(identifier: str, **given: Any) -> Any:
    made = record(identifier, **given)
    return ITEM_PAGES[made.kind_name][1](Desk(library(made, today=date(2026, 6, 1))), made)


def test_an_answered_letter_tells_its_days_and_what_the_writer_said() -> None:
    shown = view("letters/a", received="2026-03-02", answer="答。", replied="2026-03-09", satisfaction="满意")
    assert (shown.received, shown.replied, shown.taken) == ("2026-03-02", "2026-03-09", "5 个工作日")
    assert shown.satisfaction == "满意"


def test_a_waiting_letter_has_no_time_and_no_opinion() -> None:
    shown = view("letters/a", received="2026-03-02", satisfaction="未评价")
    assert (shown.answer, shown.replied, shown.taken, shown.satisfaction) == ("", "", "", "")


@pytest.mark.parametrize(
    ("given", "course"),
    [
        (
            {"received": "2026-03-02", "due": "2026-06-02", "replied": "2026-05-20"},
            [("2026-03-02", "交办"), ("2026-05-20", "答复（期限 2026-06-02，按期）")],
        ),
        (
            {"received": "2026-03-02", "due": "2026-05-02", "replied": "2026-05-20"},
            [("2026-03-02", "交办"), ("2026-05-20", "答复（期限 2026-05-02，逾期）")],
        ),
        ({"received": "2026-03-02", "due": "2026-06-02"}, [("2026-03-02", "交办"), ("2026-06-02", "应答复期限")]),
        ({"replied": "2026-05-20"}, [("2026-05-20", "答复")]),
        ({}, []),
    ],
)
def test_the_course_of_a_proposal(given: dict[str, str], course: list[tuple[str, str]]) -> None:
    assert [(fact.label, fact.value) for fact in view("proposals/p", **given).course] == course
