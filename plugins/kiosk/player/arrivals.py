"""Files on their way in: what came in part is kept, and the next attempt goes on from there."""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from .fetch import Fetcher, NotReached
from .files import sync_folder
from .manifest import PackedFile
from .packs import check
from .refused import Refused


class DiskFailed(Exception):
    """The disk took no more: full, or worn out. The message is a sentence for the log."""

    def __init__(self, error: OSError) -> None:
        super().__init__(f"磁盘写不进去（{error.strerror or error}），继续使用原来的内容包。")


class Arrivals:
    """The folder of files whose pack is not whole yet, each under its digest."""

    def __init__(self, folder: Path, fetcher: Fetcher) -> None:
        self._folder = folder
        self._fetcher = fetcher

    def expect(self, files: Iterable[PackedFile]) -> None:
        """Make room, and forget what no longer belongs to the pack that is wanted. Raises DiskFailed."""
        wanted = {file.sha256 for file in files}
        try:
            self._folder.mkdir(exist_ok=True)
            for path in self._folder.iterdir():
                if path.name.removesuffix(".part") not in wanted:
                    path.unlink()
        except OSError as error:
            raise DiskFailed(error) from error

    def get(self, file: PackedFile) -> bytes:
        """A file's verified bytes: those that came earlier, or from the site.

        Raises NotReached when it did not come whole (the next call goes on from there), Refused when what came is not
        the file, and DiskFailed.
        """
        whole = self._folder / file.sha256
        with suppress(OSError, Refused):
            data = whole.read_bytes()
            check(file, data)
            return data
        part = self._folder / f"{file.sha256}.part"
        sink = _Part(part)
        try:
            start = sink.length if sink.length < file.size else 0
            self._fetcher.get(file.sha256, sink, file.size, start=start)
        except Refused:
            sink.forget()
            raise
        finally:
            sink.close()
        return self._arrived(file, part, whole)

    def _arrived(self, file: PackedFile, part: Path, whole: Path) -> bytes:
        try:
            data = part.read_bytes()
        except OSError as error:
            raise DiskFailed(error) from error
        if len(data) < file.size:
            raise NotReached(f"{file.path}：只收到 {len(data)} 字节，应有 {file.size} 字节；下次接着收。")
        try:
            check(file, data)
        except Refused:
            part.unlink(missing_ok=True)  # whatever went wrong on the way, going on from here would not mend it
            raise
        try:
            os.replace(part, whole)
            sync_folder(self._folder)
        except OSError as error:
            raise DiskFailed(error) from error
        return data


class _Part:
    """A file that grows as its bytes come."""

    def __init__(self, path: Path) -> None:
        try:
            self._file = open(path, "ab")  # noqa: SIM115 — closed by `close`
        except OSError as error:
            raise DiskFailed(error) from error
        self.length = self._file.tell()

    def begin(self, at: int) -> None:
        try:
            self._file.truncate(at)
            self._file.seek(at)
        except OSError as error:
            raise DiskFailed(error) from error

    def take(self, data: bytes) -> None:
        try:
            self._file.write(data)
            self._file.flush()
        except OSError as error:
            raise DiskFailed(error) from error

    def forget(self) -> None:
        """Nothing of what came can be used."""
        with suppress(OSError):
            self._file.truncate(0)

    def close(self) -> None:
        try:
            self._file.close()
        except OSError as error:
            raise DiskFailed(error) from error
