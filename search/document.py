"""What a search index is built from. Personal details and what is not published yet never enter."""

import msgspec


class Section(msgspec.Struct, frozen=True):
    """A piece of a document's text that can be linked to."""

    anchor: str
    """The id of its heading on the page; empty for what stands before the first heading."""
    heading: str
    text: str


class SearchDoc(msgspec.Struct, frozen=True, omit_defaults=True):
    """All that a searcher may find of an item."""

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
    sections: tuple[Section, ...] = ()
    """The text of its page in order, once the page is made."""

    def beside(self) -> tuple[str, ...]:
        """What can be found of it beside its title and its text."""
        return (self.doc_number, self.index_number, self.summary, *self.keywords, *self.attachments)
