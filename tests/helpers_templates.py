"""Which attributes of a view a template uses: a walk through the templates with the types of the views' fields.

It follows extends, include, import, for, set, if and calls of macros, so a template that asks for `entry.titel` is found though no page of any
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


@dataclass(frozen=True)
class Macro:
    """A macro that a template imports."""

    node: nodes.Macro
    template: str


@dataclass
class Uses:
    """What a template uses."""

    fields: set[tuple[str, str]] = field(default_factory=set)
    """(struct, field) of those that exist."""
    unknown: set[str] = field(default_factory=set)
    """Uses of what does not exist, with the place."""


class Walker:
    """Walks through one template with the names that it is given."""

    def __init__(self, *folders: Path) -> None:
        self.folders = folders
        self.environment = jinja2.Environment()
        self.uses = Uses()

    def tree(self, template: str) -> nodes.Template:
        path = next(folder / template for folder in self.folders if (folder / template).is_file())
        return self.environment.parse(path.read_text(encoding="utf-8"), template, template)

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
        names = {**self.imported(template, names), **names}
        self.body(tree.body, dict(names), current)
        return self.uses

    def imported(self, template: str, names: Names) -> Names:
        """The macros that a template, and those that it extends, import or define."""
        tree = self.tree(template)
        found: Names = {each.name: Macro(each, template) for each in tree.find_all(nodes.Macro)}
        for each in tree.find_all(nodes.FromImport):
            assert isinstance(each.template, nodes.Const), template
            source = each.template.value
            macros = {macro.name: macro for macro in self.tree(source).find_all(nodes.Macro)}
            for name in each.names:
                given, alias = (name, name) if isinstance(name, str) else name
                if given in macros:
                    found[alias] = Macro(macros[given], source)
                else:
                    self.uses.unknown.add(f"{template}:{each.lineno}: {source}.{given}")
        parent = tree.find(nodes.Extends)
        if parent is not None:
            assert isinstance(parent.template, nodes.Const)
            found = {**self.imported(parent.template.value, names), **found}
        return found

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
            inner = {**names, **self.imported(node.template.value, names)}
            self.body(self.tree(node.template.value).body, inner, node.template.value)
        elif isinstance(node, nodes.Macro):
            if where == "frame.html":  # the renderer calls its macros; all others are walked where they are called
                self.body(node.body, {**names, **{each.name: None for each in node.args}}, where)
        elif isinstance(node, nodes.FromImport):
            pass  # bound by `imported`
        elif isinstance(node, nodes.CallBlock):
            self.infer(node.call, names, where)
            self.body(node.body, dict(names), where)
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
            return self.part(name.value, self.infer(value, names, where), names)
        if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name):
            called = names.get(node.node.name)
            if isinstance(called, Macro):
                return self.call(called, node, names, where)
        found = [self.infer(child, names, where) for child in node.iter_child_nodes()]
        if isinstance(node, nodes.Or | nodes.And):
            return next((each for each in found if each is not None), None)
        return None

    def part(self, name: str, given: Type, names: Names) -> Type:
        """A macro of parts.html, or of a component, with its one argument."""
        component, dot, macro_name = name.rpartition(".")
        template = f"components/{component}/{component}.html" if dot else "parts.html"
        macro = next(each for each in self.tree(template).find_all(nodes.Macro) if each.name == macro_name)
        assert len(macro.args) == 1, f"{name} takes one value"
        self.macro(Macro(macro, template), {macro.args[0].name: given}, names)
        return None

    def call(self, called: Macro, node: nodes.Call, names: Names, where: str) -> Type:
        """A call of a macro: its body is walked with the types of what it is given."""
        arguments = [each.name for each in called.node.args]
        given: Names = dict.fromkeys(arguments)
        if len(node.args) > len(arguments) or any(each.key not in arguments for each in node.kwargs):
            self.uses.unknown.add(f"{where}:{node.lineno}: arguments of {called.node.name}")
        for name, value in zip(arguments, node.args, strict=False):
            given[name] = self.infer(value, names, where)
        for keyword in node.kwargs:
            given[keyword.key] = self.infer(keyword.value, names, where)
        self.macro(called, given, names)
        return None

    def macro(self, called: Macro, given: Names, names: Names) -> None:
        """The body of a macro, which sees its arguments, its own template's macros, and what every template is given."""
        everywhere = {name: names.get(name) for name in ("site", "icon", "part")}
        own = self.imported(called.template, names)
        self.body(called.node.body, {**everywhere, **own, **given, "loop": None, "caller": None}, called.template)

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
