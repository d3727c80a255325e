"""Fetching a pack: switched whole or not at all, whatever the site, the network or the disk does."""

import errno
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from plugins.kiosk.player import arrivals, files
from plugins.kiosk.player import store as stores
from plugins.kiosk.player.arrivals import DiskFailed
from plugins.kiosk.player.fetch import NotReached
from plugins.kiosk.player.manifest import encode
from plugins.kiosk.player.packs import Pack, Signed
from plugins.kiosk.player.refused import Refused
from plugins.kiosk.player.store import Store
from plugins.portal.beijing import ZONE

from .helpers import (
    KEYS,
    MONDAY,
    NEW,
    OLD,
    STRANGER,
    TUESDAY,
    WEDNESDAY,
    FakeSite,
    booted,
    installed,
    pack_of,
    signed,
    update_of,
)
from .test_store import flip

FRESH = next(file for file in NEW.signed.manifest.files if file.path == "fresh.js")


def attempt(folder: Path, site: FakeSite, shown: Pack | None = OLD, accept_older: bool = False) -> Pack:
    """A player that shows a pack asks the site once."""
    return update_of(installed(folder, []), site).run(shown, accept_older).pack


def test_the_first_pack_comes(tmp_path: Path) -> None:
    assert attempt(tmp_path, FakeSite(NEW), None) == NEW == booted(tmp_path)


def test_a_newer_pack_is_switched_to_and_only_what_is_new_is_fetched(tmp_path: Path) -> None:
    installed(tmp_path, [OLD])
    site = FakeSite(NEW)
    assert attempt(tmp_path, site) == NEW == booted(tmp_path)
    changed = {NEW.signed.manifest.files[at].sha256 for at in range(4)} - OLD.by_digest().keys()
    assert {name for name, _ in site.asked} == {"manifest.json", "manifest.sig"} | changed
    assert not (tmp_path / "arriving").exists()


def test_nothing_new_asks_for_the_manifest_alone_and_writes_nothing(tmp_path: Path) -> None:
    store = installed(tmp_path, [OLD])
    site = FakeSite(OLD)
    update = update_of(store, site)
    before = {path: path.stat().st_ino for path in tmp_path.rglob("*")}
    assert update.run(OLD).pack is OLD
    assert [name for name, _ in site.asked] == ["manifest.json", "manifest.sig"]
    site.asked.clear()
    assert update.run(OLD).pack is OLD
    assert [name for name, _ in site.asked] == ["manifest.json"]  # the answer was 304
    assert {path: path.stat().st_ino for path in tmp_path.rglob("*")} == before


def test_a_tag_is_forgotten_with_the_pack_that_it_was_for(tmp_path: Path) -> None:
    """After a restart that fell back on the pack before, the site's 304 would hide the better pack."""
    store = installed(tmp_path, [OLD])
    update = update_of(store, FakeSite(NEW))
    update.run(OLD)
    assert update.run(OLD).pack == NEW


def test_a_byte_that_flipped_on_the_disk_is_mended_from_memory(tmp_path: Path) -> None:
    store = installed(tmp_path, [OLD, NEW])
    flip(tmp_path / "packs" / NEW.id / FRESH.sha256, 100)
    update_of(store, FakeSite(NEW)).run(NEW)
    assert booted(tmp_path) == NEW


