"""The search at the door: an index of the kiosk's screens as files below /kiosk/find/, for the site's own engine.

The index is kept in the workshop beside the output. What was exported last is remembered, so that a build in which
nothing of the kiosk has changed neither makes documents nor opens the index.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial

import msgspec

from search.document import SearchDoc
from search.words import SiteWords

from ..portal import urls
from ..portal.build_store import engine_fingerprint
from ..portal.pelican_settings import ROOT
from ..portal.plan import FilePlan, Made

FOLDER = f"{urls.KIOSK}find/"
WORKSHOP = "kiosk-find"
"""Where the index stands, in the workshop beside the output."""
_TEXTS = "x/"
"""Texts of documents, for passages and phrases: nobody sees passages at the kiosk, or can type quotation marks."""

Searched = Callable[[], tuple[Iterable[SearchDoc], SiteWords]]
"""Makes the documents and words that the kiosk searches."""


class _Last(msgspec.Struct, array_like=True):
    """What the last build exported."""

    key: bytes
    files: dict[str, str]
    """Path below FOLDER → digest."""


def files(key: bytes, searched: Searched, made: Made) -> Iterator[FilePlan]:
    """The export. `key` stands for all that `searched` is made from."""
    key = hashlib.blake2b(key + engine_fingerprint(ROOT).encode(), digest_size=16).digest()
    remembered = made.workshop / WORKSHOP / "last"
    export = _Export(searched, made)
    try:
        last = msgspec.msgpack.decode(remembered.read_bytes(), type=_Last)
    except (OSError, msgspec.DecodeError):
        last = _Last(b"", {})
    if last.key != key:
        last = _Last(key, {path: digest for path, (digest, _) in export.files().items()})
        remembered.write_bytes(msgspec.msgpack.encode(last))
    for path, digest in last.files.items():
        yield FilePlan(f"{FOLDER}{path}", partial(export.make, path), key=digest.encode())


class _Export:
    """The files of the export, made when the first of them is asked for."""

    def __init__(self, searched: Searched, made: Made) -> None:
        self._searched = searched
        self._folder = made.workshop / WORKSHOP
        self._files: dict[str, tuple[str, Callable[[], bytes]]] = {}

    def make(self, path: str) -> bytes:
        return self.files()[path][1]()

    def files(self) -> dict[str, tuple[str, Callable[[], bytes]]]:
        """Path → digest, and how to make it."""
        if not self._files:
            from search import export, store  # with all that an index needs, which most builds do without

            documents, words = self._searched()
            by_id = {each.id: each for each in documents}
            wanted = [store.Wanted(each.id, each.published, _stamp(each)) for each in by_id.values()]
            self._folder.mkdir(parents=True, exist_ok=True)
            kept = store.refresh(self._folder, wanted, by_id.__getitem__)
            self._files = {
                each.path: (each.digest, each.make)
                for each in export.export(kept, words)
                if not each.path.startswith(_TEXTS)
            }
        return self._files


def _stamp(document: SearchDoc) -> bytes:
    return hashlib.blake2b(msgspec.msgpack.encode(document), digest_size=12).digest()
