"""Queries with known answers: what is made of a title, and that it is the same every time."""

from collections import defaultdict

import pytest

from search.analysis import squeeze
from search.folding import fold
from search.known_items import Case, Known, known_items

DOCUMENTS = [
    Known("rules/a", "首问负责制实施办法", "川组示〔2025〕7号"),
    Known("rules/b", "限时办理规定", "川组示〔2024〕25号"),
    Known("rules/c", "限时办理规定"),
    Known("rules/d", "部务会议议事规则（2019年）", "川组示〔2019〕9号"),
    Known("guides/e", "党员组织关系转接"),
    Known("guides/f", "党费收缴", "川组办〔2025〕7号"),
    Known("guides/g", "预备党员转正"),
    Known("pages/h", "English Summary"),
    Known("pages/i", "  "),
]


@pytest.fixture(scope="module")
def cases() -> dict[str, list[Case]]:
    found = defaultdict(list)
    for case in known_items(DOCUMENTS):
        found[case.set].append(case)
    return dict(found)


def by_answer(cases: list[Case]) -> dict[str, str]:
    return {id: case.query for case in cases for id in case.right}


def test_all_sets_are_made(cases: dict[str, list[Case]]) -> None:
    assert list(cases) == [
        "title",
        "part",
        "pinyin",
        "initials",
        "traditional",
        "wrong-character",
        "missing-character",
        "doc-number",
    ]


def test_documents_of_one_title_are_all_right(cases: dict[str, list[Case]]) -> None:
    for name in ("title", "pinyin", "initials", "wrong-character", "missing-character"):
        asked = [case for case in cases[name] if "rules/b" in case.right]
        assert all(set(case.right) == {"rules/b", "rules/c"} for case in asked) and len(asked) == 2


def test_a_part_is_of_the_title_and_of_every_answer(cases: dict[str, list[Case]]) -> None:
    titles = {each.id: squeeze(each.title) for each in DOCUMENTS}
    for case in cases["part"]:
        assert 4 <= len(case.query) <= 8
        assert set(case.right) == {id for id, title in titles.items() if case.query in title}
        assert all(case.query != titles[id] for id in case.right)


def test_sound_and_first_letters(cases: dict[str, list[Case]]) -> None:
    assert by_answer(cases["pinyin"])["guides/f"] == "dangfeishoujiao"
    assert by_answer(cases["initials"])["guides/e"] == "dyzzgxzj"
    assert "pages/h" not in by_answer(cases["initials"])
    assert "rules/d" not in by_answer(cases["pinyin"]), "nobody types digits and brackets by sound"


def test_traditional_writing_folds_back(cases: dict[str, list[Case]]) -> None:
    titles = {each.id: each.title for each in DOCUMENTS}
    written = by_answer(cases["traditional"])
    assert "guides/e" in written
    for id, query in written.items():
        assert query != titles[id] and fold(query) == fold(titles[id])


def test_slips_are_of_one_character(cases: dict[str, list[Case]]) -> None:
    titles = {each.id: each.title for each in DOCUMENTS}
    for id, query in by_answer(cases["wrong-character"]).items():
        assert len(query) == len(titles[id])
        assert sum(one != other for one, other in zip(query, titles[id], strict=True)) == 1
    for id, query in by_answer(cases["missing-character"]).items():
        title = titles[id]
        assert query in {title[:at] + title[at + 1 :] for at in range(len(title))}


def test_document_numbers_in_several_writings(cases: dict[str, list[Case]]) -> None:
    asked = [case for case in cases["doc-number"] if "rules/a" in case.right]
    whole = [case for case in asked if case.query.startswith("川组示")]
    assert whole[0].query == "川组示〔2025〕7号" != whole[1].query
    assert all(set(case.right) == {"rules/a"} for case in whole)
    bare = [case for case in asked if not case.query.startswith("川")]
    assert bare and all(set(case.right) == {"rules/a", "guides/f"} for case in bare)


def test_the_same_seed_gives_the_same_queries() -> None:
    assert list(known_items(DOCUMENTS)) == list(known_items(reversed(DOCUMENTS)))
    assert list(known_items(DOCUMENTS)) != list(known_items(DOCUMENTS, seed=1))


def test_another_document_leaves_the_other_queries_as_they_are() -> None:
    more = [*DOCUMENTS, Known("guides/z", "公务员登记")]
    titles = {case.query for case in known_items(DOCUMENTS) if case.set == "part"}
    assert titles <= {case.query for case in known_items(more) if case.set == "part"}


def test_a_set_has_its_limit() -> None:
    many = [Known(f"rules/{number}", f"第{number}号规定", f"川组办〔2026〕{number}号") for number in range(1, 40)]
    counts: dict[str, int] = defaultdict(int)
    for case in known_items(many, per_set=5):
        counts[case.set] += 1
    assert set(counts.values()) == {5}
    assert "pinyin" not in counts, "these titles have digits"


def test_an_empty_index_asks_nothing() -> None:
    assert not list(known_items([]))
