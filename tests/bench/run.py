"""The speed comparison from the command line: lay out, build once and compare the pages, measure, report.

python3 tasks.py bench                          # 10,000 generated documents, all three generators
python3 tasks.py bench --real real_content.py   # the real laws as well
python3 tasks.py bench --growth                 # 1,000, 10,000 and 50,000
"""

import argparse
import datetime
import shlex
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from . import cases, documents, layouts, pages, report, resident, tools
from .columns import Site, read_site
from .report import Trial
from .tools import Tool

PROJECT = Path(__file__).resolve().parents[2]
COMMON = "{python} tasks.py {verb} --content {content} --site {site} --output {output} --date {date}"
BUILD = COMMON.replace("{verb}", "build") + " --jobs {jobs}"
SERVE = COMMON.replace("{verb}", "serve") + " --port {port}"
GROWTH = (1_000, 10_000, 50_000)
PATIENCE = 20_000
"""Documents up to which stock Pelican is measured, and every case: above it takes minutes a run."""
RESIDENT_OFFSET = 1_000
"""First edit of the resident processes, apart from those of the whole processes' rounds."""


def parser() -> argparse.ArgumentParser:
    """The options."""
    plain = argparse.RawDescriptionHelpFormatter
    options = argparse.ArgumentParser(prog="bench", description=__doc__, formatter_class=plain)
    add = options.add_argument
    add("--sizes", type=int, nargs="+", default=[10_000], help="numbers of documents")
    add("--growth", action="store_true", help=f"sizes {', '.join(map(str, GROWTH))}; one round at the largest")
    add("--rounds", type=int, default=3, help="measured runs of each case; the medians are told")
    add("--real", type=Path, help="path of real_content.py: measure its texts as well")
    add("--corpora", nargs="+", choices=("generated", "real"), help="default: generated, and real if --real is given")
    add("--tools", nargs="+", choices=("ours", "hugo", "pelican"), default=["ours", "hugo", "pelican"])
    add("--cases", nargs="+", choices=report.CASES, default=list(report.CASES))
    add("--no-resident", action="store_true", help="leave the resident processes out")
    add("--pelican-always", action="store_true", help=f"measure stock Pelican above {PATIENCE} documents too")
    add("--site", type=Path, default=PROJECT / "site.yaml", help="the configuration whose columns are the navigation")
    add("--date", default="2026-11-20", help="date of our builds")
    add("--jobs", type=int, default=1, help="processes of our builds; more of them save time by the clock, not CPU")
    add("--build", default=BUILD, help="our build command")
    add("--serve", default=SERVE, help="our resident command; empty for none")
    add("--cache", type=Path, nargs="*", default=[], help="more caches of ours to empty before a cold build")
    add("--work", type=Path, help="a folder for trees and outputs, kept; default: a temporary one, removed")
    add("--page", type=Path, default=PROJECT / "docs" / "benchmarks.md", help="the page to write the report into")
    return options


def _say(line: str) -> None:
    print(f"[{datetime.datetime.now():%H:%M:%S}] {line}", file=sys.stderr, flush=True)


def _tree(corpus: str, size: int, tree: Path, site: Site, options: argparse.Namespace) -> None:
    if corpus == "generated":
        documents.write_generated(tree, size, site, site.rule_columns())
    else:
        documents.write_real(tree, size, options.site, options.real)


def _tools(names: Sequence[str], tree: Path, work: Path, site: Site, options: argparse.Namespace) -> list[Tool]:
    """The wanted generators, with the tree laid out for each."""
    output = work / "ours-output"
    values = {
        "python": sys.executable,
        "content": str(tree),
        "site": str(options.site.resolve()),
        "output": str(output),
        "date": options.date,
        "jobs": str(options.jobs),
        "port": "{port}",
    }

    def command(template: str) -> list[str]:
        return [part.format_map(values) for part in shlex.split(template)]

    build, serve = command(options.build), command(options.serve)
    made = {
        "ours": lambda: tools.ours(tree, output, PROJECT, build, serve, options.cache),
        "hugo": lambda: tools.hugo(tree, work, site),
        "pelican": lambda: tools.pelican(tree, work, site),
    }
    return [made[name]() for name in names]


def trial(corpus: str, size: int, folder: Path, site: Site, options: argparse.Namespace) -> Trial:
    """Measure one corpus at one size."""
    large = size > PATIENCE
    names = [name for name in options.tools if not (large and name == "pelican" and not options.pelican_always)]
    tree = folder / "content"
    _say(f"{corpus}, {size} documents: laying out")
    _tree(corpus, size, tree, site, options)
    chosen = _tools(names, tree, folder, site, options)
    places = layouts.places(tree, site)
    peaks: dict[str, float] = {}
    for tool in chosen:
        _say(f"{corpus}, {size}: {tool.label} builds for the page count and the memory")
        peaks[tool.name] = cases.cold(tool, watch_memory=True).peak
    counts = pages.check(chosen, tree, places, site)
    _say(f"{corpus}, {size}: pages are equal; measuring")
    usages = cases.run(chosen, places, 1 if large else options.rounds, options.cases)
    residents: dict[tuple[str, str], resident.Resident] = {}
    offset = RESIDENT_OFFSET
    for tool in chosen if not options.no_resident else []:
        for watch in tool.watches:
            _say(f"{corpus}, {size}: {tool.label} {watch.label} stays resident")
            residents[tool.name, watch.label] = resident.measure(tool, watch, places, options.rounds, offset)
            offset += options.rounds + 1
    return Trial(corpus, size, {tool.name: tool.label for tool in chosen}, counts, peaks, usages, residents)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the comparison; 0 if everything was measured."""
    options = parser().parse_args(arguments)
    site = read_site(options.site)
    sizes = GROWTH if options.growth else options.sizes
    corpora = options.corpora or (["generated", "real"] if options.real else ["generated"])
    if "real" in corpora and not options.real:
        parser().error("--corpora real needs --real PATH of real_content.py")
    work = options.work or Path(tempfile.mkdtemp(prefix="portal-bench-"))
    trials: list[Trial] = []
    try:
        for corpus in corpora:
            for size in sizes:
                folder = work / f"{corpus}-{size}"
                folder.mkdir(parents=True)
                trials.append(trial(corpus, size, folder, site, options))
                if not options.work:
                    shutil.rmtree(folder)  # 50,000 documents fill a gigabyte for each generator
    finally:
        if not options.work:
            shutil.rmtree(work, ignore_errors=True)
    asked = {"Hugo": [tools.hugo_binary(), "version"], "Pelican": [tools.beside_python("pelican"), "--version"]}
    versions = {name: report.version(command) for name, command in asked.items() if name.lower() in options.tools}
    told = shlex.join(["python3", "tasks.py", "bench", *(sys.argv[1:] if arguments is None else arguments)])
    today = datetime.date.today().isoformat()
    text = report.block(trials, told, today, versions)
    print(text)
    block = "growth" if options.growth else "build"
    if not report.write(options.page, text, block):
        _say(f"not written: {options.page} has no marks {' and '.join(report.marks(block))}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
