"""Strict YAML: every scalar stays the text that was typed, nothing is guessed, nothing is silently dropped.

Plain YAML turns 0756 into 494, 1:30 into 90, `on` into True, and keeps the last of two equal keys. Here a scalar is
text until the field's type reads it; an empty value is None, which the fields take as not written.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from .problems import Place, Problem
from .yaml_hints import explain

MAX_DEPTH = 40
"""Deeper nesting is no document of an office but an accident (or an attack on the parser's stack)."""

_DEPTH_SUSPECT = 4_000
"""Shorter texts can nest deeply only by brackets and marks, which are counted; so most skip the extra pass."""
_OPENERS = ("[", "{", "- ", "-\t", "? ", "?\t")
_CONTROL = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\u2028\u2029\\ud800-\\udfff\\ufeff\\ufffe\\uffff]")

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

    def text_line(self, path: FieldPath) -> int:
        """The line on which the text of a value begins: below its field if it is written as a block."""
        node = self.node
        for step in path:
            found = _child(node, step)
            if found is None:
                break
            node = found[0]
        line = self.first_line + (node.start_mark.line if node is not None else 0)
        return line + 1 if isinstance(node, ScalarNode) and node.style in ("|", ">") else line


def parse(text: str, file: str, first_line: int = 1, known_keys: Collection[str] = ()) -> tuple[Parsed, list[Problem]]:
    """Read a YAML text. `first_line` is its place in the file; `known_keys` make the hints about colons sharper.

    The data is None when the text cannot be read at all.
    """
    nothing = Parsed(None, None, first_line)
    early = _before_parsing(text, file, first_line)
    if early:
        return nothing, early
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        return nothing, [explain(error, text, file, first_line)]
    if node is None:
        return Parsed({}, None, first_line), []
    making = _Making(node, text, file, first_line, known_keys)
    data = making.value(making.root)
    return Parsed({} if data is None else data, node, first_line), making.problems


def _before_parsing(text: str, file: str, first_line: int) -> list[Problem]:
    """What must be caught before the parser sees the text: control characters, aliases, tags, bottomless nesting."""
    control = _CONTROL.search(text)
    if control:
        line = first_line + text.count("\n", 0, control.start())
        return [Problem("yaml.control", Place(file, line), {"char": f"U+{ord(control[0]):04X}"})]
    if "*" in text or "&" in text or "!" in text or _may_be_deep(text):
        return _walk_events(text, file, first_line)
    return []


def _may_be_deep(text: str) -> bool:
    return len(text) > _DEPTH_SUSPECT or sum(map(text.count, _OPENERS)) >= MAX_DEPTH


def _walk_events(text: str, file: str, first_line: int) -> list[Problem]:
    depth = 0
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            place = Place(file, first_line + (event.start_mark.line if event.start_mark else 0))
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                return [Problem("yaml.alias", place)]
            if getattr(event, "tag", None):
                return [Problem("yaml.tag", place)]
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    return [Problem("yaml.depth", place, {"limit": MAX_DEPTH})]
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    except yaml.YAMLError as error:
        return [explain(error, text, file, first_line)]
    return []


@dataclass
class _Making:
    """Nodes → plain data, with what is wrong on the way."""

    root: Node
    text: str
    file: str
    first_line: int
    known_keys: Collection[str]
    problems: list[Problem] = field(default_factory=list)

    def value(self, node: Node) -> Any:
        """A node's data: text, list or fields; None for what was left blank."""
        if isinstance(node, ScalarNode):
            if node.style:  # quoted, or a block: what it holds is meant as it stands
                self._check_escapes(node)
                return node.value
            if "：" in node.value and node.end_mark.line > node.start_mark.line:
                self._check_swallowed_lines(node)
            return node.value or None
        if isinstance(node, SequenceNode):
            return [self.value(child) for child in node.value]
        return self._fields(node)

    def _fields(self, node: Node) -> Data:
        data: Data = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, ScalarNode) or not key_node.value:
                self._report("yaml.key", key_node.start_mark.line)
                continue
            key, line = key_node.value, key_node.start_mark.line
            value = self.value(value_node)
            if key in data:
                self._report("yaml.duplicate_key", line, field=key)
            elif not key.isprintable():
                self._report("yaml.control", line, char=_unprintable(key))
            elif not self._has_swallowed_colon(key, value, line):
                self._check_dashes(value, value_node, line)
                data[key] = value
        return data

    def _check_escapes(self, node: ScalarNode) -> None:
        """Double quotes can spell characters that no page and no feed may hold."""
        found = _CONTROL.search(node.value) if node.style == '"' else None
        if found:
            self._report("yaml.control", node.start_mark.line, char=f"U+{ord(found[0]):04X}")

    def _check_dashes(self, value: Any, node: Node, line: int) -> None:
        """Entries of a list without their spaces run together to one text."""
        plain = isinstance(node, ScalarNode) and not node.style
        if plain and isinstance(value, str) and value[0] == "-" and node.start_mark.line > line:
            self._report("yaml.dash_space", node.start_mark.line, text=value[:40])

    def _has_swallowed_colon(self, key: str, value: Any, line: int) -> bool:
        """In {…} a name with a wrong colon takes its value in: the whole is read as a name without a value."""
        if "：" in key and (value is None or key.partition("：")[0].strip() in self.known_keys):
            self._report("yaml.fullwidth_colon", line, field=key.partition("：")[0].strip())
            return True
        if value is None and ":" in key:
            self._report("yaml.colon_space", line, field=key.partition(":")[0], text=key[:40])
            return True
        return False

    def _check_swallowed_lines(self, node: ScalarNode) -> None:
        """A line with a full-width colon is no field for YAML: it silently becomes part of the value above it."""
        first = node.start_mark.line + (0 if node is self.root else 1)
        for line in range(first, node.end_mark.line + 1):
            name, colon, _ = self._lines[line].strip().partition("：")
            if colon and name.rstrip() in self.known_keys:
                self._report("yaml.fullwidth_colon", line, field=name.rstrip())

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.split("\n")

    def _report(self, code: str, line: int, **values: Any) -> None:
        place = Place(self.file, self.first_line + line, values.get("field"))
        self.problems.append(Problem(code, place, values))


def _unprintable(key: str) -> str:
    return next(f"U+{ord(char):04X}" for char in key if not char.isprintable())


def _child(node: Node | None, step: str | int) -> tuple[Node, int] | None:
    if isinstance(node, MappingNode):
        for key_node, value_node in node.value:
            if isinstance(key_node, ScalarNode) and key_node.value == step:
                return value_node, key_node.start_mark.line
    if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
        child = node.value[step]
        return child, child.start_mark.line
    return None
