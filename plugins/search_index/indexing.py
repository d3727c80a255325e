"""From finished pages to the search index and the files that browsers search."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from search import export, store
from search.document import SearchDoc

from ..portal import urls
from ..portal.kinds.notice import Notice
from ..portal.library import Library
from ..portal.plan import FilePlan, Made
from ..portal.problems import Problem
from ..portal.records import Record
from .directory import directory
from .records import search_record
from .sections import main_part, sections
from .words import site_words

FOLDER = urls.SEARCH_DATA
MANIFEST = f"{FOLDER}manifest.json"
WORKSHOP = "search"
"""Where the index stands, in the workshop beside the output."""


class _Seen(msgspec.Struct, array_like=True):
    """A document at the last build: what its page was made from, and its stamp."""

    page: str
    stamp: bytes


class _Stamps(msgspec.Struct):
    key: bytes
    """Of the library at the last build: if it is the same, only bodies have changed."""
    seen: dict[str, _Seen]


def published_index(output: Path) -> str:
    """The name of the index that belongs to a built site; empty if it has none."""
    return _manifest(output).index


def published_synonyms(output: Path) -> tuple[tuple[str, ...], ...]:
    """The synonyms that the search of a built site knows."""
    return _manifest(output).synonyms


class _Manifest(msgspec.Struct):
    index: str = ""
    synonyms: tuple[tuple[str, ...], ...] = ()


def _manifest(output: Path) -> _Manifest:
    try:
        return msgspec.json.decode((output / urls.output_path(MANIFEST)).read_bytes(), type=_Manifest)
    except (OSError, msgspec.DecodeError):
        return _Manifest()


def index(library: Library, made: Made) -> Iterator[FilePlan | Problem]:
    """The last step of a build: index its pages, and give the files that browsers search."""
    folder = made.workshop / WORKSHOP
    folder.mkdir(parents=True, exist_ok=True)
    places = {each.id: each for each in directory(library)}
    wanted = [store.Wanted(each.id, each.published, _digest(each).digest()) for each in places.values()]
    wanted += _wanted(library, made, folder / "stamps")

    def load(id: str) -> SearchDoc:
        return places[id] if id in places else _load(library, made, id)

    kept = store.refresh(folder, wanted, load, published_index(made.site))
    for file in export.export(kept, site_words(library)):
        yield FilePlan(f"{FOLDER}{file.path}", file.make, key=file.digest.encode())


def _load(library: Library, made: Made, record_id: str) -> SearchDoc:
    record = library.by_id[record_id]
    part = main_part(made.read(urls.output_path(urls.item(record_id))))
    return msgspec.structs.replace(search_record(library, record), sections=sections(part, _names(record)))


def _names(record: Record) -> tuple[str, ...]:
    """People who are on notice, and files about them: to be read on the page for their time, and searched for never."""
    item = record.item
    people = (person.name for person in item.people) if isinstance(item, Notice) else ()
    files = (each.title for each in item.attachments if each.personal)
    return tuple(sorted((*files, *people), key=len, reverse=True))  # a file's title may have a name in it


def _wanted(library: Library, made: Made, remembered: Path) -> list[store.Wanted]:
    """Every item with the stamp of what is indexed of it. Pages that are as they were need not be read."""
    last = _remembered(remembered)
    seen: dict[str, _Seen] = {}
    wanted = []
    for record in library.records:
        path = urls.output_path(urls.item(record.id))
        page = made.paths[path]
        before = last.seen.get(record.id)
        if before is None or before.page != page or last.key != library.key:
            before = _Seen(page, _stamp(library, made, record, path))
        seen[record.id] = before
        wanted.append(store.Wanted(record.id, record.item.published.isoformat(" ", "minutes"), before.stamp))
    if seen != last.seen or last.key != library.key:
        remembered.write_bytes(msgspec.msgpack.encode(_Stamps(library.key, seen)))
    return wanted


def _stamp(library: Library, made: Made, record: Record, path: str) -> bytes:
    digest = _digest(search_record(library, record))
    digest.update(main_part(made.read(path)))
    for name in _names(record):
        digest.update(name.encode())
    return digest.digest()


def _digest(doc: SearchDoc) -> "hashlib.blake2b":
    return hashlib.blake2b(msgspec.msgpack.encode(doc), digest_size=12)


def _remembered(path: Path) -> _Stamps:
    try:
        return msgspec.msgpack.decode(path.read_bytes(), type=_Stamps)
    except (OSError, msgspec.DecodeError):
        return _Stamps(b"", {})
