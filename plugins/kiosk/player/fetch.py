"""Asking the site: within a time, within a size, from one host, and from where the last attempt broke off."""

import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any, Protocol

from .refused import Refused

_CHUNK = 64 << 10


@dataclass(frozen=True, slots=True)
class Answer:
    """What the site said."""

    status: int
    """200, 206 for the rest of a file, or 304 for no change."""
    etag: str = ""
    told: datetime | None = None
    """The time by the site's clock, if it tells one."""


class NotReached(Exception):
    """No whole answer came. The message is a sentence for the log."""


class Sink(Protocol):
    """What takes the bytes of an answer as they come."""

    def begin(self, at: int) -> None:
        """The first byte that comes is this one of the file: 0, or where the last attempt broke off."""

    def take(self, data: bytes) -> None:
        """Some bytes. What this raises ends the fetching and reaches the caller, if it is no OSError."""


class Fetcher(Protocol):
    """What the update needs of a network."""

    def get(self, name: str, sink: Sink, limit: int, etag: str = "", start: int = 0) -> Answer:
        """Ask for a file of the pack, from byte `start` on if the site can do that.

        Raises NotReached when the network fails or the answer is no file, Refused when the file is longer than
        `limit` bytes. A file that breaks off raises nothing: only the caller knows how long it must be.
        """


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any) -> None:
        """Packs come from the address that was given and from no other."""
        return


class SiteFetcher:
    """A site, by http or https."""

    def __init__(
        self, base: str, patience_s: float = 20, longest_s: float = 300, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._base = base
        self._patience_s = patience_s
        self._longest_s = longest_s
        self._clock = clock
        self._open = urllib.request.build_opener(_NoRedirect).open

    def get(self, name: str, sink: Sink, limit: int, etag: str = "", start: int = 0) -> Answer:
        headers = {"User-Agent": "portal-kiosk", "Accept-Encoding": "identity"}
        headers |= {"If-None-Match": etag} if etag else {}
        headers |= {"Range": f"bytes={start}-"} if start else {}
        request = urllib.request.Request(self._base + name, headers=headers)
        until = self._clock() + self._longest_s
        try:
            with self._open(request, timeout=self._patience_s) as response:
                if response.status not in (200, 206):
                    raise NotReached(f"{name}：网站的回答是 {response.status}。")
                at = start if response.status == 206 else 0
                if at and not (response.headers["Content-Range"] or "").startswith(f"bytes {at}-"):
                    raise NotReached(f"{name}：网站续传的位置不对。")
                sink.begin(at)
                self._pass_on(response, name, sink, limit - at, until)
                return _answer(response.status, response.headers)
        except urllib.error.HTTPError as error:
            with error:
                if error.code == 304:
                    return _answer(304, error.headers)
                raise NotReached(f"{name}：网站的回答是 {error.code}。") from None
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise NotReached(f"{name}：网络不通（{_reason(error)}）。") from None

    def _pass_on(self, response: Any, name: str, sink: Sink, limit: int, until: float) -> None:
        came = 0
        while chunk := response.read1(_CHUNK):
            came += len(chunk)
            if came > limit:
                raise Refused(f"{name} 比应有的长，不再接收。")
            if self._clock() > until:
                raise NotReached(f"{name}：网络太慢，超过 {self._longest_s:.0f} 秒还没有收完。")
            sink.take(chunk)


def _answer(status: int, headers: Any) -> Answer:
    try:
        told = parsedate_to_datetime(headers["Date"]) if headers["Date"] else None
    except ValueError:
        told = None
    # A time that names no zone cannot be compared with ours.
    return Answer(status, headers["ETag"] or "", told if told is not None and told.tzinfo else None)


def _reason(error: Exception) -> str:
    inner = getattr(error, "reason", error)
    return str(getattr(inner, "strerror", None) or inner or type(error).__name__)[:200]
