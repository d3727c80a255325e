"""The view of the kiosk's screen."""

from ..portal import urls
from ..portal.views.desk import Desk
from ..portal.views.parts import Entry, Fact, LinkGroup, Page
from ..portal.views.places import OfficeRow, offices_view


class KioskView(Page, frozen=True, kw_only=True):
    """The screen at the entrance."""

    greeting: str
    """The words that greet a visitor."""
    topics: tuple[LinkGroup, ...]
    """Services by subject."""
    notices: tuple[Entry, ...]
    """Notices in their period, or about to be."""
    bulletins: tuple[Entry, ...]
    """The newest bulletins."""
    offices: tuple[OfficeRow, ...]
    """Where each office is."""
    facts: tuple[Fact, ...]
    """Hours and address."""
    made_on: str
    """The day that the screen was made on."""


def kiosk_view(desk: Desk) -> KioskView:
    """The screen on the day of the build."""
    library = desk.library
    notices = [desk.entry(record) for record in library.of_kind.get("notice", ())]
    guides = library.of_kind.get("guide", ())
    topics = [
        LinkGroup(topic.name, desk.links(library.of_topic[topic.slug]))
        for topic in desk.settings.topics
        if topic.slug in library.of_topic
    ]
    untopical = [record for record in guides if not getattr(record.item, "topic", None)]
    head = desk.page_head("入口查询屏", urls.KIOSK, "大厅入口的触摸查询屏", "办事服务", indexed=False)
    return KioskView(
        head=head,
        title="入口查询屏",
        crumbs=(),
        greeting=desk.settings.kiosk.greeting,
        topics=(*topics, *desk.group("其他服务", untopical)),
        notices=tuple(entry for entry in notices if entry.state and entry.state.code in ("open", "upcoming")),
        bulletins=tuple(desk.entry(record) for record in library.of_kind.get("bulletin", ())[:6]),
        offices=offices_view(desk).offices,
        facts=offices_view(desk).facts,
        made_on=desk.today.isoformat(),
    )
