"""What browsers are given of a document: its head for lists of results, and its text for passages."""

import hashlib

import msgspec

from .document import SearchDoc

FORMAT = 1
"""Goes up with every change of what is written here."""
CHUNK = 16
"""Heads in a file."""
_EXCERPT = 64
"""Characters of the text that stand for a summary where there is none."""


def head(doc: SearchDoc, text: str) -> bytes:
    """[id, title, day, document number, summary or first words, name of the text] as JSON."""
    row = (doc.id, doc.title, doc.published[:10], doc.doc_number, doc.summary[: _EXCERPT * 2] or _opening(doc), text)
    return msgspec.json.encode(row)


def text_name(doc: SearchDoc) -> str:
    """The name of a document's text, which changes with it."""
    return hashlib.blake2b(text(doc), digest_size=6).hexdigest()


def text(doc: SearchDoc) -> bytes:
    """[[anchor, heading, text], …] as JSON."""
    return msgspec.json.encode([(each.anchor, each.heading, each.text) for each in doc.sections])


def _opening(doc: SearchDoc) -> str:
    words = " ".join(each.text for each in doc.sections[:3] if each.text)
    return words if len(words) <= _EXCERPT else words[: _EXCERPT - 1] + "…"
