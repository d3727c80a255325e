"""build and check as they are typed: exit codes, what is printed where, and nothing but plain words."""

import json
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.faults.helpers import DAY, ROOT, digest, environment, half_made, make_site, news, put, snapshot

SUMMARY = re.compile(
    r"建站完成：(\d+) 件内容，(\d+) 个网页（新制 (\d+)，沿用 (\d+)），用时 \d+\.\d 秒（其中检索索引等 \d+\.\d 秒）→ (.+)\n"
)


def tasks(*arguments: str, cwd: Path = ROOT) -> "subprocess.CompletedProcess[str]":
    """A command of tasks.py."""
    return subprocess.run(
        [sys.executable, str(ROOT / "tasks.py"), *arguments],
        cwd=cwd,
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )


def where(source: Path) -> list[str]:
    """The options that name a site."""
    return ["--content", str(source / "content"), "--site", str(source / "site.yaml")]


def test_build_tells_what_it_did(tmp_path: Path) -> None:
    source, output = make_site(tmp_path, 12), tmp_path / "site"
    arguments = ("build", *where(source), "--output", str(output), "--date", DAY, "--jobs", "2")
    first, second = tasks(*arguments), tasks(*arguments)
    assert (first.returncode, second.returncode) == (0, 0), first
    made, again = SUMMARY.fullmatch(first.stdout), SUMMARY.fullmatch(second.stdout)
    assert made is not None, first
    assert again is not None, second
    # The kiosk's document is a file of its own edition, no page of the site.
    pages = sum(1 for path in output.rglob("*.html") if path.parent.name != "kiosk")
    assert [int(each) for each in made.groups()[:4]] == [13, pages, pages, 0]
    assert [int(each) for each in again.groups()[:4]] == [13, pages, 0, pages]
    assert made[5] == str(output)


def test_relative_paths_start_where_the_command_is_given(tmp_path: Path) -> None:
    make_site(tmp_path, 12)
    done = tasks("build", "--content", "./content", "--site", "./site.yaml", "--output", "out", cwd=tmp_path)
    assert done.returncode == 0, done
    assert (tmp_path / "out" / "index.html").exists()


def test_build_refuses_broken_content(tmp_path: Path) -> None:
    source, output = make_site(tmp_path, 12), tmp_path / "site"
    arguments = ("build", *where(source), "--output", str(output), "--date", DAY)
    assert tasks(*arguments).returncode == 0
    before = snapshot(output)
    put(source / "content", "news/broken-1.md", news("坏的", published="昨天"))
    put(source / "content", "news/broken-2.md", "没有开头\n")
    done = tasks(*arguments)
    assert done.returncode == 1
    assert done.stdout == ""
    assert "【错误】news/broken-1.md 第 3 行：" in done.stderr
    assert "【错误】news/broken-2.md" in done.stderr  # all of them, not only the first
    assert "共有 2 处错误，没有发布任何内容；已发布的网站没有动过。" in done.stderr
    assert "Traceback" not in done.stderr
    assert snapshot(output) == before


@pytest.mark.parametrize("command", ["build", "check", "serve"])
@pytest.mark.parametrize("day", ["2026-02-30", "昨天", "2026-13-01", "20-11-2026"])
def test_a_date_that_is_none(command: str, day: str, tmp_path: Path) -> None:
    done = tasks(command, *where(make_site(tmp_path, 12)), "--output", str(tmp_path / "site"), "--date", day)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == f"日期“{day}”看不懂，请写成 2026-03-01 的样子。\n"
    assert not (tmp_path / "site").exists()


def test_a_number_of_processes_below_one(tmp_path: Path) -> None:
    done = tasks("build", *where(make_site(tmp_path, 12)), "--output", str(tmp_path / "site"), "--jobs", "-1")
    assert done.returncode == 1
    assert done.stderr == "--jobs 应当是 1 或更大的整数。\n"


@pytest.mark.parametrize("command", ["build", "check"])
@pytest.mark.parametrize(("option", "words"), [("content", "找不到内容文件夹"), ("site", "找不到站点配置文件")])
def test_paths_that_lead_nowhere(command: str, option: str, words: str, tmp_path: Path) -> None:
    arguments = where(make_site(tmp_path, 12))
    arguments[arguments.index(f"--{option}") + 1] = str(tmp_path / "nowhere")
    done = tasks(command, *arguments, "--output", str(tmp_path / "site"))
    assert done.returncode == 1
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "site").exists()


def test_check_json_is_nothing_but_json(tmp_path: Path) -> None:
    source, output = make_site(tmp_path, 12), tmp_path / "site"
    put(source / "content", "news/broken.md", news("坏的", published="昨天"))
    before = snapshot(tmp_path)
    done = tasks("check", *where(source), "--output", str(output), "--date", DAY, "--json")
    assert done.returncode == 1
    told = json.loads(done.stdout)
    assert told["errors"] == 1
    problem = next(each for each in told["problems"] if each["level"] == "error")
    assert problem["code"] == "field.moment"
    assert (problem["file"], problem["line"]) == ("news/broken.md", 3)
    assert all(problem[part] for part in ("what", "why", "cure"))
    assert snapshot(tmp_path) == before  # no output, nothing kept
    (source / "content" / "news" / "broken.md").unlink()
    done = tasks("check", *where(source), "--date", DAY, "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["errors"] == 0


def test_check_in_words(tmp_path: Path) -> None:
    source = make_site(tmp_path, 12)
    put(source / "content", "news/broken.md", news("坏的", published="昨天"))
    done = tasks("check", *where(source), "--date", DAY)
    assert done.returncode == 1
    assert "【错误】news/broken.md 第 3 行：" in done.stderr
    assert re.search(r"检查完毕：1 处错误、\d+ 处提醒、\d+ 处说明。", done.stdout)


def test_the_sample_content_is_in_order() -> None:
    done = tasks("check", "--date", DAY, "--json")
    told = json.loads(done.stdout)
    assert done.returncode == 0
    assert (told["errors"], told["warnings"]) == (0, 0), told


def test_ctrl_c_ends_a_build_quietly(tmp_path: Path) -> None:
    """The old site stays, and the next build works."""
    source, output = make_site(tmp_path, 400), tmp_path / "site"
    arguments = ["build", *where(source), "--output", str(output), "--date", DAY, "--jobs", "1"]
    assert tasks(*arguments).returncode == 0
    before = digest(output)
    for path in (source / "content" / "news").iterdir():
        path.write_text(path.read_text(encoding="utf-8").replace("title: ", "title: 改"), encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "tasks.py"), *arguments],
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    next_tree = tmp_path / ".site.build" / "next"
    until = time.monotonic() + 60
    while not next_tree.exists() and process.poll() is None and time.monotonic() < until:
        time.sleep(0.002)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert "Traceback" not in err, err
    if process.returncode != 0:  # else it was just done
        assert out == ""
        assert digest(output) == before
    assert tasks(*arguments).returncode == 0
    assert half_made(output) == []
    shutil.rmtree(output)
