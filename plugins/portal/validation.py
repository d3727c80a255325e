"""Data from a YAML file → a typed model, or every problem of it with its line and cure.

Shared by content items and site.yaml. The models detect; this module gives each failure its place and words.
"""

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from .fields import english, label_of, names
from .kinds.types import shown
from .nearest import nearest
from .problems import Place, Problem
from .yaml_text import FieldPath, Parsed

M = TypeVar("M", bound=BaseModel)

_WRITTEN: dict[frozenset[str], set[str]] = {}
_CODES = {
    "missing": "field.missing",
    "extra_forbidden": "field.unknown",
    "string_type": "field.text",
    "list_type": "field.list",
    "tuple_type": "field.list",
    "model_type": "field.table",
    "model_attributes_type": "field.table",
    "dict_type": "field.table",
    "int_type": "field.whole_number",
    "int_parsing": "field.whole_number",
    "int_parsing_size": "field.whole_number",
    "int_from_float": "field.whole_number",
    "float_type": "field.number",
    "float_parsing": "field.number",
    "finite_number": "field.number",
    "bool_type": "field.yes_no",
    "bool_parsing": "field.yes_no",
    "greater_than": "field.range",
    "greater_than_equal": "field.range",
    "less_than": "field.range",
    "less_than_equal": "field.range",
}
"""Pydantic's own error types → our codes. Errors that our types raise carry their code already."""


def validate(parsed: Parsed, model: type[M], file: str) -> tuple[M | None, list[Problem]]:
    """The model made of the data, or None and what is wrong with it."""
    if not isinstance(parsed.data, dict):
        code = _unread_colon(parsed.data) or "yaml.not_fields"
        return None, [Problem(code, Place(file, parsed.line_of(())), {"text": shown(parsed.data)})]
    data, twice = english(parsed.data, model)
    problems = [
        Problem("yaml.duplicate_key", Place(file, parsed.line_of(path), str(path[-1])), {"field": path[-1]})
        for path in twice
    ]
    try:
        made = model.model_validate(data)
    except ValidationError as error:
        problems += [_problem(detail, parsed, model, file) for detail in error.errors(include_url=False)]
        return None, problems
    # Which fields were written is the same for thousands of items: one set for all of them, not one for each.
    written = made.model_fields_set
    object.__setattr__(made, "__pydantic_fields_set__", _WRITTEN.setdefault(frozenset(written), written))
    return (None if problems else made), problems


def _problem(detail: ErrorDetails, parsed: Parsed, model: type[BaseModel], file: str) -> Problem:
    path: FieldPath = tuple(step for step in detail["loc"] if step != "[key]")
    label, name, holder = label_of(model, path)
    code, given = _code(detail), detail.get("input")
    values: dict[str, Any] = {"field": name, "label": label, "value": shown(given), "text": shown(given), "near": ""}
    values.update({key: value for key, value in (detail.get("ctx") or {}).items() if key != "error"})
    if code == "field.unknown":
        known = names(holder)
        near = nearest(name, known.known()) or ""
        offers = f"{near}（{known.fields[near]}）" if near in known.fields else near
        values["near"] = f"是不是想写“{offers}”？" if near else ""
    if code == "field.range":
        bounds = {"ge": "不小于", "gt": "大于", "le": "不大于", "lt": "小于"}
        values["bound"] = "、".join(f"{word} {values[key]}" for key, word in bounds.items() if key in values)
    return Problem(code, Place(file, parsed.line_of(as_written(path, parsed.data, model)), name or None), values)


def _code(detail: ErrorDetails) -> str:
    """Our code for a failure. A blank entry of a list, and a field swallowed by its wrong colon, are told as such."""
    kind, given = detail["type"], detail.get("input")
    code = _CODES.get(kind, kind if "." in kind else "field.invalid")
    if given is None and code not in ("field.missing", "field.unknown"):
        return "field.empty"
    return (_unread_colon(given) if code == "field.table" else None) or code


def _unread_colon(given: Any) -> str | None:
    """Words stand where fields should: was a colon written that YAML does not take for one?"""
    if not isinstance(given, str):
        return None
    if "：" in given:
        return "yaml.fullwidth_colon"
    return "yaml.colon_space" if ":" in given else None


def as_written(path: FieldPath, data: Any, model: type[BaseModel] | None) -> FieldPath:
    """The path in the words of the file, where a Chinese label may stand for a field name."""
    written: list[str | int] = []
    for step in path:
        if isinstance(step, int):
            written.append(step)
            data = data[step] if isinstance(data, list) and step < len(data) else None
            continue
        known = names(model) if model else None
        key = step
        if known and isinstance(data, dict) and step not in data:
            key = next((word for word in data if known.field(word) == step), step)
        written.append(key)
        data = data.get(key) if isinstance(data, dict) else None
        model = known.nested.get(step) if known else None
    return tuple(written)
