"""Adds the search records and the search index to the plan of a build."""

from collections.abc import Iterator
from functools import partial

from ..portal.library import Library
from ..portal.plan import FilePlan, Made, Plan, Promise
from ..portal.problems import Problem
from . import records


def add_search_records(library: Library, plan: Plan) -> None:
    """Receiver of portal.signals.add_data."""
    plan.files.append(FilePlan(records.URL, lambda: records.as_json(records.search_records(library)), key=library.key))
    plan.promises.append(Promise("检索记录", records.URL, frozenset(record.id for record in library.records)))
    plan.finishing.append(partial(_index, library))


def _index(library: Library, made: Made) -> Iterator[FilePlan | Problem]:
    from . import indexing  # with all that an index needs, which commands that make none need not wait for

    return indexing.index(library, made)
