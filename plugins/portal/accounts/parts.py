"""What ledgers are made of: tables whose cells may lead somewhere, and the page that shows them."""

from msgspec import Struct

from ..views.parts import Fact, Link, Page


class Cell(Struct, frozen=True):
    """A cell of a ledger."""

    text: str
    """What it says."""
    url: str = ""
    """Where it leads, if anywhere."""
    state: str = ""
    """A code for styles, where the cell tells a state: done, overdue, waiting …"""
    number: bool = False
    """Whether it is a figure, which stands to the right."""


class Account(Struct, frozen=True):
    """A table of a ledger."""

    caption: str
    """What it shows."""
    head: tuple[str, ...]
    """The words over the columns."""
    rows: tuple[tuple[Cell, ...], ...]
    """The rows; the first cell names the row."""


class LedgerPage(Page, frozen=True, kw_only=True):
    """A page of ledgers."""

    intro: str
    """What the ledger is for and how its figures come about, in a sentence or two."""
    as_of: str
    """The day for which it was computed."""
    totals: tuple[Fact, ...]
    """The figures that sum it up."""
    accounts: tuple[Account, ...]
    """The tables."""
    download: Link | None
    """The first table as CSV."""
    see: tuple[Link, ...]
    """Where its rules stand, and the other ledgers."""


def text(value: str, url: str = "", state: str = "") -> Cell:
    """A cell of words."""
    return Cell(value, url, state)


def figure(value: float | None, unit: str = "") -> Cell:
    """A cell of a figure; empty for none, without .0, with one decimal at most."""
    if value is None:
        return Cell("", number=True)
    shown = f"{value:.1f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
    return Cell(shown + unit, number=True)


def rate(part: int, whole: int) -> Cell:
    """A cell of a share in percent."""
    return Cell(share(part, whole), number=True)


def share(part: int, whole: int) -> str:
    """A share in percent, with one decimal at most; a dash where there is nothing to share."""
    if not whole:
        return "—"
    return f"{part * 100 / whole:.1f}".rstrip("0").rstrip(".") + "%"
