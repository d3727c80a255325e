"""The views of pages that are made from site.yaml and tables: offices, units, site map, indexes, not found."""

from msgspec import Struct

from .. import urls
from ..accounts.duty import office_account
from ..accounts.pages import LEDGERS
from ..accounts.parts import Account
from ..accounts.tasks import current_plan
from ..kinds.plan import Plan
from ..kinds.units import Unit
from ..settings import Column, Office, Topic
from .contact import Told, pieces, told
from .desk import Desk
from .ledgers import TaskView, task_view
from .lists import PAGE_SIZE, Service, of_audience, pinned_first, services_of
from .opening import Opening, opening_of
from .parts import Entry, Fact, Link, LinkGroup, Page
from .roster import RosterView, roster_view
from .years import kind_choices


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

    facts: tuple[Told, ...]
    """Floor, room, phone, hours."""
    opening: Opening | None
    """When it is open, for the script that says whether it is now."""
    duties: tuple[str, ...]
    """What it is there for."""
    posts: tuple[PostView, ...]
    """Its posts; never the people who hold them."""
    services: tuple[Service, ...]
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
    room: str
    """Its room."""
    phone: tuple[Link, ...]
    """Its telephone in pieces, a url where one can call."""
    duty: str
    """Its first duty."""


class Floor(Struct, frozen=True):
    """The offices of a floor."""

    title: str
    """The floor: 5 楼; 其他 for those without one."""
    offices: tuple[OfficeRow, ...]
    """The offices, in the order of site.yaml."""


class OfficesView(Page, frozen=True, kw_only=True):
    """The directory of offices."""

    floors: tuple[Floor, ...]
    """The floors, from the ground up."""
    roster: RosterView | None
    """Who is on duty."""
    facts: tuple[Told, ...]
    """The department's address, hours, transport."""
    opening: Opening | None
    """When it is open, for the script that says whether it is now."""


class UnitRow(Struct, frozen=True):
    """A city's department, with its counties'."""

    slug: str
    """The anchor of its row; empty for those without a slug."""
    name: str
    """Its name."""
    short: str
    """The name of its city or county alone."""
    site: str
    """Its site's address, if it has one."""
    host: str
    """The same without https://, to be read."""
    contact: tuple[Link, ...]
    """How to reach it, in pieces; a url where one can call."""
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


class NotFoundView(Page, frozen=True, kw_only=True):
    """The page for addresses that lead nowhere: a search box, what people come for most, and whom to tell."""

    intro: str
    """What may have happened."""
    wanted: tuple[Link, ...]
    """The services that people come for most."""
    columns: tuple[Link, ...]
    """The top columns."""
    places: tuple[Link, ...]
    """Other ways in."""
    report: tuple[Link, ...]
    """Whom to tell, in pieces; a url where one can write or call."""


