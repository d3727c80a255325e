"""News 工作动态."""

from pydantic import Field

from .common import Item
from .types import Text


class News(Item):
    """A report of what happened."""

    region: Text | None = Field(default=None, title="地区", description="事情发生的市、县")
