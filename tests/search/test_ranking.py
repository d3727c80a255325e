"""The order of what is found: the formula, held against a plain reckoning of every document, and what comes before it."""

import math
import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from search import ranking
from search.answer import Index
from search.document import SearchDoc
from search.inverted import sound_terms, text_counts
from search.query import parse
from search.ranking import Found, Posting, norm, rank, rarity
from search.whoosh_index import LENGTHS
from search.words import SiteWords
from tests.search.samples import doc, index, refresh, some

QUERIES = 300


class Counted:
    """Ranks by postings that were counted from the documents, without any index."""

    def __init__(self, opened: Index, docs: Sequence[SearchDoc]) -> None:
        self._opened = opened
        self._docs = docs
        self._texts: dict[str, list[Posting]] = {}
        self._sounds: dict[str, list[int]] = {}
        for at, each in enumerate(docs):
            times, title, _ = text_counts(each)
            for term, often in times.items():
                self._texts.setdefault(term, []).append((at, min(often, 255), term in title))
            for term in sound_terms(each):
                self._sounds.setdefault(term, []).append(at)

    def find(self, text: str) -> list[Found]:
        return rank(
            parse(text),
            lambda term: self._texts.get(term, []),
            lambda term: self._sounds.get(term, []),
            self._opened._norms,
            lambda at: self._docs[at].holds,
            self._opened._favoured,
        )


def queries(docs: Sequence[SearchDoc], count: int) -> list[str]:
    """Stretches of titles and texts, some of them put together, some with a mark."""
    chance = random.Random(4)
    made = []
    for _ in range(count):
        each = chance.choice(docs)
        source = chance.choice([each.title, *(section.text for section in each.sections)])
        start = chance.randrange(max(1, len(source) - 8))
        piece = source[start : start + chance.randint(1, 12)]
        made.append(
            chance.choice(
                [piece, piece, f"{piece} {chance.choice(docs).title[:4]}", f"{piece} -遴选", "zzgx", f"{piece}怎么办"]
            )
        )
    return made


def test_whoosh_loses_nothing_on_the_way_to_the_best(tmp_path: Path) -> None:
    """Whoosh's matchers for several terms drop scores when they skip; ours ask for one term at a time and skip nothing.

    All that is found, every score and the order are those of documents that are counted one by one, for hundreds of
    queries, with documents that stand beside the base segment and others that are gone from it.
    """
    docs = sorted(some(250, seed=3), key=lambda each: (each.published, each.id))
    first = refresh(tmp_path, docs)
    for number in (5, 77, 200):
        docs[number] = doc(
            docs[number].id, "改过的党费标题", "改过的正文，组织关系。", published=docs[number].published
        )
    docs.append(doc("news/newest", "新增的组织关系转接", "党费。", published="2030-01-01 00:00"))
    opened = Index(refresh(tmp_path, docs, first.name), SiteWords())
    counted = Counted(opened, docs)
    for text in queries(docs, QUERIES):
        assert opened.find(text)[1] == counted.find(text), text
    opened.close()


def reckoned(docs: Sequence[SearchDoc], lengths: Sequence[int], text: str) -> dict[int, int]:
    """The scores by the formula as docs/search/index.md states it, document by document."""
    (wording,) = parse(text).wordings
    counts = [text_counts(each) for each in docs]
    weights = {}
    for term, weight in wording.terms:
        having = sum(term in each[0] for each in counts)
        steps = math.floor((math.log(len(docs) / (having + 1)) + 1) * 4096 + 0.5)
        weights[term] = weight * max(steps / 4096, 0.0)
    scores = {}
    for at, (times, title, _) in enumerate(counts):
        met = [term for term in weights if term in times]
        if not met:
            continue
        thousands = lengths[at] / 1000
        against = ranking.LENGTH * thousands / (1 + thousands / ranking.LENGTH_CAP)
        score = 0
        for term in met:
            often = min(times[term], 255)
            score += math.floor(weights[term] * (ranking.SATURATION + 1) * often / (often + against) * 1024 + 0.5)
        titled = sum(weights[term] for term in met if term in title)
        whole = sum(weights.values())
        scores[at] = score + math.floor(titled * (titled / whole) ** 2 * 1024 + 0.5)
    return scores


