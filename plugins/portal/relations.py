"""How items rest on one another, seen from both ends."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from .kinds.bulletin import Bulletin
from .kinds.guide import Guide
from .kinds.notice import Notice
from .kinds.rule import Rule
from .records import Record
from .yaml_text import FieldPath

SUPERSEDES = "supersedes"
AMENDS = "amends"
RESTS_ON = "basis"
RESULT_OF = "result_of"
REPORTS = "items"
SUCCESSOR = "see"


@dataclass(frozen=True, slots=True)
class Reference:
    """One item naming another: from its field `path` to the id `target`."""

    relation: str
    target: str
    path: FieldPath


def references(record: Record) -> Iterator[Reference]:
    """Every id that an item's fields name."""
    item = record.item
    if item.withdrawn is not None and item.withdrawn.see:
        yield Reference(SUCCESSOR, item.withdrawn.see, ("withdrawn", "see"))
    if isinstance(item, Rule):
        for index, target in enumerate(item.supersedes):
            yield Reference(SUPERSEDES, target, ("supersedes", index))
        for index, target in enumerate(item.amends):
            yield Reference(AMENDS, target, ("amends", index))
    if isinstance(item, Rule | Guide):
        for index, basis in enumerate(item.basis):
            if basis.rule:
                yield Reference(RESTS_ON, basis.rule, ("basis", index, "rule"))
    if isinstance(item, Notice) and item.result_of:
        yield Reference(RESULT_OF, item.result_of, ("result_of",))
    if isinstance(item, Bulletin):
        for index, entry in enumerate(item.items):
            if entry.item:
                yield Reference(REPORTS, entry.item, ("items", index, "item"))


class Relations:
    """All references between published records, by either end. Targets that do not exist are left out here."""

    def __init__(self, records: Iterable[Record], by_id: Mapping[str, Record]) -> None:
        self._from: dict[tuple[str, str], list[Record]] = defaultdict(list)
        self._to: dict[tuple[str, str], list[Record]] = defaultdict(list)
        for record in records:
            for reference in references(record):
                target = by_id.get(reference.target)
                if target is not None and target is not record:
                    self._from[reference.relation, record.id].append(target)
                    self._to[reference.relation, target.id].append(record)

    def of(self, record: Record, relation: str) -> tuple[Record, ...]:
        """What the record names: the rules it supersedes, the items it reports."""
        return tuple(self._from.get((relation, record.id), ()))

    def to(self, record: Record, relation: str) -> tuple[Record, ...]:
        """What names the record: the rules that supersede it, the guides that rest on it."""
        return tuple(self._to.get((relation, record.id), ()))
