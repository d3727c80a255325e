"""Proposal 建议提案: of deputies and members of the people's congress and the consultative conference."""

from typing import Annotated

from pydantic import Field

from .common import Item
from .types import Day, Text, choice

KINDS = {"deputy": "人大代表建议", "member": "政协委员提案"}


class Proposal(Item):
    """A proposal, the day by which it is answered, and the answer (the body)."""

    number: Text | None = Field(default=None, title="建议提案号")
    kind: Annotated[str, choice(**KINDS)] | None = Field(
        default=None, title="建议提案类别", description="人大代表建议或政协委员提案"
    )
    received: Day | None = Field(default=None, title="交办日期")
    due: Day | None = Field(default=None, title="应答复日期")
    replied: Day | None = Field(default=None, title="答复日期")
