"""Adds the search records to the plan of a build."""

from functools import partial

from ..portal.library import Library
from ..portal.plan import FilePlan, Plan, Promise
from . import records


def add_search_records(library: Library, plan: Plan) -> None:
    """Receiver of portal.signals.add_data."""
    made = records.search_records(library)
    plan.files.append(FilePlan(records.URL, partial(records.as_json, made)))
    plan.promises.append(Promise("检索记录", records.URL, frozenset(record.id for record in library.records)))
