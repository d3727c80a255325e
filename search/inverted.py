"""Documents → posting lists: which term stands where how often. What the index is written from."""

import re
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from . import pinyin
from .analysis import HAN, count, squeeze, terms
from .document import SearchDoc
from .folding import fold

END = ">"
"""Before the last term of a title; `first_term` makes its first: so a title that is the query is told from one that
contains it."""
_OPENING = "中华人民共和国"
"""What people leave out of a law's title."""
_CHARACTERS = re.compile(f"[{HAN}]")
MOST = 255
"""Occurrences beyond these add nothing to a score worth a longer posting."""


@dataclass
class Inverted:
    """Posting lists by term. A posting of a text is number << 9 | in the title << 8 | occurrences."""

    texts: dict[str, "array[int]"] = field(default_factory=dict)
    sounds: dict[str, "array[int]"] = field(default_factory=dict)
    """By how titles and headings sound; a posting is the document's number."""
    lengths: list[int] = field(default_factory=list)
    """Terms in each document."""


def text_counts(doc: SearchDoc) -> tuple[dict[str, int], set[str], int]:
    """The terms of a document with their occurrences, those of its title, and how long it is in terms.

    The single characters of the title are terms too, so that a query of one character finds it; and so are the terms
    that it has without its marks, for hardly anybody types 《》 and （） when looking for a title.
    """
    parts = [doc.title, *doc.beside()]
    for section in doc.sections:
        parts += (section.heading, section.text)
    counts = count(parts)
    length = sum(counts.values())
    title = {*terms(f"{doc.title} {doc.doc_number}"), *terms(squeeze(doc.title)), *_ends(doc.title)}
    title.update(_CHARACTERS.findall(fold(doc.title)))
    for term in title:
        counts.setdefault(term, 1)
    return counts, title, length


def _ends(title: str) -> set[str]:
    short = title.removeprefix(_OPENING)
    written = [each for each in (terms(title), terms(squeeze(title)), terms(short), terms(squeeze(short))) if each]
    return {first_term(each) for each in written} | {f"{END}{each[-1]}" for each in written}


def first_term(title: Sequence[str]) -> str:
    """How a title of these terms begins, and how many they are, as one term."""
    return f"<{len(title)}<{title[0]}"


def sound_terms(doc: SearchDoc) -> set[str]:
    """How the title sounds, as terms."""
    return set(pinyin.pinyin_terms(doc.title))


def invert(docs: Iterable[SearchDoc]) -> Inverted:
    """Posting lists of documents, numbered as they stand."""
    inverted = Inverted()
    texts, sounds = inverted.texts, inverted.sounds
    for number, doc in enumerate(docs):
        counts, title, length = text_counts(doc)
        inverted.lengths.append(length)
        base = number << 9
        for term, times in counts.items():
            posting = base | (times if times < MOST else MOST) | (256 if term in title else 0)
            known = texts.get(term)
            if known is None:
                texts[term] = array("I", (posting,))
            else:
                known.append(posting)
        for term in sound_terms(doc):
            known = sounds.get(term)
            if known is None:
                sounds[term] = array("I", (number,))
            else:
                known.append(number)
    return inverted
