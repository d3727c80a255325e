"""The page that shows every component in every state, for those who maintain the theme. Nobody is led to it."""

from functools import partial
from pathlib import Path

import msgspec
from msgspec import Struct

from .. import urls
from ..accounts.parts import Account
from ..plan import PagePlan
from ..problems import Finding, Place, Problem
from .choices import Filter
from .contact import Told
from .desk import Desk
from .guide import StepView
from .item import Signature
from .lists import Service
from .opening import Opening
from .parts import Download, Entry, Fact, Link, Page, Period, State, Table
from .roster import RosterView
from .rule import VersionView

_FILE = Path("components", "samples.yaml")
_COLOURS = ("paper", "sunken", "line", "ink", "ink-soft", "accent", "accent-pale", "fill", "link", "cool-pale")


class Samples(Struct, frozen=True, forbid_unknown_fields=True):
    """Sample values, one list for each kind of value that components take."""

    icons: tuple[str, ...]
    """Names of icons."""
    states: tuple[State, ...]
    """States, one of each code."""
    periods: tuple[Period, ...]
    """Periods before, in and at the end of their days."""
    entries: tuple[Entry, ...]
    """Rows of lists."""
    facts: tuple[Fact, ...]
    """Pairs of a document's head."""
    totals: tuple[Fact, ...]
    """Figures."""
    links: tuple[Link, ...]
    """Links with and without a remark; at least three."""
    steps: tuple[StepView, ...]
    """Steps of a guide."""
    checklist: tuple[Link, ...]
    """Things to have ready; the address is not used."""
    timeline: tuple[Fact, ...]
    """Days and what happened on them."""
    table: Table
    """A wide table."""
    account: Account
    """A table whose rows become cards on a phone, with a state and a figure."""
    filters: tuple[Filter, ...]
    """Pages that narrow a list."""
    services: tuple[Service, ...]
    """Services on cards."""
    files: tuple[Download, ...]
    """Files to download."""
    answers: tuple[Told, ...]
    """The first answers of a guide, with something to call and write to."""
    opening: Opening
    """Hours of a desk."""
    roster: RosterView
    """Who is on duty; one turn with a number of its own."""
    people: Table
    """People on notice; one of them with a blank."""
    versions: tuple[VersionView, ...]
    """The texts of a rule."""
    signature: Signature
    """Who issued a document."""


class GalleryView(Page, frozen=True, kw_only=True):
    """The page of all components."""

    colours: tuple[str, ...]
    """Names of the colour tokens that are shown."""
    samples: Samples
    """What the components are shown with."""


def plan(desk: Desk, theme: Path) -> PagePlan:
    """The gallery's place in the site: built with it, in no list of it."""
    return PagePlan(urls.THEME, "gallery.html", partial(gallery_view, desk, theme), listed=False)


def gallery_view(desk: Desk, theme: Path) -> GalleryView:
    """The gallery of a theme. Raises Finding when the samples are not what the components take."""
    try:
        samples = msgspec.yaml.decode((theme / _FILE).read_bytes(), type=Samples, strict=True)
    except (OSError, msgspec.DecodeError) as error:
        raise Finding(
            Problem("theme.template", Place(f"theme/{_FILE.as_posix()}"), {"reason": str(error)[:200]})
        ) from error
    head = desk.page_head("构件一览", urls.THEME, "网页构件在各种状态下的样子", indexed=False)
    return GalleryView(head=head, title="构件一览", crumbs=desk.crumbs(None), colours=_COLOURS, samples=samples)
