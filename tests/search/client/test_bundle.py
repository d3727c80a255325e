"""The script that browsers get: small, one file, and with Python's own figures."""

import gzip
import re

import pytest

from search import bundle, query, ranking

LIMIT = 12 * 1024


def test_the_script_is_light_and_named_by_its_content() -> None:
    name, data = bundle.client()
    assert len(gzip.compress(data, 6)) <= LIMIT
    assert re.fullmatch(r"search-[0-9a-f]{8}\.js", name)
    assert bundle.client() == (name, data)


def test_the_script_needs_nothing_else() -> None:
    text = bundle.client()[1].decode()
    assert not re.search(r"\bimport\b|\bexport\b|https?://|eval\(|new Function", text)


def test_every_constant_that_a_module_asks_for_is_given_and_used() -> None:
    asked = set[str]()
    for path in bundle.CLIENT.glob("*.js"):
        found = re.search(r'import \{ ([^}]+) \} from "\./constants\.js"', path.read_text("utf-8"))
        asked |= set(found[1].split(", ")) if found else set()
    assert asked == bundle.constants().keys()


@pytest.mark.parametrize(("text", "lean"), [
    ('const a = (b) => b + 1;\n// said\nif (a) {\n  c();\n}', "const a=b=>b+1;if(a){c()}"),
    ('x = "a  =  b" + `c  ${d + 1}`;', 'x="a  =  b"+`c  ${d + 1}`;'),
    ("x = y.replace( /a  b/g, z) / 2;", "x=y.replace(/a  b/g,z)/ 2;"),
    ("a = b + +c;\nd = e - -f;", "a=b+ +c;d=e- -f;"),
    ("return  x", "return x"),
    ("a(\n  b,\n  c,\n);", "a(b,c);"),
    ("a = [b, ];\nc = { d, };", "a=[b];c={d};"),
])  # fmt: skip
def test_nothing_but_comments_and_spaces_is_left_out(text: str, lean: str) -> None:
    assert bundle._lean(text) == lean


def test_a_change_in_the_ranking_changes_the_script(monkeypatch: pytest.MonkeyPatch) -> None:
    before = bundle.client()[0]
    monkeypatch.setattr(ranking, "SATURATION", ranking.SATURATION + 0.5)
    changed = bundle.client()[0]
    monkeypatch.setattr(query, "QUESTION_WORDS", [*query.QUESTION_WORDS, "咋"])
    assert len({before, changed, bundle.client()[0]}) == 3
