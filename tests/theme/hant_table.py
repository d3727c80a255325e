"""theme/static/hant.json: from simplified to traditional characters, made from OpenCC's dictionaries (Apache 2.0).

`python -m tests.theme.hant_table` writes it anew. OpenCC knows fifty thousand words; the table keeps those that people
meet: the words of pypinyin's list, and all short words around the characters that official texts use in two senses.
"""

import subprocess
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import opencc
from opencc import clib
from pypinyin.phrases_dict import phrases_dict

from .char_table import CharTable, common_characters, text_of, write

NAME = "hant.json"
CORE = "发干后里系面制复准只钟周"
"""Characters whose words are kept up to three characters."""
OFTEN = CORE + "布划志核表采占范冲注签托征并借回须台历于别当合向确获种出汇致尽闲据术愿修了斗才迹愈升曲梁"
"""Characters whose words are kept up to two characters."""
GUARDS = (
    *("规划", "发布", "关于", "规范", "应当", "制度", "记录", "配合", "玩忽职守", "沈阳", "报名表", "了解"),
    *("抽签", "锻炼", "销毁", "核对", "核实", "核查", "取舍"),
)
"""Words that stand whole, so that no word of the table begins in their middle."""


@cache
def _dictionary(name: str) -> Mapping[str, str]:
    """A dictionary of OpenCC: a text → the first of what it may become."""
    home = Path(clib.__file__).parent
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "words.txt"
        source = home / "share" / "opencc" / f"{name}.ocd2"
        paths = [str(path) for path in (home / "bin" / "opencc_dict", source, target)]
        command = [paths[0], "-i", paths[1], "-o", paths[2], "-f", "ocd2", "-t", "text"]
        subprocess.run(command, check=True, capture_output=True)
        lines = target.read_text(encoding="utf-8").splitlines()
    return {word: rest.split(" ")[0] for word, rest in (line.split("\t") for line in lines)}


def _is_kept(word: str) -> bool:
    around = OFTEN if len(word) == 2 else CORE if len(word) == 3 else ""
    return any(char in around for char in word) or (len(word) <= 4 and word in phrases_dict)


@cache
def make() -> CharTable:
    """The table."""
    common = frozenset(common_characters())
    become = _dictionary("STCharacters")
    table = CharTable({char: become[char] for char in sorted(common) if become.get(char, char) != char})
    table.learn(item for item in _dictionary("STPhrases").items() if common.issuperset(item[0]) and _is_kept(item[0]))
    whole = opencc.OpenCC("s2t")
    for word in GUARDS:
        table.keep(word, whole.convert(word))
    return table


def file_text() -> str:
    """The file's text."""
    return text_of(_content())


def _content() -> dict[str, object]:
    table = make()
    return {"from": "".join(table.plain), "to": "".join(table.plain.values()), "words": table.lines()}


if __name__ == "__main__":
    write(NAME, _content())
