"""Rule 规章制度: what is in force, since when, and what it replaced."""

from pydantic import Field

from .common import Item
from .guide import Basis
from .types import Day, Identifiers, Slug


class Rule(Item):
    """A regulation of the department."""

    category: Slug = Field(title="类别", description="site.yaml 中 rule_categories 的代号")
    effective: Day | None = Field(
        default=None, title="施行日期", description="不写即自成文日期起施行；也没有成文日期的，自发布之日起施行"
    )
    repealed: Day | None = Field(default=None, title="废止日期", description="从这一天起不再有效")
    supersedes: Identifiers = Field(default=(), title="取代", description="被它取代的旧制度的编号")
    amends: Identifiers = Field(default=(), title="修改", description="被它修改的制度的编号")
    basis: Basis = Field(default=(), title="制定依据", description="所依据的制度或法规")
