"""The drafted supervision bulletin: a valid item, with the tasks' figures, never over a file that is there."""

from datetime import date
from pathlib import Path

import pytest

from plugins.commands import draft
from plugins.commands.build import Options
from plugins.portal.gathering import gather_site

from ..helpers import write_site

TASKS = [
    {
        "no": "1",
        "title": "清理制度",
        "office": "general",
        "due": "2026-10-31",
        "progress": [{"on": "2026-10-30", "text": "过半"}],
    },
    {"no": "2", "title": "修订规程", "office": "cadre", "due": "2026-12-01"},
    {"no": "3", "title": "年终总结", "office": "cadre", "due": "2026-12-31", "done": "2026-11-19"},
]
SERIES = [{"slug": "supervision", "name": "督查督办通报"}]


def site(folder: Path, year: int = 2026) -> Options:
    source = write_site(folder, {"plans/p": {"year": year, "tasks": TASKS}}, series=SERIES)
    return Options(content=source / "content", site=source / "site.yaml", today="2026-11-20")


def test_the_draft_is_a_valid_issue(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = site(tmp_path)
    assert draft.run(options) == 0
    written = options.content / "bulletins" / "supervision" / "2026-1.md"
    text = written.read_text(encoding="utf-8")
    assert "任务3 项，已办结1 项（33.3%）" in text and "已超期1 项" in text
    assert "| 1 清理制度 |" in text and "| 20 |" in text
    assert "- 2 修订规程（2026-12-01）" in text
    gathered = gather_site(options.content, options.site, date(2026, 11, 20))
    assert not gathered.report.has_errors and gathered.library is not None
    assert "bulletins/supervision/2026-1" in gathered.library.by_id
    assert "2026-1.md" in capsys.readouterr().out


def test_the_next_draft_has_the_next_number(tmp_path: Path) -> None:
    options = site(tmp_path)
    assert draft.run(options) == 0 and draft.run(options) == 0
    issues = sorted(path.name for path in (options.content / "bulletins" / "supervision").iterdir())
    assert issues == ["2026-1.md", "2026-2.md"]


def test_a_file_that_is_there_stays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = site(tmp_path)
    path = options.content / "bulletins" / "supervision" / "2026-1.md"
    path.parent.mkdir(parents=True)
    path.write_text(
        "---\ntitle: 甲\npublished: 2026-01-01\noffice: general\nseries: supervision\n---\n正文。\n", encoding="utf-8"
    )
    assert draft.run(options) == 1
    assert "已经有了" in capsys.readouterr().err and "正文。" in path.read_text(encoding="utf-8")


def test_without_a_plan_of_the_year_there_is_nothing_to_draft(tmp_path: Path) -> None:
    assert draft.run(site(tmp_path, year=2025)) == 1
