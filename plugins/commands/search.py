"""search: put a query, or many, to the index of a built site."""

import sys
from pathlib import Path

import msgspec

from search.answer import Answer, Index, NoIndex
from search.words import SiteWords

from ..portal.output import OutputFolder
from ..portal.pelican_settings import ROOT
from ..search_index.indexing import WORKSHOP, published_index, published_synonyms
from ..search_index.words import STATES

MOST = 1_000
"""Results of one query."""


class _Line(msgspec.Struct):
    qid: str | int
    query: str


def open_index(output: Path) -> Index:
    """The index that belongs to a built site. Raises NoIndex."""
    name = published_index(output)
    if not name:
        raise NoIndex(output)
    folder = OutputFolder(output).workshop / WORKSHOP / name
    return Index.open(folder, SiteWords(synonyms=published_synonyms(output)))


def run(query: str, queries: Path | None, output: Path | None, limit: int, json: bool) -> int:
    """The command: print what is found, and give the exit code."""
    output = output or ROOT / "output"
    if not 1 <= limit <= MOST:
        print(f"--limit 应当在 1 到 {MOST} 之间。", file=sys.stderr)
        return 2
    if not query.strip() and queries is None:
        print("请写出要查的词，例如：python3 tasks.py search 党费怎么交", file=sys.stderr)
        return 2
    try:
        index = open_index(output)
    except NoIndex:
        print(f"“{output}”没有可用的检索索引。请先建站：python3 tasks.py build --output {output}", file=sys.stderr)
        return 1
    try:
        if queries is not None:
            return _many(index, queries, limit)
        _one(index.search(query, limit), json)
        return 0
    finally:
        index.close()


def _one(answer: Answer, json: bool) -> None:
    if json:
        results = [
            {name: getattr(hit, name) for name in ("id", "url", "title", "kind", "score", "snippet")}
            for hit in answer.results
        ]
        print(msgspec.json.encode({"query": answer.query, "total": answer.total, "results": results}).decode())
        return
    print(f"共 {answer.total} 条结果")
    if answer.meant:
        print(f"您是不是要找：{answer.meant}")
    for place, hit in enumerate(answer.results, start=1):
        mark = "" if hit.holds else f"（{STATES[hit.status]}）"
        print(f"{place:>3}. {hit.title}{mark}  {hit.url}  [{hit.score}]")
        if hit.snippet:
            print(f"     {hit.snippet}")


def _many(index: Index, path: Path, limit: int) -> int:
    """A line of JSON for each line of a file of {"qid", "query"}."""
    encode = msgspec.json.Encoder().encode
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        print(f"读不到查询文件 {path}：{error.strerror}。请检查路径。", file=sys.stderr)
        return 1
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            asked = msgspec.json.decode(line, type=_Line)
        except msgspec.DecodeError:
            print(
                f'{path} 第 {number} 行看不懂，应当是 {{"qid": "1", "query": "党费怎么交"}} 的样子。', file=sys.stderr
            )
            return 1
        found = index.ranked(asked.query, limit)
        print(encode({"qid": asked.qid, "results": [{"id": i, "url": u, "score": s} for i, u, s in found]}).decode())
    return 0
