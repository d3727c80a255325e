"""The views of pages that are made from site.yaml and tables: offices, units, site map, indexes, not found."""

from msgspec import Struct

from .. import urls
from ..accounts.duty import office_account
from ..accounts.pages import LEDGERS
from ..accounts.parts import Account
from ..accounts.tasks import current_plan
from ..kinds.plan import Plan
from ..settings import Column, Office, Topic
from .desk import Desk
from .ledgers import TaskView, task_view
from .lists import PAGE_SIZE
from .parts import Entry, Fact, Link, LinkGroup, Page


class PostView(Struct, frozen=True):
    """A post in an office."""

    title: str
    """What it is called."""
    duty: str
    """What it does."""
    room: str
    """Where it sits."""


class OfficeView(Page, frozen=True, kw_only=True):
    """The page of an office."""

    facts: tuple[Fact, ...]
    """Floor, room, phone, hours."""
    duties: tuple[str, ...]
    """What it is there for."""
    posts: tuple[PostView, ...]
    """Its posts; never the people who hold them."""
    guides: tuple[Link, ...]
    """The services that it runs."""
    columns: tuple[Link, ...]
    """The columns that it answers for."""
    duty: Account | None
    """The columns that it has to keep fresh, and how it does."""
    tasks: tuple[TaskView, ...]
    """Its tasks of the year's plan."""
    entries: tuple[Entry, ...]
    """What it published last."""
    total: int
    """How much it published in all."""


class OfficeRow(Struct, frozen=True):
    """An office in the directory."""

    name: str
    """Its name."""
    url: str
    """Its page."""
    floor: str
    """Its floor."""
    room: str
    """Its room."""
    phone: str
    """Its telephone."""
    duty: str
    """Its first duty."""


class OfficesView(Page, frozen=True, kw_only=True):
    """The directory of offices."""

    offices: tuple[OfficeRow, ...]
    """The offices, in the order of site.yaml."""
    facts: tuple[Fact, ...]
    """The department's address, hours, transport."""


class UnitRow(Struct, frozen=True):
    """A city's department, with its counties'."""

    name: str
    """Its name."""
    site: str
    """Its site's address, if it has one."""
    contact: str
    """How to reach it."""
    counties: tuple["UnitRow", ...] = ()
    """The departments below it."""


class UnitsView(Page, frozen=True, kw_only=True):
    """The table of city and county departments."""

    units: tuple[UnitRow, ...]
    """The cities."""
    totals: tuple[Fact, ...]
    """How many there are, and how many have a site."""


class Branch(Struct, frozen=True):
    """A column in the site map."""

    title: str
    """Its name."""
    url: str
    """Its page."""
    note: str
    """How many items it holds."""
    children: tuple["Branch", ...] = ()
    """The columns below it."""


class SiteMapView(Page, frozen=True, kw_only=True):
    """The site map."""

    columns: tuple[Branch, ...]
    """The tree of columns."""
    groups: tuple[LinkGroup, ...]
    """Other ways in: guides, offices, topics, years."""


class IndexView(Page, frozen=True, kw_only=True):
    """A page that leads to others: years, keywords, ways to find things, a page that is not there."""

    intro: str
    """A sentence or two."""
    groups: tuple[LinkGroup, ...]
    """Where to go."""


def office_view(desk: Desk, office: Office) -> OfficeView:
    """The page of an office."""
    records = desk.library.of_office.get(office.slug, ())
    plan = current_plan(desk.library)
    tasks = plan.of(Plan).tasks if plan is not None else ()
    return OfficeView(
        head=desk.page_head(office.name, urls.office(office.slug), "；".join(office.duties)[:100], "机构职能"),
        title=office.name,
        crumbs=(*desk.crumbs(None), Link("处室", urls.OFFICES)),
        facts=_facts(
            ("楼层", f"{office.floor} 楼" if office.floor is not None else ""),
            ("房间", office.room or ""),
            ("电话", office.phone or ""),
            ("办公时间", office.hours or desk.settings.site.hours or ""),
        ),
        duties=office.duties,
        posts=tuple(PostView(post.title, post.duty or "", post.room or "") for post in office.posts),
        guides=desk.links(record for record in records if record.kind_name == "guide"),
        columns=tuple(
            Link(column.name, urls.column(column.slug))
            for column, _ in desk.settings.walk_columns()
            if column.office == office.slug
        ),
        duty=office_account(desk.library, office.slug),
        tasks=tuple(task_view(desk, task) for task in tasks if task.office == office.slug),
        entries=tuple(desk.entry(record) for record in records[:PAGE_SIZE]),
        total=len(records),
    )


def offices_view(desk: Desk) -> OfficesView:
    """The directory of offices."""
    site = desk.settings.site
    offices = sorted(desk.settings.offices, key=lambda office: office.order if office.order is not None else 10_000)
    rows = tuple(
        OfficeRow(
            office.name,
            urls.office(office.slug),
            f"{office.floor} 楼" if office.floor is not None else "",
            office.room or "",
            office.phone or "",
            office.duties[0] if office.duties else "",
        )
        for office in offices
    )
    return OfficesView(
        head=desk.page_head("内设处室", urls.OFFICES, f"{site.publisher}内设处室的职责、房间和电话", "机构职能"),
        title="内设处室",
        crumbs=desk.crumbs(None),
        offices=rows,
        facts=_facts(
            ("地址", site.address or ""),
            ("邮编", site.postcode or ""),
            ("总机", site.phone or ""),
            ("办公时间", site.hours or ""),
            ("交通", site.transport or ""),
        ),
    )


