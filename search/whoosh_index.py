"""The one place that knows Whoosh: an index in a folder, of a base segment and one with what changed since.

Segments are written by Whoosh's own codec from finished posting lists, which takes a fifth of the time that its
document-by-document way takes, under fixed names and without clock or chance: the same documents give the same bytes.
A Whoosh index holds pickles, so it is executable input: open none but those that this program wrote.
"""

import os
import shutil
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from whoosh import fields, formats
from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex
from whoosh.util.numeric import byte_to_length, length_to_byte

from .inverted import Inverted

_NAME = "MAIN"
BASE, DELTA = "base", "delta"
LENGTHS: tuple[int, ...] = tuple(byte_to_length(code) for code in range(256))
"""Whoosh keeps a document's length in one byte; what each byte stands for, in terms."""


class _Terms(fields.FieldType):
    """A field whose terms are handed over, not made by Whoosh: how often each occurs, and nothing of where."""

    def __init__(self, scorable: bool) -> None:
        self.analyzer = None
        self.format = formats.Existence()
        self.scorable = scorable
        self.stored = False
        self.unique = False


def _schema() -> fields.Schema:
    return fields.Schema(text=_Terms(True), title=_Terms(False), sound=_Terms(False))


def write(folder: Path, inverted: Inverted) -> None:
    """A new index of one segment, in a folder that is empty or not there."""
    folder.mkdir(parents=True, exist_ok=True)
    storage = FileStorage(str(folder))
    TOC(_schema(), [_write_segment(storage, BASE, inverted)], 0).write(storage, _NAME)


def extend(old: Path, folder: Path, gone: Sequence[int], inverted: Inverted) -> None:
    """An index that shares the base segment of an old one, less the base's documents in `gone`, plus others.

    The old index stays as it is. What the old one had besides its base is left behind.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for file in old.iterdir():
        if file.name.startswith(f"{_NAME}_{BASE}"):
            _share(file, folder / file.name)
    storage = FileStorage(str(folder))
    base = TOC.read(FileStorage(str(old)), _NAME, schema=_schema()).segments[0]
    base._deleted = set(gone) or None
    segments = [base]
    if inverted.lengths:
        segments.append(_write_segment(storage, DELTA, inverted))
    TOC(_schema(), segments, 0).write(storage, _NAME)


class WhooshIndex:
    """An index opened for reading. Documents have the numbers of their segment: (segment, number)."""

    def __init__(self, folder: Path) -> None:
        index = FileIndex(FileStorage(str(folder)), schema=_schema(), indexname=_NAME)
        self._reader = index.reader()
        self._leaves = [leaf for leaf, _ in self._reader.leaf_readers()]
        self._gone = [_gone(leaf) for leaf in self._leaves]
        self._dead = {(at, number) for at, gone in enumerate(self._gone) for number in gone}

    def close(self) -> None:
        self._reader.close()

    def texts(self, term: str) -> list[tuple[int, int, int]]:
        """(segment, number, occurrences) of every document with a term; documents that are gone are left out."""
        return [
            (at, number, int(times))
            for at, numbers, weights in self._read("text", term)
            for number, times in zip(numbers, weights, strict=True)
            if number not in self._gone[at]
        ]

    def titled(self, term: str) -> set[tuple[int, int]]:
        """(segment, number) of every document whose title has a term."""
        return {(at, number) for at, numbers, _ in self._read("title", term) for number in numbers} - self._dead

    def sounding(self, term: str) -> list[tuple[int, int]]:
        """(segment, number) of every document whose title sounds so."""
        found = ((at, number) for at, numbers, _ in self._read("sound", term) for number in numbers)
        return [place for place in found if place not in self._dead]

    def length_code(self, segment: int, number: int) -> int:
        """The byte that stands for a document's length; see LENGTHS."""
        return int(length_to_byte(self._leaves[segment].doc_field_length(number, "text")))

    def terms(self, field: str) -> Iterator[str]:
        """Every term of a field, in order of its bytes; those of documents that are gone may be among them."""
        return iter(self._reader.field_terms(field))

    def starting_with(self, field: str, prefix: str) -> list[str]:
        """The terms of a field that begin so."""
        return [term.decode() for term in self._reader.expand_prefix(field, prefix)]

    def _read(self, field: str, term: str) -> Iterator[tuple[int, Sequence[int], Sequence[float]]]:
        """(segment, numbers, occurrences), those that are gone included."""
        for at, leaf in enumerate(self._leaves):
            if (field, term) in leaf:
                yield at, *_postings(leaf.postings(field, term))


