"""sitemap.xml and robots.txt. A site map holds at most 50,000 addresses; a larger site has an index of several."""

from collections.abc import Iterator
from functools import partial
from xml.sax.saxutils import escape

from ..portal.library import Library
from ..portal.plan import FilePlan, PagePlan, Plan

LIMIT = 50_000
"""Addresses in one file (sitemaps.org protocol 0.9)."""

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def first_file(library: Library, plan: Plan) -> bytes:
    """/sitemap.xml: the addresses, or the index of the files that hold them."""
    pages = _listed(plan)
    root = library.settings.site.address_url
    if len(pages) <= LIMIT:
        return _addresses(root, pages)
    files = "".join(f"<sitemap><loc>{root}{_url(part)}</loc></sitemap>\n" for part in range(_parts(pages)))
    return f"{_HEAD}<sitemapindex {_SPACE}>\n{files}</sitemapindex>\n".encode()


def further_files(library: Library, plan: Plan) -> Iterator[FilePlan]:
    """/sitemap-1.xml and so on, where one file cannot hold all."""
    pages = _listed(plan)
    if len(pages) > LIMIT:
        for part in range(_parts(pages)):
            chunk = pages[part * LIMIT : (part + 1) * LIMIT]
            yield FilePlan(_url(part), partial(_addresses, library.settings.site.address_url, chunk))


def robots(library: Library) -> bytes:
    """robots.txt: everything may be read; the print sheets say the same as their pages."""
    root = library.settings.site.address_url
    return f"User-agent: *\nDisallow: /print/\nDisallow: /kiosk/\n\nSitemap: {root}/sitemap.xml\n".encode()


def _listed(plan: Plan) -> list[PagePlan]:
    return [page for page in plan.pages if page.listed]


def _addresses(root: str, pages: list[PagePlan]) -> bytes:
    lines = [
        f"<url><loc>{escape(root + page.url)}</loc>"
        + (f"<lastmod>{page.modified}</lastmod>" if page.modified else "")
        + "</url>\n"
        for page in pages
    ]
    return f"{_HEAD}<urlset {_SPACE}>\n{''.join(lines)}</urlset>\n".encode()


def _parts(pages: list[PagePlan]) -> int:
    return -(-len(pages) // LIMIT)


def _url(part: int) -> str:
    return f"/sitemap-{part + 1}.xml"
