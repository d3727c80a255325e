"""The adapter of Whoosh: what is written is read back, by us and by Whoosh's own search, and nothing else is opened.

These tests also run on another Whoosh: test_other_whoosh.py.
"""

import math
import os
import random
from array import array
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import whoosh
from whoosh import query as queries
from whoosh import scoring
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.searching import Searcher

from search import whoosh_index
from search.document import SearchDoc
from search.inverted import Inverted, invert, sound_terms, text_counts
from search.whoosh_index import LENGTHS, WhooshIndex, extend, write
from tests.search.samples import doc, files, some


def test_the_whoosh_that_is_meant_is_tested() -> None:
    assert ".".join(map(str, whoosh.__version__)) == os.environ.get("PORTAL_WHOOSH", "2.7.5")


def opened(folder: Path) -> WhooshIndex:
    return WhooshIndex(folder)


def expected(docs: Sequence[SearchDoc]) -> dict[str, list[tuple[int, int]]]:
    """Term → (number, occurrences), made without posting lists."""
    made: dict[str, list[tuple[int, int]]] = {}
    for number, each in enumerate(docs):
        for term, times in text_counts(each)[0].items():
            made.setdefault(term, []).append((number, min(times, 255)))
    return made


def test_all_that_is_written_is_read_back(tmp_path: Path) -> None:
    docs = some(50)
    write(tmp_path / "a", invert(docs))
    index = opened(tmp_path / "a")
    for term, postings in expected(docs).items():
        assert index.texts(term) == [(0, number, times) for number, times in postings]
        assert index.titled(term) == {(0, number) for number, _ in postings if term in text_counts(docs[number])[1]}
    for term in {term for each in docs for term in sound_terms(each)}:
        assert index.sounding(term) == [(0, at) for at, each in enumerate(docs) if term in sound_terms(each)]
    assert {_text(term) for term in index.terms("text")} == set(expected(docs))
    assert index.starting_with("text", "党") == sorted(term for term in expected(docs) if term.startswith("党"))
    for number, each in enumerate(docs):
        assert LENGTHS[index.length_code(0, number)] == pytest.approx(text_counts(each)[2], rel=0.12)
    index.close()


def _text(term: str | bytes) -> str:
    return term.decode() if isinstance(term, bytes) else term


def test_unknown_terms_and_fields_have_nothing(tmp_path: Path) -> None:
    write(tmp_path / "a", invert(some(3)))
    index = opened(tmp_path / "a")
    assert (index.texts("没有"), index.sounding("'mei'you"), index.starting_with("text", "没有")) == ([], [], [])
    assert index.titled("") == set()
    index.close()


def test_many_occurrences_and_very_long_documents(tmp_path: Path) -> None:
    write(tmp_path / "a", invert([doc("news/a", "党", "党费" * 70_000), doc("news/b", "党")]))
    index = opened(tmp_path / "a")
    assert index.texts("党费") == [(0, 0, 255)]
    assert LENGTHS[index.length_code(0, 0)] > 100_000 > 2 > LENGTHS[index.length_code(0, 1)]
    index.close()


def test_an_index_of_nothing(tmp_path: Path) -> None:
    write(tmp_path / "a", Inverted())
    index = opened(tmp_path / "a")
    assert (index.texts("党费"), list(index.terms("text"))) == ([], [])
    index.close()


def test_what_is_written_is_the_same_every_time(tmp_path: Path) -> None:
    for name in "ab":
        write(tmp_path / name, invert(some(50)))
        extend(tmp_path / name, tmp_path / f"{name}2", [3], invert(some(2, seed=8)))
    assert files(tmp_path / "a") == files(tmp_path / "b")
    assert files(tmp_path / "a2") == files(tmp_path / "b2")
    assert not list(tmp_path.rglob("*.tmp"))


def test_two_segments_and_what_is_gone(tmp_path: Path) -> None:
    docs, more = some(20), [doc("news/more", "党费收缴", "党费")]
    write(tmp_path / "a", invert(docs))
    before = files(tmp_path / "a")
    gone = [number for number, _ in expected(docs)["党费"]][:2]
    extend(tmp_path / "a", tmp_path / "b", gone, invert(more))
    index = opened(tmp_path / "b")
    left = [(0, number, times) for number, times in expected(docs)["党费"] if number not in gone]
    assert index.texts("党费") == [*left, (1, 0, text_counts(more[0])[0]["党费"])]
    assert not index.titled("党费") & {(0, number) for number in gone}
    index.close()
    # Again, with nothing beside the base this time.
    extend(tmp_path / "b", tmp_path / "c", gone, Inverted())
    index = opened(tmp_path / "c")
    assert index.texts("党费") == left
    index.close()
    assert files(tmp_path / "a") == before


