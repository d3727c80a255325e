"""What Lighthouse says of six kinds of pages of a built site, on a phone and on a desktop.

    python -m tests.bench.lighthouse [--output DIR] [--rounds N] [--lighthouse COMMAND] [--page FILE]

The site is sent as a web server should send it (web_server.py). Lighthouse comes from the registry of npm by `npx`; where
there is none, name another command. Of several rounds the one in the middle counts, by its score for performance. Every
audit that costs a point is named below the table.
"""

import argparse
import datetime
import json
import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plugins.commands.test import browser as find_browser

from . import report
from .web_server import served

PROJECT = Path(__file__).resolve().parents[2]
BLOCK = "lighthouse"
LIGHTHOUSE = "npx --yes lighthouse@12"
PAGES = {
    "home": "/",
    "guide": "/guides/membership-transfer.html",
    "rule": "/rules/service/first-asked.html",
    "notice": "/notices/appointment/2026-11.html",
    "list": "/columns/news/",
    "search": "/search/",
}
FORMS: dict[str, list[str]] = {"phone": [], "desktop": ["--preset=desktop"]}
"""How Lighthouse looks at a page: a slow phone on a slow network, or a desktop on a good one."""
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
_LONGEST = 180
"""Seconds for one run."""


@dataclass(frozen=True)
class Run:
    """One page seen by Lighthouse."""

    page: str
    form: str
    version: str
    scores: tuple[int, ...]
    """Out of 100, in the order of CATEGORIES."""
    paint: float
    """Milliseconds to the largest piece of the page."""
    shift: float
    blocked: float
    """Milliseconds in which the page could not answer."""
    bytes: float
    missed: tuple[str, ...]
    """The audits that cost points, with the category and what they found."""


def read(found: dict[str, Any], page: str, form: str) -> Run:
    """The figures of a report of Lighthouse. Raises ValueError when it could not look at the page."""
    if "runtimeError" in found:
        raise ValueError(found["runtimeError"].get("message", "Lighthouse failed"))
    audits, categories = found["audits"], found["categories"]
    missed = [
        f"{category}: {each['id']} ({audits[each['id']].get('displayValue') or audits[each['id']]['title']})"
        for category in CATEGORIES
        for each in categories[category]["auditRefs"]
        if each["weight"] and (score := audits[each["id"]]["score"]) is not None and score < 1
    ]
    return Run(
        page,
        form,
        found["lighthouseVersion"],
        tuple(round(100 * (categories[each]["score"] or 0)) for each in CATEGORIES),
        audits["largest-contentful-paint"].get("numericValue", 0.0),
        audits["cumulative-layout-shift"].get("numericValue", 0.0),
        audits["total-blocking-time"].get("numericValue", 0.0),
        audits["total-byte-weight"].get("numericValue", 0.0),
        tuple(missed),
    )


def look(command: Sequence[str], site: str, page: str, form: str) -> Run:
    """Run Lighthouse once. Raises OSError, ValueError or a SubprocessError when that fails."""
    with tempfile.TemporaryDirectory(prefix="lighthouse-") as folder:
        file = Path(folder) / "report.json"
        subprocess.run(
            [
                *command,
                site + PAGES[page],
                "--quiet",
                "--output=json",
                f"--output-path={file}",
                "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
                *FORMS[form],
            ],
            env={**os.environ, "CHROME_PATH": find_browser() or ""},
            timeout=_LONGEST,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        return read(json.loads(file.read_text(encoding="utf-8")), page, form)


def middle(runs: Sequence[Run]) -> Run:
    """The run in the middle, by the score for performance; of an even number the worse one."""
    return sorted(runs, key=lambda run: run.scores[0])[(len(runs) - 1) // 2]


def block(runs: Sequence[Run], rounds: int, day: str) -> str:
    """The report as Markdown."""

    def lines() -> Iterator[str]:
        yield f"Machine: {report.machine()}; Lighthouse {runs[0].version}; rounds: {rounds}; {day}."
        yield ""
        yield f"| page | seen on | {' | '.join(CATEGORIES)} | largest paint, ms | shift | blocked, ms | KB |"
        yield f"| --- | --- |{' --- |' * (len(CATEGORIES) + 4)}"
        for run in runs:
            scores = " | ".join(f"**{score}**" if score == 100 else str(score) for score in run.scores)
            figures = f"{run.paint:.0f} | {run.shift:.3f} | {run.blocked:.0f} | {run.bytes / 1024:.1f}"
            yield f"| {run.page} | {run.form} | {scores} | {figures} |"
        short = [run for run in runs if min(run.scores) < 100]
        yield ""
        yield "Points missing:" if short else "No points missing."
        for run in short:
            yield f"- {run.page}, {run.form}: {'; '.join(run.missed)}"

    return "\n".join(lines()) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """The command: 0 when all was measured, whatever the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=Path, default=PROJECT / "output", help="the built site")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--lighthouse", default=LIGHTHOUSE, help=f"the command; default: {LIGHTHOUSE}")
    parser.add_argument("--page", type=Path, default=PROJECT / "docs" / "benchmarks.md")
    options = parser.parse_args(arguments)
    if not (options.output / "index.html").is_file():
        print(f"{options.output} holds no site: build it first", file=sys.stderr)
        return 1
    runs = []
    with served(options.output) as site:
        for page in PAGES:
            for form in FORMS:
                try:
                    command = shlex.split(options.lighthouse)
                    run = middle([look(command, site, page, form) for _ in range(max(1, options.rounds))])
                except (OSError, ValueError, subprocess.SubprocessError) as error:
                    print(f"{page}, {form}: {error}", file=sys.stderr)
                    return 1
                print(f"{page}, {form}: {run.scores} {'; '.join(run.missed)}", file=sys.stderr, flush=True)
                runs.append(run)
    text = block(runs, max(1, options.rounds), datetime.date.today().isoformat())
    if not report.write(options.page, text, BLOCK):
        print(text)
        print(f"not written: {options.page} has no marks {' and '.join(report.marks(BLOCK))}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
