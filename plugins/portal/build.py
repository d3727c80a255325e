"""The life of a build, from staff's files to a whole site, as one function to read from top to bottom."""

import gc
import hashlib
import multiprocessing
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from . import signals, urls
from .build_store import BuildStore, ReadingStore, Written, engine_fingerprint
from .closing import broken_promises
from .gathering import Gathered, gather_site
from .library import Library
from .output import OutputFolder, OutputProblem, TreeWriter
from .pages import pages
from .plan import CopyPlan, FilePlan, PagePlan, Plan
from .problems import Place, Problem, Report
from .published_files import copies
from .reading import BodyChanged
from .render import Renderer
from .theme import Theme
from .views.site import SiteView, site_view

ROOT = Path(__file__).resolve().parents[2]
_SLICE = 64
"""Pages a worker takes at a time: small enough to share evenly, large enough not to matter."""

Progress = Callable[[int, int], None]
"""Told (pages done, pages in all) now and then."""


@dataclass(frozen=True)
class Job:
    """What to build, from what, into what, as of when."""

    content: Path
    site: Path
    output: Path
    today: date
    theme: Path = ROOT / "theme"
    jobs: int = 1
    progress: Progress | None = None


@dataclass
class Outcome:
    """What came of a build. With errors in the report nothing was written."""

    report: Report
    items: int = 0
    pages: int = 0
    rendered: int = 0
    reused: int = 0
    library: Library | None = None
    plan: Plan = field(default_factory=Plan)


def gather_for(job: Job, store: ReadingStore | None = None) -> Gathered:
    """The first half: read and check everything."""
    problem = _misplaced_output(job)
    if problem is not None:
        return Gathered(None, Report([problem]), Path)
    if store is None:
        store = open_readings(job)
    gathered = gather_site(job.content, job.site, job.today, store)
    if not gathered.report.has_errors:
        store.save()
    return gathered


def open_readings(job: Job) -> ReadingStore:
    """The readings that were kept beside the output."""
    folder = OutputFolder(job.output)
    key = hashlib.blake2b(str(job.content.resolve()).encode(), digest_size=4).hexdigest()
    store = ReadingStore(folder.workshop / f"readings-{key}", engine_fingerprint(ROOT))
    store.load()
    return store


def publish(job: Job, gathered: Gathered) -> Outcome:
    """The second half: plan, render, verify, swap. Writes nothing unless all of it succeeds."""
    library, report = gathered.library, gathered.report
    if library is None or report.has_errors:
        return Outcome(report, library=library)
    folder = OutputFolder(job.output)
    try:
        with folder.locked():
            folder.start()
            with folder.guarded():
                return _publish(job, gathered, library, folder)
    except OutputProblem as stopped:
        report.add([stopped.problem])
    except BodyChanged as changed:
        folder.tidy()
        report.add([Problem("file.changed", Place(str(changed.args[0])))])
    return Outcome(report, library=library)


def _publish(job: Job, gathered: Gathered, library: Library, folder: OutputFolder) -> Outcome:
    theme = Theme(job.theme)
    plan = make_plan(library, theme)
    outcome = Outcome(gathered.report, len(library.records), len(plan.pages), library=library, plan=plan)
    for path, first, second in plan.clashes():
        names = [entry.files[0] if entry.files else entry.url for entry in (first, second)]
        outcome.report.add([Problem("file.two_kinds", Place(names[1]), {"other": f"{names[0]}（/{path}）"})])
    if outcome.report.has_errors:
        return outcome
    store = BuildStore(folder)
    old = store.load()
    site = site_view(library.settings, {name: url for name, (url, _) in theme.assets.items()})
    renderer = Renderer(theme.templates, site, gathered.path_of, folder.workshop / "templates")
    maker = _Maker(plan, theme, site, renderer, folder.writer(), old)
    files = maker.make_pages(job.jobs, job.progress)
    files |= maker.make_files()
    outcome.rendered = sum(1 for page in plan.pages if files[_path(page)] != old.get(_path(page)))
    outcome.reused = outcome.pages - outcome.rendered
    outcome.report.add(broken_promises(library, plan, folder.next))
    if outcome.report.has_errors:
        folder.tidy()
        return outcome
    store.prepare(files)
    folder.swap()
    store.commit()
    folder.tidy()
    return outcome


