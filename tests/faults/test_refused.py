"""What stops a build: full disks, lost rights, broken files, other builds, foreign folders. The old site stays untouched."""

import errno
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.portal.sources import reason
from tests.faults.helpers import (
    NOBODY,
    ROOT,
    Forge,
    Result,
    digest,
    environment,
    half_made,
    make_site,
    news,
    open_folder,
    own,
    put,
    small_disk,
    snapshot,
    vary,
)


def _unwritable(number: int) -> str:
    return f"输出文件夹写不进去（{reason(OSError(number, os.strerror(number)))}）"


FULL, FORBIDDEN = _unwritable(errno.ENOSPC), _unwritable(errno.EACCES)


def _untouched(forge: Forge, source: Path, output: Path, words: str, **more: object) -> Result:
    """A refused build leaves bytes, times and inodes of the old site as they were, and nothing half-made."""
    before, bytes_before = snapshot(output), digest(output)
    assert bytes_before
    result = forge.refuse(source, output, words, **more)
    assert snapshot(output) == before
    assert digest(output) == bytes_before
    assert half_made(output) == []
    return result


def _next_build_works(forge: Forge, source: Path, output: Path, cold: Path, **more: object) -> None:
    forge.build(source, output, **more)
    forge.build(source, cold)
    assert digest(output) == digest(cold)


# Full disk


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_disk_that_is_really_full(jobs: int, forge: Forge, tmp_path: Path) -> None:
    """With more and more room left, from none for a single page to all but enough; where mounting is not allowed, with
    a system call that fails in its stead."""
    source, disk = make_site(tmp_path, 40), tmp_path / "disk"
    disk.mkdir()
    with small_disk(disk, "4m") as mounted:
        output = disk / "site"
        forge.build(source, output)
        vary(source)
        if not mounted:
            for count in (0, 20, 60):
                _untouched(forge, source, output, FULL, patch=("disk_full_at", count))
        else:
            ballast = disk / "ballast"
            for pages in (0, 1, 8, 24, 48):
                _fill(ballast, leave=pages * 4096)
                _untouched(forge, source, output, FULL, jobs=jobs)
                ballast.unlink()
        _next_build_works(forge, source, output, tmp_path / "cold", jobs=jobs)


def _fill(ballast: Path, leave: int) -> None:
    room = os.statvfs(ballast.parent)
    with open(ballast, "wb") as file:
        file.write(b"\0" * (room.f_bavail * room.f_frsize - leave))


def test_a_disk_that_is_full_before_the_first_build(forge: Forge, tmp_path: Path) -> None:
    source, disk = make_site(tmp_path, 40), tmp_path / "disk"
    disk.mkdir()
    with small_disk(disk, "200k") as mounted:
        output = disk / "site"
        patch = None if mounted else ("disk_full_at", 10)
        forge.refuse(source, output, "输出文件夹写不进去", patch=patch)
        assert not output.exists()
        assert half_made(output) == []


@pytest.mark.parametrize("count", [0, 1, 30, 60, 70, 71, 72, 73])
def test_a_disk_that_fills_up_at_any_file(count: int, forge: Forge, tmp_path: Path) -> None:
    source, output = make_site(tmp_path, 12), tmp_path / "site"
    forge.build(source, output)
    vary(source)
    put(source / "content", "news/another.md", news("再加一件"))
    before = digest(output)
    result = forge.run(source, output, patch=("disk_full_at", count))
    assert "Traceback" not in result.err, result
    if result.code == 0:
        assert count > 30  # everything had been written by then
        return
    assert FULL in result.err
    assert digest(output) == before
    assert half_made(output) == []
    _next_build_works(forge, source, output, tmp_path / "cold")


# Lost rights


def test_a_parent_folder_that_is_read_only(forge: Forge) -> None:
    """Before the first build, when nothing can be made beside it; and later, when only the exchange of names fails."""
    with open_folder() as folder:
        source, parent = make_site(folder / "source", 12), folder / "www"
        parent.mkdir()
        own(parent, NOBODY)
        parent.chmod(0o555)
        result = forge.refuse(source, parent / "site", FORBIDDEN, uid=NOBODY)
        assert list(parent.iterdir()) == [], result
        parent.chmod(0o755)
        output = parent / "site"
        forge.build(source, output, uid=NOBODY)
        vary(source)
        parent.chmod(0o555)
        _untouched(forge, source, output, FORBIDDEN, uid=NOBODY)
        parent.chmod(0o755)
        _next_build_works(forge, source, output, folder / "cold", uid=NOBODY)


