"""How the department and its site are divided: offices, columns, categories, series, audiences, topics."""

from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from ..kinds import BY_NAME
from ..kinds.types import Count, Model, Slug, Text, Texts

COLUMN_TYPES = [
    "首页",
    "概况信息",
    "机构职能",
    "负责人信息",
    "工作动态",
    "政策文件",
    "信息公开指南",
    "信息公开目录",
    "信息公开年报",
    "依法申请公开",
    "数据发布",
    "数据开放",
    "政策解读",
    "回应关切",
    "办事服务",
    "咨询投诉",
    "征集调查",
    "在线访谈",
    "通知公告",
    "人事信息",
    "规划计划",
    "专题专栏",
]
"""The state's list of column types (国办发〔2017〕47号 网页标签规范), which is open, and four that an organization department needs."""


def _column_type(value: str) -> str:
    for part in value.replace(",", "，").split("，"):
        if part.strip() not in COLUMN_TYPES:
            raise PydanticCustomError("column.type", "type", {"value": part[:20], "options": "、".join(COLUMN_TYPES)})
    return value


def _kind(value: str) -> str:
    if value not in BY_NAME:
        options = "、".join(f"{kind.name}（{kind.label}）" for kind in BY_NAME.values())
        raise PydanticCustomError("field.choice", "kind", {"value": value[:20], "options": options})
    return value


class Post(Model):
    """A post in an office; never the person who holds it."""

    title: Text = Field(title="岗位")
    duty: Text | None = Field(default=None, title="岗位职责")
    room: Text | None = Field(default=None, title="房间")


class Office(Model):
    """An office (处室)."""

    slug: Slug = Field(title="代号", description="写进网址，启用后不要改")
    name: Text = Field(title="处室名称")
    short: Text | None = Field(default=None, title="处室简称")
    english: Text | None = Field(
        default=None, title="英文名称", description="查询屏的英文指路画面用；不写即显示中文名称"
    )
    duties: Texts = Field(default=(), title="职责")
    posts: tuple[Post, ...] = Field(default=(), title="岗位设置")
    room: Text | None = Field(default=None, title="房间")
    floor: Annotated[int, Field(ge=-5, le=200)] | None = Field(default=None, title="楼层")
    phone: Text | None = Field(default=None, title="电话")
    hours: Text | None = Field(default=None, title="办公时间")
    order: Count | None = Field(default=None, title="排序")


class Column(Model):
    """A column (栏目) and those below it."""

    slug: Slug = Field(title="代号", description="写进网址，启用后不要改")
    name: Text = Field(title="栏目名称")
    description: Text | None = Field(default=None, title="栏目说明", description="栏目放什么内容，一句话")
    keywords: Texts = Field(default=(), title="栏目关键词")
    type: Annotated[str, AfterValidator(_column_type)] = Field(default="工作动态", title="栏目类型")
    office: Slug | None = Field(default=None, title="负责处室")
    kinds: tuple[Annotated[str, AfterValidator(_kind)], ...] = Field(default=(), title="内容种类")
    update_within: Annotated[int, Field(ge=1, le=3_650)] | None = Field(
        default=None, title="更新期限", description="多少天内必须更新；不写即没有期限"
    )
    children: tuple["Column", ...] = Field(default=(), title="子栏目")


class Named(Model):
    """A slug with its name: a rule category, an audience, a topic."""

    slug: Slug = Field(title="代号")
    name: Text = Field(title="名称")
    description: Text | None = Field(default=None, title="说明")


class Topic(Named):
    """A topic, and the words by which items of all kinds belong to it."""

    keywords: Texts = Field(default=(), title="主题词", description="关键词里有其中一个的内容也归入这个主题")


class SeriesEntry(Named):
    """A series of bulletins."""

    office: Slug | None = Field(default=None, title="编辑处室")