def make_plan(library: Library, theme: Theme) -> Plan:
    """Every page and file, the plugins' included."""
    plan = Plan()
    plan.pages.extend(pages(library))
    plan.copies.extend(copies(library))
    for url, data in theme.assets.values():
        plan.files.append(FilePlan(url, _constant(data)))
    signals.add_pages.send(library, plan=plan)
    signals.add_data.send(library, plan=plan)
    return plan


def _constant(data: bytes) -> Callable[[], bytes]:
    return lambda: data


def _path(entry: PagePlan | FilePlan | CopyPlan) -> str:
    return urls.output_path(entry.url)


def _misplaced_output(job: Job) -> Problem | None:
    output = job.output.resolve()
    for inner in (job.content.resolve(), ROOT / "plugins", job.theme.resolve()):
        if output == inner or output in inner.parents or inner in output.parents:
            return Problem("output.inside", Place(str(job.output)))
    return None


class _Maker:
    """Makes the files of a plan, taking over from the old site what has not changed."""

    def __init__(
        self,
        plan: Plan,
        theme: Theme,
        site: SiteView,
        renderer: Renderer,
        writer: TreeWriter,
        old: dict[str, Written],
    ) -> None:
        self._plan = plan
        self._renderer = renderer
        self._writer = writer
        self._old = old
        self._encoder = msgspec.msgpack.Encoder()
        engine = engine_fingerprint(ROOT)
        self._engine = bytes.fromhex(engine)
        base = self._encoder.encode([engine, site, theme.digest("frame.html")])
        self._keys = {
            name: hashlib.blake2b(base + theme.digest(name).encode(), digest_size=16).digest()
            for name in {page.template for page in plan.pages}
        }

    def make_pages(self, jobs: int, progress: Progress | None) -> dict[str, Written]:
        """Render what changed, in `jobs` processes."""
        count = len(self._plan.pages)
        slices = [range(start, min(start + _SLICE, count)) for start in range(0, count, _SLICE)]
        made: dict[str, Written] = {}
        workers = min(jobs, len(slices)) if hasattr(os, "fork") else 1
        if workers <= 1:
            for chunk in slices:
                made.update(self.make_slice(chunk))
                if progress is not None:
                    progress(len(made), count)
            return made
        # Workers are forked, so they share the library without copying it; each writes its pages and tells their stamps.
        gc.freeze()
        global _worker
        _worker = self
        with multiprocessing.get_context("fork").Pool(workers) as pool:
            for result in pool.imap_unordered(_make_slice, slices):
                made.update(result)
                if progress is not None:
                    progress(len(made), count)
        return made

    def make_slice(self, chunk: Sequence[int]) -> dict[str, Written]:
        """Some pages of the plan."""
        made: dict[str, Written] = {}
        for index in chunk:
            page = self._plan.pages[index]
            path, view = _path(page), page.make()
            fingerprint = hashlib.blake2b(
                self._encoder.encode(view), key=self._keys[page.template], digest_size=16
            ).hexdigest()
            old = self._old.get(path)
            if (
                old is not None
                and old.fingerprint == fingerprint
                and self._writer.keep(path, old.size, old.modified_ns)
            ):
                made[path] = old
            else:
                made[path] = Written(fingerprint, *self._writer.write(path, self._renderer.render(page.template, view)))
        return made

    def make_files(self) -> dict[str, Written]:
        """Catalogues, feeds, assets and attachments."""
        made: dict[str, Written] = {}
        for entry in self._plan.files:
            path = _path(entry)
            data = entry.make() if entry.key is None else None
            fingerprint = self._fingerprint(entry.key or b"" if data is None else data)
            kept = self._kept(path, fingerprint)
            if kept is None:
                data = entry.make() if data is None else data
                kept = Written(fingerprint, *self._writer.write(path, data))
            made[path] = kept
        for copy in self._plan.copies:
            path = _path(copy)
            made[path] = self._kept(path, copy.stamp) or Written(copy.stamp, *self._writer.copy(copy.path, path))
        return made

    def _fingerprint(self, data: bytes) -> str:
        return hashlib.blake2b(data, key=self._engine, digest_size=16).hexdigest()

    def _kept(self, path: str, fingerprint: str) -> Written | None:
        old = self._old.get(path)
        if old is not None and old.fingerprint == fingerprint and self._writer.keep(path, old.size, old.modified_ns):
            return old
        return None


_worker: Any = None


def _make_slice(chunk: Sequence[int]) -> dict[str, Written]:
    made: dict[str, Written] = _worker.make_slice(chunk)
    return made
