"""Which known name a mistyped one was meant to be."""

import difflib
from collections.abc import Iterable

_ALIKE = 0.5
"""How much of a name must agree: a short word with one letter wrong still does."""
_ALIKE_PATHS = 0.8
"""Paths agree in their folders anyway; only a slip of the hand is worth a guess."""


def nearest(word: str, names: Iterable[str]) -> str | None:
    """The one of `names` that `word` was most likely meant to be, or None."""
    cutoff = _ALIKE_PATHS if "/" in word else _ALIKE
    found = difflib.get_close_matches(word, list(names), n=1, cutoff=cutoff)
    return found[0] if found else None
