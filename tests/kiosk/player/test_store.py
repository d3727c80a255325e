"""The store: the last good pack is what boots, whatever happened to the disk."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.kiosk.player.packs import Order
from plugins.kiosk.player.store import Pointer, Store

from .helpers import KEYS, MONDAY, NEW, OLD, STRANGER, TUESDAY, WEDNESDAY, booted, installed, pack_of, signed

LATEST = pack_of(WEDNESDAY, index_html=b"three")


def flip(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at % len(data)] ^= 1
    path.write_bytes(data)


def sign_as_stranger(pack: Path) -> None:
    (pack / "manifest.sig").write_bytes(signed((pack / "manifest.json").read_bytes(), STRANGER))


def empty(pack: Path) -> None:
    for path in pack.iterdir():
        path.unlink()


def lengthen(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"x")


def test_an_empty_store_shows_nothing(tmp_path: Path) -> None:
    assert Store(tmp_path).boot(KEYS, WEDNESDAY) == (None, [])


def test_the_last_pack_boots_and_the_one_before_is_kept(tmp_path: Path) -> None:
    installed(tmp_path, [OLD, NEW, LATEST])
    assert booted(tmp_path) == LATEST
    assert {path.name for path in (tmp_path / "packs").iterdir()} == {NEW.id, LATEST.id}
    assert Store(tmp_path).pointer() == Pointer(LATEST.id, NEW.id, Order(WEDNESDAY, 1))


@pytest.mark.parametrize("number", range(6))
def test_a_byte_that_flips_in_any_file_costs_that_pack_only(number: int, tmp_path: Path) -> None:
    installed(tmp_path, [OLD, NEW])
    files = sorted((tmp_path / "packs" / NEW.id).iterdir())
    assert len(files) == 6
    for at in (0, 17, -1):
        shutil.rmtree(tmp_path / "packs" / NEW.id)
        installed(tmp_path, [NEW])
        flip(files[number], at)
        pack, damaged = Store(tmp_path).boot(KEYS, WEDNESDAY)
        assert pack == OLD
        assert len(damaged) == 1 and damaged[0].startswith(f"内容包 {NEW.id[:12]} 不能用：")


SPOILED: dict[str, Callable[[Path], None]] = {
    "a file is gone": lambda pack: next(pack.glob("????????*")).unlink(),
    "the manifest is gone": lambda pack: (pack / "manifest.json").unlink(),
    "the signature is gone": lambda pack: (pack / "manifest.sig").unlink(),
    "the signature is somebody else's": lambda pack: sign_as_stranger(pack),
    "a file is longer": lambda pack: lengthen(pack / next(iter(NEW.by_digest()))),
    "the folder is empty": lambda pack: empty(pack),
    "the folder is gone": shutil.rmtree,
}


@pytest.mark.parametrize("name", SPOILED)
def test_a_spoiled_pack_gives_way_to_the_one_before(name: str, tmp_path: Path) -> None:
    installed(tmp_path, [OLD, NEW])
    SPOILED[name](tmp_path / "packs" / NEW.id)
    assert booted(tmp_path) == OLD


@pytest.mark.parametrize(
    "data", [None, b"", b"{", b"[]", b'{"current": 5}', b'{"current":"a","previous":"b","newest":"x"}']
)
def test_without_its_pointer_the_newest_whole_pack_boots(data: bytes | None, tmp_path: Path) -> None:
    installed(tmp_path, [OLD, NEW])
    pointer = tmp_path / "packs.json"
    pointer.unlink() if data is None else pointer.write_bytes(data)
    assert booted(tmp_path) == NEW


def test_a_pack_of_a_key_that_is_no_longer_believed_does_not_boot(tmp_path: Path) -> None:
    installed(tmp_path, [OLD])
    assert Store(tmp_path).boot((STRANGER.public_key(),), WEDNESDAY)[0] is None


def test_a_damaged_pack_is_nothing_to_fall_back_on(tmp_path: Path) -> None:
    installed(tmp_path, [OLD, NEW])
    flip(tmp_path / "packs" / NEW.id / "manifest.json", 5)
    store = Store(tmp_path)
    store.boot(KEYS, WEDNESDAY)
    store.save(LATEST)
    assert {path.name for path in (tmp_path / "packs").iterdir()} == {OLD.id, LATEST.id}


def test_packs_share_no_file(tmp_path: Path) -> None:
    """A byte that flips in what two packs have in common damages one of them only."""
    installed(tmp_path, [OLD, NEW])
    common = OLD.by_digest().keys() & NEW.by_digest().keys()
    assert common
    for digest in common:
        inodes = {(tmp_path / "packs" / pack.id / digest).stat().st_ino for pack in (OLD, NEW)}
        assert len(inodes) == 2


def test_whole_means_the_copy_on_the_disk(tmp_path: Path) -> None:
    store = installed(tmp_path, [OLD, NEW])
    assert store.is_whole(NEW, KEYS, WEDNESDAY)
    assert not store.is_whole(OLD, KEYS, WEDNESDAY)  # whole, but not what a restart would show
    flip(tmp_path / "packs" / NEW.id / "manifest.sig", 3)
    assert not store.is_whole(NEW, KEYS, WEDNESDAY)
    store.save(NEW)
    assert store.is_whole(NEW, KEYS, WEDNESDAY) and booted(tmp_path) == NEW


def test_the_newest_day_is_remembered_until_it_is_taken_back(tmp_path: Path) -> None:
    store = installed(tmp_path, [OLD, NEW])
    store.save(OLD)
    assert store.pointer() == Pointer(OLD.id, NEW.id, Order(TUESDAY, 1))
    store.take_back(OLD.order)
    assert store.pointer().newest == Order(MONDAY, 1)
