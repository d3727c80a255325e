"""The search service: what it answers, what it refuses, what it tells, and what it keeps to itself."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode
from wsgiref.util import setup_testing_defaults
from wsgiref.validate import validator

import msgspec
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from search import query
from search.answer import Index
from search.limits import Budget, OutOfTime, Rates, client_of
from search.running import Running, listen
from search.server import HEADERS, Limits, Service
from search.standing import Standing
from search.words import SiteWords
from tests.search.samples import doc, exported, refresh, some

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
    kept = refresh(folder / "indexes", docs, _published(site))
    for path, data in exported(kept, WORDS).items():
        file = site / "search/data" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.with_name(file.name + ".new").write_bytes(data)
        file.with_name(file.name + ".new").replace(file)
    (site / "search/index.html").write_text(
        f'<link rel="stylesheet" href="{SHEET}"><link rel="stylesheet" media="print" href="/theme/print.css">'
    )
    return site


def _published(site: Path) -> str:
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


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("service")
    publish(made, DOCS)
    return made


@pytest.fixture
def client(folder: Path) -> Iterator[Client]:
    made = Client(folder)
    yield made
    made.standing.close()


# JSON


def test_json_is_what_the_index_answers(client: Client, folder: Path) -> None:
    index = Index.open(folder / "indexes" / _published(folder / "output"), WORDS)
    for asked in ("党费", "组织关系", "zzgx", "交党费", "“首问负责”", "党费 -遴选", "没有这个词语吧", "督察督办"):
        reply = client.api(q=asked)
        answer = msgspec.to_builtins(index.search(asked))
        assert reply.status == 200
        assert reply.headers["Content-Type"] == "application/json; charset=utf-8"
        assert reply.json == json.loads(json.dumps({"page": 1, "limit": 10, **answer}))
    index.close()


def test_pages_filters_and_order(client: Client) -> None:
    everything = client.api(q="党费", limit="50").json
    second = client.api(q="党费", limit="5", page="2").json
    assert second["results"] == everything["results"][5:10]
    rules = client.api(q="党费", kind="rule", limit="50").json
    assert rules["results"] == [hit for hit in everything["results"] if hit["kind"] == "rule"]
    assert rules["total"] == everything["facets"]["kind"]["rule"]
    newest = client.api(q="党费", sort="newest", limit="50").json["results"]
    assert [hit["day"] for hit in newest] == sorted((hit["day"] for hit in everything["results"]), reverse=True)
    assert client.api(q="党费", page="100").json["results"] == []
    assert client.api(q="党费", kind="nothing").json["total"] == 0


def test_suggestions(client: Client) -> None:
    def offered(typed: str) -> list[tuple[str, str | None]]:
        reply = client.get("/api/suggest", urlencode({"q": typed}))
        assert reply.status == 200
        return [(each["text"], each["url"]) for each in reply.json["suggestions"]]

    assert offered("党") == [("党费收缴", "/guides/dues.html"), ("党务公开", None)]
    assert offered("zzgx") == offered("zuzhi") == [("组织关系转接", None)]
    assert offered("") == offered("没有") == offered("<") == []


def test_health(client: Client, folder: Path) -> None:
    told = client.get("/health").json
    assert told.pop("age_seconds") >= 0
    assert told == {"status": "ok", "index": _published(folder / "output"), "documents": len(DOCS)}


# The page


def test_the_page_shows_results_with_marks_links_and_states(client: Client) -> None:
    page = client.shown(q="党费").page
    results = page.select("ol.service-results > li")
    titles = [each.select_one("h3 a") for each in results]
    assert len(results) == 10
    first = next(each for each in titles if each is not None and each["href"] == "/guides/dues.html")
    assert [mark.text for mark in first.select("mark")] == ["党费"]
    old = client.shown(q="旧的党费规定").page.select("ol.service-results > li")[0]
    assert [each.text for each in old.select("strong")] == ["已废止"]
    assert "川组〔2020〕1号" in old.text
    assert page.select_one("input[name=q]")["value"] == "党费"  # type: ignore[index]


def test_filters_have_counts_and_lead_to_what_they_say(client: Client) -> None:
    page = client.shown(q="党费", sort="newest").page
    links = {link.text.strip(): link["href"] for link in page.select(".service-filters a")}
    rules = next(label for label in links if label.startswith("规章制度"))
    wanted = int(re.findall(r"\d+", rules)[0])
    filtered = client.get("/search/", str(links[rules]).removeprefix("?"))
    assert dict(parse_qsl(str(links[rules])[1:])) == {"q": "党费", "kind": "rule", "sort": "newest"}
    assert f"找到 {wanted} 条结果" in filtered.text
    chosen = filtered.page.select('.service-filters a[aria-current="true"]')
    assert [link.text.split("（")[0] for link in chosen] == ["按时间", "规章制度"]
    assert parse_qsl(str(chosen[1]["href"])[1:]) == [("q", "党费"), ("sort", "newest")]
    hidden = {each["name"]: each["value"] for each in filtered.page.select("input[type=hidden]")}
    assert hidden == {"kind": "rule", "sort": "newest"}


def test_paging_goes_through_all_results_once(client: Client) -> None:
    seen: list[str] = []
    line: str | None = urlencode({"q": "党费"})
    while line is not None:
        page = client.get("/search/", line).page
        start = page.select_one("ol.service-results")
        assert start is not None and int(str(start["start"])) == len(seen) + 1
        seen += [str(link["href"]) for link in page.select("ol.service-results h3 a")]
        following = page.select_one('a[rel="next"]')
        line = str(following["href"])[1:] if following is not None else None
    total = client.api(q="党费").json["total"]
    assert len(seen) == len(set(seen)) == total > 20


def test_what_was_perhaps_meant_is_a_link(client: Client) -> None:
    page = client.shown(q="组织关糸转接", kind="news").page
    meant = client.api(q="组织关糸转接").json["meant"]
    (link,) = [each for each in page.select("main p a") if each.text == meant]
    assert meant and dict(parse_qsl(str(link["href"])[1:])) == {"q": meant, "kind": "news"}


def test_the_form_alone_and_nothing_found(client: Client) -> None:
    assert "可以写问题" in client.get("/search/").text
    assert client.get("/search/", "q=++").status == 200
    nothing = client.shown(q="魑魅魍魉", kind="rule")
    assert nothing.status == 200 and "没有找到结果" in nothing.text and "可以这样再试" in nothing.text
    assert [a["href"] for a in nothing.page.select("main p a")] == ["?" + urlencode({"q": "魑魅魍魉"})]
    elsewhere = client.shown(q="党员组织关系转接办法", kind="rule", year="2001")
    assert "在这些条件下没有找到结果" in elsewhere.text and elsewhere.page.select("ol") == []


PAGES = [
    "",
    "q=党费",
    "q=党费&kind=rule&page=2",
    "q=魑魅魍魉",
    "q=党费&year=2001",
    "q=党费&page=0",
    "q=%3Cb%3E&sort=newest",
]


@pytest.mark.parametrize("line", PAGES)
def test_pages_are_whole_and_need_no_script(line: str, client: Client) -> None:
    body = client.get("/search/", quote(line, safe="=&%")).body
    page = BeautifulSoup(body, "html.parser")
    assert body.startswith(b"<!doctype html>")
    html = page.html
    assert html is not None and html["lang"] == "zh-CN"
    assert [len(page.select(name)) for name in ("title", "main", "h1", "script", "style")] == [1, 1, 1, 0, 0]
    assert not [
        tag for tag in page.find_all(True) if any(name == "style" or name.startswith("on") for name in tag.attrs)
    ]
    levels = [int(each.name[1]) for each in page.find_all(re.compile("^h[1-6]$"))]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    identifiers = [str(each["id"]) for each in page.select("[id]")]
    assert len(identifiers) == len(set(identifiers))
    for label in page.select("label"):
        assert label["for"] in identifiers
    for tag in page.select("[aria-labelledby]"):
        assert tag["aria-labelledby"] in identifiers
    assert page.select_one('a[href="#main"]') is not None and "main" in identifiers
    assert all(link.text.strip() for link in page.select("a"))
    assert not [link for link in page.select("a[href], link[href]") if "//" in str(link["href"])]
    # Every element that is opened is closed, in order.
    void = {"meta", "link", "input", "br", "img", "hr"}
    open_tags: list[str] = []
    for slash, name in re.findall(r"<(/?)([a-z][a-z0-9]*)[^>]*>", body.decode()):
        if slash:
            assert open_tags.pop() == name
        elif name not in void:
            open_tags.append(name)
    assert open_tags == []


def test_style_of_the_site_where_it_is_at_hand(client: Client, folder: Path) -> None:
    def sheets(of: Client, path: str = "/search/") -> list[str]:
        return [str(link["href"]) for link in of.get(path, "q=党费").page.select('link[rel="stylesheet"]')]

    assert sheets(client) == [SHEET, "../search/service.css"]
    assert sheets(client, "/a/b/c") == [SHEET, "../../search/service.css"]
    apart = Client(folder, site="https://zzb.example.gov.cn")
    assert sheets(apart) == ["../search/service.css"]
    links = [str(link["href"]) for link in apart.shown(q="党费").page.select("h3 a")]
    assert all(link.startswith("https://zzb.example.gov.cn/") for link in links)
    apart.standing.close()
    style = client.get("/search/service.css")
    assert (style.status, style.headers["Content-Type"]) == (200, "text/css; charset=utf-8")


def test_the_root_leads_to_the_search(client: Client) -> None:
    for path in ("/", "/search"):
        reply = client.get(path, SCRIPT_NAME="/so")
        assert (reply.status, reply.headers["Location"]) == (303, "/so/search/")


# Hostile input

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' OR 1=1 --",
    "'; DROP TABLE items; --",
    "{{7*7}} {% include 'x' %} ${7*7}",
    "../../../../etc/passwd",
    "%00%0d%0aSet-Cookie: a=b",
    "\x00\x01\x1b[31m\x7f",
    "\r\nX-Injected: 1",
    "\u202egnp.exe\u2066\u200b",
    "((((((((((" * 15,
    "*" * 200,
    "-" * 200,
    "“" * 100,
    "“”“”",
    "- -党 --党费",
    "🎉" * 100,
    "\ud7ff\ufffe\U0010ffff",
    "党" * 200,
    "a" * 200,
    "第" + "九" * 190 + "条",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_queries_are_only_text(text: str, client: Client) -> None:
    page, api = client.shown(q=text), client.api(q=text)
    assert page.status == 200
    assert api.status in (200, 400)
    assert {tag.name for tag in page.page.find_all(True)}.isdisjoint({"script", "img", "iframe"})
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", page.body + api.body)
    for reply in (page, api):
        assert not any("\r" in value or "\n" in value for value in reply.headers.values())
        assert "Set-Cookie" not in reply.headers
    field = page.page.select_one("input[name=q]")
    assert field is not None
    visible = "".join(each for each in text if each.isprintable())
    assert "".join(str(field["value"]).split()) == "".join(visible.split()) or not visible.isprintable()


def test_what_documents_hold_is_escaped_too(client: Client) -> None:
    page = client.shown(q="alert 党费 onerror")
    assert page.page.select("script, img") == []
    assert '<script>alert("党费")</script>' in page.page.get_text()


@given(
    line=st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=60) | st.binary(max_size=30).map(quote)
)
def test_whatever_stands_in_the_address_is_answered(line: str, folder: Path) -> None:
    client = Client(folder)
    for path in ("/search/", "/api/search", "/api/suggest"):
        for prefix in ("", "q="):
            reply = client.get(path, prefix + line)
            assert reply.status in (200, 400)
            assert re.search("[\u4e00-\u9fff]", reply.body.decode()) or reply.status == 200
    client.standing.close()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("q=" + "党" * 0 + quote("党" * (query.LONGEST + 1)), "查询词太长"),
        ("q=" + "a" * 20_000, "网址太长"),
        ("q=%ff%fe", "编码不对"),
        ("q=%B5%B3%B7%D1", "编码不对"),
        ("q=a&q=b", "只能写一次"),
        ("&".join(f"p{n}=1" for n in range(60)), "参数太多"),
        ("q=a&page=0", "page 应当是"),
        ("q=a&page=-1", "page 应当是"),
        ("q=a&page=1e3", "page 应当是"),
        ("q=a&page=%EF%BC%91", "page 应当是"),
        ("q=a&page=" + "9" * 5_000, "page 应当是"),
        ("q=a&page=101", "最多看到第 1000 条"),
        ("q=a&limit=51", "limit 应当是"),
        ("q=a&limit=x", "limit 应当是"),
        ("q=a&sort=random", "sort 只能写"),
        ("q=a&kind=../x", "kind 写得不对"),
        ("q=a&office=%3Cb%3E", "office 写得不对"),
    ],
)
def test_what_is_wrong_is_refused_in_plain_words(line: str, words: str, client: Client) -> None:
    page, api = client.get("/search/", line), client.get("/api/search", line)
    assert page.status == api.status == 400
    assert words in page.text and words in api.json["error"]["message"]
    assert page.page.select_one("[role=alert]") is not None


def test_an_api_call_without_a_query_is_refused(client: Client) -> None:
    assert client.api().status == client.api(q=" \x00 ").status == 400
    assert "请写出要查的词" in client.api().json["error"]["message"]


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/search/x",
        "/search/data/manifest.json",
        "/../etc/passwd",
        "/search/../health",
        "//",
        "/api/",
        "/党",
    ],
)
def test_there_is_nothing_else(path: str, client: Client) -> None:
    reply = client.get(path.encode().decode("latin-1"))
    assert reply.status == 404
    assert "没有" in reply.body.decode()


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"])
@pytest.mark.parametrize("path", ["/search/", "/api/search", "/nothing"])
def test_only_reading_is_possible(method: str, path: str, client: Client) -> None:
    reply = client.get(path, "q=党费", method, CONTENT_LENGTH="0")
    assert (reply.status, reply.headers["Allow"]) == (405, "GET, HEAD")
    assert "只能查询" in reply.body.decode()


@pytest.mark.parametrize(
    "path", ["/search/", "/api/search", "/api/suggest", "/health", "/nothing", "/search/service.css"]
)
def test_head_is_get_without_a_body(path: str, client: Client) -> None:
    line = urlencode({"q": "党费"})
    got, head = client.get(path, line), client.get(path, line, "HEAD")
    assert head.body == b""
    assert (head.status, head.headers) == (got.status, got.headers)
    assert int(got.headers["Content-Length"]) == len(got.body)


@pytest.mark.parametrize(
    ("path", "line"), [("/search/", "q=a"), ("/api/search", "q=a"), ("/x", ""), ("/search/", "page=x")]
)
def test_every_answer_has_the_headers(path: str, line: str, client: Client) -> None:
    headers = client.get(path, line).headers
    assert {name: headers.get(name) for name, _ in HEADERS} == dict(HEADERS)
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"


# What is told, and what is not


def test_lines_of_the_log_hold_neither_query_nor_address(client: Client) -> None:
    client.get("/api/search", urlencode({"q": "党费"}), REMOTE_ADDR="203.0.113.77", HTTP_X_FORWARDED_FOR="203.0.113.78")
    client.get("/search/", "q=203.0.113.77%FF", REMOTE_ADDR="203.0.113.77")
    total = client.api(q="党费").json["total"]
    assert [line.split(" ", 1)[1] for line in client.lines] == [f"200 0ms {total}", "400 0ms -", f"200 0ms {total}"]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:]{8}[+-]\d\d:\d\d", line.split(" ")[0]) for line in client.lines)


def test_an_unforeseen_error_is_a_sentence(
    client: Client, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("党费 in the message")

    monkeypatch.setattr(Index, "search", broken)
    for reply in (client.shown(q="党费"), client.api(q="党费")):
        assert reply.status == 500
        assert "服务出了问题" in reply.body.decode()
        assert "Traceback" not in reply.body.decode() and "RuntimeError" not in reply.body.decode()
    told = capsys.readouterr().err
    assert "RuntimeError" in told and "党费" not in told
    monkeypatch.undo()
    assert client.api(q="党费").status == 200


# Limits


def test_a_client_that_asks_too_often_waits(folder: Path) -> None:
    client = Client(folder, Limits(per_minute=60, burst=3))
    assert [client.api(q="党费").status for _ in range(4)] == [200, 200, 200, 429]
    refused = client.shown(q="党费")
    assert refused.status == 429 and refused.headers["Retry-After"] == "2" and "请等 2 秒" in refused.text
    assert client.get("/health").status == client.get("/search/").status == 200
    assert client.get("/api/search", "q=a", REMOTE_ADDR="192.0.2.2").status == 200
    client.clock.at += 1.0
    assert [client.api(q="党费").status for _ in range(2)] == [200, 429]
    client.clock.at += 3_600
    assert [client.api(q="党费").status for _ in range(4)] == [200, 200, 200, 429]
    client.standing.close()


def test_a_suggestion_counts_a_fifth(folder: Path) -> None:
    client = Client(folder, Limits(per_minute=60, burst=1))
    assert [client.get("/api/suggest", "q=d").status for _ in range(6)] == [200] * 5 + [429]
    client.standing.close()


def test_behind_a_proxy_its_header_counts_and_otherwise_not(folder: Path) -> None:
    def statuses(limits: Limits, *forwarded: str) -> list[int]:
        client = Client(folder, limits)
        made = [client.get("/api/search", "q=a", HTTP_X_REAL_IP=each).status for each in forwarded]
        client.standing.close()
        return made

    plain, behind = Limits(60, 1), Limits(60, 1, proxy_header="X-Real-IP")
    assert statuses(plain, "198.51.100.1", "198.51.100.2") == [200, 429]
    assert statuses(behind, "198.51.100.1", "198.51.100.2", "198.51.100.1") == [200, 200, 429]
    # What a client writes itself stands before what the proxy adds.
    assert statuses(behind, "1.1.1.1, 198.51.100.1", "2.2.2.2, 198.51.100.1") == [200, 429]
    assert statuses(behind, "nonsense", "other nonsense") == [200, 429]


def test_clients() -> None:
    assert client_of("192.0.2.1", None) == client_of("192.0.2.1", "") == client_of("192.0.2.1", "x, y") == "192.0.2.1"
    assert client_of("127.0.0.1", "10.0.0.1, 2001:db8::1") == "2001:db8::1"


def test_an_ipv6_line_is_one_client_and_the_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.limits._CLIENTS", 3)
    rates = Rates(60, 1, Clock())
    assert rates.wait("2001:db8:1:2::1") == 0 < rates.wait("2001:db8:1:2:ffff::9")
    assert rates.wait("2001:db8:1:3::1") == 0
    for number in range(10):
        assert rates.wait(f"192.0.2.{number}") == 0
    assert len(rates._buckets) == 3
    assert rates.wait("2001:db8:1:2::1") == 0  # forgotten


@given(st.lists(st.tuples(st.floats(0, 5), st.sampled_from([0.2, 1.0])), max_size=60))
def test_nobody_gets_more_than_the_rate(steps: list[tuple[float, float]]) -> None:
    clock = Clock()
    rates = Rates(30, 4, clock)
    taken = 0.0
    for pause, tokens in steps:
        clock.at += pause
        wait = rates.wait("192.0.2.1", tokens)
        if wait:
            assert rates.wait("192.0.2.1", tokens) == pytest.approx(wait)
        else:
            taken += tokens
        assert taken <= 4 + (clock.at - 1_000) * 0.5 + 1e-6


def test_a_query_that_takes_too_long_is_stopped(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client(folder, Limits(per_minute=0, seconds=2))
    looked_up: list[str] = []
    plain = Index._texts

    def slow(index: Index, term: str) -> Any:
        looked_up.append(term)
        client.clock.at += 0.9
        return plain(index, term)

    monkeypatch.setattr(Index, "_texts", slow)
    for reply in (client.shown(q="党费组织关系公务员录用"), client.api(q="党费组织关系公务员录用")):
        assert reply.status == 503 and int(reply.headers["Retry-After"]) > 0
        assert "用时太长" in reply.body.decode()
    assert 3 <= len(looked_up) <= 8
    monkeypatch.undo()
    assert client.api(q="党费").status == 200
    client.standing.close()


def test_a_phrase_that_takes_too_long_is_stopped(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Phrases are held against the documents themselves."""
    client = Client(folder, Limits(per_minute=0, seconds=2))
    monkeypatch.setattr("search.answer._has", lambda *_: setattr(client.clock, "at", client.clock.at + 0.5))
    assert client.api(q="“党费”").status == 503
    client.standing.close()


