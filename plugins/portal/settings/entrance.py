"""The key `kiosk` of site.yaml: the touch screen at the entrance, the building around it, the city outside."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from ..kinds.types import Day, Model, Slug, Text, YesNo, choice, shown

SPOTS = {
    "room": "房间",
    "entrance": "入口",
    "hall": "大厅",
    "desk": "引导台",
    "lift": "电梯",
    "stairs": "楼梯",
    "toilet": "卫生间",
}
_BY_LABEL = {label: kind for kind, label in SPOTS.items()}
WEEKDAYS = {
    "mon": "周一",
    "tue": "周二",
    "wed": "周三",
    "thu": "周四",
    "fri": "周五",
    "sat": "周六",
    "sun": "周日",
}
_WEEK = list(WEEKDAYS)
_WEEKDAY = {
    **{name: name for name in WEEKDAYS},
    **{label[1]: name for name, label in WEEKDAYS.items()},
    "天": "sun",
}
_DAYS = re.compile(r"(?:周|星期)?(\w+?)(?:\s*[至到—–~～-]+\s*(?:周|星期)?(\w+))?")
_CLOCK = re.compile(r"(\d{1,2})[:：](\d{2})")
SMALLEST_INCHES = 18
"""Below it the rows of keys and buttons, 15 mm each and 3 mm apart, do not fit a panel in portrait with room to spare."""
_FloorNumber = Annotated[int, Field(ge=-5, le=200)]


class Panel(Model):
    """The glass: how large it is and how high it hangs. Sizes in millimetres are reckoned from it."""

    diagonal_inches: Annotated[float, Field(ge=5, le=120)] = Field(
        default=43, title="对角线英寸数", description="显示区对角线长度，用来把毫米换算成像素；小于 18 英寸的不能用"
    )
    bottom_mm: Annotated[int, Field(ge=0, le=2_000)] = Field(
        default=600,
        title="下沿离地毫米数",
        description="显示区下沿离地面的高度；“降低”据此把内容放到离地 380 至 1220 毫米",
    )


class Spot(Model):
    """A room or facility along a corridor."""

    name: Text = Field(title="名称", description="房间号或设施名称")
    english: Text | None = Field(default=None, title="英文名")
    type: Annotated[str, choice(**SPOTS)] = Field(default="room", title="类型")
    width: Annotated[int, Field(ge=1, le=12)] = Field(default=1, title="宽度", description="相当于几个普通房间宽")


def _spots(value: Any) -> Any:
    """A plain word is a room's number, or the name of a kind of facility."""
    entries = [value] if isinstance(value, str | dict) else value
    if not isinstance(entries, list):
        return entries
    return [{"name": each, "type": _BY_LABEL.get(each, "room")} if isinstance(each, str) else each for each in entries]


Spots = Annotated[tuple[Spot, ...], BeforeValidator(_spots)]


class Floor(Model):
    """A floor: a corridor from west to east with rooms on both sides."""

    floor: _FloorNumber = Field(title="楼层")
    north: Spots = Field(default=(), title="走廊北侧", description="从西到东依次写；普通房间只写房间号")
    south: Spots = Field(default=(), title="走廊南侧", description="从西到东依次写")


class Here(Model):
    """Where the screen stands."""

    floor: _FloorNumber = Field(title="楼层")
    at: Text = Field(title="位置", description="楼层图里的一个名称，如 大厅")


def _weekdays(value: Any) -> Any:
    """周一, 周一至周五, 星期六、星期日, or a list of such → names of days, in the order of the week."""
    entries = [value] if isinstance(value, str) else value
    if not isinstance(entries, list | tuple):
        return entries
    found: set[str] = set()
    for word in (word for entry in entries for word in re.split(r"[、，,\s]+", str(entry).strip())):
        days = _DAYS.fullmatch(word)
        first, last = (_WEEKDAY.get(each) for each in (days[1], days[2] or days[1])) if days else (None, None)
        if first is None or last is None or _WEEK.index(first) > _WEEK.index(last):
            options = "、".join(WEEKDAYS.values())
            raise PydanticCustomError("field.choice", "not a weekday", {"value": shown(word), "options": options})
        found.update(_WEEK[_WEEK.index(first) : _WEEK.index(last) + 1])
    if not found:
        raise PydanticCustomError("field.empty", "empty")
    return tuple(sorted(found, key=_WEEK.index))


def _clock(value: Any) -> str:
    """9:00 → 09:00, up to 24:00."""
    found = _CLOCK.fullmatch(str(value).strip())
    time = f"{int(found[1]):02}:{found[2]}" if found else ""
    if not found or time > "24:00" or time[3:] > "59":
        raise PydanticCustomError("kiosk.time", "no time of day", {"value": shown(value)})
    return time


Weekdays = Annotated[tuple[str, ...], BeforeValidator(_weekdays)]
Clock = Annotated[str, BeforeValidator(_clock)]
Dates = Annotated[tuple[Day, ...], BeforeValidator(lambda value: [value] if isinstance(value, str) else value)]


