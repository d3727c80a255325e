"""The output folder: one build at a time, nothing that is not ours replaced, nobody looking in."""

import errno
import threading
import time
from pathlib import Path

import pytest

from tests.faults.checks import next_build_works, untouched, unwritable
from tests.faults.helpers import (
    ROOT,
    Forge,
    Result,
    digest,
    half_made,
    make_site,
    put,
    snapshot,
    vary,
)


def _paused(forge: Forge, source: Path, output: Path, gate: Path, results: list[Result]) -> threading.Thread:
    thread = threading.Thread(
        target=lambda: results.append(forge.run(source, output, patch=("paused", str(gate)))), daemon=True
    )
    thread.start()
    until = time.monotonic() + 30
    while not Path(f"{gate}.waiting").exists():
        assert time.monotonic() < until, results
        time.sleep(0.01)
    return thread


def test_a_second_build_of_the_same_output(forge: Forge, tmp_path: Path) -> None:
    source, output = make_site(tmp_path, 12), tmp_path / "site"
    forge.build(source, output)
    vary(source)
    other = Forge()
    results: list[Result] = []
    thread = _paused(other, source, output, tmp_path / "gate", results)
    before = snapshot(output)
    forge.refuse(source, output, "另一次建站正在写同一个输出文件夹")
    assert snapshot(output) == before
    assert half_made(output) == ["next"]  # the first build's own, which the second must leave alone
    forge.build(source, tmp_path / "elsewhere")
    (tmp_path / "gate").touch()
    thread.join(timeout=30)
    other.close()
    assert results[0].code == 0, results
    assert digest(output) == digest(tmp_path / "elsewhere")


def test_a_second_build_waits_a_moment_for_the_first_to_end(forge: Forge, tmp_path: Path) -> None:
    source, output = make_site(tmp_path, 12), tmp_path / "site"
    other = Forge()
    results: list[Result] = []
    thread = _paused(other, source, output, tmp_path / "gate", results)
    timer = threading.Timer(0.4, (tmp_path / "gate").touch)
    timer.start()
    forge.build(source, output)
    thread.join(timeout=30)
    timer.join()
    other.close()
    assert results[0].code == 0, results


def test_nobody_else_may_look_into_the_workshop(forge: Forge, tmp_path: Path) -> None:
    """It keeps readings, and these hold people whose time on notice is over."""
    source, output = make_site(tmp_path, 12), tmp_path / "site"
    for _ in range(2):
        forge.build(source, output)
        assert (tmp_path / ".site.build").stat().st_mode & 0o077 == 0
        assert output.stat().st_mode & 0o055 == 0o055  # while the web server must


def test_a_lock_left_by_a_killed_build_blocks_nobody(forge: Forge, tmp_path: Path) -> None:
    source, output = make_site(tmp_path, 12), tmp_path / "site"
    gate = tmp_path / "gate"
    killed = forge.run(source, output, patch=("paused", str(gate)), kill_after=1.0)
    assert killed.code is None
    assert Path(f"{gate}.waiting").exists()
    assert (tmp_path / ".site.build" / "lock").exists()
    next_build_works(forge, source, output, tmp_path / "cold")


# Folders that are not ours


def test_a_foreign_folder_is_left_alone(forge: Forge, tmp_path: Path) -> None:
    source, output = make_site(tmp_path, 12), tmp_path / "photos"
    put(output, "2024/summer.jpg", "a picture")
    put(output, "letter.txt", "a letter")
    untouched(forge, source, output, "输出文件夹里有别的东西，不是本站生成的")
    assert (output / "2024" / "summer.jpg").read_text() == "a picture"
    (output / "letter.txt").unlink()
    (output / "2024" / "summer.jpg").unlink()
    forge.refuse(source, output, "输出文件夹里有别的东西")  # an empty folder in it is still somebody's
    (output / "2024").rmdir()
    next_build_works(forge, source, output, tmp_path / "cold")


def test_a_site_without_its_mark_is_not_replaced(forge: Forge, tmp_path: Path) -> None:
    """sources.json tells our sites from other folders; without it, better refuse than destroy."""
    source, output = make_site(tmp_path, 12), tmp_path / "site"
    forge.build(source, output)
    (output / "sources.json").unlink()
    untouched(forge, source, output, "输出文件夹里有别的东西")
    assert not (output / "sources.json").exists() and (output / "index.html").exists()


@pytest.mark.parametrize(
    "place", ["content", "content/output", "content/news", ".", "content/../content/x", "linked/content"]
)
def test_an_output_inside_the_content_or_around_it(place: str, forge: Forge, tmp_path: Path) -> None:
    source = make_site(tmp_path / "source", 12)
    (source / "linked").symlink_to(source)
    before = snapshot(source)
    forge.refuse(source, source / place, "输出文件夹和内容或程序的文件夹套在一起")
    assert snapshot(source) == before


@pytest.mark.parametrize("place", ["plugins", "plugins/portal/out", "theme/out", "."])
def test_an_output_inside_the_program(place: str, forge: Forge, tmp_path: Path) -> None:
    source = make_site(tmp_path, 12)
    forge.refuse(source, ROOT / place, "输出文件夹和内容或程序的文件夹套在一起")
    assert not (ROOT / "plugins/portal/out").exists()
    assert not (ROOT / "theme/out").exists()


def test_an_output_that_is_a_file(forge: Forge, tmp_path: Path) -> None:
    source = make_site(tmp_path, 12)
    output = tmp_path / "site"
    output.write_text("a file")
    forge.refuse(source, output, "输出的位置上是一个文件")
    assert output.read_text() == "a file"


def test_an_output_below_a_file(forge: Forge, tmp_path: Path) -> None:
    source = make_site(tmp_path, 12)
    (tmp_path / "file").write_text("a file")
    forge.refuse(source, tmp_path / "file" / "site", unwritable(errno.ENOTDIR))


def test_an_output_that_is_a_link_stays_one(forge: Forge, tmp_path: Path) -> None:
    source, real, output = make_site(tmp_path, 12), tmp_path / "real", tmp_path / "www"
    output.symlink_to(real)
    forge.build(source, output)
    vary(source)
    next_build_works(forge, source, output, tmp_path / "cold")
    assert output.is_symlink()
    assert half_made(real) == []
    forge.build(source, output)


# Plugins that do not come up, by the project's own commands and by plain pelican
