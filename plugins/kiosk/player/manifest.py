"""The manifest of a pack: what the build writes and the player believes, once its signature is right."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from .refused import Refused

FORMAT = 2
NAME, SIGNATURE = "manifest.json", "manifest.sig"
ENTRY = "index.html"
"""The file that the screen opens; a pack without it shows nothing."""
MOST_FILES = 5_000
MOST_BYTES = 64 << 20
"""Of all files together. A player holds a pack in memory, so that what was verified is what is shown."""
RESERVED = ("pack/", "status.json")
"""Addresses below /kiosk/ that are no part of a pack."""

_SEGMENT = r"[A-Za-z0-9_-][A-Za-z0-9._-]*"
_PATH = re.compile(rf"{_SEGMENT}(?:/{_SEGMENT})*")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class PackedFile:
    """A file of a pack."""

    path: str
    """Below /kiosk/."""
    sha256: str
    """Of its bytes; also its name in the pack."""
    size: int
    """In bytes."""
    until: date | None = None
    """The last day on which anybody may see it; for ever where there is none."""

    def is_over(self, day: date) -> bool:
        """Whether nobody may see it any more."""
        return self.until is not None and self.until < day


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a pack holds. The same files and day, the same bytes."""

    made: date
    """The day as of which the pack was built."""
    files: tuple[PackedFile, ...]
    """In the order of their paths."""

    @property
    def id(self) -> str:
        """The digest of everything else."""
        return hashlib.sha256(_bytes({"made": self.made.isoformat(), "files": _rows(self.files)})).hexdigest()

    @property
    def size(self) -> int:
        """Of all files together, in bytes."""
        return sum(file.size for file in self.files)


def manifest_of(files: Iterable[tuple[str, bytes]], made: date, ends: Mapping[str, date] | None = None) -> Manifest:
    """The manifest of files given as (path below /kiosk/, bytes), some of which may be seen until a day only."""
    until = ends or {}
    packed = (PackedFile(path, hashlib.sha256(data).hexdigest(), len(data), until.get(path)) for path, data in files)
    return Manifest(made, tuple(sorted(packed, key=lambda file: file.path)))


def encode(manifest: Manifest) -> bytes:
    """A manifest as it is published and signed: one file a line."""
    head = {"format": FORMAT, "pack": manifest.id, "made": manifest.made.isoformat()}
    rows = b",\n".join(_bytes(row) for row in _rows(manifest.files))
    return _bytes(head)[:-1] + b',"files":[\n' + rows + b"\n]}\n"


def decode(data: bytes) -> Manifest:
    """The manifest in some bytes. Raises Refused for everything that no build of ours writes."""
    try:
        read = json.loads(data)
    except (ValueError, RecursionError):
        raise Refused("清单不是完好的 JSON。") from None
    if not isinstance(read, dict):
        raise Refused("清单的写法不对：应当是一组字段。")
    if read.get("format") != FORMAT:
        raise Refused(f"清单是第 {str(read.get('format'))[:20]} 版，本播放器只认第 {FORMAT} 版，请升级播放器。")
    if read.keys() != {"format", "pack", "made", "files"} or not isinstance(read["files"], list):
        raise Refused("清单的写法不对：字段多了或少了。")
    if len(read["files"]) > MOST_FILES:
        raise Refused(f"清单里有 {len(read['files'])} 个文件，超过 {MOST_FILES} 个。")
    manifest = Manifest(_day(read["made"]), tuple(_file(row) for row in read["files"]))
    _check_whole(manifest, read["pack"])
    return manifest


def _check_whole(manifest: Manifest, stated: Any) -> None:
    paths = [file.path for file in manifest.files]
    if len(set(paths)) != len(paths):
        twice = next(path for path in paths if paths.count(path) > 1)
        raise Refused(f"清单里“{twice}”出现了两次。")
    if manifest.size > MOST_BYTES:
        raise Refused(f"清单里的文件共 {manifest.size >> 20} MB，超过 {MOST_BYTES >> 20} MB。")
    if not any(file.path == ENTRY and file.until is None for file in manifest.files):
        raise Refused(f"清单里没有 {ENTRY}，屏幕上没有东西可以显示。")
    if manifest.id != stated:
        raise Refused("清单的编号和内容对不上。")


def _file(row: Any) -> PackedFile:
    if not isinstance(row, dict) or row.keys() - {"until"} != {"path", "sha256", "size"}:
        raise Refused("清单里有一行写法不对。")
    path, digest, size = row["path"], row["sha256"], row["size"]
    if not isinstance(path, str) or len(path) > _LONGEST or not _PATH.fullmatch(path) or path.startswith(RESERVED):
        raise Refused(f"清单里的路径“{str(path)[:60]}”不能用。")
    if not isinstance(digest, str) or not _DIGEST.fullmatch(digest):
        raise Refused(f"清单里“{path}”的摘要值写法不对。")
    if type(size) is not int or not 0 <= size <= MOST_BYTES:
        raise Refused(f"清单里“{path}”的大小不对：{str(size)[:30]}。")
    return PackedFile(path, digest, size, _day(row["until"]) if "until" in row else None)


def _day(text: Any) -> date:
    try:
        return date.fromisoformat(text) if isinstance(text, str) and len(text) == 10 else _no_day(text)
    except ValueError:
        return _no_day(text)


def _no_day(text: Any) -> date:
    raise Refused(f"清单的日期“{str(text)[:30]}”不对。")


def _rows(files: Iterable[PackedFile]) -> list[dict[str, str | int]]:
    return [_row(file) for file in files]


def _row(file: PackedFile) -> dict[str, str | int]:
    row: dict[str, str | int] = {"path": file.path, "sha256": file.sha256, "size": file.size}
    return row if file.until is None else {**row, "until": file.until.isoformat()}


def _bytes(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
