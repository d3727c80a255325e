"""Strict YAML: every scalar stays the text that was typed, nothing is guessed, nothing is silently dropped.

Plain YAML turns 0756 into 494, 1:30 into 90, `on` into True, and keeps the last of two equal keys. Here a scalar is
text until the field's type reads it; an empty value is as if the key had not been written.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from .problems import Place, Problem

MAX_DEPTH = 40
"""Deeper nesting is no document of an office but an accident (or an attack on the parser's stack)."""

_DEPTH_SUSPECT = 4_000
"""Texts shorter than this cannot nest deep enough to hurt, so they skip the extra pass."""

_FULLWIDTH_KEY = re.compile(r"^\s*(?:-\s+)?[\w\u4e00-\u9fff]{1,20}\s*：")
_CONTROL = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\ud800-\\udfff\\ufeff\\ufffe\\uffff]")

Data = dict[str, Any]
FieldPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a YAML text holds: plain data, and the tree that knows the lines."""

    data: Any
    node: Node | None
    first_line: int

    def line_of(self, path: FieldPath) -> int:
        """The line (from 1, in the whole file) of the value at `path`, or of its nearest ancestor that was written."""
        node, line = self.node, self.first_line
        for step in path:
            found = _child(node, step)
            if found is None:
                break
            node, mark = found
            line = self.first_line + mark
        return line


def parse(text: str, file: str, first_line: int = 1, known_keys: Sequence[str] = ()) -> tuple[Parsed, list[Problem]]:
    """Read a YAML text. `first_line` is its place in the file; `known_keys` make the hints about colons sharper.

    On a problem the data is None.
    """
    nothing = Parsed(None, None, first_line)
    early = _before_parsing(text, file, first_line)
    if early:
        return nothing, early
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        return nothing, [_syntax_problem(error, text, file, first_line)]
    if node is None:
        return Parsed({}, None, first_line), []
    problems: list[Problem] = []

    def report(code: str, node: Node, **values: Any) -> None:
        line = first_line + node.start_mark.line
        problems.append(Problem(code, Place(file, line, values.get("field")), values))

    data = _construct(node, report, known_keys)
    return Parsed(data, node, first_line), problems


def _before_parsing(text: str, file: str, first_line: int) -> list[Problem]:
    """What must be caught before the parser sees the text: control characters, aliases, bottomless nesting."""
    control = _CONTROL.search(text)
    if control:
        line = first_line + text.count("\n", 0, control.start())
        return [Problem("yaml.control", Place(file, line), {"char": f"U+{ord(control[0]):04X}"})]
    if "*" in text or "&" in text or len(text) > _DEPTH_SUSPECT:
        return _walk_events(text, file, first_line)
    return []


def _walk_events(text: str, file: str, first_line: int) -> list[Problem]:
    depth = 0
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            line = first_line + event.start_mark.line
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                return [Problem("yaml.alias", Place(file, line))]
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    return [Problem("yaml.depth", Place(file, line), {"limit": MAX_DEPTH})]
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    except yaml.YAMLError as error:
        return [_syntax_problem(error, text, file, first_line)]
    return []


def _construct(node: Node, report: Callable[..., None], known_keys: Sequence[str]) -> Any:
    if isinstance(node, ScalarNode):
        if node.style is None:
            _check_swallowed_line(node, report, known_keys)
            return node.value or None
        return node.value
    if isinstance(node, SequenceNode):
        return [_construct(child, report, known_keys) for child in node.value]
    if not isinstance(node, MappingNode):
        return None
    data: Data = {}
    seen: set[str] = set()
    for key_node, value_node in node.value:
        if not isinstance(key_node, ScalarNode) or not key_node.value:
            report("yaml.key", key_node)
            continue
        key = key_node.value
        if key in seen:
            report("yaml.duplicate_key", key_node, field=key)
            continue
        seen.add(key)
        value = _construct(value_node, report, known_keys)
        if value is not None:
            data[key] = value
    return data


def _check_swallowed_line(node: ScalarNode, report: Callable[..., None], known_keys: Sequence[str]) -> None:
    """A line with a full-width colon is no key for YAML: it silently becomes part of the value above it."""
    if "：" not in node.value:
        return
    for word in node.value.split():
        name = word.partition("：")[0]
        if "：" in word and name in known_keys and not node.value.startswith(word):
            report("yaml.fullwidth_colon", node, field=name)
            return


def _child(node: Node | None, step: str | int) -> tuple[Node, int] | None:
    if isinstance(node, MappingNode):
        for key_node, value_node in node.value:
            if isinstance(key_node, ScalarNode) and key_node.value == step:
                return value_node, key_node.start_mark.line
    if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
        child = node.value[step]
        return child, child.start_mark.line
    return None


def _syntax_problem(error: yaml.YAMLError, text: str, file: str, first_line: int) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    lines = text.split("\n")
    index = min(mark.line if mark else 0, len(lines) - 1)
    # The parser stumbles at or below the faulty line, so the hints look there and a little above.
    for near in (index, index - 1, index - 2):
        if 0 <= near < len(lines):
            hint = _hint(lines[near])
            if hint:
                return Problem(hint, Place(file, first_line + near), {"text": lines[near].strip()[:40], "field": ""})
    values = {"text": lines[index].strip()[:40], "reason": getattr(error, "problem", None) or "unreadable"}
    return Problem("yaml.syntax", Place(file, first_line + index), values)


def _hint(line: str) -> str | None:
    body = line.strip()
    if re.match(r"^[ ]*\t", line):
        return "yaml.tab"
    if _FULLWIDTH_KEY.match(line) and ": " not in line:
        return "yaml.fullwidth_colon"
    if re.match(r"^[\w\u4e00-\u9fff]+:\S", body):
        return "yaml.colon_space"
    if re.match(r"^-\S", body) and not body.startswith("--"):
        return "yaml.dash_space"
    if body.count('"') % 2 or body.count("'") % 2:
        return "yaml.quote"
    if re.match(r"^[\w\u4e00-\u9fff]+: .*: ", body) or re.match(r"^[\w\u4e00-\u9fff]+: [\[{@`%*&!|>]", body):
        return "yaml.needs_quotes"
    return None
