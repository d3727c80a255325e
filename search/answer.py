"""A query put to the index: what the command line, the HTTP service and the tests call."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import msgspec

from .analysis import squeeze
from .document import SearchDoc
from .meaning import meant
from .passages import Passage, passage
from .query import Query, certain, parse
from .ranking import UNIT, Found, Posting, norm, rank, rarity
from .store import Store, open_store
from .whoosh_index import LENGTHS
from .words import SiteWords

FAVOURED = "guide"
"""The kind that people come for first."""
FACETS = ("kind", "column", "office", "year", "status")
LOOKED_AT = 5
"""Titles that are looked at for what may have been meant."""


class Hit(msgspec.Struct, frozen=True):
    """A document that answers a query."""

    id: str
    url: str
    title: str
    kind: str
    score: float
    snippet: str
    column: str
    office: str
    day: str
    """YYYY-MM-DD of its publication."""
    status: str
    holds: bool
    doc_number: str
    passage: Passage | None
    """Where in its text it answers; the snippet is its text, or the summary where the title alone answers."""


class Answer(msgspec.Struct, frozen=True):
    """What a query found."""

    query: str
    total: int
    results: tuple[Hit, ...]
    facets: dict[str, dict[str, int]]
    """How many there are of each kind, column …, each counted without its own filter."""
    meant: str
    """What may have been meant, if nothing has all that was typed; else empty."""


class NoIndex(Exception):
    """There is no index that can be used."""


class Index:
    """An index opened for searching."""

    def __init__(self, store: Store, words: SiteWords) -> None:
        self._store = store
        self._words = words
        self._whoosh = store.whoosh()
        self._numbers = {(each.segment, each.number): at for at, each in enumerate(store.entries)}
        self._having: dict[str, int] = {}
        self._norms = [norm(LENGTHS[self._whoosh.length_code(each.segment, each.number)]) for each in store.entries]

    @classmethod
    def open(cls, folder: Path, words: SiteWords | None = None) -> "Index":
        """Open the index in a folder. Raises NoIndex."""
        store = open_store(folder)
        if store is None:
            raise NoIndex(folder)
        return cls(store, words or SiteWords())

    def close(self) -> None:
        self._whoosh.close()

    def __len__(self) -> int:
        return len(self._store.entries)

    def ids(self) -> frozenset[str]:
        """The ids of all documents."""
        return frozenset(entry.id for entry in self._store.entries)

    def search(
        self,
        text: str,
        limit: int = 10,
        offset: int = 0,
        filters: Mapping[str, str] | None = None,
        newest: bool = False,
        step: Callable[[], None] = lambda: None,
    ) -> Answer:
        """Answer a query. `filters` are of FACETS; others are passed over.

        `step` is called before each term and each document that is read; what it raises ends the search.
        """
        wanted = {name: value for name, value in (filters or {}).items() if name in FACETS and value}
        query, found = self.find(text, step)
        kept = [each for each in found if self._passes(each.number, wanted)]
        if newest:
            kept.sort(key=lambda each: -each.number)
        docs, failed = self._page(query, kept, offset, limit, step)
        rarities = self._rarities(query, step)
        hits = tuple(_hit(doc, each, rarities) for doc, each in docs)
        return Answer(text, len(kept) - failed, hits, self._facets(found, wanted), self._meant(query, found))

    def ranked(self, text: str, limit: int = 10) -> list[tuple[str, str, float]]:
        """(id, address, score) of the best: what `search` answers, without passages and counts."""
        query, found = self.find(text)
        if query.phrases:
            docs, _ = self._page(query, found, 0, limit)
            return [(doc.id, doc.url, round(each.score / UNIT, 3)) for doc, each in docs]
        heads = ((self._store.entries[each.number], each.score) for each in found[:limit])
        return [(head.id, head.url, round(score / UNIT, 3)) for head, score in heads]

    def find(self, text: str, step: Callable[[], None] = lambda: None) -> tuple[Query, list[Found]]:
        """All that answers a query, best first; phrases are not yet held against the texts."""

        def texts(term: str) -> Sequence[Posting]:
            step()
            return self._texts(term)

        query = parse(text, self._words.synonyms)
        found = rank(query, texts, self._sounds, self._norms, self._holds, self._favoured) if len(self) else []
        for phrase in query.phrases:
            having = [{at for at, _, _ in self._texts(term)} for term in certain(phrase) or ("",)]
            found = [each for each in found if all(each.number in some for some in having)]
        return query, found

    def _texts(self, term: str) -> Sequence[Posting]:
        titled = {self._numbers[place] for place in self._whoosh.titled(term)}
        places = ((self._numbers[segment, number], times) for segment, number, times in self._whoosh.texts(term))
        postings = [(at, times, at in titled) for at, times in places]
        if postings:  # of terms that do not occur there is no end
            self._having[term] = len(postings)
        return postings

    def _sounds(self, term: str) -> Sequence[int]:
        return [self._numbers[place] for place in self._whoosh.sounding(term)]

    def _holds(self, at: int) -> bool:
        return self._store.entries[at].holds

    def _favoured(self, at: int) -> bool:
        return self._store.entries[at].kind == FAVOURED

    def _facet(self, at: int, name: str) -> str:
        place = self._store.entries[at]
        return place.published[:4] if name == "year" else str(getattr(place, name))

    def _passes(self, at: int, wanted: Mapping[str, str]) -> bool:
        return all(self._facet(at, name) == value for name, value in wanted.items())

    def _facets(self, found: Sequence[Found], wanted: Mapping[str, str]) -> dict[str, dict[str, int]]:
        counted = {}
        for name in FACETS:
            others = {other: value for other, value in wanted.items() if other != name}
            counts = Counter(self._facet(each.number, name) for each in found if self._passes(each.number, others))
            counted[name] = dict(sorted(counts.items(), key=lambda each: (-each[1], each[0])))
        return counted

    def _page(
        self, query: Query, kept: Sequence[Found], offset: int, limit: int, step: Callable[[], None] = lambda: None
    ) -> tuple[list[tuple[SearchDoc, Found]], int]:
        """The documents of a page, and how many were passed over because they lack a phrase."""
        page: list[tuple[SearchDoc, Found]] = []
        good = failed = 0
        for each in kept if query.phrases else kept[offset:]:
            if len(page) == limit:
                break
            step()
            doc = self._store.document(self._store.entries[each.number])
            if not all(_has(doc, phrase) for phrase in query.phrases):
                failed += 1
                continue
            good += 1
            if not query.phrases or good > offset:
                page.append((doc, each))
        return page, failed

    def _rarities(self, query: Query, step: Callable[[], None]) -> dict[str, float]:
        """What each term of the query says, for choosing a passage; other wordings count as well."""
        documents = len(self)
        weighed = dict(term for wording in reversed(query.wordings) for term in wording.terms)
        rarities = {}
        for term, counts in weighed.items() if documents else ():
            step()
            having = self._having.get(term) or len(self._texts(term))
            rarities[term] = counts * rarity(documents, having)
        return rarities

    def _meant(self, query: Query, found: Sequence[Found]) -> str:
        if any(each.complete for each in found):
            return ""
        heads = (self._store.document(self._store.entries[each.number]).title for each in found[:LOOKED_AT])
        occurring = {term for each in query.wordings for term, _ in each.terms if self._having.get(term)}
        return meant(query.plain, heads, occurring.__contains__)


def _has(doc: SearchDoc, phrase: str) -> bool:
    wanted = squeeze(phrase)
    parts = (doc.title, *doc.beside(), *(text for each in doc.sections for text in (each.heading, each.text)))
    return any(wanted in squeeze(part) for part in parts)


def _hit(doc: SearchDoc, found: Found, rarities: dict[str, float]) -> Hit:
    piece = passage(doc.sections, rarities)
    snippet = piece.text if piece is not None else doc.summary
    score = round(found.score / UNIT, 3)
    facts = (doc.column, doc.office, doc.published[:10], doc.status, doc.holds, doc.doc_number)
    return Hit(doc.id, doc.url, doc.title, doc.kind, score, snippet, *facts, piece)
