"""The screen at the entrance: how high it hangs, facts about the city to be checked again, hours read from words."""

import math
from collections.abc import Iterator

from ..library import Library
from ..opening import read
from ..problems import Place, Problem
from ..settings.entrance import Panel

SITE = "site.yaml"
SOON = 30
"""Days before its end from which a fact is to be checked again."""
REACH = (380, 1220)
"""Millimetres above the floor between which somebody in a wheelchair reaches everything."""
_LEAST = 0.49
"""Of the panel's height, the part within reach that the lowered screens need."""
_MOUNTED = {"竖": 16 / math.hypot(16, 9), "横": 9 / math.hypot(16, 9)}
"""How a panel of 16 to 9 may be mounted → its height, as a part of its diagonal."""
_NOTHING = "没有看出时间，屏幕一直亮着"


def check(library: Library) -> Iterator[Problem]:
    """Nothing where there is no screen."""
    kiosk, site = library.settings.kiosk, library.settings.site
    if not kiosk.enabled:
        return
    if site.hours and not kiosk.hours:
        values = {"text": site.hours, "understood": read(site.hours).words() or _NOTHING}
        yield Problem("kiosk.hours_read", Place(SITE, None, "hours", ("site", "hours")), values)
    yield from _out_of_reach(kiosk.panel)
    for index, fact in enumerate(kiosk.city):
        left = (fact.valid_until - library.today).days
        if left <= SOON:
            place = Place(SITE, None, "valid_until", ("kiosk", "city", index, "valid_until"))
            values = {"name": fact.name, "until": str(fact.valid_until), "source": fact.source, "left": str(left)}
            yield Problem("kiosk.city_overdue" if left < 0 else "kiosk.city_soon", place, values)


def _out_of_reach(panel: Panel) -> Iterator[Problem]:
    """A panel that hangs too high for somebody in a wheelchair; how it is mounted is not known."""
    low, high = REACH
    cures = {}
    for how, part in _MOUNTED.items():
        height = panel.diagonal_inches * 25.4 * part
        if min(panel.bottom_mm + height, high) - panel.bottom_mm < _LEAST * height and panel.bottom_mm > low:
            most = int(high - _LEAST * height) // 10 * 10
            cures[how] = f"下沿不要高于 {most} 毫米" if most >= low else "请换小一些的屏"
    if cures:
        place = Place(SITE, None, "bottom_mm", ("kiosk", "panel", "bottom_mm"))
        values = {"bottom": str(panel.bottom_mm), "how": "着装、".join(cures) + "着装"}
        values["cure"] = "；".join(f"{how}着装的，{cure}" for how, cure in cures.items())
        yield Problem("kiosk.panel_high" if len(cures) == len(_MOUNTED) else "kiosk.panel_high_if", place, values)
