"""您是不是要找: one character wrong, missing or too many, and nothing where nothing is wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.meaning import LONGEST, SHORTEST, meant

TITLES = ["流动党员组织关系转接办法", "党费收缴", "公务员录用（2026）"]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("组织关糸转接", "组织关系转接"),
        ("组只关系转接", "组织关系转接"),
        ("祖织关系", "组织关系"),
        ("组织系转接", "组织关系转接"),
        ("组织关关系转接", "组织关系转接"),
        ("黨費收激", "党费收缴"),
        ("公务员录用(2025)", "公务员录用2026"),
        ("组织关系转接", ""),
        ("党费收缴", ""),
        ("党", ""),
        ("毫不相干的话", ""),
        ("组织关系辗转接待", ""),
        ("", ""),
    ],
)
def test_what_is_offered(typed: str, offered: str) -> None:
    assert meant(typed, TITLES) == offered


def test_what_occurs_at_an_end_is_no_mistake() -> None:
    titles = ["家政阿姨想入党，应该向哪里递申请书", "党费收缴"]
    assert meant("我想入党", titles) == "姨想入党"
    assert meant("王部长", ["推进会部长讲话"]) == ""
    assert meant("公物员", ["公务员登记"]) == "公务员"
    assert meant("我想入党", titles, {"我想"}.__contains__) == ""
    assert meant("党费收集", titles, {"收集"}.__contains__) == ""
    assert meant("党费收激", titles, {"党费", "费收"}.__contains__) == "党费收缴"
    assert meant("党废收缴", titles, {"党废", "废收"}.__contains__) == "党费收缴"  # inside, every pair may occur


def test_the_first_title_that_fits_is_offered() -> None:
    assert meant("党费收激", ["党费收据", "党费收缴"]) == "党费收据"


@given(
    st.sampled_from(TITLES[:2]),
    st.integers(0, 11),
    st.integers(SHORTEST, 8),
    st.integers(0, 7),
    st.characters(min_codepoint=0x9100, max_codepoint=0x9200),
)
def test_one_wrong_character_anywhere_is_mended(title: str, start: int, size: int, at: int, wrong: str) -> None:
    piece = title[start : start + size]
    if len(piece) < SHORTEST or at >= len(piece):
        return
    mended = len(piece) > SHORTEST or 0 < at < len(piece) - 1  # of three, two would be too little to go by
    assert meant(piece[:at] + wrong + piece[at + 1 :], [title]) == (piece if mended else "")


def test_very_long_queries_are_not_mended() -> None:
    assert meant("错" + "字" * LONGEST, ["对" + "字" * LONGEST]) == ""
