"""The content folder's files: which are items, which are attachments, which do not belong there."""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from msgspec import Struct

from .kinds import BY_FOLDER, Kind
from .nearest import nearest
from .problems import Place, Problem
from .sources import reason

FILES = "files"
UNITS = "units.yaml"
_SUFFIXES = (".md", ".yaml", ".yml")
_SCRAP_PREFIXES = (".", "~$", "~", "#")
_SCRAP_SUFFIXES = ("~", ".bak", ".swp", ".tmp", ".orig")
_UNSPEAKABLE = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\ud800-\\udfff]")
"""In a name: control characters, and what is left of bytes that are no UTF-8 (an archive packed on an old Windows)."""
_SCRAP_NAMES = {"Thumbs.db", "desktop.ini"}


class Stamp(Struct, frozen=True):
    """What a file's metadata say of its content: the same stamp, the same bytes."""

    size: int
    modified_ns: int
    inode: int
    changed_ns: int


class Found(Struct, frozen=True):
    """A file below content/."""

    file: str
    """The path below content/, with /."""
    root: str
    """The content folder."""
    stamp: Stamp
    kind: Kind | None = None

    @property
    def path(self) -> Path:
        return Path(self.root, self.file)

    @property
    def id(self) -> str:
        return self.file.rpartition(".")[0]


@dataclass(slots=True)
class Listing:
    """Everything below content/, sorted by path."""

    items: list[Found] = field(default_factory=list)
    attachments: dict[str, Found] = field(default_factory=dict)
    """By path below content/files/."""
    units: Found | None = None
    problems: list[Problem] = field(default_factory=list)


def scan(content: Path) -> Listing:
    """List the content folder. What does not belong is a problem, never silently passed over."""
    listing = Listing()
    if not content.is_dir():
        listing.problems.append(Problem("content.missing", Place(str(content))))
        return listing
    for found in sorted(_walk(str(content), "", listing), key=lambda found: found.file):
        top, _, rest = found.file.partition("/")
        if found.file == UNITS:
            listing.units = found
        elif top == FILES and rest:
            listing.attachments[rest] = found
        elif not rest:
            near = nearest(found.file, [UNITS])
            values = {"near": f"是不是想写“{near}”？" if near else ""}
            listing.problems.append(Problem("file.misplaced", Place(found.file), values))
        else:
            _sort_item(found, BY_FOLDER.get(top), top, listing)
    return listing


def _walk(root: str, below: str, listing: Listing) -> Iterator[Found]:
    try:
        entries = list(os.scandir(f"{root}/{below}"))
    except OSError:
        listing.problems.append(Problem("folder.unreadable", Place(below.rstrip("/") or root)))
        return
    for entry in entries:
        name = entry.name
        if name in _SCRAP_NAMES or name.startswith(_SCRAP_PREFIXES) or name.endswith(_SCRAP_SUFFIXES):
            continue
        if _UNSPEAKABLE.search(name):
            shown = _spoken(name)
            listing.problems.append(Problem("file.name_encoding", Place(below + shown), {"name": shown}))
            continue
        file = below + name
        try:
            if entry.is_dir():
                if name.endswith(_SUFFIXES):
                    listing.problems.append(Problem("file.is_folder", Place(file)))
                elif entry.is_symlink():
                    listing.problems.append(Problem("folder.link", Place(file)))
                else:
                    yield from _walk(root, f"{file}/", listing)
                continue
            stat = entry.stat()
            if entry.is_symlink():
                listing.problems.append(Problem("file.link", Place(file)))
                continue
        except OSError as error:
            listing.problems.append(Problem("file.unreadable", Place(file), {"reason": reason(error)}))
            continue
        if not entry.is_file():
            listing.problems.append(Problem("file.unreadable", Place(file), {"reason": "不是普通文件"}))
            continue
        stamp = Stamp(stat.st_size, stat.st_mtime_ns, stat.st_ino, stat.st_ctime_ns)
        yield Found(file, root, stamp)


def _sort_item(found: Found, kind: Kind | None, top: str, listing: Listing) -> None:
    if kind is None:
        near = nearest(top, [*BY_FOLDER, FILES])
        values = {"folder": top, "near": f"是不是想放进 {near}/？" if near else ""}
        listing.problems.append(Problem("folder.unknown", Place(found.file), values))
        return
    suffix = os.path.splitext(found.file)[1].lower()
    if suffix not in _SUFFIXES:
        values = {"suffix": f"{suffix} " if suffix else "没有扩展名的", "wanted": kind.suffix}
        listing.problems.append(Problem("file.type", Place(found.file), values))
    elif (suffix == ".md") != (kind.suffix == ".md"):
        values = {"kind": kind.label, "suffix": suffix, "wanted": kind.suffix}
        listing.problems.append(Problem("file.wrong_suffix", Place(found.file), values))
    else:
        listing.items.append(Found(found.file, found.root, found.stamp, kind))


def _spoken(name: str) -> str:
    """A name that cannot be printed, as it was most likely meant: GBK, the encoding of Chinese archives."""
    with suppress(UnicodeError):
        name = name.encode("utf-8", "surrogateescape").decode("gb18030")
    return _UNSPEAKABLE.sub("�", name)
