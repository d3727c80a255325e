"""Every page of a built site, the small one and the real one: links lead somewhere, headings stand in order, the state's
tags are there. A page that no test names is looked at as well."""

import itertools
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag

from plugins.portal import urls
from plugins.portal.kinds.page import Page as PageItem
from plugins.portal.settings import COLUMN_TYPES
from plugins.portal.theme import Theme

from ..helpers import ROOT, Built, build, write_site

HOST = "http://site.test"
LOADED = {
    "img": "src",
    "script": "src",
    "source": "src",
    "iframe": "src",
    "video": "src",
    "audio": "src",
    "object": "data",
}
"""Elements whose address a browser fetches by itself."""


@pytest.fixture(scope="session")
def long_site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site with lists of several pages, and bodies whose headings and notes carry the same words as the frame."""
    folder = tmp_path_factory.mktemp("long")
    items: dict[str, dict[str, Any]] = {
        f"news/n{n:03}": {"published": f"2026-{1 + n // 28:02}-{1 + n % 28:02}", "keywords": ["甲", "乙"]}
        for n in range(65)
    }
    items["rules/a"] = {
        "body": "# 总则\n\n第一条 一。\n\n# 总则\n\n第一条 又一。[^1]\n\n[^1]: 注。\n\n#### 深\n\n| 表 |\n|---|\n| 格 |"
    }
    items["pages/english"] = {"body": "## Main\n\n### Keywords\n\n## 目录\n\n## <script>"}
    items["letters/headings"] = {"question": "## 一、问题\n\n问。", "answer": "## 一、问题\n\n答。"}
    items["pages/deep"] = {"body": "#### 四\n\n###### 六\n\n正文。\n\n## 二"}
    site: dict[str, Any] = {
        "site": {
            "name": "测试组织部",
            "domain": "zzb.example.gov.cn",
            "site_code": {"enabled": "true", "number": "bm01000001"},
        }
    }
    return build(write_site(folder / "source", items, **site), folder / "output", date(2026, 12, 31))


@pytest.fixture(params=["good_site", "real_site", "long_site"])
def site(request: pytest.FixtureRequest) -> Built:
    built: Built = request.getfixturevalue(request.param)
    return built


def address(path: str) -> str:
    """The address that a file answers."""
    return HOST + "/" + (path.removesuffix("index.html") if PurePosixPath(path).name == "index.html" else path)


def targets(page: BeautifulSoup) -> Iterator[str]:
    for link in page.select("a[href], area[href], link[href]"):
        if link.name != "link" or "canonical" not in (link.get("rel") or ""):
            yield str(link["href"])
    for name, attribute in LOADED.items():
        yield from (str(node[attribute]) for node in page.select(f"{name}[{attribute}]"))
    for node in page.select("[srcset]"):
        yield from (part.split()[0] for part in str(node["srcset"]).split(","))
    for node in page.select('meta[http-equiv="refresh"]'):
        yield str(node["content"]).partition("url=")[2]


@pytest.mark.parametrize("name", ["good_site", "real_site", "long_site"])
def test_every_link_and_asset_leads_to_something(name: str, request: pytest.FixtureRequest) -> None:
    site: Built = request.getfixturevalue(name)
    broken = []
    ids = {path: {str(node["id"]) for node in page.select("[id]")} for path, page in site.soups.items()}
    for path, page in site.soups.items():
        for target in targets(page):
            parts = urlsplit(urljoin(address(path), target))
            if f"{parts.scheme}://{parts.netloc}" != HOST:
                continue
            found = urls.output_path(unquote(parts.path))
            if found not in site.files or (
                parts.fragment and found in ids and unquote(parts.fragment) not in ids[found]
            ):
                broken.append(f"{path}: {target}")
    assert sorted(set(broken)) == []


def test_nothing_is_fetched_from_elsewhere(site: Built) -> None:
    fetched = []
    for path, page in site.soups.items():
        for name, attribute in [*LOADED.items(), ("link:not([rel=canonical])", "href")]:
            for node in page.select(f"{name}[{attribute}]"):
                if urlsplit(urljoin(address(path), str(node[attribute]))).netloc != "site.test":
                    fetched.append(f"{path}: {node}")
    sheets = [data.decode() for path, data in site.files.items() if path.endswith(".css")]
    fetched += [sheet for sheet in sheets if re.search(r"url\(\s*['\"]?(https?:)?//", sheet) or "@import" in sheet]
    assert fetched == []


def test_links_outside_are_plain(site: Built) -> None:
    for path, page in site.soups.items():
        for link in page.select("a[href]"):
            scheme = urlsplit(str(link["href"])).scheme
            assert scheme in ("", "http", "https", "mailto", "tel"), f"{path}: {link}"
            assert link.get_text(strip=True) or link.select("img[alt]"), f"{path}: a link without words: {link}"


def same_titles(site: Built) -> list[tuple[str, str]]:
    """Pairs of pages that search engines may list and that have one title."""
    seen: dict[str, str] = {}
    pairs = []
    for path, page in site.soups.items():
        title = page.title.get_text(strip=True) if page.title else ""
        assert title, path
        if not page.select('meta[name="robots"]') and seen.setdefault(title, path) != path:
            pairs.append((seen[title], path))
    return pairs


@pytest.mark.parametrize("name", ["good_site", "real_site", "long_site"])
def test_pages_have_titles_of_their_own(name: str, request: pytest.FixtureRequest) -> None:
    assert same_titles(request.getfixturevalue(name)) == []


def test_headings_stand_in_order(site: Built) -> None:
    faults = []
    for path, page in site.soups.items():
        levels = [int(node.name[1]) for node in page.find_all(re.compile(r"^h[1-6]$"))]
        if levels.count(1) != 1 or levels[0] != 1:
            faults.append(f"{path}: {levels}")
        if any(after > before + 1 for before, after in itertools.pairwise(levels)):
            faults.append(f"{path}: {levels}")
    assert faults == []


def test_pages_speak_chinese_and_can_be_heard(site: Built) -> None:
    faults = []
    languages = {
        urls.output_path(urls.item(record.id)): record.of(PageItem).language
        for record in site.library.of_kind.get("page", ())
    }
    for path, page in site.soups.items():
        html = page.html
        assert isinstance(html, Tag)
        if html.get("lang") != languages.get(path, "zh-CN"):
            faults.append(f"{path}: lang {html.get('lang')}")
        faults += [f"{path}: {image}" for image in page.select("img:not([alt])")]
        faults += [f"{path}: {table}" for table in page.select("table") if not table.select("th")]
        faults += [f"{path}: two main" for _ in range(len(page.select("main")) != 1)]
        viewport = str(page.select_one('meta[name="viewport"]'))
        if "user-scalable" in viewport or "maximum-scale" in viewport:
            faults.append(f"{path}: {viewport}")
        labelled = {str(node["for"]) for node in page.select("label[for]")}
        for control in page.select("input:not([type=hidden]), select, textarea"):
            if not (control.get("aria-label") or control.get("id") in labelled or control.find_parent("label")):
                faults.append(f"{path}: {control}")
    assert faults == []


def wrong_ids(page: BeautifulSoup) -> Iterator[str]:
    """Ids that stand twice, and those that are pointed to and are not there."""
    ids = [str(node["id"]) for node in page.select("[id]")]
    yield from sorted({each for each in ids if ids.count(each) > 1})
    for attribute in ("aria-labelledby", "aria-describedby", "aria-controls"):
        for node in page.select(f"[{attribute}]"):
            yield from (each for each in str(node[attribute]).split() if each not in ids)


def test_ids_are_unique_and_named_ones_exist(site: Built) -> None:
    own = ("pages/english.html", "letters/headings.html")
    wrong = {path: list(wrong_ids(page)) for path, page in site.soups.items() if path not in own}
    assert {path: found for path, found in wrong.items() if found} == {}


@pytest.mark.parametrize("path", ["pages/english.html", "letters/headings.html"])
def test_ids_of_bodies_keep_clear_of_the_frame_and_of_one_another(long_site: Built, path: str) -> None:
    assert list(wrong_ids(long_site.soups[path])) == []


SITE_TAGS = ("SiteName", "SiteDomain")
COLUMN_TAGS = ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
ARTICLE_TAGS = ("ArticleTitle", "PubDate", "ContentSource")
OPTIONAL_TAGS = ("SiteIDCode", "Keywords", "Author", "Description", "Url")


def tags(page: BeautifulSoup) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for node in page.select("head meta[name][content]"):
        found.setdefault(str(node["name"]), []).append(str(node["content"]))
    return found


def test_the_states_tags(site: Built) -> None:
    """国办发〔2017〕47号 网页标签规范: present, once each, and saying something."""
    settings = site.library.settings
    items = {urls.output_path(urls.item(record.id)): record for record in site.library.records}
    for path, page in site.soups.items():
        made = tags(page)
        needed = [*SITE_TAGS, *COLUMN_TAGS, *(ARTICLE_TAGS if path in items else ())]
        needed += ["SiteIDCode"] if settings.site.site_code.enabled else []
        for name in needed:
            assert len(made.get(name, ())) == 1, f"{path}: {name} {made.get(name)}"
        for name in (*SITE_TAGS, *COLUMN_TAGS, *ARTICLE_TAGS, *OPTIONAL_TAGS):
            for value in made.get(name, ()):
                assert value.strip() and value.strip().lower() not in ("null", "none", "undefined"), f"{path}: {name}"
            assert len(made.get(name, ())) <= 1, f"{path}: {name}"
        assert made["SiteName"] == [settings.site.name]
        assert made["SiteDomain"] == [settings.site.domain] and "/" not in made["SiteDomain"][0]
        assert set(re.split("[，,]", made["ColumnType"][0])) <= set(COLUMN_TYPES), path
        assert ("SiteIDCode" in made) == settings.site.site_code.enabled
        if path not in items:
            assert not set(ARTICLE_TAGS) & set(made), path
            continue
        record, heading = items[path], page.h1
        assert heading is not None and made["ArticleTitle"] == [heading.get_text(strip=True)]
        assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", made["PubDate"][0]), path
        assert made["PubDate"] == [record.published.isoformat(" ", "minutes")]
        assert made["PubDate"][0][:10] in page.get_text()
        assert made["ContentSource"] == [record.item.source or settings.site.publisher]


def test_the_home_page_is_of_the_type_home(site: Built) -> None:
    assert tags(site.soups["index.html"])["ColumnType"] == ["首页"]


def test_column_pages_carry_the_tags_of_their_column(site: Built) -> None:
    for column, _ in site.library.settings.walk_columns():
        made = tags(site.soups[f"columns/{column.slug}/index.html"])
        assert made["ColumnName"] == [column.name] and made["ColumnType"] == [column.type]
        assert made["ColumnDescription"] == [column.description or column.name]


def test_schema_data_of_items(site: Built) -> None:
    for record in site.library.listed:
        page = site.soups[urls.output_path(urls.item(record.id))]
        (script,) = page.select('script[type="application/ld+json"]')
        made = json.loads(script.get_text())
        assert made["@context"] == "https://schema.org"
        graph = {node["@type"]: node for node in made["@graph"]}
        kind = "GovernmentService" if record.kind_name == "guide" else "Article"
        assert set(graph) == {kind, "BreadcrumbList"}
        main = graph[kind]
        assert (main["name"] if kind == "GovernmentService" else main["headline"]) == record.title
        if kind == "Article":
            assert main["datePublished"] == record.published.date().isoformat() <= main["dateModified"]
        crumbs = graph["BreadcrumbList"]["itemListElement"]
        assert [crumb["position"] for crumb in crumbs] == list(range(1, len(crumbs) + 1))
        for crumb in crumbs:
            parts = urlsplit(crumb["item"])
            assert parts.scheme == "https" and urls.output_path(parts.path) in site.files


def test_old_addresses_lead_on(good_site: Built) -> None:
    page = good_site.soups["old/first-asked.html"]
    assert page.select_one('main a[href="/rules/service/first-asked.html"]') is not None
    assert tags(page)["robots"] == ["noindex"]


def test_what_staff_type_is_text_and_never_markup(tmp_path: Path) -> None:
    """Fields of every kind with a script in them: on no page does it become an element."""
    evil = '<script>alert("x")</script ></SCRIPT>"\'<b>&amp;'
    items: dict[str, dict[str, Any]] = {
        "news/a": {
            "title": evil,
            "summary": evil,
            "keywords": [evil],
            "source": evil,
            "author": evil,
            "region": evil,
            "body": evil,
        },
        "news/b": {"title": evil, "keywords": [evil]},
        "news/c": {
            "title": evil,
            "keywords": [evil],
            "withdrawn": {"on": "2026-01-02", "reason": evil, "see": "news/a"},
        },
        "news/d": {"keywords": [evil]},
        "guides/a": {
            "title": evil,
            "conditions": [evil],
            "place": evil,
            "notes": evil,
            "faq": [{"question": evil, "answer": evil}],
            "basis": [evil],
            "materials": [{"name": evil, "form": evil, "note": evil}],
            "steps": [{"title": evil, "detail": evil}],
        },
        "letters/a": {"question": evil, "answer": evil, "replied": "2026-01-03", "category": evil},
        "notices/a": {
            "period": {"start": "2026-01-01", "end": "2026-02-01"},
            "people": [{"name": "某", "note": evil}],
            "feedback": {"phone": evil},
        },
        "plans/a": {
            "tasks": [
                {
                    "no": evil,
                    "title": evil,
                    "leader": evil,
                    "result": evil,
                    "progress": [{"on": "2026-01-01", "text": evil}],
                }
            ]
        },
        "statistics/a": {"series": [{"name": evil, "unit": evil}], "rows": [{"label": evil, "values": ["1"]}]},
        "bulletins/a": {"items": [{"title": evil, "text": evil}]},
        "consultations/a": {"how": evil, "results": [{"opinion": evil, "adopted": "采纳", "reason": evil}]},
        "projects/a": {"unit": evil, "award": evil, "contacts": [{"on": "2026-01-01", "text": evil}]},
    }
    built = build(write_site(tmp_path / "source", items), tmp_path / "output", date(2026, 1, 15))
    own = Theme(ROOT / "theme").early_script
    for path, page in built.soups.items():
        scripts = [
            node for node in page.select("script") if node.get("type") != "application/ld+json" and not node.get("src")
        ]
        assert [script.get_text() for script in scripts] == (
            [] if path.startswith("kiosk/") else [own]
        ) and not page.select("main b:not([data-state-label])"), path
        for data in page.select('script[type="application/ld+json"]'):
            assert json.loads(data.get_text())["@context"] == "https://schema.org", path
        assert not re.search(r"&amp;lt;|&amp;amp;amp;", built.pages[path]), f"{path}: escaped twice"
