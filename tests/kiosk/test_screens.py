"""Words that the document's templates need and no view has."""

import json

import pytest

from plugins.kiosk.screens import day_words, days_words, whole

from ..helpers import Built


def test_a_day_as_people_say_it() -> None:
    assert day_words("2026-03-05") == "2026年3月5日"


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2026-11-18", "2026-11-24", "2026年11月18日至11月24日"),
        ("2026-12-28", "2027-01-04", "2026年12月28日至2027年1月4日"),
    ],
)
def test_days_as_people_say_them(start: str, end: str, words: str) -> None:
    assert days_words(start, end) == words


def test_no_line_ends_within_a_span_of_hours() -> None:
    assert whole("9:00—12:00，13:30—17:30；周一——周五") == "9:00\u2060—\u206012:00，13:30\u2060—\u206017:30；周一——周五"


def test_each_person_on_notice_is_a_card(real_site: Built) -> None:
    html = json.loads(real_site.files["kiosk/papers/notices/appointment/2026-11.json"])
    card = html.partition("<h3>拟任人选甲</h3>")[2].partition("</section>")[0]
    assert "<dt>性别</dt><dd>男</dd>" in card and "<dd></dd>" not in card
