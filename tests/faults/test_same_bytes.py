"""The same input gives the same bytes: on any machine, with any number of processes, from scratch or from what changed."""

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.helpers import (
    DAY,
    ROOT,
    SITE,
    Forge,
    differing,
    digest,
    environment,
    files,
    make_site,
    news,
    notice,
    put,
    rule,
    vary,
)

STEPS = 30


def _sample(folder: Path) -> Path:
    """The real content, where nobody edits it meanwhile."""
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copy(ROOT / "site.yaml", folder / "site.yaml")
    return folder


def _tasks_build(source: Path, output: Path, *more: str, umask: int = 0o022, **variables: str) -> None:
    done = subprocess.run(
        [
            *(sys.executable, str(ROOT / "tasks.py"), "build", "--date", DAY, "--output", str(output)),
            *("--content", str(source / "content"), "--site", str(source / "site.yaml"), *more),
        ],
        cwd=ROOT,
        env=environment(**variables),
        capture_output=True,
        text=True,
        encoding="utf-8",
        umask=umask,
        timeout=120,
    )
    assert done.returncode == 0, done


def test_cold_builds_do_not_depend_on_the_machine(tmp_path: Path) -> None:
    """Hash seeds, processes, time zones, languages, rights of new files, the folder's name, the order on the disk."""
    source = _sample(tmp_path / "first")
    first = tmp_path / "one"
    _tasks_build(source, first, "--jobs", "1", PYTHONHASHSEED="1", TZ="Asia/Shanghai", LC_ALL="C.UTF-8")
    second = tmp_path / "somewhere else" / "第二处"
    other = tmp_path / "a rather longer name" / "second"
    (other / "content").mkdir(parents=True)
    paths = [path for path in (source / "content").rglob("*") if path.is_file()]
    random.Random(2).shuffle(paths)  # files are met in another order
    for path in [*paths, source / "site.yaml"]:
        copy = other / path.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    variables = {"PYTHONHASHSEED": "4242", "TZ": "America/New_York", "LC_ALL": "C", "LANG": "C"}
    _tasks_build(other, second, "--jobs", "2", umask=0o077, **variables)
    assert digest(first) == digest(second), differing(first, second)
    third = tmp_path / "three"
    _tasks_build(source, third, "--jobs", "3", PYTHONHASHSEED="0", TZ="Pacific/Kiritimati", LC_ALL="tr_TR.UTF-8")
    assert digest(first) == digest(third), differing(first, third)


def test_plain_pelican_makes_the_same_site(tmp_path: Path) -> None:
    """`pelican content -o X` and `python3 tasks.py build`: the same bytes, today's and those of a given day."""
    outputs = [tmp_path / name for name in ("by-pelican", "by-tasks")]
    pelican = [sys.executable, "-m", "pelican", "content", "-o", str(outputs[0])]
    build = [sys.executable, "tasks.py", "build", "--output", str(outputs[1])]
    for _ in range(2):  # a second time if midnight or an editor's save came between the two
        for command in (pelican, build):
            subprocess.run(command, cwd=ROOT, env=environment(), check=True, capture_output=True, timeout=120)
        if digest(outputs[0]) == digest(outputs[1]):
            break
    assert files(outputs[0])
    assert digest(outputs[0]) == digest(outputs[1]), differing(*outputs)


