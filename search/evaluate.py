"""How well a search answers queries whose answers are known. Any search will do: a function of query and limit to ids."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec

from . import metrics
from .golden import Finding
from .known_items import Case

K = 10
"""Results that are looked at: the first page."""

Search = Callable[[str, int], Sequence[str]]
"""(query, limit) → ids, best first."""


class Figures(msgspec.Struct, frozen=True):
    """Means over the queries of a set, each from 0 to 1."""

    set: str
    queries: int
    recall: float
    mrr: float
    success: float
    ndcg: float


def measure(search: Search, cases: Iterable[Case]) -> list[Figures]:
    """Put every query to a search; a row for each set, in the order in which they are met."""
    sets: dict[str, list[tuple[float, float, float, float]]] = {}
    for case in cases:
        ranked = list(search(case.query, K))
        measures = (metrics.recall, metrics.reciprocal_rank, metrics.success, metrics.ndcg)
        recall, rank, success, gain = (each(ranked, case.right, K) for each in measures)
        sets.setdefault(case.set, []).append((recall, rank, success, gain))
    rows = []
    for name, figures in sets.items():
        recall, rank, success, gain = (metrics.mean(column) for column in zip(*figures, strict=True))
        rows.append(Figures(name, len(figures), recall, rank, success, gain))
    return rows


class _Line(msgspec.Struct):
    query: str
    relevant: list[str] | dict[str, float]
    set: str = "queries"


def read_cases(path: Path) -> tuple[list[Case], list[Finding]]:
    """Queries from lines of JSON: {"set", "query", "relevant"}, where relevant lists ids or maps them to grades."""
    try:
        lines = path.read_bytes().splitlines()
    except OSError:
        return [], [Finding(0, "文件读不出来。", "请检查 --queries 后面的路径。")]
    cases: list[Case] = []
    findings: list[Finding] = []
    example = '例如：{"set": "guides", "query": "党费怎么算", "relevant": ["guides/dues"]}'
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            asked = msgspec.json.decode(line, type=_Line)
        except (msgspec.DecodeError, UnicodeDecodeError):
            findings.append(Finding(number, "这一行看不懂。", example))
            continue
        right = asked.relevant if isinstance(asked.relevant, dict) else dict.fromkeys(asked.relevant, 1.0)
        if not asked.query.strip() or not right or min(right.values()) <= 0:
            findings.append(Finding(number, "query 和 relevant 都不能是空的，得分要大于 0。", example))
        else:
            cases.append(Case(asked.set, asked.query, right))
    return cases, findings


def with_folders(cases: Sequence[Case], ids: Iterable[str]) -> tuple[list[Case], int]:
    """The cases in the ids of an index, and how many of them it has no answer to.

    Files of queries may name a document by the last part of its id (law-1158 for rules/laws/law-1158).
    """
    known = set(ids)
    by_name = {each.rpartition("/")[2]: each for each in sorted(known)}
    kept = []
    for case in cases:
        named = {each if each in known else by_name.get(each, ""): grade for each, grade in case.right.items()}
        named.pop("", None)
        if named:
            kept.append(case._replace(right=named))
    return kept, len(cases) - len(kept)


def table(rows: Sequence[Figures]) -> str:
    """The figures as a Markdown table."""
    lines = ["| 查询组 | 条数 | 召回率@10 | MRR@10 | 命中率@10 | nDCG@10 |", "|---|---|---|---|---|---|"]
    for row in rows:
        figures = " | ".join(f"{figure:.3f}" for figure in (row.recall, row.mrr, row.success, row.ndcg))
        lines.append(f"| {row.set} | {row.queries} | {figures} |")
    return "\n".join(lines)
