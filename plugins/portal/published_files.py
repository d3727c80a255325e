"""Which files of content/files/ are published: those that something published uses, and no others."""

from collections.abc import Iterator

from .addresses import resolve
from .checks.files import named_files
from .library import Library
from .lifecycle import is_withdrawn
from .plan import CopyPlan
from .problems import Place, Problem
from .records import Record
from .views.desk import Desk
from .views.item import has_public_people


def copies(library: Library) -> Iterator[CopyPlan]:
    """The files to publish. A file marked personal goes with the people of its notice."""
    desk = Desk(library)
    users: dict[str, list[str]] = {}
    for record in library.records:
        if is_withdrawn(record.item, library.today):
            continue
        hidden = _personal(record) if not has_public_people(desk, record) else set()
        for file in _used(record):
            if file not in hidden:
                users.setdefault(file, []).append(record.file)
    for file in sorted(users):
        found = library.attachments[file]
        stamp = f"{found.stamp.size} {found.stamp.modified_ns} {found.stamp.inode} {found.stamp.changed_ns}"
        yield CopyPlan(f"/files/{file}", found.path, stamp, tuple(users[file]))


def unused(library: Library) -> Iterator[Problem]:
    """Files that nothing uses, the scheduled items included."""
    used = {file for record in (*library.records, *library.scheduled) for file in _used(record)}
    for file in sorted(set(library.attachments) - used):
        yield Problem("attachment.unused", Place(f"files/{file}"))


def _used(record: Record) -> Iterator[str]:
    for file, _ in named_files(record):
        yield file
    for link in record.links:
        file_of_link = resolve(link.target, record.id).file
        if file_of_link is not None:
            yield file_of_link


def _personal(record: Record) -> set[str]:
    return {attachment.file for attachment in record.item.attachments if attachment.personal}
