"""Searches as the comparison sees them: each is given the same texts, builds its index, and answers with ids.

The packages of the others are of requirements-bench.txt only, so each is imported when it is first used.
"""

import functools
import html
import http.server
import importlib
import json
import lzma
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from typing import Any, Protocol

from search import export, store
from search.answer import Index
from search.document import SearchDoc, Section
from search.store import Wanted
from search.words import SiteWords


@dataclass(frozen=True)
class Text:
    """A document as every engine is given it."""

    id: str
    title: str
    text: str
    date: str = "2020-01-01"


class Engine(Protocol):
    """A search."""

    label: str
    kept: str
    """The folder, below the one it is given, of what has to be kept for answering: on a static site, what is published."""

    def build(self, texts: Sequence[Text], folder: Path) -> None:
        """Make the index in an empty folder."""

    def search(self, query: str, limit: int) -> list[str]:
        """Ids, best first."""

    def close(self) -> None:
        """Let go of files and processes."""


def read_texts(paths: Iterable[Path]) -> list[Text]:
    """Documents from lines of JSON, {"id", "title", "text", "date"}, packed by xz or not."""
    texts = []
    for path in paths:
        with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                texts.append(Text(row["id"], row["title"], row["text"], row.get("date") or Text.date))
    return texts


def write_pages(texts: Iterable[Text], folder: Path) -> None:
    """A page of HTML for each text, with the title as h1, named by its place."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, each in enumerate(texts):
        paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in each.text.splitlines() if line.strip())
        title = html.escape(each.title)
        page = (
            f'<!doctype html><html lang="zh-cn"><head><meta charset="utf-8"><title>{title}</title></head>'
            f"<body><main data-pagefind-body><h1>{title}</h1>{paragraphs}</main></body></html>"
        )
        (folder / f"{number}.html").write_text(page, encoding="utf-8")


class Ours:
    """This portal's search: the Whoosh index and its static export, asked by Whoosh."""

    label = "This portal"
    kept = "export"

    def build(self, texts: Sequence[Text], folder: Path) -> None:
        docs = {each.id: document(each) for each in texts}
        wanted = [Wanted(each.id, each.published, each.id.encode()) for each in docs.values()]
        made = store.refresh(folder / "index", wanted, docs.__getitem__)
        for file in export.export(made, SiteWords()):
            path = folder / "export" / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.make())
        self._index = Index(made, SiteWords())

    def search(self, query: str, limit: int) -> list[str]:
        return [id for id, _, _ in self._index.ranked(query, limit)]

    def close(self) -> None:
        self._index.close()


def document(text: Text) -> SearchDoc:
    """A text as this portal indexes it."""
    return SearchDoc(
        id=text.id,
        url=f"/{text.id}.html",
        title=text.title,
        kind="rule",
        column="",
        office="",
        published=f"{text.date} 00:00",
        status="published",
        holds=True,
        doc_number="",
        index_number="",
        keywords=(),
        summary="",
        attachments=(),
        sections=(Section("", "", text.text),),
    )


class WhooshJieba:
    """Whoosh as its manual shows it, with jieba's analyzer for Chinese: title and body, any word, BM25F."""

    label = "Whoosh + jieba"
    kept = "."

    def build(self, texts: Sequence[Text], folder: Path) -> None:
        fields, index, qparser = (importlib.import_module(f"whoosh.{name}") for name in ("fields", "index", "qparser"))
        analyzer = _quiet_jieba("jieba.analyse").ChineseAnalyzer()
        schema = fields.Schema(id=fields.ID(stored=True), title=fields.TEXT(analyzer), body=fields.TEXT(analyzer))
        made = index.create_in(folder, schema)
        writer = made.writer()
        for each in texts:
            writer.add_document(id=each.id, title=each.title, body=each.text)
        writer.commit()
        self._searcher = made.searcher()
        self._parser = qparser.MultifieldParser(["title", "body"], schema, group=qparser.OrGroup)
        # What people type is words, no language of queries.
        self._parser.plugins = [each for each in self._parser.plugins if type(each).__name__ in _PLAIN]

    def search(self, query: str, limit: int) -> list[str]:
        return [hit["id"] for hit in self._searcher.search(self._parser.parse(query), limit=limit)]

    def close(self) -> None:
        self._searcher.close()