class Editor:
    """Somebody who edits a site at random."""

    def __init__(self, source: Path, seed: int) -> None:
        self.content, self.site = source / "content", source / "site.yaml"
        self.chance = random.Random(seed)
        self.number = 1000
        self.past: list[Path] = []
        self.day = DAY
        self.moves: list[Callable[[], str]] = [
            *(self.edit_title, self.edit_body, self.add, self.delete, self.rename, self.undo, self.touch),
            *(self.same_size_same_time, self.exchange, self.new_day, self.settings, self.attachment, self.link),
        ]

    def step(self, scratch: Path) -> str:
        """Change something; say what."""
        copy = scratch / f"past-{len(self.past)}"
        shutil.copytree(self.content, copy)  # with the old times, as a backup has them
        self.past.append(copy)
        move = self.chance.choice(self.moves)
        return f"{move.__name__} {move()}"

    def _any(self, pattern: str = "*/*.md") -> Path:
        return self.chance.choice(sorted(self.content.glob(pattern)))

    def _new(self) -> str:
        self.number += 1
        return self.chance.choice(
            [
                news(f"新闻{self.number}", "一段。" * self.chance.randint(1, 9), keywords="[党员, 服务]"),
                rule(f"制度{self.number}", "2025-01-01"),
                notice(f"公告{self.number}", "2026-11-18", "2026-11-25"),
            ]
        )

    def edit_title(self) -> str:
        path = self._any()
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        lines[1] = f"title: 改过的标题{self.chance.randint(1, 999)}\n"
        path.write_text("".join(lines), encoding="utf-8")
        return path.name

    def edit_body(self) -> str:
        path = self._any()
        path.write_text(
            path.read_text(encoding="utf-8") + f"\n又一段{self.chance.randint(1, 999)}。\n", encoding="utf-8"
        )
        return path.name

    def add(self) -> str:
        text = self._new()
        folder = "rules" if "category:" in text else "notices" if "period:" in text else "news"
        return put(self.content, f"{folder}/new-{self.number}.md", text).name

    def delete(self) -> str:
        path = self._any()
        if path.parent.name != "pages":
            path.unlink()
        return path.name

    def rename(self) -> str:
        path = self._any("news/*.md")
        self.number += 1
        path.rename(path.with_name(f"renamed-{self.number}.md"))
        return path.name

    def undo(self) -> str:
        past = self.chance.choice(self.past)
        shutil.rmtree(self.content)
        shutil.copytree(past, self.content)
        return past.name

    def touch(self) -> str:
        path = self._any()
        os.utime(path)
        return path.name

    def same_size_same_time(self) -> str:
        """As some tools and network drives do: neither the size nor the time of a file tells that it changed."""
        path = self._any("news/*.md")
        stat = path.stat()
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("段", "节") if "段" in text else text.replace("节", "段"), encoding="utf-8")
        os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
        return path.name

    def exchange(self) -> str:
        one, other = self._any("news/*.md"), self._any("news/*.md")
        between = one.with_name("between")
        one.rename(between)
        if other.exists():
            other.rename(one)
        between.rename(other)
        return f"{one.name} {other.name}"

    def new_day(self) -> str:
        self.day = self.chance.choice(["2026-11-19", DAY, "2026-11-26", "2026-12-02", "2027-01-04"])
        return self.day

    def settings(self) -> str:
        name = self.chance.choice(["测试组织部", "试验组织部"])
        extra = self.chance.choice(["", "  - {slug: extra, name: 新栏目, kinds: [news], type: 工作动态}\n"])
        text = SITE.replace("测试组织部", name).replace("rule_categories:", f"{extra}rule_categories:")
        self.site.write_text(text, encoding="utf-8")
        return f"{name} {extra}"

    def attachment(self) -> str:
        put(self.content, "files/forms/form.txt", "表格\n" * self.chance.randint(1, 50))
        return "form.txt"

    def link(self) -> str:
        """Relations between items: a rule that replaces another."""
        self.number += 1
        target = self._any("rules/*.md")
        text = rule(f"取代{self.number}", "2026-02-02").replace(
            "---\n第", f"supersedes: [rules/{target.stem}]\n---\n第"
        )
        put(self.content, f"rules/next-{self.number}.md", text)
        return target.name


