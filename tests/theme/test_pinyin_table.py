"""The table of sounds against pypinyin itself."""

import gzip

import pytest
from pypinyin import Style, lazy_pinyin

from . import pinyin_table
from .char_table import TABLES
from .real_phrases import titles

KB = 1024
DECIDED = {
    "处长": "chù zhǎng", "处分": "chǔ fèn", "长期": "cháng qī", "银行": "yín háng", "执行": "zhí xíng", "调整": "tiáo zhěng",
    "调研": "diào yán", "重复": "chóng fù", "重要": "zhòng yào", "干部": "gàn bù", "干净": "gān jìng", "参加": "cān jiā",
    "任前公示": "rèn qián gōng shì", "组织关系转接": "zǔ zhī guān xì zhuǎn jiē", "党费收缴": "dǎng fèi shōu jiǎo",
}  # fmt: skip


def sounds(text: str) -> list[str]:
    return list(pinyin_table.make().convert(text))


@pytest.mark.parametrize("word", DECIDED)
def test_words_decide(word: str) -> None:
    assert " ".join(sounds(word)) == DECIDED[word]


def test_titles_sound_as_pypinyin_says() -> None:
    """But for what speaking changes; four characters of a thousand may differ where both sounds are in use."""
    said = [
        (title, char, ours, theirs)
        for title in titles()
        for char, ours, theirs in zip(title, sounds(title), lazy_pinyin(title, style=Style.TONE), strict=True)
        if char not in pinyin_table.UNCHANGED
    ]
    wrong = [each for each in said if each[2] != each[3]]
    assert len(said) > 3000
    assert len(wrong) / len(said) < 0.004, wrong[:20]


def test_the_file_is_what_the_generator_makes() -> None:
    text = (TABLES / pinyin_table.NAME).read_text(encoding="utf-8")
    assert text == pinyin_table.file_text()
    assert len(gzip.compress(text.encode(), 6)) <= 28 * KB
