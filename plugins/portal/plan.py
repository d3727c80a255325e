"""The plan of a build: every page and file that the site will have, before any is made."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from . import urls
from .problems import Problem
from .records import Record
from .views.parts import Page


@dataclass(slots=True)
class PagePlan:
    """A page: its address, its template, and how to make its view."""

    url: str
    template: str
    make: Callable[[], Page]
    files: tuple[str, ...] = ()
    """The content files that it shows first of all, for sources.json; empty for pages made of many."""
    listed: bool = True
    """Whether the site map for search engines names it."""
    modified: str = ""
    """The day of its last change, if known, YYYY-MM-DD."""
    path: str = field(init=False)
    """Its place below the output folder."""

    def __post_init__(self) -> None:
        self.path = urls.output_path(self.url)


@dataclass(slots=True)
class FilePlan:
    """A file made whole: a catalogue, a feed, a style sheet."""

    url: str
    make: Callable[[], bytes]
    files: tuple[str, ...] = ()
    key: bytes | None = None
    """Where making it costs much: what it is made from, in short. The same key, the same bytes."""
    path: str = field(init=False)
    """Its place below the output folder."""

    def __post_init__(self) -> None:
        self.path = urls.output_path(self.url)


@dataclass(slots=True)
class CopyPlan:
    """A file that is published as it is."""

    url: str
    source: Path
    stamp: str
    """Changes when the file does."""
    files: tuple[str, ...] = ()
    path: str = field(init=False)
    """Its place below the output folder."""

    def __post_init__(self) -> None:
        self.path = urls.output_path(self.url)


@dataclass(frozen=True, slots=True)
class Promise:
    """What a plugin promises of every record: a row in a JSON file. The closing step holds it to that."""

    name: str
    """What the rows are, for the message: 目录, 检索记录 …"""
    url: str
    """The JSON file: a list of objects with an id."""
    ids: frozenset[str]
    """The records that must be in it, and none besides."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a build has made, for those files that are made from finished files."""

    tree: Path
    """The next tree."""
    paths: Mapping[str, str]
    """Every file in it so far, relative to it, and what it was made from, in short: the same, the same bytes."""
    site: Path
    """The site as it stands, which the next tree will replace; it may not be there."""
    workshop: Path
    """A private folder for what is kept from build to build. All in it is derived and may vanish."""
    home: Path
    """The folder of site.yaml: what belongs to the site but is never published stands there."""

    def below(self, folder: str) -> list[str]:
        """The files below a folder (with its closing slash), in order."""
        return sorted(path for path in self.paths if path.startswith(folder))

    def read(self, path: str) -> bytes:
        return (self.tree / path).read_bytes()


Finish = Callable[[Made], Iterator[FilePlan | Problem]]
"""A last step: gives further files, and what is to be said about them. It sees everything but the other last steps'."""


def _no_body(record: Record) -> str:
    return ""


@dataclass(slots=True)
class Plan:
    """All of it. Plugins add to it; nothing is taken away."""

    theme: Path = Path("theme")
    """The theme's folder."""
    body_of: Callable[[Record], str] = _no_body
    """The Markdown of a record's body, for files that hold bodies; called while the files are made."""
    pages: list[PagePlan] = field(default_factory=list)
    files: list[FilePlan] = field(default_factory=list)
    copies: list[CopyPlan] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    finishing: list[Finish] = field(default_factory=list)
    """Run when all of the above is made, before the closing step."""

    def everything(self) -> Iterator[PagePlan | FilePlan | CopyPlan]:
        yield from self.pages
        yield from self.files
        yield from self.copies

    def clashes(self) -> Iterator[tuple[str, PagePlan | FilePlan | CopyPlan, PagePlan | FilePlan | CopyPlan]]:
        """Pairs that would be written to one path: (path, first, second)."""
        seen: dict[str, PagePlan | FilePlan | CopyPlan] = {}
        for entry in self.everything():
            first = seen.setdefault(entry.path, entry)
            if first is not entry:
                yield entry.path, first, entry
