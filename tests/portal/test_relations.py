"""Relations, each name in both directions."""

import pytest

from plugins.portal import relations
from plugins.portal.records import Record
from plugins.portal.relations import AMENDS, REPORTS, RESTS_ON, RESULT_OF, SUCCESSOR, SUPERSEDES, references

from ..helpers import library, record

CASES: list[tuple[str, Record, Record]] = [
    (SUPERSEDES, record("rules/b", supersedes=["rules/a"]), record("rules/a")),
    (AMENDS, record("rules/b", amends=["rules/a"]), record("rules/a")),
    (RESTS_ON, record("rules/b", basis=["《某法》", {"rule": "rules/a", "article": "第一条"}]), record("rules/a")),
    (RESTS_ON, record("guides/b", basis=[{"rule": "rules/a"}]), record("rules/a")),
    (RESULT_OF, record("notices/b", result_of="notices/a"), record("notices/a")),
    (REPORTS, record("bulletins/b", items=["news/a", {"title": "别的", "text": "话"}]), record("news/a")),
    (
        SUCCESSOR,
        record("pages/b", withdrawn={"on": "2026-02-01", "reason": "有误", "see": "pages/a"}),
        record("pages/a"),
    ),
]
NAMES = {value for name, value in vars(relations).items() if name.isupper() and isinstance(value, str)}


def test_every_relation_has_a_case() -> None:
    assert {name for name, _, _ in CASES} == NAMES


@pytest.mark.parametrize(("name", "source", "target"), CASES)
def test_both_ends_know_of_each_other(name: str, source: Record, target: Record) -> None:
    made = library(source, target)
    for each in NAMES:
        assert made.relations.of(source, each) == ((target,) if each == name else ())
        assert made.relations.to(target, each) == ((source,) if each == name else ())
        assert made.relations.of(target, each) == made.relations.to(source, each) == ()


@pytest.mark.parametrize(("name", "source", "target"), CASES)
def test_a_reference_names_its_field(name: str, source: Record, target: Record) -> None:
    (reference,) = references(source)
    value: object = source.item
    for step in reference.path:
        value = value[step] if isinstance(step, int) else getattr(value, step)  # type: ignore[index]
    assert (reference.relation, reference.target, value) == (name, target.id, target.id)


@pytest.mark.parametrize(("name", "source", "target"), CASES)
def test_targets_that_are_not_there_are_left_out(name: str, source: Record, target: Record) -> None:
    assert library(source).relations.of(source, name) == ()


def test_a_record_is_not_related_to_itself() -> None:
    made = record("rules/a", supersedes=["rules/a"])
    assert library(made).relations.to(made, SUPERSEDES) == ()


def test_what_names_a_record_comes_oldest_first() -> None:
    made = library(
        record("rules/a"),
        record("rules/c", published="2026-03-01", amends=["rules/a"]),
        record("rules/b", published="2026-04-01", amends=["rules/a"]),
    )
    assert [each.id for each in made.relations.to(made.by_id["rules/a"], AMENDS)] == ["rules/c", "rules/b"]
