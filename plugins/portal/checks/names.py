"""The slugs that items take from site.yaml: offices, columns, categories, series, audiences, topics."""

from collections.abc import Iterator, Mapping

from ..kinds.assessment import Assessment
from ..kinds.bulletin import Bulletin
from ..kinds.guide import Guide
from ..kinds.letter import Letter
from ..kinds.plan import Plan
from ..kinds.project import Project
from ..kinds.rule import Rule
from ..library import Library
from ..nearest import nearest
from ..problems import Problem
from ..records import Record
from ..yaml_text import FieldPath
from .places import at, label

_SHOWN = 20


def check(library: Library) -> Iterator[Problem]:
    """Each slug of an item stands in site.yaml, or in the item itself."""
    settings = library.settings
    offices, columns = settings.office_by_slug, settings.column_by_slug
    for record in (*library.records, *library.scheduled):
        item = record.item
        yield from _known(record, item.office, offices, "site.yaml 的 offices", ("office",))
        yield from _known(record, item.column, columns, "site.yaml 的 columns", ("column",))
        if isinstance(item, Rule):
            yield from _known(
                record, item.category, settings.category_by_slug, "site.yaml 的 rule_categories", ("category",)
            )
        elif isinstance(item, Bulletin):
            yield from _known(record, item.series, settings.series_by_slug, "site.yaml 的 series", ("series",))
        elif isinstance(item, Guide):
            yield from _known(record, item.topic, settings.topic_by_slug, "site.yaml 的 topics", ("topic",))
            for index, slug in enumerate(item.audience):
                yield from _known(
                    record, slug, settings.audience_by_slug, "site.yaml 的 audiences", ("audience", index)
                )
        elif isinstance(item, Letter):
            yield from _known(record, item.answered_by, offices, "site.yaml 的 offices", ("answered_by",))
        elif isinstance(item, Project):
            yield from _known(record, item.guide_office, offices, "site.yaml 的 offices", ("guide_office",))
        elif isinstance(item, Plan):
            yield from _tasks(record, item, library)
        elif isinstance(item, Assessment):
            yield from _tiers(record, item)


def _tasks(record: Record, plan: Plan, library: Library) -> Iterator[Problem]:
    offices = library.settings.office_by_slug
    numbers: set[str] = set()
    for index, task in enumerate(plan.tasks):
        yield from _known(record, task.office, offices, "site.yaml 的 offices", ("tasks", index, "office"))
        for place, partner in enumerate(task.partners):
            yield from _known(record, partner, offices, "site.yaml 的 offices", ("tasks", index, "partners", place))
        if task.no in numbers:
            yield Problem("plan.same_number", at(record, "tasks", index, "no"), {"no": task.no})
        numbers.add(task.no)


def _tiers(record: Record, assessment: Assessment) -> Iterator[Problem]:
    tiers = {tier.slug: tier for tier in assessment.tiers}
    targets = {target.slug: target for target in assessment.items}
    for index, result in enumerate(assessment.results):
        yield from _known(record, result.tier, tiers, "本文件的 tiers（档次划分）", ("results", index, "tier"))
        for slug in result.points:
            yield from _known(record, slug, targets, "本文件的 items（考核项目）", ("results", index, "points"))


def _known(
    record: Record, slug: str | None, among: Mapping[str, object], where: str, path: FieldPath
) -> Iterator[Problem]:
    if slug is None or slug in among:
        return
    near = nearest(slug, among)
    values = {
        "label": label(record, *path),
        "slug": slug,
        "where": where,
        "near": f"是不是想写“{near}”？" if near else "",
        "options": _some(list(among)),
    }
    yield Problem("slug.unknown", at(record, *path), values)


def _some(slugs: list[str]) -> str:
    """The slugs that there are; of a long list the first, for a message is read on one screen."""
    rest = f"……共 {len(slugs)} 个" if len(slugs) > _SHOWN else ""
    return "、".join(slugs[:_SHOWN]) + rest if slugs else "（尚无）"
