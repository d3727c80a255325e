"""How text becomes terms."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import HAN, VERSION, count, squeeze, terms, tokens
from search.data import make_tables
from search.folding import TABLE, fold, read_numbers, read_table, write_numbers, write_table

from .writings import texts

PAIRED = ["2026", "12", "2026-12"]


@pytest.mark.parametrize(
    "written",
    [
        "〔2026〕12号",
        "[2026]12号",
        "(2026)12号",
        "（２０２６）１２号",
        "【2026】第12号",
        "2026 12",
        "〔2026年〕012号",
        "〔 2026 〕 12 号",
    ],
)
def test_a_document_number_is_the_same_however_it_is_written(written: str) -> None:
    assert terms(written) == PAIRED
    assert terms(f"川组办{written}文件") == ["川组", "组办", *PAIRED, "文件"]


@pytest.mark.parametrize(
    "written",
    [
        "2026-03-01",
        "2026.3.1",
        "2026 年",
        "2026年3月",
        "（2026）12月",
        "（2026）1.5亿",
        "2026 12 31",
        "2024 2025 2026",
        "2026 5G",
        "〔1899〕12号",
    ],
)
def test_dates_years_and_sums_are_no_document_numbers(written: str) -> None:
    assert not any("-" in term for term in terms(written))


def test_an_announcement_is_found_by_its_number_both_ways() -> None:
    assert terms("公告2026年第12号") == ["公告", "2026", "年", "第12号", "2026-12"]


@pytest.mark.parametrize(
    ("written", "term"),
    [
        ("第十二条", "第12条"),
        ("第 12 条", "第12条"),
        ("第十二條", "第12条"),
        ("第一百零三条", "第103条"),
        ("第一百○三条", "第103条"),
        ("第一千二百五十九条", "第1259条"),
        ("第二〇号", "第20号"),
        ("第三季度", "第3季"),
        ("第两次", "第2次"),
    ],
)
def test_ordinals_are_one_term_in_digits(written: str, term: str) -> None:
    assert terms(written) == [term]
    assert terms(f"依照{written}规定") == ["依照", term, "规定"]


def test_what_only_begins_like_an_ordinal_is_paired() -> None:
    assert terms("第一名") == ["第一", "一名"]


@pytest.mark.parametrize("written", ["二〇二六年度", "二○二六年度", "二零二六年度", "２０２６年度"])
def test_a_year_is_the_same_in_chinese_and_in_digits(written: str) -> None:
    assert terms(written) == ["2026", "年度"]


def test_chinese_is_paired_and_words_stay_whole() -> None:
    assert terms("党费收缴：PDF文件、Café，办") == ["党费", "费收", "收缴", "pdf", "文件", "café", "办"]


def test_rare_characters_are_one_character_each() -> None:
    assert tokens("见𠮷野") == [("见𠮷", 0, 2), ("𠮷野", 1, 3)]


def test_scripts_that_are_not_indexed_give_nothing() -> None:
    """Hangul stands between the ideographs and their compatibility forms: a slip in the ranges would let it in."""
    assert terms("한국어 ひらがな Москва \ue000\ud7a3 🎉") == []


def test_no_word_is_longer_than_an_index_can_take() -> None:
    assert [len(term) for term in terms("a" * 150)] == [64, 64, 22]


def test_places_are_those_of_the_text_as_written() -> None:
    assert tokens("见【２０２６】第 12 号") == [("见", 0, 1), ("2026", 2, 6), ("12", 9, 11), ("2026-12", 2, 11)]


@given(texts)
def test_terms_are_the_tokens(text: str) -> None:
    found = tokens(text)
    assert terms(text) == [term for term, _, _ in found]
    assert all(0 <= start < end <= len(text) for _, start, end in found)
    for term, start, end in found:
        if len(term) == 2 and end - start == 2 and term[0] > "\u3000":
            assert fold(text[start:end]) == term


@given(texts)
def test_folding_keeps_places_and_is_done_once(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded
    assert terms(folded) == terms(text)
    assert squeeze(folded) == squeeze(text)


@given(st.lists(texts, max_size=3))
def test_counting_is_counting_terms(several: list[str]) -> None:
    counted = count(several)
    together = [term for text in several for term in terms(text)]
    assert counted == {term: together.count(term) for term in together}


def test_squeezing_leaves_what_is_said() -> None:
    assert squeeze("《黨費》 收缴，Ａ-1！") == "党费收缴a1"


def test_folding_takes_width_script_case_and_forms() -> None:
    assert fold("（ＡＢＣ）\u3000黨費\u00a0Ü\u2f08\uf914\U0002f800") == "(abc) 党费 ü人乐丽"


def test_what_has_no_small_form_of_one_code_point_stays() -> None:
    assert fold("İ") == "İ"


@given(st.lists(st.integers(0, 60_000)))
def test_numbers_of_the_table_are_read_as_written(numbers: list[int]) -> None:
    assert read_numbers(write_numbers(numbers)) == numbers


@given(st.dictionaries(st.integers(0x3400, 0xFFFF), st.integers(0x3400, 0xFFFF)))
def test_tables_are_read_as_written(pairs: dict[int, int]) -> None:
    assert read_table(write_table(pairs)) == pairs


def test_no_simplified_character_of_the_table_is_folded_further() -> None:
    pairs = read_table(TABLE.read_text("ascii").strip())
    assert len(pairs) > 2900
    assert not set(pairs.values()) & set(pairs)


def test_the_tables_and_the_browsers_constants_are_what_the_generator_makes() -> None:
    stale = [path.name for path, text in make_tables.made().items() if path.read_text("utf-8") != text]
    assert stale == [], "run python3 -m search.data.make_tables"


def test_ranges_are_written_as_numbers() -> None:
    """Editors and normalizing tools turn U+F900 into its plain form, and the range into another one."""
    assert HAN.isascii()


def test_long_spaces_and_numerals_take_no_long_time() -> None:
    started = time.process_time()
    for text in ("(2026" + " " * 50_000, "第" + " " * 50_000, "第一" * 50_000, "2026 " * 20_000, "([" * 50_000):
        terms(text)
    assert time.process_time() - started < 2


def test_the_version_is_known() -> None:
    assert VERSION >= 1
