"""The site's words for its search: labels of filters, synonyms, and what is offered while somebody types."""

from collections import Counter
from collections.abc import Iterable, Iterator

from search.words import SiteWords

from ..portal import urls
from ..portal.kinds import KINDS
from ..portal.library import Library
from ..portal.records import Record
from . import directory

STATES = {
    "in-force": "现行有效",
    "amended": "现行有效（已修改）",
    "open": "进行中",
    "upcoming": "即将开始",
    "waiting": "办理中",
    "running": "推进中",
    "overdue": "已超期",
    "answered": "已答复",
    "done": "已办结",
    "done-late": "逾期办结",
    "ended": "已结束",
    "superseded": "已被取代",
    "repealed": "已废止",
    "withdrawn": "已撤下",
    "published": "已发布",
}
"""One label a code: filters are for items of every kind."""
_MOST = 2_000
"""Suggestions; what is beyond them is seldom wanted by its first characters."""
_SHARED = 2
"""Items that a keyword must be on to be offered."""


def site_words(library: Library) -> SiteWords:
    """Labels in the order of the settings; suggestions with the most wanted first."""
    settings = library.settings
    return SiteWords(
        kinds={**{kind.name: kind.label for kind in KINDS}, **directory.KINDS},
        columns={column.slug: column.name for column, _ in settings.walk_columns()},
        offices={office.slug: office.name for office in settings.offices},
        states=STATES,
        synonyms=settings.search.synonyms,
        suggestions=tuple(_first_of_each(_offers(library)))[:_MOST],
    )


def _offers(library: Library) -> Iterator[tuple[str, str]]:
    """(words, address): what leads somewhere has an address, the rest is searched for."""
    of_kind = library.of_kind
    yield from _titles(of_kind.get("guide", ()))
    for group in library.settings.search.synonyms:
        yield from ((word, "") for word in group)
    yield from ((office.name, urls.office(office.slug)) for office in library.settings.offices)
    yield from ((column.name, urls.column(column.slug)) for column, _ in library.settings.walk_columns())
    counts = Counter(word for record in library.records for word in record.item.keywords)
    yield from ((word, "") for word, times in counts.most_common() if times >= _SHARED)
    for kind in ("page", "rule", "consultation", "notice"):
        yield from _titles(record for record in of_kind.get(kind, ()) if _holds(library, record))


def _first_of_each(offers: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Each words once: a guide's title leads to the guide though it is a keyword as well."""
    seen: set[str] = set()
    for words, address in offers:
        if words not in seen:
            seen.add(words)
            yield words, address


def _titles(records: Iterable[Record]) -> Iterator[tuple[str, str]]:
    return ((record.item.title, urls.item(record.id)) for record in records)


def _holds(library: Library, record: Record) -> bool:
    status = library.status(record)
    return status is None or status.holds