def test_who_waits_for_others_too_long_is_told(folder: Path) -> None:
    client = Client(folder)
    with client.standing.using(Budget(1, time.monotonic)), pytest.raises(OutOfTime):
        client.standing.using(Budget(0.05, time.monotonic)).__enter__()
    client.standing.close()


# Sites that are built again, damaged, or not there


def test_a_site_that_was_built_again_is_opened_anew(tmp_path: Path) -> None:
    publish(tmp_path, DOCS)
    client = Client(tmp_path)
    before = client.get("/health").json
    assert client.api(q="新增的一件").json["total"] == 0
    for number in range(3):  # twice more: the index that was open is gone by then
        publish(tmp_path, [*DOCS, *(doc(f"news/n{each}", "鼎鼐新增") for each in range(number + 1))])
    after = client.get("/health").json
    assert (before["documents"], after["documents"]) == (len(DOCS), len(DOCS) + 3)
    assert client.api(q="鼎鼐").json["total"] == 3
    client.standing.close()


def test_files_that_vanish_under_a_query_are_opened_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tmp_path, DOCS)
    client = Client(tmp_path)
    plain = Index.search
    once: list[int] = []

    def vanishing(index: Index, *given: Any, **named: Any) -> Any:
        if not once:
            once.append(1)
            publish(tmp_path, [*DOCS, doc("news/one", "鼎鼐")])
            publish(tmp_path, [*DOCS, doc("news/one", "鼎鼐"), doc("news/two", "鼎鼐")])
        return plain(index, *given, **named)

    assert client.api(q="党费").status == 200
    monkeypatch.setattr(Index, "search", vanishing)
    reply = client.api(q="党费")
    assert reply.status == 200 and reply.json["results"]
    assert client.api(q="鼎鼐").json["total"] == 2
    client.standing.close()


