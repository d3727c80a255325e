"""What a search costs a visitor's browser: bytes, requests and time, asked of a built site in Chromium.

    python -m tests.bench.search_client --output DIR [--queries FILE.jsonl] [--limit N]

Queries are short pieces of the site's own titles, whole titles, and those of a file of {"set", "query"} lines. Cold is a
first visit: script, manifest, posting lists and heads until ten results stand. Warm is the same on a visit that has
searched WARMED times before. Passages are counted apart: they come when the results stand, for those in sight. Time is
that of a search in the page with all files at hand: reading them, ranking, results. Bytes are of bodies, packed by gzip.
"""

import argparse
import gzip
import json
import random
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import msgspec
from playwright.sync_api import Page, sync_playwright

from plugins.commands.test import browser as find_browser
from search.bundle import script

SEED = 20261120
WARMED = 20
_ENGINE = "/engine.js"
_BLANK = "<!doctype html><meta charset=utf-8><title>search</title>"
_SEARCH = """async query => {
    const answer = await (await window.engine).search(query);
    window.last = answer;
    return answer.results.length;
}"""
_PASSAGES = "async () => { await Promise.all(window.last.results.map(each => each.passage())); }"
_TIMED = """async queries => {
    const kept = new Map();
    const keeping = async (address, asked) => {
        if (!kept.has(address)) {
            const answer = await fetch(address);
            kept.set(address, [await answer.arrayBuffer(), answer.headers]);
        }
        const [body, headers] = kept.get(address);
        return new Response(body, { headers });
    };
    const times = [];
    for (const query of queries) {
        await (await portalSearch.open("/search/data/", { fetch: keeping })).search(query);
        const engine = await portalSearch.open("/search/data/", { fetch: keeping });
        const start = performance.now();
        await engine.search(query);
        times.push(performance.now() - start);
    }
    return times;
}"""


@dataclass
class Traffic:
    """What was asked of the server since it was last set to nothing."""

    requests: int = 0
    bytes: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self) -> tuple[int, int]:
        with self.lock:
            taken = self.requests, self.bytes
            self.requests = self.bytes = 0
        return taken


class _Packed(SimpleHTTPRequestHandler):
    """Sends every file packed, and lets those that are named by their content be kept for ever."""

    protocol_version = "HTTP/1.1"
    traffic: Traffic

    def do_GET(self) -> None:
        if self.path == "/blank":
            body, kind = _BLANK.encode(), "text/html"
        elif self.path == _ENGINE:
            body, kind = script("engine.js", "portalSearch").encode(), "text/javascript"
        else:
            path = Path(self.translate_path(self.path))
            if not path.is_file():
                self.send_error(404)
                return
            body, kind = path.read_bytes(), self.guess_type(self.path)
        packed = gzip.compress(body, 6)
        if self.path != "/blank":
            with self.traffic.lock:
                self.traffic.requests += 1
                self.traffic.bytes += len(packed)
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(packed)))
        self.send_header("Cache-Control", "no-cache" if "manifest" in self.path else "max-age=31536000, immutable")
        self.end_headers()
        self.wfile.write(packed)

    def log_message(self, format: str, *args: object) -> None:
        """The table speaks for itself."""


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, Traffic]]:
    """A server of a built site, and what is asked of it."""
    traffic = Traffic()
    handler = type("Handler", (_Packed,), {"traffic": traffic})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", traffic
    finally:
        server.shutdown()
        server.server_close()


def from_titles(titles: Sequence[str], count: int) -> dict[str, list[str]]:
    """Short pieces of titles, as people type them, and whole titles."""
    chance = random.Random(SEED)
    chosen = chance.sample(list(titles), min(count, len(titles)))
    pieces = []
    for title in chosen:
        size = min(chance.choice((2, 2, 3, 4, 4, 5, 6)), len(title))
        start = chance.randrange(len(title) - size + 1)
        pieces.append(title[start : start + size])
    return {"2–6 characters of a title": pieces, "whole titles": chosen}