def test_scores_are_those_of_the_formula(tmp_path: Path) -> None:
    docs = sorted(
        (each for each in some(120, seed=6) if each.kind != "guide"), key=lambda each: (each.published, each.id)
    )
    opened = index(tmp_path, docs)
    codes = [LENGTHS[opened._whoosh.length_code(0, at)] for at in range(len(docs))]
    compared = 0
    for text in queries(docs, 80):
        query, found = opened.find(text)
        if query.sounds or query.excluded:
            continue
        scores = reckoned(docs, codes, text)
        for each in found:
            assert abs(each.score - scores[each.number]) <= 1, (text, each)
            compared += 1
    opened.close()
    assert compared > 1_000


def test_the_rarer_the_more() -> None:
    steps = [rarity(1_000, having) for having in (0, 1, 10, 100, 999)]
    assert steps == sorted(steps, reverse=True)
    assert rarity(1_000, 999) == 1.0
    assert rarity(10, 200) >= 0
    assert all((step * 4096).is_integer() for step in steps)


def test_long_documents_count_for_less_up_to_a_point() -> None:
    values = [norm(length) for length in (0, 100, 1_000, 10_000, 1_000_000)]
    assert values == sorted(values) and values[0] == 0
    assert values[-1] < ranking.LENGTH * ranking.LENGTH_CAP


def order(folder: Path, query: str, *docs: SearchDoc) -> list[str]:
    opened = index(folder, [*docs, *some(40, words=["龘靐", "爨癵"])])
    found = [identifier for identifier, _, _ in opened.ranked(query)]
    opened.close()
    return found


def test_the_very_title_comes_first(tmp_path: Path) -> None:
    longer = doc("a", "党费收缴使用和管理办法的通知", "党费收缴。" * 30)
    assert order(tmp_path, "党费收缴", longer, doc("b", "党费收缴"), doc("c", "其他", "党费收缴。" * 50))[0] == "b"


@pytest.mark.parametrize(
    "typed",
    [
        "省实施《中华人民共和国保密法》办法（试行）",
        "省实施中华人民共和国保密法办法试行",
        "省实施 中华人民共和国保密法 办法",
        "密法办法",
    ],
)
def test_a_title_is_found_without_its_marks(typed: str, tmp_path: Path) -> None:
    wanted = doc("b", "省实施《中华人民共和国保密法》办法（试行）", "正文。")
    others = [
        doc("a", "中华人民共和国保密法", "省实施办法，试行保密法办法。" * 30),
        doc("c", "保密法宣传办法", "密法。实施办法。" * 30),
    ]
    assert order(tmp_path, typed, wanted, *others)[0] == "b"


def test_what_no_longer_holds_comes_after_what_does(tmp_path: Path) -> None:
    old = doc("a", "党费缴纳", "党费缴纳。" * 20, holds=False)
    assert order(tmp_path, "党费缴", old, doc("b", "别的题目", "说到党费缴纳。")) == ["b", "a"]


def test_titles_with_all_of_it_come_before_what_only_tells_of_it(tmp_path: Path) -> None:
    """Three terms are enough: a notice that has ended is still what 任前公示 asks for."""
    docs = [
        doc("a", "省管干部任前公示（第3期）", holds=False),
        doc("b", "省管干部任前公示（第4期）"),
        doc("c", "一周要览", "任前公示。" * 30),
    ]
    assert order(tmp_path, "任前公示", *docs) == ["b", "a", "c"]


def test_of_equals_the_newest_comes_first(tmp_path: Path) -> None:
    same = [
        doc(name, "党费", "正文", published=f"20{year}-01-01 00:00") for name, year in (("a", 24), ("b", 26), ("c", 25))
    ]
    assert order(tmp_path, "党费", *same) == ["b", "c", "a"]


def test_what_has_little_of_the_query_is_left_out(tmp_path: Path) -> None:
    found = order(
        tmp_path,
        "组织关系转接介绍信",
        doc("a", "组织关系转接介绍信的开具"),
        doc("b", "其他", "介绍几位同志。"),
        doc("c", "组织关系转接"),
    )
    assert found == ["a", "c"]


def test_excluded_words_exclude(tmp_path: Path) -> None:
    docs = [doc("a", "公务员录用"), doc("b", "公务员遴选"), doc("c", "公务员录用", "兼谈遴选。")]
    assert sorted(order(tmp_path / "1", "公务员", *docs)) == ["a", "b", "c"]
    assert order(tmp_path / "2", "公务员 -遴选", *docs) == ["a"]


@pytest.mark.parametrize("text", ["", " ", "。", "-党费", "“”", "-"])
def test_nothing_asked_finds_nothing(text: str, tmp_path: Path) -> None:
    assert order(tmp_path, text, doc("a", "党费")) == []
