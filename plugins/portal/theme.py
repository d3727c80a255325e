"""The theme's files: templates with their fingerprints, and assets named by their content."""

import hashlib
import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from . import urls

_USES = re.compile(r"{%-?\s*(?:extends|include|import|from)\s+[\"']([^\"']+)[\"']")


@dataclass(frozen=True)
class Theme:
    """A theme folder: templates/ and static/."""

    folder: Path
    _digests: dict[str, str] = field(default_factory=dict)

    @property
    def templates(self) -> Path:
        return self.folder / "templates"

    @cached_property
    def assets(self) -> dict[str, tuple[str, bytes]]:
        """Name of a file in static/ → its address, which changes with its content, and the content."""
        found: dict[str, tuple[str, bytes]] = {}
        for path in sorted((self.folder / "static").rglob("*")):
            if path.is_file() and not path.name.startswith("."):
                data = path.read_bytes()
                name = path.relative_to(self.folder / "static").as_posix()
                stem, dot, suffix = name.rpartition(".")
                digest = hashlib.blake2b(data, digest_size=4).hexdigest()
                found[name] = (f"{urls.THEME}{stem}-{digest}{dot}{suffix}", data)
        return found

    def digest(self, template: str) -> str:
        """The fingerprint of a template and of all that it extends, includes and imports."""
        known = self._digests.get(template)
        if known is None:
            seen: dict[str, str] = {}
            self._collect(template, seen)
            known = hashlib.blake2b("\0".join(seen[name] for name in sorted(seen)).encode(), digest_size=16).hexdigest()
            self._digests[template] = known
        return known

    def _collect(self, template: str, seen: dict[str, str]) -> None:
        if template in seen:
            return
        text = (self.templates / template).read_text(encoding="utf-8")
        seen[template] = text
        for used in _USES.findall(text):
            self._collect(used, seen)