def _refused(folder: Path, site: FakeSite, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        attempt(folder, site)
    assert sentence in str(refused.value)
    assert booted(folder) == OLD


def test_what_is_not_signed_by_the_office_is_not_even_read(tmp_path: Path) -> None:
    installed(tmp_path, [OLD])
    for data, signature in (
        (NEW.signed.data, signed(NEW.signed.data, STRANGER)),
        (NEW.signed.data, OLD.signed.signature),
        (NEW.signed.data + b" ", NEW.signed.signature),
        (NEW.signed.data, b""),
        (NEW.signed.data, NEW.signed.signature[:-1]),
        (b"[" * 100_000, NEW.signed.signature),
    ):
        site = FakeSite(NEW)
        site.files |= {"manifest.json": data, "manifest.sig": signature}
        _refused(tmp_path, site, "内容包的签名不对")


def test_without_a_signature_nothing_is_taken(tmp_path: Path) -> None:
    installed(tmp_path, [OLD])
    site = FakeSite(NEW)
    del site.files["manifest.sig"]
    with pytest.raises(NotReached, match=r"manifest\.sig：网站的回答是 404。"):
        attempt(tmp_path, site)
    assert booted(tmp_path) == OLD


def test_even_the_office_cannot_sign_a_path_that_leads_elsewhere(tmp_path: Path) -> None:
    installed(tmp_path, [OLD])
    data = NEW.signed.data.replace(b'"fresh.js"', b'"../evil"')
    site = FakeSite(NEW)
    site.files |= {"manifest.json": data, "manifest.sig": signed(data)}
    _refused(tmp_path, site, "清单里的路径“../evil”不能用。")
    assert not list(tmp_path.rglob("evil"))


def test_an_old_manifest_that_is_played_again_is_refused(tmp_path: Path) -> None:
    installed(tmp_path, [NEW])
    with pytest.raises(Refused, match="网站上的内容包是 2026-11-16 的，本机已有 2026-11-17 的，不往回换。"):
        attempt(tmp_path, FakeSite(OLD), NEW)
    assert booted(tmp_path) == NEW


def test_a_newer_pack_that_was_damaged_since_still_bars_older_ones(tmp_path: Path) -> None:
    installed(tmp_path, [OLD, NEW])
    flip(tmp_path / "packs" / NEW.id / "manifest.json", 9)
    between = pack_of(MONDAY, index_html=b"played again")
    with pytest.raises(Refused, match="不往回换"):
        attempt(tmp_path, FakeSite(between))
    assert attempt(tmp_path, FakeSite(NEW)) == NEW == booted(tmp_path)


def test_even_when_the_newest_day_is_forgotten_what_is_shown_bars_older_packs(tmp_path: Path) -> None:
    installed(tmp_path, [NEW])
    (tmp_path / "packs.json").write_bytes(b"")
    with pytest.raises(Refused, match="不往回换"):
        attempt(tmp_path, FakeSite(OLD), NEW)
    assert attempt(tmp_path, FakeSite(NEW), NEW) == NEW
    assert Store(tmp_path).pointer().newest == NEW.order  # and is written down again


def test_an_older_pack_is_taken_when_the_office_says_so_and_updates_go_on_from_there(tmp_path: Path) -> None:
    installed(tmp_path, [NEW])
    assert attempt(tmp_path, FakeSite(OLD), NEW, accept_older=True) == OLD == booted(tmp_path)
    assert attempt(tmp_path, FakeSite(OLD), OLD) == OLD
    assert attempt(tmp_path, FakeSite(NEW), OLD) == NEW


def test_two_packs_of_one_day_follow_each_other(tmp_path: Path) -> None:
    later = pack_of(MONDAY, number=2, index_html=b"afternoon")
    installed(tmp_path, [OLD])
    assert attempt(tmp_path, FakeSite(later)) == later
    again = pack_of(MONDAY, number=3)  # the office took its change back, and signed what was there before once more
    assert again.id == OLD.id
    assert attempt(tmp_path, FakeSite(again), later) == again == booted(tmp_path)


def test_an_old_pack_of_the_same_day_that_is_played_again_is_refused(tmp_path: Path) -> None:
    later = pack_of(MONDAY, number=2, index_html=b"afternoon")
    installed(tmp_path, [OLD, later])
    with pytest.raises(Refused, match="网站上的内容包是 2026-11-16 较早签名的，本机已有当天后来签名的，不往回换。"):
        attempt(tmp_path, FakeSite(OLD), later)
    assert booted(tmp_path) == later


def test_what_is_shown_and_was_signed_once_more_bars_all_that_was_signed_between(tmp_path: Path) -> None:
    between, again = pack_of(MONDAY, number=2, index_html=b"afternoon"), pack_of(MONDAY, number=3)
    installed(tmp_path, [OLD])
    assert attempt(tmp_path, FakeSite(again), OLD) == again
    assert Store(tmp_path).pointer().newest == again.order
    with pytest.raises(Refused, match="不往回换"):
        attempt(tmp_path, FakeSite(between), again)
    with pytest.raises(Refused, match="不往回换"):
        attempt(tmp_path, FakeSite(OLD), again)


def test_a_pack_made_for_a_day_to_come_would_shut_out_all_until_then(tmp_path: Path) -> None:
    installed(tmp_path, [OLD])
    ahead = FakeSite(pack_of(WEDNESDAY + timedelta(days=2)))
    _refused(tmp_path, ahead, "这一天还没有到")
    ahead.told = datetime(2026, 11, 20, 8, tzinfo=ZONE)  # unless it is our own clock that is late
    assert attempt(tmp_path, ahead).made == WEDNESDAY + timedelta(days=2)


def test_a_byte_that_flips_on_the_way_is_noticed_and_fetched_again(tmp_path: Path) -> None:
    installed(tmp_path, [OLD])
    site = FakeSite(NEW)
    good = site.files[FRESH.sha256]
    site.files[FRESH.sha256] = good[:500] + bytes([good[500] ^ 4]) + good[501:]
    _refused(tmp_path, site, "fresh.js 的内容和清单上的摘要值对不上。")
    site.files[FRESH.sha256] = good
    site.asked.clear()
    assert attempt(tmp_path, site) == NEW
    assert (FRESH.sha256, 0) in site.asked


def test_a_download_that_breaks_off_goes_on_where_it_was(tmp_path: Path) -> None:
    installed(tmp_path, [OLD])
    site = FakeSite(NEW)
    for cut in (0, 2500, 9000):
        site.cut[FRESH.sha256] = cut
        with pytest.raises(NotReached, match=f"fresh.js：只收到 {cut} 字节，应有 {FRESH.size} 字节；下次接着收。"):
            attempt(tmp_path, site)
        assert booted(tmp_path) == OLD
    site.cut.clear()
    site.asked.clear()
    assert attempt(tmp_path, site) == NEW == booted(tmp_path)
    assert [at for name, at in site.asked if name == FRESH.sha256] == [9000]


def test_a_file_that_goes_on_for_ever_is_not_taken(tmp_path: Path) -> None:
    installed(tmp_path, [OLD])
    site = FakeSite(NEW)
    site.files[FRESH.sha256] += b"x" * 10_000
    _refused(tmp_path, site, "比应有的长，不再接收。")
    assert (tmp_path / "arriving" / f"{FRESH.sha256}.part").stat().st_size == 0


def test_a_site_that_changes_meanwhile_is_asked_again(tmp_path: Path) -> None:
    """The manifest came, and then the site was exchanged: its files are gone."""
    installed(tmp_path, [OLD])
    site = FakeSite(NEW)
    del site.files[FRESH.sha256]
    with pytest.raises(NotReached, match="404"):
        attempt(tmp_path, site)
    later = pack_of(WEDNESDAY, index_html=b"later still")
    assert attempt(tmp_path, FakeSite(later)) == later == booted(tmp_path)


def test_no_network(tmp_path: Path) -> None:
    installed(tmp_path, [OLD])
    site = FakeSite(NEW)
    site.is_down = True
    with pytest.raises(NotReached):
        attempt(tmp_path, site)
    assert booted(tmp_path) == OLD


def test_too_little_room_is_known_beforehand(tmp_path: Path) -> None:
    store = installed(tmp_path, [OLD])
    site = FakeSite(NEW)
    with pytest.raises(Refused, match="磁盘空间不够：需要 16 MB，还剩 1 MB，继续使用原来的内容包。"):
        update_of(store, site, free=lambda: 1 << 20).run(OLD)
    assert [name for name, _ in site.asked] == ["manifest.json", "manifest.sig"]
    assert booted(tmp_path) == OLD


def _full_at(number: int, write: Callable[[Path, bytes], None]) -> Callable[[Path, bytes], None]:
    """Writing, on a disk that is full from the given file on, which it takes in part."""
    written: list[Path] = []

    def failing(path: Path, data: bytes) -> None:
        written.append(path)
        if len(written) > number:
            path.write_bytes(data[: len(data) // 2])
            raise OSError(errno.ENOSPC, "No space left on device")
        write(path, data)

    return failing


@pytest.mark.parametrize("number", range(6))
def test_a_disk_that_is_full_at_any_file_keeps_the_old_pack(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed(tmp_path, [OLD])
    with monkeypatch.context() as patched:
        patched.setattr(stores, "write_synced", _full_at(number, files.write_synced))
        with pytest.raises(DiskFailed, match="磁盘写不进去（No space left on device），继续使用原来的内容包。"):
            attempt(tmp_path, FakeSite(NEW))
    assert booted(tmp_path) == OLD
    assert [path.name for path in (tmp_path / "packs").iterdir()] == [OLD.id]
    assert attempt(tmp_path, FakeSite(NEW)) == NEW == booted(tmp_path)


def test_a_disk_that_is_full_while_files_arrive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed(tmp_path, [OLD])

    def full(self: object, data: bytes) -> None:
        raise DiskFailed(OSError(errno.ENOSPC, "No space left on device"))

    with monkeypatch.context() as patched:
        patched.setattr(arrivals._Part, "take", full)
        with pytest.raises(DiskFailed):
            attempt(tmp_path, FakeSite(NEW))
    assert booted(tmp_path) == OLD
    assert attempt(tmp_path, FakeSite(NEW)) == NEW


def test_a_size_that_contradicts_a_file_we_have_is_refused(tmp_path: Path) -> None:
    installed(tmp_path, [OLD])
    wrong = pack_of(TUESDAY).signed.manifest
    files = tuple(
        type(file)(file.path, file.sha256, file.size + 1) if file.path == "a.css" else file for file in wrong.files
    )
    data = encode(type(wrong)(wrong.made, files))
    site = FakeSite(Pack(Signed(wrong, data, signed(data)), OLD.files))
    _refused(tmp_path, site, "清单里“a.css”的大小不对。")


def test_the_site_s_clock_is_passed_on(tmp_path: Path) -> None:
    site = FakeSite(NEW)
    site.told = datetime(2026, 11, 18, 8, tzinfo=ZONE)
    assert update_of(installed(tmp_path, []), site).run(None).told == site.told
    assert KEYS
