"""Which known name a mistyped one was meant to be."""

import difflib
from collections.abc import Iterable


def nearest(word: str, names: Iterable[str]) -> str | None:
    """The one of `names` that `word` was most likely meant to be, or None."""
    found = difflib.get_close_matches(word, list(names), n=1, cutoff=0.5)
    return found[0] if found else None
