"""Files as staff save them: bytes → text → front matter and body.

Editors on office computers write byte-order marks, CRLF and now and then GBK; each is either taken as it is or named
in plain words, and never garbled.
"""

import codecs
import errno
import re
from dataclasses import dataclass
from pathlib import Path

from .problems import Place, Problem

MAX_BYTES = 5_000_000
"""A text file beyond this is no document; the longest law in force in China has about 400,000 bytes."""

_FENCE = "---"
_FENCE_LOOKALIKE = re.compile(r"^\s*[-—－–‐_]{2,}\s*$")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_REASONS = {
    errno.ENOENT: "文件不在了，或是指向别处的失效链接",
    errno.ELOOP: "链接绕成了圈",
    errno.EIO: "磁盘读写出错",
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "磁盘配额用完了",
    errno.EROFS: "磁盘是只读的",
    errno.ENOTDIR: "路径里有一段是文件，不是文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EFBIG: "超过了系统允许的文件大小",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ESTALE: "网络盘断开了",
    errno.EMFILE: "同时打开的文件太多",
}


@dataclass(frozen=True, slots=True)
class Source:
    """One content file, split. Lines count from 1 in the file itself."""

    file: str
    """Path below the content folder, with /."""
    head: str
    """The YAML: the front matter of a Markdown file, the whole of a YAML file."""
    head_line: int
    body: str
    """The Markdown; empty for a YAML file."""
    body_line: int


def read_bytes(path: Path, file: str) -> tuple[bytes | None, list[Problem]]:
    """The bytes of a file, or the problem that keeps them from being read."""
    try:
        if path.stat().st_size > MAX_BYTES:
            return None, [Problem("file.too_large", Place(file), {"limit": MAX_BYTES // 1_000_000})]
        return path.read_bytes(), []
    except IsADirectoryError:
        return None, [Problem("file.is_folder", Place(file))]
    except PermissionError:
        return None, [Problem("file.no_permission", Place(file))]
    except OSError as error:
        return None, [Problem("file.unreadable", Place(file), {"reason": reason(error)})]


def reason(error: OSError) -> str:
    """Why the system could not read or write a file, in Chinese."""
    return _REASONS.get(error.errno or 0, f"系统错误 {error.errno}")


def decode(data: bytes, file: str) -> tuple[str | None, list[Problem]]:
    """Bytes → text with \\n line ends. A byte-order mark is dropped with a note; other encodings are named, not guessed."""
    problems: list[Problem] = []
    if data.startswith(codecs.BOM_UTF8):
        data = data[len(codecs.BOM_UTF8) :]
        problems.append(Problem("file.bom", Place(file, 1)))
    if data.startswith(_UTF16):
        return None, [Problem("file.utf16", Place(file))]
    if b"\0" in data:
        return None, [Problem("file.binary", Place(file))]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return None, [_wrong_encoding(data, file, line)]
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, problems


def split(text: str, file: str) -> tuple[Source | None, list[Problem]]:
    """A Markdown file's text → front matter and body."""
    lines = text.split("\n")
    start = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    if start == len(lines):
        return None, [Problem("file.empty", Place(file))]
    if lines[start].rstrip() != _FENCE:
        code = "front.fence" if _FENCE_LOOKALIKE.match(lines[start]) else "front.missing"
        return None, [Problem(code, Place(file, start + 1), {"text": lines[start].strip()[:20]})]
    for end in range(start + 1, len(lines)):
        if lines[end].rstrip() == _FENCE:
            head = "\n".join(lines[start + 1 : end]) + "\n"
            return Source(file, head, start + 2, "\n".join(lines[end + 1 :]), end + 2), []
        if _FENCE_LOOKALIKE.match(lines[end]) and lines[end].strip() != "":
            return None, [Problem("front.fence", Place(file, end + 1), {"text": lines[end].strip()[:20]})]
    return None, [Problem("front.open", Place(file, start + 1))]


def whole(text: str, file: str) -> Source:
    """A YAML file's text as a source without a body; a leading document mark is allowed."""
    return Source(file, text, 1, "", 1)


def _wrong_encoding(data: bytes, file: str, line: int) -> Problem:
    try:
        sample = data.decode("gb18030").replace("\r", "").split("\n")[line - 1].strip()[:20]
    except (UnicodeDecodeError, IndexError):
        return Problem("file.encoding", Place(file, line))
    return Problem("file.gbk", Place(file, line), {"sample": sample})
