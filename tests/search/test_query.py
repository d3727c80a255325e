"""What was typed, read."""

import pytest
from hypothesis import given

from search.analysis import terms
from search.folding import fold
from search.query import ASKING, LONGEST, MOST_TERMS, MOST_VARIANTS, QUESTION_WORDS, parse
from tests.search.writings import texts

SYNONYMS = (("组织关系转接", "转党员关系", "转组织关系"), ("党费收缴", "交党费", "党费怎么交"))


def weights(text: str) -> dict[str, float]:
    return dict(parse(text).wordings[0].terms)


def test_terms_of_a_question_count_less_where_they_only_ask() -> None:
    assert weights("党费怎么交") == {"党费": 1.0, "费怎": ASKING, "怎么": ASKING, "么交": ASKING}
    assert weights("怎么办") == {"怎么": 1.0, "么办": 1.0}
    assert weights("党费党费") == {"党费": 1.0, "费党": 1.0}


def test_question_words_stand_longest_first() -> None:
    assert [len(word) for word in QUESTION_WORDS] == sorted((len(word) for word in QUESTION_WORDS), reverse=True)
    assert len(set(QUESTION_WORDS)) == len(QUESTION_WORDS)


@pytest.mark.parametrize(
    "text",
    ["“首问负责”制度", '"首问负责"制度', "「首问负责」制度", "『首问负责』制度", "„首问负责“制度", "＂首问负责＂制度"],
)
def test_phrases(text: str) -> None:
    query = parse(text)
    assert query.phrases == ("首问负责",)
    assert query.plain == "首问负责 制度"


def test_marks_that_are_not_closed_are_nothing() -> None:
    assert parse("“首问负责").phrases == parse("首问”负责").phrases == parse("“”").phrases == parse("“ ”").phrases == ()


@pytest.mark.parametrize(
    ("text", "excluded"),
    [("公务员 -遴选", ("遴选",)), ("－遴选 公务员", ("遴选",)), ("公务员　−遴选考试", ("遴选", "选考", "考试"))],
)
def test_excluded_words(text: str, excluded: tuple[str, ...]) -> None:
    query = parse(text)
    assert query.excluded == (excluded,)
    assert query.plain == "公务员"


def test_a_hyphen_inside_or_alone_excludes_nothing() -> None:
    for text in ("2026-12", "A-B", "党费 - 收缴", "--", "党费-收缴"):
        assert parse(text).excluded == ()


def test_other_wordings_by_site_words() -> None:
    query = parse("怎样转党员关系", SYNONYMS)
    assert [dict(each.terms) for each in query.wordings[1:]] == [dict(parse("怎样组织关系转接").wordings[0].terms)]
    assert len(parse("组织关系转接", SYNONYMS).wordings) == 1
    assert len(parse("轉黨員關係", SYNONYMS).wordings) == 2
    many = tuple((f"标准{number}", "党费") for number in range(9))
    assert len(parse("党费", many).wordings) == 1 + MOST_VARIANTS


def test_of_several_other_words_the_longest_counts() -> None:
    (_, other) = parse("党费怎么交", (("党费收缴", "党费", "党费怎么交"),)).wordings
    assert [term for term, _ in other.terms] == terms("党费收缴")


@pytest.mark.parametrize("typed", ["交 党费", "交党 费 怎么办", "请问 党费 怎么 交", "党费 收缴", "党 费收 缴"])
def test_site_words_are_known_with_spaces_in_them(typed: str) -> None:
    (_, other) = parse(typed, SYNONYMS).wordings
    assert {term for term, _ in other.terms} >= {"党费", "费收", "收缴"}
    assert len(parse("党 员 收 缴", SYNONYMS).wordings) == 1


def test_latin_letters_are_looked_for_by_sound_too() -> None:
    assert parse("zzgx").sounds and parse("zuzhi").sounds
    assert not parse("党费").sounds


def test_long_queries_are_bounded() -> None:
    whole = "".join(chr(0x4E00 + at) for at in range(LONGEST * 3))
    query = parse(whole)
    assert len(query.wordings[0].terms) == MOST_TERMS
    assert query.plain == fold(whole[:LONGEST])


@given(texts)
def test_whatever_is_typed_can_be_read(text: str) -> None:
    query = parse(text, SYNONYMS)
    for wording in query.wordings:
        named = [term for term, _ in wording.terms]
        assert len(named) == len(set(named)) <= MOST_TERMS
        assert {weight for _, weight in wording.terms} <= {1.0, ASKING}
    assert query.empty == (not query.sounds and not any(each.terms for each in query.wordings))
