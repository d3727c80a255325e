"""The measurements as a Markdown block, and its place between two marks in docs/benchmarks.md."""

import os
import platform
import re
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from . import measure
from .cases import BODY, COLD, NOTHING, TITLE
from .measure import Usage
from .pages import Count
from .resident import Resident

BLOCKS = ("build", "growth")
"""The blocks of the page that reports fill: the comparison at one size, and how costs grow."""
CASES = (COLD, BODY, TITLE, NOTHING)


@dataclass(frozen=True)
class Trial:
    """One corpus at one size: all that was measured of it."""

    corpus: str
    documents: int
    labels: Mapping[str, str]
    """Names for people, by tool."""
    counts: Mapping[str, Count]
    peaks: Mapping[str, float]
    """MiB of the cold build's whole process tree, by tool."""
    usages: Mapping[tuple[str, str], Sequence[Usage]]
    """Rounds by (tool, case)."""
    residents: Mapping[tuple[str, str], Resident]
    """By (tool, how it stays)."""


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    return [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)]


def _figure(rounds: Sequence[Usage] | None) -> str:
    if not rounds:
        return "–"
    usage = measure.median(rounds)
    return f"**{usage.cpu:.2f}** ({usage.user:.2f}; {usage.wall:.1f})"


def _milliseconds(trial: Trial, tool: str) -> float | None:
    """Cold CPU milliseconds a document."""
    cold = trial.usages.get((tool, COLD))
    return measure.median(cold).cpu / trial.documents * 1000 if cold else None


def _each(trial: Trial, tool: str) -> str:
    milliseconds = _milliseconds(trial, tool)
    return f"{milliseconds:.2f}" if milliseconds is not None else "–"


def builds(trial: Trial) -> list[str]:
    """CPU seconds of whole processes, a row for each tool."""
    rows = []
    for tool, label in trial.labels.items():
        found = trial.counts[tool]
        rows.append(
            [
                label,
                f"{found.documents:,} + {found.lists:,}",
                f"{found.html:,}",
                f"{found.mib:.0f}",
                *(_figure(trial.usages.get((tool, case))) for case in CASES),
                _each(trial, tool),
                f"{trial.peaks[tool]:.0f}",
            ]
        )
    head = ["generator", "document + list pages", "HTML files", "output MiB", *CASES, "cold, ms a document", "peak MiB"]
    return _table(head, rows)


def residents(trial: Trial) -> list[str]:
    """One edit in a process that stays, a row for each way to stay."""
    rows = []
    for (tool, how), found in trial.residents.items():
        figures = [f"{figure:.2f}" for figure in (found.cpu, found.settled, found.wall)]
        rows.append([f"{trial.labels[tool]} `{how}`", *figures, f"{found.memory:.0f}"])
    head = ["resident, one body edited", "CPU s to the new page", "CPU s until quiet", "wall s to the new page", "MiB"]
    return _table(head, rows) if rows else []


def bars(trial: Trial) -> list[str]:
    """Our figures against the bars that the plan set; nothing if a side was not measured."""
    lines = []
    for case, limit in ((COLD, 1.0), (BODY, 1 / 5), (TITLE, 1 / 5)):
        mine, theirs = trial.usages.get(("ours", case)), trial.usages.get(("hugo", case))
        if mine and theirs:
            lines.append(bar(f"{case}: CPU, of Hugo's", measure.ratio(mine, theirs), limit))
    mine_stays, rebuilt = trial.residents.get(("ours", "serve")), trial.usages.get(("hugo", BODY))
    if mine_stays and rebuilt:
        lines.append(
            bar("`serve`, CPU until quiet, of a Hugo rebuild", mine_stays.settled / measure.median(rebuilt).cpu, 1 / 10)
        )
    if mine_stays:
        for (tool, how), theirs_stays in trial.residents.items():
            if tool == "hugo" and theirs_stays.settled:
                ratio = mine_stays.settled / theirs_stays.settled
                lines.append(f"- `serve`, CPU until quiet, of `hugo {how}`: {ratio:.2f} (no bar)")
    if "ours" in trial.peaks:
        lines.append(bar("peak memory, MiB", trial.peaks["ours"], 400))
    return lines


def bar(what: str, figure: float, limit: float) -> str:
    """A figure beside the bar that it is held to."""
    return f"- {what}: {figure:.3g}, bar {limit:g}: {'met' if figure <= limit else '**missed**'}"


def growth(trials: Sequence[Trial]) -> list[str]:
    """Cold CPU milliseconds a document from size to size, for each corpus that was built at several sizes."""
    lines: list[str] = []
    for corpus in dict.fromkeys(trial.corpus for trial in trials):
        sized = sorted((trial for trial in trials if trial.corpus == corpus), key=lambda trial: trial.documents)
        if len(sized) < 2:
            continue
        rows = []
        for tool, label in sized[0].labels.items():
            rows.append([label, *(_each(trial, tool) for trial in sized)])
        head = [f"cold, CPU ms a document ({corpus})", *(f"{trial.documents:,}" for trial in sized)]
        lines += ["", *_table(head, rows)]
        first, last = (_milliseconds(trial, "ours") for trial in (sized[0], sized[-1]))
        if first and last:
            # Start-up alone makes a document of the smallest site dearer, so flat means: not dearer.
            lines += ["", bar("cold: CPU a document at the largest size, of that at the smallest", last / first, 1.1)]
    return lines


def machine() -> str:
    """What the figures were taken on."""
    model = re.search(r"model name\s*: (.+)", _read("/proc/cpuinfo"))
    total = re.search(r"MemTotal:\s*(\d+)", _read("/proc/meminfo"))
    memory = f", {int(total[1]) / 2**20:.0f} GiB" if total else ""
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    return (
        f"{model[1].strip() if model else platform.machine()}, {os.cpu_count()} cores{memory}, {platform.system()} "
        f"{platform.release()}, Python {platform.python_version()}; load at the end {load}"
    )


def version(command: Sequence[str]) -> str:
    """The first version number that a command tells of itself."""
    told = subprocess.run([*command], capture_output=True, text=True, check=False).stdout
    found = re.search(r"\d+\.\d+(\.\d+)?", told)
    return found[0] if found else "?"


def _read(path: str) -> str:
    return Path(path).read_text(encoding="utf-8") if Path(path).exists() else ""


def block(trials: Sequence[Trial], command: str, day: str, versions: Mapping[str, str]) -> str:
    """The whole report."""
    told = ", ".join(f"{name} {number}" for name, number in versions.items())
    lines = [
        f"Machine: {machine()}; {told}; {day}.",
        f"Command: `{command}`.",
        "**CPU seconds** (of them in user mode; wall seconds), medians.",
    ]
    for trial in trials:
        lines += ["", f"### {trial.corpus}, {trial.documents:,} documents", "", *builds(trial)]
        for part in (residents(trial), bars(trial)):
            lines += ["", *part] if part else []
    return "\n".join([*lines, *growth(trials)]) + "\n"


def marks(block: str) -> tuple[str, str]:
    """The lines between which a block of the page stands."""
    return f"<!-- bench:{block} -->", f"<!-- /bench:{block} -->"


def write(path: Path, text: str, block: str = "build") -> bool:
    """Put the report between its marks in a page; false if the page or the marks are not there."""
    page = path.read_text(encoding="utf-8") if path.exists() else ""
    start, end = marks(block)
    if start not in page or end not in page:
        return False
    before, _, rest = page.partition(start)
    after = rest.partition(end)[2]
    path.write_text(f"{before}{start}\n{text}{end}{after}", encoding="utf-8")
    return True
