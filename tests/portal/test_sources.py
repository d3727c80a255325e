"""Bytes → text → front matter and body."""

import pytest

from plugins.portal import sources


def codes(text: str) -> list[tuple[str, int | None]]:
    return [(problem.code, problem.place.line) for problem in sources.split(text, "a.md")[1]]


@pytest.mark.parametrize("data", ["甲\r\n乙\r\n", "甲\r乙\r", "甲\n乙\n", "甲\r\n乙\r"])
def test_line_ends_of_every_editor(data: str) -> None:
    assert sources.decode(data.encode(), "a.md") == ("甲\n乙\n", [])


def test_a_mark_at_the_beginning_is_dropped_with_a_note() -> None:
    text, problems = sources.decode(b"\xef\xbb\xbf---\n", "a.md")
    assert text == "---\n"
    assert [(problem.code, problem.level) for problem in problems] == [("file.bom", "note")]


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        ("甲乙".encode("utf-16"), "file.utf16", None),
        ("ab\n".encode("utf-16-le"), "file.binary", None),
        ("第一行\n公示".encode("gbk"), "file.gbk", 1),
        (b"a\nb\n\xff\xff", "file.encoding", 3),
        (b"PK\x03\x04\x00\xff", "file.binary", None),
    ],
)
def test_other_encodings_are_named_and_not_guessed(data: bytes, code: str, line: int | None) -> None:
    text, problems = sources.decode(data, "a.md")
    assert text is None
    assert [(problem.code, problem.place.line) for problem in problems] == [(code, line)]


def test_gbk_shows_the_line_that_gave_it_away() -> None:
    _, problems = sources.decode(b"title: x\r\n" + "处室: 办公室\r\n".encode("gbk"), "a.md")
    assert problems[0].values["sample"] == "处室: 办公室"
    assert problems[0].place.line == 2


def test_split_counts_lines_in_the_file() -> None:
    source, problems = sources.split("\n---\ntitle: 甲\n---\n\n正文\n", "a.md")
    assert problems == []
    assert source is not None
    assert (source.head, source.head_line, source.body, source.body_line) == ("title: 甲\n", 3, "\n正文\n", 5)


def test_a_rule_in_the_body_is_no_fence() -> None:
    source, _ = sources.split("---\na: 1\n---\n甲\n\n---\n\n乙\n", "a.md")
    assert source is not None
    assert source.body == "甲\n\n---\n\n乙\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ("file.empty", None)),
        (" \n\t\n", ("file.empty", None)),
        ("标题\n", ("front.missing", 1)),
        ("---\na: 1\n", ("front.open", 1)),
        ("－－－\na: 1\n---\n", ("front.fence", 1)),
        ("——\na: 1\n", ("front.fence", 1)),
        ("---\na: 1\n———\n", ("front.fence", 3)),
        ("---\na: 1\n ---\n", ("front.fence", 3)),
        ("\n\n-----\n", ("front.fence", 3)),
    ],
)
def test_fences(text: str, found: tuple[str, int | None]) -> None:
    assert codes(text) == [found]


def test_a_yaml_file_is_all_head() -> None:
    source = sources.whole("a: 1\n", "a.yaml")
    assert (source.head, source.head_line, source.body) == ("a: 1\n", 1, "")
