"""The service's pages: whole without a script, and leading to what they say."""

import re
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlencode

import pytest
from bs4 import BeautifulSoup

from tests.search.serving import SHEET, Client


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


def test_style_of_the_site_where_it_is_at_hand(client: Client, served: Path) -> None:
    def sheets(of: Client, path: str = "/search/") -> list[str]:
        return [str(link["href"]) for link in of.get(path, "q=党费").page.select('link[rel="stylesheet"]')]

    assert sheets(client) == [SHEET, "../search/service.css"]
    assert sheets(client, "/a/b/c") == [SHEET, "../../search/service.css"]
    apart = Client(served, site="https://zzb.example.gov.cn")
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
