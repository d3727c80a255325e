"""schema.org data of a page, as JSON-LD: made from the page's view alone."""

from typing import Any

import msgspec
from markupsafe import Markup

from .views.foreign import ForeignView
from .views.guide import GuideView
from .views.item import ItemView
from .views.parts import Link, Page
from .views.site import SiteView


def of(view: Page, site: SiteView) -> Markup:
    """JSON-LD of a page, safe inside a script element; empty for pages that are neither item nor list."""
    if not view.crumbs:
        return Markup()
    trail = [*view.crumbs, Link(view.title, view.head.url)]
    crumbs = [
        {"@type": "ListItem", "position": place, "name": crumb.title, "item": site.root + crumb.url}
        for place, crumb in enumerate(trail, start=1)
    ]
    graph: list[dict[str, Any]] = [{"@type": "BreadcrumbList", "itemListElement": crumbs}]
    if isinstance(view, ItemView | ForeignView):
        graph.insert(0, _item(view, site))
    text = msgspec.json.encode({"@context": "https://schema.org", "@graph": graph}).decode()
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def _item(view: ItemView | ForeignView, site: SiteView) -> dict[str, Any]:
    organ = {"@type": "GovernmentOrganization", "name": site.organ, "url": site.root + "/"}
    address = site.root + view.head.url
    if isinstance(view, GuideView):
        return {
            "@type": "GovernmentService",
            "name": view.title,
            "serviceType": view.topic.title if view.topic else view.kind_label,
            "audience": [{"@type": "Audience", "audienceType": name} for name in view.audience],
            "provider": organ,
            "url": address,
            "description": view.head.description,
        }
    return {
        "@type": "Article",
        "headline": view.title,
        "datePublished": view.published[:10],
        "dateModified": view.updated or view.published[:10],
        "author": organ,
        "publisher": organ,
        "mainEntityOfPage": address,
        "inLanguage": view.language,
        "description": view.head.description,
    }
