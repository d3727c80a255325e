"""Views → HTML: the Jinja environment, and the rendering of one page. A template sees its view, the site and the body."""

import html
import re
import traceback
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import jinja2
import jinja2.runtime
from markupsafe import Markup

from . import comparison, markdown, qr, structured_data, wholes
from .addresses import resolve
from .problems import Finding, Place, Problem
from .views.parts import Body, Page
from .views.rule import ComparisonView
from .views.site import SiteView

_PARTS = 12_000
"""Rendered parts that are kept at a time, in some ten megabytes: lists of a column come one after another."""
_FRAME_ANCHORS = ("main", "keywords")
"""Anchors of the templates, which no heading of a body may take."""


class TemplateBroken(Finding):
    """A template uses what its view does not have, or cannot be read."""


def escape(value: Any) -> str:
    """Text as HTML shows it. What Jinja uses gives each text a type of its own, which costs more than the escaping."""
    if type(value) is str:
        return html.escape(value) if _SPECIAL(value) else value
    return str(value.__html__()) if hasattr(value, "__html__") else html.escape(str(value))


_SPECIAL = re.compile("[&<>\"']").search


class _Template(jinja2.Template):
    """A compiled template that escapes by our function: a page has some two hundred values to escape."""

    @classmethod
    def _from_namespace(
        cls, environment: jinja2.Environment, namespace: MutableMapping[str, Any], globals: MutableMapping[str, Any]
    ) -> jinja2.Template:
        namespace["escape"] = escape
        return super()._from_namespace(environment, namespace, globals)

    def _get_default_module(self, ctx: jinja2.runtime.Context | None = None) -> jinja2.environment.TemplateModule:
        """The macros of an imported template. All templates here have the same globals, so there is nothing to compare:
        a page imports from some five components, and comparing took longer than their macros."""
        return super()._get_default_module(None)


class _Environment(jinja2.Environment):
    template_class = _Template


class Renderer:
    """Renders pages of one site with one theme."""

    def __init__(
        self,
        templates: Sequence[Path],
        icons: Mapping[str, Markup],
        site: SiteView,
        body_of: Callable[[Body], str],
        cache: Path | None,
    ) -> None:
        bytecode = None
        if cache is not None:
            cache.mkdir(parents=True, exist_ok=True)
            bytecode = jinja2.FileSystemBytecodeCache(str(cache))
        self._environment = _Environment(
            loader=jinja2.FileSystemLoader(templates),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            bytecode_cache=bytecode,
            auto_reload=False,
        )
        self._environment.filters["markdown"] = _markdown
        self._environment.filters["qr"] = qr.code
        self._environment.filters["together"] = wholes.together
        self._environment.filters["address"] = wholes.address
        self._environment.filters["heading"] = wholes.heading
        self._body_of = body_of
        self._environment.globals["site"] = site
        self._environment.globals["icon"] = partial(_icon, icons)
        self._site = site
        self._parts: dict[tuple[str, Any], Markup] = {}
        self._environment.globals["part"] = self._part
        self._frames: dict[str, tuple[Markup, Markup]] = {}

    def render(self, template: str, view: Page) -> bytes:
        """A page as UTF-8. Raises TemplateBroken, or reading.BodyChanged when the body's file was saved meanwhile."""
        try:
            return self._render(template, view)
        except jinja2.TemplateError as error:
            raise TemplateBroken(_template_problem(error, template)) from error

    def _render(self, template: str, view: Page) -> bytes:
        header, footer = self._frame(view.section)
        body = getattr(view, "body", None)
        rendered = self._body(body) if isinstance(body, Body) else None
        json_ld = structured_data.of(view, self._site)
        parts: dict[str, Any] = {"view": view, "body": rendered, "header": header, "footer": footer, "json_ld": json_ld}
        if isinstance(view, ComparisonView):
            parts["pairs"] = comparison.compare(self._body_of(view.earlier), self._body_of(view.newer))
        return self._environment.get_template(template).render(parts).encode()

    def forget(self) -> None:
        """Let go of what was kept for further pages; catalogues want the room."""
        self._parts.clear()

    def _part(self, name: str, value: Any) -> Markup:
        """A part that many pages share, rendered once for each value: a row of lists, the tags of a column.

        `name` is a macro of parts.html, or `component.macro`; the macro takes the value and nothing else.
        """
        made = self._parts.get((name, value))
        if made is None:
            if len(self._parts) >= _PARTS:
                self._parts.clear()
            component, dot, macro_name = name.rpartition(".")
            template = f"components/{component}/{component}.html" if dot else "parts.html"
            macro = self._environment.get_template(template).module.__dict__[macro_name]
            made = self._parts[name, value] = Markup(macro(value))
        return made

    def _frame(self, section: str) -> tuple[Markup, Markup]:
        """Header and footer, which are the same for all pages of a section, so they are made once for each."""
        frame = self._frames.get(section)
        if frame is None:
            parts = self._environment.get_template("frame.html").make_module({"section": section})
            frame = (Markup(parts.__dict__["header"]()), Markup(parts.__dict__["footer"]()))
            self._frames[section] = frame
        return frame

    def _body(self, body: Body) -> markdown.Rendered:
        text = self._body_of(body)
        return markdown.render(text, partial(_publish_address, body.record), body.articles, _FRAME_ANCHORS)


def _template_problem(error: jinja2.TemplateError, template: str) -> Problem:
    """The innermost place in a template that the error passed through."""
    name = getattr(error, "name", None) or template
    line = getattr(error, "lineno", None)
    for frame in traceback.extract_tb(error.__traceback__):
        if frame.filename.endswith(".html"):
            path = Path(frame.filename)
            in_component = path.parent.parent.name == "components"
            name, line = (f"components/{path.parent.name}/{path.name}" if in_component else path.name), frame.lineno
    place = name if name.startswith("components/") else f"templates/{name}"
    return Problem("theme.template", Place(f"theme/{place}", line), {"reason": str(error)[:200]})


def _icon(icons: Mapping[str, Markup], name: str) -> Markup:
    if name not in icons:
        raise jinja2.TemplateRuntimeError(f"no icon {name!r} in icons.svg")
    return icons[name]


def _publish_address(record_id: str, typed: str) -> str:
    return resolve(typed, record_id).url


def _markdown(text: str, record_id: str) -> Markup:
    """The Markdown of a field of a record; addresses in it are read from the record's place."""
    return Markup(markdown.render_field(text, partial(_publish_address, record_id)))
