"""The search service: what it answers, what it refuses, what it tells, and what it keeps to itself."""

import json
import re
from pathlib import Path
from urllib.parse import quote, urlencode

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import query
from search.answer import Index
from search.server import HEADERS
from tests.search.serving import DOCS, WORDS, Client, published


def test_json_is_what_the_index_answers(client: Client, served: Path) -> None:
    index = Index.open(served / "indexes" / published(served / "output"), WORDS)
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


def test_health(client: Client, served: Path) -> None:
    told = client.get("/health").json
    assert told.pop("age_seconds") >= 0
    assert told == {"status": "ok", "index": published(served / "output"), "documents": len(DOCS)}


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
def test_whatever_stands_in_the_address_is_answered(line: str, served: Path) -> None:
    client = Client(served)
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
