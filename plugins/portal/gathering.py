"""From the content folder to a checked library: scan, read, gather, check. Every problem of every file in one go."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import yaml

from . import checks, settings, sources, yaml_text
from .build_store import ReadingStore
from .fields import every_word
from .history import first_commits
from .kinds import BY_FOLDER
from .kinds.units import Units
from .library import Library, gather
from .problems import Place, Problem, Report
from .reading import Bodies, Reading, read
from .records import Record
from .scan import UNITS, Found, Listing, scan
from .slug_hints import with_hints
from .validation import as_written, validate


@dataclass(frozen=True)
class Gathered:
    """What came of gathering: a library unless site.yaml itself is broken, and the report."""

    library: Library | None
    report: Report
    bodies: Bodies = field(default_factory=lambda: Bodies(0))
    """Those that were read on the way, for the pages that show them."""


def gather_site(content: Path, site: Path, today: date, store: ReadingStore | None = None) -> Gathered:
    """Read and check everything. Nothing is written."""
    made_settings, parsed_site, problems = settings.load(site)
    report = Report(problems)
    listing = scan(content)
    report.add(listing.problems)
    bodies = Bodies()
    records, problems = _read_all(listing, store, bodies)
    report.add(with_hints(problems, made_settings) if made_settings is not None else problems)
    units, problems = _read_units(listing.units)
    report.add(problems)
    if made_settings is None:
        return Gathered(None, report)
    committed = first_commits(content) if made_settings.checks.duty_by_commits else {}
    library = gather(made_settings, today, records, units, listing.attachments, committed)
    by_file = {found.file: found for found in (*listing.items, listing.units) if found is not None}
    report.add(_placed(checks.check(library), by_file, parsed_site))
    report.add(
        Problem("item.scheduled", Place(record.file), {"on": record.published.isoformat(" ", "minutes")})
        for record in library.scheduled
    )
    return Gathered(library, report, bodies)


def _read_all(listing: Listing, store: ReadingStore | None, bodies: Bodies) -> tuple[list[Record], list[Problem]]:
    records: dict[str, Record] = {}
    problems: list[Problem] = []
    for found in listing.items:
        reading = _read_one(found, store, bodies)
        problems += reading.problems
        if reading.record is None:
            continue
        first = records.setdefault(reading.record.id, reading.record)
        if first is not reading.record:
            problems.append(Problem("file.same_id", Place(found.file), {"other": first.file}))
    if store is not None:
        store.keep_only({found.file: found for found in listing.items})
    return list(records.values()), problems


def _read_one(found: Found, store: ReadingStore | None, bodies: Bodies) -> Reading:
    if store is not None:
        known = store.get(found)
        if known is not None:
            return known
    if found.kind is None:
        raise ValueError(f"{found.file} is of no kind")
    reading = read(found.path, found.file, found.kind, bodies)
    if store is not None:
        store.put(found, reading)
    return reading


def _read_units(found: Found | None) -> tuple[Units, list[Problem]]:
    """units.yaml, with or without the key `units` around its list."""
    if found is None:
        return Units(), []
    data, problems = sources.read_bytes(found.path, found.file)
    text, more = sources.decode(data, found.file) if data is not None else (None, [])
    problems += more
    if text is None:
        return Units(), problems
    if not text.strip():
        return Units(), [*problems, Problem("file.empty", Place(found.file))]
    parsed, more = yaml_text.parse(text, found.file, 1, every_word(Units))
    problems += more
    if parsed.data is None:
        return Units(), problems
    units, more = validate(_as_table(parsed), Units, found.file)
    return units or Units(), problems + more


def _as_table(parsed: yaml_text.Parsed) -> yaml_text.Parsed:
    """A bare list of units as if the key `units` stood above it."""
    node = parsed.node
    if not isinstance(node, yaml.SequenceNode):
        return parsed
    key = yaml.ScalarNode("tag:yaml.org,2002:str", "units", node.start_mark, node.start_mark)
    table = yaml.MappingNode("tag:yaml.org,2002:map", [(key, node)], node.start_mark, node.end_mark)
    return yaml_text.Parsed({"units": parsed.data}, table, parsed.first_line)


def _placed(problems: Iterable[Problem], files: dict[str, Found], site: yaml_text.Parsed | None) -> list[Problem]:
    """Give library findings their lines, by reading the few files that they stand in once more."""
    parsed: dict[str, yaml_text.Parsed | None] = {"site.yaml": site}
    placed = []
    for problem in problems:
        place = problem.place
        if place.line is None and (place.path or place.field):
            if place.file not in parsed:
                parsed[place.file] = _parse_again(files.get(place.file))
            tree = parsed[place.file]
            if tree is not None:
                path = place.path or ((place.field,) if place.field else ())
                line = tree.line_of(_typed_path(path, tree, place.file))
                place = Place(place.file, line, place.field, place.path)
        placed.append(Problem(problem.code, place, problem.values))
    return placed


def _parse_again(found: Found | None) -> yaml_text.Parsed | None:
    if found is None:
        return None
    data, _ = sources.read_bytes(found.path, found.file)
    text = sources.decode(data, found.file)[0] if data is not None else None
    if text is None:
        return None
    source = sources.split(text, found.file)[0] if found.file.endswith(".md") else sources.whole(text, found.file)
    return _as_table(yaml_text.parse(source.head, found.file, source.head_line)[0]) if source is not None else None


def _typed_path(path: yaml_text.FieldPath, tree: yaml_text.Parsed, file: str) -> yaml_text.FieldPath:
    kind = BY_FOLDER.get(file.split("/")[0])
    model = kind.model if kind is not None else Units if file == UNITS else None
    return as_written(path, tree.data, model) if model is not None else path
