"""The static export: whole, named by its content, and enough to answer from."""

import base64
import json
from pathlib import Path

import msgspec
import pytest

from search import folding, heads
from search.blocks import block_of, decode_texts, entries
from search.export import FIRST_CLASS
from search.store import Store
from search.whoosh_index import LENGTHS
from search.words import SiteWords
from tests.search.samples import doc, exported, refresh, some

WORDS = SiteWords(
    kinds={"rule": "规章制度", "guide": "办事指南", "news": "工作动态", "letter": "部长信箱"},
    offices={"general": "办公室"},
    synonyms=(("党费收缴", "交黨費"),),
    suggestions=(("党费收缴", "/guides/dues.html"),),
)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return refresh(tmp_path_factory.mktemp("index"), some(90))


@pytest.fixture(scope="module")
def files(kept: Store) -> dict[str, bytes]:
    return exported(kept, WORDS)


def digests(packed: str) -> list[str]:
    data = base64.b64decode(packed)
    return [data[at : at + 3].hex() for at in range(0, len(data), 3)]


def test_the_manifest_names_all_other_files_and_comes_last(files: dict[str, bytes]) -> None:
    manifest = json.loads(files["manifest.json"])
    named = {f"t/{at:x}-{each}.bin" for at, each in enumerate(digests(manifest["blocks"]))}
    named |= {f"h/{at:x}-{each}.json" for at, each in enumerate(digests(manifest["chunks"]))}
    named |= {f"s/{at:x}-{each}.json" for at, each in enumerate(digests(manifest["shards"]))}
    named |= {f"fold-{manifest['fold']}.txt", "manifest.json"}
    rows = [row for path, data in files.items() if path.startswith("h/") for row in json.loads(data)]
    named |= {f"x/{row[5]}.json" for row in rows}
    assert set(files) == named
    assert list(files)[-1] == "manifest.json"


def test_names_change_with_what_they_name(kept: Store, tmp_path: Path, files: dict[str, bytes]) -> None:
    docs = some(90)
    docs[3] = msgspec.structs.replace(docs[3], title="改过的标题", summary="新的摘要")
    other = exported(refresh(tmp_path, docs), WORDS)
    assert [path for path in files.keys() & other.keys() if files[path] != other[path]] == ["manifest.json"]


def test_heads_and_texts_are_those_of_the_documents(kept: Store, files: dict[str, bytes]) -> None:
    chunks = {
        int(path[2:].split("-")[0], 16): json.loads(data) for path, data in files.items() if path.startswith("h/")
    }
    rows = [row for number in sorted(chunks) for row in chunks[number]]
    assert len(rows) == len(kept.entries) and max(map(len, chunks.values())) == heads.CHUNK
    for place, row in zip(kept.entries, rows, strict=True):
        document = kept.document(place)
        assert row[:5] == [document.id, document.title, document.published[:10], document.doc_number, document.summary]
        text = json.loads(files[f"x/{row[5]}.json"])
        assert text[2:] == [[each.anchor, each.heading, each.text] for each in document.sections]


def test_a_text_has_what_neither_head_nor_sections_say(tmp_path: Path) -> None:
    summary = "开头" + "很长" * 60 + "末尾"
    given = {"doc_number": "川组发〔2026〕7号", "keywords": ("避暑", "安排"), "attachments": ("登記表", "登記表")}
    made = exported(refresh(tmp_path, [doc("a", "暑期安排", "正文。", summary=summary, **given)]))
    (text,) = (json.loads(data) for path, data in made.items() if path.startswith("x/"))
    assert text == ["記记", [summary, "避暑", "登記表"], ["", "", "正文。"]]


def test_facets_of_the_manifest_are_those_of_the_documents(kept: Store, files: dict[str, bytes]) -> None:
    manifest = json.loads(files["manifest.json"])
    assert manifest["documents"] == len(kept.entries) and manifest["index"] == kept.name
    classes = [manifest["classes"][ord(each) - FIRST_CLASS] for each in manifest["classOf"]]
    assert classes == [[each.kind, each.column, each.office, each.status, each.holds] for each in kept.entries]
    runs = manifest["years"]
    years = [value for value, times in zip(runs[::2], runs[1::2], strict=True) for _ in range(times)]
    assert years == [int(each.published[:4]) for each in kept.entries]
    assert list(manifest["labels"]["kind"]) == ["rule", "guide", "news"]  # those that occur, in the site's order
    assert manifest["synonyms"] == [["党费收缴", "交党费"]]
    lengths = [LENGTHS[code] for code in base64.b64decode(manifest["lengths"])]
    assert all(
        abs(length - each.words) <= 0.12 * each.words for length, each in zip(lengths, kept.entries, strict=True)
    )


def test_a_term_is_found_in_its_block(kept: Store, files: dict[str, bytes]) -> None:
    count = len(kept.blocks)
    assert count > 1
    opened = kept.whoosh()
    for term in ("党费", "组织", "2026", "首问"):
        (path,) = [each for each in files if each.startswith(f"t/{block_of(term, count):x}-")]
        postings = decode_texts(dict(entries(files[path]))[term.encode()])
        assert [(each >> 9, each & 255) for each in postings] == [(at, times) for _, at, times in opened.texts(term)]
    opened.close()


def test_the_table_of_characters_goes_along(files: dict[str, bytes]) -> None:
    (path,) = [each for each in files if each.startswith("fold-")]
    assert files[path] == folding.TABLE.read_bytes()


def test_traditional_characters_come_with_what_they_stand_for(tmp_path: Path) -> None:
    made = exported(refresh(tmp_path, [doc("a", "黨費", "繳納黨費")]))
    (row,) = next(json.loads(data) for path, data in made.items() if path.startswith("h/"))
    (text,) = (json.loads(data) for path, data in made.items() if path.startswith("x/"))
    assert {row[6][at : at + 2] for at in range(0, len(row[6]), 2)} == {"黨党", "費费"}
    assert {text[0][at : at + 2] for at in range(0, len(text[0]), 2)} == {"黨党", "費费", "繳缴", "納纳"}


def test_an_export_of_nothing(tmp_path: Path) -> None:
    made = exported(refresh(tmp_path, []))
    manifest = json.loads(made["manifest.json"])
    assert (manifest["documents"], manifest["lengths"], manifest["chunks"]) == (0, "", "")
