"""Two texts of a rule set side by side, article by article, with what was taken out and what was put in.

Articles are paired by what they say and not by their numbers, which shift when one is put in. Inside a pair, words are
compared; where hardly anything was kept, the two stand beside each other unmarked, since marks would say nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import unescape

from . import markdown

_BLOCK = re.compile(r"<(p|li|h[2-6]|td|th)\b[^>]*>(.*?)(?=</\1>|<(?:p|li|ul|ol|h[2-6])\b)", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_STARTS = re.compile(r"第[一二三四五六七八九十百千零〇]+条(?:之[一二三四五六七八九十]+)?")
_WORD = re.compile(r"[A-Za-z0-9.]+|\s+|.", re.DOTALL)
_ALIKE, _MARKED = 0.2, 0.4
"""Share of pairs of characters that two articles have in common: enough to be one article, enough to mark changes."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words of an article."""

    text: str
    change: str
    """Empty where both texts say it, else del or ins."""


@dataclass(frozen=True, slots=True)
class Pair:
    """An article of the older text beside one of the newer; one side is empty where there is no counterpart."""

    earlier: tuple[Piece, ...]
    newer: tuple[Piece, ...]
    state: str
    """What became of it, in words: 未变, 修改, 改写, 新增, 删去."""


def compare(earlier: str, newer: str) -> tuple[Pair, ...]:
    """Two bodies in Markdown → their articles in pairs, in the order of the newer; what was dropped stands where it was."""
    old, new = _articles(earlier), _articles(newer)
    partner = _partners(old, new)
    pairs: list[Pair] = []
    dropped = [place for place in range(len(old)) if place not in partner.values()]
    for place, text in enumerate(new):
        match = partner.get(place)
        while dropped and match is not None and dropped[0] < match:
            pairs.append(Pair(_whole(old[dropped.pop(0)]), (), "删去"))
        pairs.append(_pair(old[match], text) if match is not None else Pair((), _whole(text), "新增"))
    return (*pairs, *(Pair(_whole(old[place]), (), "删去") for place in dropped))


def _articles(text: str) -> list[str]:
    """The articles of a body as plain text; a body without articles in its paragraphs. Headings are left out."""
    blocks = [(found[1], _plain(found[2])) for found in _BLOCK.finditer(markdown.render(text).html)]
    paragraphs = [text for tag, text in blocks if text and not tag.startswith("h")]
    if not any(_STARTS.match(text) for text in paragraphs):
        return paragraphs
    articles: list[str] = []
    for paragraph in paragraphs:
        if not articles or _STARTS.match(paragraph) or not _STARTS.match(articles[-1]):
            articles.append(paragraph)
        else:
            articles[-1] += "\n" + paragraph
    return articles


def _plain(html: str) -> str:
    return unescape(_TAG.sub("", html)).strip()


def _partners(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Place in the newer text → place in the older, the most alike first, each used once."""
    old_pairs, new_pairs = [_pairs_of(text) for text in old], [_pairs_of(text) for text in new]
    scores = sorted(
        (-_likeness(one, two), place, match)
        for place, two in enumerate(new_pairs)
        for match, one in enumerate(old_pairs)
        if _likeness(one, two) >= _ALIKE
    )
    partner: dict[int, int] = {}
    used: set[int] = set()
    for _, place, match in scores:
        if place not in partner and match not in used:
            partner[place] = match
            used.add(match)
    return partner


def _pairs_of(text: str) -> frozenset[str]:
    said = "".join(_STARTS.sub("", text, count=1).split())
    return frozenset(said[place : place + 2] for place in range(len(said) - 1))


def _likeness(one: frozenset[str], two: frozenset[str]) -> float:
    return 2 * len(one & two) / (len(one) + len(two)) if one or two else 0.0


def _pair(earlier: str, newer: str) -> Pair:
    if earlier == newer:
        return Pair(_whole(earlier), _whole(newer), "未变")
    if _likeness(_pairs_of(earlier), _pairs_of(newer)) < _MARKED:
        return Pair(_whole(earlier), _whole(newer), "改写")
    old_number, old = _cut(earlier)
    new_number, new = _cut(newer)
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    left = [Piece("".join(old[a:b]), "" if step == "equal" else "del") for step, a, b, _, _ in steps if a < b]
    right = [Piece("".join(new[c:d]), "" if step == "equal" else "ins") for step, _, _, c, d in steps if c < d]
    return Pair(tuple(_joined([*old_number, *left])), tuple(_joined([*new_number, *right])), "修改")


def _cut(text: str) -> tuple[list[Piece], list[str]]:
    """The number of an article, whose shifting is no change of its words, and the words after it."""
    found = _STARTS.match(text)
    number = found[0] if found is not None else ""
    return [Piece(number, "")] if number else [], _WORD.findall(text[len(number) :])


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Changes with but a character or two between them are one change: that reads better than a text of snippets."""
    run: Piece | None = None
    for place, piece in enumerate(pieces):
        change = piece.change
        between = 0 < place < len(pieces) - 1 and len(piece.text) <= 1 and "\n" not in piece.text
        if not change and between and pieces[place - 1].change and pieces[place + 1].change:
            change = pieces[place - 1].change
        if run is not None and run.change == change:
            run = Piece(run.text + piece.text, change)
        else:
            if run is not None:
                yield run
            run = Piece(piece.text, change)
    if run is not None:
        yield run


def _whole(text: str) -> tuple[Piece, ...]:
    return (Piece(text, ""),)
