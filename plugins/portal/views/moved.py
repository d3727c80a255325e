"""The view of an old address, which leads to where the page is now."""

from .. import urls
from ..records import Record
from .desk import Desk
from .parts import Link, Page


class MovedView(Page, frozen=True, kw_only=True):
    """A page that has moved."""

    target: Link
    """Where it is now."""


def moved_view(desk: Desk, record: Record, old: str) -> MovedView:
    """The page at an old address of a record."""
    head = desk.page_head(record.title, urls.item(record.id), f"{record.title}已移到新地址", indexed=False)
    return MovedView(
        head=head,
        title=record.title,
        crumbs=desk.crumbs(None),
        target=desk.link(record),
    )
