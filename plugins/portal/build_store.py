"""What is remembered from one build to the next: readings of content files, and fingerprints of written files.

Everything here is derived and may be deleted at any time; the next build then makes the whole site anew.
"""

import hashlib
import os
import pickle
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import IO

import msgspec

from .output import OutputFolder
from .reading import Reading
from .scan import Found, Stamp

_FRESH_NS = 2_000_000_000
"""A file saved less than this before it was read may be saved again without its time showing it (coarse clocks, network
drives), so its reading is used once and not remembered."""

_WORTH_SAVING = 64
"""Changed readings from which the store is written again: reading a few files anew costs less than writing ten thousand."""

_SEAL = 32
"""Bytes of the digest at the end of a store."""


class Written(msgspec.Struct, frozen=True, array_like=True):
    """A file of the output: the fingerprint of what it was made from, and by what it is known again."""

    fingerprint: str
    size: int
    modified_ns: int
    key: str = ""
    """Of a page: what its fingerprint was keyed with, that is its templates, the site's view and the code."""


class BuildState(msgspec.Struct):
    """The last build of an output folder."""

    identity: tuple[int, int]
    """Of the tree that this describes; a tree with another identity was not made by that build."""
    files: dict[str, Written]
    key: bytes = b""
    """Of everything that the pages were made from but the bodies."""
    bodies: dict[str, str] = {}
    """Record id → the digest of its body."""


class BuildStore:
    """The state of an output folder, kept in the workshop beside it."""

    def __init__(self, folder: OutputFolder) -> None:
        self._folder = folder
        self._state = folder.workshop / "state"
        self._next = folder.workshop / "state.next"

    def load(self) -> BuildState:
        """The site as it stands; an empty state if it is not known how it was made."""
        identity = self._folder.identity(self._folder.target)
        # Killed between the exchange and the renaming of the state, the newer state is the one that fits.
        for path in (self._next, self._state):
            state = _decode(path)
            if state is not None and state.identity == identity:
                if path is self._next:
                    os.replace(self._next, self._state)
                return state
        return BuildState((0, 0), {})

    def prepare(self, files: dict[str, Written], key: bytes, bodies: dict[str, str]) -> None:
        """Write down what the next tree is, before it becomes the site."""
        identity = self._folder.identity(self._folder.next)
        if identity is None:
            raise FileNotFoundError(self._folder.next)
        self._next.write_bytes(msgspec.msgpack.encode(BuildState(identity, files, key, bodies)))

    def commit(self) -> None:
        """The next tree has become the site."""
        os.replace(self._next, self._state)


def _decode(path: Path) -> BuildState | None:
    try:
        return msgspec.msgpack.decode(path.read_bytes(), type=BuildState)
    except (OSError, msgspec.DecodeError):
        return None


class ReadingStore:
    """Readings of content files by path, valid while the file's stamp is the same and the code is."""

    def __init__(self, path: Path, engine: str) -> None:
        self._path = path
        self._engine = engine.encode()
        self._kept: dict[str, tuple[Stamp, Reading]] = {}
        self._changes = 0

    def load(self) -> None:
        """Load what the last build kept. A damaged or foreign store is as good as none."""
        try:
            data = self._path.read_bytes()
        except OSError:
            return
        seal = hashlib.blake2b(memoryview(data)[:-_SEAL], digest_size=_SEAL, key=self._engine).digest()
        # The seal is keyed with the code: what other code wrote, or half wrote, is not even unpickled.
        if data[-_SEAL:] == seal:
            self._kept = pickle.loads(data)

    def get(self, found: Found) -> Reading | None:
        kept = self._kept.get(found.file)
        return kept[1] if kept is not None and kept[0] == found.stamp else None

    def put(self, found: Found, reading: Reading) -> None:
        if time.time_ns() - max(found.stamp.modified_ns, found.stamp.changed_ns) > _FRESH_NS:
            self._kept[found.file] = (found.stamp, reading)
            self._changes += 1

    def keep_only(self, files: Mapping[str, object]) -> None:
        """Forget files that are gone."""
        gone = [file for file in self._kept if file not in files]
        for file in gone:
            del self._kept[file]
            self._changes += 1

    def save(self) -> None:
        """Write the store whole or not at all. Failing to is no problem: the next build reads the files again."""
        if self._changes < min(_WORTH_SAVING, len(self._kept)):
            return
        partial = self._path.with_suffix(".partial")
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # as OutputFolder.locked does
            with open(partial, "wb") as file:
                sealed = _Sealed(file, self._engine)
                pickle.dump(self._kept, sealed, pickle.HIGHEST_PROTOCOL)
                file.write(sealed.seal())
            os.replace(partial, self._path)
        except OSError:
            with suppress(OSError):
                partial.unlink()
        self._changes = 0


class _Sealed:
    """Writes on to a file and keeps a digest of it all, so that a large store need not be in memory as bytes."""

    def __init__(self, file: IO[bytes], key: bytes) -> None:
        self._file = file
        self._digest = hashlib.blake2b(digest_size=_SEAL, key=key)

    def write(self, data: bytes) -> int:
        self._digest.update(data)
        return self._file.write(data)

    def seal(self) -> bytes:
        return self._digest.digest()


@cache
def engine_fingerprint(root: Path) -> str:
    """The code that makes pages: every module of the plugins and the search, and the packages they stand on."""
    digest = hashlib.blake2b(sys.version.encode(), digest_size=16)
    for path in sorted([*(root / "plugins").rglob("*"), *(root / "search").rglob("*")]):
        if path.suffix in (".py", ".yaml"):
            digest.update(path.relative_to(root).as_posix().encode())
            digest.update(path.read_bytes())
    lock = root / "requirements.txt"
    if lock.exists():
        digest.update(lock.read_bytes())
    return digest.hexdigest()
