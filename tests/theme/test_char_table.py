"""Tables of characters with the words that decide."""

from .char_table import CharTable, common_characters

PLAIN = {"干": "幹", "净": "淨", "系": "系"}


def test_the_longest_word_decides() -> None:
    table = CharTable(PLAIN, {"干净": ("乾", "淨"), "不干净": ("不", "乾", "淨"), "干系": ("干", "係")})
    assert "".join(table.convert("干部不干净，干系干")) == "幹部不乾淨，干係幹"


def test_only_words_that_a_table_would_get_wrong_are_kept() -> None:
    table = CharTable(PLAIN)
    table.learn([("干净的", "乾淨的"), ("干净", "乾淨"), ("干部", "幹部"), ("干", "乾"), ("太长", "长")])
    assert list(table.words) == ["干净"]


def test_words_are_written_by_what_decides_them() -> None:
    table = CharTable(PLAIN, {"干净": ("乾", "淨"), "饼干": ("饼", "乾"), "干系": ("干", "係"), "干部": ("幹", "部")})
    assert table.lines() == ["干 乾 净 饼~", "干系 干 係", "干部 幹 部"]


def test_the_common_characters() -> None:
    common = common_characters()
    assert len(common) == len(set(common)) == 6763
    assert (common[0], common[3754], common[-1]) == ("啊", "座", "齄")
