"""search: one query or many, in the words and the JSON that were agreed."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from plugins.commands import search
from plugins.commands.search import open_index, run

from ..helpers import GOOD, GOOD_DAY, ROOT, Built, build

Capture = pytest.CaptureFixture[str]


def test_json_has_just_what_was_agreed(good_site: Built, capsys: Capture) -> None:
    assert run("党费", None, good_site.folder, 3, True) == 0
    out = capsys.readouterr().out
    answer = json.loads(out)
    assert out.count("\n") == 1
    assert list(answer) == ["query", "total", "results"]
    assert answer["query"] == "党费" and answer["total"] >= len(answer["results"]) > 0
    for hit in answer["results"]:
        assert list(hit) == ["id", "url", "title", "kind", "score", "snippet"]
        assert [type(hit[name]) for name in hit] == [str, str, str, str, float, str]
        assert (hit["url"], hit["title"]) == (f"/{hit['id']}.html", good_site.library.by_id[hit["id"]].item.title)
    scores = [hit["score"] for hit in answer["results"]]
    assert scores == sorted(scores, reverse=True) or len({hit["kind"] for hit in answer["results"]}) > 1


def test_limit_and_total(good_site: Built, capsys: Capture) -> None:
    answers = []
    for limit in (1, 2, 1_000):
        assert run("党员", None, good_site.folder, limit, True) == 0
        answers.append(json.loads(capsys.readouterr().out))
    assert [len(each["results"]) for each in answers] == [1, 2, answers[2]["total"]]
    assert len({each["total"] for each in answers}) == 1
    assert answers[2]["results"][:2] == answers[1]["results"]


def test_many_queries_give_a_line_each(good_site: Built, tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "queries.jsonl"
    file.write_text(
        '{"qid": "a", "query": "党费"}\n\n{"qid": 7, "query": "魑魅魍魉", "more": 1}\n{"qid": "c", "query": ""}\n'
    )
    assert run("", file, good_site.folder, 2, False) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [list(line) for line in lines] == [["qid", "results"]] * 3
    assert [line["qid"] for line in lines] == ["a", 7, "c"]
    assert lines[1]["results"] == lines[2]["results"] == []
    assert all(list(hit) == ["id", "url", "score"] for hit in lines[0]["results"])
    assert run("党费", None, good_site.folder, 2, True) == 0
    alone = json.loads(capsys.readouterr().out)["results"]
    assert lines[0]["results"] == [{name: hit[name] for name in ("id", "url", "score")} for hit in alone]


def test_for_people_it_is_a_list(good_site: Built, capsys: Capture) -> None:
    assert run("党费", None, good_site.folder, 2, False) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("共 ") and lines[0].endswith(" 条结果")
    assert lines[1].startswith("  1. ")


def test_the_site_s_synonyms_count(good_site: Built, capsys: Capture) -> None:
    index = open_index(good_site.folder)
    groups = good_site.library.settings.search.synonyms
    index.close()
    for standard, *others in groups:
        assert run(others[0], None, good_site.folder, 10, True) == 0
        found = json.loads(capsys.readouterr().out)["results"]
        assert run(standard, None, good_site.folder, 1, True) == 0
        wanted = json.loads(capsys.readouterr().out)["results"]
        assert not wanted or wanted[0]["id"] in {hit["id"] for hit in found}


@pytest.mark.parametrize("limit", [0, -1, search.MOST + 1])
def test_a_limit_that_is_none(limit: int, good_site: Built, capsys: Capture) -> None:
    assert run("党费", None, good_site.folder, limit, False) == 2
    assert "--limit" in capsys.readouterr().err


def test_no_query(good_site: Built, capsys: Capture) -> None:
    assert run("  ", None, good_site.folder, 10, False) == 2
    assert "请写出要查的词" in capsys.readouterr().err


def test_no_index(tmp_path: Path, capsys: Capture) -> None:
    assert run("党费", None, tmp_path / "nothing", 10, True) == 1
    told = capsys.readouterr()
    assert told.out == "" and "没有可用的检索索引" in told.err and "tasks.py build" in told.err


@pytest.mark.parametrize("damage", ["manifest", "state", "whoosh/MAIN_base.trm", "documents.bin"])
def test_a_damaged_index_is_said_so(damage: str, tmp_path: Path, capsys: Capture) -> None:
    site = build(GOOD, tmp_path / "output", GOOD_DAY)
    manifest = site.folder / "search/data/manifest.json"
    name = json.loads(manifest.read_bytes())["index"]
    path = manifest if damage == "manifest" else tmp_path / ".output.build/search" / name / damage
    path.write_bytes(path.read_bytes()[:-7])
    assert run("党费", None, site.folder, 10, True) == 1
    assert "没有可用的检索索引" in capsys.readouterr().err


@pytest.mark.parametrize("line", ["{", '{"qid": "a"}', '["a", "b"]', '{"qid": "a", "query": 1}', "党费"])
def test_a_line_that_is_no_query(line: str, good_site: Built, tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "queries.jsonl"
    file.write_text('{"qid": "a", "query": "党费"}\n' + line + "\n", encoding="utf-8")
    assert run("", file, good_site.folder, 10, False) == 1
    assert "第 2 行看不懂" in capsys.readouterr().err


def test_a_file_of_queries_that_is_not_there(good_site: Built, tmp_path: Path, capsys: Capture) -> None:
    assert run("", tmp_path / "none.jsonl", good_site.folder, 10, False) == 1
    assert "读不到查询文件" in capsys.readouterr().err


def test_by_the_command_line(good_site: Built, tmp_path: Path) -> None:
    def tasks(*arguments: str) -> str:
        call = [sys.executable, str(ROOT / "tasks.py"), "search", *arguments, "--output", str(good_site.folder)]
        return subprocess.run(call, capture_output=True, text=True, check=True, cwd=tmp_path).stdout

    (tmp_path / "queries.jsonl").write_text('{"qid": "a", "query": "党费"}\n', encoding="utf-8")
    one = json.loads(tasks("党费", "--limit", "2", "--json"))
    many = json.loads(tasks("--queries", "queries.jsonl", "--limit", "2"))
    assert [hit["id"] for hit in one["results"]] == [hit["id"] for hit in many["results"]] != []
