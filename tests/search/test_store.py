"""The index as it is kept: the same from nothing or from the one before, whole or made anew, and rid of what is removed."""

import os
import random
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search import store
from search.answer import Index
from search.blocks import decode_sounds, decode_texts, entries
from search.document import SearchDoc, Section
from search.store import Store, open_store
from search.words import SiteWords
from tests.search import samples
from tests.search.samples import doc, exported, files, refresh, some

ROOT = Path(__file__).resolve().parents[2]
QUERIES = [
    "党费",
    "组织关系转接",
    "党",
    "zzgx",
    "dangfei",
    "公务员 -遴选",
    "“首问负责”",
    "2026",
    "党费怎么收缴",
    "督察督办",
]


def answers(kept: Store) -> list[object]:
    """What an index says to some queries, to the last figure."""
    opened = Index(kept, SiteWords())
    try:
        return [msgspec.to_builtins(opened.search(query, limit=20)) for query in QUERIES]
    finally:
        opened.close()


def test_the_same_documents_in_any_order_give_the_same_bytes(tmp_path: Path) -> None:
    docs = some(60)
    first = refresh(tmp_path / "a", docs)
    second = refresh(tmp_path / "b", random.Random(3).sample(docs, len(docs)))
    assert first.name == second.name
    assert files(first.folder) == files(second.folder)
    assert exported(first) == exported(second)