def from_file(path: Path, count: int) -> dict[str, list[str]]:
    """The queries of a file by their set, `count` of each."""
    sets: dict[str, list[str]] = {}
    for line in path.read_text("utf-8").splitlines():
        asked = json.loads(line)
        sets.setdefault(asked.get("set", path.stem), []).append(asked["query"])
    return {name: random.Random(SEED).sample(some, min(count, len(some))) for name, some in sets.items()}


def measure(
    page: Page, site: str, traffic: Traffic, script_bytes: int, queries: Sequence[str]
) -> dict[str, list[float]]:
    """Figures of each query of a set."""
    found: dict[str, list[float]] = {name: [] for name in ("cold requests", "cold KB", "passages", "passages KB")}
    for query in queries:
        _visit(page, site, traffic)
        page.evaluate(_SEARCH, query)
        requests, size = traffic.take()
        found["cold requests"].append(requests + 1)
        found["cold KB"].append((size + script_bytes) / 1024)
        page.evaluate(_PASSAGES)
        requests, size = traffic.take()
        found["passages"].append(requests)
        found["passages KB"].append(size / 1024)
    found["warm KB"], found["warm requests"] = [], []
    for start in range(0, len(queries), WARMED + 1):
        *before, last = queries[start : start + WARMED + 1]
        _visit(page, site, traffic)
        for query in before:
            page.evaluate(_SEARCH, query)
        traffic.take()
        page.evaluate(_SEARCH, last)
        requests, size = traffic.take()
        found["warm requests"].append(requests)
        found["warm KB"].append(size / 1024)
    found["ms"] = page.evaluate(_TIMED, list(queries))
    return found


def _visit(page: Page, site: str, traffic: Traffic) -> None:
    """A first visit: nothing is kept from before. The engine's script is counted apart."""
    session = page.context.new_cdp_session(page)
    session.send("Network.clearBrowserCache")
    session.detach()
    page.goto(f"{site}/blank")
    page.add_script_tag(url=_ENGINE)
    traffic.take()
    page.evaluate("window.engine = portalSearch.open('/search/data/')")


def _at(values: Iterable[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


def table(documents: int, sets: dict[str, dict[str, list[float]]]) -> Iterator[str]:
    """The lines of a Markdown table."""
    yield f"{documents:,} documents; median (99th percentile) of each set; KB of 1,024 bytes, packed."
    yield ""
    yield "| queries | | cold KB | cold requests | warm KB | warm requests | ten passages, KB | time, ms |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- |"
    for name, found in sets.items():
        cells = [
            f"{_at(found[each], 0.5):.{digits}f} ({_at(found[each], 0.99):.{digits}f})"
            for each, digits in (
                ("cold KB", 1),
                ("cold requests", 0),
                ("warm KB", 1),
                ("warm requests", 0),
                ("passages KB", 1),
                ("ms", 1),
            )
        ]
        yield f"| {name} | {len(found['ms'])} | " + " | ".join(cells) + " |"


def main(arguments: Sequence[str]) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", required=True, type=Path)
    parser.add_argument("--queries", type=Path)
    parser.add_argument("--limit", type=int, default=200, help="queries of each set")
    options = parser.parse_args(arguments)
    records: list[dict[str, Any]] = msgspec.json.decode((options.output / "search" / "records.json").read_bytes())
    sets = from_titles(sorted({each["title"] for each in records}), options.limit)
    if options.queries:
        sets |= from_file(options.queries, options.limit)
    path = find_browser()
    if path is None:
        print("Chromium is missing: apt-get install chromium fonts-noto-cjk", file=sys.stderr)
        return 1
    page_script = gzip.compress(script("page.js").encode(), 6)
    with served(options.output) as (site, traffic), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        figures = {name: measure(page, site, traffic, len(page_script), some) for name, some in sets.items()}
        browser.close()
    print("\n".join(table(len(records), figures)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
