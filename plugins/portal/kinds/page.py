"""Page 普通页面: a page that is no document: about, contact, pledges."""

from typing import Annotated

from pydantic import Field

from .common import Item
from .types import choice

CHINESE = "zh-CN"
LANGUAGES = {CHINESE: "中文", "en": "英文", "bo": "藏文", "ii": "彝文", "ko": "朝鲜文", "za": "壮文"}
"""The languages that a page may be written in, by their tags (BCP 47)."""


class Page(Item):
    """A page."""

    language: Annotated[str, choice(**LANGUAGES)] = Field(
        default=CHINESE, title="语言", description="正文的语言；不是中文的页面另有版式，并在页脚给出入口"
    )
