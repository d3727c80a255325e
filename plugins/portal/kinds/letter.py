"""Letter 部长信箱: a question received, and the answer."""

from typing import Annotated

from pydantic import Field

from .common import Item
from .types import Day, Slug, Text, choice

SATISFACTION = {"good": "满意", "fair": "基本满意", "bad": "不满意", "none": "未评价"}


class Letter(Item):
    """A letter to the minister's mailbox. Who wrote it is never part of it."""

    received: Day = Field(title="来信日期")
    question: Text = Field(title="来信内容", description="隐去来信人的个人信息")
    answer: Text | None = Field(default=None, title="答复内容")
    replied: Day | None = Field(default=None, title="答复日期")
    category: Text | None = Field(default=None, title="来信类别", description="咨询、建议、投诉等")
    answered_by: Slug | None = Field(default=None, title="答复处室", description="不写即负责处室")
    satisfaction: Annotated[str, choice(**SATISFACTION)] | None = Field(
        default=None, title="满意度", description="来信人的评价：满意、基本满意、不满意或未评价"
    )
