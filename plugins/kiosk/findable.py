"""The kiosk's screens as documents to be searched: texts of its own cards, without what is told of people on notice."""

from collections.abc import Callable, Iterable, Iterator

from search.document import SearchDoc, Section
from search.words import SiteWords

from ..portal import urls
from ..portal.kinds.notice import Notice
from ..portal.library import Library
from ..portal.records import Record
from . import keyboard, papers
from .guide_cards import GuideCard
from .papers import Paper
from .views import KioskView
from .wayfinding import OfficeCard

KINDS = {"guide": "办事指南", "office": "处室", "notice": "公示公告", "bulletin": "通报", "city": "城市服务"}
"""Kind of a document → what its card says."""
_NO_DAY = "1970-01-01 00:00"
"""The day of what has none of its own."""


def words(library: Library, view: KioskView) -> SiteWords:
    """What the engine is to know besides: names of kinds, words that mean the same, words to offer."""
    offered = tuple((word, "") for word in keyboard.words(library, view) if len(word) <= keyboard.LONGEST)
    return SiteWords(kinds=KINDS, synonyms=library.settings.search.synonyms, suggestions=offered)


def documents(library: Library, view: KioskView, body_of: Callable[[Record], str]) -> Iterator[SearchDoc]:
    """A document of each screen that can be looked for; its id is the screen's name, for a city fact `city#<number>`."""
    for identifier, guide in view.guides.items():
        yield _guide(library.by_id[identifier], guide)
    for office in view.ways[0].offices:
        yield _office(office)
    for paper in (*view.notices, *view.bulletins):
        yield _paper(library.by_id[paper.id], paper, body_of)
    facts = (fact for group in view.city for fact in group.facts)
    for number, fact in enumerate(facts):
        yield _document(f"city#{number}", "city", fact.name, summary=fact.value)


def _guide(record: Record, guide: GuideCard) -> SearchDoc:
    text = [guide.audience, guide.office, guide.place, *guide.conditions]
    text += [f"{each.name} {each.form} {each.note}" for each in guide.materials]
    text += [f"{each.title} {each.detail}" for each in guide.steps]
    text += [f"{each.title} {each.duty}" for each in guide.posts]
    text += [f"{each.label} {each.value}" for each in guide.facts]
    return _document(guide.screen, "guide", guide.title, guide.summary, text, record)


def _office(office: OfficeCard) -> SearchDoc:
    where = "，".join(filter(None, (office.floor, office.room, office.phone)))
    text = [*office.duties, *(f"{post.title} {post.duty} {post.room}" for post in office.posts)]
    return _document(office.screen, "office", office.name, where, text)


def _paper(record: Record, paper: Paper, body_of: Callable[[Record], str]) -> SearchDoc:
    text = [paper.kind, *(fact.value for fact in paper.facts), papers.body(record, body_of).striptags()]
    return _document(paper.screen, record.kind_name, paper.title, paper.summary, text, record)


def _document(
    screen: str, kind: str, title: str, summary: str, text: Iterable[str] = (), record: Record | None = None
) -> SearchDoc:
    hidden = _hidden(record)
    return SearchDoc(
        id=screen,
        url=urls.KIOSK,
        title=_without(title, hidden),
        kind=kind,
        column="",
        office="",
        published=record.item.published.isoformat(" ", "minutes") if record is not None else _NO_DAY,
        status="",
        holds=True,
        doc_number=(record.item.doc_number or "") if record is not None else "",
        index_number="",
        keywords=tuple(_without(word, hidden) for word in record.item.keywords) if record is not None else (),
        summary=_without(summary, hidden),
        attachments=(),
        sections=(Section("", "", _without(" ".join(filter(None, text)), hidden)),),
    )


def _hidden(record: Record | None) -> list[str]:
    """Names of people on notice and of files about them: on their screen for their time, and found never."""
    if record is None:
        return []
    people = (person.name for person in record.item.people) if isinstance(record.item, Notice) else ()
    files = (each.title for each in record.item.attachments if each.personal)
    return sorted((*people, *files), key=len, reverse=True)


def _without(text: str, hidden: Iterable[str]) -> str:
    for name in hidden:
        text = text.replace(name, "＊＊")
    return text