def test_an_old_site_that_may_not_be_looked_into(forge: Forge) -> None:
    with open_folder() as folder:
        source, output = make_site(folder / "source", 12), folder / "www" / "site"
        output.parent.mkdir()
        own(output.parent, NOBODY)
        forge.build(source, output, uid=NOBODY)
        before = digest(output)
        output.chmod(0o000)
        forge.refuse(source, output, FORBIDDEN, uid=NOBODY)
        output.chmod(0o755)
        assert digest(output) == before


@pytest.mark.parametrize("file", ["news/item-0.md", "files/forms/form.txt", "news", "files/forms"])
def test_content_that_may_not_be_read(file: str, forge: Forge) -> None:
    with open_folder() as folder:
        source, output = make_site(folder / "source", 12), folder / "www" / "site"
        output.parent.mkdir()
        own(folder, NOBODY)
        forge.build(source, output, uid=NOBODY)
        put(source / "content", "news/another.md", news("再加一件"))
        own(source, NOBODY)
        path = source / "content" / file
        path.write_text(path.read_text() + "\n更多。\n") if path.is_file() else None
        path.chmod(0o000)
        words = "没有权限读取这个文件" if path.is_file() else "文件夹打不开"
        _untouched(forge, source, output, words, uid=NOBODY)
        path.chmod(0o755)
        _next_build_works(forge, source, output, folder / "www" / "cold", uid=NOBODY)


# Broken content


def _folder_like_a_file(content: Path) -> Path:
    path = content / "news" / "folder.md"
    path.mkdir()
    return path


def _dangling(content: Path) -> Path:
    path = content / "news" / "dangling.md"
    path.symlink_to(content / "nowhere.md")
    return path


def _circle(content: Path) -> Path:
    path = content / "news" / "circle.md"
    path.symlink_to(path)
    return path


def _twin(content: Path) -> Path:
    path = content / "guides" / "twin.yml"
    text = "title: 事项\npublished: 2026-01-01\noffice: general\n"
    put(content, "guides/twin.yaml", text)
    return put(content, "guides/twin.yml", text) and path


def _outside(content: Path) -> Path:
    outside = content.parent / "outside"
    put(outside, "secret.md", news("不该公开的事"))
    path = content / "news" / "linked"
    path.symlink_to(outside)
    return path


def _pipe(content: Path) -> Path:
    path = content / "news" / "pipe.md"
    os.mkfifo(path)
    return path