def test_without_an_index_it_says_so_and_answers_once_there_is_one(tmp_path: Path) -> None:
    client = Client(tmp_path)
    for path in ("/search/", "/api/search", "/health", "/api/suggest"):
        reply = client.get(path, "q=a")
        assert reply.status == 503 and "还没有建好" in reply.body.decode() and reply.headers["Retry-After"]
    publish(tmp_path, DOCS)
    assert client.api(q="党费").status == client.get("/health").status == 200
    # A site that is being exchanged is gone for a moment.
    manifest = tmp_path / "output/search/data/manifest.json"
    manifest.rename(tmp_path / "away")
    assert client.api(q="党费").status == 200
    manifest.write_text("{")
    assert client.api(q="党费").status == 200
    client.standing.close()


# A real server


def _ask(port: int, path: str) -> tuple[int, dict[str, str], bytes]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=20) as reply:
            return reply.status, dict(reply.headers), reply.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, dict(error.headers), error.read()


def test_a_real_server_answers_many_while_the_site_is_built_again(tmp_path: Path) -> None:
    publish(tmp_path, DOCS)
    client = Client(tmp_path, Limits(per_minute=0, seconds=30))
    client.service._clock = time.monotonic
    running = Running(client.service, listen("127.0.0.1", 0))
    replies: list[tuple[int, int]] = []
    wrong: list[object] = []
    done = threading.Event()

    def asking(words: str) -> None:
        while not done.is_set():
            status, _, body = _ask(running.port, "/api/search?" + urlencode({"q": words, "limit": 50}))
            answer = json.loads(body)
            replies.append((status, answer.get("total", -1)))
            named = [hit["title"] for hit in answer.get("results", [])]
            if status != 200 or (words == "鼎鼐" and any("鼎鼐" not in title for title in named)):
                wrong.append((status, answer))

    threads = [threading.Thread(target=asking, args=(words,)) for words in ("鼎鼐", "党费", "组织关系", "zzgx") * 2]
    for thread in threads:
        thread.start()
    docs = list(DOCS)
    for number in range(12):
        docs.append(doc(f"news/n{number}", "鼎鼐新增", published="2027-01-01 00:00"))
        publish(tmp_path, docs)
        time.sleep(0.05)
    time.sleep(0.3)
    done.set()
    for thread in threads:
        thread.join()
    status, headers, body = _ask(running.port, "/api/search?" + urlencode({"q": "鼎鼐"}))
    running.stop()
    client.standing.close()
    assert wrong == []
    assert len(replies) > 50
    assert (status, json.loads(body)["total"]) == (200, 12)
    assert "Server" not in headers and "Via" not in headers
    with pytest.raises(OSError):
        _ask(running.port, "/health")


