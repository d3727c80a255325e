"""What the search says in words of the site: labels of filters, synonyms, suggestions."""

import msgspec


class SiteWords(msgspec.Struct, frozen=True):
    """Words of the site. Codes are those of SearchDoc; all in the order in which they are to be shown."""

    kinds: dict[str, str] = {}
    columns: dict[str, str] = {}
    offices: dict[str, str] = {}
    states: dict[str, str] = {}
    synonyms: tuple[tuple[str, ...], ...] = ()
    """Groups of words that mean the same to a searcher."""
    suggestions: tuple[tuple[str, str], ...] = ()
    """(words, address or empty) to offer while somebody types, the most wanted first."""
