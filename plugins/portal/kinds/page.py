"""Page 普通页面: a page that is no document: about, contact, pledges."""

from .common import Item


class Page(Item):
    """A page; it has nothing beyond the common fields."""
