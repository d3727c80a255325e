"""Strict YAML: text stays text, nothing is dropped, every stumble has its line."""

import subprocess
import sys
import time

import pytest

from plugins.portal.yaml_text import MAX_DEPTH, parse


def codes(text: str, known: tuple[str, ...] = ()) -> list[tuple[str, int | None]]:
    """The findings of a text: code and line."""
    return [(problem.code, problem.place.line) for problem in parse(text, "a.yaml", 1, known)[1]]


def data(text: str) -> object:
    parsed, problems = parse(text, "a.yaml")
    assert problems == []
    return parsed.data


@pytest.mark.parametrize(
    "text",
    [
        "0756", "1:30", "on", "off", "yes", "No", "true", "1e3", "null", "NULL", "~", "2026-01-01", "2026-01-01 09:30",
        "0o17", "0x1F", "1_000", ".inf", ".nan", "+86", "12.50", "007", "=", "<<", "-3", "12380、028", "第1号#2",
    ],
)  # fmt: skip
def test_scalars_stay_the_text_that_was_typed(text: str) -> None:
    assert data(f"phone: {text}\n") == {"phone": text}
    assert data(f"phone: '{text}'\n") == {"phone": text}
    assert data(f"list: [{text}]\n") == {"list": [text]}


def test_keys_stay_text() -> None:
    assert data("on: 1\n2026: 2\nnull: 3\n~: 4\n") == {"on": "1", "2026": "2", "null": "3", "~": "4"}


def test_a_blank_value_is_none_and_an_empty_quotation_is_text() -> None:
    assert data("a:\nb: ''\nc: [x, ]\nd:\n  -\n  - y\n") == {"a": None, "b": "", "c": ["x"], "d": [None, "y"]}


@pytest.mark.parametrize("text", ["", "\n", "# 只有说明\n", "---\n", "---\n...\n"])
def test_nothing_written_is_no_fields(text: str) -> None:
    assert data(text) == {}


def test_blocks_keep_their_lines() -> None:
    assert data("a: |\n  第一行\n\n  第二行：二\nb: >-\n  连\n  行\n") == {"a": "第一行\n\n第二行：二\n", "b": "连 行"}


def test_lines_of_nested_paths_and_chinese_labels() -> None:
    text = "标题: 甲\n办理材料:\n  - 材料名称: 乙\n    份数: 2\n  - {材料名称: 丙, 份数: 3}\nsteps: [a,\n  b]\n"
    parsed, _ = parse(text, "a.yaml", 10)
    assert parsed.line_of(()) == 10
    assert parsed.line_of(("标题",)) == 10
    assert parsed.line_of(("办理材料",)) == 11
    assert parsed.line_of(("办理材料", 0)) == 12
    assert parsed.line_of(("办理材料", 0, "份数")) == 13
    assert parsed.line_of(("办理材料", 1, "份数")) == 14
    assert parsed.line_of(("steps", 1)) == 16


def test_line_of_what_is_not_there_is_the_nearest_ancestor() -> None:
    parsed, _ = parse("a: 1\nb:\n  - c: 2\n", "a.yaml")
    assert parsed.line_of(("b", 0, "missing")) == 3
    assert parsed.line_of(("b", 7)) == 2
    assert parsed.line_of(("b", "c")) == 2
    assert parsed.line_of(("nothing", 1)) == 1


def test_text_lines_begin_below_the_field_of_a_block() -> None:
    parsed, _ = parse("a: 同一行\nb: |\n  下一行\nc:\n  下一行\n", "a.yaml")
    assert [parsed.text_line((name,)) for name in "abc"] == [1, 3, 5]


def test_one_slip_is_told_at_its_own_line() -> None:
    assert codes("a: 1\nb: 2\na: 3\nb: 4\n") == [("yaml.duplicate_key", 3), ("yaml.duplicate_key", 4)]


def test_duplicates_are_told_even_when_one_is_blank() -> None:
    assert codes("a:\na: 1\n") == [("yaml.duplicate_key", 2)]


def test_full_width_colons_matter_only_where_a_field_was_meant() -> None:
    assert codes("a: 一楼 电话：12\n", ("电话",)) == []
    assert codes("a: 一楼\n  电话：12\n", ("电话",)) == [("yaml.fullwidth_colon", 2)]
    assert codes("a: 一楼\n  说：好\n", ("电话",)) == []
    assert codes("a: '一楼\n  电话：12'\n", ("电话",)) == []
    assert codes("a: |\n  电话：12\n", ("电话",)) == []


