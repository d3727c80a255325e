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


def test_a_body_in_memory_is_published_as_it_was_read(tmp_path: Path) -> None:
    """Title and text come from one reading of a file, even if it is saved again before its page is made."""
    source = helpers.write_site(tmp_path / "source", {"news/a": {"title": "第一版", "body": "第一版的正文。"}})
    job = Job(source / "content", source / "site.yaml", tmp_path / "output", helpers.REAL_DAY)
    gathered = gather_for(job)
    path = source / "content" / "news" / "a.md"
    path.write_text(path.read_text(encoding="utf-8").replace("第一版", "第二版"), encoding="utf-8")
    publish(job, gathered)
    page = (tmp_path / "output" / "news" / "a.html").read_text(encoding="utf-8")
    assert "第一版的正文" in page and "第二版" not in page
    publish(job, gather_for(job))
    assert "第二版的正文" in (tmp_path / "output" / "news" / "a.html").read_text(encoding="utf-8")
