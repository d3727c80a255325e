"""What letters on the touch keyboard may stand for: words of our own and titles of guides, with their pinyin.

The shorter ones the keyboard offers, so that letters become Chinese at a touch.
"""

import re
from collections.abc import Iterable, Iterator

import msgspec
from pypinyin import lazy_pinyin

from ..portal.library import Library
from .views import KioskView

URL = "/kiosk/words.json"
_HAN = re.compile("[\u4e00-\u9fff]")
_PLAIN = re.compile("[^a-z0-9]+")
LONGEST = 12
"""Characters of a word that the keyboard offers; longer ones do not fit a key. find.js has the same number."""


def syllables(text: str) -> str:
    """组织关系 → zu zhi guan xi; letters and digits stay, signs go."""
    parts = (_PLAIN.sub("", part.lower()) for part in lazy_pinyin(text))
    return " ".join(part for part in parts if part)


def as_json(words: Iterable[str]) -> bytes:
    """[[word, its syllables], …] in the order in which the keyboard offers them."""
    return msgspec.json.encode([(word, syllables(word)) for word in words])


def words(library: Library, view: KioskView) -> Iterator[str]:
    """What guides are called and about, how people say it, who works here; each word once."""
    seen: set[str] = set()
    for word in _all_words(library, view):
        if word not in seen and _HAN.search(word):
            seen.add(word)
            yield word


def _all_words(library: Library, view: KioskView) -> Iterator[str]:
    records = [library.by_id[identifier] for identifier in view.guides]
    for record in records:
        yield from record.item.keywords
    yield from (record.title for record in records)
    yield from (topic.name for topic in library.settings.topics)
    yield from (office.short or office.name for office in library.settings.offices)
    for group in library.settings.search.synonyms:
        yield from group
    for paper in (*view.notices, *view.bulletins):
        yield from library.by_id[paper.id].item.keywords
