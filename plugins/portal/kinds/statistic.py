"""Statistics 统计数据: a table of numbers, and how it is drawn."""

from typing import Annotated

from pydantic import Field

from .common import Item
from .types import Model, Number, Text, choice


class Series(Model):
    """One column of numbers."""

    name: Text = Field(title="指标")
    unit: Text | None = Field(default=None, title="计量单位")


class Row(Model):
    """The numbers of one period or place."""

    label: Text = Field(title="行名", description="月份、季度或地区")
    values: tuple[Number, ...] = Field(title="数值", description="与指标一一对应")


class Statistic(Item):
    """A statistical table."""

    series: tuple[Series, ...] = Field(default=(), title="指标清单")
    rows: tuple[Row, ...] = Field(default=(), title="数据行")
    chart: Annotated[str, choice(bar="柱图", line="折线图", none="不画图")] = Field(default="none", title="图形")
