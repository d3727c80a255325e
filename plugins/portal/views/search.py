"""The view of the search page."""

from search import bundle

from .. import urls
from .desk import Desk
from .lists import pinned_first
from .parts import Fact, Link, LinkGroup, Page
from .places import ways_in

_GUIDES = 12
"""Services that are offered where nothing is found, those first that the home page shows."""


class SearchView(Page, frozen=True, kw_only=True):
    """The search page, before anything is searched for."""

    intro: str
    """A sentence about the ways below the box."""
    action: str
    """Where the form leads without scripts: to the search service, or to the site map."""
    service: bool
    """Whether there is a search service."""
    data: str
    """The folder of the search data."""
    script: str
    """The address of the script that searches."""
    guides: tuple[Link, ...]
    """Services, for a search that finds nothing."""
    contact: tuple[Fact, ...]
    """Telephone and hours, for a search that finds nothing."""
    groups: tuple[LinkGroup, ...]
    """Other ways to find things."""


def search_view(desk: Desk) -> SearchView:
    """The search page."""
    settings = desk.settings
    site, service = settings.site, settings.search.service
    guides = desk.links(pinned_first(desk.library.of_kind.get("guide", ()))[:_GUIDES])
    contact = (("电话", site.phone), ("办公时间", site.hours), ("地址", site.address))
    return SearchView(
        head=desk.page_head("站内搜索", urls.SEARCH, "搜索全站的指南、制度、公示、通报和来信答复"),
        title="站内搜索",
        crumbs=desk.crumbs(None),
        intro="也可以按办事指南、主题、处室或年份查找，或者从站点地图进入任何一个栏目。",
        action=service or urls.SITE_MAP,
        service=bool(service),
        data=urls.SEARCH_DATA,
        script=f"{urls.SEARCH}{bundle.client()[0]}",
        guides=tuple(Link(each.title, each.url) for each in guides),
        contact=tuple(Fact(label, value) for label, value in contact if value),
        groups=(
            LinkGroup("总入口", (Link("站点地图", urls.SITE_MAP), Link("按年份查阅", urls.ARCHIVE))),
            *ways_in(desk),
        ),
    )
