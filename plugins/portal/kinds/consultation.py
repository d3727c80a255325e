"""Consultation 意见征集: a draft, a period, and what became of the opinions."""

from typing import Annotated

from pydantic import Field

from .common import Item
from .notice import Period
from .types import Model, Text, choice

ADOPTION = {"adopted": "采纳", "partly": "部分采纳", "declined": "未采纳"}


class Opinion(Model):
    """An opinion (without its author), and what was done with it."""

    opinion: Text = Field(title="意见")
    adopted: Annotated[str, choice(**ADOPTION)] = Field(title="采纳情况", description="采纳、部分采纳或未采纳")
    reason: Text | None = Field(default=None, title="理由")


class Consultation(Item):
    """A call for opinions."""

    period: Period | None = Field(default=None, title="征集期", description="开始日期，加结束日期或工作日数")
    how: Text | None = Field(default=None, title="反馈方式", description="怎样提意见")
    results: tuple[Opinion, ...] = Field(default=(), title="采纳结果", description="各条意见及采纳情况")
