"""The pack that a build writes: all of the kiosk and nothing else, named by hash, signed, the same bytes each time."""

import hashlib
import json
import shutil
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from plugins.kiosk.pack import KEY_VARIABLE
from plugins.kiosk.player import hours, keys, manifest
from plugins.kiosk.player.packs import believe
from plugins.portal.plan import FilePlan, Made, Plan
from plugins.portal.problems import Problem

from ..helpers import GOOD, GOOD_DAY, Built, build, copy_tree, write_site

PACK = "kiosk/pack/"
MEGABYTE = 1 << 20


@pytest.fixture
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The office's key, named by the environment; its public half beside it."""
    private, public = keys.make_pair()
    path = tmp_path / "keys" / "key.pem"
    path.parent.mkdir()
    path.write_bytes(private)
    path.chmod(0o600)
    path.with_name("key.pub").write_bytes(public)
    monkeypatch.setenv(KEY_VARIABLE, str(path))
    return path


def codes(built: Built) -> list[str]:
    return [problem.code for problem in built.outcome.report if problem.code.startswith("output.")]


def packed(built: Built) -> dict[str, bytes]:
    """Path below kiosk/ → the bytes that the pack has for it."""
    listed = manifest.decode(built.files[PACK + manifest.NAME])
    return {file.path: built.files[PACK + file.sha256] for file in listed.files}


def test_the_pack_is_the_kiosk_and_nothing_else(good_site: Built) -> None:
    below = {path.removeprefix("kiosk/"): data for path, data in good_site.files.items() if path.startswith("kiosk/")}
    wanted = {path: data for path, data in below.items() if not path.startswith("pack/") and path != "records.json"}
    assert packed(good_site) == wanted and {"index.html", "hours.json"} <= wanted.keys()
    names = {path.removeprefix(PACK) for path in good_site.files if path.startswith(PACK)}
    digests = {hashlib.sha256(data).hexdigest() for data in wanted.values()}
    assert names == digests | {manifest.NAME}


def test_the_manifest_says_what_day_it_was_made_for(good_site: Built) -> None:
    read = json.loads(good_site.files[PACK + manifest.NAME])
    assert (read["format"], read["made"]) == (manifest.FORMAT, GOOD_DAY.isoformat())


def test_without_a_key_it_is_unsigned_and_that_is_said_once(good_site: Built) -> None:
    assert PACK + manifest.SIGNATURE not in good_site.files
    assert codes(good_site) == ["output.kiosk_unsigned"]


def test_with_a_key_it_is_signed_the_same_each_time(key: Path, tmp_path: Path, good_site: Built) -> None:
    first, second = (build(GOOD, tmp_path / name / "output", GOOD_DAY) for name in ("one", "two"))
    data, signature = (first.files[PACK + name] for name in (manifest.NAME, manifest.SIGNATURE))
    assert believe(data, signature, keys.load_public(key.with_name("key.pub"))).made == GOOD_DAY
    assert first.files == second.files and codes(first) == []
    rest = {path: found for path, found in first.files.items() if path != PACK + manifest.SIGNATURE}
    assert rest == good_site.files  # the key changes nothing else


def test_what_is_signed_after_something_else_has_a_higher_number(key: Path, tmp_path: Path) -> None:
    """A day's packs are in the order in which they were signed, though one of them has the very bytes of another."""
    days = (GOOD_DAY, GOOD_DAY + timedelta(days=1), GOOD_DAY)
    built = [build(GOOD, tmp_path / "output", day).files for day in days]
    first, second, third = (keys.number_of(files[PACK + manifest.SIGNATURE]) for files in built)
    assert built[0][PACK + manifest.NAME] == built[2][PACK + manifest.NAME]
    assert first < second < third


