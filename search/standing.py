"""The search of a built site, kept open, and opened anew when the site was built again."""

import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import msgspec

from .analysis import squeeze
from .answer import Index, NoIndex
from .blocks import block_of
from .limits import OutOfTime
from .suggestions import LEVELS, OFFERED, Row, fits
from .words import SiteWords

_MANIFEST = "search/data/manifest.json"
_PAGE = "search/index.html"
_SHEET = re.compile(r'<link\b[^>]*\brel="?stylesheet"?[^>]*>')
_HREF = re.compile(r'\bhref="(/[^/"][^"]*)"')
_PRINTED = re.compile(r'\bmedia="?print')
_Made = TypeVar("_Made")


class _Labels(msgspec.Struct):
    kind: dict[str, str] = {}
    column: dict[str, str] = {}
    office: dict[str, str] = {}
    status: dict[str, str] = {}


class _Manifest(msgspec.Struct):
    index: str
    shards: str = ""
    labels: _Labels = msgspec.field(default_factory=_Labels)
    synonyms: tuple[tuple[str, ...], ...] = ()


class Opened(msgspec.Struct, frozen=True):
    """A search that is open, and what the site says around it."""

    index: Index
    name: str
    made: float
    """When the site's files of it were made, in seconds since 1970."""
    words: SiteWords
    sheets: tuple[str, ...]
    """The addresses of the site's style sheets."""
    offers: tuple[tuple[Row, ...], ...]
    """Suggestions, in the shards of the export."""

    def offered(self, typed: str) -> list[tuple[str, str]]:
        """The (words, address) to offer for what was typed so far."""
        wanted = squeeze(typed)
        if not wanted or not self.offers:
            return []
        level = max(each for each in LEVELS if each <= len(wanted))
        rows = self.offers[block_of(wanted[:level], len(self.offers))]
        return [(words, address) for words, address, *_ in (row for row in rows if fits(row, wanted))][:OFFERED]


class Standing:
    """The search of the site in a folder. `indexes` is where its indexes stand.

    One query is answered at a time: a reader of Whoosh is not made for several threads, and Python computes one thing
    at a time anyway.
    """

    def __init__(self, site: Path, indexes: Path) -> None:
        self._site = site
        self._indexes = indexes
        self._lock = threading.Lock()
        self._stamp: tuple[int, ...] = ()
        self._opened: Opened | None = None

    @contextmanager
    def using(self, patience: float) -> Iterator[Opened]:
        """The search, for this caller alone meanwhile. Raises NoIndex, or OutOfTime after seconds of waiting."""
        if not self._lock.acquire(timeout=patience):
            raise OutOfTime
        try:
            yield self._current()
        finally:
            self._lock.release()

    def look(self) -> Opened:
        """The search as it was last opened, for looking at its names. Raises NoIndex."""
        if self._lock.acquire(blocking=False):  # else a query is under way, and looks itself
            try:
                return self._current()
            finally:
                self._lock.release()
        opened = self._opened
        if opened is None:
            raise NoIndex(self._site)
        return opened

    def forget(self) -> None:
        """Open it anew for the next one who asks: the index is being removed under our hands."""
        self._stamp = ()

    def close(self) -> None:
        with self._lock:
            if self._opened is not None:
                self._opened.index.close()
            self._opened, self._stamp = None, ()

    def _current(self) -> Opened:
        stamp = _stamp(self._site / _MANIFEST)
        if self._opened is None or stamp != self._stamp:
            # While the site is exchanged it may be gone for a moment: what is open goes on answering.
            opened = self._open() if stamp else None
            if opened is not None:
                if self._opened is not None:
                    self._opened.index.close()
                self._opened, self._stamp = opened, stamp
        if self._opened is None:
            raise NoIndex(self._site)
        return self._opened

    def _open(self) -> Opened | None:
        path = self._site / _MANIFEST
        manifest = _read(path, _Manifest)
        if manifest is None:
            return None
        labels = manifest.labels
        words = SiteWords(labels.kind, labels.column, labels.office, labels.status, manifest.synonyms)
        try:
            index = Index.open(self._indexes / manifest.index, words)
            made = path.stat().st_mtime
        except (NoIndex, OSError):
            return None
        return Opened(index, manifest.index, made, words, self._sheets(), self._offers())

    def _sheets(self) -> tuple[str, ...]:
        try:
            page = (self._site / _PAGE).read_text(encoding="utf-8")
        except OSError:
            return ()
        links = (link for link in _SHEET.findall(page) if not _PRINTED.search(link))
        return tuple(found[1] for found in map(_HREF.search, links) if found)

    def _offers(self) -> tuple[tuple[Row, ...], ...]:
        files = sorted(
            (self._site / _MANIFEST).parent.glob("s/*-*.json"), key=lambda each: int(each.name.split("-")[0], 16)
        )
        shards: Sequence[tuple[Row, ...] | None] = [_read(file, tuple[Row, ...]) for file in files]
        return tuple(shard or () for shard in shards)


def _read(path: Path, wanted: type[_Made]) -> _Made | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=wanted)
    except (OSError, msgspec.DecodeError):
        return None


def _stamp(path: Path) -> tuple[int, ...]:
    try:
        found = path.stat()
    except OSError:
        return ()
    return (found.st_mtime_ns, found.st_size, found.st_ino)
