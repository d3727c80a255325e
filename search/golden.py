"""golden.yaml: what staff say must be found. Read with every mistake named, then held against a search."""

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import yaml

from .known_items import Case

GOLDEN = Path(__file__).parent / "golden.yaml"
WITHIN = 3
"""The last place that is good enough where an entry does not say."""
LAST = 10
"""The last place that an entry may ask for: what the first page of results shows."""

_KEYS = {"问": "query", "query": "query", "应找到": "right", "find": "right", "名次": "within", "within": "within"}
_EXAMPLE = "例如：- {问: 党费怎么算, 应找到: guides/dues, 名次: 3}"


class Finding(NamedTuple):
    """A mistake in golden.yaml or in a file of queries, for people."""

    line: int
    """From 1; 0 for the whole file."""
    what: str
    cure: str


@dataclass(frozen=True)
class Golden:
    """A query, what answers it (any one will do), and how far down it may stand."""

    query: str
    right: tuple[str, ...]
    within: int
    line: int

    def case(self) -> Case:
        """The entry as a query with judgements."""
        return Case("golden", self.query, dict.fromkeys(self.right, 1.0))


@dataclass(frozen=True)
class Miss:
    """An entry that the search does not fulfil."""

    entry: Golden
    place: int
    """Where the answer stands; 0 if it is not among the first LAST."""
    instead: tuple[str, ...]
    """What stands first."""


def read_golden(path: Path, ids: Container[str] | None = None) -> tuple[list[Golden], list[Finding]]:
    """The entries of a file and its mistakes. Without `ids` it is not checked that answers exist."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return [], [Finding(0, "文件读不出来。", "请检查路径，并保存为 UTF-8 文本。")]
    try:
        root = yaml.compose(text, yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        return [], [Finding(mark.line + 1 if mark else 0, "这一行的写法 YAML 读不懂。", _EXAMPLE)]
    if not isinstance(root, yaml.SequenceNode):
        return [], [Finding(1, "文件应当是一条一条的列表，每条以“- ”开头。", _EXAMPLE)]
    entries: list[Golden] = []
    findings: list[Finding] = []
    first: dict[str, int] = {}
    for node in root.value:
        entry, wrong = _entry(node)
        findings += wrong
        if entry is None:
            continue
        if entry.query in first:
            what = f"“{entry.query}”和第 {first[entry.query]} 行重复。"
            findings.append(Finding(entry.line, what, "请合并成一条；几件都算对，就写成 应找到: [甲, 乙]。"))
            continue
        first[entry.query] = entry.line
        for each in entry.right if ids is not None else ():
            if ids is not None and each not in ids:
                what = f"网站上没有“{each}”。"
                cure = "应找到写的是 content/ 下的路径，不带扩展名；已经删除或尚未发布的，请改掉这一条。"
                findings.append(Finding(entry.line, what, cure))
        entries.append(entry)
    return entries, findings


def check(search: Callable[[str, int], Sequence[str]], entries: Sequence[Golden]) -> list[Miss]:
    """The entries that are not fulfilled."""
    misses = []
    for entry in entries:
        found = list(search(entry.query, LAST))
        place = next((place for place, each in enumerate(found, start=1) if each in entry.right), 0)
        if not 0 < place <= entry.within:
            misses.append(Miss(entry, place, tuple(found[:3])))
    return misses


def _entry(node: yaml.Node) -> tuple[Golden | None, list[Finding]]:
    line = node.start_mark.line + 1
    if not isinstance(node, yaml.MappingNode):
        return None, [Finding(line, "这一条不是“名称: 内容”的写法。", _EXAMPLE)]
    values: dict[str, yaml.Node] = {}
    findings: list[Finding] = []
    for key, value in node.value:
        name = _KEYS.get(str(key.value))
        if name is None:
            findings.append(Finding(_line(key), f"不认识“{key.value}”。", "只有 问、应找到、名次 三项。"))
        elif name in values:
            findings.append(Finding(_line(key), f"“{key.value}”写了两次。", "请留下一个。"))
        else:
            values[name] = value
    query = _words(values.get("query"))
    right = _words(values.get("right"))
    within, wrong = _within(values.get("within"))
    findings += wrong
    if len(query) != 1:
        findings.append(Finding(line, "没有写“问”。", "请写群众会怎样问，一条一问。"))
    if not right:
        findings.append(Finding(line, "没有写“应找到”。", "请写 content/ 下的路径，不带扩展名，例如 guides/dues。"))
    if findings:
        return None, findings
    return Golden(query[0], tuple(right), within, line), []


def _words(node: yaml.Node | None) -> list[str]:
    """What a field says, one thing or a list of them; numbers are words here."""
    nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
    return [str(each.value).strip() for each in nodes if isinstance(each, yaml.ScalarNode) and str(each.value).strip()]


def _within(node: yaml.Node | None) -> tuple[int, list[Finding]]:
    if node is None:
        return WITHIN, []
    text = str(node.value) if isinstance(node, yaml.ScalarNode) else ""
    if text.isascii() and text.isdigit() and 1 <= int(text) <= LAST:
        return int(text), []
    return WITHIN, [Finding(_line(node), "名次看不懂。", f"请写 1 到 {LAST} 的整数，不写就是 {WITHIN}。")]


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
