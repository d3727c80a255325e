"""What browsers are given of a document: its head for lists of results, and its text for passages."""

import hashlib
from functools import cache

import msgspec

from .document import SearchDoc
from .folding import TABLE, read_table

FORMAT = 4
"""Goes up with every change of what is written here."""
CHUNK = 32
"""Heads in a file."""
_SUMMARY = 96
"""Characters of a summary that are shown in a list of results."""


def head(doc: SearchDoc, text: str) -> bytes:
    """[id, title, day, document number, summary, name of the text, its traditional characters, address] as JSON.

    What is empty at the end is left out; the address is, where it follows from the id.
    """
    row = [doc.id, doc.title, doc.published[:10], doc.doc_number, _shortened(doc.summary), text, _folded(doc.title)]
    if doc.url != f"/{doc.id}.html":
        row.append(doc.url)
    elif not row[-1]:
        row.pop()
    return msgspec.json.encode(row)


def text_name(doc: SearchDoc) -> str:
    """The name of a document's text, which changes with it."""
    return hashlib.blake2b(text(doc), digest_size=6).hexdigest()


def text(doc: SearchDoc) -> bytes:
    """[traditional characters, [what the head and the sections do not say], [anchor, heading, text], …] as JSON.

    The characters are those of the head as well.
    """
    sections = [(each.anchor, each.heading, each.text) for each in doc.sections]
    written = [part for each in doc.sections for part in (each.heading, each.text)]
    said = (doc.title, doc.doc_number, _shortened(doc.summary), *written)
    more = [part for part in dict.fromkeys(doc.beside()) if not any(part in each for each in said)]
    return msgspec.json.encode([_folded("".join((*said, *more))), more, *sections])


def _shortened(summary: str) -> str:
    return summary if len(summary) <= _SUMMARY else summary[: _SUMMARY - 1] + "…"


def _folded(words: str) -> str:
    """The traditional characters of a text, each with what it is folded to: browsers need no table to read it."""
    table = _table()
    found = sorted(table.keys() & set(words))
    return "".join(each + table[each] for each in found)


@cache
def _table() -> dict[str, str]:
    pairs = read_table(TABLE.read_text("ascii").strip())
    return {chr(source): chr(target) for source, target in pairs.items()}
