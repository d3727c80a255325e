"""The life of a build, from staff's files to a whole site, as one function to read from top to bottom."""

import hashlib
import json
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from . import manifest, reading, signals, urls
from .accounts.data import data_files
from .build_store import BuildStore, ReadingStore, Written, engine_fingerprint
from .closing import broken_promises
from .gathering import Gathered, gather_site
from .library import Library
from .making import Maker, Progress
from .output import OutputFolder
from .pages import pages
from .plan import FilePlan, Made, Plan
from .problems import Finding, Place, Problem, Report
from .published_files import copies
from .reading import Bodies
from .records import Record
from .render import Renderer
from .theme import Theme
from .views import gallery
from .views.desk import Desk
from .views.foreign import foreign_links
from .views.parts import Body
from .views.site import site_view

ROOT = Path(__file__).resolve().parents[2]


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
    finishing: float = 0.0
    """Seconds that went into the search index and the kiosk's pack."""
    library: Library | None = None
    plan: Plan = field(default_factory=Plan)


def gather_for(job: Job, store: ReadingStore | None = None) -> Gathered:
    """The first half: read and check everything."""
    problem = _misplaced_output(job)
    if problem is not None:
        return Gathered(None, Report([problem]))
    OutputFolder(job.output).recover()  # even a build that finds errors leaves the old site standing
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
        with folder.locked(), folder.guarded():
            folder.start()
            return _publish(job, gathered, library, folder)
    except Finding as stopped:
        report.add([stopped.problem])
    return Outcome(report, library=library)


def _publish(job: Job, gathered: Gathered, library: Library, folder: OutputFolder) -> Outcome:
    theme = Theme(job.theme)
    plan = make_plan(library, theme, partial(_written_body, job.content))
    outcome = Outcome(gathered.report, len(library.records), len(plan.pages), library=library, plan=plan)
    for path, first, second in plan.clashes():
        names = [entry.files[0] if entry.files else entry.url for entry in (first, second)]
        outcome.report.add([Problem("file.two_kinds", Place(names[1]), {"other": f"{names[0]}（/{path}）"})])
    if outcome.report.has_errors:
        return outcome
    store = BuildStore(folder)
    old = store.load()
    bodies = {record.id: record.body_digest for record in library.records}
    site = site_view(library.settings, theme.look, foreign_links(library))
    engine = engine_fingerprint(ROOT)
    renderer = Renderer(
        theme.templates,
        theme.icons,
        site,
        partial(_body, job.content, library, gathered.bodies),
        _compiled(folder, engine),
    )
    maker = Maker(plan, theme, site, renderer, folder.writer(), old.files, engine)
    if old.key == library.key:
        # Nothing but bodies changed, and a body is seen on its own page only: no other page needs to be looked at.
        changed = {record.file for record in library.records if old.bodies.get(record.id) != record.body_digest}
        maker.only_these_changed(changed)
    files = maker.make_pages(job.jobs, job.progress)
    renderer.forget()
    gathered.bodies.clear()
    files |= maker.make_files()
    prints = {path: written.fingerprint for path, written in files.items()}
    made = Made(folder.next, prints, folder.target, folder.workshop, job.site.parent)
    started = time.process_time(), time.perf_counter()
    outcome.report.add(_finish(plan, made, maker, files))
    outcome.finishing = time.perf_counter() - started[1]
    (folder.workshop / "times.json").write_text(json.dumps({"finishing": time.process_time() - started[0]}))
    outcome.rendered = sum(1 for page in plan.pages if files[page.path] is not old.files.get(page.path))
    outcome.reused = outcome.pages - outcome.rendered
    same_records = old.key == library.key
    kept = {path for path, made in files.items() if made is old.files.get(path)} if same_records else ()
    outcome.report.add(broken_promises(library, plan, folder.next, kept))
    if outcome.report.has_errors:
        folder.tidy()
        return outcome
    store.prepare(files, library.key, bodies)
    folder.swap()
    store.commit()
    folder.tidy()
    return outcome


def _finish(plan: Plan, made: Made, maker: Maker, files: dict[str, Written]) -> Iterator[Problem]:
    """Run the last steps, whose files join the others; gives what they have to say."""
    for finish in plan.finishing:
        for given in finish(made):
            if isinstance(given, Problem):
                yield given
            elif given.path in files:
                yield Problem("file.two_kinds", Place(given.url), {"other": f"/{given.path}"})
            else:
                files[given.path] = maker.make_file(given)


def _compiled(folder: OutputFolder, engine: str) -> Path:
    """Where compiled templates are kept. Other code may compile them otherwise, so each has a folder of its own."""
    kept = folder.workshop / "templates"
    mine = kept / engine[:16]
    if kept.is_dir() and not mine.is_dir():
        shutil.rmtree(kept, ignore_errors=True)
    return mine


def _body(content: Path, library: Library, bodies: Bodies, body: Body) -> str:
    """The Markdown of a body: from memory if it was just read, else from its file."""
    return bodies.get(body.digest) or reading.body(content / library.by_id[body.record].file, body.digest)


def _written_body(content: Path, record: Record) -> str:
    """The Markdown of a record, from its file."""
    return reading.body(content / record.file, record.body_digest)


def make_plan(library: Library, theme: Theme, body_of: Callable[[Record], str]) -> Plan:
    """Every page and file, the plugins' included."""
    plan = Plan(theme.folder, body_of)
    plan.pages.extend(pages(library))
    plan.pages.append(gallery.plan(Desk(library), theme.folder))
    plan.copies.extend(copies(library))
    for url, data in theme.assets.values():
        plan.files.append(FilePlan(url, _constant(data)))
    plan.files.append(FilePlan(urls.MANIFEST, partial(manifest.as_json, library.settings, theme.look)))
    plan.files.extend(data_files(library))
    signals.add_pages.send(library, plan=plan)
    signals.add_data.send(library, plan=plan)
    return plan


def _constant(data: bytes) -> Callable[[], bytes]:
    return lambda: data


def _misplaced_output(job: Job) -> Problem | None:
    output = job.output.resolve()
    ours = (ROOT / name for name in ("plugins", "search", "tests", "docs"))
    for inner in (job.content.resolve(), job.theme.resolve(), job.site.resolve(), *ours):
        if output == inner or output in inner.parents or inner in output.parents:
            return Problem("output.inside", Place(str(job.output)))
    return None
