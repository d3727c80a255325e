"""Adds the open data to the plan of a build."""

import hashlib
from functools import partial

from ..portal.library import Library
from ..portal.plan import FilePlan, Plan, Promise
from . import catalogue, feeds, sitemap, sources


def add_open_data(library: Library, plan: Plan) -> None:
    """Receiver of portal.signals.add_data."""
    rows = catalogue.rows(library)
    json = catalogue.as_json(rows)
    plan.files += [
        FilePlan(catalogue.JSON_URL, lambda: json),
        FilePlan(catalogue.CSV_URL, partial(catalogue.as_csv, rows), key=hashlib.blake2b(json).digest()),
        FilePlan("/sitemap.xml", partial(sitemap.first_file, library, plan)),
        FilePlan("/robots.txt", partial(sitemap.robots, library)),
        FilePlan("/sources.json", partial(sources.as_json, plan)),
    ]
    plan.files += sitemap.further_files(library, plan)
    plan.files += feeds.plans(library)
    plan.promises.append(Promise("目录", catalogue.JSON_URL, frozenset(record.id for record in library.records)))
