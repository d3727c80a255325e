"""Data → model, or every problem with its line."""

from typing import Annotated, Any

import pytest
from pydantic import AfterValidator, Field

from plugins.portal.kinds import BY_NAME
from plugins.portal.kinds.types import (
    Count,
    Day,
    FilePath,
    Identifier,
    Model,
    Moment,
    Number,
    Points,
    Slug,
    Text,
    Texts,
    YesNo,
)
from plugins.portal.validation import as_written, validate
from plugins.portal.yaml_text import parse


class Inner(Model):
    name: Text = Field(title="名字")
    count: Count | None = Field(default=None, title="份数")


class Sample(Model):
    title: Text | None = Field(default=None, title="标题")
    on: Day | None = Field(default=None, title="日期")
    at: Moment | None = Field(default=None, title="时刻")
    yes: YesNo = Field(default=False, title="是否")
    slug: Slug | None = Field(default=None, title="代号")
    item: Identifier | None = Field(default=None, title="编号")
    file: FilePath | None = Field(default=None, title="文件")
    words: Texts = Field(default=(), title="词")
    number: Number | None = Field(default=None, title="数")
    points: dict[Slug, Points] = Field(default_factory=dict, title="得分")
    inner: tuple[Inner, ...] = Field(default=(), title="小项")


def made(text: str) -> Sample:
    item, problems = validate(parse(text, "a.yaml")[0], Sample, "a.yaml")
    assert problems == []
    assert item is not None
    return item


def told(text: str) -> list[tuple[str, int | None, str | None]]:
    """What is wrong with a text: code, line, field; each sentence is complete."""
    item, problems = validate(parse(text, "a.yaml")[0], Sample, "a.yaml")
    assert item is None
    assert all(problem.what and problem.why and problem.cure for problem in problems)
    return [(problem.code, problem.place.line, problem.place.field) for problem in problems]


@pytest.mark.parametrize(("word", "value"), [("是", True), ("true", True), ("Yes", True), ("否", False), ("无", False)])
def test_yes_and_no(word: str, value: bool) -> None:
    assert made(f"yes: {word}").yes is value


@pytest.mark.parametrize(
    ("typed", "identifier"),
    [
        ("rules/a", "rules/a"),
        ("/rules/a.html", "rules/a"),
        ("rules/a.md", "rules/a"),
        ("guides/a.yaml", "guides/a"),
        ("guides/a.yml", "guides/a"),
    ],
)
def test_ids_in_other_dress(typed: str, identifier: str) -> None:
    assert made(f"item: {typed}").item == identifier


@pytest.mark.parametrize("typed", ["forms/a.docx", "/forms/a.docx", "files/forms/a.docx", "/files/forms/a.docx"])
def test_paths_in_other_dress(typed: str) -> None:
    assert made(f"file: {typed}").file == "forms/a.docx"


@pytest.mark.parametrize(
    "typed", ["../a", "a/../../b", "./a", "a//b", "/files/../../etc/passwd", "a\\b", "", "a/", "C:\\a"]
)
def test_paths_that_leave_or_mean_nothing(typed: str) -> None:
    assert told(f"file: '{typed}'") == [("field.path", 1, "file")]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("2026-1-5", "field.date"),
        ("2026年1月5日", "field.date"),
        ("20260105", "field.date"),
        ("2026-W05-1", "field.date"),
        ("二〇二六年一月五日", "field.date"),
        ("2026-01-05 09:00", "field.date"),
        ("2026-02-29", "field.no_such_date"),
        ("2026-13-01", "field.no_such_date"),
        ("20261301", "field.no_such_date"),
        ("9999-12-31", "field.year"),
        ("0026-01-05", "field.year"),
        ("[2026-01-05]", "field.date"),
        ("{a: b}", "field.date"),
    ],
)
def test_days_that_are_none(typed: str, code: str) -> None:
    assert told(f"on: {typed}") == [(code, 1, "on")]


@pytest.mark.parametrize("typed", ["2026-01-05 9:00", "2026-01-05 09:00:00", "2026-01-05T09:00+08", "2026-W05-1T09:00"])
def test_moments_that_are_none(typed: str) -> None:
    assert told(f"at: '{typed}'") == [("field.moment", 1, "at")]


