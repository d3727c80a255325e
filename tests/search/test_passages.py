"""Passages: the place with the most and rarest of what was asked, marked where it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.document import Section
from search.passages import AROUND, Passage, marked, passage
from tests.search.samples import WORDS

RARITIES = {"党费": 2.0, "收缴": 3.0, "支部": 0.5}


def one(*sections: Section) -> Passage:
    made = passage(sections, RARITIES)
    assert made is not None
    return made


def test_the_section_with_the_most_is_chosen_and_linked() -> None:
    made = one(Section("", "", "支部。"), Section("a", "标题", "党费收缴。"), Section("b", "", "党费。"))
    assert (made.anchor, made.heading, made.text) == ("a", "标题", "党费收缴。")
    assert [made.text[start:end] for start, end in made.marks] == ["党费收缴"]


def test_a_heading_counts_half_and_the_first_of_equals_is_taken() -> None:
    assert one(Section("a", "收缴", "无。"), Section("b", "", "党费。")).anchor == "b"
    assert one(Section("a", "党费收缴", "无。"), Section("b", "", "党费。")).anchor == "a"
    assert one(Section("a", "", "党费。"), Section("b", "", "党费。")).anchor == "a"


def test_nothing_asked_for_is_no_passage() -> None:
    assert passage((Section("a", "标题", "无关。"),), RARITIES) is None
    assert passage((), RARITIES) is None
    assert passage((Section("", "", "党费"),), {}) is None


def test_long_sections_are_cut_around_what_was_found() -> None:
    text = "前文，" * 100 + "这里说党费收缴的事。" + "后文。" * 100
    made = one(Section("", "", text))
    assert made.text.startswith("…") and made.text.endswith("…")
    assert made.text.strip("…") in text and len(made.text) <= AROUND + 2
    assert [made.text[start:end] for start, end in made.marks] == ["党费收缴"]
    assert one(Section("", "", "党费。" + text)).text.count("收缴") == 1


@pytest.mark.parametrize("lead", ["前一句。", "前一句； ", "𠮷？前一句！"])
def test_a_passage_begins_with_a_sentence_where_one_begins(lead: str) -> None:
    made = one(Section("", "", "很久以前，" * 40 + lead + "这里说党费收缴的事。" + "后文，" * 100))
    assert made.text.startswith("这里说党费收缴的事。后文，") and made.text.endswith("…")
    assert [made.text[start:end] for start, end in made.marks] == ["党费收缴"]
    assert one(Section("", "", "开头。这里说党费。")).text == "开头。这里说党费。"


def test_a_hit_in_the_heading_shows_how_the_section_begins() -> None:
    made = one(Section("a", "党费", "正文。" * 100))
    assert made.text.startswith("正文") and made.text.endswith("…") and made.marks == ()


def test_marks_are_in_what_was_written_and_joined_where_they_touch() -> None:
    assert marked("黨費收繳，党费", {"党费", "收缴"}) == ((0, 4), (5, 7))
    assert marked("ＰＤＦ 文件", {"pdf"}) == ((0, 3),)
    assert marked("没有", {"党费"}) == ()


pieces = st.lists(st.sampled_from([*WORDS, "，", "。", "𠮷", " "]), max_size=80).map("".join)


@given(
    st.lists(pieces, max_size=4), st.sets(st.sampled_from(["党费", "收缴", "组织", "窗口", "2026", "pdf"]), min_size=1)
)
def test_passages_are_pieces_of_the_text_with_marks_inside(texts: list[str], terms: set[str]) -> None:
    sections = [Section(str(at), "", text) for at, text in enumerate(texts)]
    made = passage(sections, dict.fromkeys(terms, 1.0))
    if made is None:
        return
    assert made.text.removeprefix("…").removesuffix("…") in texts[int(made.anchor)]
    assert made.marks
    last = -1
    for start, end in made.marks:
        assert last < start < end <= len(made.text)
        last = end