@pytest.mark.parametrize("seed", ["0", "1", "4294967295"])
def test_the_same_bytes_whatever_the_hash_seed(seed: str, tmp_path: Path) -> None:
    """Also of an index made from the one before."""
    program = (
        "import sys, hashlib; from pathlib import Path; from tests.search import samples\n"
        "folder = Path(sys.argv[1]); docs = samples.some(60)\n"
        "first = samples.refresh(folder, docs)\n"
        "second = samples.refresh(folder, [samples.doc(docs[5].id, '改过的标题', '新的正文', published=docs[5].published), *docs[:5], *docs[6:]], first.name)\n"
        "for kept in (first, second):\n"
        "    made = {**samples.files(kept.folder), **samples.exported(kept)}\n"
        "    print(kept.name, hashlib.sha256(repr(sorted(made.items())).encode()).hexdigest())\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / seed)],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    docs = some(60)
    first = refresh(tmp_path / "here", docs)
    changed = doc(docs[5].id, "改过的标题", "新的正文", published=docs[5].published)
    second = refresh(tmp_path / "here", [changed, *docs[:5], *docs[6:]], first.name)
    import hashlib

    expected = "".join(
        f"{kept.name} {hashlib.sha256(repr(sorted({**files(kept.folder), **exported(kept)}.items())).encode()).hexdigest()}\n"
        for kept in (first, second)
    )
    assert run.stdout == expected


changes = st.lists(
    st.tuples(
        st.sampled_from(["add", "change", "title", "remove", "backdate", "again"]),
        st.integers(0, 40),
        st.lists(st.sampled_from(samples.WORDS), min_size=1, max_size=6),
    ),
    min_size=1,
    max_size=6,
)


def altered(docs: dict[str, SearchDoc], change: tuple[str, int, list[str]], serial: int) -> None:
    """One change of a set of documents, in place."""
    what, number, words = change
    names = sorted(docs)
    name = names[number % len(names)] if names else ""
    if what == "add" or not names:
        docs[f"news/new-{serial}"] = doc(
            f"news/new-{serial}", "".join(words), "。".join(words), published="2027-01-01 00:00"
        )
    elif what == "change":
        docs[name] = msgspec.structs.replace(docs[name], sections=(Section("a", words[0], "，".join(words * 3)),))
    elif what == "title":
        docs[name] = msgspec.structs.replace(docs[name], title="".join(words), keywords=(words[0],))
    elif what == "remove":
        del docs[name]
    elif what == "backdate":
        docs[name] = msgspec.structs.replace(docs[name], published=f"20{10 + number % 10}-01-01 00:00")


@settings(max_examples=60)
@given(start=st.integers(0, 12), steps=changes, few=st.sampled_from([0, 3, 64]))
def test_whatever_changes_the_index_is_as_from_nothing(
    start: int, steps: list[tuple[str, int, list[str]]], few: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Added, changed, removed, backdated, undone: the export, byte for byte, and every answer."""
    folder = tmp_path_factory.mktemp("steps")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "_FEW", few)
        patch.setattr(store, "_SHARE", 4)
        docs = {each.id: each for each in some(start, length=4)}
        kept = refresh(folder / "kept", docs.values())
        for serial, change in enumerate(steps):
            altered(docs, change, serial)
            kept = refresh(folder / "kept", docs.values(), kept.name)
            fresh = refresh(folder / f"fresh-{serial}", docs.values())
            assert exported(kept) == exported(fresh)
            assert answers(kept) == answers(fresh)


def test_a_change_stays_beside_and_loads_that_document_only(tmp_path: Path) -> None:
    docs = some(200)
    first = refresh(tmp_path, docs)
    asked: list[str] = []
    again = refresh(tmp_path, docs, first.name, asked.append)
    assert (again.name, asked) == (first.name, [])
    docs[7] = msgspec.structs.replace(docs[7], title="全新标题")
    changed = refresh(tmp_path, docs, first.name, asked.append)
    assert asked == [docs[7].id]
    assert [each.id for each in changed.entries if each.segment] == [docs[7].id]
    base = [name for name in files(changed.folder / "whoosh") if "base" in name]
    assert base
    assert all(os.path.samefile(changed.folder / "whoosh" / name, first.folder / "whoosh" / name) for name in base)


def test_one_changed_document_rewrites_few_files_of_the_export(tmp_path: Path) -> None:
    chance = random.Random(5)
    words = ["".join(chr(chance.randint(0x4E00, 0x9000)) for _ in range(3)) for _ in range(3_000)]
    docs = some(400, words=words, length=60)
    before = exported(refresh(tmp_path, docs))
    docs[50] = msgspec.structs.replace(docs[50], sections=(Section("", "", "只有这一句话改过了。"),))
    after = exported(refresh(tmp_path, docs, next(tmp_path.iterdir()).name))
    added = after.keys() - before.keys()
    assert len(before) > 500
    # Of postings those of the document's terms, one chunk of heads, its text; the manifest keeps its name.
    assert len([path for path in added if path.startswith("h/")]) <= 1
    assert len([path for path in added if path.startswith("x/")]) == 1
    assert len(added) < len(before) / 2


def test_what_is_kept_for_two_indexes_and_no_more(tmp_path: Path) -> None:
    docs = some(30)
    names = []
    last = ""
    for number in range(4):
        docs[number] = msgspec.structs.replace(docs[number], title=f"第{number}次改")
        last = refresh(tmp_path, docs, last).name
        names.append(last)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names[-2:])


def test_leftovers_of_a_build_that_was_killed_are_cleared(tmp_path: Path) -> None:
    for name in ("making-1", f"making-{os.getpid()}", "0123456789abcdef0123"):
        (tmp_path / name / "whoosh").mkdir(parents=True)
        (tmp_path / name / "whoosh" / "left").write_text("党费")
    (tmp_path / "stamps").write_bytes(b"")
    kept = refresh(tmp_path, some(5))
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([kept.name, "stamps"])


# Nothing of what is removed


def traces(kept: Store, words: list[str]) -> list[str]:
    """Where a word, or one of its terms, is still to be found: raw, or as a term of a block or of Whoosh."""
    shown = [word.encode() for word in words]
    found = [
        path for path, data in {**files(kept.folder), **exported(kept)}.items() if any(word in data for word in shown)
    ]
    for number in range(len(kept.blocks)):
        found += [f"block {number}" for term, _ in entries(kept.block(number)) if term.decode() in words]
    opened = kept.whoosh()
    for field in ("text", "title", "sound"):
        found += [f"{field} {term!r}" for term in opened.terms(field) if _term(term) in words]
    opened.close()
    return found


def _term(term: str | bytes) -> str:
    return term.decode() if isinstance(term, bytes) else term


SECRET = doc("news/secret", "龘靐齉绝密", "爨癵籱的正文 13900000000", published="2026-05-05 00:00", keywords=("驫羴",))
SECRET_WORDS = ["龘靐", "靐齉", "爨癵", "癵籱", "13900000000", "驫羴", "龘", "secret"]


@pytest.mark.parametrize("where", ["oldest", "in between", "newest"])
def test_a_removed_document_leaves_no_trace(where: str, tmp_path: Path) -> None:
    published = {"oldest": "2001-01-01 00:00", "in between": "2026-05-05 00:00", "newest": "2030-01-01 00:00"}[where]
    docs = some(40)
    before = refresh(tmp_path, [*docs, msgspec.structs.replace(SECRET, published=published)])
    assert traces(before, SECRET_WORDS)
    after = refresh(tmp_path, docs, before.name)
    assert traces(after, SECRET_WORDS) == []
    refresh(tmp_path, docs, after.name)
    assert not before.folder.exists()


def test_a_removed_document_that_was_new_leaves_no_trace(tmp_path: Path) -> None:
    """It stood beside the base segment, as a change does."""
    docs = some(40)
    first = refresh(tmp_path, docs)
    second = refresh(tmp_path, [*docs, msgspec.structs.replace(SECRET, published="2030-01-01 00:00")], first.name)
    assert [each.segment for each in second.entries if each.id == SECRET.id] == [1]
    assert traces(refresh(tmp_path, docs, second.name), SECRET_WORDS) == []


def test_a_withdrawn_document_leaves_no_trace_but_its_title(tmp_path: Path) -> None:
    docs = some(100)
    before = refresh(tmp_path, [*docs, SECRET])
    gone = msgspec.structs.replace(
        SECRET, title="已撤下的文件", sections=(), keywords=(), status="withdrawn", holds=False
    )
    after = refresh(tmp_path, [*docs, gone], before.name)
    assert traces(after, [word for word in SECRET_WORDS if word != "secret"]) == []
    assert [each.id for each in after.entries].count(SECRET.id) == 1


def test_words_edited_away_are_neither_found_nor_exported(tmp_path: Path) -> None:
    """Whoosh's base segment may keep them, with nothing to find, until it is written again; nothing else does."""
    docs = some(100)
    before = refresh(tmp_path, [*docs, SECRET])
    edited = msgspec.structs.replace(SECRET, title="改过", sections=(Section("", "", "改过"),), keywords=())
    after = refresh(tmp_path, [*docs, edited], before.name)
    words = [word for word in SECRET_WORDS if word != "secret"]
    assert {place.split(" ")[0] for place in traces(after, words)} <= {"text", "title", "sound", *_base_files(after)}
    opened = after.whoosh()
    assert [
        found for word in words for found in (opened.texts(word), opened.titled(word), opened.sounding(word)) if found
    ] == []
    opened.close()


def _base_files(kept: Store) -> list[str]:
    return [f"whoosh/{path.name}" for path in (kept.folder / "whoosh").glob("*base*")]


def test_postings_of_the_blocks_are_those_of_whoosh(tmp_path: Path) -> None:
    """After a change too: what browsers get and what Whoosh answers are the same postings."""
    docs = some(80)
    first = refresh(tmp_path, docs)
    docs[3] = msgspec.structs.replace(docs[3], title="改过的标题", sections=(Section("", "", "党费党费"),))
    kept = refresh(tmp_path, docs, first.name)
    place = {(each.segment, each.number): at for at, each in enumerate(kept.entries)}
    opened = kept.whoosh()
    texts: dict[str, list[int]] = {}
    sounds: dict[str, list[int]] = {}
    for number in range(len(kept.blocks)):
        for term, data in entries(kept.block(number)):
            if term[:1] in (b"'", b"^"):
                sounds[term.decode()] = decode_sounds(data)
            else:
                texts[term.decode()] = decode_texts(data)
    assert len(texts) > 40 and len(sounds) > 40
    for word, postings in texts.items():
        assert [posting >> 9 for posting in postings if posting & 256] == sorted(
            place[at] for at in opened.titled(word)
        )
        assert [(posting >> 9, posting & 255) for posting in postings] == sorted(
            (place[segment, number], times) for segment, number, times in opened.texts(word)
        )
    for word, numbers in sounds.items():
        assert numbers == sorted(place[at] for at in opened.sounding(word))
    opened.close()


# Damage


def spoil(path: Path, how: str) -> None:
    data = path.read_bytes()
    if how == "truncated":
        path.write_bytes(data[: len(data) // 2])
    elif how == "empty":
        path.write_bytes(b"")
    elif how == "garbage":
        path.write_bytes(random.Random(9).randbytes(len(data)))
    elif how == "gone":
        path.unlink()


@pytest.mark.parametrize("how", ["truncated", "empty", "garbage", "gone"])
@pytest.mark.parametrize(
    "pattern", ["state", "blocks.bin", "documents.bin", "whoosh/*.toc", "whoosh/*.trm", "whoosh/*.pst"]
)
def test_a_damaged_index_is_made_anew(pattern: str, how: str, tmp_path: Path) -> None:
    docs = some(30)
    kept = refresh(tmp_path, docs)
    whole = files(kept.folder)
    (path,) = kept.folder.glob(pattern)
    spoil(path, how)
    again = refresh(tmp_path, docs, kept.name)
    assert files(again.folder) == whole
    changed = [msgspec.structs.replace(docs[0], title="改过"), *docs[1:]]
    spoil(path, how)
    after = refresh(tmp_path, changed, kept.name)
    assert exported(after) == exported(refresh(tmp_path / "fresh", changed))


def test_an_index_of_another_version_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    docs = some(10)
    old = refresh(tmp_path, docs)
    monkeypatch.setattr(store, "_VERSION", "0.0.0")
    assert open_store(old.folder) is None
    asked: list[str] = []
    new = refresh(tmp_path, docs, old.name, asked.append)
    assert new.name != old.name and len(asked) == len(docs)


def test_a_folder_that_is_no_index_is_none(tmp_path: Path) -> None:
    assert open_store(tmp_path / "nothing") is None
    assert open_store(tmp_path) is None


@pytest.mark.parametrize("count", [0, 1, 2])
def test_very_few_documents(count: int, tmp_path: Path) -> None:
    docs = some(count)
    kept = refresh(tmp_path, docs)
    assert len(kept.entries) == count
    assert len(answers(kept)) == len(QUERIES)
    more = refresh(tmp_path, [*docs, doc("news/more", "党费收缴", published="2027-01-01 00:00")], kept.name)
    opened = Index(more, SiteWords())
    assert opened.search("党费").results[0].id == "news/more"
    opened.close()


@pytest.mark.parametrize("text", ["", " ", "🎉", "a" * 300, "字" * 3_000, "\x00", "'zz ^zz", "第" + "9" * 400 + "条"])
def test_odd_texts(text: str, tmp_path: Path) -> None:
    """Terms that are very long, or look like those of sounds, break nothing."""
    docs = [doc("news/odd", text or " ", text, keywords=(text,)), *some(5)]
    first = refresh(tmp_path, docs)
    docs[0] = doc("news/odd", "改过", text)
    assert exported(refresh(tmp_path, docs, first.name)) == exported(refresh(tmp_path / "fresh", docs))


def test_sizes_are_bounded(tmp_path: Path) -> None:
    """By what is indexed: no part grows faster than the texts."""
    small, large = (
        sum(map(len, exported(refresh(tmp_path / str(count), some(count))).values())) for count in (100, 400)
    )
    assert large < small * 4.4
    blocks = refresh(tmp_path / "400", some(400)).blocks
    assert max(each.size for each in blocks) < 40_000
