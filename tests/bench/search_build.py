"""What the search costs to make: index and export of many pages beside Pagefind, and of one page that has changed.

    python -m tests.bench.search_build --texts laws.jsonl.xz [--sizes 10000 ...] [--rounds 3] [--engines ours pagefind]

Real texts are cut at their chapters and laid out as pages. Each figure is the median of some rounds, each in a process
of its own: CPU seconds of reading the pages (ours only; Pagefind does it in one), of the index, and of the export.
"""

import argparse
import datetime
import hashlib
import multiprocessing
import os
import re
import shlex
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import count, islice
from pathlib import Path
from typing import TypeVar

import msgspec

from plugins.search_index.sections import main_part, sections
from search import export, store
from search.document import SearchDoc
from search.store import Wanted
from search.words import SiteWords

from . import report
from .search_engines import Text, document, read_texts, write_pages

PROJECT = Path(__file__).resolve().parents[2]
BLOCK = "search-build"
Made = TypeVar("Made")
_CHAPTER = re.compile(r"(?m)^(?:#+\s*)?(第[一二三四五六七八九十百]+章[ \u3000].*)$")
_SHORTEST = 80
"""Characters of a chapter that is worth a page."""
_ADDED = "\n本页修改一处：增加党费收缴和组织关系转接的说明。"
"""What the changed page has more."""


@dataclass(frozen=True)
class Cost:
    """CPU seconds of what one engine does, and what is there afterwards."""

    reading: float
    index: float
    export: float
    files: int
    mib: float
    blocks: int = 0
    """Blocks of posting lists that were written."""

    @property
    def made(self) -> float:
        return self.index + self.export


def laid_out(texts: Sequence[Text], number: int) -> list[Text]:
    """So many documents: the texts as they are, or cut at their chapters, or these again under other names."""
    if number > len(texts):
        texts = [piece for each in texts for piece in _chapters(each)]
    return list(islice(_again_and_again(texts), number))


def _again_and_again(texts: Sequence[Text]) -> Iterator[Text]:
    yield from texts
    for turn in count(1):
        for each in texts:
            yield replace(each, id=f"{each.id}-r{turn}", title=f"{each.title}（{turn}）")


def _chapters(text: Text) -> list[Text]:
    parts = _CHAPTER.split(text.text)
    pieces = [
        replace(text, id=f"{text.id}-{number}", title=f"{text.title} {heading.strip()}", text=body)
        for number, (heading, body) in enumerate(zip(parts[1::2], parts[2::2], strict=True), start=1)
        if len(body.strip()) > _SHORTEST
    ]
    return pieces if len(parts) > 4 and pieces else [text]


def ours(texts: Sequence[Text], folder: Path) -> Cost:
    """Pages → documents → index → export, all anew."""
    pages = [(folder / f"{number}.html").read_bytes() for number in range(len(texts))]
    docs, reading = _timed(lambda: [_read(each, page) for each, page in zip(texts, pages, strict=True)])
    by_id = {each.id: each for each in docs}
    wanted, stamping = _timed(lambda: [_wanted(each) for each in docs])
    kept, index = _timed(lambda: store.refresh(folder / "index", wanted, by_id.__getitem__))
    written, exporting = _timed(lambda: _write(kept, folder / "export"))
    (folder / "wanted").write_bytes(msgspec.msgpack.encode(wanted))
    return Cost(reading, stamping + index, exporting, *_size(folder / "export"), blocks=written)


def changed(texts: Sequence[Text], folder: Path) -> Cost:
    """One page in the middle has a sentence more: the same, from what `ours` left."""
    wanted = msgspec.msgpack.decode((folder / "wanted").read_bytes(), type=list[Wanted])
    (last,) = (each.name for each in (folder / "index").iterdir())
    place = len(texts) // 2
    more = replace(texts[place], text=texts[place].text + _ADDED)
    write_pages([more], folder / "changed")
    doc, reading = _timed(lambda: _read(more, (folder / "changed" / "0.html").read_bytes()))
    wanted[place], stamping = _timed(lambda: _wanted(doc))
    load = {more.id: doc}.__getitem__  # no other document may be asked for
    kept, index = _timed(lambda: store.refresh(folder / "index", wanted, load, last))
    written, exporting = _timed(lambda: _write(kept, folder / "export"))
    return Cost(reading, stamping + index, exporting, *_size(folder / "export"), blocks=written)


def pagefind(texts: Sequence[Text], folder: Path) -> Cost:
    """Pagefind over the same pages."""
    command = [sys.executable, "-m", "pagefind", "--site", str(folder), "--glob", "[0-9]*.html"]
    _, index = _timed(lambda: subprocess.run(command, check=True, capture_output=True))
    return Cost(0, index, 0, *_size(folder / "pagefind"))


def _read(text: Text, page: bytes) -> SearchDoc:
    return msgspec.structs.replace(document(text), sections=sections(main_part(page)))


def _wanted(doc: SearchDoc) -> Wanted:
    stamp = hashlib.blake2b(msgspec.msgpack.encode(doc), digest_size=12).digest()
    return Wanted(doc.id, doc.published, stamp)


