"""theme/static/pinyin.json: the sounds of characters, made from pypinyin (MIT).

`python -m tests.theme.pinyin_table` writes it anew. Tones are those of the dictionary: what speaking changes (一, 不) or
drops (子, 头 and 儿 after a noun) is left as it is written.
"""

from collections import defaultdict
from functools import cache

from pypinyin import Style, lazy_pinyin
from pypinyin.phrases_dict import phrases_dict

from .char_table import CharTable, common_characters, text_of, write

NAME = "pinyin.json"
UNCHANGED = frozenset("一不子头儿")
DECIDED = frozenset(
    "长为行重处调发干应相得将难更乐差量分载数兴中只种率转都散间折供空假度参给强藏省校传场降划号模称便占答"
    "属予系卷结教会好正解曲盛约论宁什尽切任背看奇当倒角假缴切丧恶血还没着了地的大少冠冲创担几夹监禁尽累量"
)
"""Characters of several sounds that titles use in more than one; words decide which."""
GUARDS = {"暂行": "zàn xíng", "协调": "xié tiáo", "试行": "shì xíng", "施行": "shī xíng", "执行": "zhí xíng"}
"""Words that stand whole, so that no word of the table begins in their middle."""
USUAL = {"尽": "jìn", "似": "sì", "薄": "bó", "塞": "sāi", "泊": "bó", "仆": "pú", "炸": "zhà", "朝": "cháo"}
"""Where the list's first sound is not the usual one."""


@cache
def make() -> CharTable:
    """The table."""
    common = common_characters()
    table = CharTable({char: USUAL.get(char) or lazy_pinyin(char, style=Style.TONE)[0] for char in common})
    known = frozenset(common)
    table.learn(
        (word, [table.plain[char] if char in UNCHANGED else sounds[0] for char, sounds in zip(word, said, strict=True)])
        for word, said in phrases_dict.items()
        if len(word) in (2, 3) and len(word) == len(said) and known.issuperset(word) and not DECIDED.isdisjoint(word)
    )
    for word, said in GUARDS.items():
        table.keep(word, said.split())
    return table


def file_text() -> str:
    """The file's text."""
    return text_of(_content())


def _content() -> dict[str, object]:
    table = make()
    groups: dict[str, list[str]] = defaultdict(list)
    for char, sound in table.plain.items():
        groups[sound].append(char)
    return {"sounds": [sound + "".join(chars) for sound, chars in sorted(groups.items())], "words": table.lines()}


if __name__ == "__main__":
    write(NAME, _content())
