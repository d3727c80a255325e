"""Addresses inside Markdown bodies: what staff type → what is published.

Staff may write an address of the site (/rules/a.html), a file beside theirs (../rules/a.md), or a file below files/.
"""

import posixpath
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, unquote, urlsplit

from . import urls
from .kinds import BY_FOLDER

_CONTENT_SUFFIXES = (".md", ".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a typed address leads."""

    url: str
    item: str | None = None
    """The id of the item it names, if any."""
    file: str | None = None
    """The attachment it names, if any, below content/files/."""
    outside: bool = False
    misshapen: bool = False


def resolve(typed: str, record_id: str) -> Address:
    """Read an address typed in the body of an item. Total: every text gives an answer."""
    try:
        parts = urlsplit(typed)
    except ValueError:
        return Address(typed, misshapen=True)
    if parts.scheme or parts.netloc or typed.startswith("//"):
        return Address(typed, outside=True, misshapen=not _is_whole(parts) or "\\" in typed)
    if "\\" in typed:
        return Address(typed, misshapen=True)
    if not parts.path:
        return Address(typed)
    path = unquote(parts.path)
    if not path.startswith("/"):
        path = posixpath.join("/", posixpath.dirname(record_id), path)
    path = posixpath.normpath(path).lstrip("/")
    tail = f"#{parts.fragment}" if parts.fragment else ""
    if path.startswith("files/"):
        file = path.removeprefix("files/")
        return Address(urls.attachment(file), file=file)
    stem, dot, suffix = path.rpartition(".")
    if dot + suffix in (*_CONTENT_SUFFIXES, ".html") and stem.split("/")[0] in BY_FOLDER:
        return Address(urls.item(quote(stem)) + tail, item=stem)
    query = f"?{parts.query}" if parts.query else ""
    slash = "/" if parts.path.endswith("/") and path and not path.endswith("/") else ""
    return Address(f"/{quote(path)}{slash}{query}{tail}")


def _is_whole(parts: SplitResult) -> bool:
    """Whether an address of another place says both how and where: https://…, mailto:…, tel:…"""
    if parts.scheme in ("mailto", "tel"):
        return bool(parts.path)
    return parts.scheme in ("http", "https", "") and bool(parts.netloc)
