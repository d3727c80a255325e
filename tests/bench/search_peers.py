"""The comparison of searches from the command line: the same texts and queries for each, answers judged alike.

python -m tests.bench.search_peers --texts laws.jsonl.xz --queries queries.jsonl
python -m tests.bench.search_peers --output output          # the built site, known items and golden queries
"""

import argparse
import datetime
import os
import shlex
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from plugins.portal.output import OutputFolder
from plugins.search_index.indexing import WORKSHOP, published_index
from search.evaluate import Figures, K, measure, read_cases, with_folders
from search.golden import GOLDEN, read_golden
from search.known_items import Case, Known, known_items

from . import report
from .search_engines import ENGINES, Text, read_texts, texts_of

PROJECT = Path(__file__).resolve().parents[2]
BLOCK = "search"
_PACKAGES = ("pagefind", "whoosh-reloaded", "jieba", "bm25s")


@dataclass(frozen=True)
class Trial:
    """What one engine did with one corpus."""

    label: str
    cpu: float
    """Seconds of processor time to build, child processes included."""
    mib: float
    """Of what has to be kept, or published, for answering."""
    median: float
    slowest: float
    """Milliseconds by the clock of the median query, and of the 99th of a hundred."""
    silent: int
    """Queries without any answer."""
    rows: list[Figures]


def trial(name: str, texts: Sequence[Text], cases: Sequence[Case], folder: Path) -> Trial:
    """Build and ask one engine."""
    engine = ENGINES[name]()
    start = _cpu()
    engine.build(texts, folder)
    cpu = _cpu() - start
    took: list[float] = []
    silent = 0

    def search(query: str, limit: int) -> Sequence[str]:
        nonlocal silent
        begun = time.perf_counter()
        found = engine.search(query, limit)
        took.append((time.perf_counter() - begun) * 1000)
        silent += not found
        return found

    try:
        rows = measure(search, cases)
    finally:
        engine.close()
    took.sort()
    mib = sum(path.stat().st_size for path in (folder / engine.kept).rglob("*") if path.is_file()) / 2**20
    slowest = took[min(len(took) - 1, len(took) * 99 // 100)]
    return Trial(engine.label, cpu, mib, statistics.median(took), slowest, silent, rows)


def _cpu() -> float:
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def block(texts: int, cases: int, trials: Sequence[Trial], command: str, day: str) -> str:
    """The report in Markdown."""
    told = ", ".join(f"{name} {number}" for name in _PACKAGES if (number := _version(name)))
    lines = [
        f"Machine: {report.machine()}; {told}; {day}.",
        f"Command: `{command}`. {texts:,} documents, {cases:,} queries, the first {K} results.",
        "",
        "| search | build, CPU s | index, MiB | query, ms median | 99th | queries without a result |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for each in trials:
        figures = f"{each.cpu:.1f} | {each.mib:.1f} | {each.median:.1f} | {each.slowest:.1f} | {each.silent:,}"
        lines.append(f"| {each.label} | {figures} |")
    labels = [each.label for each in trials]
    lines += ["", f"MRR@{K} / success@{K}:", "", f"| queries | number | {' | '.join(labels)} |"]
    lines.append(f"| --- | --- |{' --- |' * len(labels)}")
    for at, row in enumerate(trials[0].rows):
        cells = " | ".join(f"{each.rows[at].mrr:.3f} / {each.rows[at].success:.3f}" for each in trials)
        lines.append(f"| {row.set} | {row.queries:,} | {cells} |")
    return "\n".join(lines) + "\n"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def parser() -> argparse.ArgumentParser:
    """The options."""
    plain = argparse.RawDescriptionHelpFormatter
    options = argparse.ArgumentParser(prog="search_peers", description=__doc__, formatter_class=plain)
    add = options.add_argument
    add("--texts", type=Path, nargs="+", default=[], help="documents: lines of JSON, packed by xz or not")
    add("--output", type=Path, default=PROJECT / "output", help="without --texts: the documents of a built site")
    add("--queries", type=Path, help="lines of JSON: set, query, relevant")
    add("--most", type=int, default=0, help="at most so many queries of each set; default: all")
    add("--engines", nargs="+", choices=sorted(ENGINES), default=list(ENGINES))
    add("--no-known", action="store_true", help="leave the known items out")
    add("--page", type=Path, default=PROJECT / "docs" / "benchmarks.md", help="the page to write the report into")
    return options


def cases_of(texts: Sequence[Text], queries: Path | None, known: bool, golden: bool) -> list[Case]:
    """The queries that are put to every engine. Raises SystemExit for a file with mistakes."""
    ids = {each.id for each in texts}
    cases: list[Case] = []
    if queries is not None:
        read, findings = read_cases(queries)
        if findings:
            sys.exit(f"{queries}, line {findings[0].line}: {findings[0].what}")
        cases += with_folders(read, ids)[0]
    if known:
        cases += known_items(Known(each.id, each.title) for each in texts)
    if golden:
        cases += (entry.case() for entry in read_golden(GOLDEN)[0])
    return cases


def _some(cases: Sequence[Case], most: int) -> list[Case]:
    if not most:
        return list(cases)
    taken: dict[str, int] = {}
    kept = []
    for case in cases:
        taken[case.set] = taken.get(case.set, 0) + 1
        if taken[case.set] <= most:
            kept.append(case)
    return kept


def main(arguments: Sequence[str] | None = None) -> int:
    """The command: measure, and write the report into its place or to the console."""
    options = parser().parse_args(arguments)
    if options.texts:
        texts = read_texts(options.texts)
    else:
        texts = texts_of(OutputFolder(options.output).workshop / WORKSHOP / published_index(options.output))
    if not texts:
        sys.exit("No documents: build the site first, or name some with --texts.")
    cases = _some(cases_of(texts, options.queries, not options.no_known, not options.texts), options.most)
    if not cases:
        sys.exit("No queries for these documents.")
    trials = []
    for name in options.engines:
        with tempfile.TemporaryDirectory(prefix="search-peers-") as folder:
            print(f"{name}: {len(texts)} documents, {len(cases)} queries", file=sys.stderr, flush=True)
            trials.append(trial(name, texts, cases, Path(folder)))
    given = shlex.join(sys.argv[1:] if arguments is None else arguments)
    day = datetime.date.today().isoformat()
    text = block(len(texts), len(cases), trials, f"python -m tests.bench.search_peers {given}".strip(), day)
    if not report.write(options.page, text, BLOCK):
        print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
