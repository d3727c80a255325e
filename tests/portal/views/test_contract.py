"""The contract between views and theme: what a template asks for is a field of its view, and every field is explained."""

import ast
from pathlib import Path

import pytest

from plugins.portal.markdown import Heading, Rendered
from plugins.portal.pages import ITEM_PAGES
from plugins.portal.problems import Finding
from plugins.portal.views.desk import Desk
from plugins.portal.views.gallery import gallery_view
from plugins.portal.views.parts import Page
from plugins.portal.views.site import SiteView

from ...helpers import ROOT, Built, library
from ...helpers_templates import Walker

THEME = ROOT / "theme"
TEMPLATES = THEME / "templates"
VIEW_MODULES = [*sorted((ROOT / "plugins" / "portal" / "views").glob("*.py")), ROOT / "plugins" / "kiosk" / "views.py"]
VIEW_MODULES.append(ROOT / "plugins" / "portal" / "accounts" / "parts.py")
FRAME = {"frame.html", "parts.html"}
GIVEN = {
    "site": SiteView,
    "icon": None,
    "part": None,
    "body": None,
    "pairs": None,
    "header": None,
    "footer": None,
    "json_ld": None,
    "loop": None,
}
"""What the renderer gives to every template besides its view."""


def structs(path: Path) -> list[ast.ClassDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]


@pytest.mark.parametrize("path", VIEW_MODULES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_field_of_every_view_has_a_sentence(path: Path) -> None:
    missing = []
    for struct in structs(path):
        if not ast.get_docstring(struct):
            missing.append(struct.name)
        for node, after in zip(struct.body, [*struct.body[1:], None], strict=True):
            if not isinstance(node, ast.AnnAssign) or not isinstance(node.target, ast.Name):
                continue
            said = after.value.value if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant) else ""
            if not (isinstance(said, str) and said[:1] == said[:1].upper() and said.rstrip().endswith((".", "…"))):
                missing.append(f"{struct.name}.{node.target.id}")
    assert missing == []


@pytest.fixture(scope="module")
def shown(good_site: Built) -> set[tuple[str, type[Page]]]:
    """Which template is given which view, over all pages of the good site."""
    return {(page.template, type(page.make())) for page in good_site.outcome.plan.pages}


def test_the_good_site_shows_every_kind_and_every_template(shown: set[tuple[str, type[Page]]]) -> None:
    used = {template for template, _ in shown}
    assert {template for template, _ in ITEM_PAGES.values()} <= used
    reached = set(used) | FRAME
    for template in used:
        source = (TEMPLATES / template).read_text(encoding="utf-8")
        reached |= {path.name for path in TEMPLATES.glob("*.html") if f'"{path.name}"' in source}
    assert {path.name for path in TEMPLATES.glob("*.html")} == reached


def test_templates_ask_only_for_what_their_views_have(shown: set[tuple[str, type[Page]]]) -> None:
    unknown = set()
    for template, view in shown:
        unknown |= Walker(TEMPLATES, THEME).walk(template, {**GIVEN, "view": view}).unknown
    assert sorted(unknown) == []


def test_the_frame_asks_only_for_the_site() -> None:
    uses = Walker(TEMPLATES, THEME).walk("frame.html", {**GIVEN, "section": None})
    assert sorted(uses.unknown) == []


def test_a_wrong_name_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "base.html").write_text("{% block main %}{% endblock %}{{ view.head.titel }}")
    (tmp_path / "row.html").write_text("{{ entry.sumary }}")
    (tmp_path / "lines.html").write_text("{% macro line(entry) %}{{ entry.dat }}{{ caller() }}{% endmacro %}")
    (tmp_path / "list.html").write_text(
        '{% extends "base.html" %}{% from "lines.html" import line %}{% block main %}{% for entry in view.entries %}{% set state = entry.state %}'
        '{% if state %}{{ state.labell }}{% endif %}{% include "row.html" %}{{ line(entry) }}{% endfor %}'
        "{{ vieuw }}{% endblock %}"
    )
    from plugins.portal.views.lists import ListView

    found = Walker(tmp_path).walk("list.html", {**GIVEN, "view": ListView}).unknown
    names = {use.split(": ")[1] for use in found}
    assert names == {"Head.titel", "Entry.sumary", "Entry.dat", "State.labell", "vieuw"}


def test_bodies_have_what_the_item_template_asks_of_them() -> None:
    source = (TEMPLATES / "item.html").read_text(encoding="utf-8")
    for name in ("html", "headings"):
        assert f"body.{name}" not in source or name in Rendered.__dataclass_fields__
    for name in ("level", "anchor", "text"):
        assert f"heading.{name}" not in source or name in Heading.__dataclass_fields__


def test_the_gallery_or_the_frame_shows_every_component() -> None:
    """A component that stands on every page, or beside a list, needs no sample."""
    everywhere = {"masthead", "navigation", "tools", "footer", "breadcrumb", "side", "contents", "share"}
    source = (TEMPLATES / "gallery.html").read_text(encoding="utf-8")
    components = {path.parent.name for path in THEME.glob("components/*/*.html")}
    assert {name for name in components if f"components/{name}/" not in source} == everywhere


def test_samples_that_do_not_fit_are_a_finding(tmp_path: Path) -> None:
    (tmp_path / "components").mkdir()
    (tmp_path / "components" / "samples.yaml").write_text("icons: [search]\nstate: []\n", encoding="utf-8")
    with pytest.raises(Finding) as caught:
        gallery_view(Desk(library()), tmp_path)
    assert caught.value.problem.place.file == "theme/components/samples.yaml"
    assert "state" in caught.value.problem.what
