"""What a search index is built from. Personal details and what is not published yet never enter."""

from msgspec import Struct


class SearchDoc(Struct, frozen=True):
    """What is known of an item for searching; its text is read from its page."""

    id: str
    """The path below content/ without the ending."""
    url: str
    """The page, below the site's root."""
    title: str
    kind: str
    """The kind's name: guide, rule, notice …"""
    column: str
    """The column's slug; empty for none."""
    office: str
    """The office's slug."""
    published: str
    """YYYY-MM-DD HH:MM."""
    status: str
    """in-force, open, ended …; `published` for kinds without a state."""
    holds: bool
    """Whether the item still counts; what does not ranks after what does."""
    doc_number: str
    index_number: str
    keywords: tuple[str, ...]
    summary: str
    attachments: tuple[str, ...]
    """Titles of attachments, those with personal details left out."""