def office_view(desk: Desk, office: Office) -> OfficeView:
    """The page of an office."""
    records = desk.library.of_office.get(office.slug, ())
    plan = current_plan(desk.library)
    tasks = plan.of(Plan).tasks if plan is not None else ()
    hours = office.hours or desk.settings.site.hours or ""
    return OfficeView(
        head=desk.page_head(office.name, urls.office(office.slug), "；".join(office.duties)[:100], "机构职能"),
        title=office.name,
        crumbs=(*desk.crumbs(None), Link("处室", urls.OFFICES)),
        facts=_told(
            ("楼层", f"{office.floor} 楼" if office.floor is not None else ""),
            ("房间", office.room or ""),
            ("电话", office.phone or ""),
            ("办公时间", hours),
        ),
        opening=opening_of(hours, desk.today),
        duties=office.duties,
        posts=tuple(PostView(post.title, post.duty or "", post.room or "") for post in office.posts),
        services=services_of(pinned_first(record for record in records if record.kind_name == "guide")),
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
    floors: dict[int | None, list[OfficeRow]] = {}
    for office in offices:
        row = OfficeRow(
            office.name,
            urls.office(office.slug),
            office.room or "",
            pieces(office.phone or ""),
            office.duties[0] if office.duties else "",
        )
        floors.setdefault(office.floor, []).append(row)
    known = sorted(floor for floor in floors if floor is not None)
    return OfficesView(
        head=desk.page_head("内设处室", urls.OFFICES, f"{site.publisher}内设处室的职责、房间和电话", "机构职能"),
        title="内设处室",
        crumbs=desk.crumbs(None),
        floors=(
            *(Floor(f"{floor} 楼", tuple(floors[floor])) for floor in known),
            *([Floor("其他", tuple(floors[None]))] if None in floors else []),
        ),
        roster=roster_view(desk),
        facts=_told(
            ("地址", site.address or ""),
            ("邮编", site.postcode or ""),
            ("总机", site.phone or ""),
            ("办公时间", site.hours or ""),
            ("交通", site.transport or ""),
        ),
        opening=opening_of(site.hours, desk.today),
    )


def units_view(desk: Desk) -> UnitsView:
    """The table of city and county departments, counties below their city."""
    units = desk.library.units.units
    counties: dict[str, list[UnitRow]] = {}
    for unit in units:
        if unit.level == "county":
            counties.setdefault(unit.parent or "", []).append(_unit(unit))
    cities = tuple(
        _unit(unit, tuple(counties.pop(unit.slug or "", []) + counties.pop(unit.name, [])))
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


def _unit(unit: Unit, counties: tuple[UnitRow, ...] = ()) -> UnitRow:
    site = unit.site or ""
    host = site.partition("://")[2].rstrip("/") if "://" in site else site
    short = unit.name.removesuffix("组织部").removesuffix("委")
    return UnitRow(unit.slug or "", unit.name, short or unit.name, site, host, pieces(unit.contact or ""), counties)


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
        groups=(*ways_in(desk), LinkGroup("订阅（Atom）", _feeds(desk))),
    )


def _feeds(desk: Desk) -> tuple[Link, ...]:
    """A feed of the whole site and one of each top column."""
    columns = (Link(column.name, urls.feed(column.slug)) for column in desk.settings.columns)
    return (Link("全站最新", urls.feed("all")), *columns)


def ways_in(desk: Desk) -> tuple[LinkGroup, ...]:
    """Every way to find something: services, topics, offices, years."""
    library, settings = desk.library, desk.settings
    groups = (
        LinkGroup("办事指南", tuple(Link(each.title, urls.item(each.id)) for each in library.of_kind.get("guide", ()))),
        LinkGroup("办事主题", tuple(Link(topic.name, urls.topic(topic.slug)) for topic in used_topics(desk))),
        LinkGroup(
            "服务对象",
            tuple(Link(each.name, urls.audience(each.slug)) for each in settings.audiences if of_audience(desk, each)),
        ),
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
    groups = []
    for year, records in sorted(desk.library.of_year.items(), reverse=True):
        kinds = tuple(Link(each.title, each.url, f"{each.count} 件") for each in kind_choices(desk.library, year))
        whole = Link("全部", urls.archive(year), f"{len(records)} 件")
        groups.append(LinkGroup(f"{year} 年", (whole, *kinds), urls.archive(year)))
    return IndexView(
        head=desk.page_head("按年份查阅", urls.ARCHIVE, "历年发布的全部内容"),
        title="按年份查阅",
        crumbs=desk.crumbs(None),
        intro="历年发布的内容全部保留，先选年份，再选种类。",
        groups=tuple(groups),
    )


def tags_view(desk: Desk, words: list[str]) -> IndexView:
    """The keywords that have a page."""
    counted = [(len(desk.library.of_keyword[word]), word) for word in words]
    often = {word for _, word in sorted(counted, key=lambda each: -each[0])[:_OFTEN]}
    links = {word: Link(word, urls.tag(word), f"{count} 件") for count, word in counted}
    groups = (
        LinkGroup("用得最多的", tuple(links[word] for word in words if word in often)),
        LinkGroup("其他关键词", tuple(links[word] for word in words if word not in often)),
    )
    return IndexView(
        head=desk.page_head("关键词", urls.TAGS, "按关键词查阅"),
        title="关键词",
        crumbs=desk.crumbs(None),
        intro="同一关键词下的内容集中在一页。",
        groups=tuple(group for group in groups if group.links),
    )


_OFTEN = 24
"""Keywords that stand first among all."""
_WANTED = 8


def not_found_view(desk: Desk) -> NotFoundView:
    """The page for addresses that lead nowhere."""
    site = desk.settings.site
    ways = [f"电话 {site.phone}" if site.phone else "", f"电子邮箱 {site.email}" if site.email else ""]
    report = "，".join(each for each in ways if each)
    return NotFoundView(
        head=desk.page_head("没有找到这个页面", urls.NOT_FOUND, "页面不存在或已移动", indexed=False),
        title="没有找到这个页面",
        crumbs=desk.crumbs(None),
        intro="网址可能输入有误，或者页面已经移动、撤下。可以搜索标题里的几个字，也可以从下面的入口查找。",
        wanted=desk.links(pinned_first(desk.library.of_kind.get("guide", ()))[:_WANTED]),
        columns=tuple(Link(column.name, urls.column(column.slug)) for column in desk.settings.columns),
        places=(
            Link("站点地图", urls.SITE_MAP),
            Link("按年份查阅", urls.ARCHIVE),
            Link("关键词", urls.TAGS),
            Link("内设处室", urls.OFFICES),
            Link("市县组织部", urls.UNITS),
        ),
        report=pieces(report),
    )


def _facts(*lines: tuple[str, str]) -> tuple[Fact, ...]:
    return tuple(Fact(label, value) for label, value in lines if value)


def _told(*lines: tuple[str, str]) -> tuple[Told, ...]:
    return tuple(told(label, value) for label, value in lines if value)
