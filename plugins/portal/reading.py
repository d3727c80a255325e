"""One file → one record, or what is wrong with it. Depends on nothing but the file, so the result can be kept."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from . import markdown, sources, yaml_text
from .fields import every_word
from .kinds import Kind
from .kinds.bulletin import Bulletin
from .kinds.common import Item
from .kinds.guide import Guide
from .kinds.letter import Letter
from .kinds.notice import Notice, set_close
from .problems import Finding, Level, Place, Problem
from .records import Link, Record
from .validation import as_written, validate

_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*(?:/[a-z0-9]+(?:[-_][a-z0-9]+)*)*")
_COMMENT = re.compile(r"(?m)^(title|标题|summary|摘要)\s*:\s+[^\"'\s|>\[{#][^\n]*?\s(#[^\n]*)$")
"""A mark that YAML takes for a remark, in a field where people write words of their own."""
_HIDES_FIELDS = {"yaml.fullwidth_colon", "yaml.colon_space", "yaml.control", "yaml.dash_space", "yaml.key"}
"""After these, fields seem to be missing that were written: the slip alone is told, not what follows from it."""


class Reading(Struct, frozen=True):
    """What came of reading a file."""

    record: Record | None
    problems: tuple[Problem, ...] = ()


class Bodies:
    """Bodies that were just read, so that a cold build need not read them again: as many as there is room for."""

    def __init__(self, room: int = 6_000_000) -> None:
        self._room = room
        """Characters; two bytes each for Chinese."""
        self._kept: dict[str, str] = {}

    def keep(self, key: str, text: str) -> None:
        """Keep a body under its digest, if there is room."""
        if key and len(text) <= self._room:
            self._room -= len(text)
            self._kept[key] = text

    def clear(self) -> None:
        self._kept.clear()

    def get(self, key: str) -> str | None:
        return self._kept.get(key)


def read(path: Path, file: str, kind: Kind, bodies: Bodies | None = None) -> Reading:
    """Read an item's file. Never raises for what a file may hold."""
    data, problems = sources.read_bytes(path, file)
    if data is None:
        return Reading(None, tuple(problems))
    text, problems = sources.decode(data, file)
    if text is None:
        return Reading(None, tuple(problems))
    return _read_text(text, file, kind, problems, bodies or Bodies(0))


def _read_text(text: str, file: str, kind: Kind, problems: list[Problem], bodies: Bodies) -> Reading:
    identifier = file.rpartition(".")[0]
    if not _ID.fullmatch(identifier):
        problems.append(Problem("file.name", Place(file), {"name": identifier}))
    if not text or text.isspace():
        return Reading(None, (*problems, Problem("file.empty", Place(file))))
    source, found = sources.split(text, file) if kind.suffix == ".md" else (sources.whole(text, file), [])
    problems += found
    if source is None:
        return Reading(None, tuple(problems))
    parsed, found = yaml_text.parse(source.head, file, source.head_line, every_word(kind.model))
    problems += found
    if parsed.data is None or any(problem.code in _HIDES_FIELDS for problem in found):
        return Reading(None, tuple(problems))
    problems += _lost_words(source)
    item, found = validate(parsed, kind.model, file)
    problems += found
    if isinstance(item, Notice) and item.people:
        problems += _people_in_body(item, source)
    if item is None or any(problem.level is Level.ERROR for problem in problems):
        return Reading(None, tuple(problems))
    links = (*_body_links(source), *_field_links(item, parsed, kind))
    record = Record(identifier, kind.name, item, file, digest(source.head), digest(source.body), links)
    bodies.keep(record.body_digest, source.body)
    return Reading(record, tuple(problems))


def _lost_words(source: sources.Source) -> Iterator[Problem]:
    for found in _COMMENT.finditer(source.head):
        line = source.head_line + source.head.count("\n", 0, found.start())
        values = {"field": found[1], "text": found[2][:30]}
        yield Problem("yaml.comment", Place(source.file, line, found[1]), values)


def _people_in_body(notice: Notice, source: sources.Source) -> Iterator[Problem]:
    """The body stays when the people leave, so their names may not stand in it."""
    lines = [set_close(line) for line in source.body.split("\n")]
    for person in notice.people:
        name = set_close(person.name)
        found = next((number for number, line in enumerate(lines) if name in line), None)
        if found is not None:
            place = Place(source.file, source.body_line + found)
            yield Problem("notice.name_elsewhere", place, {"name": person.name, "label": "正文"})


def _body_links(source: sources.Source) -> Iterator[Link]:
    for target, line, picture in markdown.links(source.body):
        yield Link(target, source.body_line + line, picture)


def _field_links(item: Item, parsed: yaml_text.Parsed, kind: Kind) -> Iterator[Link]:
    """The links of the fields that may hold Markdown, so that they are checked and their files published as well."""
    for path, text in _markdown_fields(item):
        if "](" in text or "]:" in text:
            line = parsed.text_line(as_written(path, parsed.data, kind.model))
            for target, below, picture in markdown.links(text):
                yield Link(target, line + below, picture)


def _markdown_fields(item: Item) -> Iterator[tuple[yaml_text.FieldPath, str]]:
    if isinstance(item, Guide):
        yield ("notes",), item.notes or ""
        for index, entry in enumerate(item.faq):
            yield ("faq", index, "answer"), entry.answer
    elif isinstance(item, Letter):
        yield ("question",), item.question
        yield ("answer",), item.answer or ""
    elif isinstance(item, Bulletin):
        for index, reported in enumerate(item.items):
            yield ("items", index, "text"), reported.text or ""


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