def _write(kept: store.Store, folder: Path) -> int:
    """Write what is not there yet, as a build does, and tell how many blocks it was."""
    written = 0
    for file in export.export(kept, SiteWords()):
        path = folder / file.path
        if file.path != "manifest.json" and path.exists():
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.make())
        written += file.path.startswith("t/")
    return written


def _size(folder: Path) -> tuple[int, float]:
    sizes = [each.stat().st_size for each in folder.rglob("*") if each.is_file()]
    return len(sizes), sum(sizes) / 2**20


def _timed(work: Callable[[], Made]) -> tuple[Made, float]:
    """What a piece of work makes, and the CPU seconds of it and of the processes it starts."""
    before = os.times()
    made = work()
    return made, sum(os.times()[:4]) - sum(before[:4])


WORKS: dict[str, tuple[Callable[[Sequence[Text], Path], Cost], ...]] = {
    "ours": (ours, changed),
    "pagefind": (pagefind,),
}


def measure(texts: Sequence[Text], rounds: int, engines: Sequence[str], folder: Path) -> dict[str, list[Cost]]:
    """Each round of each engine in its own process, side by side."""
    found: dict[str, list[Cost]] = {}
    for turn in range(rounds):
        place = folder / str(turn)
        write_pages(texts, place)
        for work in [work for engine in engines for work in WORKS[engine]]:
            print(f"{len(texts):,} pages, round {turn + 1}: {work.__name__}", file=sys.stderr, flush=True)
            context = multiprocessing.get_context("spawn")
            with ProcessPoolExecutor(max_workers=1, mp_context=context) as alone:
                found.setdefault(work.__name__, []).append(alone.submit(work, texts, place).result())
    return found


def block(texts: Sequence[Text], costs: dict[str, list[Cost]], command: str, day: str) -> str:
    """The report of one size in Markdown."""
    size = statistics.mean(len(each.text.encode()) for each in texts) / 1024
    lines = [
        f"### {len(texts):,} pages",
        "",
        f"Machine: {report.machine()}; {day}. Rounds: {len(next(iter(costs.values())))}, medians.",
        f"Command: `{command}`. {size:.1f} KB of text a page.",
        "",
        "| | reading pages, CPU s | index | export | index + export | files | MiB | blocks written |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    labels = {"ours": "This portal", "changed": "This portal, one page changed", "pagefind": "Pagefind (all in one)"}
    middle = {name: _middle(rounds) for name, rounds in costs.items()}
    for name, cost in middle.items():
        if name == "pagefind":
            figures = f"– | – | – | **{cost.made:.2f}** | {cost.files:,} | {cost.mib:.1f} | –"
        else:
            steps = " | ".join(f"{each:.2f}" for each in (cost.reading, cost.index, cost.export))
            figures = f"{steps} | **{cost.made:.2f}** | {cost.files:,} | {cost.mib:.1f} | {cost.blocks:,}"
        lines.append(f"| {labels[name]} | {figures} |")
    lines.append("")
    if "ours" in middle and "pagefind" in middle:
        whole = middle["ours"].reading + middle["ours"].made
        lines.append(report.bar("index + export: CPU, of Pagefind's", middle["ours"].made / middle["pagefind"].made, 1))
        lines.append(f"- with the reading of pages: CPU, of Pagefind's: {whole / middle['pagefind'].made:.3g} (no bar)")
    if "ours" in middle:
        share = middle["changed"].made / middle["ours"].made
        lines.append(report.bar("one page changed: CPU of index + export, of the full cost", share, 0.05))
    return "\n".join(lines) + "\n"


def _middle(rounds: Sequence[Cost]) -> Cost:
    """The round of the median of index and export."""
    return sorted(rounds, key=lambda each: each.made)[len(rounds) // 2]


def parser() -> argparse.ArgumentParser:
    """The options."""
    plain = argparse.RawDescriptionHelpFormatter
    options = argparse.ArgumentParser(prog="search_build", description=__doc__, formatter_class=plain)
    add = options.add_argument
    add("--texts", type=Path, nargs="+", required=True, help="documents: lines of JSON, packed by xz or not")
    add("--sizes", type=int, nargs="+", default=[10_000], help="how many pages")
    add("--rounds", type=int, default=3)
    add("--engines", nargs="+", choices=tuple(WORKS), default=list(WORKS))
    add("--page", type=Path, default=PROJECT / "docs" / "benchmarks.md", help="the page to write the report into")
    return options


def main(arguments: Sequence[str] | None = None) -> int:
    """The command: measure, and write the report into its place or to the console."""
    given = sys.argv[1:] if arguments is None else arguments
    options = parser().parse_args(given)
    read = read_texts(options.texts)
    if not read:
        sys.exit("No documents: name files of texts with --texts.")
    command, day = f"python -m tests.bench.search_build {shlex.join(given)}", datetime.date.today().isoformat()
    parts = []
    for size in options.sizes:
        texts = laid_out(read, size)
        with tempfile.TemporaryDirectory(prefix="search-build-") as folder:
            parts.append(block(texts, measure(texts, options.rounds, options.engines, Path(folder)), command, day))
    text = "\n".join(parts)
    print(text)
    report.write(options.page, text, BLOCK)
    return 0


if __name__ == "__main__":
    sys.exit(main())
