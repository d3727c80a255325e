"""The output folder: built beside, swapped in whole.

Beside `output/` stands `.output.build/` with the next tree, a lock and the state of the last build. The next tree takes
unchanged files over by hard link, and one exchange of names makes it the site: whoever is killed at any moment leaves
the old site or the new one.
"""

import ctypes
import os
import shutil
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from .problems import Finding, Place, Problem
from .sources import reason

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_MACOS_RENAME_SWAP = 2
_PATIENCE_S = 2.0
"""The workers of a build that was killed hold its lock until they notice, which takes a moment."""
MARK = "sources.json"
"""Every site that we built has it; a folder with other things in it is not ours to replace."""


class OutputProblem(Finding):
    """The output cannot be written."""


class OutputFolder:
    """The published folder and the workshop beside it."""

    def __init__(self, target: Path) -> None:
        # A link to the published folder stays a link: what it points to is exchanged.
        self.target = target = target.resolve()
        self.workshop = target.parent / f".{target.name}.build"
        self.next = self.workshop / "next"

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other builds of this output away. Raises OutputProblem if one is under way."""
        try:
            # Readings hold people whose time on notice is over: nobody else may look in.
            self.workshop.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = open(self.workshop / "lock", "a+b")  # noqa: SIM115 — held for the whole build
        except OSError as error:
            raise OutputProblem(self._write_problem(error)) from error
        try:
            if not _lock_soon(handle.fileno()):
                raise OutputProblem(Problem("output.busy", Place(str(self.target))))
            yield
        finally:
            handle.close()

    def start(self) -> None:
        """Clear what an interrupted build left, and make an empty next tree. Raises OutputProblem."""
        try:
            self.recover()
            if self.target.exists() and not self.target.is_dir():
                raise OutputProblem(Problem("output.is_file", Place(str(self.target))))
            if self.target.is_dir() and any(self.target.iterdir()) and not (self.target / MARK).exists():
                raise OutputProblem(Problem("output.foreign", Place(str(self.target))))
            _remove(self.next)
            self.next.mkdir()
        except OSError as error:
            raise OutputProblem(self._write_problem(error)) from error

    def writer(self) -> "TreeWriter":
        return TreeWriter(self.target, self.next)

    def identity(self, folder: Path) -> tuple[int, int] | None:
        """What tells one tree from another, before and after renaming."""
        try:
            found = folder.stat()
        except OSError:
            return None
        return (found.st_dev, found.st_ino)

    def swap(self) -> None:
        """Make the next tree the site, in one step. Raises OutputProblem and changes nothing if that fails."""
        try:
            if not self.target.exists():
                os.rename(self.next, self.target)
            elif not _exchange(self.next, self.target):
                # No exchange on this system: two renames; recover() takes the first back after a crash between them.
                os.rename(self.target, self.workshop / "retired")
                os.rename(self.next, self.target)
        except OSError as error:
            self.recover()
            raise OutputProblem(self._write_problem(error)) from error

    def tidy(self) -> None:
        """Remove the tree that was replaced. A failure only leaves it for the next build to remove."""
        with suppress(OSError):
            _remove(self.next)
        if self.target.exists():
            shutil.rmtree(self.workshop / "retired", ignore_errors=True)

    def recover(self) -> None:
        """Take back the first of two renames, where there is no exchange and a crash came between them."""
        retired = self.workshop / "retired"
        if self.target.exists():
            _remove(retired)
        elif retired.exists():
            os.rename(retired, self.target)

    def _write_problem(self, error: OSError) -> Problem:
        return Problem("output.unwritable", Place(str(self.target)), {"reason": reason(error)})

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Turn a failure to write (a full disk, a lost permission) into a finding; clear the half-made tree after any."""
        try:
            yield
        except OSError as error:
            self.tidy()
            raise OutputProblem(self._write_problem(error)) from error
        except Finding:
            self.tidy()
            raise


