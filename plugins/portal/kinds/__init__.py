"""The kinds of content: a folder each, and the typed model that its files must fit."""

from dataclasses import dataclass

from .assessment import Assessment
from .bulletin import Bulletin
from .common import Item
from .consultation import Consultation
from .guide import Guide
from .letter import Letter
from .news import News
from .notice import Notice
from .page import Page
from .plan import Plan
from .project import Project
from .proposal import Proposal
from .rule import Rule
from .statistic import Statistic
from .submission import Submission


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of content."""

    name: str
    label: str
    folder: str
    model: type[Item]
    suffix: str
    """`.md` where the item has a body in Markdown, `.yaml` where it is all structure."""


KINDS: tuple[Kind, ...] = (
    Kind("guide", "办事指南", "guides", Guide, ".yaml"),
    Kind("rule", "规章制度", "rules", Rule, ".md"),
    Kind("notice", "公示公告", "notices", Notice, ".md"),
    Kind("bulletin", "通报刊物", "bulletins", Bulletin, ".md"),
    Kind("news", "工作动态", "news", News, ".md"),
    Kind("letter", "部长信箱", "letters", Letter, ".yaml"),
    Kind("consultation", "意见征集", "consultations", Consultation, ".md"),
    Kind("proposal", "建议提案", "proposals", Proposal, ".md"),
    Kind("plan", "任务分解", "plans", Plan, ".yaml"),
    Kind("statistic", "统计数据", "statistics", Statistic, ".yaml"),
    Kind("assessment", "目标管理", "assessments", Assessment, ".yaml"),
    Kind("submission", "信息报送采用", "submissions", Submission, ".yaml"),
    Kind("project", "创新项目", "projects", Project, ".yaml"),
    Kind("page", "普通页面", "pages", Page, ".md"),
)
BY_FOLDER = {kind.folder: kind for kind in KINDS}
BY_NAME = {kind.name: kind for kind in KINDS}
