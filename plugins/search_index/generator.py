"""Adds the search records, the search index and the script of the search page to the plan of a build."""

from collections.abc import Iterator
from functools import partial

from search import bundle

from ..portal import urls
from ..portal.library import Library
from ..portal.plan import FilePlan, Made, Plan, Promise
from ..portal.problems import Problem
from . import records


def add_search_records(library: Library, plan: Plan) -> None:
    """Receiver of portal.signals.add_data."""
    plan.files.append(FilePlan(records.URL, lambda: records.as_json(records.search_records(library)), key=library.key))
    plan.promises.append(Promise("检索记录", records.URL, frozenset(record.id for record in library.records)))
    name, script = bundle.client()
    plan.files.append(FilePlan(f"{urls.SEARCH}{name}", lambda: script))
    plan.finishing.append(partial(_index, library))


def _index(library: Library, made: Made) -> Iterator[FilePlan | Problem]:
    from . import indexing  # with all that an index needs, which commands that make none need not wait for

    return indexing.index(library, made)
