"""The pack: all files of the kiosk edition, named by what is in them, with a signed list of them.

The player on the screen's computer fetches it and believes nothing else. It is made from the files that the build has
made, so what is not on the kiosk's screens is not in the pack either.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time
from functools import partial
from pathlib import Path

from ..portal import urls
from ..portal.library import Library
from ..portal.opening import Opening, Spans, opening
from ..portal.plan import FilePlan, Made, Plan
from ..portal.problems import Place, Problem
from . import records, signing
from .player import hours, manifest
from .player.refused import Refused

URL = f"{urls.KIOSK}pack/"
KEY_VARIABLE = "PORTAL_KIOSK_KEY"
"""Names the office's private key, where it is not in its usual place."""
KEY = Path(".kiosk") / "key.pem"
"""The usual place, beside site.yaml."""
_MARGIN = 15
"""Minutes for which the screen is lit before the doors open and after they close."""


def add_hours(library: Library, plan: Plan) -> None:
    """Plan the opening days."""
    kiosk, site = library.settings.kiosk, library.settings.site
    lit = lit_hours(opening(kiosk, site.hours or ""), library.today)
    plan.files.append(FilePlan(f"{urls.KIOSK}{hours.NAME}", lambda: hours.encode(lit)))


def pack_files(
    today: date, made: Made, now: int, late: Iterable[str] = (), ends: Mapping[str, date] | None = None
) -> Iterator[FilePlan | Problem]:
    """The pack of whatever stands below /kiosk/, with the `late` paths, which this step itself has given before.

    Without a key it is written unsigned, and a finding says that no player takes it. With one it is signed as of now, in
    seconds since 1970. `ends` has the last day on which a player may show a path below /kiosk/.
    """
    files = {path.removeprefix(urls.KIOSK[1:]): made.read(path) for path in (*_packed(made), *late)}
    listed = manifest.manifest_of(files.items(), today, ends)
    data = manifest.encode(listed)
    for digest, path in sorted({file.sha256: file.path for file in listed.files}.items()):
        yield FilePlan(URL + digest, partial(files.__getitem__, path))
    yield FilePlan(URL + manifest.NAME, lambda: data)
    yield from _signature(data, _private_key(made.home), now)


def _signature(data: bytes, key: Path | None, now: int) -> Iterator[FilePlan | Problem]:
    place = Place(urls.output_path(URL + manifest.NAME))
    if key is None:
        yield Problem("output.kiosk_unsigned", place)
        return
    try:
        manifest.decode(data)
    except Refused as reason:
        yield Problem("output.kiosk_pack", place, {"reason": str(reason)})
        return
    try:
        signature = signing.sign(data, key, now)
    except Refused as reason:
        yield Problem("output.kiosk_key", Place(str(key)), {"reason": str(reason)})
        return
    yield FilePlan(URL + manifest.SIGNATURE, lambda: signature)


def lit_hours(opened: Opening, today: date) -> hours.Hours:
    """When the screen is lit, from a while before the doors open till a while after they close; unknown hours: always."""
    if not opened.timed:
        return hours.Hours(None)
    days = {day: _lit(spans) for day, spans in opened.exceptions(today).items()}
    return hours.Hours(tuple(map(_lit, opened.week)), days)


def _lit(spans: Spans) -> hours.Span | None:
    if not spans:
        return None
    return _time(spans[0][0], -_MARGIN), _time(spans[-1][1], _MARGIN)


def _time(clock: str, later: int) -> time:
    hour, minute = map(int, clock.split(":"))
    hour, minute = divmod(min(max(hour * 60 + minute + later, 0), 24 * 60 - 1), 60)
    return time(hour, minute)


def _packed(made: Made) -> list[str]:
    left_out = urls.output_path(records.URL)
    return [path for path in made.below(urls.KIOSK[1:]) if path != left_out]


def _private_key(home: Path) -> Path | None:
    named = os.environ.get(KEY_VARIABLE)
    if named:
        return Path(named)
    usual = home / KEY
    return usual if usual.exists() else None
