"""Ready-made pages that narrow a list: by year, by state, by kind. Each choice is a page of its own, so none needs a script."""

from collections.abc import Sequence
from dataclasses import dataclass

from msgspec import Struct, structs

from .. import urls
from ..library import Library
from ..records import Record
from ..settings import Column


class Choice(Struct, frozen=True):
    """One of the pages of a list."""

    title: str
    """What it shows: 全部, 现行有效, 2026 年."""
    url: str
    """Where it is."""
    count: int
    """How many items it has."""
    chosen: bool = False
    """Whether this is the page that is shown."""


class Filter(Struct, frozen=True):
    """Pages of a list that are chosen by one thing."""

    title: str
    """The thing: 年份, 状态."""
    choices: tuple[Choice, ...]
    """The pages, the whole list first."""


@dataclass(frozen=True, slots=True)
class StateGroup:
    """States that readers look for together."""

    slug: str
    """Its place in addresses."""
    title: str
    """What readers call it."""
    codes: tuple[str, ...]
    """The states (lifecycle.py) that belong to it."""


STATES: dict[str, tuple[StateGroup, ...]] = {
    "rule": (
        StateGroup("in-force", "现行有效", ("in-force", "amended")),
        StateGroup("upcoming", "尚未施行", ("upcoming",)),
        StateGroup("lapsed", "已经失效", ("superseded", "repealed")),
    ),
    "notice": (
        StateGroup("open", "正在公示", ("open",)),
        StateGroup("upcoming", "即将公示", ("upcoming",)),
        StateGroup("ended", "公示已结束", ("ended",)),
    ),
    "consultation": (
        StateGroup("open", "正在征集", ("open",)),
        StateGroup("upcoming", "即将征集", ("upcoming",)),
        StateGroup("ended", "征集已结束", ("ended",)),
    ),
    "letter": (
        StateGroup("answered", "已答复", ("answered",)),
        StateGroup("waiting", "办理中", ("waiting",)),
    ),
    "proposal": (
        StateGroup("answered", "已答复", ("answered",)),
        StateGroup("waiting", "办理中", ("waiting",)),
        StateGroup("overdue", "超期未答复", ("overdue",)),
    ),
}
"""Kind → the groups of its states. A group's page stays when nothing is in it: its address may have been passed on."""

WORTH_A_YEAR = 20
"""A column has pages of years when it has more items than this: a shorter list is seen whole."""


def state_groups(column: Column) -> tuple[StateGroup, ...]:
    """The groups of states of a column: of those that take one kind, where that has states."""
    return STATES.get(column.kinds[0], ()) if len(column.kinds) == 1 else ()


def in_states(library: Library, column: Column) -> list[tuple[StateGroup, list[Record]]]:
    """The groups of states of a column with what is in them, in the order of the column's list."""
    return library.reckoned(f"states of {column.slug}", lambda library: _in_states(library, column))


def _in_states(library: Library, column: Column) -> list[tuple[StateGroup, list[Record]]]:
    records = library.in_column.get(column.slug, ())
    if not records:
        return []
    coded = [(status.code, record) for record in records if (status := library.status(record)) is not None]
    return [(group, [each for code, each in coded if code in group.codes]) for group in state_groups(column)]


def in_years(library: Library, column: Column) -> dict[int, list[Record]]:
    """Year → what a column published in it, both newest first; empty for a column that is seen whole without."""
    return library.reckoned(f"years of {column.slug}", lambda library: _in_years(library, column))


def _in_years(library: Library, column: Column) -> dict[int, list[Record]]:
    records = library.in_column.get(column.slug, ())
    years: dict[int, list[Record]] = {}
    if len(records) > WORTH_A_YEAR:
        # Here what is pinned stands in its place.
        for record in sorted(records, key=lambda record: record.published, reverse=True):
            years.setdefault(record.published.year, []).append(record)
    return years if len(years) > 1 else {}


def column_filters(library: Library, column: Column, chosen: str) -> tuple[Filter, ...]:
    """The ways to narrow a column; `chosen` is the address of the page that is shown."""
    whole = Choice("全部", urls.column(column.slug), len(library.in_column.get(column.slug, ())))
    states = [
        Choice(group.title, urls.column_state(column.slug, group.slug), len(records))
        for group, records in in_states(library, column)
    ]
    years = [
        Choice(f"{year} 年", urls.column_year(column.slug, year), len(records))
        for year, records in in_years(library, column).items()
    ]
    return tuple(
        choose(title, (whole, *choices), chosen) for title, choices in (("状态", states), ("年份", years)) if choices
    )


def choose(title: str, choices: Sequence[Choice], chosen: str) -> Filter:
    """A filter with the page marked that is shown."""
    return Filter(title, tuple(structs.replace(each, chosen=each.url == chosen) for each in choices))


def state_url(library: Library, kind: str, slug: str) -> str:
    """The page of a kind's items in a group of states; empty where there is none."""
    column = library.settings.column_of_kind.get(kind)
    groups = in_states(library, column) if column is not None else []
    found = column is not None and slug in {group.slug for group, _ in groups}
    return urls.column_state(column.slug, slug) if column is not None and found else ""
