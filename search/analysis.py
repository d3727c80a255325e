"""How text becomes terms; `client/analysis.js` does the same in browsers, held to it by tests/search/vectors.

Chinese becomes overlapping pairs of characters (党费, 费收, 收缴), Latin letters and digits whole words. Three writings
become one term each, however they are typed: 第十二条 = 第 12 条, 二〇二六年 = 2026年, 〔2026〕12号 = (2026)12号 = 2026 12.
docs/search/analysis.md tells the rules with examples.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from operator import add

from .folding import fold

VERSION = 2
"""Goes up with every change of what `terms` yields, the fold table included; part of an index's digest."""

# The pieces of patterns below are written for Python and JavaScript alike (make_tables turns \\U000xxxxx into \\u{…}):
# no lookbehind, no named groups. All of them are for folded text.
HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Characters that are paired: 〇, the ideographs and their extensions. Written as numbers, since some editors change
compatibility ideographs into plain ones."""
WORD = r"a-z0-9À-ÖØ-öø-ɏ"
"""Characters of words."""
YEAR = r"(?:19|20)[0-9]{2}"
NUMBER = r"0{0,3}[1-9][0-9]{0,4}"
"""The number of a document; zeros before it do not count."""
END = rf"(?![{WORD}]|[.:/-][0-9]| *[0-9年月日%])"
"""No date, decimal or percentage goes on after a document's number."""
OPEN, CLOSE = r"[(\[{<〈〔【〖〘﹙﹝]", r"[)\]}>〉〕】〗〙﹚﹞]"
NUMERAL = "零〇○一二两三四五六七八九十百千"

BRACKETED = (
    rf"{OPEN} *({YEAR}) *(?:年 *)?{CLOSE} *"
    rf"(?:第 *({NUMBER}) *号|({NUMBER})(?: *号|{END}))"
)
"""〔2026〕12号, (2026年) 第12号, [2026]12"""
SPACED = rf"({YEAR})(?: *[年第] *({NUMBER}) *号(?![楼院线门])| +(?!{YEAR}(?![0-9]))([1-9][0-9]{{0,4}})(?: *号|{END}))"
"""2026 12, 2026 12号, 2026第12号, 2026年12号; not 2025 2026"""
DECREED = rf"({YEAR}) *(年) *第 *({NUMBER}) *号"
"""2026年第12号"""
ORDINAL = rf"第 *([0-9]{{1,4}}|[{NUMERAL}]{{1,9}}) *([条章节编届次款项号期批]|季度?)"
CHINESE_YEAR = r"((?:一九|二[零〇○])[零〇○一二三四五六七八九]{2})(?=年)"

SPECIAL = rf"{BRACKETED}|{SPACED}|{DECREED}|{ORDINAL}|{CHINESE_YEAR}|([{WORD}]{{1,64}})"
"""All that is not paired; of several that fit in one place, the first. A word of more than 64 letters is cut."""

_SPECIAL = re.compile(SPECIAL)
_HINT = re.compile(rf"[第一二{WORD}{OPEN[1:-1]}]")
"""What any of SPECIAL begins with."""
_HAN_RUNS = re.compile(rf"[{HAN}]+")
_NO_TERM = re.compile(rf"[^{HAN}{WORD}]+")

_ORDINAL_UNIT, _CHINESE_YEAR, _WORD = 11, 12, 13
"""The last group that took part tells which of SPECIAL was found."""
_DECREED_NUMBER = 9

_DIGITS = {
    "零": 0,
    "〇": 0,
    "○": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_UNITS = {"十": 10, "百": 100, "千": 1000}


def _arabic(numeral: str) -> str:
    """十二, 一二 and 012 → 12."""
    if numeral[0] in "0123456789":
        return numeral.lstrip("0") or "0"
    if not any(unit in numeral for unit in _UNITS):
        return "".join(str(_DIGITS[each]) for each in numeral).lstrip("0") or "0"
    total = digit = 0
    for each in numeral:
        if each in _UNITS:
            total += (digit or 1) * _UNITS[each]
            digit = 0
        else:
            digit = _DIGITS[each]
    return str(total + digit)


def _special(found: re.Match[str]) -> list[tuple[str, int, int]]:
    """The terms of one special writing, with their places in the folded text."""
    start, end = found.span()
    kind = found.lastindex
    if kind == _WORD:
        return [(found[0], start, end)]
    if kind == _ORDINAL_UNIT:
        return [(f"第{_arabic(found[10])}{found[11][0]}", start, end)]
    if kind == _CHINESE_YEAR:
        return [("".join(str(_DIGITS[each]) for each in found[0]), start, end)]
    assert kind is not None
    number = found[kind].lstrip("0")
    number_start, number_end = found.span(kind)
    if kind == _DECREED_NUMBER:
        year, sign = found[7], found.end(8)
        return [
            (year, start, found.end(7)),
            ("年", found.start(8), sign),
            (f"第{number}号", found.string.index("第", sign), end),
            (f"{year}-{number}", start, number_end),
        ]
    year = found[1] or found[4]
    year_start = found.start(1) if found[1] else start
    return [
        (year, year_start, year_start + 4),
        (number, number_start, number_end),
        (f"{year}-{number}", year_start, number_end),
    ]


def _pairs(han: str) -> list[str]:
    """The terms of a text without special writings."""
    out: list[str] = []
    for run in _HAN_RUNS.findall(han):
        if len(run) == 1:
            out.append(run)
        else:
            out += map(add, run, run[1:])
    return out


def terms(text: str) -> list[str]:
    """The terms of a text, in the order of `tokens`."""
    text = fold(text)
    out: list[str] = []
    at = 0
    # The same as `_SPECIAL.finditer`, five times as fast: a set of first characters is what `re` looks for fastest.
    for hint in _HINT.finditer(text):
        start = hint.start()
        if start < at:
            continue
        found = _SPECIAL.match(text, start)
        if found is None:
            continue
        if start > at:
            out += _pairs(text[at:start])
        at = found.end()
        if found.lastindex == _WORD:
            out.append(found[0])
        else:
            out += [term for term, _, _ in _special(found)]
    out += _pairs(text[at:])
    return out


def tokens(text: str) -> list[tuple[str, int, int]]:
    """The terms with their places in the text as written: start and end, counted in code points."""
    text = fold(text)
    return list(_tokens(text))


def _tokens(folded: str) -> Iterator[tuple[str, int, int]]:
    at = 0
    for found in _SPECIAL.finditer(folded):
        yield from _pairs_at(folded, at, found.start())
        yield from _special(found)
        at = found.end()
    yield from _pairs_at(folded, at, len(folded))


def _pairs_at(folded: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    for run in _HAN_RUNS.finditer(folded, start, end):
        first, last = run.span()
        if last - first == 1:
            yield run[0], first, last
        for at in range(first, last - 1):
            yield folded[at : at + 2], at, at + 2


def count(texts: Iterable[str]) -> dict[str, int]:
    """How often each term occurs in some texts together; the fast way to index a document."""
    return Counter(chain.from_iterable(map(terms, texts)))


def squeeze(text: str) -> str:
    """The folded text without spaces and punctuation: to see whether a phrase occurs, or is the very title."""
    return _NO_TERM.sub("", fold(text))
