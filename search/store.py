"""The index as it is kept: a folder named by its documents, made from the one before where little has changed.

    <folder>/<name>/whoosh/        the Whoosh index, of a base segment and one of what changed since
                    documents.bin  the documents, one after another (msgpack)
                    blocks.bin     the posting lists for browsers, block after block
                    state          what is where, and the checksums of all files; written last

A folder is made beside and renamed when whole, so whoever is killed at any moment leaves usable ones. Documents are
numbered from the oldest: a new one comes last and a changed one keeps its number, so that few blocks change. Where a
document is removed or withdrawn, or slips in between older ones, all is made anew: nothing of it stays behind.
"""

import hashlib
import os
import shutil
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

import msgspec

from . import analysis, heads
from .blocks import (
    block_of,
    blocks_for,
    encode_sounds,
    encode_texts,
    entries,
    entry,
    patch,
)
from .changes import differences, with_changes
from .document import SearchDoc
from .inverted import Inverted, invert
from .whoosh_index import WhooshIndex, extend, write

FORMAT = 3
"""Goes up with every change of what is written here."""
_FEW = 64
_SHARE = 20
"""Changed documents, beyond a few, up to one part in so many of all are put beside the base segment."""
_WITHDRAWN = "withdrawn"
"""The status of a document of which nothing but the title may stay."""


class Wanted(msgspec.Struct, frozen=True):
    """A document that the index is to have. The same stamp, the same document."""

    id: str
    published: str
    stamp: bytes


class Entry(msgspec.Struct, array_like=True):
    """A document of the index."""

    id: str
    url: str
    published: str
    stamp: bytes
    segment: int
    """0 for Whoosh's base segment, 1 for what changed since."""
    number: int
    """Within its segment; its number in the index is its place among the entries."""
    words: int
    """Terms in it."""
    start: int
    size: int
    """Where it lies in documents.bin."""
    head: bytes
    """What a list of results shows of it, as JSON."""
    kind: str
    column: str
    office: str
    status: str
    holds: bool
    text: str
    """The name of its text for browsers."""


class Block(msgspec.Struct, array_like=True):
    """A block of posting lists."""

    start: int
    size: int
    digest: str


class _State(msgspec.Struct):
    version: str
    entries: list[Entry]
    dead: list[int]
    """Documents of the base segment that are gone or newer in the other."""
    base: int
    """Documents in the base segment."""
    blocks: list[Block]
    files: dict[str, tuple[int, int]] = {}
    """Path below the folder → size and CRC-32, of every file but this."""


class Store:
    """An index that is whole."""

    def __init__(self, folder: Path, state: _State) -> None:
        self.folder = folder
        self.entries = state.entries
        self.blocks = state.blocks
        self.dead = state.dead
        self.base = state.base
        self.files = state.files

    @property
    def name(self) -> str:
        return self.folder.name

    def document(self, place: Entry) -> SearchDoc:
        """A document in full. Raises OSError if the store has been removed."""
        with open(self.folder / "documents.bin", "rb") as file:
            return _DOCUMENT.decode(os.pread(file.fileno(), place.size, place.start))

    def block(self, number: int) -> bytes:
        """A block of posting lists."""
        place = self.blocks[number]
        with open(self.folder / "blocks.bin", "rb") as file:
            return os.pread(file.fileno(), place.size, place.start)

    def whoosh(self) -> WhooshIndex:
        """The Whoosh index, opened for reading."""
        return WhooshIndex(self.folder / "whoosh")


_DOCUMENT = msgspec.msgpack.Decoder(SearchDoc)
_ENCODE = msgspec.msgpack.Encoder().encode
_STATE = msgspec.msgpack.Decoder(_State)
_VERSION = f"{FORMAT}.{analysis.VERSION}.{heads.FORMAT}"


def open_store(folder: Path) -> Store | None:
    """The index in a folder; None if there is none that this program made and that is as it made it."""
    try:
        state = _STATE.decode((folder / "state").read_bytes())
        if state.version != _VERSION:
            return None
        whole = all(_sum(folder / path, size) == (size, check) for path, (size, check) in state.files.items())
    except (OSError, msgspec.DecodeError):
        return None
    return Store(folder, state) if whole else None


def _sum(path: Path, size: int = -1) -> tuple[int, int]:
    """Size and CRC-32 of a file; it is not read if it is not of the size that is expected."""
    found = path.stat().st_size
    if size not in (-1, found):
        return found, -1
    check = 0
    with open(path, "rb") as file:
        while piece := file.read(1 << 20):
            check = zlib.crc32(piece, check)
    return found, check


