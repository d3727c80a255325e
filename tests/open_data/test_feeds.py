"""Atom feeds: well formed whatever a title holds, newest first, absolute addresses that exist."""

import re
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.open_data import feeds
from plugins.portal import urls
from plugins.portal.kinds import BY_NAME
from plugins.portal.reading import read

from ..helpers import Built, library, record

ATOM = "{http://www.w3.org/2005/Atom}"
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00")


def parse(data: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(data)


def texts(feed: ElementTree.Element, path: str) -> list[str]:
    return [node.text or "" for node in feed.findall(path.replace("atom:", ATOM))]


@pytest.fixture
def all_feeds(good_site: Built) -> dict[str, ElementTree.Element]:
    return {path: parse(data) for path, data in good_site.files.items() if path.startswith("feeds/")}


def test_the_site_and_every_column_have_a_feed(good_site: Built, all_feeds: dict[str, ElementTree.Element]) -> None:
    columns = [column.slug for column, _ in good_site.library.settings.walk_columns()]
    assert set(all_feeds) == {f"feeds/{slug}.xml" for slug in ["all", *columns]}


def test_feeds_are_valid_atom(good_site: Built, all_feeds: dict[str, ElementTree.Element]) -> None:
    ids = []
    for path, feed in all_feeds.items():
        assert feed.tag == f"{ATOM}feed"
        for name in ("id", "title", "updated"):
            (value,) = texts(feed, f"atom:{name}")
            assert value.strip()
        assert feed.find(f"{ATOM}author/{ATOM}name") is not None
        ids += texts(feed, "atom:id")
        (own,) = [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
        assert own == f"https://zzb.example.gov.cn/{path}" == texts(feed, "atom:id")[0]
        entries = feed.findall(f"{ATOM}entry")
        entry_ids = texts(feed, "atom:entry/atom:id")
        assert len(set(entry_ids)) == len(entry_ids) == len(entries) <= 20
        for entry in entries:
            for name in ("id", "title", "updated", "published", "summary"):
                assert len(entry.findall(ATOM + name)) == 1
        for node in feed.iter():
            if node.tag in (f"{ATOM}updated", f"{ATOM}published"):
                assert TIME.fullmatch(node.text or ""), node.text
            if node.tag == f"{ATOM}link":
                address = urlsplit(node.get("href") or "")
                assert (address.scheme, address.netloc) == ("https", "zzb.example.gov.cn")
                assert urls.output_path(address.path) in good_site.files, address.path
    assert len(set(ids)) == len(ids)


def test_a_feed_is_as_new_as_its_newest_entry(all_feeds: dict[str, ElementTree.Element]) -> None:
    for feed in all_feeds.values():
        updated = texts(feed, "atom:entry/atom:updated")
        if updated:
            assert texts(feed, "atom:updated") == [max(updated)]
        published = texts(feed, "atom:entry/atom:published")
        assert published == sorted(published, reverse=True)


def made(*records: object, slug: str = "news") -> ElementTree.Element:
    plans = {plan.url: plan for plan in feeds.plans(library(*records))}  # type: ignore[arg-type]
    return parse(plans[urls.feed(slug)].make())


def test_the_feed_of_a_column_has_its_newest_items_however_many_are_pinned() -> None:
    pinned = [record(f"news/p{n:02}", published="2020-01-01", pinned="true") for n in range(30)]
    recent = [record(f"news/n{n:02}", published=f"2026-01-{n + 1:02}") for n in range(25)]
    ids = texts(made(*pinned, *recent), "atom:entry/atom:title")
    assert ids == [f"news/n{n:02}" for n in range(24, 4, -1)]


def test_items_of_one_moment_stand_as_in_lists() -> None:
    records = [record(f"news/{letter}") for letter in "cab"]
    assert texts(made(*records), "atom:entry/atom:title") == ["news/a", "news/b", "news/c"]
    assert texts(made(*records, slug="all"), "atom:entry/atom:title") == ["news/a", "news/b", "news/c"]


def test_a_change_after_publication_shows() -> None:
    feed = made(
        record("news/a", published="2026-01-01 09:00", updated="2026-01-05"),
        record("news/b", published="2026-01-02 09:00", updated="2026-01-02"),
    )
    assert texts(feed, "atom:entry/atom:updated") == ["2026-01-02T09:00:00+08:00", "2026-01-05T00:00:00+08:00"]


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Z"]), min_size=1, max_size=30))
def test_any_title_is_carried(title: str) -> None:
    if not title.strip():
        return
    feed = made(record("news/a", title=title, summary=title))
    assert texts(feed, "atom:entry/atom:title") == [title.strip()]


@pytest.mark.parametrize("title", ['"a\\bb"', '"a\\x1bb"', '"a\\ufffeb"'])
def test_control_characters_are_refused_or_left_out(title: str, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"---\ntitle: {title}\npublished: 2026-01-01\noffice: general\n---\n正文。\n", encoding="utf-8")
    reading = read(path, "news/a.md", BY_NAME["news"])
    if reading.record is not None:
        made(reading.record)
    else:
        assert reading.problems


def test_withdrawn_and_waiting_items_are_in_no_feed(good_site: Built) -> None:
    for path, data in good_site.files.items():
        if path.startswith("feeds/"):
            assert b"/notices/open-day.html" not in data and b"/news/later.html" not in data
