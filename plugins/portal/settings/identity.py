"""Who the site is: names, addresses, and the marks that its footer carries."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from ..check_digits import is_organization_code
from ..kinds.types import Model, Text, Texts, YesNo
from .roster import Roster

_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?::\d{1,5})?")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}")
_OWN_PATH = re.compile(r"/[A-Za-z0-9._~/-]*[A-Za-z0-9_~-]")
_SITE_CODE = re.compile(r"bm\d{8}|\d{10}")


def _domain(value: str) -> str:
    if not _DOMAIN.fullmatch(value.lower()):
        raise PydanticCustomError("site.domain", "not a domain", {"value": value[:60]})
    return value.lower()


def _organ_code(value: str) -> str:
    if not is_organization_code(value):
        raise PydanticCustomError("site.organ_code", "check digit", {"value": value[:30]})
    return value


def _site_code(value: str) -> str:
    if value and not _SITE_CODE.fullmatch(value):
        raise PydanticCustomError("site.site_code", "form", {"value": value[:30]})
    return value


def _email(value: str) -> str:
    if value and not _EMAIL.fullmatch(value):
        raise PydanticCustomError("site.email", "not an address", {"value": value[:60]})
    return value


def _own_path(value: str) -> str:
    if value and (not _OWN_PATH.fullmatch(value) or "//" in value):
        raise PydanticCustomError("site.own_path", "not a path of this site", {"value": value[:60]})
    return value


class Mark(Model):
    """A number that the footer shows when it is switched on."""

    enabled: YesNo = Field(default=False, title="启用")
    number: str = Field(default="", title="编号")
    url: str = Field(default="", title="网址")


class SiteCode(Model):
    """The government-site code (网站标识码); a Party organ usually has none."""

    enabled: YesNo = Field(default=False, title="启用")
    number: Annotated[str, AfterValidator(_site_code)] = Field(default="", title="编号")


class PartyMark(Model):
    """The mark of Party and government organs (党政机关标识)."""

    enabled: YesNo = Field(default=False, title="启用")
    label: Text = Field(default="党政机关", title="标识文字")


class ReportErrors(Model):
    """The entrance for error reports (我为政府网站找错)."""

    enabled: YesNo = Field(default=False, title="启用")
    url: str = Field(default="", title="网址")


class Feedback(Model):
    """What readers can tell the editors about a page."""

    mistakes_email: Annotated[str, AfterValidator(_email)] = Field(
        default="", title="纠错邮箱", description="“本页有误”的信写到这里；不写即用站点的电子邮箱，都没有即显示电话"
    )
    useful_url: Annotated[str, AfterValidator(_own_path)] = Field(
        default="",
        title="评价接收地址",
        description="“这一页对您有用吗”的回答交到本站哪个地址，如 /feedback，由网站服务器上的程序接收；不写即不显示",
    )


class Demonstration(Model):
    """The statement that the site is a demonstration."""

    enabled: YesNo = Field(default=False, title="启用")
    text: Text = Field(default="本站为演示站点，内容均为虚构。", title="声明文字")


class Identity(Model):
    """The key `site` of site.yaml."""

    name: Text = Field(title="网站名称", description="网站标准全称")
    domain: Annotated[str, AfterValidator(_domain)] = Field(title="域名", description="只写域名，不写 http")
    short_name: Text | None = Field(default=None, title="网站简称")
    name_en: Text | None = Field(default=None, title="英文名称")
    organ: Text | None = Field(default=None, title="主办单位", description="机关全称；不写即网站名称")
    organ_code: Annotated[str, AfterValidator(_organ_code)] = Field(
        default="000000000", title="机构代码", description="9 位组织机构代码或 18 位统一社会信用代码，用于编排索引号"
    )
    address: Text | None = Field(default=None, title="地址")
    postcode: Text | None = Field(default=None, title="邮编")
    phone: Text | None = Field(default=None, title="电话")
    email: Text | None = Field(default=None, title="电子邮箱")
    hours: Text | None = Field(default=None, title="办公时间")
    transport: Text | None = Field(default=None, title="交通")
    roster: Roster | None = Field(default=None, title="值班表", description="哪个处室哪天值班；不写就不显示值班")
    description: Text | None = Field(default=None, title="网站简介")
    keywords: Texts = Field(default=(), title="网站关键词")
    languages: Texts = Field(default=("zh-CN",), title="语言")
    slogans: Texts = Field(default=(), title="标语")
    site_code: SiteCode = Field(default_factory=SiteCode, title="网站标识码")
    icp: Mark = Field(default_factory=Mark, title="ICP备案")
    police: Mark = Field(default_factory=Mark, title="公安备案")
    party_mark: PartyMark = Field(default_factory=PartyMark, title="党政机关标识")
    report_errors: ReportErrors = Field(default_factory=ReportErrors, title="找错入口")
    feedback: Feedback = Field(default_factory=Feedback, title="读者反馈")
    demonstration: Demonstration = Field(default_factory=Demonstration, title="演示声明")

    @property
    def publisher(self) -> str:
        """The organ in whose name the site publishes."""
        return self.organ or self.name

    @property
    def address_url(self) -> str:
        """The site's root address, without a closing slash."""
        return f"https://{self.domain}"
