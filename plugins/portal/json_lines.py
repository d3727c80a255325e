"""JSON lists as the portal publishes them: one entry a line, so that two versions can be compared line by line."""

import io
from collections.abc import Iterable

import msgspec


def json_lines(entries: Iterable[msgspec.Struct]) -> bytes:
    """A JSON list of structs. The entries are taken one by one, so that a long list is never in memory twice."""
    encode, text, mark = msgspec.json.Encoder().encode, io.BytesIO(), b"[\n"
    for entry in entries:
        text.write(mark)
        text.write(encode(entry))
        mark = b",\n"
    text.write(b"\n]\n" if mark != b"[\n" else b"[\n]\n")
    return text.getvalue()
