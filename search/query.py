"""What was typed into the search box → what is looked for. `client/query.js` does the same."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .analysis import terms
from .folding import fold
from .inverted import END, first_term
from .pinyin import latin_query_terms

LONGEST = 200
"""Characters of a query that are read; the rest is passed over."""
MOST_TERMS = 48
"""Different terms of a query that are looked up."""
MOST_VARIANTS = 3
"""Other wordings, by site words, that are tried besides the one that was typed."""
QUESTION_WORDS = [
    "有哪些",
    "是什么",
    "什么是",
    "为什么",
    "怎么样",
    "怎么办",
    "能不能",
    "什么",
    "怎么",
    "怎样",
    "如何",
    "哪些",
    "哪个",
    "哪几",
    "几个",
    "是否",
    "可以",
    "能否",
    "需要",
    "请问",
    "在哪",
    "几楼",
    "有何",
    "何时",
    "多少",
    "吗",
    "呢",
    "谁",
]
"""Longest first. A term that only stands in or across these says little of what is asked."""
ASKING = 0.3
"""What such a term counts."""

_PHRASE = re.compile('["“”„〝〞「『]([^"“”„〝〞「」『』]*)["“”„〝〞」』]')
_EXCLUDED = re.compile(r"(?:^|\s)[-－−]([^\s\"“”「」『』-][^\s\"“”「」『』]*)")
_QUESTION = re.compile("|".join(QUESTION_WORDS))


@dataclass(frozen=True)
class Wording:
    """One way to say what is looked for: its terms, each once, in order, with what each counts."""

    terms: tuple[tuple[str, float], ...]
    ends: tuple[str, ...]
    """How a title begins and ends that has just these terms."""


@dataclass(frozen=True)
class Query:
    """What is looked for."""

    plain: str
    """What was typed, folded, without marks of phrases and exclusions."""
    wordings: tuple[Wording, ...]
    """As typed, then by site words."""
    sounds: tuple[str, ...]
    """Terms of the sound field, if Latin letters were typed."""
    phrases: tuple[str, ...]
    """What must occur word for word, folded."""
    excluded: tuple[tuple[str, ...], ...]
    """Terms of each thing that must not occur."""

    @property
    def empty(self) -> bool:
        return not (self.sounds or any(each.terms for each in self.wordings))


def parse(text: str, synonyms: Sequence[Sequence[str]] = ()) -> Query:
    """Read a query. "…" is a phrase, -… is excluded; the rest is looked for as well as can be."""
    folded = fold(text[:LONGEST])
    phrases = tuple(found for found in (each.strip() for each in _PHRASE.findall(folded)) if found)
    without = _PHRASE.sub(lambda found: f" {found[1]} ", folded)
    excluded = tuple(found for found in (tuple(terms(each)) for each in _EXCLUDED.findall(without)) if found)
    plain = " ".join(_EXCLUDED.sub(" ", without).split())
    wordings = tuple(_wording(each) for each in (plain, *_other_wordings(plain, synonyms)))
    return Query(plain, wordings, tuple(latin_query_terms(plain)), phrases, excluded)


def certain(phrase: str) -> list[str]:
    """Terms that stand wherever a phrase does. A single character may there be one of a pair."""
    found = terms(phrase)
    return [term for term in found if len(term) > 1 or term < "〇"] or found


def _wording(plain: str) -> Wording:
    whole = terms(plain)
    return Wording(_weighed(plain), (first_term(whole), f"{END}{whole[-1]}") if whole else ())


def _weighed(plain: str) -> tuple[tuple[str, float], ...]:
    unique = list(dict.fromkeys(terms(plain)))[:MOST_TERMS]
    asked = set(terms(_QUESTION.sub(" ", plain)))
    if not asked:
        return tuple((term, 1.0) for term in unique)
    return tuple((term, 1.0 if term in asked else ASKING) for term in unique)


def _other_wordings(plain: str, synonyms: Sequence[Sequence[str]]) -> list[str]:
    """The query in the words that documents are written in: the first of each group, for any other of it."""
    made: dict[str, None] = {}
    closed = plain.replace(" ", "")
    for group in synonyms:
        words = [fold(word) for word in group]
        if words[0] not in plain:
            # A word is the same, the standard one too, if it was typed with spaces between its parts.
            known = (each.replace(" ", "") for each in words)
            word = max((each for each in known if each in closed), key=len, default="")
            if word:
                made[words[0].join(re.split(" *".join(map(re.escape, word)), plain))] = None
    return list(made)[:MOST_VARIANTS]
