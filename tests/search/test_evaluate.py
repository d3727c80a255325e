"""Evaluation: figures from any search, files of queries and golden.yaml with their mistakes named, and the command."""

import json
from pathlib import Path

import pytest

from plugins.commands import evaluate as command
from search.evaluate import measure, read_cases, table, with_folders
from search.golden import GOLDEN, Golden, check, read_golden
from search.known_items import Case
from tests.helpers import Built

ANSWERS = {"党费": ["guides/dues", "news/a"], "转正": ["news/a", "guides/full"]}


def search(query: str, limit: int) -> list[str]:
    return ANSWERS.get(query, [])[:limit]


def test_figures_are_means_of_each_set() -> None:
    rows = measure(
        search,
        [
            Case("one", "党费", {"guides/dues": 1.0}),
            Case("one", "转正", {"guides/full": 1.0}),
            Case("two", "没有", {"guides/x": 1.0}),
        ],
    )
    assert [(row.set, row.queries, row.mrr, row.success, row.recall) for row in rows] == [
        ("one", 2, 0.75, 1, 1),
        ("two", 1, 0, 0, 0),
    ]
    assert rows[0].ndcg == pytest.approx((1 + 0.6309) / 2, abs=1e-4)
    assert table(rows).splitlines()[2] == "| one | 2 | 1.000 | 0.750 | 1.000 | 0.815 |"


def test_queries_are_read_from_lines(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text(
        '{"set": "a", "qid": "1", "query": "党费", "relevant": ["guides/dues"]}\n\n'
        '{"query": "转正", "relevant": {"guides/full": 2}}\n',
        encoding="utf-8",
    )
    cases, findings = read_cases(path)
    assert not findings
    assert cases == [Case("a", "党费", {"guides/dues": 1.0}), Case("queries", "转正", {"guides/full": 2.0})]


@pytest.mark.parametrize(
    "line",
    [
        "党费",
        '{"query": "党费"}',
        '{"query": " ", "relevant": ["a"]}',
        '{"query": "党费", "relevant": []}',
        '{"query": "党费", "relevant": {"a": 0}}',
        '{"query": 5, "relevant": ["a"]}',
    ],
)
def test_a_bad_line_of_queries_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text('{"query": "好", "relevant": ["a"]}\n' + line + "\n", encoding="utf-8")
    cases, findings = read_cases(path)
    assert [finding.line for finding in findings] == [2] and len(cases) == 1


def test_queries_that_are_not_there_are_a_finding(tmp_path: Path) -> None:
    assert read_cases(tmp_path / "none.jsonl")[1][0].what == "文件读不出来。"


def test_answers_may_go_by_the_last_part_of_their_ids() -> None:
    cases = [Case("a", "一", {"law-1": 1.0, "law-9": 1.0}), Case("a", "二", {"law-8": 1.0})]
    kept, without = with_folders(cases, ["rules/laws/law-1", "rules/x"])
    assert kept == [Case("a", "一", {"rules/laws/law-1": 1.0})] and without == 1


def test_golden_entries_in_chinese_and_english(tmp_path: Path) -> None:
    path = tmp_path / "golden.yaml"
    path.write_text(
        "- {问: 党费, 应找到: guides/dues, 名次: 1}\n- {query: 12380, find: [a, b]}\n- 问: 转正\n  应找到: [a]\n",
        encoding="utf-8",
    )
    entries, findings = read_golden(path, {"guides/dues", "a", "b"})
    assert not findings
    assert entries == [
        Golden("党费", ("guides/dues",), 1, 1),
        Golden("12380", ("a", "b"), 3, 2),
        Golden("转正", ("a",), 3, 3),
    ]


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("- {应找到: a}", 1, "没有写“问”。"),
        ("- {问: 党费}", 1, "没有写“应找到”。"),
        ("- {问: 党费, 应找到: []}", 1, "没有写“应找到”。"),
        ("- {问: 党费, 应找到: a, 名次: 0}", 1, "名次看不懂。"),
        ("- {问: 党费, 应找到: a, 名次: 三}", 1, "名次看不懂。"),
        ("- {问: 党费, 应找到: a, 名次: 11}", 1, "名次看不懂。"),
        ("- {问: 党费, 应找到: a, 备注: 无}", 1, "不认识“备注”。"),
        ("- {问: 党费, query: 党费, 应找到: a}", 1, "“query”写了两次。"),
        ("- {问: 党费, 应找到: a}\n- {问: 党费, 应找到: b}", 2, "“党费”和第 1 行重复。"),
        ("- {问: 党费, 应找到: c}", 1, "网站上没有“c”。"),
        ("- 党费", 1, "这一条不是“名称: 内容”的写法。"),
        ("问: 党费", 1, "文件应当是一条一条的列表，每条以“- ”开头。"),
        ("", 1, "文件应当是一条一条的列表，每条以“- ”开头。"),
        ("- {问: 党费, 应找到: a}\n- {问: [", 2, "这一行的写法 YAML 读不懂。"),
    ],
)
def test_mistakes_of_golden_are_named(tmp_path: Path, text: str, line: int, what: str) -> None:
    path = tmp_path / "golden.yaml"
    path.write_text(text, encoding="utf-8")
    _, findings = read_golden(path, {"a", "b"})
    assert [(finding.line, finding.what) for finding in findings] == [(line, what)]
    assert findings[0].cure


