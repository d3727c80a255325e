"""The view of a page in another language than the site's: nothing on it but what its readers can read."""

from msgspec import Struct

from .. import urls
from ..kinds.page import CHINESE
from ..kinds.page import Page as PageItem
from ..library import Library
from ..records import Record
from .desk import SUMMARY_LENGTH, Desk, day, moment
from .parts import Body, Link, Page


class Words(Struct, frozen=True):
    """The few words of the frame that a reader of the page needs."""

    published: str
    """Before the day of publication."""
    updated: str
    """Before the day of the last change."""
    source: str
    """Before the name of the office."""


_CHINESE = Words("发布时间：", "更新：", "来源：")
_WORDS = {"en": Words("Published:", "Last updated:", "By:")}
_NAMES = {"en": "English"}


class ForeignView(Page, frozen=True, kw_only=True):
    """A page in another language."""

    body: Body | None
    """Its text."""
    published: str
    """When it was published."""
    updated: str
    """The day of its last change, YYYY-MM-DD; empty where there was none."""
    source: str
    """Who says so."""
    words: Words
    """What stands before these, in the page's language where the theme knows it."""


def is_foreign(record: Record) -> bool:
    """Whether a record is a page in another language than Chinese."""
    return isinstance(record.item, PageItem) and record.item.language != CHINESE


def foreign_links(library: Library) -> tuple[Link, ...]:
    """The pages in other languages, newest first; the remark is the language's tag."""
    pages = [record for record in library.of_kind.get("page", ()) if is_foreign(record)]
    tags = [record.of(PageItem).language for record in pages]
    return tuple(
        Link(_NAMES.get(tag, record.title) if tags.count(tag) == 1 else record.title, urls.item(record.id), tag)
        for record, tag in zip(pages, tags, strict=True)
    )


def foreign_view(desk: Desk, record: Record) -> ForeignView:
    """The page of a record in another language."""
    item = record.of(PageItem)
    column = desk.library.column_of(record)
    return ForeignView(
        head=desk.item_head(record, column, (item.summary or item.title)[:SUMMARY_LENGTH]),
        title=item.title,
        crumbs=desk.crumbs(column),
        section=desk.section(column),
        language=item.language,
        body=Body(record.id, record.body_digest) if record.body_digest else None,
        published=moment(item),
        updated=day(item.updated),
        source=item.source or desk.settings.site.name_en or desk.settings.site.publisher,
        words=_WORDS.get(item.language, _CHINESE),
    )