def units_view(desk: Desk) -> UnitsView:
    """The table of city and county departments, counties below their city."""
    units = desk.library.units.units
    counties: dict[str, list[UnitRow]] = {}
    for unit in units:
        if unit.level == "county":
            counties.setdefault(unit.parent or "", []).append(UnitRow(unit.name, unit.site or "", unit.contact or ""))
    cities = tuple(
        UnitRow(
            unit.name,
            unit.site or "",
            unit.contact or "",
            tuple(counties.pop(unit.slug or "", []) + counties.pop(unit.name, [])),
        )
        for unit in units
        if unit.level == "city"
    )
    orphans = tuple(row for rows in counties.values() for row in rows)
    with_site = sum(bool(unit.site) for unit in units)
    title = desk.library.units.title
    return UnitsView(
        head=desk.page_head(title, urls.UNITS, f"{title}名录、网站和联系方式", "机构职能"),
        title=title,
        crumbs=desk.crumbs(None),
        units=cities + orphans,
        totals=_facts(
            ("市州", f"{len(cities)} 个"),
            ("县区", f"{sum(unit.level == 'county' for unit in units)} 个"),
            ("有网站或网页的", f"{with_site} 个"),
        ),
    )


def site_map_view(desk: Desk) -> SiteMapView:
    """The site map: every column, and the other ways in."""
    library, settings = desk.library, desk.settings

    def branch(column: Column) -> Branch:
        count = len(library.in_column.get(column.slug, ()))
        children = tuple(branch(child) for child in column.children)
        return Branch(column.name, urls.column(column.slug), f"{count} 件" if count else "暂无内容", children)

    return SiteMapView(
        head=desk.page_head("站点地图", urls.SITE_MAP, "全部栏目和各种查找途径"),
        title="站点地图",
        crumbs=desk.crumbs(None),
        columns=tuple(branch(column) for column in settings.columns),
        groups=ways_in(desk),
    )


def ways_in(desk: Desk) -> tuple[LinkGroup, ...]:
    """Every way to find something: services, topics, offices, years."""
    library, settings = desk.library, desk.settings
    groups = (
        LinkGroup("办事指南", tuple(Link(each.title, urls.item(each.id)) for each in library.of_kind.get("guide", ()))),
        LinkGroup("办事主题", tuple(Link(topic.name, urls.topic(topic.slug)) for topic in used_topics(desk))),
        LinkGroup("办理台账", tuple(Link(ledger.title, ledger.url) for ledger in LEDGERS)),
        LinkGroup("处室", tuple(Link(office.name, urls.office(office.slug)) for office in settings.offices)),
        LinkGroup(
            "按年份", tuple(Link(f"{year} 年", urls.archive(year)) for year in sorted(library.of_year, reverse=True))
        ),
    )
    return tuple(group for group in groups if group.links)


def used_topics(desk: Desk) -> list[Topic]:
    """The topics that something belongs to."""
    return [topic for topic in desk.settings.topics if desk.library.on_topic.get(topic.slug)]


def archive_view(desk: Desk) -> IndexView:
    """The years of the archive."""
    years = sorted(desk.library.of_year.items(), reverse=True)
    links = tuple(Link(f"{year} 年", urls.archive(year), f"{len(records)} 件") for year, records in years)
    return IndexView(
        head=desk.page_head("按年份查阅", urls.ARCHIVE, "历年发布的全部内容"),
        title="按年份查阅",
        crumbs=desk.crumbs(None),
        intro="历年发布的内容全部保留，按发布时间排列。",
        groups=(LinkGroup("年份", links),) if links else (),
    )


def tags_view(desk: Desk, words: list[str]) -> IndexView:
    """The keywords that have a page."""
    links = tuple(Link(word, urls.tag(word), f"{len(desk.library.of_keyword[word])} 件") for word in words)
    return IndexView(
        head=desk.page_head("关键词", urls.TAGS, "按关键词查阅"),
        title="关键词",
        crumbs=desk.crumbs(None),
        intro="同一关键词下的内容集中在一页。",
        groups=(LinkGroup("关键词", links),) if links else (),
    )


def not_found_view(desk: Desk) -> IndexView:
    """The page for addresses that lead nowhere."""
    site = desk.settings.site
    phone = f"也可以拨打 {site.phone} 询问。" if site.phone else ""
    head = desk.page_head("没有找到这个页面", urls.NOT_FOUND, "页面不存在或已移动", indexed=False)
    return IndexView(
        head=head,
        title="没有找到这个页面",
        crumbs=desk.crumbs(None),
        intro=f"网址可能输入有误，或者页面已经移动。请从下面的入口查找。{phone}",
        groups=ways_in(desk),
    )


def _facts(*lines: tuple[str, str]) -> tuple[Fact, ...]:
    return tuple(Fact(label, value) for label, value in lines if value)
