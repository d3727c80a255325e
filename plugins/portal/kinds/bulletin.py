"""Bulletin 通报刊物: numbered issues of a series, and what they report."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from .common import Item
from .types import Identifier, Model, Slug, Text, Year


class Number(Model):
    """Which issue of which year."""

    year: Year = Field(title="年份")
    issue: Annotated[int, Field(ge=1, le=9_999)] = Field(title="期号")


class Entry(Model):
    """One thing that an issue reports: an item of this site, or a heading with a few words."""

    item: Identifier | None = Field(default=None, title="所报条目", description="本站某一件的编号")
    title: Text | None = Field(default=None, title="条目标题")
    text: Text | None = Field(default=None, title="条目内容")

    @model_validator(mode="after")
    def _named(self) -> "Entry":
        if self.item is None and self.title is None and self.text is None:
            raise PydanticCustomError("bulletin.empty_entry", "nothing reported")
        return self


def _entries(value: Any) -> Any:
    return (
        [{"item": entry} if isinstance(entry, str) else entry for entry in value] if isinstance(value, list) else value
    )


class Bulletin(Item):
    """One issue."""

    series: Slug = Field(title="刊物", description="site.yaml 中 series 的代号")
    number: Number | None = Field(default=None, title="期数", description="年份和期号")
    items: Annotated[tuple[Entry, ...], BeforeValidator(_entries)] = Field(
        default=(), title="条目", description="本期所报的各件"
    )
