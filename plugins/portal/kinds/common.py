"""What every item of every kind has: title, dates, office, source, attachments, its end."""

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from .types import Day, FilePath, Identifier, Model, Moment, Slug, Text, Texts, Words, YesNo


class Attachment(Model):
    """A file that goes with an item."""

    file: FilePath = Field(title="文件", description="文件在 content/files/ 下的路径")
    title: Text = Field(title="附件名称", description="读者看到的名称")
    personal: YesNo = Field(default=False, title="含个人信息", description="公示期及保留期过后，随公示对象一并撤下")


class Withdrawn(Model):
    """An item that no longer stands: the page stays and says so."""

    on: Day = Field(title="撤回日期")
    reason: Text = Field(title="撤回原因")
    see: Identifier | None = Field(default=None, title="替代内容", description="替代它的那一件的编号")


class Signoff(Model):
    """The four steps that the regulation on openness of Party affairs asks for (党务公开条例 第十五条)."""

    drafted: Text | None = Field(default=None, title="提出", description="提出公开的处室或岗位")
    checked: Text | None = Field(default=None, title="审核", description="审核的处室或岗位")
    secrecy_checked: Text | None = Field(default=None, title="保密审查", description="保密审查的处室或岗位")
    approved: Text | None = Field(default=None, title="审批", description="批准公开的岗位")
    on: Day | None = Field(default=None, title="审批日期")


class Legal(Model):
    """What something rests on: one of our rules, or a law, with the article; plain words are taken as a law's name."""

    rule: Identifier | None = Field(
        default=None, title="本站制度", description="规章制度的编号，如 rules/service/first-asked"
    )
    law: Text | None = Field(default=None, title="法规名称", description="带书名号的法律、法规或党内法规名称")
    article: Text | None = Field(default=None, title="条款", description="第几条")

    @model_validator(mode="after")
    def _named(self) -> "Legal":
        if self.rule is None and self.law is None:
            raise PydanticCustomError("basis.nothing", "neither rule nor law")
        return self


class Item(Model):
    """The fields common to all kinds."""

    title: Text = Field(title="标题", description="读者看到的完整标题")
    published: Moment = Field(title="发布时间", description="年-月-日，或年-月-日 时:分；晚于今天的到时自动发布")
    office: Slug = Field(title="处室", description="负责处室在 site.yaml 中的代号")
    column: Slug | None = Field(default=None, title="栏目", description="栏目代号；不写则按文件夹归栏")
    summary: Text | None = Field(default=None, title="摘要", description="一两句话的内容概述，不超过 100 字为宜")
    keywords: Words = Field(default=(), title="关键词", description="几个词，用列表写，或写在一行里用顿号隔开")
    source: Text | None = Field(default=None, title="来源", description="转载时写明来源；不写即本部门")
    author: Text | None = Field(default=None, title="责任编辑", description="责任编辑或撰稿处室")
    doc_number: Text | None = Field(default=None, title="文号", description="发文字号，如 川组示〔2026〕12号")
    issued: Day | None = Field(default=None, title="成文日期", description="文件落款日期")
    updated: Day | None = Field(default=None, title="更新日期", description="最近一次实质修改的日期")
    attachments: tuple[Attachment, ...] = Field(default=(), title="附件", description="随文提供的文件")
    pinned: YesNo = Field(default=False, title="置顶", description="在栏目里排在最前")
    redirect_from: Texts = Field(default=(), title="旧地址", description="这一页从前的网址，访问旧址会转到这里")
    withdrawn: Withdrawn | None = Field(default=None, title="撤回", description="不再有效时写明，页面保留并说明原因")
    signoff: Signoff | None = Field(default=None, title="审签", description="提出、审核、保密审查、审批的处室或岗位")
