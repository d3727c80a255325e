"""The view of a service guide, and of its print sheet."""

from msgspec import Struct

from .. import urls
from ..kinds.common import Legal
from ..kinds.guide import Guide
from ..records import Record
from .contact import Told, pieces, told
from .desk import Desk
from .item import ItemView, common
from .opening import Opening, opening_of
from .parts import Download, Link, Page


class MaterialView(Struct, frozen=True):
    """One thing to bring."""

    name: str
    """What it is."""
    form: str
    """Original, copy or file, and how many."""
    required: bool
    """Whether nobody can do without it."""
    note: str
    """How to fill it in."""
    template: Download | None
    """The blank form."""
    sample: Download | None
    """The form filled in as an example."""


class StepView(Struct, frozen=True):
    """One step."""

    title: str
    """What happens."""
    detail: str
    """How."""
    time: str
    """How many working days it takes."""
    who: str
    """Which post does it."""


class QuestionView(Struct, frozen=True):
    """A question and its answer."""

    question: str
    """The question."""
    answer: str
    """The answer, in Markdown."""


class GuideView(ItemView, frozen=True, kw_only=True):
    """The page of a service guide."""

    answers: tuple[Told, ...]
    """The short answers: what to bring, where, when, how long, what it costs, whom to call."""
    opening: Opening | None
    """The hours in a form that a script can tell the time by, where the words are plain enough."""
    audience: tuple[str, ...]
    """For whom the service is."""
    topic: Link | None
    """The subject that the service belongs to."""
    basis: tuple[Link, ...]
    """What it rests on; a url only where the rule is on this site."""
    conditions: tuple[str, ...]
    """Who may apply."""
    materials: tuple[MaterialView, ...]
    """What to bring."""
    steps: tuple[StepView, ...]
    """The way through the office."""
    details: tuple[Told, ...]
    """All the elements of the guide, as a table."""
    faq: tuple[QuestionView, ...]
    """Questions that people ask."""
    notes: str
    """Further remarks, in Markdown."""
    print_url: str
    """The sheet for paper."""
    address: str
    """The page's full address, for the QR code that carries it to a phone."""
    phone: Link | None
    """The first number to call."""


class GuideSheet(Page, frozen=True, kw_only=True):
    """The guide on one sheet of paper."""

    guide: GuideView
    """The guide."""
    address: str
    """The page's full address, under the QR code."""
    organ: str
    """Who publishes it."""
    printed: str
    """What the sheet was made from: the day of the guide's last change."""
    type_size: str
    """How large the type may be for all to stand on one page: large, medium, small."""


def guide_view(desk: Desk, record: Record) -> GuideView:
    """The page of a service guide."""
    guide = record.of(Guide)
    topic = desk.settings.topic_by_slug.get(guide.topic or "")
    audience = tuple(desk.settings.audience_by_slug[slug].name for slug in guide.audience)
    return GuideView(
        **common(desk, record),
        answers=_answers(guide),
        opening=opening_of(guide.hours, desk.today),
        audience=audience,
        topic=Link(topic.name, urls.topic(topic.slug)) if topic else None,
        basis=basis_links(desk, guide.basis),
        conditions=guide.conditions,
        materials=tuple(
            MaterialView(
                material.name,
                _form(material.form, material.copies),
                material.required,
                material.note or "",
                desk.download(material.template, "空白表格") if material.template else None,
                desk.download(material.sample, "填写样表") if material.sample else None,
            )
            for material in guide.materials
        ),
        steps=tuple(
            StepView(step.title, step.detail or "", f"{step.days} 个工作日" if step.days else "", step.who or "")
            for step in guide.steps
        ),
        details=_details(desk, guide, audience),
        faq=tuple(QuestionView(each.question, each.answer) for each in guide.faq),
        notes=guide.notes or "",
        print_url=urls.print_sheet(record.id),
        address=desk.settings.site.address_url + urls.item(record.id),
        phone=next((each for each in pieces(guide.phone or "") if each.url), None),
    )


def guide_sheet(desk: Desk, record: Record) -> GuideSheet:
    """The guide's print sheet."""
    view = guide_view(desk, record)
    url = urls.print_sheet(record.id)
    head = desk.page_head(f"{record.title}（打印页）", url, f"{record.title}的一页纸", "办事服务", indexed=False)
    return GuideSheet(
        head=head,
        title=record.title,
        crumbs=(*view.crumbs, desk.link(record)),
        section=view.section,
        guide=view,
        address=desk.settings.site.address_url + urls.item(record.id),
        organ=desk.settings.site.publisher,
        printed=view.updated or view.published[:10],
        type_size=_type_size(view),
    )


_LARGE_TO, _MEDIUM_TO = 900, 1350
"""How much a sheet in large or medium type may hold, in characters as `_length` counts them."""


def _type_size(view: GuideView) -> str:
    length = _length(view)
    return "large" if length <= _LARGE_TO else "medium" if length <= _MEDIUM_TO else "small"


def _length(view: GuideView) -> int:
    """About how much room the texts of a sheet take, in characters; each entry of a list takes a part of a line more."""
    texts = [*view.conditions, *(link.title for link in view.basis)]
    texts += [text for each in view.materials for text in (each.name + each.form, each.note) if text]
    texts += [text for each in view.steps for text in (each.title + each.time, each.detail) if text]
    return sum(len(text) + 12 for text in texts)


def basis_links(desk: Desk, basis: tuple[Legal, ...]) -> tuple[Link, ...]:
    """What an item rests on: rules of this site with a link, laws in words."""
    links = []
    for legal in basis:
        record = desk.library.by_id.get(legal.rule) if legal.rule else None
        name = record.title if record is not None else legal.law or legal.rule or ""
        title = name if name.startswith("《") else f"《{name}》" if record is not None else name
        links.append(Link(title + (legal.article or ""), urls.item(record.id) if record is not None else ""))
    return tuple(links)


def _answers(guide: Guide) -> tuple[Told, ...]:
    limit = guide.promised_limit if guide.promised_limit is not None else guide.legal_limit
    needed = sum(material.required for material in guide.materials)
    answers = (
        ("要带什么", f"{needed} 样材料" if needed else ""),
        ("到哪里办", guide.place or ""),
        ("什么时间", guide.hours or ""),
        ("多久办好", ("当场办结" if limit == 0 else f"{limit} 个工作日") if limit is not None else ""),
        ("收费", guide.fee or ""),
        ("跑几次", ("不用到现场" if guide.visits == 0 else f"{guide.visits} 次") if guide.visits is not None else ""),
        ("问谁", guide.phone or ""),
    )
    return tuple(told(label, value) for label, value in answers if value)


def _details(desk: Desk, guide: Guide, audience: tuple[str, ...]) -> tuple[Told, ...]:
    def days(count: int | None) -> str:
        return "" if count is None else "当场办结" if count == 0 else f"{count} 个工作日"

    details = (
        ("服务对象", "、".join(audience)),
        ("负责处室", desk.office_name(guide.office)),
        ("办理地点", guide.place or ""),
        ("办理时间", guide.hours or ""),
        ("联系电话", guide.phone or ""),
        ("法定办结时限", days(guide.legal_limit)),
        ("承诺办结时限", days(guide.promised_limit)),
        ("收费", guide.fee or ""),
        ("办理结果", guide.result or ""),
        ("到现场次数", f"{guide.visits} 次" if guide.visits is not None else ""),
        ("监督投诉", guide.supervision or ""),
    )
    return tuple(told(label, value) for label, value in details if value)


def _form(form: str | None, copies: int | None) -> str:
    return (form or "") + (f" {copies} 份" if copies else "")
