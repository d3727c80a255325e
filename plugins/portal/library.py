"""Everything that staff wrote, on one day: the published records, ordered, looked up, related."""

import hashlib
import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from . import lifecycle
from .index_numbers import index_numbers
from .kinds.bulletin import Bulletin
from .kinds.consultation import Consultation
from .kinds.guide import Guide
from .kinds.letter import Letter
from .kinds.notice import Notice
from .kinds.proposal import Proposal
from .kinds.rule import Rule
from .kinds.units import Units
from .lifecycle import Status
from .records import Record
from .relations import AMENDS, SUPERSEDES, Relations
from .scan import Found
from .settings import Column, Settings

T = TypeVar("T")
WITHDRAWN = "withdrawn"
_RELATED = 5
_WORD_REACH = 50
"""How many of a keyword's newest items are looked at for relatives: a word that everything carries relates nothing."""


@dataclass(frozen=True)
class Library:
    """The published content of a day. Records are sorted newest first, ties by id."""

    settings: Settings
    today: date
    records: tuple[Record, ...]
    scheduled: tuple[Record, ...]
    """Records whose time of publication has not come; they are nowhere in the output."""
    units: Units
    attachments: Mapping[str, Found]
    """By path below content/files/."""
    committed: Mapping[str, date] = field(default_factory=dict)
    """File → the day that it came into the version history, where the duty ledger goes by that; else empty."""

    @cached_property
    def key(self) -> bytes:
        """A fingerprint of all of this but the bodies: equal keys, equal lists, links, states and catalogues."""
        digest = hashlib.blake2b(self.settings.model_dump_json().encode(), digest_size=16)
        digest.update(self.units.model_dump_json().encode())
        digest.update(self.today.isoformat().encode())
        for record in (*self.records, *self.scheduled):
            digest.update(f"{record.id} {record.head_digest}\n".encode())
        for file, day in sorted(self.committed.items()):
            digest.update(f"{file} {day}\n".encode())
        for file, found in self.attachments.items():
            digest.update(f"{file} {found.stamp.size}\n".encode())
        return digest.digest()

    @cached_property
    def _reckonings(self) -> dict[str, Any]:
        return {}

    def reckoned(self, name: str, reckon: Callable[["Library"], T]) -> T:
        """Something computed from the whole library, once: a ledger that many pages show a part of."""
        if name not in self._reckonings:
            self._reckonings[name] = reckon(self)
        found: T = self._reckonings[name]
        return found

    @cached_property
    def by_id(self) -> dict[str, Record]:
        return {record.id: record for record in self.records}

    @cached_property
    def listed(self) -> tuple[Record, ...]:
        """The records that lists and feeds show: all but the withdrawn."""
        return tuple(record for record in self.records if not lifecycle.is_withdrawn(record.item, self.today))

    @cached_property
    def relations(self) -> Relations:
        return Relations(reversed(self.records), self.by_id)

    @cached_property
    def index_numbers(self) -> dict[str, str]:
        """Record id → 索引号."""
        return index_numbers(reversed(self.records), self.settings.site.organ_code)

    @cached_property
    def of_kind(self) -> Mapping[str, Sequence[Record]]:
        """Kind → its listed records, newest first."""
        return _grouped((record.kind_name, record) for record in self.listed)

    @cached_property
    def of_office(self) -> Mapping[str, Sequence[Record]]:
        """Office → the listed records that it answers for, newest first."""
        return _grouped((record.item.office, record) for record in self.listed)

    @cached_property
    def in_column(self) -> Mapping[str, Sequence[Record]]:
        """Column → the listed records in it or in a column below it, pinned first, then newest first."""
        pairs = []
        for record in self.listed:
            column = self.column_of(record)
            if column is not None:
                pairs += [(above.slug, record) for above in self.settings.column_path[column.slug]]
        grouped = _grouped(pairs)
        return {slug: sorted(records, key=lambda record: not record.item.pinned) for slug, records in grouped.items()}

    @cached_property
    def of_year(self) -> Mapping[int, Sequence[Record]]:
        return _grouped((record.published.year, record) for record in self.listed)

    @cached_property
    def of_keyword(self) -> Mapping[str, Sequence[Record]]:
        return _grouped((word, record) for record in self.listed for word in dict.fromkeys(record.item.keywords))

    @cached_property
    def of_topic(self) -> Mapping[str, Sequence[Record]]:
        """Topic → its guides, newest first."""
        guides = self.of_kind.get("guide", ())
        return _grouped((topic, record) for record in guides if (topic := record.of(Guide).topic))

    @cached_property
    def on_topic(self) -> Mapping[str, Sequence[Record]]:
        """Topic → its guides, and after them what carries one of its words, newest first."""
        gathered: dict[str, Sequence[Record]] = {}
        for topic in self.settings.topics:
            guides = list(self.of_topic.get(topic.slug, ()))
            words = {topic.name, *topic.keywords}
            others = {each.id: each for word in words for each in self.of_keyword.get(word, ())}
            rest = sorted((each for each in others.values() if each not in guides), key=self._place_of)
            gathered[topic.slug] = [*guides, *rest]
        return gathered

    def _place_of(self, record: Record) -> int:
        return self._position[record.id]

    @cached_property
    def _column_cache(self) -> dict[tuple[str, str | None, str], Column | None]:
        return {}

    def column_of(self, record: Record) -> Column | None:
        """The column a record stands in: its own word, else the deepest folder that is one, else the first for its kind."""
        folder = record.id.rpartition("/")[0]
        key = (record.kind_name, record.item.column, folder)
        if key not in self._column_cache:
            self._column_cache[key] = self._find_column(*key)
        return self._column_cache[key]

    def _find_column(self, kind: str, named: str | None, folder: str) -> Column | None:
        columns = self.settings.column_by_slug
        if named is not None:
            return columns.get(named)
        for part in reversed(folder.split("/")):
            # A like-named column for other kinds is not meant: rules/service/ is no column of services.
            if part in columns and (not columns[part].kinds or kind in columns[part].kinds):
                return columns[part]
        return self.settings.column_of_kind.get(kind)

    @cached_property
    def _in_column(self) -> dict[str, "Neighbours"]:
        columns = ((column.slug if (column := self.column_of(record)) else None, record) for record in self.listed)
        return _neighbours(columns)

    @cached_property
    def _in_series(self) -> dict[str, "Neighbours"]:
        return _neighbours((record.of(Bulletin).series, record) for record in self.of_kind.get("bulletin", ()))

    def neighbours(self, record: Record) -> "Neighbours":
        """The older and the newer record of the same column."""
        return self._in_column.get(record.id, (None, None))

    def issues_beside(self, record: Record) -> "Neighbours":
        """The issue before and the issue after one, in its series."""
        return self._in_series.get(record.id, (None, None))

    def related(self, record: Record) -> tuple[Record, ...]:
        """Up to five others that share most keywords, newest first among equals."""
        shared: dict[int, int] = {}
        for word in dict.fromkeys(record.item.keywords):
            for place in self._word_places.get(word, ()):
                shared[place] = shared.get(place, 0) + 1
        shared.pop(self._position[record.id], None)
        ranked: list[int] = []
        for count in range(len(record.item.keywords), 0, -1):
            if len(ranked) < _RELATED and count in shared.values():
                places = (place for place, words in shared.items() if words == count)
                ranked += heapq.nsmallest(_RELATED - len(ranked), places)
        return tuple(self.records[place] for place in ranked)

    @cached_property
    def _word_places(self) -> dict[str, list[int]]:
        """Keyword → where its newest items stand among all records."""
        return {
            word: [self._position[record.id] for record in records[:_WORD_REACH]]
            for word, records in self.of_keyword.items()
        }

    @cached_property
    def _position(self) -> dict[str, int]:
        return {record.id: place for place, record in enumerate(self.records)}

    def standing(self, record: Record, relation: str) -> tuple[Record, ...]:
        """What names the record and has not been withdrawn."""
        naming = self.relations.to(record, relation)
        return tuple(each for each in naming if not lifecycle.is_withdrawn(each.item, self.today))

    @cached_property
    def _statuses(self) -> dict[str, Status | None]:
        return {}

    def status(self, record: Record) -> Status | None:
        """The record's state today; None for what has no state."""
        if record.id not in self._statuses:
            self._statuses[record.id] = self._find_status(record)
        return self._statuses[record.id]

    def _find_status(self, record: Record) -> Status | None:
        item = record.item
        if item.withdrawn is not None and lifecycle.is_withdrawn(item, self.today):
            return Status(WITHDRAWN, "已撤回", False, item.withdrawn.on)
        if isinstance(item, Rule):
            successors = [newer.of(Rule) for newer in self.standing(record, SUPERSEDES)]
            amendments = [newer.of(Rule) for newer in self.standing(record, AMENDS)]
            return lifecycle.of_rule(item, successors, amendments, self.today)
        if isinstance(item, Notice):
            return lifecycle.of_notice(item, self.today)
        if isinstance(item, Consultation):
            return lifecycle.of_consultation(item, self.today)
        if isinstance(item, Letter):
            return lifecycle.of_letter(item)
        if isinstance(item, Proposal):
            return lifecycle.of_proposal(item, self.today)
        return None


