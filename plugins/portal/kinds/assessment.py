"""Target assessment 目标管理: items with points, tiers with base numbers, results by unit; scores are computed."""

from typing import Annotated

from pydantic import Field

from .common import Item
from .types import Count, Model, Points, Slug, Text, Year


class Target(Model):
    """One item of a target task, with the points it can bring."""

    slug: Slug = Field(title="考核项代号")
    name: Text = Field(title="考核项")
    task: Text | None = Field(default=None, title="所属目标任务")
    points: Points = Field(title="分值")


class Tier(Model):
    """Units of like size, with the number of cases that each must handle."""

    slug: Slug = Field(title="档次代号")
    name: Text = Field(title="档次")
    base: Count = Field(title="办案基数", description="件")


class Scoring(Model):
    """The bonus for each case beyond the base; the penalty for each full step below the target rate."""

    bonus_per_case: Points = Field(default=4, title="超额加分", description="每超 1 件加几分")
    penalty_points: Points = Field(default=2, title="欠额扣分", description="每差一档扣几分")
    penalty_step: Annotated[float, Field(gt=0, le=100)] = Field(default=5, title="扣分档距", description="百分点")


class UnitResult(Model):
    """What one unit achieved."""

    unit: Text = Field(title="单位")
    tier: Slug = Field(title="所在档次")
    cases: Count = Field(default=0, title="办结件数")
    closing_rate: Annotated[float, Field(ge=0, le=100)] = Field(default=100, title="办结率", description="百分比")
    information: Points = Field(default=0, title="信息得分")
    points: dict[Slug, Points] = Field(default_factory=dict, title="各项得分", description="考核项代号: 得分")


class Assessment(Item):
    """A year's assessment."""

    year: Year = Field(title="年度")
    items: tuple[Target, ...] = Field(default=(), title="考核项目")
    tiers: tuple[Tier, ...] = Field(default=(), title="档次划分")
    scoring: Scoring = Field(default_factory=Scoring, title="加减分规则")
    target_rate: Annotated[float, Field(ge=0, le=100)] = Field(default=100, title="目标办结率", description="百分比")
    results: tuple[UnitResult, ...] = Field(default=(), title="各单位结果")
