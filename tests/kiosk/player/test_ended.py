"""Files with a last day: after it nobody gets them, offline too, and they are deleted."""

from datetime import date, timedelta
from http import HTTPStatus
from pathlib import Path

from plugins.kiosk.player.packs import Pack
from plugins.kiosk.player.server import Shown
from plugins.kiosk.player.store import Store

from .helpers import FILES, KEYS, FakeSite, beijing, installed, pack_of, update_of
from .test_life import House

MONDAY = date(2026, 11, 16)
NAMES = "papers/one.json"


def pack(made: date = MONDAY, end: date = MONDAY) -> Pack:
    """A pack with the names of a notice that ends on a day."""
    return pack_of(made, {**FILES, NAMES: b"the names"}, ends={NAMES: end})


def on_disk(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and b"the names" in path.read_bytes()]


def test_on_the_last_day_it_is_served_and_after_it_it_is_gone() -> None:
    days = [MONDAY]
    shown = Shown(dict, day=lambda: days[0])
    shown.show(pack())
    assert shown.answer(NAMES)[::2] == (HTTPStatus.OK, b"the names")
    days[0] += timedelta(days=1)
    status, _, told = shown.answer(NAMES)
    assert status == HTTPStatus.GONE and b"the names" not in told
    shown.forget_ended()
    assert shown.pack is not None and NAMES not in shown.pack.files and shown.answer("")[0] == HTTPStatus.OK


def test_the_pack_before_does_not_give_it_either() -> None:
    shown = Shown(dict, day=lambda: MONDAY + timedelta(days=1))
    shown.show(pack())
    shown.show(pack_of(MONDAY + timedelta(days=1)))
    assert shown.answer(NAMES)[0] == HTTPStatus.NOT_FOUND


def test_offline_it_leaves_memory_and_disk_on_the_day_after(tmp_path: Path) -> None:
    house = House(tmp_path, FakeSite(pack()), "2026-11-16 23:00")
    house.pass_time(60)
    house.site.is_down = True
    assert house.player.shown.answer(NAMES)[0] == HTTPStatus.OK and len(on_disk(tmp_path)) == 1
    house.pass_time(2 * 3600)
    assert house.player.shown.answer(NAMES)[0] == HTTPStatus.GONE and on_disk(tmp_path) == []
    again = House(tmp_path, house.site, "2026-11-17 02:00")
    assert again.player.shown.pack is not None and again.player.shown.pack.id == pack().id
    assert again.player.shown.answer(NAMES)[0] == HTTPStatus.GONE


def test_a_clock_that_goes_back_does_not_bring_it_back(tmp_path: Path) -> None:
    house = House(tmp_path, FakeSite(pack()), "2026-11-16 23:30")
    house.pass_time(60)
    house.site.is_down = True
    house.pass_time(3600)
    house.wall.now = beijing("2026-11-16 12:00")
    house.pass_time(60)
    assert house.player.shown.answer(NAMES)[0] == HTTPStatus.GONE


def test_what_left_by_a_clock_that_was_wrong_comes_back_with_the_network(tmp_path: Path) -> None:
    house = House(tmp_path, FakeSite(pack(end=MONDAY + timedelta(days=7))))
    house.pass_time(60)
    house.site.is_down = True
    house.wall.now = beijing("2027-05-01 12:00")
    house.pass_time(60)
    assert house.player.shown.answer(NAMES)[0] == HTTPStatus.GONE and on_disk(tmp_path) == []
    house.wall.now = beijing("2026-11-16 12:00")
    house.site.is_down = False
    for _ in range(120):
        house.site.told = house.player._clock.now()
        house.pass_time(30)
    assert house.player.shown.answer(NAMES)[0] == HTTPStatus.OK and len(on_disk(tmp_path)) == 1


def test_what_has_ended_is_not_fetched_and_not_missed(tmp_path: Path) -> None:
    site = FakeSite(pack())
    store = installed(tmp_path, [])
    day = MONDAY + timedelta(days=1)
    update = update_of(store, site, day)
    got = update.run(None).pack
    assert NAMES not in got.files and got == Store(tmp_path).boot(KEYS, day)[0]
    names = next(file.sha256 for file in got.signed.manifest.files if file.path == NAMES)
    assert names not in [name for name, _ in site.asked] and on_disk(tmp_path) == []
    asked = len(site.asked)
    assert update.run(got).pack is got and len(site.asked) == asked + 1  # the manifest has not changed


def test_a_file_with_the_same_bytes_that_has_no_end_stays(tmp_path: Path) -> None:
    both = pack_of(MONDAY, {**FILES, NAMES: b"the names", "open.json": b"the names"}, ends={NAMES: MONDAY})
    store = installed(tmp_path, [both])
    store.forget_ended(MONDAY + timedelta(days=1))
    assert len(on_disk(tmp_path)) == 1
    booted = store.boot(KEYS, MONDAY + timedelta(days=1))[0]
    assert booted is not None and "open.json" in booted.files and NAMES not in booted.files
