"""Adds the open data to the plan of a build."""

from functools import partial

from ..portal.library import Library
from ..portal.plan import FilePlan, Plan, Promise
from . import catalogue, feeds, sitemap, sources


def add_open_data(library: Library, plan: Plan) -> None:
    """Receiver of portal.signals.add_data."""
    plan.files += [
        FilePlan(catalogue.JSON_URL, lambda: catalogue.as_json(catalogue.rows(library)), key=library.key),
        FilePlan(catalogue.CSV_URL, lambda: catalogue.as_csv(catalogue.rows(library)), key=library.key),
        FilePlan("/sitemap.xml", partial(sitemap.first_file, library, plan), key=library.key),
        FilePlan("/robots.txt", partial(sitemap.robots, library)),
        # Which attachments are published depends on the links in bodies, so this one is made each time.
        FilePlan("/sources.json", partial(sources.as_json, plan)),
    ]
    plan.files += sitemap.further_files(library, plan)
    plan.files += feeds.plans(library)
    plan.promises.append(Promise("目录", catalogue.JSON_URL, frozenset(record.id for record in library.records)))
