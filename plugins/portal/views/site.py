"""What every page shows of the site: names, navigation, footer. Made once a build; part of every fingerprint."""

from msgspec import Struct

from .. import urls
from ..settings import Settings
from .parts import Fact, Link, LinkGroup


class Look(Struct, frozen=True):
    """What every page's head needs of the theme."""

    stylesheet: str
    """The address of the style sheet."""
    sheet_stylesheet: str
    """The address of the style sheet of the sheets for paper."""
    script: str
    """The address of the script."""
    icon: str
    """The address of the icon."""
    characters: str
    """The address of the script for traditional characters and pinyin, fetched when asked for; so are the next four."""
    hant_table: str
    """The address of the table of traditional characters."""
    pinyin_table: str
    """The address of the table of sounds."""
    reader: str
    """The address of the script that reads aloud."""
    code_maker: str
    """The address of the script that draws codes to scan."""
    touch_icon: str
    """The address of the icon for first screens of phones, 180 points wide."""
    large_icon: str
    """The address of the large icon, 512 points wide, for those who link to the site."""
    early_script: str
    """The script that stands in the head and sets the chosen modes before the first paint."""
    policy: str
    """The Content-Security-Policy."""


class SiteView(Struct, frozen=True):
    """The site, as templates see it."""

    name: str
    """Its standard name."""
    short_name: str
    """The short name, by which links to the site are shown elsewhere."""
    domain: str
    """Its domain, without a scheme."""
    root: str
    """Its root address, without a closing slash."""
    code: str
    """The government-site code, if it has one."""
    organ: str
    """Who publishes it."""
    navigation: tuple[LinkGroup, ...]
    """The top columns with those below them; the first link of a group is the top column itself."""
    sections: tuple[str, ...]
    """The slugs of the top columns, in the same order."""
    search: Link
    """The page that helps to find things."""
    ways: tuple[Link, ...]
    """Other ways in, for the footer."""
    contact: tuple[Fact, ...]
    """Address, phone, hours, for the footer."""
    marks: tuple[Link, ...]
    """Registration numbers and marks of the footer; a url where there is one."""
    demonstration: str
    """The statement that the site is a demonstration, if it is one."""
    languages: tuple[Link, ...]
    """Pages in other languages; the remark is the language's tag."""
    manifest: str
    """The address of the web app manifest."""
    mistakes_email: str
    """Where readers write about mistakes on a page, if there is an address."""
    mistakes_phone: str
    """Where they call."""
    useful_url: str
    """Where the site takes in whether a page was useful, if it does."""
    look: Look
    """The theme's files and policy."""


def site_view(settings: Settings, look: Look, languages: tuple[Link, ...] = ()) -> SiteView:
    """The site's view, with the theme that it is shown in and its pages in other languages."""
    site = settings.site
    marks = []
    if site.party_mark.enabled:
        marks.append(Link(site.party_mark.label, "", "党政机关网站标识"))
    if site.site_code.enabled:
        marks.append(Link(site.site_code.number, "", "网站标识码"))
    if site.icp.enabled:
        marks.append(Link(site.icp.number, site.icp.url, "ICP备案编号"))
    if site.police.enabled:
        marks.append(Link(site.police.number, site.police.url, "公安机关备案"))
    if site.report_errors.enabled:
        marks.append(Link("我为政府网站找错", site.report_errors.url, "网站找错"))
    contact = (
        ("主办单位", site.publisher),
        ("地址", site.address or ""),
        ("邮编", site.postcode or ""),
        ("电话", site.phone or ""),
        ("办公时间", site.hours or ""),
    )
    navigation = tuple(
        LinkGroup(
            column.name,
            (
                Link(column.name, urls.column(column.slug)),
                *(Link(child.name, urls.column(child.slug)) for child in column.children),
            ),
        )
        for column in settings.columns
    )
    return SiteView(
        name=site.name,
        short_name=site.short_name or site.name,
        domain=site.domain,
        root=site.address_url,
        code=site.site_code.number if site.site_code.enabled else "",
        organ=site.publisher,
        navigation=navigation,
        sections=tuple(column.slug for column in settings.columns),
        search=Link("查找", urls.SEARCH),
        ways=(
            Link("站点地图", urls.SITE_MAP),
            Link("查找", urls.SEARCH),
            Link("内设处室", urls.OFFICES),
            Link("市县组织部", urls.UNITS),
            Link("按年份查阅", urls.ARCHIVE),
            Link("关键词", urls.TAGS),
            Link("订阅", urls.feed("all")),
        ),
        contact=tuple(Fact(label, value) for label, value in contact if value),
        marks=tuple(marks),
        demonstration=site.demonstration.text if site.demonstration.enabled else "",
        languages=languages,
        manifest=urls.MANIFEST,
        mistakes_email=site.feedback.mistakes_email or site.email or "",
        mistakes_phone=site.phone or "",
        useful_url=site.feedback.useful_url,
        look=look,
    )
