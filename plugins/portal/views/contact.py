"""Telephone numbers and mail addresses in texts that people write, so that a page can make them links to press."""

import re

from .parts import Fact, Link

_WAY = re.compile(
    r"(?P<phone>(?<![\d.〔〕-])(?:0\d{2,3}-\d{7,8}|1[3-9]\d{9}|123\d{2})(?![\d-]))|(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)",
    re.ASCII,
)
"""A number with its area code, of a mobile, or of a service line such as 12380; or an address for mail."""


class Told(Fact, frozen=True):
    """A fact in words that may hold telephone numbers and addresses for mail."""

    pieces: tuple[Link, ...] = ()
    """The value in pieces, in order; a url where the piece is something to call or write to."""


def told(label: str, value: str) -> Told:
    """A fact with its numbers and mail addresses made links: tel:02800001227, mailto:…"""
    return Told(label, value, "", pieces(value))


def pieces(text: str) -> tuple[Link, ...]:
    """A text cut at its numbers and addresses; the titles joined are the text again."""
    cut: list[Link] = []
    place = 0
    for found in _WAY.finditer(text):
        if found.start() > place:
            cut.append(Link(text[place : found.start()], ""))
        url = f"tel:{found[0].replace('-', '')}" if found["phone"] else f"mailto:{found[0]}"
        cut.append(Link(found[0], url))
        place = found.end()
    if place < len(text):
        cut.append(Link(text[place:], ""))
    return tuple(cut)
