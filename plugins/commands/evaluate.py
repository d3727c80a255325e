"""evaluate: how well the search of a built site finds what is known to be there."""

import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from search.answer import Index, NoIndex
from search.evaluate import Search, measure, read_cases, table, with_folders
from search.golden import GOLDEN, Finding, Miss, check, read_golden
from search.known_items import Known, known_items
from search.store import open_store

from ..portal.output import OutputFolder
from ..portal.pelican_settings import ROOT
from ..search_index import directory
from ..search_index.indexing import WORKSHOP, published_index
from .search import open_index


def run(queries: Path | None, output: Path | None, golden: Path | None = None, json: bool = False) -> int:
    """The command. Without a file of queries: known items of the built site, and the golden queries.

    Exit code 1 when there is no index, a file has mistakes, or a golden query is missed.
    """
    output = output or ROOT / "output"
    try:
        index = open_index(output)
    except NoIndex:
        print(f"“{output}”没有可用的检索索引。请先建站：python3 tasks.py build --output {output}", file=sys.stderr)
        return 1
    try:
        known = known_documents(output)
        if queries is not None:
            return _queries(_searcher(index), queries, known, json)
        return _site(_searcher(index), golden or GOLDEN, known, index.ids(), json)
    finally:
        index.close()


def known_documents(output: Path) -> list[Known]:
    """Titles and document numbers of the items that the index of a built site has.

    Offices and units are not among them: nobody can say which of a hundred departments was meant where one character
    of two that tell them apart is wrong.
    """
    store = open_store(OutputFolder(output).workshop / WORKSHOP / published_index(output))
    if store is None:
        return []
    docs = (store.document(entry) for entry in store.entries if entry.kind not in directory.KINDS)
    return [Known(doc.id, doc.title, doc.doc_number) for doc in docs]


def _searcher(index: Index) -> Search:
    return lambda query, limit: [id for id, _, _ in index.ranked(query, limit)]


def _queries(search: Search, path: Path, known: Sequence[Known], json: bool) -> int:
    cases, findings = read_cases(path)
    if findings:
        _tell(path, findings)
        return 1
    kept, without = with_folders(cases, (each.id for each in known))
    rows = measure(search, kept)
    if json:
        _print_json({"sets": rows, "without_answer": without})
        return 0
    print(table(rows))
    if without:
        print(f"\n另有 {without} 条查询的答案不在这个网站里，没有计入。")
    return 0


def _site(search: Search, golden: Path, known: Sequence[Known], ids: frozenset[str], json: bool) -> int:
    entries, findings = read_golden(golden, ids)
    if findings:
        _tell(golden, findings)
        return 1
    misses = check(search, entries)
    rows = measure(search, [*known_items(known), *(entry.case() for entry in entries)])
    if json:
        missed = [
            {"query": miss.entry.query, "right": miss.entry.right, "within": miss.entry.within, "place": miss.place}
            for miss in misses
        ]
        _print_json({"sets": rows, "golden": len(entries), "missed": missed})
    else:
        print(table(rows))
        print(f"\n必答题 {len(entries)} 条，答对 {len(entries) - len(misses)} 条。")
        for miss in misses:
            print(sentence(miss))
    return 1 if misses else 0


def sentence(miss: Miss) -> str:
    """What is wrong with the answer to a golden query, and what to do."""
    where = f"排在第 {miss.place}" if miss.place else "前十名里没有"
    entry = miss.entry
    return (
        f"【没答好】第 {entry.line} 行“{entry.query}”：应在前 {entry.within} 名找到 {'、'.join(entry.right)}，现在{where}\n"
        f"    排在前面的：{'、'.join(miss.instead) or '什么也没有'}\n"
        f"    办法：在那件内容的标题、摘要、关键词里写进群众的说法，或在 site.yaml 的 synonyms 里加一组同义词。"
    )


def _tell(path: Path, findings: Sequence[Finding]) -> None:
    for finding in findings:
        line = f" 第 {finding.line} 行" if finding.line else ""
        print(f"【错误】{path}{line}：{finding.what}\n    办法：{finding.cure}", file=sys.stderr)


def _print_json(value: object) -> None:
    print(msgspec.json.encode(value).decode())
