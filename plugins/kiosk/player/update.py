"""Is there a newer pack? The life of a fetch, from the manifest to the switch, as one function to read top to bottom."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from . import manifest as manifests
from .arrivals import Arrivals, DiskFailed
from .fetch import Fetcher
from .keys import SIGNATURE_BYTES
from .packs import MANIFEST_BYTES, NONE, Keys, Pack, Signed, believe
from .refused import Refused
from .store import Store

_SPARE = 16 << 20
"""Bytes of the disk that are left alone, for the status, the clock and the system's own logs."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of a fetch that succeeded."""

    pack: Pack
    """The pack to show: a new one, or the very one that was shown before."""
    told: datetime | None
    """The time by the site's clock, if it tells one."""


class Update:
    """Fetches packs into a store. One fetch at a time."""

    def __init__(
        self,
        store: Store,
        fetcher: Fetcher,
        keys: Keys,
        today: Callable[[], date],
        free: Callable[[], int],
        reached: Callable[[], date] | None = None,
    ) -> None:
        self._store = store
        self._fetcher = fetcher
        self._keys = keys
        self._today = today
        self._free = free
        self._reached = reached or today
        """The latest day that ever was: what ended before it is not fetched again when a clock goes back."""
        self._arrivals = Arrivals(store.arriving, fetcher)
        self._etag = ("", "")
        """The id of a pack, and by what the site will know its manifest again."""

    def run(self, shown: Pack | None, accept_older: bool = False) -> Looked:
        """Ask the site. All of the new pack is on the disk, verified, when this comes back with it.

        Raises NotReached, Refused or DiskFailed; then nothing has changed.
        """
        signed, told, etag = self._manifest(shown)
        self._check_order(signed, shown, told, accept_older)
        if (
            shown is not None
            and signed.id == shown.id
            and signed.order == shown.order
            and not shown.lacks(self._reached())
        ):
            self._keep_whole(shown)
            self._etag = (shown.id, etag)
            return Looked(shown, told)
        self._check_room(signed)
        pack = self._collect(signed, shown)
        try:
            if accept_older:
                self._store.take_back(signed.order)
            self._store.save(pack)
        except OSError as error:
            raise DiskFailed(error) from error
        self._etag = (pack.id, etag)
        return Looked(pack, told)

    def _manifest(self, shown: Pack | None) -> tuple[Signed, datetime | None, str]:
        """The site's manifest, believed; the site's time; its tag."""
        known = self._etag[1] if shown is not None and self._etag[0] == shown.id else ""
        came = _Memory()
        answer = self._fetcher.get(manifests.NAME, came, MANIFEST_BYTES, etag=known)
        if answer.status == 304 and shown is not None:
            return shown.signed, answer.told, known
        signature = _Memory()
        self._fetcher.get(manifests.SIGNATURE, signature, SIGNATURE_BYTES)
        return believe(came.data, signature.data, self._keys), answer.told, answer.etag

    def _check_order(self, signed: Signed, shown: Pack | None, told: datetime | None, accept_older: bool) -> None:
        # What was written down may be lost, and what is shown may be the pack before.
        newest = max(self._store.pointer().newest, shown.order if shown is not None else NONE)
        if signed.order < newest and not accept_older:
            if signed.made < newest.made:
                raise Refused(f"网站上的内容包是 {signed.made} 的，本机已有 {newest.made} 的，不往回换。")
            raise Refused(f"网站上的内容包是 {signed.made} 较早签名的，本机已有当天后来签名的，不往回换。")
        # A pack made for a day to come would shut out all packs until then. Our own clock may be the one that is late.
        today = max(self._today(), told.date() if told is not None else date.min)
        if signed.made > today + timedelta(days=1):
            raise Refused(f"网站上的内容包是按 {signed.made} 做的，这一天还没有到；请按当天的日期重新建站。")

    def _check_room(self, signed: Signed) -> None:
        needed = 2 * signed.manifest.size + _SPARE  # what arrives, and the pack that is made of it
        if self._free() < needed:
            raise Refused(f"磁盘空间不够：需要 {needed >> 20} MB，还剩 {self._free() >> 20} MB，继续使用原来的内容包。")

    def _collect(self, signed: Signed, shown: Pack | None) -> Pack:
        """All files of a pack: those that did not change from memory, the others from the site."""
        have = shown.by_digest() if shown is not None else {}
        self._arrivals.expect(signed.manifest.files)
        files, day = {}, self._reached()
        for file in signed.manifest.files:
            if file.is_over(day):
                continue
            data = have.get(file.sha256)
            files[file.path] = have[file.sha256] = self._arrivals.get(file) if data is None else data
            if len(files[file.path]) != file.size:
                raise Refused(f"清单里“{file.path}”的大小不对。")
        return Pack(signed, files)

    def _keep_whole(self, shown: Pack) -> None:
        """A byte may have flipped on the disk since: write the good bytes again before a restart needs them."""
        if not self._store.is_whole(shown, self._keys, self._reached()):
            try:
                self._store.save(shown)
            except OSError as error:
                raise DiskFailed(error) from error


def free_bytes(folder: Path) -> int:
    """Room on the disk of a folder."""
    return shutil.disk_usage(folder).free


class _Memory:
    """Takes a small answer."""

    def __init__(self) -> None:
        self.data = b""

    def begin(self, at: int) -> None:
        self.data = self.data[:at]

    def take(self, data: bytes) -> None:
        self.data += data
