"""Service guide 办事指南: what a citizen needs to know before setting out."""

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from .common import Item, Legal
from .types import Count, Days, FilePath, Model, Slug, Slugs, Text, Texts, YesNo

_OWN_RULE = re.compile(r"/?rules/[a-z0-9/_.-]+")


def _law_in_words(value: Any) -> Any:
    entries = [value] if isinstance(value, str | dict) else value
    if not isinstance(entries, list):
        return entries
    return [_in_words(entry.strip()) if isinstance(entry, str) else entry for entry in entries]


def _in_words(entry: str) -> dict[str, str]:
    return {"rule": entry} if _OWN_RULE.fullmatch(entry) else {"law": entry}


Basis = Annotated[tuple[Legal, ...], BeforeValidator(_law_in_words)]
"""What an item rests on; an entry in plain words is a law's name, or the id of one of our rules."""


class Material(Model):
    """One thing to bring."""

    name: Text = Field(title="材料名称")
    form: Text | None = Field(default=None, title="形式", description="原件、复印件或电子件")
    copies: Count | None = Field(default=None, title="份数")
    required: YesNo = Field(default=True, title="必要", description="是：必须提供；否：视情况提供")
    note: Text | None = Field(default=None, title="填报须知")
    template: FilePath | None = Field(default=None, title="空白表格", description="content/files/ 下的文件")
    sample: FilePath | None = Field(default=None, title="填写样表", description="content/files/ 下的文件")


class Step(Model):
    """One step of the way through the office."""

    title: Text = Field(title="环节")
    detail: Text | None = Field(default=None, title="说明")
    days: Days | None = Field(default=None, title="工作日", description="这一环节需要的工作日数")
    who: Text | None = Field(default=None, title="办理岗位")


class Question(Model):
    """A question that people ask, and its answer."""

    question: Text = Field(title="问")
    answer: Text = Field(title="答")


class Guide(Item):
    """A service, with the elements that the state's inspection counts and those of the national service catalogue."""

    audience: Slugs = Field(default=(), title="服务对象", description="site.yaml 中 audiences 的代号")
    topic: Slug | None = Field(default=None, title="主题", description="site.yaml 中 topics 的代号")
    basis: Basis = Field(default=(), title="设定依据", description="所依据的制度或法规及条款")
    conditions: Texts = Field(default=(), title="申请条件", description="符合哪些条件可以办")
    materials: tuple[Material, ...] = Field(default=(), title="办理材料", description="要带的材料，一项一条")
    steps: tuple[Step, ...] = Field(default=(), title="办理流程", description="从申请到办结的环节")
    place: Text | None = Field(default=None, title="办理地点")
    hours: Text | None = Field(default=None, title="办理时间")
    phone: Text | None = Field(default=None, title="联系电话")
    legal_limit: Days | None = Field(default=None, title="法定时限", description="工作日")
    promised_limit: Days | None = Field(default=None, title="承诺时限", description="工作日，不长于法定时限")
    fee: Text | None = Field(default=None, title="收费", description="不收费，或标准和依据")
    result: Text | None = Field(default=None, title="办理结果", description="办完拿到什么")
    visits: Count | None = Field(default=None, title="到场次数", description="需要到现场几次")
    supervision: Text | None = Field(default=None, title="监督投诉", description="监督投诉电话或方式")
    faq: tuple[Question, ...] = Field(default=(), title="常见问题")
    notes: Text | None = Field(default=None, title="其他说明", description="Markdown 正文")


KEY_ELEMENTS = ("basis", "conditions", "materials", "place", "hours", "phone", "steps")
"""The key elements that the inspection of government sites counts, besides the title (国办秘函〔2019〕19号 单项否决)."""
