"""Every broken mini site gives exactly the findings that its expected.yaml names: place, words, cure."""

import os
import re
from pathlib import Path

import pytest

from plugins.commands.reporting import as_json, sentence
from plugins.portal import reading, sources
from plugins.portal.gathering import gather_site
from plugins.portal.kinds import BY_NAME
from plugins.portal.problems import Report

from . import broken_sites
from .broken_sites import DAY, GOOD_NEWS, MADE, ROOT, SITE

_MACHINE = re.compile(
    r"\b(None|True|False|Input|should|valid|Traceback|Error|Exception|expected|mapping|scanning|found|No such|dict|str"
    r"|object|Annotated|PosixPath)\b|\[Errno|<class|\{'|\['|\\u|\d+e\+\d+"
)
"""What only a program would say. The texts of the cases hold none of it."""


@pytest.mark.parametrize("name", broken_sites.names())
def test_findings(name: str) -> None:
    report = broken_sites.report_of(ROOT / name)
    assert broken_sites.findings(report, ROOT / name) == broken_sites.expected(name)
    _reads_well(report)


@pytest.mark.parametrize("name", MADE)
def test_findings_of_made_sites(name: str, tmp_path: Path) -> None:
    make, expected = MADE[name]
    make(tmp_path / "content")
    report = gather_site(tmp_path / "content", SITE, DAY).report
    assert broken_sites.findings(report, tmp_path) == expected
    _reads_well(report)


def _reads_well(report: Report) -> None:
    """Each finding can be printed, says nothing in the machine's words, and leaves no gap open."""
    as_json(report).encode("utf-8")
    for problem in report:
        text = sentence(problem)
        text.encode("utf-8")
        assert not _MACHINE.search(problem.what + problem.why + problem.cure), text
        assert problem.what and problem.why and problem.cure
        assert "  " not in problem.what


def test_there_are_enough() -> None:
    assert len(broken_sites.names()) + len(MADE) >= 70


def test_the_common_site_is_good(tmp_path: Path) -> None:
    path = tmp_path / "content" / "news" / "a.md"
    path.parent.mkdir(parents=True)
    path.write_text(GOOD_NEWS, encoding="utf-8")
    report = gather_site(tmp_path / "content", SITE, DAY).report
    assert {problem.code for problem in report} == {"column.blank"}


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests may run as root, who may read everything; so the refusal is played."""
    path = tmp_path / "a.md"
    path.write_text(GOOD_NEWS, encoding="utf-8")

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    result = reading.read(path, "news/a.md", BY_NAME["news"])
    assert result.record is None
    assert [problem.what for problem in result.problems] == ["没有权限读取这个文件。"]


def test_disk_error_is_told_in_chinese(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.md"
    path.write_text(GOOD_NEWS, encoding="utf-8")

    def fail(_: Path) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "read_bytes", fail)
    _, problems = sources.read_bytes(path, "news/a.md")
    assert [problem.what for problem in problems] == ["这个文件读不出来（磁盘读写出错）。"]
    assert sources.reason(OSError(28, "No space left on device")) == "磁盘满了"
    assert sources.reason(OSError(71, "Protocol error")) == "系统错误 71"


def test_a_folder_in_the_place_of_a_file(tmp_path: Path) -> None:
    """Between scanning and reading a file may become a folder."""
    (tmp_path / "a.md").mkdir()
    result = reading.read(tmp_path / "a.md", "news/a.md", BY_NAME["news"])
    assert [problem.code for problem in result.problems] == ["file.is_folder"]


def test_unreadable_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "content" / "news").mkdir(parents=True)
    real = os.scandir

    def refuse(path: str) -> object:
        if str(path).rstrip("/").endswith("news"):
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", refuse)
    report = gather_site(tmp_path / "content", SITE, DAY).report
    assert [(problem.code, problem.place.file) for problem in report if problem.code != "column.blank"] == [
        ("folder.unreadable", "news")
    ]