class OpenHours(Model):
    """Hours in which the house is open, on some days of the week."""

    days: Weekdays = Field(title="星期", description="如 周一至周五，或一个列表")
    start: Clock = Field(alias="from", title="开门", description="如 9:00")
    to: Clock = Field(title="关门", description="如 12:00")

    @model_validator(mode="after")
    def _in_order(self) -> "OpenHours":
        if self.to <= self.start:
            raise PydanticCustomError("kiosk.hours_order", "to before from", {"start": self.start, "end": self.to})
        return self


class CityFact(Model):
    """One thing to know about the city. It goes grey on the screen when its time is over."""

    group: Text = Field(title="分组", description="如 交通出行、办事时间、紧急电话")
    name: Text = Field(title="名称")
    value: Text = Field(title="内容")
    source: Text = Field(title="出处", description="由谁公布，过期以后显示“请以……为准”")
    checked_on: Day = Field(title="核对日期")
    valid_until: Day = Field(title="有效期至", description="过了这一天屏幕上变灰；应在此前重新核对")

    @model_validator(mode="after")
    def _in_order(self) -> "CityFact":
        if self.valid_until < self.checked_on:
            raise PydanticCustomError(
                "kiosk.backwards",
                "valid_until before checked_on",
                {"start": str(self.checked_on), "end": str(self.valid_until)},
            )
        return self


class Kiosk(Model):
    """The touch screen at the entrance."""

    enabled: YesNo = Field(default=True, title="启用")
    idle_seconds: Annotated[int, Field(ge=60, le=180)] = Field(
        default=90, title="无人操作秒数", description="60 至 180"
    )
    warning_seconds: Annotated[int, Field(ge=20, le=60)] = Field(default=20, title="提醒秒数", description="不少于 20")
    greeting: Text = Field(default="您好，请触摸屏幕。", title="欢迎词")
    greeting_english: Text = Field(default="Welcome. Please touch the screen.", title="英文欢迎词")
    week_series: Slug = Field(
        default="week", title="一周要览刊物", description="等候画面“本周要览”取自哪种刊物的最新一期"
    )
    hours: tuple[OpenHours, ...] = Field(
        default=(), title="开放时间", description="不写就从 site.hours 的文字里看；法定节假日不开放"
    )
    closed: Dates = Field(default=(), title="另外不开放的日期", description="如停电、内部活动")
    open: Dates = Field(default=(), title="另外开放的日期", description="如周末的开放日")
    panel: Panel = Field(default_factory=Panel, title="屏幕")
    here: Here | None = Field(default=None, title="屏幕所在位置", description="路线从这里画起")
    floors: tuple[Floor, ...] = Field(default=(), title="楼层图")
    city: tuple[CityFact, ...] = Field(default=(), title="城市服务")


Finding = tuple[str, tuple[str | int, ...], dict[str, str]]
"""Code, path below `kiosk`, values of the sentence."""


def inconsistencies(kiosk: Kiosk) -> Iterator[Finding]:
    """What no single field can know: hours that overlap, rooms that stand twice, a screen that stands nowhere; and a
    panel on which the keys of the keyboard cannot be as large as fingers need."""
    if kiosk.panel.diagonal_inches < SMALLEST_INCHES:
        size = f"{kiosk.panel.diagonal_inches:g}"
        yield "kiosk.panel_small", ("panel", "diagonal_inches"), {"inches": size, "least": str(SMALLEST_INCHES)}
    yield from _clashing_hours(kiosk)
    floors: set[int] = set()
    rooms: set[str] = set()
    for index, floor in enumerate(kiosk.floors):
        if floor.floor in floors:
            yield "kiosk.floor_twice", ("floors", index, "floor"), {"floor": str(floor.floor)}
        floors.add(floor.floor)
        for side in ("north", "south"):
            for place, spot in enumerate(getattr(floor, side)):
                if spot.type == "room" and spot.name in rooms:
                    yield "kiosk.room_twice", ("floors", index, side, place), {"room": spot.name}
                rooms.add(spot.name)
    here = kiosk.here
    if here is not None:
        names = [
            spot.name for floor in kiosk.floors if floor.floor == here.floor for spot in (*floor.north, *floor.south)
        ]
        if here.at not in names:
            values = {"at": here.at, "floor": str(here.floor), "names": "、".join(names) or "（没有画这一层）"}
            yield "kiosk.here", ("here", "at"), values


def _clashing_hours(kiosk: Kiosk) -> Iterator[Finding]:
    for day, label in WEEKDAYS.items():
        spans = sorted((each.start, each.to, index) for index, each in enumerate(kiosk.hours) if day in each.days)
        for (_, end, _), (start, _, index) in pairwise(spans):
            if start < end:
                yield "kiosk.hours_overlap", ("hours", index), {"day": label, "start": start, "end": end}
    for index, each in enumerate(kiosk.open):
        if each in kiosk.closed:
            yield "kiosk.open_and_closed", ("open", index), {"day": str(each)}
