"""Whatever a file holds, reading gives a record or a finding that can be told, and never an exception."""

import json
from pathlib import Path
from typing import Any

import yaml
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugins.commands.reporting import sentence
from plugins.portal import markdown, yaml_text
from plugins.portal.addresses import Address, resolve
from plugins.portal.fields import names
from plugins.portal.gathering import gather_site
from plugins.portal.kinds import BY_NAME, KINDS, Kind
from plugins.portal.problems import Problem
from plugins.portal.reading import Reading, read
from plugins.portal.settings import Settings, load

from .broken_sites import DAY, SITE

QUICK = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,  # the same examples for everybody; raise max_examples to dig deeper
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
SLOW = settings(QUICK, max_examples=40)

_ODD = "：:-[]{}'\"|>&*!%@`#?,，—\t\n\r \u3000\u200b\u2028\ufeff\x00\x85~\\…第一条（）0129/年月日"
words = st.text(st.one_of(st.sampled_from(_ODD), st.characters(exclude_categories=["Cs"])), max_size=40)
"""Text in which the characters that have a meaning somewhere come often."""
KEYS = st.one_of(words, st.sampled_from(sorted({word for kind in KINDS for word in names(kind.model).known()})))
kinds = st.sampled_from(KINDS)
scalars = st.one_of(
    words,
    st.sampled_from(["", "~", "null", "2026-01-01", "2026-13-01", "9999-12-31", "0", "-1", "1e9", "nan", "general",
                     "是", "rules/a", "../a", "news/a", "任前公示", "公示：公告", "a:b", "-a"]),
)  # fmt: skip
trees: st.SearchStrategy[Any] = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=4)),
    max_leaves=12,
)


def _told(problems: tuple[Problem, ...] | list[Problem]) -> None:
    """Every finding can be said, printed and written as JSON, and its gaps are filled."""
    for problem in problems:
        text = sentence(problem) + json.dumps(problem.to_dict(), ensure_ascii=False)
        text.encode("utf-8")
        assert problem.place.line is None or problem.place.line >= 1


def _read(folder: Path, data: bytes, kind: Kind) -> Reading:
    path = folder / ("a" + kind.suffix)
    path.write_bytes(data)
    reading = read(path, f"{kind.folder}/a{kind.suffix}", kind)
    assert reading.record is not None or reading.problems, "neither a record nor a finding"
    if reading.record is None:
        assert any(problem.level == "error" for problem in reading.problems)
    _told(reading.problems)
    return reading


def _framed(head: str, kind: Kind, body: str = "正文。\n") -> bytes:
    text = f"---\n{head}---\n{body}" if kind.suffix == ".md" else head
    return text.encode("utf-8")


_NEEDED: dict[str, dict[str, Any]] = {
    "rule": {"category": "service"},
    "bulletin": {"series": "week"},
    "letter": {"received": "2026-01-01", "question": "问"},
    "plan": {"year": "2026"},
    "assessment": {"year": "2026"},
    "submission": {"year": "2026"},
    "project": {"unit": "甲县"},
}


def _valid(kind: Kind) -> dict[str, Any]:
    return {"title": "甲", "published": "2026-01-01", "office": "general", **_NEEDED.get(kind.name, {})}


@QUICK
@given(data=st.binary(max_size=200), kind=kinds)
def test_any_bytes(tmp_path: Path, data: bytes, kind: Kind) -> None:
    _read(tmp_path, data, kind)


@QUICK
@given(text=words, kind=kinds, encoding=st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-32", "big5"]))
def test_any_text_in_any_encoding(tmp_path: Path, text: str, kind: Kind, encoding: str) -> None:
    _read(tmp_path, text.encode(encoding, "replace"), kind)


@QUICK
@given(lines=st.lists(words, max_size=8), kind=kinds, broken=words)
def test_any_text_between_fences(tmp_path: Path, lines: list[str], kind: Kind, broken: str) -> None:
    _read(tmp_path, _framed("\n".join(lines) + "\n", kind, broken), kind)
    good = "".join(f"{key}: {value}\n" for key, value in _valid(kind).items())
    _read(tmp_path, _framed(good + broken + "\n" + good, kind), kind)


@QUICK
@given(tree=trees, kind=kinds, flow=st.booleans())
def test_any_structure(tmp_path: Path, tree: Any, kind: Kind, flow: bool) -> None:
    head = yaml.safe_dump(tree, allow_unicode=True, default_flow_style=flow, sort_keys=False)
    _read(tmp_path, _framed(head, kind), kind)


@QUICK
@given(data=st.data(), kind=kinds)
def test_any_value_in_a_valid_frame(tmp_path: Path, data: st.DataObject, kind: Kind) -> None:
    """Each field of each kind, by name or label, with any value: below it everything else is as it should be."""
    known = names(kind.model)
    fields = _valid(kind)
    for name in data.draw(st.lists(st.sampled_from(sorted(known.fields)), min_size=1, max_size=3, unique=True)):
        fields.pop(name, None)
        inner = known.nested.get(name)
        values = trees
        if inner is not None:
            table = st.dictionaries(st.sampled_from(names(inner).known()), scalars | trees, max_size=5)
            values = st.one_of(trees, table, st.lists(table, max_size=3))
        fields[data.draw(st.sampled_from([name, known.fields[name]]))] = data.draw(values)
    head = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False)
    reading = _read(tmp_path, _framed(head, kind), kind)
    for problem in reading.problems:
        assert problem.place.line is None or problem.place.line <= head.count("\n") + 3


@SLOW
@given(data=st.data())
def test_any_valid_looking_site_is_checked(tmp_path_factory: Any, data: st.DataObject) -> None:
    """Items with arbitrary references, links and tables go through all checks together."""
    folder = tmp_path_factory.mktemp("site") / "content"
    ids = st.sampled_from(["rules/a", "rules/b", "news/a", "guides/a", "rules/none", "rules/a.html"])
    links = st.sampled_from(
        ["/", "../rules/a.md", "/files/x", "/columns/y/", "a", "http://x.cn", "javascript:x", "/%00", "#"]
    )
    day = st.dates().map(str)
    for kind in data.draw(st.lists(kinds, min_size=1, max_size=6, unique_by=lambda kind: kind.name)):
        fields = _valid(kind)
        fields["published"] = data.draw(st.dates(max_value=DAY).map(str))
        fields["office"] = data.draw(st.sampled_from(["general", "nobody"]))
        fields["redirect_from"] = data.draw(
            st.lists(st.sampled_from(["/old", "/old/a", "/news/a.html", "x", "/", "//"]), max_size=3)
        )
        if kind.name == "rule":
            fields |= {
                "supersedes": data.draw(st.lists(ids, max_size=3)),
                "basis": data.draw(st.lists(ids, max_size=2)),
            }
        if kind.name == "notice":
            fields["period"] = {"start": data.draw(day), "workdays": str(data.draw(st.integers(-1, 300)))}
            fields["people"] = [{"name": data.draw(words)}]
            fields["type"] = "appointment"
        if kind.name == "assessment":
            fields["results"] = [{"unit": "甲", "tier": "x", "points": {"a": "1"}}] * 2
        for name in ("a", "b"):
            path = folder / kind.folder / (name + kind.suffix)
            path.parent.mkdir(parents=True, exist_ok=True)
            body = f"[x]({data.draw(links)}) ![y]({data.draw(links)})\n"
            path.write_bytes(_framed(yaml.safe_dump(fields, allow_unicode=True), kind, body))
    _told(list(gather_site(folder, SITE, DAY).report))


@QUICK
@given(tree=st.dictionaries(st.one_of(KEYS, st.sampled_from(names(Settings).known())), trees, max_size=6), text=words)
def test_any_site_file(tmp_path: Path, tree: dict[str, Any], text: str) -> None:
    path = tmp_path / "site.yaml"
    for content in (yaml.safe_dump(tree, allow_unicode=True), text, SITE.read_text(encoding="utf-8") + text):
        path.write_text(content, encoding="utf-8", newline="")
        made, _, problems = load(path)
        assert made is not None or problems
        _told(problems)


@QUICK
@given(tree=trees, text=words)
def test_any_table_of_units(tmp_path: Path, tree: Any, text: str) -> None:
    content = tmp_path / "content"
    content.mkdir(exist_ok=True)
    for written in (
        yaml.safe_dump(tree, allow_unicode=True),
        text,
        yaml.safe_dump({"units": [tree]}, allow_unicode=True),
    ):
        (content / "units.yaml").write_text(written, encoding="utf-8", newline="")
        _told(list(gather_site(content, SITE, DAY).report))


@QUICK
@given(lines=st.lists(words, max_size=6))
def test_lines_lie_within_the_text(lines: list[str]) -> None:
    text = "\n".join(lines)
    parsed, problems = yaml_text.parse(text, "a.yaml", 1, {"标题"})
    for problem in problems:
        assert problem.place.line is not None
        assert 1 <= problem.place.line <= text.count("\n") + 1
    assert parsed.data is not None or problems


_MARKS = st.lists(
    st.one_of(
        words,
        st.sampled_from(["# ", "## ", "**", "[x](", ")", "![", "<", ">", "<script>", "javascript:", "](", "[^1]", "[^1]: ",
                         "|", "|-|\n", "\n\n", "```", "第一条 ", "on", "onload=", "<img src=x onerror=y>", "&#106;", "    ",
                         "<a href='", "data:text/html,", "\t", "~~", "- [ ] ", "\\", "&lt;", "<javascript:x>", "第十条之一"]),
    ),
    max_size=15,
).map("".join)  # fmt: skip


@settings(QUICK, max_examples=400)
@given(text=_MARKS, articles=st.booleans())
def test_any_markdown_is_safe(text: str, articles: bool) -> None:
    rendered = markdown.render(text, lambda typed: resolve(typed, "news/a").url, articles)
    parsed = BeautifulSoup(rendered.html, "html.parser")
    assert not parsed.find(["script", "iframe", "object", "embed", "style", "form", "link", "meta", "base"])
    for node in parsed.find_all(True):
        for name, value in node.attrs.items():
            assert not name.startswith("on")
            if name in ("href", "src"):
                address = "".join(char for char in str(value) if char > " ").lower()
                assert not address.startswith(("javascript:", "vbscript:", "data:text", "file:"))
    levels = [heading.level for heading in rendered.headings]
    assert all(2 <= level <= 6 for level in levels)
    anchors = [heading.anchor for heading in rendered.headings]
    assert len(set(anchors)) == len(anchors)
    for target, line, picture in markdown.links(text):
        assert isinstance(picture, bool)
        assert target
        assert 0 <= line <= text.count("\n")


@settings(QUICK, max_examples=600)
@given(
    typed=st.one_of(
        words,
        st.text(),
        st.tuples(st.sampled_from(["http:", "//", "/files/", "../", "javascript:", "/rules/", "%2e%2e/"]), words).map(
            "".join
        ),
    )
)
def test_any_address_resolves(typed: str) -> None:
    address = resolve(typed, "rules/service/first-asked")
    assert isinstance(address, Address)
    if address.file is not None or address.item is not None:
        assert address.url.startswith("/")
        assert not address.outside
        assert ".." not in (address.file or address.item or "").split("/")
    if not address.outside and not address.misshapen:
        assert not address.url.startswith("//")


def test_the_kinds_are_all_there() -> None:
    assert set(_NEEDED) <= set(BY_NAME)
