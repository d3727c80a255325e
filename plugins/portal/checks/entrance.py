"""The screen at the entrance: facts about the city that need checking again, hours that were read from words."""

from collections.abc import Iterator

from ..library import Library
from ..opening import read
from ..problems import Place, Problem

SITE = "site.yaml"
SOON = 30
"""Days before its end from which a fact is to be checked again."""
_NOTHING = "没有看出时间，屏幕一直亮着"


def check(library: Library) -> Iterator[Problem]:
    """Nothing where there is no screen."""
    kiosk, site = library.settings.kiosk, library.settings.site
    if not kiosk.enabled:
        return
    if site.hours and not kiosk.hours:
        values = {"text": site.hours, "understood": read(site.hours).words() or _NOTHING}
        yield Problem("kiosk.hours_read", Place(SITE, None, "hours", ("site", "hours")), values)
    for index, fact in enumerate(kiosk.city):
        left = (fact.valid_until - library.today).days
        if left <= SOON:
            place = Place(SITE, None, "valid_until", ("kiosk", "city", index, "valid_until"))
            values = {"name": fact.name, "until": str(fact.valid_until), "source": fact.source, "left": str(left)}
            yield Problem("kiosk.city_overdue" if left < 0 else "kiosk.city_soon", place, values)
