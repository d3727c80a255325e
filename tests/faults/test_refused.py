"""What stops a build: full disks, lost rights, broken files, other builds, foreign folders. The old site stays untouched."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.checks import FORBIDDEN, FULL, next_build_works, untouched
from tests.faults.helpers import (
    NOBODY,
    Forge,
    digest,
    half_made,
    make_site,
    news,
    open_folder,
    own,
    put,
    small_disk,
    vary,
)

# Full disk


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_disk_that_is_really_full(jobs: int, forge: Forge, tmp_path: Path) -> None:
    """With more and more room left, from none for a single page to all but enough; where mounting is not allowed, with
    a system call that fails in its stead."""
    source, disk = make_site(tmp_path, 40), tmp_path / "disk"
    disk.mkdir()
    with small_disk(disk, "6m") as mounted:
        output = disk / "site"
        forge.build(source, output)
        vary(source)
        if not mounted:
            for count in (0, 20, 60):
                untouched(forge, source, output, FULL, patch=("disk_full_at", count))
        else:
            ballast = disk / "ballast"
            for pages in (0, 1, 8, 24, 48):
                _fill(ballast, leave=pages * 4096)
                untouched(forge, source, output, FULL, jobs=jobs)
                ballast.unlink()
        next_build_works(forge, source, output, tmp_path / "cold", jobs=jobs)


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
    next_build_works(forge, source, output, tmp_path / "cold")


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
        untouched(forge, source, output, FORBIDDEN, uid=NOBODY)
        parent.chmod(0o755)
        next_build_works(forge, source, output, folder / "cold", uid=NOBODY)


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
        untouched(forge, source, output, words, uid=NOBODY)
        path.chmod(0o755)
        next_build_works(forge, source, output, folder / "www" / "cold", uid=NOBODY)


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
    assert file in untouched(forge, source, output, words).err
    assert words in forge.run(source, output, command="check").err
    path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
    next_build_works(forge, source, output, tmp_path / "cold")


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("text", [news("第0件工作", "又保存了一次。"), "", "\x00"])
def test_an_item_saved_again_or_deleted_during_the_build(text: str, jobs: int, forge: Forge, tmp_path: Path) -> None:
    source, output = make_site(tmp_path, 80), tmp_path / "site"
    forge.build(source, output)
    file = put(source / "content", "news/item-0.md", news("第0件工作", "第一次保存。"))
    patch = ("saved_meanwhile", [str(file), text])
    result = untouched(forge, source, output, "建站过程中这个文件又被保存了", patch=patch, jobs=jobs)
    assert "news/item-0.md" in result.err
    file.write_text(news("第0件工作", "又保存了一次。"), encoding="utf-8")
    next_build_works(forge, source, output, tmp_path / "cold", jobs=jobs)


def test_an_attachment_deleted_during_the_build(forge: Forge, tmp_path: Path) -> None:
    source, output = make_site(tmp_path, 12), tmp_path / "site"
    forge.build(source, output)
    file = put(source / "content", "files/forms/form.txt", "又一个表格\n")
    untouched(forge, source, output, "建站过程中这个文件又被保存了", patch=("saved_meanwhile", [str(file), ""]))


# Two builds at once
