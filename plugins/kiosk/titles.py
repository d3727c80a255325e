"""What the touch keyboard knows: every screen that can be searched for, and words to choose from, with their pinyin."""

import re
from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct
from pypinyin import lazy_pinyin

from ..portal.library import Library
from .views import KioskView

URL = "/kiosk/titles.json"
_HAN = re.compile("[\u4e00-\u9fff]")
_PLAIN = re.compile("[^a-z0-9]+")
_LONGEST_WORD = 12
"""Characters of a word that the keyboard offers; longer ones do not fit a key."""


class Titled(Struct, frozen=True, array_like=True):
    """A screen that can be found, as a list of five."""

    screen: str
    title: str
    kind: str
    syllables: str
    """The title's pinyin, with a space between syllables."""
    words: str
    """What else it is found by."""


class Titles(Struct, frozen=True):
    """The whole file."""

    items: tuple[Titled, ...]
    terms: tuple[tuple[str, str], ...]
    """(word, its syllables), in the order in which the keyboard offers them."""
    groups: tuple[tuple[str, ...], ...]
    """Words that mean the same."""


def syllables(text: str) -> str:
    """组织关系 → zu zhi guan xi; letters and digits stay, signs go."""
    parts = (_PLAIN.sub("", part.lower()) for part in lazy_pinyin(text))
    return " ".join(part for part in parts if part)


def titles(library: Library, view: KioskView) -> Titles:
    """Guides first, then offices, notices, bulletins, the city."""
    return Titles(
        items=tuple(_items(library, view)),
        terms=tuple((word, syllables(word)) for word in _terms(library, view)),
        groups=library.settings.search.synonyms,
    )


def as_json(made: Titles) -> bytes:
    return msgspec.json.encode(made)


def _items(library: Library, view: KioskView) -> Iterator[Titled]:
    for identifier, guide in view.guides.items():
        keywords = library.by_id[identifier].item.keywords
        yield _titled(guide.screen, guide.title, "办事指南", (*keywords, guide.summary, guide.office, guide.audience))
    for office in view.ways[0].offices:
        posts = (post.title for post in office.posts)
        yield _titled(office.screen, office.name, "处室", (*office.duties, *posts, office.room))
    for kind, papers in (("公示公告", view.notices), ("通报", view.bulletins)):
        for paper in papers:
            yield _titled(
                paper.screen, paper.title, kind, (*library.by_id[paper.id].item.keywords, paper.summary, paper.kind)
            )
    for group in view.city:
        for fact in group.facts:
            yield _titled("city", fact.name, "城市服务", (group.name, fact.value))


def _titled(screen: str, title: str, kind: str, words: Iterable[str]) -> Titled:
    return Titled(screen, title, kind, syllables(title), " ".join(filter(None, words)))


def _terms(library: Library, view: KioskView) -> Iterator[str]:
    """Words of our own: what guides are called and about, how people say it, who works here."""
    seen: set[str] = set()
    for word in _words(library, view):
        if word not in seen and len(word) <= _LONGEST_WORD and _HAN.search(word):
            seen.add(word)
            yield word


def _words(library: Library, view: KioskView) -> Iterator[str]:
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
