"""The table of city and county departments (units.yaml): a table file, not an item."""

from typing import Annotated

from pydantic import Field

from .types import Model, Slug, Text, choice


class Unit(Model):
    """One department of a city or county."""

    slug: Slug | None = Field(default=None, title="代号")
    name: Text = Field(title="单位名称")
    level: Annotated[str, choice(city="市州", county="县区")] = Field(default="city", title="层级")
    parent: Text | None = Field(default=None, title="上级", description="县区所属市州的代号或名称")
    site: Text | None = Field(default=None, title="网站")
    contact: Text | None = Field(default=None, title="联系方式")


class Units(Model):
    """The whole table."""

    title: Text = Field(default="市县组织部门", title="标题")
    units: tuple[Unit, ...] = Field(default=(), title="单位")
