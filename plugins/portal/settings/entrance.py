"""The key `kiosk` of site.yaml: the touch screen at the entrance, the building around it, the city outside."""

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from ..kinds.types import Day, Model, Slug, Text, YesNo, choice

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
_FloorNumber = Annotated[int, Field(ge=-5, le=200)]


class Panel(Model):
    """The glass: how large it is and how high it hangs. Sizes in millimetres are reckoned from it."""

    diagonal_inches: Annotated[float, Field(ge=18, le=120)] = Field(
        default=43, title="对角线英寸数", description="显示区对角线长度，用来把毫米换算成像素"
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
    panel: Panel = Field(default_factory=Panel, title="屏幕")
    here: Here | None = Field(default=None, title="屏幕所在位置", description="路线从这里画起")
    floors: tuple[Floor, ...] = Field(default=(), title="楼层图")
    city: tuple[CityFact, ...] = Field(default=(), title="城市服务")


Finding = tuple[str, tuple[str | int, ...], dict[str, str]]
"""Code, path below `kiosk`, values of the sentence."""


def inconsistencies(kiosk: Kiosk) -> Iterator[Finding]:
    """What no single field can know: floors and rooms that stand twice, a screen that stands nowhere."""
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