def test_hints_do_not_blame_a_line_that_reads_well() -> None:
    assert codes("name: People's Daily\nsummary: 时间: 九点\n") == [("yaml.needs_quotes", 2)]
    assert codes('name: "甲"\n\'乙\n') == [("yaml.quote", 2)]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: 1\n  b: 2\n", "yaml.indent", 2),
        ("a:\n  - 1\n - 2\n", "yaml.indent", 3),
        ("a: [1, 2\nb: 3\n", "yaml.bracket", 1),
        ("a: {x: 1, y: 2\n", "yaml.bracket", 1),
        ("a: {x: 1，y: 2}\n", "yaml.fullwidth_bracket", 1),
        ("a: 'x\nb: y\n", "yaml.quote", 1),
        ('a: "C:\\dir"\n', "yaml.backslash", 1),
        ("a: | x\n", "yaml.block_mark", 1),
        ("a: - x\n", "yaml.list_inline", 1),
        ("a: 1\n---\nb: 2\n", "yaml.second_document", 2),
        ("a: 1\n\tb: 2\n", "yaml.tab", 2),
        ("a: 1\n没有冒号\nb: 2\n", "yaml.no_colon", 2),
        ("a: &x 1\n", "yaml.alias", 1),
        ("a: 1\nb: *x\n", "yaml.alias", 2),
        ("a: !!python/object:os.system x\n", "yaml.tag", 1),
        ("a: !x\n", "yaml.tag", 1),
        ("? [a]\n: b\n", "yaml.key", 1),
        ("a: 1\n'': b\n", "yaml.key", 2),
        ("a: \x01\n", "yaml.control", 1),
        ("a: 1\nb: \ufeff\n", "yaml.control", 2),
        ("a: \u2028b\n", "yaml.control", 1),
        ("a: 1\n%YAML 1.1\n", "yaml.second_document", 2),
    ],
)
def test_slips(text: str, code: str, line: int) -> None:
    assert codes(text) == [(code, line)]


@pytest.mark.parametrize("piece", ["[", "{", "- ", "? ", "-\t", "a: [", "{a: ", "[{", ": "])
@pytest.mark.parametrize("count", [300, 1_990, 100_000])
def test_bottomless_nesting_is_a_finding(piece: str, count: int) -> None:
    started = time.perf_counter()
    parsed, problems = parse(piece * count, "a.yaml")
    assert time.perf_counter() - started < 2
    assert parsed.data is None or problems == []
    assert [problem for problem in problems if not problem.what or not problem.cure] == []
    assert parsed.data is not None or problems


def test_nesting_by_indentation_is_a_finding() -> None:
    deep = "".join(" " * depth + f"k{depth}:\n" for depth in range(500))
    assert codes(deep)[0][0] == "yaml.depth"
    assert codes("a: " + "[" * MAX_DEPTH + "]" * MAX_DEPTH)[0][0] == "yaml.depth"
    assert codes("a: " + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1)) == []


def test_nesting_does_not_kill_the_interpreter() -> None:
    """libyaml composes by recursion in C: a process of its own, so that a crash would be a failure and no end."""
    program = (
        "from plugins.portal.yaml_text import parse\n"
        "for text in ('['*100000, '- '*100000, '{a: '*100000, '['*3999, '- '*1999, '? '*1999,"
        " '\\n'.join(' '*n+'a:' for n in range(80))):\n"
        "    data, problems = parse(text, 'a.yaml')\n"
        "    print(problems[0].code if problems else 'fine')\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["yaml.depth"] * 6 + ["fine"]


def test_a_large_text_is_read_in_reasonable_time() -> None:
    text = "rows:\n" + "".join(f"  - {{label: 第{n}行, values: [1, 2, 3]}}\n" for n in range(20_000))
    started = time.process_time()
    parsed, problems = parse(text, "a.yaml")
    assert problems == []
    assert len(parsed.data["rows"]) == 20_000
    assert time.process_time() - started < 10


def test_five_megabytes_of_nonsense() -> None:
    for text in ("x" * 5_000_000, "a: " + "b " * 2_500_000, "'" * 4_999_999, "a\n" * 2_000_000):
        started = time.perf_counter()
        parse(text, "a.yaml", 1, ("甲",))
        assert time.perf_counter() - started < 5
