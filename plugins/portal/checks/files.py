"""Attachments, forms and samples: each named file exists and has something in it; identical ids are caught."""

from collections.abc import Iterator

from ..kinds.guide import Guide
from ..library import Library
from ..nearest import nearest
from ..problems import Problem
from ..records import Record
from ..yaml_text import FieldPath
from .places import at, label


def check(library: Library) -> Iterator[Problem]:
    """Files that items name."""
    for record in (*library.records, *library.scheduled):
        for file, path in named_files(record):
            found = library.attachments.get(file)
            values = {"label": label(record, *path), "file": file}
            if found is None:
                near = nearest(file, library.attachments)
                values["near"] = f"是不是想写“{near}”？" if near else ""
                yield Problem("attachment.missing", at(record, *path), values)
            elif found.stamp.size == 0:
                yield Problem("attachment.empty", at(record, *path), values)


def named_files(record: Record) -> Iterator[tuple[str, FieldPath]]:
    """Every file that an item's fields name, with the field."""
    for index, attachment in enumerate(record.item.attachments):
        yield attachment.file, ("attachments", index, "file")
    if isinstance(record.item, Guide):
        for index, material in enumerate(record.item.materials):
            if material.template:
                yield material.template, ("materials", index, "template")
            if material.sample:
                yield material.sample, ("materials", index, "sample")
