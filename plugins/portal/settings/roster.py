"""The key `site.roster` of site.yaml: which offices take turns in being on duty."""

from collections.abc import Collection, Iterator
from typing import Annotated

from pydantic import Field

from ..kinds.types import Day, Model, Slug, Slugs, Text, choice
from ..nearest import nearest

TURNS = {"day": "每天", "week": "每周"}


class Change(Model):
    """A day on which another office is on duty than the turns say."""

    on: Day = Field(title="日期")
    office: Slug = Field(title="值班处室")


class Roster(Model):
    """Who is on duty when: offices by turns, never names."""

    start: Day = Field(title="起始日期", description="第一个处室从这一天起值班；按周轮换的，总在这一天的星期几换班")
    turn: Annotated[str, choice(**TURNS)] = Field(default="week", title="轮换", description="多久换一个处室")
    offices: Annotated[Slugs, Field(min_length=1)] = Field(
        title="值班处室", description="按轮换的先后写处室代号，轮完从头再来"
    )
    phone: Text | None = Field(default=None, title="值班电话", description="不写就用值班处室自己的电话")
    hours: Text | None = Field(
        default=None, title="值班时间", description="如 工作日 17:30 至次日 9:00，周末和法定节假日全天"
    )
    changes: tuple[Change, ...] = Field(default=(), title="调班", description="只写与轮换不同的日子")


Finding = tuple[str, tuple[str | int, ...], dict[str, str]]
"""Code, path below `site.roster`, values of the sentence."""


def inconsistencies(roster: Roster, offices: Collection[str]) -> Iterator[Finding]:
    """What no single field can know: offices that do not exist, days that are changed twice."""
    named: list[tuple[tuple[str | int, ...], str]]
    named = [(("offices", index), slug) for index, slug in enumerate(roster.offices)]
    named += [(("changes", index, "office"), change.office) for index, change in enumerate(roster.changes)]
    for path, slug in named:
        if slug not in offices:
            near = nearest(slug, list(offices))
            yield "site.roster_office", path, {"slug": slug, "near": f"是不是想写“{near}”？" if near else ""}
    days = [change.on for change in roster.changes]
    for index, day in enumerate(days):
        if day in days[:index]:
            yield "site.roster_twice", ("changes", index, "on"), {"day": day.isoformat()}
