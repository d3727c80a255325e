"""Notice 公示公告: a period, a way to object, and people whose data are public only for a time."""

from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from .common import Item
from .types import Day, Days, Identifier, Model, Text, choice

TYPES = {
    "appointment": "任前公示",
    "membership": "发展对象公示",
    "recruitment": "公务员录用公示",
    "selection": "遴选选调公示",
    "commendation": "评先表彰公示",
    "announcement": "公告",
    "result": "结果公告",
}
NoticeType = Annotated[str, choice(**TYPES)]


class Period(Model):
    """From a day to a day, both included; the end is given, or counted in working days from the start."""

    start: Day = Field(title="开始日期")
    end: Day | None = Field(default=None, title="结束日期", description="当天仍在公示期内")
    workdays: Annotated[int, Field(ge=1, le=250)] | None = Field(
        default=None, title="工作日数", description="含开始当天；按国务院放假安排推算结束日期"
    )

    @model_validator(mode="after")
    def _one_end(self) -> "Period":
        if (self.end is None) == (self.workdays is None):
            raise PydanticCustomError("period.one_end", "end or workdays")
        if self.end is not None and self.end < self.start:
            raise PydanticCustomError(
                "period.backwards", "end before start", {"start": str(self.start), "end": str(self.end)}
            )
        return self


class Feedback(Model):
    """Where opinions go while the period runs."""

    phone: Text | None = Field(default=None, title="电话")
    address: Text | None = Field(default=None, title="地址")
    hours: Text | None = Field(default=None, title="受理时间")
    email: Text | None = Field(default=None, title="电子邮箱")


class Person(Model):
    """Somebody on notice. All of it, the name included, is published only while the law needs it."""

    name: Text = Field(title="姓名")
    gender: Text | None = Field(default=None, title="性别")
    born: Text | None = Field(default=None, title="出生年月", description="只写年月，如 1980-05")
    ethnicity: Text | None = Field(default=None, title="民族")
    native_place: Text | None = Field(default=None, title="籍贯")
    education: Text | None = Field(default=None, title="学历")
    degree: Text | None = Field(default=None, title="学位")
    party: Text | None = Field(default=None, title="政治面貌")
    unit: Text | None = Field(default=None, title="工作单位")
    post: Text | None = Field(default=None, title="现任职务")
    proposed: Text | None = Field(default=None, title="拟任职务")
    exam_number: Text | None = Field(default=None, title="准考证号")
    note: Text | None = Field(default=None, title="备注")


class Notice(Item):
    """A public notice or announcement."""

    type: NoticeType = Field(default="announcement", title="类型", description="、".join(TYPES.values()))
    period: Period | None = Field(default=None, title="公示期", description="开始日期，加结束日期或工作日数")
    feedback: Feedback | None = Field(default=None, title="意见反映", description="电话、地址、受理时间")
    people: tuple[Person, ...] = Field(default=(), title="公示对象", description="个人信息只写在这里，到期自动撤下")
    retention: Days | None = Field(default=None, title="保留天数", description="公示期结束后个人信息再保留的天数")
    result_of: Identifier | None = Field(default=None, title="对应公示", description="这是哪一件公示的结果")


def set_close(text: str) -> str:
    """A text without spaces: documents set names of two characters apart (张　三)."""
    return "".join(text.split())
