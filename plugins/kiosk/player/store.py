"""The packs on the disk: the last good one, the one before it, and what is being fetched.

    packs/ID/        manifest.json, manifest.sig, and each file under its digest
    packs.json       which pack is shown, which was before it, and the newest day and number that were ever taken
    arriving/DIGEST  files that have come but whose pack is not whole yet; DIGEST.part came in part

Each pack has copies of all its files, shared with no other pack: a byte that flips on the disk damages one pack only.
Whoever is killed at any moment leaves a pack that boots: a pack gets its name when it is whole, and packs.json names
it after that.
"""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from . import manifest as manifests
from .files import sync_folder, write_synced, write_whole
from .keys import number_of
from .packs import NONE, Keys, Order, Pack, open_pack
from .refused import Refused


@dataclass(frozen=True, slots=True)
class Pointer:
    """packs.json."""

    current: str = ""
    """Id of the pack to show."""
    previous: str = ""
    """Id of the one before it."""
    newest: Order = NONE
    """That of the newest pack that was ever taken: older ones are refused."""


class Store:
    """The player's packs."""

    def __init__(self, folder: Path) -> None:
        self._packs = folder / "packs"
        self._pointer = folder / "packs.json"
        self.arriving = folder / "arriving"
        self._good = ""
        self._packs.mkdir(parents=True, exist_ok=True)

    def boot(self, keys: Keys, day: date) -> tuple[Pack | None, list[str]]:
        """The best pack that is whole: the last good one, else the one before, else any; and what is damaged."""
        damaged: list[str] = []
        for name in self._by_merit():
            try:
                pack = open_pack(self._packs / name, keys, day)
                self._good = name
                return pack, damaged
            except Refused as reason:
                damaged.append(f"内容包 {name[:12]} 不能用：{reason}")
        return None, damaged

    def pointer(self) -> Pointer:
        """What packs.json says; nothing when it is lost or damaged."""
        try:
            read = json.loads(self._pointer.read_bytes())
            newest = Order(date.fromisoformat(read["newest"]), int(read["number"]))
            return Pointer(str(read["current"]), str(read["previous"]), newest)
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return Pointer()

    def is_whole(self, pack: Pack, keys: Keys, day: date) -> bool:
        """Whether the copy on the disk of the pack in memory is still good, and would be shown after a restart."""
        try:
            there = open_pack(self._packs / pack.id, keys, day)
        except Refused:
            return False
        return self.pointer().current == there.id == pack.id and pack.files.keys() <= there.files.keys()

    def forget_ended(self, day: date) -> None:
        """Delete the files whose last day was before this one, from every pack. Raises OSError."""
        for place in (entry for entry in self._packs.iterdir() if entry.is_dir()):
            with suppress(Refused, FileNotFoundError):
                listed = manifests.decode((place / manifests.NAME).read_bytes()).files
                kept = {file.sha256 for file in listed if not file.is_over(day)}
                for file in listed:
                    if file.sha256 not in kept:
                        (place / file.sha256).unlink(missing_ok=True)

    def save(self, pack: Pack) -> None:
        """Make a pack the one to show, and keep the one before it. Raises OSError; then all is as it was."""
        before = self.pointer()
        place, coming = self._packs / pack.id, self._packs / f"{pack.id}.new"
        _remove(coming)
        try:
            self._write(pack, coming)
        except OSError:
            _remove(coming)
            raise
        _remove(place)  # a damaged copy, or an older one that is taken again
        os.rename(coming, place)
        sync_folder(self._packs)
        # A pack that was found damaged is nothing to fall back on: the one that was shown instead is.
        shown = self._good or before.current
        previous = shown if shown != pack.id else before.previous
        self._point(Pointer(pack.id, previous, max(before.newest, pack.order)))
        self._good = pack.id
        self._tidy({pack.id, previous})

    def take_back(self, order: Order) -> None:
        """Let packs from this one on be taken again, where the office says so."""
        now = self.pointer()
        self._point(Pointer(now.current, now.previous, order))

    def _write(self, pack: Pack, folder: Path) -> None:
        folder.mkdir()
        for digest, data in pack.by_digest().items():
            write_synced(folder / digest, data)
        write_synced(folder / manifests.NAME, pack.signed.data)
        write_synced(folder / manifests.SIGNATURE, pack.signed.signature)
        sync_folder(folder)

    def _point(self, pointer: Pointer) -> None:
        newest = {"newest": pointer.newest.made.isoformat(), "number": pointer.newest.number}
        written = {"current": pointer.current, "previous": pointer.previous, **newest}
        write_whole(self._pointer, json.dumps(written).encode() + b"\n")

    def _by_merit(self) -> Iterator[str]:
        """Names of packs, the best first."""
        pointer = self.pointer()
        there = {entry.name for entry in self._packs.iterdir() if entry.is_dir() and not entry.name.endswith(".new")}
        named = [name for name in (pointer.current, pointer.previous) if name in there]
        yield from named
        yield from sorted(there.difference(named), key=self._order, reverse=True)

    def _order(self, name: str) -> Order:
        """What a pack says of itself; only an order to try them in."""
        folder = self._packs / name
        try:
            made = manifests.decode((folder / manifests.NAME).read_bytes()).made
            return Order(made, number_of((folder / manifests.SIGNATURE).read_bytes()))
        except (OSError, Refused):
            return NONE

    def _tidy(self, keep: set[str]) -> None:
        """Remove what is no longer needed. A failure leaves it for the next time."""
        with suppress(OSError):
            for entry in list(self._packs.iterdir()):
                if entry.name not in keep:
                    _remove(entry)
            _remove(self.arriving)


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