def gather(
    settings: Settings,
    today: date,
    records: Iterable[Record],
    units: Units | None = None,
    attachments: Mapping[str, Found] | None = None,
    committed: Mapping[str, date] | None = None,
) -> Library:
    """Order the records and set aside those whose time has not come."""
    ordered = sorted(records, key=lambda record: record.id)
    ordered.sort(key=lambda record: record.published, reverse=True)
    published = tuple(record for record in ordered if lifecycle.is_published(record.item, today))
    scheduled = tuple(record for record in ordered if not lifecycle.is_published(record.item, today))
    return Library(settings, today, published, scheduled, units or Units(), attachments or {}, committed or {})


Neighbours = tuple[Record | None, Record | None]
"""The older and the newer one."""


def _neighbours(pairs: Iterable[tuple[str | None, Record]]) -> dict[str, Neighbours]:
    """Who stands beside whom, given (group, record) newest first; records without a group stand alone."""
    beside: dict[str, Neighbours] = {}
    last: dict[str, Record] = {}
    for group, record in pairs:
        if group is None:
            continue
        newer = last.get(group)
        beside[record.id] = (None, newer)
        if newer is not None:
            beside[newer.id] = (record, beside[newer.id][1])
        last[group] = record
    return beside


def _grouped(pairs: Iterable[tuple]) -> Mapping:  # type: ignore[type-arg]
    groups: dict = defaultdict(list)  # type: ignore[type-arg]
    for key, record in pairs:
        groups[key].append(record)
    return dict(groups)
