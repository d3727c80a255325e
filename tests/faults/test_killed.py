"""Builds killed at any moment leave the old site or the new one, whole, and the next build succeeds."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.helpers import Forge, differing, digest, half_made, make_site, vary

LANES = 4
ROUNDS = 50
"""Kills in each lane: 200 in all."""


class Two:
    """Two sites, A and B, each with its cold build."""

    def __init__(self, forge: Forge, folder: Path, items: int = 120) -> None:
        self.sources = (make_site(folder / "a", items), make_site(folder / "b", items))
        vary(self.sources[1])
        self.cold = (folder / "cold-a", folder / "cold-b")
        for source, cold in zip(self.sources, self.cold, strict=True):
            forge.build(source, cold)
        self.digests = (digest(self.cold[0]), digest(self.cold[1]))
        assert self.digests[0] != self.digests[1]

    def standing(self, output: Path) -> int | None:
        """Which of the two stands in the output folder: 0 or 1; None when there is no folder. Fails for half a site."""
        found = digest(output)
        if not found:
            return None
        assert found in self.digests, min((differing(output, cold) for cold in self.cold), key=len)
        return self.digests.index(found)

    def mends(self, forge: Forge, output: Path, wanted: int, jobs: int = 1) -> float:
        """A normal build afterwards succeeds and equals the cold one. Gives its seconds."""
        result = forge.build(self.sources[wanted], output, jobs=jobs)
        assert digest(output) == self.digests[wanted], differing(output, self.cold[wanted])
        assert half_made(output) == []
        return result.seconds


@pytest.mark.parametrize("lane", range(LANES))
def test_two_hundred_random_kills(lane: int, forge: Forge, tmp_path: Path) -> None:
    """Even lanes build in one process; odd ones with two workers, which the kill spares every other time."""
    chance = random.Random(f"kill {lane}")
    jobs = 1 + lane % 2
    two = Two(forge, tmp_path)
    output = tmp_path / "site"
    forge.build(two.sources[0], output, jobs=jobs)
    seconds = forge.build(two.sources[1], output, jobs=jobs).seconds
    kills = {"old": 0, "new": 0}
    now = 1
    for number in range(6 * ROUNDS):
        new = 1 - now
        delay, group = chance.uniform(0, seconds * 1.05), bool(number % 2)
        result = forge.run(two.sources[new], output, jobs=jobs, kill_after=delay, kill_group=group)
        assert result.code in (None, 0), result
        standing = two.standing(output)
        assert standing is not None
        if result.code is None:
            kills["new" if standing == new else "old"] += 1
        now = 1 - standing
        # How long a build takes changes with what else the machine has to do.
        seconds = 0.5 * seconds + 0.5 * two.mends(forge, output, now, jobs)
        if sum(kills.values()) == ROUNDS:
            break
    assert sum(kills.values()) == ROUNDS, kills
    assert kills["old"] > 0, kills


def _steps(forge: Forge, two: Two, output: Path, tmp_path: Path, patch: str) -> list[str]:
    file = tmp_path / "steps"
    argument = str(file) if patch == "record_steps" else ["record", str(file)]
    forge.build(two.sources[1], output, patch=(patch, argument))
    return file.read_text().split()


def _worth_dying_at(steps: list[str]) -> list[int]:
    """All that is not one of many alike, and of those the first, one in the middle, and the last."""
    numbers: set[int] = set()
    for name in set(steps):
        alike = [number for number, step in enumerate(steps) if step == name]
        numbers.update(alike if len(alike) < 6 else [alike[0], alike[len(alike) // 2], alike[-1]])
    return sorted(numbers)


@pytest.mark.parametrize("before", ["another site", "the same site", "nothing", "an empty folder"])
def test_killed_at_every_step_near_the_swap(before: str, forge: Forge, tmp_path: Path) -> None:
    """Before and after each rename, exchange and write of the state; and at the ends of linking and clearing up."""
    two = Two(forge, tmp_path, items=20)
    output = tmp_path / "site"
    prepare: Callable[[], float | None] = {
        "another site": lambda: two.mends(forge, output, 0),
        "the same site": lambda: two.mends(forge, output, 1),
        "nothing": lambda: _forget(output),
        "an empty folder": lambda: _empty(output),
    }[before]
    prepare()
    forge.build(two.sources[1], output)  # both sites' indexes are at hand from here on: every round has the same steps
    prepare()
    steps = _steps(forge, two, output, tmp_path, "record_steps")
    assert "replace" in steps
    assert ("exchange" if before != "nothing" else "rename") in steps
    found: set[int | None] = set()
    for number in _worth_dying_at(steps):
        for when in ("before", "after"):
            prepare()
            result = forge.run(two.sources[1], output, patch=("kill_at_step", [number, when]))
            assert result.code is None, (number, steps[number], result)
            if before.startswith("an empty") and not any(output.iterdir()):
                found.add(None)
            else:
                found.add(two.standing(output))
            # The state must be told right too: what is standing is known, so nothing is made anew without need.
            again = forge.build(two.sources[1], output)
            if before == "the same site":
                assert again.summary[0] == 0, (number, steps[number], when)
            assert digest(output) == two.digests[1], (number, steps[number], when)
            assert half_made(output) == []
    assert found == {{"another site": 0, "the same site": 1}.get(before), 1}


def test_killed_between_the_exchange_and_the_state(forge: Forge, tmp_path: Path) -> None:
    """The new site stands, its state is not renamed yet: the next build knows every page of it all the same."""
    two = Two(forge, tmp_path, items=20)
    output = tmp_path / "site"
    two.mends(forge, output, 0)
    steps = _steps(forge, two, output, tmp_path, "record_steps")
    two.mends(forge, output, 0)
    result = forge.run(two.sources[1], output, patch=("kill_at_step", [steps.index("exchange"), "after"]))
    assert result.code is None
    assert two.standing(output) == 1
    assert forge.build(two.sources[1], output).summary[0] == 0


@pytest.mark.parametrize("share", [0.0, 0.5, 0.99])
def test_killed_while_the_state_is_written(share: float, forge: Forge, tmp_path: Path) -> None:
    two = Two(forge, tmp_path, items=20)
    output = tmp_path / "site"
    two.mends(forge, output, 0)
    assert forge.run(two.sources[1], output, patch=("torn_state", share)).code is None
    assert two.standing(output) == 0
    two.mends(forge, output, 1)


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_killed_while_the_readings_are_written(share: float, forge: Forge, tmp_path: Path) -> None:
    two = Two(forge, tmp_path, items=20)
    output = tmp_path / "site"
    two.mends(forge, output, 0)
    assert forge.run(two.sources[1], output, patch=("torn_readings", share)).code is None
    assert two.standing(output) == 0
    two.mends(forge, output, 1)


def test_killed_where_names_cannot_be_exchanged(forge: Forge, tmp_path: Path) -> None:
    """Without the system call there is a moment without a site; the next build finishes or takes back what was begun."""
    two = Two(forge, tmp_path, items=20)
    output = tmp_path / "site"
    two.mends(forge, output, 0)
    forge.build(two.sources[1], output)  # its index is at hand from here on
    two.mends(forge, output, 0)
    steps = _steps(forge, two, output, tmp_path, "no_exchange")
    assert steps.count("rename") == 2
    missing = 0
    for number in _worth_dying_at(steps):
        for when in ("before", "after"):
            forge.build(two.sources[1], output)  # so that both sites' indexes are at hand, as when it was recorded
            two.mends(forge, output, 0)
            result = forge.run(two.sources[1], output, patch=("no_exchange", [number, when]))
            assert result.code is None, (number, steps[number], result)
            missing += two.standing(output) is None
            two.mends(forge, output, number % 2)
    assert missing == 2  # after the first rename, before the second


def test_a_swap_that_fails_halfway_is_taken_back(forge: Forge, tmp_path: Path) -> None:
    two = Two(forge, tmp_path, items=20)
    output = tmp_path / "site"
    two.mends(forge, output, 0)
    forge.refuse(two.sources[1], output, "输出文件夹写不进去", patch=("failing_second_rename", None))
    assert two.standing(output) == 0
    assert half_made(output) == []
    two.mends(forge, output, 1)


def test_a_file_system_without_links_builds_the_same(forge: Forge, tmp_path: Path) -> None:
    two = Two(forge, tmp_path, items=20)
    output = tmp_path / "site"
    for number in (0, 1, 0):
        result = forge.build(two.sources[number], output, patch=("no_links", None))
        assert two.standing(output) == number
    assert result.summary[1] > 0  # unchanged pages are copied, not made


def test_everything_beside_the_output_may_be_deleted(forge: Forge, tmp_path: Path) -> None:
    """The workshop holds nothing but what can be made again; and rubbish in it is as good as nothing."""
    two = Two(forge, tmp_path, items=20)
    output = tmp_path / "site"
    two.mends(forge, output, 0)
    workshop = tmp_path / ".site.build"
    shutil.rmtree(workshop)
    two.mends(forge, output, 1)
    spoiled = [path for path in workshop.rglob("*") if path.is_file()]
    assert {"lock", "state"} <= {path.name for path in spoiled}
    for path in spoiled:
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2] + b"\x00rubbish")
        two.mends(forge, output, 0)
        path.write_bytes(b"")
        two.mends(forge, output, 1)
        assert digest(output) == two.digests[1], path


def _forget(output: Path) -> None:
    shutil.rmtree(output, ignore_errors=True)
    shutil.rmtree(output.parent / f".{output.name}.build", ignore_errors=True)


def _empty(output: Path) -> None:
    _forget(output)
    output.mkdir()
