"""What a broken YAML text most likely meant: the parser's stumble → a problem that a clerk can mend.

The parser speaks of tokens and stops at or below the faulty line; here the usual slips of the hand (a full-width colon,
a missing space, half a quotation) are looked for there and a little above, and named at the line that has them.
"""

import re
from collections.abc import Sequence

import yaml
from yaml.nodes import MappingNode, SequenceNode

from .problems import Place, Problem

_FULLWIDTH_KEY = re.compile(r"^\s*(?:-\s+)?[\w\u4e00-\u9fff]{1,20}\s*：")
_NO_SPACE = re.compile(r"^(?:- +)?[\w\u4e00-\u9fff]+:(?!//)\S")
_VALUE = re.compile(r"^(?:- +)?[\w\u4e00-\u9fff]+: +(.*)")
_SPECIAL = re.compile(r"[\[{\]},@`%*&!|>#]|[-?:] ")
_TAB = re.compile(r"^ *\t|^ *- *\t")
_REACH = 3
"""How many lines, the parser's own and those above it, are looked at."""

_BY_PARSER = {
    "but found another document": "yaml.second_document",
    "did not find expected <document start>": "yaml.second_document",
    "found unknown escape character": "yaml.backslash",
    "did not find expected hexdecimal number": "yaml.backslash",
    "found a tab character where an indentation space is expected": "yaml.tab",
    "found a tab character that violates indentation": "yaml.tab",
    "did not find expected comment or line break": "yaml.block_mark",
    "block sequence entries are not allowed in this context": "yaml.list_inline",
}
"""What the parser says clearly enough by itself."""
_NO_COLON = "could not find expected ':'"
_QUOTED = "while scanning a quoted scalar"
_FLOW = ("while parsing a flow sequence", "while parsing a flow mapping")
_REASONS = {
    "mapping values are not allowed in this context": "这里不能再有“冒号加空格”",
    "did not find expected key": "这里应当是一个字段名",
    "did not find expected '-' indicator": "这里应当是列表的下一条",
    "did not find expected node content": "符号后面缺内容，或多了一个逗号",
    "found character that cannot start any token": "内容不能以这个符号开头",
    _NO_COLON: "找不到英文冒号",
}
_OTHER_REASON = "格式符号用错了"


def explain(error: yaml.YAMLError, text: str, file: str, first_line: int) -> Problem:
    """The problem behind a parser's error. `first_line` is the text's place in the file."""
    lines = text.split("\n")
    said = str(getattr(error, "problem", "") or "")
    mark = getattr(error, "problem_mark", None)
    if mark is None or said == _NO_COLON:  # then the line that was taken for a field is the context's
        mark = getattr(error, "context_mark", None) or mark
    index = _last_written(lines, mark.line if mark else 0)

    def found(code: str, at: int) -> Problem:
        values = {"text": lines[at].strip()[:40], "field": "", "reason": _REASONS.get(said, _OTHER_REASON)}
        return Problem(code, Place(file, first_line + at), values)

    if said in _BY_PARSER:
        return found(_BY_PARSER[said], index)
    begun = _opening(error, lines)
    if begun is not None:
        code, at = begun
        return found(code, at)
    for near in range(index, max(index - _REACH, -1), -1):
        hint = _hint(lines[near])
        if hint:
            return found(hint, near)
    return found(_by_shape(lines[index], said), index)


def _last_written(lines: Sequence[str], index: int) -> int:
    """The line, or the one above it that is not blank: at the end of a text the parser points behind it."""
    index = min(index, len(lines) - 1)
    while index > 0 and not lines[index].strip():
        index -= 1
    return index


def _opening(error: yaml.YAMLError, lines: Sequence[str]) -> tuple[str, int] | None:
    """A quotation or bracket that never closes is named where it opens, not where the text ends."""
    context, mark = getattr(error, "context", None), getattr(error, "context_mark", None)
    if mark is None or mark.line >= len(lines):
        return None
    if context == _QUOTED:
        return "yaml.quote", mark.line
    if context in _FLOW:
        line = lines[mark.line]
        fullwidth = any(char in line[mark.column :] for char in "，：［］｛｝【】")
        return ("yaml.fullwidth_bracket" if fullwidth else "yaml.bracket"), mark.line
    return None


def _hint(line: str) -> str | None:
    """The slip that a line shows, unless the line reads well by itself."""
    body = line.strip()
    if _TAB.match(line):
        return "yaml.tab"
    if not body or body.startswith("#") or _reads_well(body):
        return None
    if _FULLWIDTH_KEY.match(line) and ": " not in line:
        return "yaml.fullwidth_colon"
    if _NO_SPACE.match(body):
        return "yaml.colon_space"
    if re.match(r"^-[^\s-]", body):
        return "yaml.dash_space"
    value = _VALUE.match(body)
    if value is None:
        return None
    if value[1][:1] in ("'", '"'):
        return "yaml.quote"
    if ": " in value[1] or value[1].endswith(":") or _SPECIAL.match(value[1]):
        return "yaml.needs_quotes"
    return None


def _reads_well(body: str) -> bool:
    """Whether a line is fields or a list by itself, so that the fault lies elsewhere."""
    try:
        return isinstance(yaml.compose(body, Loader=yaml.CSafeLoader), MappingNode | SequenceNode)
    except yaml.YAMLError:
        return False


def _by_shape(line: str, said: str) -> str:
    """No slip was recognized: a line without a colon, one that stands too far left or right, or simply wrong."""
    body = line.strip()
    if _reads_well(body):
        return "yaml.indent"
    if said == _NO_COLON and ":" not in body:
        return "yaml.no_colon"
    return "yaml.syntax"
