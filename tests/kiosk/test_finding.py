"""The files of the search at the door: what is in them, what is made again, the same bytes on every way."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from plugins.kiosk import findable

from ..helpers import GOOD, GOOD_DAY, Built, build, copy_tree, write_site

FOLDER = "kiosk/find/"
WORKSHOP = ".output.build/kiosk-find"


def export(built: Built) -> dict[str, bytes]:
    return {path: data for path, data in built.files.items() if path.startswith(FOLDER)}


def test_it_is_whole_without_the_texts_that_nobody_sees_at_the_kiosk(good_site: Built) -> None:
    manifest = good_site.json(f"{FOLDER}manifest.json")
    folders = {path.removeprefix(FOLDER).split("/")[0] for path in export(good_site) if path.count("/") > 2}
    assert folders == {"t", "h", "s"} and manifest["labels"]["kind"].keys() <= findable.KINDS.keys()
    assert manifest["documents"] > 3


def test_it_is_a_small_part_of_the_pack(real_site: Built) -> None:
    assert sum(map(len, export(real_site).values())) < 500_000


def test_people_on_notice_are_not_in_it(real_site: Built) -> None:
    notices = real_site.library.of_kind["notice"]
    names = {person.name for record in notices for person in getattr(record.item, "people", ())}
    held = [(path, name) for path, data in export(real_site).items() for name in names if name.encode() in data]
    assert names and held == []


def test_a_build_in_which_nothing_changed_makes_no_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = build(GOOD, tmp_path / "output", GOOD_DAY)

    def refused(*given: object) -> None:
        raise AssertionError("documents were made")

    monkeypatch.setattr(findable, "documents", refused)
    assert export(build(GOOD, tmp_path / "output", GOOD_DAY)) == export(first)


@pytest.mark.parametrize("lost", ["nothing", "the workshop", "what is remembered", "the index", "a file of the site"])
def test_whatever_is_lost_the_bytes_are_the_same(lost: str, tmp_path: Path, good_site: Built) -> None:
    output = tmp_path / "output"
    build(GOOD, output, GOOD_DAY)
    workshop = tmp_path / WORKSHOP
    if lost == "the workshop":
        shutil.rmtree(workshop)
    elif lost == "what is remembered":
        (workshop / "last").write_bytes(b"\x92")
    elif lost == "the index":
        for folder in (each for each in workshop.iterdir() if each.is_dir()):
            shutil.rmtree(folder)
    elif lost == "a file of the site":
        next((output / FOLDER / "t").iterdir()).unlink()
    assert export(build(GOOD, output, GOOD_DAY)) == export(good_site)


def test_a_change_is_found_and_what_was_taken_away_is_nowhere(tmp_path: Path) -> None:
    source = write_site(tmp_path / "source", {"guides/a": {"summary": "蓝色的话"}, "guides/b": {}})
    first = build(source, tmp_path / "output", date(2026, 3, 1))
    assert first.holding("蓝色的话")
    path = source / "content" / "guides" / "a.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("蓝色", "红色"), encoding="utf-8")
    second = build(source, tmp_path / "output", date(2026, 3, 1))
    cold = build(copy_tree(source, tmp_path / "other"), tmp_path / "cold" / "output", date(2026, 3, 1))
    assert export(second) == export(cold) != export(first)
    kept = [
        each for each in (tmp_path / WORKSHOP).rglob("*") if each.is_file() and "蓝色".encode() in each.read_bytes()
    ]
    assert kept == [] and not second.holding("蓝色的话")
