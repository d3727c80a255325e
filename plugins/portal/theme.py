"""The theme's files: templates with their fingerprints, and assets named by their content.

Components stand in folders of their own, template, style and script side by side. A page gets one style sheet and one
script, put together here: tokens and base first, then the components in the order of their names, then paper.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from markupsafe import Markup

from . import urls
from .policy import content_policy
from .views.site import Look

_USES = re.compile(
    r"{%-?\s*(?:extends|include|import|from)\s+[\"']([^\"']+)[\"']"
    r"|part\(\s*[\"']([a-z-]+)\."  # a macro of a component, rendered once for each value
    r"|{#-?\s*uses\s+(\S+)\s*-?#}"  # data that a view reads from the theme
)
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SYMBOL = re.compile(r'<symbol id="([a-z-]+)">\s*(.*?)\s*</symbol>', re.DOTALL)


@dataclass(frozen=True)
class Theme:
    """A theme folder: templates/, components/, the styles that go before and after them, and static/."""

    folder: Path
    _digests: dict[str, str] = field(default_factory=dict)

    @property
    def templates(self) -> tuple[Path, Path]:
        """Where templates are looked up: pages by their bare name, components as components/<name>/<name>.html."""
        return self.folder / "templates", self.folder

    @cached_property
    def components(self) -> tuple[str, ...]:
        """The components' names, in the order in which they are put together."""
        return tuple(sorted(path.name for path in (self.folder / "components").glob("*/") if path.is_dir()))

    @cached_property
    def assets(self) -> dict[str, tuple[str, bytes]]:
        """Name of a file → its address, which changes with its content, and the content.

        portal.css and portal.js are put together from the components; a component's later script, which is fetched
        when somebody asks for it, and all of static/ go out by themselves.
        """
        made = {"portal.css": self._stylesheet().encode(), "portal.js": self._script().encode()}
        for path in sorted((self.folder / "components").glob("*/*.later.js")):
            made[f"{path.parent.name}.js"] = lean_script(path.read_text(encoding="utf-8")).encode()
        static = self.folder / "static"
        for path in sorted(static.rglob("*")):
            if path.is_file() and not path.name.startswith("."):
                made[path.relative_to(static).as_posix()] = path.read_bytes()
        return {name: (_address(name, data), data) for name, data in made.items()}

    @cached_property
    def early_script(self) -> str:
        """The script that stands in each page's head: it sets the modes that a visitor chose before the first paint."""
        return lean_script(self._read("early.js"))

    @cached_property
    def icons(self) -> dict[str, Markup]:
        """Name → an icon as an SVG element that takes the colour and size of the text around it."""
        return {
            name: Markup(
                f'<svg class="icon" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor"'
                f' aria-hidden="true" focusable="false">{drawn}</svg>'
            )
            for name, drawn in _SYMBOL.findall(self._read("icons.svg"))
        }

    @cached_property
    def look(self) -> Look:
        """What every page's head needs of the theme."""
        address = {name: url for name, (url, _) in self.assets.items()}
        return Look(
            stylesheet=address["portal.css"],
            sheet_stylesheet=address.get("sheet.css", ""),
            script=address["portal.js"],
            icon=address.get("icon.svg", ""),
            characters=address.get("characters.js", ""),
            hant_table=address.get("hant.json", ""),
            pinyin_table=address.get("pinyin.json", ""),
            reader=address.get("read-aloud.js", ""),
            code_maker=address.get("code-maker.js", ""),
            touch_icon=address.get("icon-180.png", ""),
            large_icon=address.get("icon-512.png", ""),
            early_script=self.early_script,
            policy=content_policy([self.early_script]),
        )

    def digest(self, template: str) -> str:
        """The fingerprint of a template, of all that it extends, includes and imports, and of the icons."""
        known = self._digests.get(template)
        if known is None:
            seen = {"icons.svg": self._read("icons.svg")}
            self._collect(template, seen)
            known = hashlib.blake2b("\0".join(seen[name] for name in sorted(seen)).encode(), digest_size=16).hexdigest()
            self._digests[template] = known
        return known

    def _collect(self, template: str, seen: dict[str, str]) -> None:
        if template in seen:
            return
        text = self._read(template)
        seen[template] = text
        for named, component, data in _USES.findall(text):
            self._collect(named or data or f"components/{component}/{component}.html", seen)

    def _read(self, name: str) -> str:
        for folder in self.templates:
            if (folder / name).is_file():
                return (folder / name).read_text(encoding="utf-8")
        raise FileNotFoundError(self.folder / name)

    def _stylesheet(self) -> str:
        parts = [self._read("tokens.css"), self._read("base.css"), *self._parts("css"), self._read("print.css")]
        return "\n".join(map(lean_style, parts))

    def _script(self) -> str:
        return "\n".join(map(lean_script, self._parts("js")))

    def _parts(self, suffix: str) -> Iterator[str]:
        for name in self.components:
            path = self.folder / "components" / name / f"{name}.{suffix}"
            if path.is_file():
                yield path.read_text(encoding="utf-8")


def lean_style(text: str) -> str:
    """A style sheet without comments and indentation; everything else is the browser's to read."""
    return _lean(_CSS_COMMENT.sub("", text).splitlines())


def lean_script(text: str) -> str:
    """A script without lines of comment and indentation. Text over several lines (`…`) is not used in the theme."""
    return _lean(line for line in text.splitlines() if not line.lstrip().startswith("//"))


def _lean(lines: Iterator[str] | list[str]) -> str:
    return "\n".join(filter(None, map(str.strip, lines)))


def _address(name: str, data: bytes) -> str:
    stem, dot, suffix = name.rpartition(".")
    return f"{urls.THEME}{stem}-{hashlib.blake2b(data, digest_size=4).hexdigest()}{dot}{suffix}"
