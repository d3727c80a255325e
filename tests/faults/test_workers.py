"""A worker that is killed stops the build with a finding; the build does not wait for it for ever."""

import os
import signal
from collections.abc import Sequence
from pathlib import Path

import pytest

from plugins.portal import making
from plugins.portal.build import Job, gather_for, publish
from plugins.portal.build_store import Written

from .. import helpers


def test_a_killed_worker_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output = tmp_path / "output"
    built = helpers.build(helpers.GOOD, output, helpers.GOOD_DAY)
    before = dict(built.files)
    parent = os.getpid()
    whole = making.Maker.make_slice

    def dying(maker: making.Maker, chunk: Sequence[int]) -> dict[str, Written]:
        if os.getpid() != parent and 0 not in chunk:
            os.kill(os.getpid(), signal.SIGKILL)
        return whole(maker, chunk)

    monkeypatch.setattr(making.Maker, "make_slice", dying)
    monkeypatch.setattr(making, "_SLICE", 8)
    job = Job(helpers.GOOD / "content", helpers.GOOD / "site.yaml", output, helpers.GOOD_DAY, jobs=2)
    outcome = publish(job, gather_for(job))
    assert [problem.code for problem in outcome.report if problem.level == "error"] == ["build.worker_lost"]
    assert helpers.Built(output, outcome).files == before
    assert not (tmp_path / ".output.build" / "next").exists()