def test_the_usual_place_of_the_key_is_beside_site_yaml(
    key: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(KEY_VARIABLE)
    source = copy_tree(GOOD, tmp_path / "source")
    (source / ".kiosk").mkdir()
    shutil.copy(key, source / ".kiosk" / "key.pem")
    built = build(source, tmp_path / "output", GOOD_DAY)
    assert PACK + manifest.SIGNATURE in built.files
    assert not built.holding("PRIVATE KEY")


def test_a_key_that_cannot_be_used_is_told_and_the_site_goes_out(key: Path, tmp_path: Path) -> None:
    key.chmod(0o644)
    built = build(GOOD, tmp_path / "output", GOOD_DAY)
    assert codes(built) == ["output.kiosk_key"] and PACK + manifest.SIGNATURE not in built.files
    (told,) = (problem for problem in built.outcome.report if problem.code == "output.kiosk_key")
    assert told.level == "warning" and f"chmod 600 {key}" in told.what and told.place.file == str(key)


def test_a_key_that_is_gone_is_told_too(key: Path, tmp_path: Path) -> None:
    key.unlink()
    assert codes(build(GOOD, tmp_path / "output", GOOD_DAY)) == ["output.kiosk_key"]


def test_a_pack_that_no_player_would_take_is_not_signed(
    key: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(manifest, "MOST_BYTES", 2_000)
    built = build(GOOD, tmp_path / "output", GOOD_DAY)
    assert codes(built) == ["output.kiosk_pack"] and PACK + manifest.SIGNATURE not in built.files


def test_nothing_changed_is_nothing_written(key: Path, tmp_path: Path) -> None:
    def inodes() -> dict[str, int]:
        return {path.name: path.stat().st_ino for path in (tmp_path / "output" / PACK).iterdir()}

    build(GOOD, tmp_path / "output", GOOD_DAY)
    before = inodes()
    build(GOOD, tmp_path / "output", GOOD_DAY)
    assert inodes() == before
    build(GOOD, tmp_path / "output", GOOD_DAY + timedelta(days=1))
    kept = {name for name, inode in inodes().items() if before.get(name) == inode}
    assert kept and not kept & {manifest.NAME, manifest.SIGNATURE}


def test_signing_later_changes_the_signature_alone(key: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(KEY_VARIABLE)
    before = build(GOOD, tmp_path / "output", GOOD_DAY).files
    monkeypatch.setenv(KEY_VARIABLE, str(key))
    after = build(GOOD, tmp_path / "output", GOOD_DAY).files
    assert after.keys() - before.keys() == {PACK + manifest.SIGNATURE}
    assert all(after[path] == data for path, data in before.items())


def test_people_whose_time_on_notice_is_over_are_not_in_the_pack(tmp_path: Path) -> None:
    period = {"start": "2026-03-02", "end": "2026-03-06"}
    person = {"name": "拟任人选秘", "post": "职务秘"}
    notice = {
        "type": "appointment",
        "title": "公示一则",
        "published": "2026-03-01",
        "period": period,
        "people": [person],
    }
    source = write_site(tmp_path / "source", {"notices/one": notice})
    for day, may_be_seen in ((date(2026, 3, 3), True), (date(2026, 3, 9), False)):
        built = build(source, tmp_path / "output", day)
        held = [path for path in built.holding("拟任人选秘") if path.startswith(PACK)]
        assert may_be_seen or held == []
        assert not [path for path in built.holding("职务秘") if path.startswith(PACK) and not may_be_seen]


def test_the_text_of_a_notice_is_a_file_of_its_own_that_ends_with_the_period(real_site: Built) -> None:
    """So that a player can let go of it between two builds; no other file of the pack has a name on notice."""
    listed = manifest.decode(real_site.files[PACK + manifest.NAME]).files
    ending = {file.path: file.until for file in listed if file.until is not None}
    assert ending["papers/notices/appointment/2026-11.json"] == date(2026, 11, 24)
    held = [path for path, data in packed(real_site).items() if "拟任人选甲".encode() in data]
    assert held and held == [path for path in held if path in ending]


def test_switched_off_there_is_no_pack_and_nothing_is_said(tmp_path: Path) -> None:
    source = write_site(tmp_path / "source", {"news/a": {}}, kiosk={"enabled": "false"})
    built = build(source, tmp_path / "output", GOOD_DAY)
    assert not [path for path in built.files if path.startswith(PACK)] and codes(built) == []


def test_the_pack_of_the_real_content_is_small(real_site: Built) -> None:
    sizes = [len(data) for path, data in real_site.files.items() if path.startswith(PACK)]
    assert 0 < sum(sizes) <= 3 * MEGABYTE


def test_the_opening_days_of_the_real_site(real_site: Built) -> None:
    told = hours.decode(real_site.files["kiosk/hours.json"])
    assert told.week == ((time(8, 45), time(17, 45)),) * 5 + (None, None)
    assert date(2026, 11, 20) not in told.days


def test_two_files_for_one_address_stop_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def clash(made: Made) -> list[FilePlan | Problem]:
        return [FilePlan("/index.html", lambda: b"mine")]

    from plugins.portal import build as builds

    make_plan = builds.make_plan

    def with_clash(*given: object) -> Plan:
        plan = make_plan(*given)  # type: ignore[arg-type]
        plan.finishing.append(lambda made: iter(clash(made)))
        return plan

    monkeypatch.setattr(builds, "make_plan", with_clash)
    with pytest.raises(AssertionError, match=r"/index\.html"):
        build(GOOD, tmp_path / "output", GOOD_DAY)
    assert not (tmp_path / "output").exists()
