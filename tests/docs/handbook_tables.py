"""The tables of the staff handbook, made from the models, site.yaml's settings and the words of problems.

`python -m tests.docs.handbook_tables` rewrites the regions between `<!-- fields:guide -->` and `<!-- /fields -->` (and
likewise `settings:` and `problems:`) in docs/handbook/. A test fails when a region is not what this module makes.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import annotated_types
import yaml
from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from plugins.portal.fields import names, written
from plugins.portal.kinds import BY_NAME, types
from plugins.portal.kinds.common import Item
from plugins.portal.kinds.units import Units
from plugins.portal.problems import WORDS
from plugins.portal.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
HANDBOOK = ROOT / "docs" / "handbook"
REGION = re.compile(r"(<!-- (fields|settings|problems):([\w.-]+) -->\n).*?(<!-- /\2 -->)", re.DOTALL)

_WORDS: tuple[tuple[Any, str], ...] = (
    (types.Day, "日期"),
    (types.Moment, "日期，可加时分"),
    (types.Identifier, "编号"),
    (types.Slug, "代号"),
    (types.FilePath, "文件路径"),
    (types.YesNo, "是或否"),
    (types.Count, "整数，不小于 0"),
    (types.Days, "天数，整数"),
    (types.Year, "年份，四位数字"),
    (types.Points, "数字"),
    (types.Number, "数字"),
)
"""What a field takes, in the words of the handbook."""
_PLAIN = {str: "文字", int: "整数", float: "数字", bool: "是或否", date: "日期", datetime: "日期，可加时分"}
_LEVELS = {"error": "错误", "warning": "提醒", "note": "说明"}


class _Gaps(dict[str, str]):
    """The gaps of a sentence, shown as gaps; a hint that may be absent is absent."""

    def __missing__(self, key: str) -> str:
        return "" if key == "near" else "〔…〕"


def render(text: str) -> str:
    """A handbook page with its regions made anew."""
    return REGION.sub(lambda found: f"{found[1]}\n{region(found[2], found[3])}\n{found[4]}", text)


def region(source: str, name: str) -> str:
    """What belongs between the markers of a region."""
    if source == "problems":
        return _problem_table(name)
    if source == "settings":
        return _settings_table(name)
    return _field_table(name)


def wanted_regions() -> set[tuple[str, str]]:
    """Every region that the handbook must have, so that no field, setting or check is left out."""
    fields = {("fields", name) for name in ("common", "units", *BY_NAME)}
    settings = {("settings", name) for name in ("top", *Settings.model_fields)}
    return fields | settings | {("problems", group) for group in problem_groups()}


def problem_groups() -> list[str]:
    """The first words of the codes: file, front, yaml …"""
    return list(dict.fromkeys(code.partition(".")[0] for code in _problems()))


def rows(model: type[BaseModel], leave_out: frozenset[str] = frozenset()) -> Iterator[tuple[str, str, str, str]]:
    """(field, label, required, explanation) of a model and of all that is nested in it, top down."""
    yield from _rows(model, leave_out, "", "", ())


def _field_table(name: str) -> str:
    if name == "common":
        return _table(rows(Item))
    if name == "units":
        return _table(rows(Units))
    own = list(rows(BY_NAME[name].model, frozenset(Item.model_fields)))
    return _table(iter(own)) if own else "这一类没有自己的字段，只用共有字段和正文。\n"


def _settings_table(name: str) -> str:
    if name == "top":
        top = _rows(Settings, frozenset(), "", "", (), deep=False)
        return _table(top)
    inner = names(Settings).nested[name]
    return _table(rows(inner))


def _problem_table(group: str) -> str:
    lines = ["| 编码 | 级别 | 说的是什么 | 为什么 | 怎么改 |", "|---|---|---|---|---|"]
    for code, words in _problems().items():
        if code.partition(".")[0] == group:
            sentences = [_cell(words[part].format_map(_Gaps()).strip()) for part in ("what", "why", "cure")]
            lines.append(f"| `{code}` | {_LEVELS[words['level']]} | {' | '.join(sentences)} |")
    return "\n".join(lines) + "\n"


def _problems() -> dict[str, dict[str, str]]:
    loaded: dict[str, dict[str, str]] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return loaded


def _table(lines: Iterator[tuple[str, str, str, str]]) -> str:
    head = ["| 字段 | 中文名 | 必填 | 说明 |", "|---|---|---|---|"]
    body = [f"| `{field}` | {label} | {need} | {_cell(text)} |" for field, label, need, text in lines]
    return "\n".join([*head, *body]) + "\n"


def _rows(
    model: type[BaseModel],
    leave_out: frozenset[str],
    prefix: str,
    label_prefix: str,
    above: tuple[type[BaseModel], ...],
    deep: bool = True,
) -> Iterator[tuple[str, str, str, str]]:
    hints = get_type_hints(model, include_extras=True)
    known = names(model)
    for attribute, info in model.model_fields.items():
        if attribute in leave_out:
            continue
        name = written(attribute, info)
        hint, label = hints[attribute], label_prefix + known.fields[name]
        yield prefix + name, label, "必填" if info.is_required() else "", _explanation(hint, info)
        inner = known.nested.get(name)
        if deep and inner is not None and inner not in (*above, model):
            step = "[]." if "列表" in _takes(hint) else "."
            yield from _rows(inner, frozenset(), f"{prefix}{name}{step}", f"{label} › ", (*above, model))


def _explanation(hint: Any, info: FieldInfo) -> str:
    parts = [_takes(hint)]
    options = _options(hint)
    described = info.description or ""
    if described and not (options and described.replace("、", "") in options.replace("、", "")):
        parts.append(described)
    if options:
        parts.append(f"可选：{options}")
    default = _default(info)
    if default:
        parts.append(f"不写即 {default}")
    return "；".join(parts)


def _takes(hint: Any) -> str:
    """What a field takes, in words: 文字, 日期, 列表（每项为代号） …"""
    for known, words in _WORDS:
        if hint == known:
            return words
    origin = get_origin(hint)
    if origin is Annotated:
        inner = _takes(get_args(hint)[0])
        return f"{inner}，{bounds}" if (bounds := _bounds(hint)) else inner
    if origin in (Union, UnionType):
        return _takes(next(each for each in get_args(hint) if each is not type(None)))
    if origin is tuple:
        inner = _takes(get_args(hint)[0])
        return "列表" if inner == "文字" else "列表，每条一组小项" if inner == "一组小项" else f"列表，每条是{inner}"
    if origin is dict:
        return "一组“代号: 数字”"
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return "一组小项"
    return _PLAIN[hint]


def _bounds(hint: Any) -> str:
    limits = [limit for part in get_args(hint)[1:] for limit in (part.metadata if isinstance(part, FieldInfo) else ())]
    words = []
    for limit in limits:
        if isinstance(limit, annotated_types.Ge):
            words.append(f"不小于 {limit.ge}")
        elif isinstance(limit, annotated_types.Gt):
            words.append(f"大于 {limit.gt}")
        elif isinstance(limit, annotated_types.Le):
            words.append(f"不大于 {limit.le}")
    return "、".join(words)


def _options(hint: Any) -> str:
    """The choices of a field, as its own refusal names them."""
    origin = get_origin(hint)
    if origin in (tuple, Union, UnionType):
        return next((found for each in get_args(hint) if each is not Ellipsis and (found := _options(each))), "")
    if origin is not Annotated:
        return ""
    inner = get_args(hint)[0]
    if get_origin(inner) is tuple:
        return _options(inner)
    try:
        TypeAdapter(hint).validate_python("？")
    except ValidationError as refused:
        return str((refused.errors()[0].get("ctx") or {}).get("options", ""))
    return ""


def _default(info: FieldInfo) -> str:
    value = info.default
    if info.is_required() or value in (None, (), "") or info.default_factory is not None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple):
        return "、".join(map(str, value))
    return f"“{value}”" if isinstance(value, str) else str(value)


def _cell(text: str) -> str:
    """Text that stays within a cell and means nothing to Markdown."""
    plain = " ".join(text.split())
    if "`" not in plain:
        for mark in ("*", "_", "<"):
            plain = plain.replace(mark, "\\" + mark)
    return plain.replace("|", "\\|")


def pages() -> Mapping[Path, str]:
    """The handbook's pages as they stand."""
    return {path: path.read_text(encoding="utf-8") for path in sorted(HANDBOOK.glob("*.md"))}


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(render(text), encoding="utf-8")
