"""The small values that views are made of. All frozen; all plain text, numbers and tuples of them."""

from msgspec import Struct


class Link(Struct, frozen=True):
    """A link to a page of the site or to a file."""

    title: str
    """The words of the link."""
    url: str
    """Where it leads."""
    note: str = ""
    """A short remark beside it: a date, a size, a state."""


class LinkGroup(Struct, frozen=True):
    """Links under a heading."""

    title: str
    """The heading."""
    links: tuple[Link, ...]
    """The links."""
    url: str = ""
    """The page with all of them, if there is one."""


class Fact(Struct, frozen=True):
    """A line of a document's head: 索引号, 文号, 发布机构 …"""

    label: str
    """What it is."""
    value: str
    """What it says."""
    url: str = ""
    """Where the value leads, if anywhere."""


class State(Struct, frozen=True):
    """The state of an item at the date of the build, with the dates from which a script may tell it later."""

    code: str
    """For styles and scripts: in-force, amended, superseded, repealed, upcoming, open, ended, withdrawn …"""
    label: str
    """The state in words."""
    holds: bool
    """Whether the item still counts."""
    note: str
    """A sentence with the dates: since when, until when, how many days are left."""
    start: str = ""
    """The first day, YYYY-MM-DD, for data attributes."""
    end: str = ""
    """The last day, YYYY-MM-DD, for data attributes."""


class Entry(Struct, frozen=True):
    """A row of a list."""

    title: str
    """The item's title."""
    url: str
    """The item's page."""
    date: str
    """The day of publication, YYYY-MM-DD."""
    kind: str
    """The kind in Chinese."""
    state: State | None = None
    """The item's state, if its kind has one."""
    summary: str = ""
    """A sentence or two, or nothing."""
    pinned: bool = False
    """Whether it stands first on purpose."""


class Period(Struct, frozen=True):
    """A period in days, first and last day included, as it stands on the day of the build."""

    start: str
    """The first day, YYYY-MM-DD."""
    end: str
    """The last day, YYYY-MM-DD."""
    days: int
    """How many days it has."""
    passed: int
    """How many of them have begun, today included; 0 before the first."""
    left: str
    """How long it still runs, in words: 还剩 4 天, 今天截止, 3 天后开始."""


class Running(Struct, frozen=True):
    """An item in its period, or about to be."""

    entry: Entry
    """The item."""
    period: Period | None
    """Its period, where both ends are known."""


class Download(Struct, frozen=True):
    """A file to download."""

    title: str
    """The name that readers see."""
    url: str
    """Where it is."""
    type: str
    """Its type in capitals: DOCX, PDF."""
    size: str
    """Its size in words: 35 KB."""


class Body(Struct, frozen=True):
    """A Markdown body by reference: the digest stands for the text, which is read when the page is rendered."""

    record: str
    """The id of the record it belongs to; addresses inside it are read from there."""
    digest: str
    """The digest of the Markdown."""
    articles: bool = False
    """Whether 第…条 become anchors."""


class Table(Struct, frozen=True):
    """A table with a head."""

    caption: str
    """What the table shows."""
    head: tuple[str, ...]
    """The words over the columns."""
    rows: tuple[tuple[str, ...], ...]
    """The cells; the first of each row names the row."""


class ColumnTags(Struct, frozen=True):
    """The state's tags of a column (国办发〔2017〕47号 网页标签规范)."""

    name: str
    """ColumnName."""
    description: str
    """ColumnDescription."""
    keywords: str
    """ColumnKeywords."""
    type: str
    """ColumnType."""


class ArticleTags(Struct, frozen=True):
    """The state's tags of an item's page."""

    title: str
    """ArticleTitle."""
    published: str
    """PubDate, YYYY-MM-DD HH:MM."""
    source: str
    """ContentSource."""
    keywords: str = ""
    """Keywords."""
    author: str = ""
    """Author."""


class Head(Struct, frozen=True):
    """What stands in a page's head."""

    title: str
    """The page's own title; the site's name is added by the template."""
    url: str
    """The page's address below the site's root."""
    description: str
    """A sentence for search engines."""
    column: ColumnTags
    """The tags of the page's column."""
    article: ArticleTags | None = None
    """The tags of an item's page."""
    indexed: bool = True
    """Whether search engines should list the page."""
    feed: Link | None = None
    """The feed of the page's column."""


class Page(Struct, frozen=True, kw_only=True):
    """What every view has."""

    head: Head
    """For the page's head."""
    title: str
    """The page's heading."""
    crumbs: tuple[Link, ...]
    """The way from the home page, the page itself left out."""
    section: str = ""
    """The slug of the top column that the page belongs to, for the navigation."""
    language: str = "zh-CN"
    """The language of the page's own text (BCP 47); the frame around it is in Chinese."""
