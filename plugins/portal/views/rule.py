"""The view of a rule: whether it holds, what came before and after it, and who rests on it."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from .. import urls
from ..kinds.rule import Rule
from ..library import Library
from ..lifecycle import in_force_from, is_withdrawn
from ..records import Record
from ..relations import AMENDS, RESTS_ON, SUPERSEDES
from .desk import Desk, day
from .guide import basis_links
from .item import ItemView, Signature, common, signature_of
from .parts import Body, Fact, Link, Page


class VersionView(Struct, frozen=True):
    """One text in the life of a rule: a version of it, or a decision that amends one."""

    title: str
    """Its title."""
    url: str
    """Its page."""
    day: str
    """The day from which it holds, YYYY-MM-DD."""
    what: str
    """What it is in this life: the first text, a new text, an amendment."""
    state: str
    """Its state today, in words."""
    here: bool
    """Whether it is the page itself."""


class RuleView(ItemView, frozen=True, kw_only=True):
    """The page of a rule."""

    successor: Link | None
    """The rule that took its place, for the banner."""
    predecessors: tuple[Link, ...]
    """The rules whose place it took, for the banner."""
    amendments: tuple[Link, ...]
    """The decisions that changed it, for the banner."""
    amended: tuple[Link, ...]
    """The rules that it changed, for the banner."""
    number: str
    """The number of the document, below its title."""
    basis: tuple[Link, ...]
    """What it was made on the ground of."""
    versions: tuple[VersionView, ...]
    """Its life in texts, oldest first; empty where it is the only one."""
    comparisons: tuple[Link, ...]
    """Pages that set it beside an earlier or a later text, article by article."""
    signature: Signature | None
    """What stands at the right below the text."""


class ComparisonView(Page, frozen=True, kw_only=True):
    """A rule beside the one whose place it took."""

    newer: Body
    """The newer text."""
    earlier: Body
    """The older text."""
    newer_rule: Link
    """The newer rule; the note says since when it holds."""
    earlier_rule: Link
    """The older rule; the note says since when it held."""


def rule_view(desk: Desk, record: Record) -> RuleView:
    """The page of a rule."""
    rule, library = record.of(Rule), desk.library
    category = desk.settings.category_by_slug.get(rule.category)
    facts = [Fact("类别", category.name if category else rule.category)]
    if rule.effective:
        facts.append(Fact("施行日期", day(rule.effective)))
    if rule.repealed:
        facts.append(Fact("废止日期", day(rule.repealed)))
    successors, amendments = library.standing(record, SUPERSEDES), library.standing(record, AMENDS)
    predecessors = library.relations.of(record, SUPERSEDES)
    resting = library.standing(record, RESTS_ON)
    amended = library.relations.of(record, AMENDS)
    kin = desk.group("历次文本", (*successors, *amendments, *predecessors, *amended))
    groups = (
        *desk.group("依据本制度的办事指南", (each for each in resting if each.kind_name == "guide")),
        *desk.group("依据本制度的规章", (each for each in resting if each.kind_name == "rule")),
    )
    shared = common(desk, record, tuple(facts), (*kin, *groups), articles=True)
    # Its kin stand in the banner and in the line of texts; as a group they were only kept from the related ones.
    shared["groups"] = shared["groups"][len(kin) :]
    return RuleView(
        **shared,
        successor=desk.link(successors[-1]) if successors else None,
        predecessors=desk.links(predecessors),
        amendments=desk.links(amendments),
        amended=desk.links(amended),
        number=rule.doc_number or "",
        basis=basis_links(desk, rule.basis),
        versions=_versions(desk, record),
        comparisons=tuple(_comparisons(desk, record)),
        signature=signature_of(desk, record),
    )


def _versions(desk: Desk, record: Record) -> tuple[VersionView, ...]:
    library = desk.library
    texts = {each.id: each for each in _line(library, record)}
    # A decision that amends shows the rules that it changes, and not all that ever happened to them.
    texts |= {each.id: each for each in library.relations.of(record, AMENDS)}
    changes = {each.id: each for text in texts.values() for each in library.standing(text, AMENDS)}
    everything = {**changes, **texts}
    if len(everything) < 2:
        return ()
    ordered = sorted(everything.values(), key=lambda each: (in_force_from(each.of(Rule)), each.id))
    return tuple(_version(desk, each, record, each.id in changes) for each in ordered)


def _line(library: Library, record: Record) -> Iterator[Record]:
    """A rule with all that it replaced and all that replaced it, however far away."""
    seen: set[str] = set()
    waiting = [record]
    while waiting:
        each = waiting.pop()
        if each.id not in seen:
            seen.add(each.id)
            waiting += [*library.relations.of(each, SUPERSEDES), *library.standing(each, SUPERSEDES)]
            yield each


def _version(desk: Desk, record: Record, page: Record, changes: bool) -> VersionView:
    replaced = desk.library.relations.of(record, SUPERSEDES)
    what = "修改" if changes else "取代旧文" if replaced else "制定"
    state = desk.state(record)
    start = day(in_force_from(record.of(Rule)))
    return VersionView(
        record.title, urls.item(record.id), start, what, state.label if state else "", record.id == page.id
    )


def comparable(library: Library, record: Record) -> Iterator[Record]:
    """The rules whose place a rule took and whose text can be set beside its own."""
    if record.kind_name == "rule" and _has_text(library, record):
        yield from (each for each in library.relations.of(record, SUPERSEDES) if _has_text(library, each))


def _has_text(library: Library, record: Record) -> bool:
    return bool(record.body_digest) and not is_withdrawn(record.item, library.today)


def _comparisons(desk: Desk, record: Record) -> Iterable[Link]:
    library = desk.library
    for earlier in comparable(library, record):
        yield Link(f"与《{earlier.title}》逐条对照", urls.comparison(record.id, earlier.id))
    for newer in library.standing(record, SUPERSEDES):
        if record in comparable(library, newer):
            yield Link(f"与《{newer.title}》逐条对照", urls.comparison(newer.id, record.id))


def comparison_view(desk: Desk, newer: Record, earlier: Record) -> ComparisonView:
    """The page that sets a rule beside the one whose place it took."""
    column = desk.library.column_of(newer)
    title = f"{newer.title}：新旧对照"
    description = f"《{newer.title}》与《{earlier.title}》逐条对照。"
    head = desk.page_head(title, urls.comparison(newer.id, earlier.id), description, "政策文件")
    return ComparisonView(
        head=head,
        title=title,
        crumbs=(*desk.crumbs(column), desk.link(newer)),
        section=desk.section(column),
        newer=Body(newer.id, newer.body_digest, True),
        earlier=Body(earlier.id, earlier.body_digest, True),
        newer_rule=_since(newer),
        earlier_rule=_since(earlier),
    )


def _since(record: Record) -> Link:
    return Link(record.title, urls.item(record.id), f"{day(in_force_from(record.of(Rule)))} 起施行")