def _gone(leaf: Any) -> frozenset[int]:
    """The documents of a segment that are gone from it."""
    if not leaf.has_deletions():
        return frozenset()
    return frozenset(number for number in range(leaf.doc_count_all()) if leaf.is_deleted(number))


def _postings(matcher: Any) -> tuple[Sequence[int], Sequence[float]]:
    """A posting list, block by block. Whoosh's own way gives posting by posting, and takes ten times as long."""
    matcher = getattr(matcher, "child", matcher)  # what is gone is told by ourselves
    numbers, weights = array("I"), array("f")
    while matcher.is_active():
        matcher._read_ids()
        matcher._read_weights()
        numbers.extend(matcher._ids)
        weights.extend(matcher._weights)
        matcher._next_block()
    return numbers, weights


def _write_segment(storage: FileStorage, name: str, inverted: Inverted) -> Any:
    codec = W3Codec(compression=0)
    segment = codec.new_segment(storage, _NAME)
    segment.segid = name
    schema = _schema()
    _write_lengths(codec, storage, segment, schema, inverted.lengths)
    writer = codec.field_writer(storage, segment)
    bounds = (min(inverted.lengths, default=1) or 1, max(inverted.lengths, default=1) or 1)
    ordered = sorted((term.encode(), postings) for term, postings in inverted.texts.items())
    sounds = sorted((term.encode(), postings) for term, postings in inverted.sounds.items())
    writer.start_field("sound", schema["sound"])
    for term, postings in sounds:
        _write_term(writer, term, postings, None, bounds)
    writer.finish_field()
    writer.start_field("text", schema["text"])
    for term, postings in ordered:
        numbers = array("I", [posting >> 9 for posting in postings])
        _write_term(writer, term, numbers, array("f", [posting & 255 for posting in postings]), bounds)
    writer.finish_field()
    writer.start_field("title", schema["title"])
    for term, postings in ordered:
        titled = array("I", [posting >> 9 for posting in postings if posting & 256])
        if titled:
            _write_term(writer, term, titled, None, bounds)
    writer.finish_field()
    writer.close()
    segment.set_doc_count(len(inverted.lengths))
    return segment


def _write_lengths(
    codec: Any, storage: FileStorage, segment: Any, schema: fields.Schema, lengths: Sequence[int]
) -> None:
    documents = codec.per_document_writer(storage, segment)
    for number, length in enumerate(lengths):
        documents.start_doc(number)
        documents.add_field("text", schema["text"], None, length)
        documents.finish_doc()
    documents.close()
    for left in Path(storage.folder).glob("*.tmp"):
        shutil.rmtree(left)


def _write_term(
    writer: Any, term: bytes, numbers: "array[int]", weights: "array[float] | None", bounds: tuple[int, int]
) -> None:
    """One posting list, as one block. Whoosh's own way adds and checks posting by posting."""
    writer.start_term(term)
    postings = writer._postwriter
    postings._ids = numbers
    postings._weights = weights if weights is not None else array("f", (1.0,)) * len(numbers)
    postings._maxweight = max(postings._weights)
    postings._minlength, postings._maxlength = bounds
    writer.finish_term()


def _share(file: Path, to: Path) -> None:
    try:
        os.link(file, to)
    except OSError:  # a file system without hard links
        shutil.copyfile(file, to)