def refresh(folder: Path, wanted: Iterable[Wanted], load: Callable[[str], SearchDoc], last: str = "") -> Store:
    """The index of just these documents, made from the one named `last` where that saves work.

    `load` gives a document whose stamp is new. Others in the folder than this and the last are removed. Raises OSError.
    """
    ordered = sorted(wanted, key=lambda each: (each.published, each.id))
    target = folder / _name(ordered)
    done = open_store(target)
    old = open_store(folder / last) if last and target.name != last else done
    if done is None:
        making = folder / f"making-{os.getpid()}"
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir(parents=True)
        _Making(making, ordered, load, old).make()
        shutil.rmtree(target, ignore_errors=True)
        os.rename(making, target)
        done = open_store(target)
        if done is None:
            raise OSError(f"{target} cannot be read back")
    for other in folder.iterdir():
        if other.is_dir() and other.name not in (target.name, last):
            shutil.rmtree(other, ignore_errors=True)
    return done


def _name(ordered: Sequence[Wanted]) -> str:
    digest = hashlib.blake2b(_VERSION.encode(), digest_size=10)
    for each in ordered:
        digest.update(each.stamp)
    return digest.hexdigest()


class _Making:
    """Makes a store in an empty folder."""

    def __init__(
        self, folder: Path, wanted: Sequence[Wanted], load: Callable[[str], SearchDoc], old: Store | None
    ) -> None:
        self._folder = folder
        self._wanted = wanted
        self._load = load
        self._old = old
        self._known = {each.id: each for each in old.entries} if old is not None else {}

    def make(self) -> None:
        changed = self._changed()
        fresh = {at: self._load(self._wanted[at].id) for at in changed or ()}
        anew = changed is None or any(self._takes_back(at, doc) for at, doc in fresh.items())
        state = self._anew() if anew else self._from_old(fresh)
        state.files = self._sums()
        (self._folder / "state").write_bytes(_ENCODE(state))

    def _takes_back(self, at: int, doc: SearchDoc) -> bool:
        """Whether a document was withdrawn since; Whoosh's base segment would go on holding its words."""
        old = self._old
        assert old is not None
        return doc.status == _WITHDRAWN and at < len(old.entries) and old.entries[at].status != _WITHDRAWN

    def _sums(self) -> dict[str, tuple[int, int]]:
        known = self._old.files if self._old is not None else {}
        made = {}
        for path in sorted(each for each in self._folder.rglob("*") if each.is_file()):
            name = path.relative_to(self._folder).as_posix()
            shared = self._old is not None and name in known and path.samefile(self._old.folder / name)
            made[name] = known[name] if shared else _sum(path)
        return made

    def _changed(self) -> list[int] | None:
        """The documents that are new or other than before; None if all is to be made anew."""
        old = self._old
        if old is None or [each.id for each in old.entries] != [each.id for each in self._wanted[: len(old.entries)]]:
            return None
        before = chain((each.stamp for each in old.entries), (b"" for _ in self._wanted))
        changed = [at for at, (new, stamp) in enumerate(zip(self._wanted, before, strict=False)) if new.stamp != stamp]
        aside = {at for at, each in enumerate(old.entries) if each.segment} | set(changed)
        return changed if len(aside) <= max(_FEW, old.base // _SHARE) else None

    def _document(self, wanted: Wanted) -> SearchDoc:
        known = self._known.get(wanted.id)
        if known is not None and self._old is not None and known.stamp == wanted.stamp:
            return self._old.document(known)
        return self._load(wanted.id)

    # All anew

    def _anew(self) -> _State:
        made: list[Entry] = []
        inverted = invert(self._written(made))
        for place, words in zip(made, inverted.lengths, strict=True):
            place.words = words
        write(self._folder / "whoosh", inverted)
        blocks = self._write_blocks(_all_entries(inverted))
        return _State(_VERSION, made, [], len(made), blocks)

    def _written(self, made: list[Entry]) -> Iterator[SearchDoc]:
        """Each document in turn, written down on the way."""
        start = 0
        with open(self._folder / "documents.bin", "wb") as file:
            for number, wanted in enumerate(self._wanted):
                doc = self._document(wanted)
                data = _ENCODE(doc)
                file.write(data)
                made.append(_entry(wanted, doc, 0, number, start, len(data)))
                start += len(data)
                yield doc

    def _write_blocks(self, all_entries: list[tuple[str, bytes]]) -> list[Block]:
        count = blocks_for(sum(map(len, (each[1] for each in all_entries))))
        parts: list[list[bytes]] = [[] for _ in range(count)]
        for term, data in all_entries:
            parts[block_of(term, count)].append(data)
        return self._write_down(b"".join(part) for part in parts)

    def _write_down(self, blocks: Iterable[bytes]) -> list[Block]:
        made: list[Block] = []
        start = 0
        with open(self._folder / "blocks.bin", "wb") as file:
            for data in blocks:
                made.append(Block(start, len(data), hashlib.blake2b(data, digest_size=3).hexdigest()))
                file.write(data)
                start += len(data)
        return made

    # From the one before

    def _from_old(self, fresh: dict[int, SearchDoc]) -> _State:
        old = self._old
        assert old is not None
        # What stands aside already is written again with what changed now: there are two segments at most.
        aside = sorted({at for at, each in enumerate(old.entries) if each.segment} | fresh.keys())
        docs = [fresh[at] if at in fresh else old.document(old.entries[at]) for at in aside]
        inverted = invert(docs)
        dead = sorted(
            {old.entries[at].number for at in fresh if at < len(old.entries) and not old.entries[at].segment}
            | set(old.dead)
        )
        extend(old.folder / "whoosh", self._folder / "whoosh", dead, inverted)
        made = self._copied(fresh)
        for number, (at, words) in enumerate(zip(aside, inverted.lengths, strict=True)):
            made[at].segment, made[at].number, made[at].words = 1, number, words
        blocks = self._patched(_differences(old, fresh))
        return _State(_VERSION, made, dead, old.base, blocks)

    def _copied(self, fresh: dict[int, SearchDoc]) -> list[Entry]:
        """Write documents.bin with the changed ones replaced, so that what was changed is gone from it."""
        old = self._old
        assert old is not None
        made: list[Entry] = []
        start = 0
        with open(self._folder / "documents.bin", "wb") as file, open(old.folder / "documents.bin", "rb") as before:
            data = before.read()
            for at, wanted in enumerate(self._wanted):
                if at in fresh:
                    piece: bytes | memoryview = _ENCODE(fresh[at])
                    place = _entry(wanted, fresh[at], 1, 0, start, len(piece))
                else:
                    place = old.entries[at]
                    piece = memoryview(data)[place.start : place.start + place.size]
                    place.start = start
                file.write(piece)
                made.append(place)
                start += len(piece)
        return made

    def _patched(self, changes: dict[str, dict[int, int]]) -> list[Block]:
        old = self._old
        assert old is not None
        count = len(old.blocks)
        by_block: dict[int, list[str]] = {}
        for term in changes:
            by_block.setdefault(block_of(term, count), []).append(term)
        data = (old.folder / "blocks.bin").read_bytes()
        pieces = [data[each.start : each.start + each.size] for each in old.blocks]
        for number, terms in by_block.items():
            known = dict(entries(pieces[number]))
            pieces[number] = patch(
                pieces[number],
                {term.encode(): with_changes(term, known.get(term.encode(), b""), changes[term]) for term in terms},
            )
        if blocks_for(sum(map(len, pieces))) != count:
            return self._write_blocks(
                [
                    (term.decode(), entry(term, postings))
                    for term, postings in sorted(chain.from_iterable(map(entries, pieces)))
                ]
            )
        return self._write_down(pieces)


def _all_entries(inverted: Inverted) -> list[tuple[str, bytes]]:
    """Every term with its entry, in order of their bytes."""
    found = [(term.encode(), term, encode_texts(postings)) for term, postings in inverted.texts.items()]
    found += [(term.encode(), term, encode_sounds(numbers)) for term, numbers in inverted.sounds.items()]
    found.sort()
    return [(term, entry(key, postings)) for key, term, postings in found]


def _entry(wanted: Wanted, doc: SearchDoc, segment: int, number: int, start: int, size: int) -> Entry:
    text = heads.text_name(doc)
    head = heads.head(doc, text)
    facets = (doc.kind, doc.column, doc.office, doc.status, doc.holds)
    return Entry(doc.id, doc.url, wanted.published, wanted.stamp, segment, number, 0, start, size, head, *facets, text)


def _differences(old: Store, fresh: dict[int, SearchDoc]) -> dict[str, dict[int, int]]:
    """Term → number → its posting now, or -1 where it has gone."""
    made: dict[str, dict[int, int]] = {}
    for at, doc in fresh.items():
        before = old.document(old.entries[at]) if at < len(old.entries) else None
        for term, posting in differences(at, before, doc).items():
            made.setdefault(term, {})[at] = posting
    return made
