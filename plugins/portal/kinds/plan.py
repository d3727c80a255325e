"""Task plan 任务分解表: the year's tasks, each with a leader's post, an office and a date."""

from pydantic import Field

from .common import Item
from .types import Day, Model, Slug, Slugs, Text, Year


class Progress(Model):
    """What was done up to a day."""

    on: Day = Field(title="日期")
    text: Text = Field(title="进展")


class Task(Model):
    """One task."""

    no: Text = Field(title="任务编号")
    title: Text = Field(title="任务", description="要做成什么")
    leader: Text | None = Field(default=None, title="牵头领导", description="只写职务")
    office: Slug | None = Field(default=None, title="责任处室")
    partners: Slugs = Field(default=(), title="配合处室")
    due: Day | None = Field(default=None, title="完成时限")
    progress: tuple[Progress, ...] = Field(default=(), title="进展情况")
    result: Text | None = Field(default=None, title="完成结果")
    done: Day | None = Field(default=None, title="办结日期")


class Plan(Item):
    """The tasks of a year."""

    year: Year = Field(title="年度")
    tasks: tuple[Task, ...] = Field(default=(), title="任务清单")
