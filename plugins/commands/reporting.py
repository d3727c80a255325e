"""What staff see of a build or a check: problems in plain Chinese, and a line that sums it up."""

import json
import sys
from typing import IO

from ..portal.build import Outcome
from ..portal.problems import Level, Problem, Report

_LEVELS = {Level.ERROR: "错误", Level.WARNING: "提醒", Level.NOTE: "说明"}
_FEW = 20
"""Warnings and notes shown after a build; `check` shows all."""


def print_outcome(outcome: Outcome, told: set[str] | None = None) -> None:
    """The problems of a build: every error, the first of the rest. Notes in `told` are not told again; new ones join."""
    report = outcome.report
    if told is not None:
        report = Report(each for each in report if each.level is not Level.NOTE or line(each) not in told)
        told.update(line(each) for each in report.at(Level.NOTE))
    print_report(report, everything=False)


def print_report(report: Report, everything: bool = True, to: IO[str] | None = None) -> None:
    """Problems in the order of weight, then of files."""
    stream = to or sys.stderr
    for level in Level:
        problems = report.at(level)
        shown = problems if everything or level is Level.ERROR else problems[:_FEW]
        for problem in shown:
            short = level is Level.NOTE and not everything
            print(line(problem) if short else sentence(problem), file=stream)
        if len(shown) < len(problems):
            rest = len(problems) - len(shown)
            print(f"……另有 {rest} 条{_LEVELS[level]}，用 python3 tasks.py check 查看全部。", file=stream)
    errors = len(report.at(Level.ERROR))
    if errors:
        print(f"\n共有 {errors} 处错误，没有发布任何内容；已发布的网站没有动过。", file=stream)


def sentence(problem: Problem) -> str:
    """A problem as three lines: where and what, why, what to do."""
    return f"{_head(problem)}\n    原因：{problem.why}\n    办法：{problem.cure}"


def line(problem: Problem) -> str:
    """A note as one line: where and what, and what could be done."""
    return f"{_head(problem)}{problem.cure}"


def _head(problem: Problem) -> str:
    place = problem.place
    where = f" 第 {place.line} 行" if place.line else ""
    return f"【{_LEVELS[problem.level]}】{place.file}{where}：{problem.what}"


def as_json(report: Report) -> str:
    """The report as `check --json` prints it."""
    problems = [problem.to_dict() for problem in report]
    counts = {f"{level}s": len(report.at(level)) for level in Level}
    return json.dumps({"problems": problems, **counts}, ensure_ascii=False, indent=2)
