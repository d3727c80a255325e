"""Which attributes of a view a template uses: a walk through the templates with the types of the views' fields.

It follows extends, include, for, set and if, so a template that asks for `entry.titel` is found though no page of any
test has such an entry.
"""

import types
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

import jinja2
import msgspec
from jinja2 import nodes

Type = Any
"""A type as annotations have it; None where it is not known."""
Names = dict[str, Type]


@dataclass
class Uses:
    """What a template uses."""

    fields: set[tuple[str, str]] = field(default_factory=set)
    """(struct, field) of those that exist."""
    unknown: set[str] = field(default_factory=set)
    """Uses of what does not exist, with the place."""


class Walker:
    """Walks through one template with the names that it is given."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = jinja2.Environment()
        self.uses = Uses()

    def tree(self, template: str) -> nodes.Template:
        return self.environment.parse((self.folder / template).read_text(encoding="utf-8"), template, template)

    def walk(self, template: str, names: Names) -> Uses:
        """A page's template; blocks of the template that extends replace those of the one extended."""
        blocks: dict[str, nodes.Block] = {}
        current = template
        while True:
            tree = self.tree(current)
            for block in tree.find_all(nodes.Block):
                blocks.setdefault(block.name, block)
            parent = next(tree.find_all(nodes.Extends), None)
            if parent is None:
                break
            assert isinstance(parent.template, nodes.Const)
            current = parent.template.value
        self.blocks = blocks
        self.body(tree.body, dict(names), current)
        return self.uses

    def body(self, body: list[nodes.Node], names: Names, where: str) -> None:
        for node in body:
            self.visit(node, names, where)

    def visit(self, node: nodes.Node, names: Names, where: str) -> None:
        if isinstance(node, nodes.Block):
            block = self.blocks.get(node.name, node)
            self.body(block.body, dict(names), where)
        elif isinstance(node, nodes.For):
            for inner in self.bound(node, names, where):
                self.body(node.body, inner, where)
            self.body(node.else_, dict(names), where)
        elif isinstance(node, nodes.If):
            self.infer(node.test, names, where)
            for part in (node.body, list[nodes.Node](node.elif_), node.else_):
                self.body(part, names, where)
        elif isinstance(node, nodes.Assign):
            value = self.infer(node.node, names, where)
            if isinstance(node.target, nodes.Name):
                names[node.target.name] = value
        elif isinstance(node, nodes.Include):
            assert isinstance(node.template, nodes.Const), where
            self.body(self.tree(node.template.value).body, dict(names), node.template.value)
        elif isinstance(node, nodes.Macro):
            self.body(node.body, {**names, **{each.name: None for each in node.args}}, where)
        elif isinstance(node, nodes.Expr):
            self.infer(node, names, where)
        else:
            for child in node.iter_child_nodes():
                self.visit(child, names, where)

    def bound(self, node: nodes.For, names: Names, where: str) -> Iterator[Names]:
        """The names inside a loop, for each shape that its target may take."""
        loop: Names = {**names, "loop": None}
        if isinstance(node.target, nodes.Tuple) and isinstance(node.iter, nodes.Tuple):
            for entry in node.iter.items:
                assert isinstance(entry, nodes.Tuple)
                pairs = zip(node.target.items, entry.items, strict=True)
                yield {**loop, **{target.name: self.infer(value, names, where) for target, value in pairs}}  # type: ignore[attr-defined]
            return
        over = self.infer(node.iter, names, where)
        if node.test is not None:
            self.infer(node.test, names, where)
        element = get_args(over)[0] if is_tuple(over) else None
        targets = node.target.items if isinstance(node.target, nodes.Tuple) else [node.target]
        yield {**loop, **{target.name: element if len(targets) == 1 else None for target in targets}}  # type: ignore[attr-defined]

    def infer(self, node: nodes.Node, names: Names, where: str) -> Type:
        """The type of an expression, and along the way every attribute that it asks for."""
        if isinstance(node, nodes.Name):
            if node.name not in names:
                self.uses.unknown.add(f"{where}:{node.lineno}: {node.name}")
            return names.get(node.name)
        if isinstance(node, nodes.Getattr):
            return self.attribute(self.infer(node.node, names, where), node, where)
        if isinstance(node, nodes.Getitem):
            over = self.infer(node.node, names, where)
            self.infer(node.arg, names, where)
            if not is_tuple(over):
                return None
            return over if isinstance(node.arg, nodes.Slice) else get_args(over)[0]
        if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name == "part":
            name, value = node.args
            assert isinstance(name, nodes.Const)
            return self.part(name.value, self.infer(value, names, where))
        found = [self.infer(child, names, where) for child in node.iter_child_nodes()]
        if isinstance(node, nodes.Or | nodes.And):
            return next((each for each in found if each is not None), None)
        return None

    def part(self, name: str, given: Type) -> Type:
        """A macro of parts.html, with its one argument."""
        macro = next(each for each in self.tree("parts.html").find_all(nodes.Macro) if each.name == name)
        (argument,) = macro.args
        self.body(macro.body, {argument.name: given, "loop": None}, "parts.html")
        return None

    def attribute(self, owner: Type, node: nodes.Getattr, where: str) -> Type:
        structs = [each for each in parts(owner) if isinstance(each, type) and issubclass(each, msgspec.Struct)]
        if not structs:
            return None
        found: list[Type] = []
        for struct in structs:
            if node.attr in struct.__struct_fields__:
                self.uses.fields.add((struct.__name__, node.attr))
                found.append(get_type_hints(struct)[node.attr])
            else:
                self.uses.unknown.add(f"{where}:{node.lineno}: {struct.__name__}.{node.attr}")
        return found[0] if found else None


def parts(annotation: Type) -> tuple[Type, ...]:
    """The members of a union, or the type itself."""
    origin: Any = get_origin(annotation)
    return get_args(annotation) if origin in (Union, types.UnionType) else (annotation,)


def is_tuple(annotation: Type) -> bool:
    origin: Any = get_origin(annotation)
    return origin is tuple
