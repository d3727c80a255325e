"""What people look for that is no item: the offices of the house, and the departments of cities and counties."""

from collections import Counter
from collections.abc import Iterator

from search.document import SearchDoc, Section

from ..portal import urls
from ..portal.kinds.units import Unit
from ..portal.library import Library
from ..portal.settings import Office

OFFICE, UNIT = "office", "unit"
KINDS = {OFFICE: "内设处室", UNIT: "市县组织部"}
"""Kinds of documents that are no kinds of content, and what filters call them."""
PUBLISHED = ""
"""They have no day, so they stand before all that has one; what is sorted by day ends with them."""


def directory(library: Library) -> Iterator[SearchDoc]:
    """A document of each office and of each unit that has a slug."""
    site_hours = library.settings.site.hours or ""
    yield from (_office(office, site_hours) for office in library.settings.offices)
    units = library.units.units
    names = {unit.slug: unit.name for unit in units if unit.slug}
    counties = Counter(unit.parent for unit in units if unit.level == "county")
    for unit in units:
        if unit.slug:
            below = counties[unit.slug] + counties[unit.name]
            yield _unit(unit, unit.slug, names.get(unit.parent or "", unit.parent or ""), below)


def _office(office: Office, site_hours: str) -> SearchDoc:
    where = f"{office.floor} 楼" if office.floor is not None else ""
    facts = (
        f"{where} {office.room} 室".strip() if office.room else where,
        f"电话 {office.phone}" if office.phone else "",
        f"办公时间 {office.hours or site_hours}" if office.hours or site_hours else "",
    )
    posts = "；".join(
        post.title + (f"：{post.duty}" if post.duty else "") + (f"（{post.room} 室）" if post.room else "")
        for post in office.posts
    )
    return _document(
        id=f"offices/{office.slug}",
        url=urls.office(office.slug),
        title=office.name,
        kind=OFFICE,
        office=office.slug,
        keywords=tuple(word for word in (office.short, office.english) if word and word != office.name),
        summary="，".join(fact for fact in facts if fact),
        sections=tuple(
            Section("", heading, text)
            for heading, text in (("职责", "；".join(office.duties)), ("岗位", posts))
            if text
        ),
    )


def _unit(unit: Unit, slug: str, city: str, counties: int) -> SearchDoc:
    facts = (city, unit.contact or "", unit.site or "", f"下辖 {counties} 个县区" if counties else "")
    return _document(
        id=f"units/{slug}",
        url=urls.unit(slug),
        title=unit.name,
        kind=UNIT,
        office="",
        keywords=(),
        summary="，".join(fact for fact in facts if fact),
        sections=(),
    )


def _document(
    id: str,
    url: str,
    title: str,
    kind: str,
    office: str,
    keywords: tuple[str, ...],
    summary: str,
    sections: tuple[Section, ...],
) -> SearchDoc:
    return SearchDoc(
        id=id,
        url=url,
        title=title,
        kind=kind,
        column="",
        office=office,
        published=PUBLISHED,
        status="published",
        holds=True,
        doc_number="",
        index_number="",
        keywords=keywords,
        summary=summary,
        attachments=(),
        sections=sections,
    )