def test_the_meant_date_is_offered() -> None:
    for typed in ("2026/1/5", "2026.01.05", "2026年1月5日", "20260105", "2026－01－05".replace("－", "/")):
        _, problems = validate(parse(f"on: {typed}", "a.yaml")[0], Sample, "a.yaml")
        assert problems[0].cure == "请写成 2026-01-05。"


def test_structures_where_words_are_meant_and_the_reverse() -> None:
    assert told("title: [a]") == [("field.text", 1, "title")]
    assert told("words: {a: b}\ntitle: x") == [("field.text", 1, "words")]
    assert told("inner: x") == [("field.list", 1, "inner")]
    assert told("inner:\n  - x") == [("field.table", 2, "inner")]
    assert told("inner:\n  - 名字：x") == [("yaml.fullwidth_colon", 2, "inner")]
    assert told("inner:\n  - name:x") == [("yaml.colon_space", 2, "inner")]
    assert told("points: [1]") == [("field.table", 1, "points")]


def test_blanks_in_lists_and_tables_are_told() -> None:
    assert told("words:\n  - a\n  -") == [("field.empty", 3, "words")]
    assert told("inner:\n  -") == [("field.empty", 2, "inner")]
    assert told("points:\n  a: 1\n  b:\n") == [("field.empty", 3, "b")]
    assert told("points: {a: 1,000}") == [("field.empty", 1, "000")]


@pytest.mark.parametrize("typed", ["nan", "inf", "-inf", "1e400", "十", "1 000"])
def test_numbers_that_are_none(typed: str) -> None:
    assert told(f"number: {typed}") == [("field.number", 1, "number")]
    assert told(f"points: {{a: {typed}}}")[0][0] in ("field.number", "field.range")


def test_bounds_are_written_out() -> None:
    _, problems = validate(parse("inner: [{name: a, count: 1000001}]", "a.yaml")[0], Sample, "a.yaml")
    assert problems[0].why == "这一项应当不大于 1000000。"


def test_lines_in_the_words_of_the_file() -> None:
    text = "标题: 甲\n小项:\n  - 名字: 乙\n    份数: 多\n  - 份数: 1\n"
    assert told(text) == [("field.whole_number", 4, "count"), ("field.missing", 5, "name")]


def test_as_written_keeps_what_it_does_not_know() -> None:
    assert as_written(("inner", 0, "name"), {"小项": [{"名字": "a"}]}, Sample) == ("小项", 0, "名字")
    assert as_written(("x", 5, "y"), None, Sample) == ("x", 5, "y")


def test_no_fields_at_all() -> None:
    assert told("- a") == [("yaml.not_fields", 1, None)]
    assert told("只有一句话") == [("yaml.not_fields", 1, None)]
    assert told("标题：甲") == [("yaml.fullwidth_colon", 1, None)]
    assert told("title:甲") == [("yaml.colon_space", 1, None)]


def test_an_unforeseen_failure() -> None:
    """A type that fails in its own words still gives a sentence of ours."""

    def refuse(_: Any) -> Any:
        raise ValueError("internal words")

    class Odd(Model):
        field: Annotated[str, AfterValidator(refuse)] = Field(title="栏")

    _, problems = validate(parse("field: x", "a.yaml")[0], Odd, "a.yaml")
    assert [problem.code for problem in problems] == ["field.invalid"]
    assert problems[0].what == "“栏”的内容“x”不合要求。"


def test_text_is_stripped_and_phones_stay() -> None:
    assert made("title: ' 0756 '").title == "0756"
    assert made("words: 公示").words == ("公示",)


@pytest.mark.parametrize("kind", sorted(BY_NAME))
def test_an_empty_table_misses_only_what_is_required(kind: str) -> None:
    _, problems = validate(parse("", "a.yaml")[0], BY_NAME[kind].model, "a.yaml")
    assert {problem.code for problem in problems} == {"field.missing"}
    assert {"title", "published", "office"} <= {problem.place.field for problem in problems}