def test_a_golden_entry_is_missed_if_it_stands_too_low_or_nowhere() -> None:
    entries = [
        Golden("党费", ("guides/dues",), 1, 1),
        Golden("转正", ("guides/full",), 1, 2),
        Golden("转正去哪", ("guides/full",), 3, 3),
        Golden("转正", ("guides/full", "news/a"), 1, 4),
    ]
    misses = check(search, entries)
    assert [(miss.entry.line, miss.place, miss.instead) for miss in misses] == [
        (2, 2, ("news/a", "guides/full")),
        (3, 0, ()),
    ]
    assert "现在排在第 2" in command.sentence(misses[0])
    assert "前十名里没有" in command.sentence(misses[1]) and "什么也没有" in command.sentence(misses[1])


def test_golden_has_the_words_of_ordinary_people() -> None:
    entries, findings = read_golden(GOLDEN)
    assert not findings and len(entries) >= 60


def test_golden_queries_are_answered_by_the_site(
    real_site: Built, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code = command.run(None, real_site.folder, json=True)
    told = json.loads(capsys.readouterr().out)
    assert not told["missed"], told["missed"]
    assert code == 0 and told["golden"] >= 60
    rows = {row["set"]: row for row in told["sets"]}
    assert rows["title"]["mrr"] == 1
    assert rows["part"]["mrr"] >= 0.97
    for name in ("pinyin", "initials", "traditional", "wrong-character", "missing-character", "doc-number"):
        assert rows[name]["success"] >= 0.95, name


def test_the_command_reads_a_file_of_queries(
    real_site: Built, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text(
        '{"set": "a", "query": "党费收缴", "relevant": ["dues"]}\n'
        '{"set": "a", "query": "无", "relevant": ["nowhere"]}\n',
        encoding="utf-8",
    )
    assert command.run(path, real_site.folder) == 0
    told = capsys.readouterr().out
    assert "| a | 1 | 1.000 | 1.000 | 1.000 | 1.000 |" in told and "另有 1 条查询" in told


def test_mistakes_are_told_and_nothing_else(
    real_site: Built, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "golden.yaml"
    path.write_text("- {问: 党费, 应找到: guides/nowhere}\n", encoding="utf-8")
    assert command.run(None, real_site.folder, path) == 1
    told = capsys.readouterr()
    assert not told.out and "第 1 行：网站上没有“guides/nowhere”。" in told.err


def test_without_an_index_the_cure_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert command.run(None, tmp_path / "nothing") == 1
    assert "请先建站" in capsys.readouterr().err
