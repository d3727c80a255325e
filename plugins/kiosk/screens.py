"""The kiosk's files: one document with every screen, its scripts and styles below an address that changes with them."""

import hashlib
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import jinja2
import msgspec
from markupsafe import Markup

from search import bundle

from ..portal import qr
from ..portal.library import Library
from ..portal.records import Record
from . import papers
from .papers import Paper
from .views import KioskView
from .words import say

DOCUMENT = "kiosk.html"
TEXT = "screens/paper-text.html"
_STYLES = ("tokens", "frame", "controls", "attract", "choices", "guide", "plan", "paper", "city", "search", "dialog")
"""The style sheets, in the order in which they are joined."""
_SPAN = re.compile(r"(?<=\d)—(?=\d)")
ENGINE, ENGINE_NAME = "engine.js", "siteSearch"
"""The site's search engine as a script of the edition, and by what name find.js knows it."""


class Edition:
    """The theme's kiosk folder: templates, styles, scripts."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        styles = b"".join((folder / "styles" / f"{name}.css").read_bytes() for name in _STYLES)
        scripts = {path.name: path.read_bytes() for path in sorted((folder / "scripts").glob("*.js"))}
        scripts[ENGINE] = bundle.script("engine.js", ENGINE_NAME).encode()
        self._assets = {"icon.svg": (folder / "icon.svg").read_bytes(), "kiosk.css": styles, **scripts}
        digest = hashlib.blake2b(digest_size=4)
        for name, data in sorted(self._assets.items()):
            digest.update(name.encode() + b"\0" + data)
        self.base = f"app-{digest.hexdigest()}/"
        """Where scripts, styles and the icon are, from the document."""

    def assets(self) -> Iterator[tuple[str, bytes]]:
        """(address, content) of every script, the one style sheet and the icon."""
        return ((f"/kiosk/{self.base}{name}", data) for name, data in self._assets.items())

    def key(self, library: Library, shown: list[Record]) -> bytes:
        """What the document is made from, in short: the library, the bodies in it, templates, styles and scripts."""
        digest = hashlib.blake2b(library.key, digest_size=16)
        for record in shown:
            digest.update(f"{record.id} {record.body_digest}\n".encode())
        for path in sorted(self._folder.rglob("*.html")):
            digest.update(path.read_bytes())
        digest.update(self.base.encode())
        return digest.digest()

    def document(self, view: KioskView, library: Library, body_of: Callable[[Record], str]) -> bytes:
        """The one document, as UTF-8."""
        scripts = [name for name in self._assets if name.endswith(".js")]
        template = self._environment(library, body_of).get_template(DOCUMENT)
        return template.render(view=view, base=self.base, scripts=scripts, data=as_data(view)).encode()

    def text(self, paper: Paper, library: Library, body_of: Callable[[Record], str]) -> bytes:
        """The text of a notice that has an end, as a string of JSON."""
        template = self._environment(library, body_of).get_template(TEXT)
        return msgspec.json.encode(template.render(paper=paper))

    def _environment(self, library: Library, body_of: Callable[[Record], str]) -> jinja2.Environment:
        environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(self._folder),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.globals.update(
            say=say,
            icon=icon,
            days=days_words,
            body=lambda paper: papers.body(library.by_id[paper.id], body_of),
        )
        environment.filters.update(qr_code=qr.code, day=day_words, whole=whole)
        environment.globals["text_path"] = papers.text_path
        return environment


def icon(name: str) -> Markup:
    """An icon of the sheet in icons.html."""
    return Markup('<svg class="icon" aria-hidden="true" focusable="false"><use href="#i-{}"/></svg>').format(name)


def day_words(day: str) -> str:
    """2026-03-05 as people say it."""
    read = date.fromisoformat(day)
    return f"{read.year}年{read.month}月{read.day}日"


def days_words(start: str, end: str) -> str:
    """From a day to a day; the year is said once where it is the same."""
    last = day_words(end)
    return f"{day_words(start)}至{last.partition('年')[2] if start[:4] == end[:4] else last}"


def whole(text: str) -> str:
    """A text in which no line ends between the two times of a span, as in 9:00—12:00."""
    return _SPAN.sub("\u2060—\u2060", text)


def as_data(view: KioskView) -> str:
    """What the script is told, as JSON."""
    return msgspec.json.encode(view.data).decode()
