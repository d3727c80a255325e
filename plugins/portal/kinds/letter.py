"""Letter 部长信箱: a question received, and the answer."""

from pydantic import Field

from .common import Item
from .types import Day, Slug, Text


class Letter(Item):
    """A letter to the minister's mailbox. Who wrote it is never part of it."""

    received: Day = Field(title="来信日期")
    question: Text = Field(title="来信内容", description="隐去来信人的个人信息")
    answer: Text | None = Field(default=None, title="答复内容")
    replied: Day | None = Field(default=None, title="答复日期")
    category: Text | None = Field(default=None, title="来信类别", description="咨询、建议、投诉等")
    answered_by: Slug | None = Field(default=None, title="答复处室", description="不写即负责处室")
