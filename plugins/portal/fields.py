"""The names of fields: English in code and contract, Chinese labels for staff, either accepted in a file."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

ALSO = {
    "发布日期": "发布时间",
    "栏目代号": "栏目",
    "负责处室": "处室",
    "开始": "开始日期",
    "结束": "结束日期",
    "名称": "材料名称",
}
"""Other words that staff use for a label."""


@dataclass(frozen=True, slots=True)
class Names:
    """The field names of one model."""

    fields: Mapping[str, str]
    """Field name → label."""
    by_label: Mapping[str, str]
    """Label, or another word for it → field name."""
    nested: Mapping[str, type[BaseModel]]
    """Field name → the model of its value, or of the entries of its list."""

    def field(self, key: str) -> str | None:
        """The field that a key of a file means, or None."""
        return key if key in self.fields else self.by_label.get(key)

    def known(self) -> list[str]:
        """Every word that is taken as a key."""
        return [*self.fields, *self.by_label]


@cache
def names(model: type[BaseModel]) -> Names:
    """The names of a model, computed once."""
    fields = {written(name, info): info.title or name for name, info in model.model_fields.items()}
    by_label = {label: name for name, label in fields.items()}
    by_label |= {word: by_label[label] for word, label in ALSO.items() if label in by_label and word not in by_label}
    nested = {written(name, info): found for name, info in model.model_fields.items() if (found := _nested(info))}
    return Names(fields, by_label, nested)


def written(name: str, info: FieldInfo) -> str:
    """A field as files write it: under its alias where Python keeps the word for itself, such as `from`."""
    return info.alias or name


def _nested(info: FieldInfo) -> type[BaseModel] | None:
    pending: list[Any] = [info.annotation]
    while pending:
        annotation = pending.pop()
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return annotation
        origin = get_origin(annotation)
        if origin in (tuple, list, Union, UnionType):
            pending.extend(get_args(annotation))
        elif origin is not None and hasattr(annotation, "__metadata__"):
            pending.append(get_args(annotation)[0])
    return None


@cache
def every_word(model: type[BaseModel]) -> frozenset[str]:
    """Every word that is taken as a key anywhere in a file of this model."""
    words: set[str] = set()
    pending, seen = [model], {model}
    while pending:
        known = names(pending.pop())
        words.update(known.known())
        pending += [inner for inner in known.nested.values() if inner not in seen]
        seen.update(known.nested.values())
    return frozenset(words)


Path = tuple[str | int, ...]


def english(data: Any, model: type[BaseModel]) -> tuple[Any, list[Path]]:
    """Chinese labels → field names, all the way down; fields left blank are left out.

    Also gives the paths, in the words of the file, of fields that were written twice.
    """
    twice: list[Path] = []
    return _english(data, model, (), twice), twice


def _english(data: Any, model: type[BaseModel], path: Path, twice: list[Path]) -> Any:
    if isinstance(data, list):
        return [_english(entry, model, (*path, index), twice) for index, entry in enumerate(data)]
    if not isinstance(data, dict):
        return data
    known = names(model)
    result: dict[str, Any] = {}
    for key, value in data.items():
        name = known.field(key)
        if value is None and name is not None:
            continue
        name = name or key
        if name in result:
            twice.append((*path, key))
            continue
        inner = known.nested.get(name)
        result[name] = _english(value, inner, (*path, key), twice) if inner is not None else value
    return result


def label_of(model: type[BaseModel], path: Path) -> tuple[str, str, type[BaseModel]]:
    """The label and name of the field at a path, and the model that holds it: ("materials", 2, "name") → 材料名称."""
    holder, label, name = model, "", ""
    inner: type[BaseModel] = model
    for step in path:
        if isinstance(step, str):
            holder = inner
            known = names(holder)
            label, name = known.fields.get(step, step), step
            inner = known.nested.get(step, holder)
    return label, name, holder
