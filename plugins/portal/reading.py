"""One file → one record, or what is wrong with it. Depends on nothing but the file, so the result can be kept."""

import hashlib
import re
from pathlib import Path

from msgspec import Struct

from . import markdown, sources, yaml_text
from .fields import names
from .kinds import Kind
from .problems import Finding, Level, Place, Problem
from .records import Link, Record
from .validation import validate

_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*(?:/[a-z0-9]+(?:[-_][a-z0-9]+)*)*")


class Reading(Struct, frozen=True):
    """What came of reading a file."""

    record: Record | None
    problems: tuple[Problem, ...] = ()


def read(path: Path, file: str, kind: Kind) -> Reading:
    """Read an item's file. Never raises for what a file may hold."""
    data, problems = sources.read_bytes(path, file)
    if data is None:
        return Reading(None, tuple(problems))
    text, problems = sources.decode(data, file)
    if text is None:
        return Reading(None, tuple(problems))
    return _read_text(text, file, kind, problems)


def _read_text(text: str, file: str, kind: Kind, problems: list[Problem]) -> Reading:
    source, found = sources.split(text, file) if kind.suffix == ".md" else (sources.whole(text, file), [])
    problems += found
    if source is None:
        return Reading(None, tuple(problems))
    parsed, found = yaml_text.parse(source.head, file, source.head_line, names(kind.model).known())
    problems += found
    if parsed.data is None or any(problem.level is Level.ERROR for problem in problems):
        return Reading(None, tuple(problems))
    item, found = validate(parsed, kind.model, file)
    problems += found
    identifier = file.rpartition(".")[0]
    if not _ID.fullmatch(identifier):
        problems.append(Problem("file.name", Place(file), {"name": identifier}))
        return Reading(None, tuple(problems))
    if item is None:
        return Reading(None, tuple(problems))
    links = tuple(
        Link(target, source.body_line + line, picture) for target, line, picture in markdown.links(source.body)
    )
    record = Record(identifier, kind.name, item, file, digest(source.head), digest(source.body), links)
    return Reading(record, tuple(problems))


def digest(text: str) -> str:
    """The fingerprint of a text: 128 bits, in hex; empty for a blank text."""
    if not text or text.isspace():
        return ""
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


class BodyChanged(Finding):
    """A file was saved again while the site was being built; the build must start over."""


def body(path: Path, wanted: str) -> str:
    """The Markdown of a record whose digest is `wanted`, read again when its page is rendered.

    Raises BodyChanged when the file no longer holds that body.
    """
    if not wanted:
        return ""
    data, _ = sources.read_bytes(path, path.name)
    text = sources.decode(data, path.name)[0] if data is not None else None
    source = sources.split(text, path.name)[0] if text is not None else None
    if source is None or digest(source.body) != wanted:
        raise BodyChanged(Problem("file.changed", Place(str(path))))
    return source.body
