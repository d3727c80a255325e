"""An index whose making is killed at any moment, or for which the disk is too small, leaves the one before usable."""

import json
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from plugins.commands.search import open_index
from plugins.portal.output import OutputFolder
from search.answer import Index
from search.store import Store, open_store
from tests.faults import search_forge
from tests.faults.checks import next_build_works, untouched
from tests.faults.helpers import ROOT, Forge, digest, make_site, news, put, vary
from tests.search import samples
from tests.waiting import LONG_S, until

SIZE = 60
KILLS = 60


class SearchForge:
    """Forks makings of an index."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.search_forge"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        )

    def run(self, folder: Path, seed: int, last: str, **more: Any) -> dict[str, Any]:
        order = {"folder": str(folder), "size": SIZE, "seed": seed, "last": last, **more}
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer

    def close(self) -> None:
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(timeout=LONG_S)
        self._process.stdout.close()


@pytest.fixture(scope="module")
def makers() -> Iterator[SearchForge]:
    made = SearchForge()
    yield made
    made.close()


def fresh(folder: Path, seed: int) -> Store:
    """The index of an order's documents, made from nothing in a folder of its own."""
    return samples.refresh(folder / f"fresh-{seed}", search_forge.docs(SIZE, seed))


def answers(index: Index) -> list[object]:
    return [index.ranked(query, 20) for query in ("党费", "组织关系", "zzgx", "改")]


def usable(folder: Path, name: str, whole: Store) -> None:
    """The index of a name is there, opens, and answers as it should."""
    kept = open_store(folder / name)
    assert kept is not None
    ours, theirs = Index.open(folder / name), Index.open(whole.folder)
    assert answers(ours) == answers(theirs)
    ours.close()
    theirs.close()
    assert samples.exported(kept) == samples.exported(whole)


def after_a_kill(makers: SearchForge, folder: Path, tmp: Path, old: tuple[int, str], new: int) -> str:
    """The index before is whole, the next making succeeds and clears what was left. Gives the name of the new one."""
    usable(folder, old[1], fresh(tmp, old[0]))
    answer = makers.run(folder, new, old[1])
    assert answer["error"] is None, answer
    usable(folder, answer["name"], fresh(tmp, new))
    assert {path.name for path in folder.iterdir()} == {answer["name"], old[1]}
    return str(answer["name"])


@pytest.mark.parametrize("lane", range(2))
def test_sixty_random_kills(lane: int, makers: SearchForge, tmp_path: Path) -> None:
    chance = random.Random(f"search {lane}")
    folder = tmp_path / "indexes"
    old = (1, makers.run(folder, 1, "")["name"])
    started = time.perf_counter()
    makers.run(tmp_path / "other", 2, "")
    seconds = time.perf_counter() - started
    kills = 0
    for number in range(4 * KILLS):
        new = 2 + number % 11
        after = chance.uniform(0, seconds)
        answer = makers.run(folder, new, old[1], kill_after=after)
        # How long a making takes changes with what else the machine does: the kills follow it.
        if answer["error"] != "killed":
            seconds = max(after, 0.8 * seconds)
        elif after > 0.8 * seconds:
            seconds *= 1.1
        kills += answer["error"] == "killed"
        if number % 5 == 0 or answer["error"] != "killed":
            old = (new, after_a_kill(makers, folder, tmp_path, old, new))
        else:  # several kills in a row
            usable(folder, old[1], fresh(tmp_path, old[0]))
        if kills == KILLS // 2:
            break
    assert kills == KILLS // 2