_PLAIN = ("WhitespacePlugin", "MultifieldPlugin")


class Bm25s:
    """bm25s over jieba's words of title and text: a yardstick, all in memory, for servers only."""

    label = "bm25s + jieba"
    kept = "."

    def build(self, texts: Sequence[Text], folder: Path) -> None:
        self._bm25s = importlib.import_module("bm25s")
        self._jieba = _quiet_jieba("jieba")
        self._ids = [each.id for each in texts]
        self._retriever = self._bm25s.BM25()
        self._retriever.index([self._words(f"{each.title}\n{each.text}") for each in texts], show_progress=False)
        self._retriever.save(folder)

    def search(self, query: str, limit: int) -> list[str]:
        known = [word for word in self._words(query) if word in self._retriever.vocab_dict]
        if not known:
            return []
        found, scores = self._retriever.retrieve([known], k=min(limit, len(self._ids)), show_progress=False)
        return [self._ids[at] for at, score in zip(found[0], scores[0], strict=True) if score > 0]

    def close(self) -> None:
        pass

    def _words(self, text: str) -> list[str]:
        return [word.lower() for word in self._jieba.cut_for_search(text) if word.strip()]


def _quiet_jieba(name: str) -> Any:
    module = importlib.import_module(name)
    importlib.import_module("jieba").setLogLevel("ERROR")
    return module


class Pagefind:
    """Pagefind as it comes: an HTML page for each document, asked in a browser."""

    label = "Pagefind"
    kept = "pagefind"

    def build(self, texts: Sequence[Text], folder: Path) -> None:
        write_pages(texts, folder)
        self._ids = {f"/{number}.html": each.id for number, each in enumerate(texts)}
        command = [sys.executable, "-m", "pagefind", "--site", str(folder)]
        subprocess.run(command, check=True, capture_output=True)
        self._open = _page(folder)
        self._page = self._open.__enter__()

    def search(self, query: str, limit: int) -> list[str]:
        found: list[str] = self._page.evaluate(_ASK, [query, limit])
        return [self._ids[url.partition("?")[0]] for url in found]

    def close(self) -> None:
        self._open.__exit__(None, None, None)


_ASK = """async ([query, limit]) => {
  window.pagefind ??= await import("/pagefind/pagefind.js");
  const found = await window.pagefind.search(query);
  const pages = await Promise.all(found.results.slice(0, limit).map((each) => each.data()));
  return pages.map((page) => page.raw_url ?? page.url);
}"""


class _Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def _page(folder: Path) -> Iterator[Any]:
    """A browser's page that can import what lies in a folder."""
    from playwright.sync_api import sync_playwright

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Silent, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        with sync_playwright() as playwright:
            path = which("chromium") or which("chromium-browser")
            browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
            page = browser.new_page()
            page.goto(f"http://127.0.0.1:{server.server_port}/0.html")
            yield page
            browser.close()
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


ENGINES: dict[str, type[Engine]] = {
    "ours": Ours,
    "pagefind": Pagefind,
    "whoosh-jieba": WhooshJieba,
    "bm25s": Bm25s,
}


def texts_of(index_folder: Path) -> list[Text]:
    """The documents of an index of ours as plain texts."""
    made = store.open_store(index_folder)
    docs = [made.document(entry) for entry in made.entries] if made is not None else []
    return [Text(doc.id, doc.title, _plain(doc), doc.published[:10]) for doc in docs]


def _plain(doc: SearchDoc) -> str:
    parts = [doc.doc_number, doc.summary, *doc.keywords]
    for section in doc.sections:
        parts += [section.heading, section.text]
    return "\n".join(part for part in parts if part)
