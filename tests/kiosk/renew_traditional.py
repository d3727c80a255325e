"""Makes plugins/kiosk/words/traditional.txt anew with OpenCC: `python -m tests.kiosk.renew_traditional`.

First line: the characters of GB 2312 whose traditional form differs, as pairs without spaces. Further lines: words in
which characters go another way than alone, found in the demonstration's site.yaml, titles and kiosk words.
"""

import re
from collections.abc import Iterator

import opencc

from plugins.kiosk.traditional import TABLE, WORDS

from ..helpers import ROOT

_RUN = re.compile("[\u4e00-\u9fff]+")
_LONGEST = 4
COMMON = "干部 干净 干涉 后面 以后 皇后 里面 公里 表面 面条 发展 头发 出发 复查 复印 反复 恢复 答复 联系 关系 系统 制度 制定 准备 批准 "
COMMON += "台风 柜台 范围 模范 征求 特征 松树 放松 划分 计划 郁闷 只有 一只 布置 了解 了望 周围 周末 游览 云岭 党委 委托 冲突 冲洗 丰富 "
COMMON += "家具 家伙 伙伴 回家 迂回 余额 剩余 采纳 签字 标签 咨询 注意 注册 折叠 折扣 合作 升级 升降 志愿 杂志 几个 茶几 借用 凭借 向导 方向"
NONSENSE = {"编发", "天干", "快干", "日制", "里扣", "别只", "制表"}
"""Cut out of longer words, or meant otherwise here."""


def texts() -> Iterator[str]:
    yield (ROOT / "site.yaml").read_text(encoding="utf-8")
    yield WORDS.read_text(encoding="utf-8")
    yield COMMON
    for path in sorted((ROOT / "content").rglob("*.*")):
        if path.suffix in (".md", ".yaml"):
            yield "\n".join(re.findall(r"(?m)^title: .*$", path.read_text(encoding="utf-8")))


def made() -> str:
    """The table's text."""
    convert = opencc.OpenCC("s2tw").convert
    chars = []
    for high in range(0xB0, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                char = bytes((high, low)).decode("gb2312")
            except UnicodeDecodeError:
                continue
            if convert(char) != char and len(convert(char)) == 1:
                chars.append(char + convert(char))
    alone = {pair[0]: pair[1] for pair in chars}
    words: dict[str, str] = {}
    for run in sorted({run for text in texts() for run in _RUN.findall(text)}):
        whole = convert(run)
        for place, (char, meant) in enumerate(zip(run, whole, strict=True)):
            if alone.get(char, char) == meant:
                continue
            for size in range(2, _LONGEST + 1):
                starts = (start for start in range(place - size + 1, place + 1) if start >= 0)
                parts = (run[start : start + size] for start in starts)
                found = next(
                    (part for part in parts if len(part) == size and convert(part) in whole and meant in convert(part)),
                    None,
                )
                if found is not None:
                    if found not in NONSENSE:
                        words[found] = convert(found)
                    break
    return "\n".join(["".join(chars), *(f"{word} {words[word]}" for word in sorted(words))]) + "\n"


if __name__ == "__main__":
    TABLE.write_text(made(), encoding="utf-8")
