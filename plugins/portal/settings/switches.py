"""The parts of site.yaml that steer other programs of the house: search, checks."""

from typing import Annotated

from pydantic import Field

from ..kinds.types import Days, Model, Texts, YesNo


class Search(Model):
    """The search: words that mean the same to a searcher, and the service for those without scripts."""

    synonyms: tuple[Texts, ...] = Field(default=(), title="同义词", description="每组第一个是规范说法")
    service: str = Field(
        default="",
        pattern=r"^(/[A-Za-z0-9._~-]+)*/?$",
        title="检索服务",
        description="本网站下检索服务的路径，如 /find/；不写则没有脚本的浏览器去站点地图",
    )


class Checks(Model):
    """What the checks go by."""

    letter_workdays: Annotated[int, Field(ge=1, le=250)] = Field(
        default=10, title="来信答复期限", description="部长信箱应在几个工作日内答复，收到的次日起算"
    )
    duty_by_commits: YesNo = Field(
        default=False,
        title="按入库日期考核更新",
        description="是：栏目更新台账以文件进入版本库的日期为准，后补的日期不算",
    )
    retention_days: Days = Field(default=0, title="个人信息保留天数", description="公示期满后再保留几天")
