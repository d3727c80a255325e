"""Innovation project 创新项目: declared by a unit, guided by an office, contacted monthly, visited quarterly."""

from typing import Annotated

from pydantic import Field

from .common import Item
from .types import Day, Model, Slug, Text, choice

STATES = {
    "declared": "申报",
    "approved": "立项",
    "running": "实施",
    "review": "验收",
    "awarded": "获奖",
    "stopped": "终止",
}


class Contact(Model):
    """A contact or visit, and what came of it."""

    on: Day = Field(title="日期")
    text: Text | None = Field(default=None, title="情况")


class Project(Item):
    """A project."""

    unit: Text = Field(title="申报单位")
    guide_office: Slug | None = Field(default=None, title="指导处室")
    started: Day | None = Field(default=None, title="立项日期")
    contacts: tuple[Contact, ...] = Field(default=(), title="每月联系")
    visits: tuple[Contact, ...] = Field(default=(), title="每季走访")
    state: Annotated[str, choice(**STATES)] = Field(
        default="declared", title="状态", description="、".join(STATES.values())
    )
    award: Text | None = Field(default=None, title="奖项")
