"""The catalogue: a row for every record, the same in JSON and CSV, and harmless in a spreadsheet."""

import csv
import io
import json
import re

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from plugins.open_data import catalogue
from plugins.open_data.catalogue import Row, as_csv, as_json, rows
from plugins.portal import urls

from ..helpers import Built, library, record


def read_csv(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_every_record_has_its_row_and_nothing_else_has(good_site: Built) -> None:
    made = good_site.json("data/catalogue.json")
    assert [row["id"] for row in made] == [each.id for each in good_site.library.records]
    assert "news/later" not in {row["id"] for row in made}
    for row in made:
        assert row["url"] == f"https://zzb.example.gov.cn/{row['id']}.html"
        assert f"{row['id']}.html" in good_site.files
        assert re.fullmatch(r"000014349/\d{4}-\d{5}", row["index_number"])
    assert len({row["index_number"] for row in made}) == len(made)


def test_a_row_says_what_the_record_says(good_site: Built) -> None:
    made = {row["id"]: row for row in good_site.json("data/catalogue.json")}
    rule = made["rules/service/first-asked"]
    expected = {
        "title": "首问负责办法",
        "kind": "rule",
        "kind_label": "规章制度",
        "column": "rules",
        "column_name": "规章制度",
        "office": "general",
        "issuer": "中共测试市委组织部",
        "doc_number": "测组发〔2026〕2号",
        "issued": "2026-02-09",
        "published": "2026-02-10",
        "effective": "2026-03-01",
        "repealed": "",
        "status": "in-force",
        "validity": "现行有效",
        "keywords": "首问负责 党员 组织关系",
        "language": "zh-CN",
    }
    assert {name: rule[name] for name in expected} == expected
    assert made["rules/service/first-asked-2015"]["status"] == "superseded"
    assert made["news/training"]["published"] == "2026-05-28 08:00"
    assert made["news/training"]["issuer"] == "中共测试市委组织部"
    assert made["notices/appointment/2026-2"]["status"] == "open"


def test_csv_has_a_mark_for_spreadsheets_and_the_rows_of_the_json(good_site: Built) -> None:
    data = good_site.files["data/catalogue.csv"]
    assert data.startswith(b"\xef\xbb\xbf") and not data.startswith(b"\xef\xbb\xbf" * 2)
    assert read_csv(data) == good_site.json("data/catalogue.json")
    assert data.count(b"\r\n") >= len(good_site.library.records) + 1


def test_an_empty_catalogue_is_a_list() -> None:
    assert json.loads(as_json([])) == []
    assert read_csv(as_csv([])) == []


(_ROW,) = rows(library(record("news/a")))


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20), st.sampled_from(["", *"=+-@\t"]))
def test_no_cell_is_a_formula_and_no_text_is_lost(text: str, first: str) -> None:
    title = first + text
    (row,) = read_csv(as_csv([replace(_ROW, title=title)]))
    assert row["title"][:1] not in ("=", "+", "-", "@", "\t") or re.fullmatch(r"[+-]?\d+(\.\d+)?", row["title"])
    assert row["title"].removeprefix("'") == title.removeprefix("'")
    assert json.loads(as_json([replace(_ROW, title=title)]))[0]["title"] == title


def test_every_column_of_the_table_is_in_both_files(good_site: Built) -> None:
    head = good_site.files["data/catalogue.csv"].decode("utf-8-sig").splitlines()[0].split(",")
    assert head == list(Row.__struct_fields__) == list(good_site.json("data/catalogue.json")[0])


def test_the_files_stand_where_the_contract_says() -> None:
    assert (catalogue.JSON_URL, catalogue.CSV_URL) == ("/data/catalogue.json", "/data/catalogue.csv")
    assert urls.output_path(catalogue.JSON_URL) == "data/catalogue.json"
