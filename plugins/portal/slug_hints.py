"""For whoever wrote the name of an office where its slug belongs: which slug that is."""

from collections.abc import Iterable, Iterator

from .nearest import nearest
from .problems import Problem
from .settings import Settings

_CODE = "field.slug"


def with_hints(problems: Iterable[Problem], settings: Settings) -> Iterator[Problem]:
    """The same problems; those about a slug say which one the name that was written has."""
    names: dict[str, dict[str, str]] | None = None
    for problem in problems:
        if problem.code == _CODE:
            names = names or _names(settings)
            known = names.get(problem.place.field or "", {})
            name = nearest(str(problem.values["value"]), known)
            if name is not None:
                hint = f"“{name}”的代号是 {known[name]}。"
                problem = Problem(problem.code, problem.place, {**problem.values, "near": hint})
        yield problem


def _names(settings: Settings) -> dict[str, dict[str, str]]:
    """Field → name → slug."""
    offices = {office.short: office.slug for office in settings.offices if office.short}
    return {
        "office": {**offices, **{office.name: office.slug for office in settings.offices}},
        "column": {column.name: column.slug for column in settings.column_by_slug.values()},
        "category": {entry.name: entry.slug for entry in settings.rule_categories},
        "series": {entry.name: entry.slug for entry in settings.series},
        "audience": {entry.name: entry.slug for entry in settings.audiences},
        "topic": {entry.name: entry.slug for entry in settings.topics},
    }
