"""The table of traditional characters against OpenCC itself."""

import gzip

import opencc
import pytest

from . import hant_table
from .char_table import TABLES
from .real_phrases import phrases

KB = 1024
DECIDED = {
    "发展": "發展", "头发": "頭髮", "干部": "幹部", "干净": "乾淨", "若干": "若干", "以后": "以後", "皇后": "皇后",
    "办公室里": "辦公室裏", "公里": "公里", "关系": "關係", "系统": "系統", "联系": "聯繫", "方面": "方面", "面粉": "麪粉",
    "制度": "制度", "制造": "製造", "党委": "黨委", "复印": "複印", "恢复": "恢復", "答复": "答覆", "批准": "批准",
    "标准": "標準", "只有": "只有", "一只": "一隻", "规划": "規劃", "考核": "考覈", "周期": "週期", "十分钟": "十分鐘",
    "记录": "記錄", "占用": "佔用", "收获": "收穫", "获得": "獲得", "征集": "徵集", "长征": "長征", "会计": "會計",
    "组织部": "組織部", "档案": "檔案", "选拔任用": "選拔任用", "群众来访": "羣衆來訪", "公布": "公佈", "布置": "佈置",
}  # fmt: skip


def convert(text: str) -> str:
    return "".join(hant_table.make().convert(text))


@pytest.mark.parametrize("word", DECIDED)
def test_words_decide(word: str) -> None:
    assert convert(word) == DECIDED[word] == opencc.OpenCC("s2t").convert(word)


def test_real_phrases_are_written_as_opencc_writes_them() -> None:
    """Nine hundred and ninety-five phrases of a thousand; where they differ, both forms are in use."""
    whole = opencc.OpenCC("s2t")
    wrong = [phrase for phrase in phrases() if convert(phrase) != whole.convert(phrase)]
    assert len(phrases()) > 10_000
    assert len(wrong) / len(phrases()) < 0.005, wrong[:40]


def test_the_file_is_what_the_generator_makes() -> None:
    assert (TABLES / hant_table.NAME).read_text(encoding="utf-8") == hant_table.file_text()


def test_the_file_is_light_and_keeps_lengths() -> None:
    assert len(gzip.compress((TABLES / hant_table.NAME).read_bytes(), 6)) <= 25 * KB
    table = hant_table.make()
    assert all(len(char) == len(other) == 1 and ord(other) < 0x10000 for char, other in table.plain.items())
    assert all(len(word) == len(made) and all(map(len, made)) for word, made in table.words.items())
