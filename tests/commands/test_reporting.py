"""What staff see of a build: notes in one line, and in a preview only once."""

import pytest

from plugins.commands.reporting import print_outcome, print_report
from plugins.portal.build import Outcome
from plugins.portal.problems import Place, Problem, Report

NOTE = Problem("output.kiosk_unsigned", Place("kiosk/pack/manifest.json"))
WARNING = Problem(
    "kiosk.city_soon", Place("site.yaml", 9), {"name": "公交", "until": "2026-12-01", "left": "3", "source": "公司"}
)


def test_a_note_is_one_line_after_a_build_and_three_in_a_check(capsys: pytest.CaptureFixture[str]) -> None:
    print_outcome(Outcome(Report([NOTE])))
    line = capsys.readouterr().err
    assert line.count("\n") == 1 and line.startswith("【说明】kiosk/pack/manifest.json：查询屏的内容包没有签名")
    print_report(Report([NOTE]))
    assert capsys.readouterr().err.count("\n") == 3


def test_a_preview_tells_a_note_once_and_a_warning_each_time(capsys: pytest.CaptureFixture[str]) -> None:
    told: set[str] = set()
    for _ in range(3):
        print_outcome(Outcome(Report([NOTE, WARNING])), told)
    shown = capsys.readouterr().err
    assert shown.count("【说明】") == 1 and shown.count("【提醒】") == 3
    other = Problem(NOTE.code, Place("elsewhere.json"))
    print_outcome(Outcome(Report([NOTE, other])), told)
    assert capsys.readouterr().err.count("【说明】") == 1
