"""What a line must not be broken in: hours from and to, days, numbers to call; in headings a remark in brackets too.

Browsers break Chinese text almost anywhere, so “9:00—12:00” would be torn at its dash on a narrow screen.
"""

import re
from itertools import pairwise

from markupsafe import Markup, escape

_TOGETHER = re.compile(
    r"\d{1,2}:\d{2}\s?[—–~至-]{1,2}\s?\d{1,2}:\d{2}|\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2})?|(?<!\d)0\d{2,3}-\d{7,8}(?!\d)"
)
_REMARK = re.compile(r"（[^（）]{1,14}）[：，、；。》”]*")
"""With the marks that follow it: between two boxes a line may be broken, and none begins with a colon."""


def together(text: str) -> Markup:
    """A text in which hours, days and telephone numbers stay on one line."""
    pieces: list[str] = []
    place = 0
    for found in _TOGETHER.finditer(text):
        pieces += [escape(text[place : found.start()]), f'<span class="nowrap">{found[0]}</span>']
        place = found.end()
    return Markup("".join([*pieces, escape(text[place:])]))


def heading(text: str) -> Markup:
    """A heading with remarks in brackets as boxes, so that it is broken before and after a remark and not within."""
    places = sorted({0, len(text), *(place for found in _REMARK.finditer(text) for place in found.span())})
    pieces = [escape(text[start:end]) for start, end in pairwise(places)]
    if len(pieces) < 2:
        return escape(text)
    return Markup("").join(Markup('<span class="piece">{}</span>').format(piece) for piece in pieces)


def address(text: str) -> Markup:
    """An address for mail or of a page, which may be broken after its @ and slashes before it is broken in a word."""
    return Markup(re.sub(r"(?<=[@/])(?=[^/])", "<wbr>", escape(text)))