def test_a_file_system_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise OSError(1, "not permitted")

    write(tmp_path / "a", invert(some(5)))
    monkeypatch.setattr("os.link", refused)
    extend(tmp_path / "a", tmp_path / "b", [0], invert(some(1, seed=9)))
    index = opened(tmp_path / "b")
    assert {segment for segment, _, _ in index.texts("党费")} <= {0, 1}
    index.close()


# Whoosh's own search reads our index


def whooshs_own(folder: Path) -> Searcher:
    index = FileIndex(FileStorage(str(folder)), schema=whoosh_index._schema(), indexname="MAIN")
    return index.searcher(weighting=scoring.BM25F())


def found(searcher: Searcher, query: Any, limit: int | None = None) -> list[int]:
    return [hit.docnum for hit in searcher.search(query, limit=limit)]


def term(field: str, word: str) -> Any:
    return queries.Term(field, word)


def test_whooshs_own_search_finds_the_same_documents(tmp_path: Path) -> None:
    """By single terms, by any of several, by all of them; with a second segment and documents that are gone."""
    docs, more = some(60), some(10, seed=4)
    gone = [1, 5, 30]
    write(tmp_path / "a", invert(docs))
    extend(tmp_path / "a", tmp_path / "b", gone, invert(more))
    texts = [text_counts(each)[0] for each in (*docs, *more)]
    alive = [at for at in range(len(texts)) if at not in gone]
    searcher = whooshs_own(tmp_path / "b")
    index = opened(tmp_path / "b")
    words = sorted({word for each in texts for word in each})
    chance = random.Random(2)
    for word in words:
        holding = [at for at in alive if word in texts[at]]
        assert sorted(found(searcher, term("text", word))) == holding
        assert [at + segment * len(docs) for segment, at, _ in index.texts(word)] == holding
    for _ in range(200):
        some_words = chance.sample(words, 3)
        either = queries.Or([term("text", word) for word in some_words])
        every = queries.And([term("text", word) for word in some_words])
        assert sorted(found(searcher, either)) == [at for at in alive if any(word in texts[at] for word in some_words)]
        assert sorted(found(searcher, every)) == [at for at in alive if all(word in texts[at] for word in some_words)]
    index.close()
    searcher.close()


def test_whooshs_own_scores_are_those_of_its_formula(tmp_path: Path) -> None:
    """Weights and lengths are where its BM25F looks for them: idf · tf · (K1 + 1) / (tf + K1 · (1 - B + B · len / avg))."""
    docs = some(40)
    write(tmp_path / "a", invert(docs))
    searcher = whooshs_own(tmp_path / "a")
    index = opened(tmp_path / "a")
    counts = [text_counts(each) for each in docs]
    lengths = [LENGTHS[index.length_code(0, number)] for number in range(len(docs))]
    average = searcher.reader().field_length("text") / len(docs)
    for word in ("党费", "组织", "2026"):
        having = [at for at, each in enumerate(counts) if word in each[0]]
        idf = math.log(len(docs) / (len(having) + 1)) + 1
        for hit in searcher.search(term("text", word), limit=None):
            times = counts[hit.docnum][0][word]
            wanted = idf * times * 2.2 / (times + 1.2 * (0.25 + 0.75 * lengths[hit.docnum] / average))
            assert hit.score == pytest.approx(wanted)
    index.close()
    searcher.close()


# What may be opened


def test_the_schema_is_given_and_not_unpickled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "a", invert(some(3)))

    def refused(*_: object) -> None:
        raise AssertionError("a schema was unpickled")

    monkeypatch.setattr(whoosh_index._Terms, "__setstate__", refused, raising=False)
    opened(tmp_path / "a").close()
    assert b"_Terms" in next((tmp_path / "a").glob("*.toc")).read_bytes()  # it is there to be unpickled


def test_the_title_bit_is_apart_from_the_occurrences() -> None:
    inverted = invert([doc("news/a", "党费", "党费党费")])
    assert inverted.texts["党费"] == array("I", [0 << 9 | 256 | 3])
