"""Titles by sound, and typed pinyin."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.pinyin import SYLLABLES, latin_query_terms, pinyin_terms, split_pinyin, syllables


@pytest.mark.parametrize(
    ("title", "sounds"),
    [
        ("重庆", "chong qing"),
        ("长期", "chang qi"),
        ("银行行长", "yin hang hang zhang"),
        ("绿色策略", "lv se ce lve"),
        ("黨費收繳", "dang fei shou jiao"),
    ],
)
def test_phrases_decide_between_readings(title: str, sounds: str) -> None:
    assert syllables(title) == [sounds.split()]


def test_what_has_no_sound_parts_a_run() -> None:
    assert syllables("党费2026年PDF，办\U0003ffff法") == [["dang", "fei"], ["nian"], ["ban"], ["fa"]]


def test_a_title_gives_syllables_pairs_and_first_letters() -> None:
    assert pinyin_terms("组织部") == ["'zu", "'zhi", "'bu", "'zu'zhi", "'zhi'bu", "^zz", "^zb", "^zzb"]
    assert pinyin_terms("2026") == []


@pytest.mark.parametrize(
    "typed", ["zuzhiguanxi", "zu zhi guan xi", "zu'zhi guanxi", "ZuZhiGuanXi", "ＺＵＺＨＩguanxi", "zu-zhi-guan-xi"]
)
def test_pinyin_is_read_however_it_is_typed(typed: str) -> None:
    assert split_pinyin(typed) == ["zu", "zhi", "guan", "xi"]
    assert latin_query_terms(typed) == ["'zu'zhi", "'zhi'guan", "'guan'xi"]


@pytest.mark.parametrize("typed", ["zzgx", "pdf", "word", "2026", "zuzhi2026", "党fei", "café", "", "'", "zu.zhi"])
def test_what_is_no_pinyin_as_a_whole_is_not_read(typed: str) -> None:
    assert split_pinyin(typed) is None


def test_apostrophes_are_borders() -> None:
    assert split_pinyin("xian") == ["xian"]
    assert split_pinyin("xi'an") == ["xi", "an"]
    assert split_pinyin("xi’an") == ["xi", "an"]


def test_of_equal_readings_the_first_syllable_is_the_longest_but_all_are_asked_for() -> None:
    assert split_pinyin("danganguan") == ["dang", "an", "guan"]
    assert latin_query_terms("danganguan") == ["'dang'an", "'dan'gan", "'gan'guan", "'an'guan"]


def test_an_unfinished_syllable_is_none() -> None:
    assert split_pinyin("zuzhig") is None


def test_u_with_dots_may_be_typed_in_four_ways() -> None:
    assert {tuple(split_pinyin(typed) or []) for typed in ("lvyou", "lüyou", "LÜYOU")} == {("lv", "you")}
    assert split_pinyin("celue") == split_pinyin("celve") == split_pinyin("celüe") == ["ce", "lve"]


def test_first_letters_go_by_three_or_by_two() -> None:
    assert latin_query_terms("zzgx") == ["^zzg", "^zgx"]
    assert latin_query_terms("zz") == ["^zz"]
    assert latin_query_terms("z") == []


def test_what_may_be_both_is_asked_for_as_both() -> None:
    assert latin_query_terms("dan") == ["'dan", "^dan"]
    assert latin_query_terms("xian") == ["'xian"]
    assert latin_query_terms("dangan")[-1] == "'dan'gan"


def test_words_are_read_one_by_one_if_they_are_not_one_text() -> None:
    assert latin_query_terms("zuzhi bmxz") == ["'zu'zhi", "^bmx", "^mxz"]


@given(
    st.text(
        "一七万丈三上下不与专世业东两严丧个中丰串临为主举义乌乐乘乡书买了予争事二于五些产京人党组织关系转接",
        min_size=5,
        max_size=9,
    )
)
def test_every_title_is_found_by_its_own_sound_and_letters(title: str) -> None:
    known = set(pinyin_terms(title))
    [sounds] = syllables(title)
    assert set(sounds) <= SYLLABLES
    assert set(latin_query_terms("'".join(sounds))) <= known
    letters = "".join(sound[0] for sound in sounds)
    if split_pinyin(letters) is None:
        assert set(latin_query_terms(letters)) <= known


@given(st.text("abeghiknouvz '-", max_size=30))
def test_a_reading_has_all_the_letters(typed: str) -> None:
    read = split_pinyin(typed)
    if read is not None:
        plain = "".join(letter for letter in typed if letter not in " '-")
        assert "".join(read) == plain.replace("nue", "nve").replace("lue", "lve")
        assert set(read) <= SYLLABLES
