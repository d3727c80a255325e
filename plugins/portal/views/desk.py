"""The desk at which views are made: the library, and the small values that many views share."""

from collections.abc import Iterable
from datetime import date
from pathlib import PurePosixPath

from .. import urls
from ..kinds.common import Item
from ..library import Library
from ..lifecycle import Status
from ..records import Record
from ..settings import Column
from .parts import ArticleTags, ColumnTags, Download, Entry, Head, Link, LinkGroup, State

SUMMARY_LENGTH = 100
"""Characters; the norm for 内容概述 in disclosure catalogues is about a hundred."""


def day(value: date | None) -> str:
    """A day as text; empty for none."""
    return value.isoformat() if value is not None else ""


def moment(item: Item) -> str:
    """The time of publication as it was given: a day, or a day and minute."""
    published = item.published
    return published.isoformat(" ", "minutes") if published.hour or published.minute else published.date().isoformat()


class Desk:
    """Makes shared parts once and hands them out."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.settings = library.settings
        self.today = library.today
        self._entries: dict[str, Entry] = {}
        self._links: dict[str, Link] = {}
        self._crumbs: dict[tuple[str, bool], tuple[Link, ...]] = {}
        self._tags: dict[str, ColumnTags] = {}

    def link(self, record: Record) -> Link:
        """A link to a record, with its date."""
        made = self._links.get(record.id)
        if made is None:
            made = Link(record.title, urls.item(record.id), record.published.date().isoformat())
            self._links[record.id] = made
        return made

    def links(self, records: Iterable[Record]) -> tuple[Link, ...]:
        return tuple(self.link(record) for record in records)

    def group(self, title: str, records: Iterable[Record]) -> tuple[LinkGroup, ...]:
        """A group of links, or no group where there is nothing to link to."""
        links = self.links(records)
        return (LinkGroup(title, links),) if links else ()

    def entry(self, record: Record) -> Entry:
        """A record as a row of a list."""
        made = self._entries.get(record.id)
        if made is None:
            made = Entry(
                record.title,
                urls.item(record.id),
                record.published.date().isoformat(),
                record.kind.label,
                self.state(record),
                record.item.summary or "",
                record.item.pinned,
            )
            self._entries[record.id] = made
        return made

    def state(self, record: Record) -> State | None:
        """A record's state in words."""
        status = self.library.status(record)
        return self.state_of(status) if status is not None else None

    def state_of(self, status: Status) -> State:
        """A status in words, with its dates."""
        return State(
            status.code, status.label, status.holds, _note(status, self.today), day(status.since), day(status.until)
        )

    def office_name(self, slug: str) -> str:
        office = self.settings.office_by_slug.get(slug)
        return office.name if office is not None else slug

    def office_link(self, slug: str) -> Link:
        return Link(self.office_name(slug), urls.office(slug))

    def download(self, file: str, title: str) -> Download:
        """An attachment with its type and size."""
        found = self.library.attachments[file]
        kind = PurePosixPath(file).suffix.removeprefix(".").upper() or "文件"
        return Download(title, urls.attachment(file), kind, file_size(found.stamp.size))

    def crumbs(self, column: Column | None, itself: bool = True) -> tuple[Link, ...]:
        """Home and the columns from the top; without the column itself where its own page asks."""
        key = (column.slug if column is not None else "", itself)
        if key not in self._crumbs:
            self._crumbs[key] = self._make_crumbs(column, itself)
        return self._crumbs[key]

    def _make_crumbs(self, column: Column | None, itself: bool) -> tuple[Link, ...]:
        home = (Link("首页", urls.HOME),)
        if column is None:
            return home
        path = self.settings.column_path[column.slug]
        above = path if itself else path[:-1]
        return home + tuple(Link(each.name, urls.column(each.slug)) for each in above)

    def section(self, column: Column | None) -> str:
        return self.settings.column_path[column.slug][0].slug if column is not None else ""

    def column_tags(self, column: Column | None, name: str = "", type_: str = "首页") -> ColumnTags:
        """The state's tags of a column; of a page outside the columns, made of its own name."""
        if column is None:
            site = self.settings.site
            return ColumnTags(
                name or site.name, site.description or site.name, "，".join(site.keywords) or site.name, type_
            )
        made = self._tags.get(column.slug)
        if made is None:
            keywords = "，".join(column.keywords) or column.name
            made = ColumnTags(column.name, column.description or column.name, keywords, column.type)
            self._tags[column.slug] = made
        return made

    def page_head(
        self, title: str, url: str, description: str = "", type_: str = "信息公开目录", indexed: bool = True
    ) -> Head:
        """The head of a page that stands in no column."""
        description = description or f"{title}——{self.settings.site.name}"
        return Head(title, url, description, self.column_tags(None, title, type_), indexed=indexed)

    def column_head(self, column: Column, title: str, url: str) -> Head:
        """The head of a column's page."""
        feed = Link(f"{column.name}订阅", urls.feed(column.slug))
        return Head(title, url, column.description or column.name, self.column_tags(column), None, True, feed)

    def item_head(self, record: Record, column: Column | None, description: str) -> Head:
        """The head of an item's page."""
        item = record.item
        article = ArticleTags(
            item.title,
            item.published.isoformat(" ", "minutes"),
            item.source or self.settings.site.publisher,
            "，".join(item.keywords),
            item.author or self.office_name(item.office),
        )
        feed = Link(f"{column.name}订阅", urls.feed(column.slug)) if column is not None else None
        tags = self.column_tags(column, record.kind.label, "工作动态")
        return Head(item.title, urls.item(record.id), description, tags, article, True, feed)


def file_size(size: int) -> str:
    """Bytes in words, with the units of an office computer: 980 B, 35 KB, 1.2 MB."""
    if size < 1024:
        return f"{size} B"
    if size < 1023.5 * 1024:  # above it, KB would read 1024
        return f"{size / 1024:.0f} KB"
    return f"{size / 1024 / 1024:.1f} MB"


def _note(status: Status, today: date) -> str:
    since, until = day(status.since), day(status.until)
    if status.code == "open" and status.until is not None:
        left = (status.until - today).days
        rest = "今天截止" if left == 0 else f"还剩 {left} 天"
        return f"{since} 至 {until}，{rest}"
    if status.code == "upcoming":
        return f"{since} 起"
    if status.code in ("ended", "repealed", "superseded", "withdrawn") and since:
        return f"{since} 结束" if status.code == "ended" else f"自 {since} 起"
    if status.code in ("in-force", "amended"):
        return f"{since} 起施行" if status.code == "in-force" else f"最近一次修改 {since}"
    if status.code == "overdue":
        return f"应于 {since} 前办结"
    if status.code == "waiting" and until:
        return f"应于 {until} 前办结"
    return since
