"""The comparison of searches: texts and queries are read, ours answers, the report has a row for each."""

import json
from pathlib import Path

import pytest

from tests.bench import search_peers
from tests.bench.search_engines import read_texts, texts_of
from tests.search.samples import doc, refresh

ROWS = [
    {"id": "dues", "title": "党费收缴", "text": "党员每月交纳党费。", "date": "2026-01-05"},
    {"id": "transfer", "title": "组织关系转接", "text": "换了工作单位的党员应当转接组织关系。"},
    {"id": "archives", "title": "干部人事档案查阅", "text": "查档案要带介绍信。"},
]


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    path = tmp_path / "texts.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS), encoding="utf-8")
    return path


def test_texts_are_read(texts: Path) -> None:
    read = read_texts([texts])
    assert [each.id for each in read] == ["dues", "transfer", "archives"]
    assert [each.date for each in read] == ["2026-01-05", "2020-01-01", "2020-01-01"]


def test_the_documents_of_an_index_are_texts_too(tmp_path: Path) -> None:
    made = refresh(tmp_path, [doc("a", "党费", "每月交纳", keywords=("比例",))])
    (text,) = texts_of(made.folder)
    assert (text.id, text.title, text.date) == ("a", "党费", "2026-01-01")
    assert "每月交纳" in text.text and "比例" in text.text


def test_the_report_stands_between_its_marks(texts: Path, tmp_path: Path) -> None:
    queries = tmp_path / "queries.jsonl"
    queries.write_text(
        '{"set": "asked", "query": "换工作怎么转组织关系", "relevant": ["transfer"]}\n'
        '{"set": "asked", "query": "别处的", "relevant": ["elsewhere"]}\n',
        encoding="utf-8",
    )
    page = tmp_path / "page.md"
    page.write_text("before\n<!-- bench:search -->\nold\n<!-- /bench:search -->\nafter\n", encoding="utf-8")
    arguments = ["--texts", str(texts), "--queries", str(queries), "--engines", "ours", "--page", str(page)]
    assert search_peers.main(arguments) == 0
    told = page.read_text(encoding="utf-8")
    assert told.startswith("before\n") and told.endswith("after\n") and "old" not in told
    assert "| asked | 1 | 1.000 / 1.000 |" in told
    assert "| title | 3 | 1.000 / 1.000 |" in told


def test_a_page_without_marks_is_left_alone(texts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.md"
    page.write_text("nothing\n", encoding="utf-8")
    assert search_peers.main(["--texts", str(texts), "--engines", "ours", "--page", str(page), "--most", "1"]) == 0
    assert page.read_text(encoding="utf-8") == "nothing\n"
    assert "| This portal |" in capsys.readouterr().out
