"""Adds the search records and the search index to the plan of a build."""

from ..portal.library import Library
from ..portal.plan import FilePlan, Plan, Promise
from . import indexing, records


def add_search_records(library: Library, plan: Plan) -> None:
    """Receiver of portal.signals.add_data."""
    plan.files.append(FilePlan(records.URL, lambda: records.as_json(records.search_records(library)), key=library.key))
    plan.promises.append(Promise("检索记录", records.URL, frozenset(record.id for record in library.records)))
    plan.finishing.append(indexing.finishing(library))
