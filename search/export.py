"""The index as static files: what browsers and the kiosk search without a server. docs/search/export.md has the format.

    manifest.json            names of all else; the one file that keeps its name
    t/<block>-<digest>.bin   posting lists (blocks.py)
    h/<chunk>-<digest>.json  heads of CHUNK documents each, in order of their numbers (heads.py)
    x/<digest>.json          the text of a document, section by section
    s/<shard>-<digest>.json  suggestions (suggestions.py)
    fold-<digest>.txt        traditional → simplified

All but the manifest are named by their content and may be kept for ever.
"""

import base64
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import msgspec

from . import folding, heads, suggestions
from .store import Entry, Store
from .words import SiteWords

FORMAT = 4
FIRST_CLASS = 93
"""Classes of documents are written as characters from this one on: no quote and no backslash among them."""


@dataclass(frozen=True)
class ExportFile:
    """A file of the export: its path below the export's folder, its digest, and how to make it."""

    path: str
    digest: str
    make: Callable[[], bytes]


def export(store: Store, words: SiteWords) -> Iterator[ExportFile]:
    """All files of the export; the manifest comes last."""
    blocks = []
    for number, block in enumerate(store.blocks):
        blocks.append(block.digest)
        yield ExportFile(f"t/{number:x}-{block.digest}.bin", block.digest, _block(store, number))
    chunks = []
    for number, data in enumerate(_chunks(store.entries)):
        digest = _digest(data)
        chunks.append(digest)
        yield ExportFile(f"h/{number:x}-{digest}.json", digest, _constant(data))
    for entry in {each.text: each for each in store.entries}.values():
        yield ExportFile(f"x/{entry.text}.json", entry.text, _text(store, entry))
    shards = []
    for number, data in enumerate(suggestions.shards(words.suggestions)):
        digest = _digest(data)
        shards.append(digest)
        yield ExportFile(f"s/{number:x}-{digest}.json", digest, _constant(data))
    table = folding.TABLE.read_bytes()
    fold = _digest(table)
    yield ExportFile(f"fold-{fold}.txt", fold, _constant(table))
    manifest = msgspec.json.encode(_manifest(store, words, blocks, chunks, shards, fold))
    yield ExportFile("manifest.json", hashlib.blake2b(manifest, digest_size=16).hexdigest(), _constant(manifest))


def _manifest(
    store: Store, words: SiteWords, blocks: list[str], chunks: list[str], shards: list[str], fold: str
) -> dict[str, Any]:
    entries = store.entries
    whoosh = store.whoosh()
    lengths = bytes(whoosh.length_code(each.segment, each.number) for each in entries)
    whoosh.close()
    of_each = [(each.kind, each.column, each.office, each.status, each.holds) for each in entries]
    # The commonest first, so that most documents' classes are one byte each.
    classes = [known for known, _ in sorted(Counter(of_each).items(), key=lambda each: (-each[1], each[0]))]
    number = {known: chr(FIRST_CLASS + at) for at, known in enumerate(classes)}
    labels = {"kind": words.kinds, "column": words.columns, "office": words.offices, "status": words.states}
    return {
        "format": FORMAT,
        "index": store.name,
        "documents": len(entries),
        "lengths": base64.b64encode(lengths).decode(),
        "blocks": _packed(blocks),
        "chunk": heads.CHUNK,
        "chunks": _packed(chunks),
        "shards": _packed(shards),
        "fold": fold,
        "classes": classes,
        "classOf": "".join(number[each] for each in of_each),
        "years": _runs(int(year) if (year := each.published[:4]) else "" for each in entries),
        "labels": {
            name: {code: label for code, label in labels[name].items() if code in {known[at] for known in classes}}
            for at, name in enumerate(labels)
        },
        "synonyms": [[folding.fold(word) for word in group] for group in words.synonyms],
    }


def _packed(digests: Iterable[str]) -> str:
    """Digests of three bytes each, as base64."""
    return base64.b64encode(bytes.fromhex("".join(digests))).decode()


def _runs(values: Iterable[int | str]) -> list[int | str]:
    """[value, how often in a row, value, how often …]"""
    return [part for value, same in groupby(values) for part in (value, len(list(same)))]


def _chunks(entries: list[Entry]) -> Iterator[bytes]:
    for start in range(0, len(entries), heads.CHUNK):
        yield b"[" + b",\n".join(each.head for each in entries[start : start + heads.CHUNK]) + b"]"


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=3).hexdigest()


def _constant(data: bytes) -> Callable[[], bytes]:
    return lambda: data


def _block(store: Store, number: int) -> Callable[[], bytes]:
    return lambda: store.block(number)


def _text(store: Store, entry: Entry) -> Callable[[], bytes]:
    return lambda: heads.text(store.document(entry))
