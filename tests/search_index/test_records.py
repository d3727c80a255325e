"""Search records: one for every published item, with what a searcher may know and no more."""

from datetime import date
from typing import Any

import msgspec

from plugins.search_index.records import as_json, search_records

from ..helpers import Built, library, record


def made(*records: Any, today: date = date(2026, 12, 31)) -> dict[str, dict[str, Any]]:
    rows = msgspec.json.decode(as_json(search_records(library(*records, today=today))))
    return {row["id"]: row for row in rows}


def test_every_published_item_has_one_record(good_site: Built) -> None:
    rows = good_site.json("search/records.json")
    assert [row["id"] for row in rows] == [each.id for each in good_site.library.records]
    for row in rows:
        assert row["url"].removeprefix("/") in good_site.files


def test_what_no_longer_counts_says_so() -> None:
    rows = made(
        record("rules/old"),
        record("rules/new", published="2026-02-01", supersedes=["rules/old"]),
        record("notices/over", period={"start": "2026-03-02", "end": "2026-03-06"}),
        record("notices/open", period={"start": "2026-03-02", "end": "2026-12-31"}),
        record("news/gone", withdrawn={"on": "2026-02-01", "reason": "有误"}),
        record("news/a"),
    )
    states = {identifier: (row["status"], row["holds"]) for identifier, row in rows.items()}
    assert states == {
        "rules/old": ("superseded", False),
        "rules/new": ("in-force", True),
        "notices/over": ("ended", False),
        "notices/open": ("open", True),
        "news/gone": ("withdrawn", False),
        "news/a": ("published", True),
    }


def test_a_record_carries_numbers_words_and_titles_of_public_files() -> None:
    item = record(
        "rules/meetings/a",
        title="会议办法",
        published="2026-03-01 08:30",
        doc_number="测组发〔2026〕2号",
        keywords=["会议", "办法"],
        summary="摘要",
        attachments=[{"file": "a.doc", "title": "表"}, {"file": "b.doc", "title": "名册", "personal": "true"}],
    )
    row = made(item)["rules/meetings/a"]
    assert row["index_number"] == library(item).index_numbers[item.id]
    expected = {
        "title": "会议办法",
        "url": "/rules/meetings/a.html",
        "kind": "rule",
        "column": "meetings",
        "office": "general",
        "published": "2026-03-01 08:30",
        "doc_number": "测组发〔2026〕2号",
        "keywords": ["会议", "办法"],
        "summary": "摘要",
        "attachments": ["表"],
    }
    assert {name: row[name] for name in expected} == expected


def test_of_a_withdrawn_item_title_and_address_remain() -> None:
    gone = {"on": "2026-02-01", "reason": "有误"}
    files = [{"file": "a.doc", "title": "表"}]
    row = made(record("news/a", title="题", summary="摘要", attachments=files, withdrawn=gone))["news/a"]
    assert (row["title"], row["summary"], row["attachments"]) == ("题", "", [])


def test_of_people_on_notice_nothing_is_searchable_even_while_public() -> None:
    notice = record(
        "notices/a",
        period={"start": "2026-03-02", "end": "2026-03-06"},
        people=[{"name": "某某某", "unit": "某单位", "proposed": "某职务"}],
    )
    text = as_json(search_records(library(notice, today=date(2026, 3, 3)))).decode()
    assert not any(word in text for word in ("某某某", "某单位", "某职务"))
