"""Information ledger 信息报送采用: items adopted by unit and level, weighted to points."""

from typing import Annotated

from pydantic import Field

from .common import Item
from .types import Count, Model, Points, Text, Year


class Weights(Model):
    """Points for an item adopted at each level."""

    national: Points = Field(default=10, title="中央采用分")
    provincial: Points = Field(default=5, title="省级采用分")
    city: Points = Field(default=2, title="市级采用分")


class UnitQuarter(Model):
    """One unit's quarter."""

    unit: Text = Field(title="单位")
    quarter: Annotated[int, Field(ge=1, le=4)] = Field(title="季度")
    submitted: Count = Field(default=0, title="报送")
    national: Count = Field(default=0, title="中央采用")
    provincial: Count = Field(default=0, title="省级采用")
    city: Count = Field(default=0, title="市级采用")
    late: Count = Field(default=0, title="迟报")
    missed: Count = Field(default=0, title="漏报")


class Submission(Item):
    """A year's ledger."""

    year: Year = Field(title="年度")
    weights: Weights = Field(default_factory=Weights, title="计分标准")
    rows: tuple[UnitQuarter, ...] = Field(default=(), title="报送采用明细")
