"""The text of a finished page, cut at its headings: what a searcher may find and where it stands."""

import re
from collections.abc import Mapping

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from search.document import Section

ARTICLE = "article-"
"""How the anchors of a rule's articles begin (portal.markdown): each article is a section."""
_START, _END = b"<main", b"</main>"
_DROPPED = frozenset(("script", "style", "template", "svg", "nav", "aside", "form", "button", "header"))
"""Not the item's own text: ways to elsewhere, and tools."""
_DROPPED_BY = ("data-leaves-after", "hidden")
"""Parts that are for a time only (people on notice), or not shown at all."""
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "cite",
        "code",
        "del",
        "em",
        "i",
        "ins",
        "kbd",
        "mark",
        "q",
        "ruby",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "wbr",
    ]
)
_SPACE = re.compile(r"\s+")
_SIZE_OF_FILE = re.compile("([A-Z][A-Z0-9]{1,4})，[0-9.]+ [KM]?B(?![A-Za-z])")
"""DOCX，36 KB: nobody looks for the size, and in a passage it is in the way."""


def main_part(page: bytes) -> bytes:
    """The page without its frame; empty if it has no main part."""
    start = page.find(_START)
    end = page.rfind(_END)
    return page[start : end + len(_END)] if 0 <= start < end else b""


def sections(part: bytes, names: tuple[str, ...] = ()) -> tuple[Section, ...]:
    """The sections of a page's main part, in order; what has neither text nor heading is left out.

    A part marked data-search="off" is no text of the item. `names` are people on notice: wherever they stand in the
    text, they are struck out.
    """
    reader = _Reader()
    reader.walk(BeautifulSoup(part.decode(), "html.parser"))
    reader.close()
    if not names:
        return tuple(reader.found)
    return tuple(Section(each.anchor, _strike(each.heading, names), _strike(each.text, names)) for each in reader.found)


class _Reader:
    """Walks a page and collects its sections."""

    def __init__(self) -> None:
        self.found: list[Section] = []
        self._anchor = self._heading = ""
        self._words: list[str] = []

    def walk(self, parent: Tag) -> None:
        words = self._words
        for node in parent.contents:
            if type(node) is NavigableString:
                words.append(node)
            elif isinstance(node, Tag):
                name, attributes = node.name, node.attrs
                if name in _DROPPED or (attributes and _is_dropped(name, attributes)):
                    continue
                if name in _HEADINGS:
                    self.close()
                    self._anchor, self._heading = str(attributes.get("id", "")), _tidy(node.get_text())
                elif name in _INLINE:
                    self.walk(node)
                elif str(attributes.get("id", "")).startswith(ARTICLE):
                    self.close()
                    self._anchor, self._heading = str(attributes["id"]), ""
                    self.walk(node)
                else:
                    words.append(" ")
                    self.walk(node)
                    words.append(" ")

    def close(self) -> None:
        text = _SIZE_OF_FILE.sub(r"\1", _tidy("".join(self._words)))
        if text or self._heading:
            self.found.append(Section(self._anchor, self._heading, text))
        self._words.clear()


def _is_dropped(name: str, attributes: Mapping[str, object]) -> bool:
    """Words for screen readers (the class) say again what is seen elsewhere, and would read as stammering in a passage."""
    classes = attributes.get("class")
    unseen = isinstance(classes, list) and "hidden" in classes and name not in _HEADINGS
    return unseen or attributes.get("data-search") == "off" or any(each in attributes for each in _DROPPED_BY)


def _tidy(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


def _strike(text: str, names: tuple[str, ...]) -> str:
    for name in names:
        text = text.replace(name, "＊＊")
    return text
