"""build: the whole site, once, by way of Pelican."""

import gc
import sys
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..portal.build import Outcome
from ..portal.build_store import ReadingStore
from ..portal.making import Progress
from ..portal.pelican_settings import ROOT, pelican_settings
from ..portal.problems import Place, Problem, Report
from .reporting import print_outcome

_LONG = 2_000
"""Pages from which a progress bar is worth its space."""


@dataclass(frozen=True)
class Options:
    """What to build. Relative paths start at the folder that the command was given in."""

    content: Path = ROOT / "content"
    site: Path = ROOT / "site.yaml"
    output: Path = ROOT / "output"
    theme: Path = ROOT / "theme"
    today: str | None = None
    jobs: int = 1
    """More than one is quicker by the clock on a large site, and costs some more of the processors."""

    def checked(self) -> "Options":
        """Raises SystemExit with a sentence for a date that is none."""
        if self.today is not None:
            try:
                date.fromisoformat(self.today)
            except ValueError:
                sys.exit(f"日期“{self.today}”看不懂，请写成 2026-03-01 的样子。")
        if self.jobs < 1:
            sys.exit("--jobs 应当是 1 或更大的整数。")
        return self


def build(options: Options, readings: ReadingStore | None = None, quiet: bool = False) -> Outcome:
    """Build through Pelican, as the plain `pelican` command does. The report says whether anything was written."""
    # Pelican's own line at the end counts articles and pages, of which it has none; ours follows.
    from pelican import Pelican
    from pelican.log import console
    from pelican.settings import configure_settings, get_settings_from_module  # noqa: F401

    from ..portal.generator import Stopped

    if not options.content.is_dir():  # Pelican would refuse to start, in words of its own
        return Outcome(Report([Problem("content.missing", Place(str(options.content)))]))
    outcomes: list[Outcome] = []
    console.quiet = True
    settings = configure_settings(_with_defaults(options, outcomes))
    settings["PORTAL_READINGS"] = readings
    if not quiet and sys.stderr.isatty():
        settings["PORTAL_PROGRESS"] = _progress()
    # A build makes many small values and few circles; collecting garbage meanwhile costs a third of its time.
    gc.disable()
    try:
        Pelican(settings).run()
    except Stopped as stopped:
        return stopped.outcome
    finally:
        gc.enable()
    if not outcomes:
        raise RuntimeError("the portal's generator did not run: is the plugin registered?")
    return outcomes[-1]


def run(options: Options) -> int:
    """The command: build, tell, and give the exit code."""
    started = time.perf_counter()
    outcome = build(options.checked())
    print_outcome(outcome)
    if outcome.report.has_errors:
        return 1
    print(summary(outcome, time.perf_counter() - started, options.output))
    return 0


def summary(outcome: Outcome, seconds: float, output: Path) -> str:
    """One line: items, pages, rendered, reused, seconds."""
    return (
        f"建站完成：{outcome.items} 件内容，{outcome.pages} 个网页（新制 {outcome.rendered}，沿用 {outcome.reused}），"
        f"用时 {seconds:.1f} 秒（其中检索索引等 {outcome.finishing:.1f} 秒）→ {output}"
    )


def _with_defaults(options: Options, outcomes: list[Outcome]) -> dict[str, object]:
    from pelican.settings import DEFAULT_CONFIG

    ours = pelican_settings(
        content=options.content.absolute(),
        site=options.site.absolute(),
        output=options.output.absolute(),
        theme=options.theme.absolute(),
        today=options.today,
        jobs=options.jobs,
        report=outcomes.append,
    )
    return {**DEFAULT_CONFIG, **ours}


def _progress() -> Progress:
    """A progress bar, for builds that take long enough to wonder."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Bar(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task("正在制作网页")

    def told(done: int, total: int) -> None:
        if total < _LONG:
            return
        bar.start()
        bar.update(task, completed=done, total=total)
        if done >= total:
            bar.stop()

    return told
