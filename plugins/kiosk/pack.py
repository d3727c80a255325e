"""The pack: all files of the kiosk edition, named by what is in them, with a signed list of them.

The player on the screen's computer fetches it and believes nothing else. It is made from the files that the build has
made, so what is not on the kiosk's screens is not in the pack either.
"""

import os
import re
from collections.abc import Iterator
from datetime import date, time, timedelta
from functools import partial
from pathlib import Path

from ..portal import urls
from ..portal.library import Library
from ..portal.plan import FilePlan, Made, Plan
from ..portal.problems import Place, Problem
from ..portal.workdays import is_workday
from . import records
from .player import hours, manifest
from .player.refused import Refused

URL = f"{urls.KIOSK}pack/"
KEY_VARIABLE = "PORTAL_KIOSK_KEY"
"""Names the office's private key, where it is not in its usual place."""
KEY = Path(".kiosk") / "key.pem"
"""The usual place, beside site.yaml."""
AHEAD = 400
"""Days worked out beforehand: a screen without network goes by them for more than a year."""

_MARGIN = 15
"""Minutes for which the screen is lit before the doors open and after they close."""
_SPAN = re.compile(r"(\d{1,2})[:：](\d{2})\s*[—–\-~～至到]+\s*(\d{1,2})[:：](\d{2})")
_DAILY = re.compile("每天|每日|全天|周一至周日")


def add_pack(library: Library, plan: Plan) -> None:
    """Plan the opening days, and the pack of whatever stands below /kiosk/ in the end."""
    made = partial(_hours_file, library.settings.site.hours or "", library.today)
    plan.files.append(FilePlan(f"{urls.KIOSK}{hours.NAME}", made))
    plan.finishing.append(partial(pack_files, library.today))


def pack_files(today: date, made: Made) -> Iterator[FilePlan | Problem]:
    """The files of the pack. Without a key it is written unsigned, and a finding says that no player takes it."""
    files = {path.removeprefix(urls.KIOSK[1:]): made.read(path) for path in _packed(made)}
    listed = manifest.manifest_of(files.items(), today)
    data = manifest.encode(listed)
    for digest, path in sorted({file.sha256: file.path for file in listed.files}.items()):
        yield FilePlan(URL + digest, partial(files.__getitem__, path))
    yield FilePlan(URL + manifest.NAME, lambda: data)
    yield from _signature(data, _private_key(made.home))


def _signature(data: bytes, key: Path | None) -> Iterator[FilePlan | Problem]:
    place = Place(urls.output_path(URL + manifest.NAME))
    if key is None:
        yield Problem("output.kiosk_unsigned", place)
        return
    try:
        manifest.decode(data)
    except Refused as reason:
        yield Problem("output.kiosk_pack", place, {"reason": str(reason)})
        return
    from .player import keys  # cryptography takes a while to load, and most builds have no key

    try:
        signature = keys.load_private(key).sign(data)
    except Refused as reason:
        yield Problem("output.kiosk_key", Place(str(key)), {"reason": str(reason)})
        return
    yield FilePlan(URL + manifest.SIGNATURE, lambda: signature)


def opening_hours(text: str, today: date) -> hours.Hours:
    """When the screen is lit, from the opening hours as site.yaml tells them to people; without a time, always."""
    spans = [tuple(map(int, found)) for found in _SPAN.findall(text)]
    minutes = [(a * 60 + b, c * 60 + d) for a, b, c, d in spans if a * 60 + b < c * 60 + d <= 24 * 60]
    last = today + timedelta(days=AHEAD)
    days = (today + timedelta(days=offset) for offset in range(AHEAD + 1))
    opened = frozenset(day for day in days if _DAILY.search(text) or is_workday(day))
    if not minutes:
        return hours.Hours(None, None, today, last, opened)
    lit, dark = min(start for start, _ in minutes) - _MARGIN, max(end for _, end in minutes) + _MARGIN
    return hours.Hours(_time(lit), _time(dark), today, last, opened)


def _hours_file(text: str, today: date) -> bytes:
    return hours.encode(opening_hours(text, today))


def _time(minute: int) -> time:
    hour, rest = divmod(min(max(minute, 0), 24 * 60 - 1), 60)
    return time(hour, rest)


def _packed(made: Made) -> list[str]:
    left_out = urls.output_path(records.URL)
    return [path for path in made.below(urls.KIOSK[1:]) if path != left_out]


def _private_key(home: Path) -> Path | None:
    named = os.environ.get(KEY_VARIABLE)
    if named:
        return Path(named)
    usual = home / KEY
    return usual if usual.exists() else None