BROKEN: dict[str, tuple[Callable[[Path], Path], str]] = {
    "a folder named like an item": (_folder_like_a_file, "这是一个文件夹，但名字像文件"),
    "a dangling link": (_dangling, "这个文件读不出来"),
    "a link to itself": (_circle, "这个文件读不出来"),
    "two files with one id": (_twin, "编号相同"),
    "a folder that is elsewhere": (_outside, "这是一个指向别处的文件夹链接"),
    "a named pipe": (_pipe, "这个文件读不出来"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_content_that_is_broken(what: str, forge: Forge, tmp_path: Path) -> None:
    source, output = make_site(tmp_path, 12), tmp_path / "site"
    forge.build(source, output)
    put(source / "content", "news/another.md", news("再加一件"))
    spoil, words = BROKEN[what]
    path = spoil(source / "content")
    file = path.relative_to(source / "content").as_posix()
    assert file in _untouched(forge, source, output, words).err
    assert words in forge.run(source, output, command="check").err
    path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
    _next_build_works(forge, source, output, tmp_path / "cold")


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("text", [news("第0件工作", "又保存了一次。"), "", "\x00"])
def test_an_item_saved_again_or_deleted_during_the_build(text: str, jobs: int, forge: Forge, tmp_path: Path) -> None:
    source, output = make_site(tmp_path, 80), tmp_path / "site"
    forge.build(source, output)
    file = put(source / "content", "news/item-0.md", news("第0件工作", "第一次保存。"))
    patch = ("saved_meanwhile", [str(file), text])
    result = _untouched(forge, source, output, "建站过程中这个文件又被保存了", patch=patch, jobs=jobs)
    assert "news/item-0.md" in result.err
    file.write_text(news("第0件工作", "又保存了一次。"), encoding="utf-8")
    _next_build_works(forge, source, output, tmp_path / "cold", jobs=jobs)


def test_an_attachment_deleted_during_the_build(forge: Forge, tmp_path: Path) -> None:
    source, output = make_site(tmp_path, 12), tmp_path / "site"
    forge.build(source, output)
    file = put(source / "content", "files/forms/form.txt", "又一个表格\n")
    _untouched(forge, source, output, "建站过程中这个文件又被保存了", patch=("saved_meanwhile", [str(file), ""]))


# Two builds at once


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
    _next_build_works(forge, source, output, tmp_path / "cold")


# Folders that are not ours


def test_a_foreign_folder_is_left_alone(forge: Forge, tmp_path: Path) -> None:
    source, output = make_site(tmp_path, 12), tmp_path / "photos"
    put(output, "2024/summer.jpg", "a picture")
    put(output, "letter.txt", "a letter")
    _untouched(forge, source, output, "输出文件夹里有别的东西，不是本站生成的")
    (output / "letter.txt").unlink()
    (output / "2024" / "summer.jpg").unlink()
    forge.refuse(source, output, "输出文件夹里有别的东西")  # an empty folder in it is still somebody's
    (output / "2024").rmdir()
    _next_build_works(forge, source, output, tmp_path / "cold")


def test_a_site_without_its_mark_is_not_replaced(forge: Forge, tmp_path: Path) -> None:
    """sources.json tells our sites from other folders; without it, better refuse than destroy."""
    source, output = make_site(tmp_path, 12), tmp_path / "site"
    forge.build(source, output)
    (output / "sources.json").unlink()
    _untouched(forge, source, output, "输出文件夹里有别的东西")


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
    forge.refuse(source, tmp_path / "file" / "site", _unwritable(errno.ENOTDIR))


def test_an_output_that_is_a_link_stays_one(forge: Forge, tmp_path: Path) -> None:
    source, real, output = make_site(tmp_path, 12), tmp_path / "real", tmp_path / "www"
    output.symlink_to(real)
    forge.build(source, output)
    vary(source)
    _next_build_works(forge, source, output, tmp_path / "cold")
    assert output.is_symlink()
    assert half_made(real) == []
    forge.build(source, output)


# Plugins that do not come up, by the project's own commands and by plain pelican


def test_a_plugin_that_cannot_register(forge: Forge, tmp_path: Path) -> None:
    source, output = make_site(tmp_path, 12), tmp_path / "site"
    forge.build(source, output)
    vary(source)
    before = snapshot(output)
    for name in ("tests.faults.raising_plugin", "tests.faults.no_such_plugin"):
        result = forge.run(source, output, patch=("broken_plugin", name))
        assert result.code == 1, result
        assert f"插件没有装上：{name}" in result.err
        assert "建站完成" not in result.out
        assert snapshot(output) == before
    result = forge.run(source, tmp_path / "new", patch=("broken_plugin", "tests.faults.raising_plugin"))
    assert not (tmp_path / "new").exists(), result


def _pelican(*arguments: str, conf: Path = ROOT / "pelicanconf.py") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pelican", *arguments, "-s", str(conf)]
    return subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True, timeout=120)


def test_plain_pelican_refuses_a_plugin_that_cannot_register(tmp_path: Path) -> None:
    conf = tmp_path / "pelicanconf.py"
    conf.write_text(
        f"__file__ = {str(ROOT / 'pelicanconf.py')!r}\nexec(open(__file__).read())\n"
        "PLUGINS = [*PLUGINS, 'tests.faults.raising_plugin']\n"
        "PORTAL_PLUGINS = (*PORTAL_PLUGINS, 'tests.faults.raising_plugin')\n"
    )
    output = tmp_path / "site"
    done = _pelican("content", "-o", str(output), conf=conf)
    assert done.returncode == 1, done
    assert "插件没有装上：tests.faults.raising_plugin" in done.stderr
    assert not output.exists()


@pytest.mark.parametrize("broken", ["plugins/portal/generator.py", "plugins/portal/urls.py", "plugins/portal/build.py"])
def test_plain_pelican_stops_when_the_portal_cannot_be_imported(broken: str, tmp_path: Path) -> None:
    """Pelican by itself would log the failure, build nothing, and report success."""
    for name in ("plugins", "search", "theme", "content"):
        (tmp_path / name).mkdir()
    for path in ROOT.glob("plugins/**/*"):
        if path.is_file() and "__pycache__" not in path.parts:
            put(tmp_path, path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
    put(tmp_path, "pelicanconf.py", (ROOT / "pelicanconf.py").read_text(encoding="utf-8"))
    put(tmp_path, broken, "raise ImportError('broken on purpose')\n")
    done = subprocess.run(
        [sys.executable, "-m", "pelican", "content", "-o", "site"],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode != 0, done
    assert not (tmp_path / "site").exists()
