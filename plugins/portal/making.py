"""Making the files of a plan, and taking over from the old site what has not changed."""

import gc
import hashlib
from collections.abc import Callable, Iterator, Sequence

import msgspec

from .build_store import Written
from .output import TreeWriter
from .plan import FilePlan, PagePlan, Plan
from .render import Renderer
from .theme import Theme
from .views.site import SiteView
from .workers import can_share, share

Progress = Callable[[int, int], None]
"""Told (pages done, pages in all) now and then."""
_SLICE = 64
"""Pages a worker takes at a time: small enough to share evenly, large enough not to matter."""

_COLLECT_AFTER = 32
"""Slices after which garbage is collected: templates leave circles behind, and the collector is off during a build."""


class Maker:
    """Makes the next tree. A page is made anew when its view, its templates, the site's view or the code changed."""

    def __init__(
        self,
        plan: Plan,
        theme: Theme,
        site: SiteView,
        renderer: Renderer,
        writer: TreeWriter,
        old: dict[str, Written],
        engine: str,
    ) -> None:
        self._plan = plan
        self._renderer = renderer
        self._writer = writer
        self._old = old
        self._engine = engine.encode()
        self._changed: set[str] | None = None
        self._encode = msgspec.msgpack.Encoder().encode
        base = self._encode([engine, site, theme.digest("frame.html"), theme.digest("parts.html")])
        # What a page of each template depends on besides its view; it keys the fingerprints of those pages.
        self._keys = {
            name: hashlib.blake2b(base + theme.digest(name).encode(), digest_size=16).digest()
            for name in {page.template for page in plan.pages}
        }

    def only_these_changed(self, files: set[str]) -> None:
        """Promise that every page's view is what it was, but for those made from these content files."""
        self._changed = files

    def make_pages(self, jobs: int, progress: Progress | None) -> dict[str, Written]:
        """Render what changed, in `jobs` processes. Gives each path's stamp; the very old one where it was taken over."""
        count = len(self._plan.pages)
        slices = [range(start, min(start + _SLICE, count)) for start in range(0, count, _SLICE)]
        made: dict[str, Written] = {}
        workers = min(jobs, len(slices)) if can_share() else 1
        gc.freeze()  # what was gathered stays to the end: no collection needs to look at it, no worker to copy it
        try:
            for result in self._alone(slices) if workers <= 1 else self._shared(slices, workers):
                made.update(result)
                if progress is not None:
                    progress(len(made), count)
        finally:
            gc.unfreeze()
        return made

    def _alone(self, slices: list[range]) -> Iterator[dict[str, Written]]:
        for number, chunk in enumerate(slices, start=1):
            yield self.make_slice(chunk)
            _tidy_memory(number)

    def _shared(self, slices: list[range], workers: int) -> Iterator[dict[str, Written]]:
        """Slices made by forked workers, which write their pages themselves and send back stamps."""
        for made in share(slices, self.make_slice, workers, _tidy_memory):
            # A stamp that came over the pipe is a copy; what was taken over is told by being the old one.
            yield {path: self._known(path, stamp) for path, stamp in made.items()}

    def _known(self, path: str, stamp: Written) -> Written:
        old = self._old.get(path)
        return old if old is not None and old == stamp else stamp

    def make_slice(self, chunk: Sequence[int]) -> dict[str, Written]:
        """Some pages of the plan."""
        return {page.path: self._make_page(page) for page in (self._plan.pages[index] for index in chunk)}

    def _make_page(self, page: PagePlan) -> Written:
        key = self._keys[page.template]
        old = self._unlooked(page, key.hex())
        if old is not None:
            return old
        view = page.make()
        fingerprint = hashlib.blake2b(self._encode(view), key=key, digest_size=16).hexdigest()
        kept = self._kept(page.path, fingerprint)
        if kept is not None:
            return kept
        html = self._renderer.render(page.template, view)
        return Written(fingerprint, *self._writer.write(page.path, html), key.hex())

    def _unlooked(self, page: PagePlan, key: str) -> Written | None:
        """The old page, where it is known to be the same without making its view."""
        if self._changed is None or not self._changed.isdisjoint(page.files):
            return None
        old = self._old.get(page.path)
        if old is None or old.key != key or not self._writer.keep(page.path, old.size, old.modified_ns):
            return None
        return old

    def make_files(self) -> dict[str, Written]:
        """Catalogues, feeds, assets and attachments."""
        made = {entry.path: self.make_file(entry) for entry in self._plan.files}
        for copy in self._plan.copies:
            kept = self._kept(copy.path, copy.stamp)
            made[copy.path] = kept or Written(copy.stamp, *self._writer.copy(copy.source, copy.path))
        return made

    def make_file(self, entry: FilePlan) -> Written:
        """One file of the plan, or of a last step."""
        data = entry.make() if entry.key is None else None
        fingerprint = self._fingerprint(data if data is not None else entry.key or b"")
        kept = self._kept(entry.path, fingerprint)
        if kept is not None:
            return kept
        return Written(fingerprint, *self._writer.write(entry.path, data if data is not None else entry.make()))

    def _fingerprint(self, data: bytes) -> str:
        return hashlib.blake2b(data, key=self._engine, digest_size=16).hexdigest()

    def _kept(self, path: str, fingerprint: str) -> Written | None:
        old = self._old.get(path)
        if old is not None and old.fingerprint == fingerprint and self._writer.keep(path, old.size, old.modified_ns):
            return old
        return None


def _tidy_memory(slices: int) -> None:
    if slices % _COLLECT_AFTER == 0:
        gc.collect()
