"""The view of a page in another language than the site's: nothing on it but what its readers can read."""

from .. import urls
from ..kinds.page import CHINESE
from ..kinds.page import Page as PageItem
from ..library import Library
from ..records import Record
from .desk import SUMMARY_LENGTH, Desk, day, moment
from .parts import Body, Link, Page

_UPDATED = {"en": "Last updated:"}
_NAMES = {"en": "English"}


class ForeignView(Page, frozen=True, kw_only=True):
    """A page in another language."""

    body: Body | None
    """Its text."""
    published: str
    """When it was published."""
    updated: str
    """The day of its last change, YYYY-MM-DD; that of publication where there was none."""
    updated_label: str
    """What stands before that day, in the page's language where the theme knows it."""


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
        updated=day(item.updated) or day(item.published.date()),
        updated_label=_UPDATED.get(item.language, "更新日期"),
    )