@pytest.mark.parametrize("seed", range(4))
def test_incremental_builds_equal_cold_ones(seed: int, forge: Forge, tmp_path: Path) -> None:
    """A long life of edits; after each the site is as if built from nothing, and what was refused changed nothing."""
    source = make_site(tmp_path / "source", 40)
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    output, cold = tmp_path / "site", tmp_path / "cold"
    editor = Editor(source, seed)
    forge.build(source, output, jobs=1)
    told, reused = [], 0
    for number in range(STEPS):
        told.append(editor.step(scratch))
        before = digest(output)
        result = forge.run(source, output, today=editor.day, jobs=1 + number % 2)
        shutil.rmtree(cold, ignore_errors=True)
        shutil.rmtree(tmp_path / ".cold.build", ignore_errors=True)
        other = forge.run(source, cold, today=editor.day, jobs=1)
        assert result.code == other.code, (told, result, other)
        assert result.err == other.err, told
        if result.code == 0:
            reused += result.summary[1]
            assert digest(output) == digest(cold), (told, differing(output, cold))
        else:
            assert result.code == 1, result
            assert digest(output) == before, told
            shutil.rmtree(source / "content")
            shutil.copytree(editor.past[-1], source / "content")
    assert reused > 200, told


def test_a_deleted_item_leaves_nothing(forge: Forge, tmp_path: Path) -> None:
    source, output = make_site(tmp_path, 12), tmp_path / "site"
    put(source / "content", "news/short-lived.md", news("昙花一现之事", keywords="[昙花]"))
    forge.build(source, output)
    assert any("昙花" in data.decode(errors="replace") for data in files(output).values())
    (source / "content" / "news" / "short-lived.md").unlink()
    forge.build(source, output)
    assert not (output / "news" / "short-lived.html").exists()
    holding = [path for path, data in files(output).items() if "昙花" in data.decode(errors="replace")]
    assert holding == []
    assert not any("short-lived" in data.decode(errors="replace") for data in files(output).values())


def _tampered(output: Path, how: str) -> None:
    page = output / "news" / "item-1.html"
    if how == "edited":
        page.write_text("被人改过的网页", encoding="utf-8")
    elif how == "edited, same size":
        page.write_bytes(page.read_bytes()[::-1])
    elif how == "edited, same time":
        stat = page.stat()
        page.write_text("被人改过的网页", encoding="utf-8")
        os.utime(page, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    elif how == "deleted":
        page.unlink()
    elif how == "a folder in its place":
        page.unlink()
        put(page, "inner.txt", "x")
    elif how == "a link in its place":
        page.unlink()
        page.symlink_to(output / "index.html")
    elif how == "a file in a folder's place":
        shutil.rmtree(output / "news")
        (output / "news").write_text("x")
    elif how == "a folder deleted":
        shutil.rmtree(output / "news")
    elif how == "files added":
        put(output, "news/extra.html", "x")
        put(output, "extra/deep/extra.html", "x")
        (output / "empty").mkdir()
    elif how == "catalogue edited":
        (output / "data" / "catalogue.json").write_text("[]")
    elif how == "attachment edited":
        (output / "files" / "forms" / "form.txt").write_text("x")
    elif how == "everything emptied":
        for path in output.rglob("*"):
            if path.is_file():
                path.write_bytes(b"")
    elif how == "all but the mark deleted":
        for path in output.iterdir():
            if path.name != "sources.json":
                shutil.rmtree(path) if path.is_dir() else path.unlink()


@pytest.mark.parametrize(
    "how",
    [
        *("edited", "edited, same size", "edited, same time", "deleted", "a folder in its place"),
        *("a link in its place", "a file in a folder's place", "a folder deleted", "files added", "catalogue edited"),
        *("attachment edited", "everything emptied", "all but the mark deleted"),
    ],
)
def test_an_output_changed_by_hand_is_mended(how: str, forge: Forge, tmp_path: Path) -> None:
    source, output = make_site(tmp_path, 12), tmp_path / "site"
    forge.build(source, output)
    before = digest(output)
    _tampered(output, how)
    assert digest(output) != before
    forge.build(source, output)
    assert digest(output) == before


def test_two_contents_for_one_output(forge: Forge, tmp_path: Path) -> None:
    """Readings of the one are not taken for the other's."""
    one, other, output = make_site(tmp_path / "one", 12), make_site(tmp_path / "other", 12), tmp_path / "site"
    vary(other)
    for source in (one, other, one, other):
        forge.build(source, output)
        shutil.rmtree(tmp_path / "cold", ignore_errors=True)
        forge.build(source, tmp_path / "cold")
        assert digest(output) == digest(tmp_path / "cold")