@pytest.mark.parametrize("case", ["from nothing", "a small change", "all anew"])
def test_killed_at_every_step(case: str, makers: SearchForge, tmp_path: Path) -> None:
    folder = tmp_path / "indexes"
    before, after = {"from nothing": (4, 4), "a small change": (3, 6), "all anew": (3, 7)}[case]
    name = "" if case == "from nothing" else makers.run(folder, before, "")["name"]
    trial = tmp_path / "trial"
    last = makers.run(trial, before, "")["name"] if name else ""
    steps = makers.run(trial, after, last)["steps"]
    assert steps > 10
    for step in range(steps):
        answer = makers.run(folder, after, name, kill_at=step)
        if answer["error"] != "killed":  # what was left by the step before is whole already
            assert answer["name"] is not None
        if name:
            usable(folder, name, fresh(tmp_path, before))
    new = makers.run(folder, after, name)["name"]
    usable(folder, new, fresh(tmp_path, after))
    assert {path.name for path in folder.iterdir()} == {new, name} - {""}


def test_a_full_disk_leaves_the_index_before(makers: SearchForge, tmp_path: Path) -> None:
    folder = tmp_path / "indexes"
    name = makers.run(folder, 1, "")["name"]
    largest = max(path.stat().st_size for path in (folder / name).rglob("*") if path.is_file())
    for share in (0.02, 0.3, 0.9):
        answer = makers.run(folder, 9, name, limit=max(1, int(largest * share)))
        assert answer["error"].startswith("OSError"), answer
        usable(folder, name, fresh(tmp_path, 1))
    after_a_kill(makers, folder, tmp_path, (1, name), 9)


# Builds


def test_a_build_without_room_for_the_index_is_refused(forge: Forge, tmp_path: Path) -> None:
    """Everything else has room: the disk is full for the index's own files only."""
    source = make_site(tmp_path / "source", items=20)
    output = tmp_path / "site"
    forge.build(source, output)
    before = answers_of(output)
    put(source / "content", "news/more.md", news("党费新规", "党费。", "2026-11-01"))
    indexes = OutputFolder(output).workshop / "search"
    kept = digest(indexes)
    result = untouched(forge, source, output, "输出文件夹写不进去", patch=("no_room_below", str(indexes)))
    assert "Traceback" not in result.err
    assert answers_of(output) == before
    name = open_index_name(output)
    assert (indexes / name).is_dir() and kept
    next_build_works(forge, source, output, tmp_path / "cold")
    assert answers_of(output) == answers_of(tmp_path / "cold") != before
    assert [path.name for path in indexes.iterdir() if path.name.startswith("making-")] == []


def open_index_name(output: Path) -> str:
    return str(json.loads((output / "search/data/manifest.json").read_bytes())["index"])


def answers_of(output: Path) -> list[object]:
    index = open_index(output)
    try:
        return answers(index)
    finally:
        index.close()


def test_the_published_site_can_be_searched_while_builds_are_killed(forge: Forge, tmp_path: Path) -> None:
    """All the while, from another process's point of view: old answers or new ones, and never none."""
    sources = (make_site(tmp_path / "a", items=60), make_site(tmp_path / "b", items=60))
    vary(sources[1])
    output = tmp_path / "site"
    expected = []
    for number, source in enumerate(sources):
        forge.build(source, tmp_path / f"cold-{number}")
        expected.append(answers_of(tmp_path / f"cold-{number}"))
    seconds = forge.build(sources[0], output).seconds
    seen: list[object] = []
    failed: list[BaseException] = []
    done = threading.Event()

    def asking() -> None:
        while not done.is_set():
            try:
                seen.append(answers_of(output))
            except BaseException as error:
                failed.append(error)
            time.sleep(0.01)

    thread = threading.Thread(target=asking)
    thread.start()
    chance = random.Random(11)
    try:
        for number in range(16):
            source = sources[number % 2]
            forge.run(source, output, kill_after=chance.uniform(seconds * 0.3, seconds * 1.1))
            if number % 4 == 3:
                forge.build(source, output)
        until(lambda: len(seen) > 20 or failed, "answers")
    finally:
        done.set()
        thread.join()
    assert failed == []
    assert [each for each in seen if each not in expected] == []
    forge.build(sources[1], output)
    assert digest(output) == digest(tmp_path / "cold-1")
