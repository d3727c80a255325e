"""The next tree when its pages and planned files are made: where plugins add what is made from the finished pages."""

from collections.abc import Callable, Iterable
from pathlib import Path

from .build_store import Written
from .output import TreeWriter


class MadeTree:
    """The next tree before it becomes the site. What stands in it can be read; further files can be added."""

    def __init__(
        self, root: Path, writer: TreeWriter, files: dict[str, Written], old: dict[str, Written], workshop: Path
    ) -> None:
        self._root = root
        self._writer = writer
        self._files = files
        self._old = old
        self._workshop = workshop

    def paths(self) -> Iterable[str]:
        """Every file so far, as paths below the output folder."""
        return list(self._files)

    def unchanged(self, path: str) -> bool:
        """Whether a file was taken over from the site as it stands."""
        made = self._files.get(path)
        return made is not None and made is self._old.get(path)

    def fingerprint(self, path: str) -> str:
        """What a file was made from, in short: the same fingerprint, the same bytes."""
        return self._files[path].fingerprint

    def read(self, path: str) -> bytes:
        """A file's bytes. Raises OSError if it is not there."""
        return (self._root / path).read_bytes()

    def put(self, path: str, fingerprint: str, make: Callable[[], bytes]) -> None:
        """Add a file, taken over from the site where that was made from the same; else made now.

        Raises OSError if it cannot be written or the path is taken.
        """
        old = self._old.get(path)
        if old is not None and old.fingerprint == fingerprint and self._writer.keep(path, old.size, old.modified_ns):
            self._files[path] = old
            return
        self._files[path] = Written(fingerprint, *self._writer.write(path, make()))

    def workshop(self, name: str) -> Path:
        """A private folder for what a plugin keeps from build to build. All in it is derived and may vanish."""
        folder = self._workshop / name
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder
