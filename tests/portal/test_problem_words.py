"""The sentences about problems: every code has its words, every word its code, and each is provoked somewhere."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from plugins.portal.problems import WORDS, Level, Place, Problem, _words, codes

from . import broken_sites

PLUGINS = Path(__file__).resolve().parents[2] / "plugins"
_CODE = re.compile(r"[a-z]+\.[a-z_0-9]+")
_FILE_ENDINGS = {"yaml", "yml", "md", "html", "json", "xml", "txt", "css", "js", "py", "csv", "svg"}

ELSEWHERE = {
    "build.worker_lost": "faults/test_workers.py: a process is killed",
    "attachment.unused": "tests of the check command and of published files: it is found after gathering",
    "file.changed": "tests of the build: a file saved again while the site is built",
    "file.no_permission": "test_broken_sites.test_no_permission: root may read everything",
    "file.two_kinds": "tests of the build: two plans for one address",
    "field.invalid": "test_validation.test_an_unforeseen_failure: a net under the types, none of which reaches it",
    "folder.unreadable": "test_broken_sites.test_unreadable_folder: root may open everything",
    "plugin.missing": "tests of the generator",
    **{f"{group}.": f"tests of {where}" for group, where in {"output": "writing", "theme": "the theme"}.items()},
}
"""Codes (or, with a point at the end, groups of codes) that no broken mini site provokes, and what covers them."""


def _is_elsewhere(code: str) -> bool:
    return code in ELSEWHERE or f"{code.partition('.')[0]}." in ELSEWHERE


@cache
def _provoked() -> frozenset[str]:
    told = {finding["code"] for name in broken_sites.names() for finding in broken_sites.expected(name)}
    return frozenset(told | {finding["code"] for _, findings in broken_sites.MADE.values() for finding in findings})


def _strings() -> Iterator[str]:
    for path in sorted(PLUGINS.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


@pytest.mark.parametrize("code", [code for code in codes() if not _is_elsewhere(code)])
def test_a_broken_site_provokes_it(code: str) -> None:
    assert code in _provoked()


def test_exceptions_are_needed() -> None:
    """An exception that a broken site provokes after all, or that names no code, is struck from the list."""
    groups = {code.partition(".")[0] + "." for code in codes()}
    assert set(ELSEWHERE) - _provoked() == set(ELSEWHERE)
    assert {code for code in ELSEWHERE if not code.endswith(".")} <= set(codes())
    assert "output." in groups


def test_codes_of_the_source_have_words() -> None:
    groups = {code.partition(".")[0] for code in codes()}
    used = {text for text in _strings() if _CODE.fullmatch(text) and text.partition(".")[0] in groups}
    used = {code for code in used if code.rpartition(".")[2] not in _FILE_ENDINGS}
    assert used <= set(codes())


def test_words_are_used_by_the_source() -> None:
    assert set(codes()) <= set(_strings())


def test_no_code_stands_twice_in_the_file() -> None:
    heads = re.findall(r"(?m)^([a-z]+\.[a-z_0-9]+):", WORDS.read_text(encoding="utf-8"))
    assert sorted(heads) == sorted(set(heads)) == sorted(codes())


@pytest.mark.parametrize("code", codes())
def test_each_has_level_what_why_and_cure(code: str) -> None:
    words = _words()[code]
    assert set(words) == {"level", "what", "why", "cure"}
    assert words["level"] in set(Level)
    for part in ("what", "why", "cure"):
        assert re.search("[\u4e00-\u9fff]", words[part]), f"{code}.{part} is not Chinese"
        assert words[part].strip() == words[part]
    if words["level"] != Level.NOTE:
        assert "请" in words["cure"] or words["cure"].startswith(("可选", "可用")), words["cure"]


def test_a_gap_without_a_value_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        _ = Problem("file.gbk", Place("a.md")).what


def test_values_with_braces_are_shown_as_typed() -> None:
    problem = Problem("yaml.quote", Place("a.md"), {"text": "{what} {0} %s"})
    assert "{what} {0} %s" in problem.what
