"""Service guides: the elements that people need before they set out, and limits that agree."""

from collections.abc import Iterator

from ..fields import names
from ..kinds.guide import KEY_ELEMENTS, Guide
from ..library import Library
from ..problems import Problem
from .places import at


def check(library: Library) -> Iterator[Problem]:
    """Missing key elements are told together, one finding a guide."""
    labels = names(Guide).fields
    for record in (*library.records, *library.scheduled):
        item = record.item
        if not isinstance(item, Guide):
            continue
        missing = [labels[name] for name in KEY_ELEMENTS if not getattr(item, name)]
        if missing:
            yield Problem("guide.incomplete", at(record, "title"), {"missing": "、".join(missing)})
        if item.legal_limit is not None and item.promised_limit is not None and item.promised_limit > item.legal_limit:
            values = {"promised": item.promised_limit, "legal": item.legal_limit}
            yield Problem("guide.limits", at(record, "promised_limit"), values)