class TreeWriter:
    """Fills the next tree: new files written, unchanged ones taken over from the site."""

    def __init__(self, old: Path, new: Path) -> None:
        self._old = str(old)
        self._new = str(new)
        self._folders: set[str] = {""}

    def write(self, path: str, data: bytes) -> tuple[int, int]:
        """Write a file of the next tree. Gives its size and its time of change in ns, by which it is known again."""
        self._make_folder(path)
        descriptor = os.open(f"{self._new}/{path}", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(descriptor, view) :]
            made = os.fstat(descriptor)
        finally:
            os.close(descriptor)
        return made.st_size, made.st_mtime_ns

    def keep(self, path: str, size: int, modified_ns: int) -> bool:
        """Take a file over from the site; False when it is not there, or is not as the last build left it."""
        old, new = f"{self._old}/{path}", f"{self._new}/{path}"
        try:
            found = os.lstat(old)
        except OSError:  # gone, or what was a folder is a file now
            return False
        if not stat.S_ISREG(found.st_mode) or found.st_size != size or found.st_mtime_ns != modified_ns:
            return False
        self._make_folder(path)
        try:
            os.link(old, new)
        except OSError:  # a file system without hard links
            try:
                shutil.copy2(old, new)
            except OSError:  # made anew instead; if that cannot be written either, that says why
                with suppress(FileNotFoundError):
                    os.unlink(new)
                return False
        return True

    def copy(self, source: Path, path: str) -> tuple[int, int]:
        """Copy a file into the next tree, content only. Gives size and time as `write` does. Raises OutputProblem."""
        self._make_folder(path)
        try:
            opened = open(source, "rb")  # noqa: SIM115 — opened apart, so that its failure is not one of the output
        except OSError as error:
            raise OutputProblem(_read_problem(source, error)) from error
        with opened, open(f"{self._new}/{path}", "xb") as copied:
            shutil.copyfileobj(opened, copied, 1 << 20)
            copied.flush()
            made = os.fstat(copied.fileno())
        return made.st_size, made.st_mtime_ns

    def _make_folder(self, path: str) -> None:
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            os.makedirs(f"{self._new}/{folder}", exist_ok=True)
            self._folders.add(folder)


def _read_problem(source: Path, error: OSError) -> Problem:
    if isinstance(error, PermissionError):
        return Problem("file.no_permission", Place(str(source)))
    if isinstance(error, FileNotFoundError):  # it was there when the build began
        return Problem("file.changed", Place(str(source)))
    return Problem("file.unreadable", Place(str(source)), {"reason": reason(error)})


def _lock_soon(descriptor: int) -> bool:
    """Lock a file within a moment; False when another build keeps it."""
    until = time.monotonic() + _PATIENCE_S
    while not _lock(descriptor):
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


def _lock(descriptor: int) -> bool:
    try:
        import fcntl
    except ImportError:  # Windows: two builds at once are caught by its own file locks
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a network drive that knows no locks
        return True
    return True


def _exchange(first: Path, second: Path) -> bool:
    """Exchange two folders' names in one step; False where the system cannot."""
    call = _exchange_call()
    if call is None:
        return False
    return call(os.fsencode(first), os.fsencode(second)) == 0


def _exchange_call() -> Callable[[bytes, bytes], int] | None:
    library = ctypes.CDLL(None, use_errno=True) if os.name == "posix" else None
    if sys.platform == "linux" and hasattr(library, "renameat2"):
        return lambda a, b: int(library.renameat2(_AT_FDCWD, a, _AT_FDCWD, b, _RENAME_EXCHANGE))  # type: ignore[union-attr]
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        return lambda a, b: int(library.renamex_np(a, b, _MACOS_RENAME_SWAP))
    return None


def _remove(folder: Path) -> None:
    """Remove a tree. Quicker than shutil's way, which looks at every file before it removes it."""
    if folder.exists():
        _empty(str(folder))
        os.rmdir(folder)


def _empty(folder: str) -> None:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                _empty(entry.path)
                os.rmdir(entry.path)
            else:
                os.unlink(entry.path)
