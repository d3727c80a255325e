"""What items say of one another: targets exist and fit, nothing is replaced twice, nothing in a circle."""

from collections.abc import Iterator

from ..kinds.bulletin import Bulletin
from ..library import Library
from ..nearest import nearest
from ..problems import Problem
from ..records import Record
from ..relations import AMENDS, RESTS_ON, RESULT_OF, SUPERSEDES, Reference, references
from .places import at, label

_FITTING = {SUPERSEDES: "rule", AMENDS: "rule", RESTS_ON: "rule", RESULT_OF: "notice"}


def check(library: Library) -> Iterator[Problem]:
    """References resolve; succession is a line and not a tangle; issues of a series are numbered once."""
    everything = {record.id: record for record in (*library.records, *library.scheduled)}
    superseded: dict[str, Record] = {}
    for record in sorted(everything.values(), key=lambda record: record.id):
        for reference in references(record):
            yield from _target(record, reference, everything)
            if reference.relation == SUPERSEDES:
                first = superseded.setdefault(reference.target, record)
                if first is not record:
                    values = {"target": reference.target, "other": first.file}
                    yield Problem("rule.superseded_twice", at(record, *reference.path), values)
    yield from _circles(superseded)
    yield from _dead_basis(library)
    yield from _same_issue(library)


def _target(record: Record, reference: Reference, everything: dict[str, Record]) -> Iterator[Problem]:
    target = everything.get(reference.target)
    values = {"label": label(record, *reference.path), "target": reference.target}
    if target is None:
        near = nearest(reference.target, everything)
        values["near"] = f"是不是想写“{near}”？" if near else ""
        yield Problem("reference.missing", at(record, *reference.path), values)
    elif target is record:
        yield Problem("reference.itself", at(record, *reference.path), values)
    elif target.kind_name != _FITTING.get(reference.relation, target.kind_name):
        values["kind"] = target.kind.label
        yield Problem("reference.kind", at(record, *reference.path), values)


def _circles(superseded: dict[str, Record]) -> Iterator[Problem]:
    """`superseded` leads from a rule's id to the newer rule."""
    settled: set[str] = set()
    for start in sorted(superseded):
        seen: list[str] = []
        current = start
        while current in superseded and current not in settled and current not in seen:
            seen.append(current)
            current = superseded[current].id
        if current in seen and len(seen) > 1:
            circle = [*seen[seen.index(current) :], current]
            yield Problem("rule.circle", at(superseded[current], "supersedes"), {"circle": " → ".join(circle)})
        settled.update(seen)


def _dead_basis(library: Library) -> Iterator[Problem]:
    for record in library.listed:
        for reference in references(record):
            target = library.by_id.get(reference.target)
            if reference.relation != RESTS_ON or target is None or record.kind_name != "guide":
                continue
            status = library.status(target)
            if status is not None and not status.holds:
                values = {"title": target.title, "state": status.label}
                yield Problem("guide.dead_basis", at(record, *reference.path), values)


def _same_issue(library: Library) -> Iterator[Problem]:
    seen: dict[tuple[str, int, int], Record] = {}
    for record in sorted((*library.records, *library.scheduled), key=lambda record: record.id):
        item = record.item
        if isinstance(item, Bulletin) and item.number is not None:
            key = (item.series, item.number.year, item.number.issue)
            first = seen.setdefault(key, record)
            if first is not record:
                values = {"year": key[1], "issue": key[2], "other": first.file}
                yield Problem("bulletin.same_issue", at(record, "number"), values)