def test_stopping_answers_what_was_asked_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tmp_path, DOCS)
    client = Client(tmp_path, Limits(per_minute=0, seconds=30))
    client.service._clock = time.monotonic
    plain = Index.search

    def slow(*given: Any, **named: Any) -> Any:
        time.sleep(0.5)
        return plain(*given, **named)

    monkeypatch.setattr(Index, "search", slow)
    running = Running(client.service, listen("127.0.0.1", 0))
    replies: list[int] = []
    threads = [
        threading.Thread(target=lambda: replies.append(_ask(running.port, "/api/search?q=a")[0])) for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    time.sleep(0.2)
    running.stop()
    for thread in threads:
        thread.join()
    client.standing.close()
    assert replies == [200, 200, 200]


def test_the_command_serves_and_stops_when_told(tmp_path: Path) -> None:
    publish(tmp_path, DOCS)
    (tmp_path / "indexes").rename(tmp_path / "search")
    (tmp_path / ".output.build").mkdir()
    (tmp_path / "search").rename(tmp_path / ".output.build/search")
    program = (
        "import sys; from pathlib import Path; from plugins.commands import search_service as s; "
        f"sys.exit(s.run(s.Options(output=Path({str(tmp_path / 'output')!r}), port=0)))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ,
    )
    assert process.stdout is not None
    port = int(re.findall(r":(\d+)/search/", process.stdout.readline())[0])
    assert _ask(port, "/health")[0] == 200
    assert "党费" in _ask(port, "/search/?" + urlencode({"q": "党费"}))[2].decode()
    process.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=20)
    assert process.returncode == 0
    assert "检索服务已停止" in out and "党费" not in out
    assert err == ""
