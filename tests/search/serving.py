"""A service over a small site, asked in process, for the tests of the search service."""

import json
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from wsgiref.util import setup_testing_defaults
from wsgiref.validate import validator

from bs4 import BeautifulSoup

from search.server import Limits, Service
from search.standing import Standing
from search.words import SiteWords
from tests.search.samples import doc, exported, refresh, some
from tests.waiting import LONG_S

ROOT = Path(__file__).resolve().parents[2]
WORDS = SiteWords(
    kinds={"news": "工作动态", "guide": "办事指南", "rule": "规章制度"},
    columns={"news": "动态"},
    offices={"general": "办公室", "cadre": "干部处"},
    states={"published": "已发布", "repealed": "已废止"},
    synonyms=(("党费收缴", "交党费"),),
    suggestions=(("党费收缴", "/guides/dues.html"), ("党务公开", ""), ("组织关系转接", "")),
)
SHEET = "/theme/portal-0123456789.css"
DOCS = [
    doc("guides/dues", "党费收缴", "党员每月交纳党费。按比例计算。", kind="guide", published="2026-03-01 09:00"),
    doc("rules/old", "旧的党费规定", "党费", kind="rule", status="repealed", holds=False, doc_number="川组〔2020〕1号"),
    doc("rules/tags", '<script>alert("党费")</script>', "党费<img src=x onerror=alert(1)>&amp;", kind="rule"),
    doc("guides/transfer", "党员组织关系转接办法", kind="guide"),
    *some(45),
]


class Clock:
    """Time that stands still until it is moved."""

    def __init__(self) -> None:
        self.at = 1_000.0

    def __call__(self) -> float:
        return self.at


@dataclass
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def page(self) -> BeautifulSoup:
        return BeautifulSoup(self.body, "html.parser")

    @property
    def text(self) -> str:
        return " ".join(self.page.get_text(" ").split())


def publish(folder: Path, docs: list[Any]) -> Path:
    """A site with a search, as a build leaves it: output/ and the indexes beside it."""
    site = folder / "output"
    kept = refresh(folder / "indexes", docs, published(site))
    for path, data in exported(kept, WORDS).items():
        file = site / "search/data" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.with_name(file.name + ".new").write_bytes(data)
        file.with_name(file.name + ".new").replace(file)
    (site / "search/index.html").write_text(
        f'<link rel="stylesheet" href="{SHEET}"><link rel="stylesheet" media="print" href="/theme/print.css">'
    )
    return site


def published(site: Path) -> str:
    try:
        return str(json.loads((site / "search/data/manifest.json").read_bytes())["index"])
    except OSError:
        return ""


class Client:
    """Asks a service in process, and minds that both sides keep to WSGI."""

    def __init__(self, folder: Path, limits: Limits | None = None, site: str = "") -> None:
        self.lines: list[str] = []
        self.clock = Clock()
        self.standing = Standing(folder / "output", folder / "indexes")
        self.service = Service(
            self.standing, limits or Limits(per_minute=0), site, self.lines.append, self.clock, lambda: 1_790_000_000.0
        )

    def get(self, path: str, line: str = "", method: str = "GET", **environ: str) -> Reply:
        given: dict[str, Any] = {"PATH_INFO": path, "QUERY_STRING": line, "REQUEST_METHOD": method, **environ}
        given = {"REMOTE_ADDR": "192.0.2.1", "SCRIPT_NAME": "", **given}
        setup_testing_defaults(given)
        errors = given["wsgi.errors"] = StringIO()
        told: list[Any] = []

        def start(status: str, headers: list[tuple[str, str]], info: Any = None) -> Callable[[bytes], object]:
            told.extend((status, headers))
            return lambda data: None

        made = validator(self.service)(given, start)
        body = b"".join(made)
        made.close()  # type: ignore[attr-defined]
        assert errors.getvalue() == ""
        return Reply(int(told[0][:3]), dict(told[1]), body)

    def api(self, **asked: str) -> Reply:
        return self.get("/api/search", urlencode(asked))

    def shown(self, **asked: str) -> Reply:
        return self.get("/search/", urlencode(asked))


def ask(port: int, path: str) -> tuple[int, dict[str, str], bytes]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=LONG_S) as reply:
            return reply.status, dict(reply.headers), reply.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, dict(error.headers), error.read()
