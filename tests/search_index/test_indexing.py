"""From built sites to their search: all that is published and nothing else, again only where something changed."""

import json
import os
import shutil
import stat
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from plugins.commands.search import open_index
from plugins.portal.output import OutputFolder
from plugins.search_index import indexing
from plugins.search_index.directory import directory
from plugins.search_index.sections import main_part
from search import store
from search.store import Store, open_store

from ..helpers import REAL_DAY, ROOT, Built, build, copy_tree, write_site

DAY = date(2026, 3, 3)


def indexes(output: Path) -> Path:
    return OutputFolder(output).workshop / indexing.WORKSHOP


def kept(output: Path) -> Store:
    """The index of a built site."""
    made = open_store(indexes(output) / indexing.published_index(output))
    assert made is not None
    return made


def everything(output: Path) -> dict[str, bytes]:
    """Every file of the index and of what browsers search, with its terms spelled out."""
    made: dict[str, bytes] = {}
    for folder in (kept(output).folder, output / "search"):
        made |= {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    opened = kept(output).whoosh()
    for field in ("text", "title", "sound"):
        words = [word.encode() if isinstance(word, str) else word for word in opened.terms(field)]
        made[field] = b"\n".join(words)
    opened.close()
    return made


def holding(output: Path, word: str) -> list[str]:
    forms = (word.encode(), json.dumps(word)[1:-1].encode())
    return [path for path, data in everything(output).items() if any(form in data for form in forms)]


def found(output: Path, query: str) -> list[str]:
    index = open_index(output)
    try:
        return [identifier for identifier, _, _ in index.ranked(query, 1_000)]
    finally:
        index.close()


def searchable(output: Path) -> dict[str, int]:
    """The files that browsers search, with what tells that one was made anew."""
    root = output / "search" / "data"
    return {path.relative_to(root).as_posix(): path.stat().st_ino for path in root.rglob("*") if path.is_file()}


def test_every_published_item_is_in_the_index_and_nothing_else(real_site: Built) -> None:
    entries = kept(real_site.folder).entries
    records = real_site.library.records
    places = {each.id for each in directory(real_site.library)}
    assert len(places) > 100 and len(records) > 300
    assert sorted(each.id for each in entries) == sorted([*places, *(record.id for record in records)])
    for each in entries:
        if each.id not in places:
            document = kept(real_site.folder).document(each)
            assert document.url.removeprefix("/") in real_site.files
            assert document.title == real_site.library.by_id[each.id].item.title


def test_each_item_is_found_by_its_title(real_site: Built) -> None:
    index = open_index(real_site.folder)
    missed = [
        record.id
        for record in real_site.library.records
        if record.id not in {found for found, _, _ in index.ranked(record.item.title, 3)}
    ]
    index.close()
    same = {record.item.title for record in real_site.library.records}
    assert len(missed) <= len(real_site.library.records) - len(same)


def test_nobody_else_may_look_into_the_index(real_site: Built) -> None:
    assert stat.S_IMODE(os.stat(OutputFolder(real_site.folder).workshop).st_mode) == 0o700


def test_no_name_of_people_on_notice_is_anywhere(real_site: Built) -> None:
    names = {person.name for record in real_site.library.of_kind["notice"] for person in record.item.people}  # type: ignore[attr-defined]
    assert len(names) > 20
    assert [name for name in names if holding(real_site.folder, name)] == []


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path]]:
    folder = tmp_path_factory.mktemp("days")
    person = {"name": "鼎鼐黼", "gender": "女", "proposed": "黻黼某职"}
    items: dict[str, dict[str, Any]] = {
        "notices/people": {
            "title": "任前公示",
            "published": "2026-02-20",
            "type": "appointment",
            "period": {"start": "2026-03-02", "end": "2026-03-06"},
            "people": [person],
            "body": "现将有关情况公示如下。",
            "attachments": [{"file": "lists/roster.csv", "title": "名册黻黼", "personal": "true"}],
        },
        "news/later": {"title": "爨龘之后", "published": "2026-03-05", "body": "麤麤。", "keywords": ["爨龘"]},
        "news/gone": {
            "title": "收回的消息",
            "summary": "癵癵摘要",
            "keywords": ["驫驫"],
            "withdrawn": {"on": "2026-03-04", "reason": "有误"},
            "body": "靐靐正文。",
        },
    }
    source = write_site(folder / "source", items, {"lists/roster.csv": "鼎鼐黼"})
    yield source, folder / "output"


@pytest.mark.parametrize("after", range(-2, 6))
def test_on_each_day_only_what_is_public_is_searchable(days: tuple[Path, Path], after: int) -> None:
    """One output, built again day by day: people never, scheduled items from their day on, withdrawn ones no more."""
    source, output = days
    today = DAY + timedelta(after)
    build(source, output, today)
    for word in ("鼎鼐", "鼐黼", "黻黼", "roster"):
        assert holding(output, word) == []
    assert found(output, "任前公示")[:1] == ["notices/people"]
    for word in ("爨龘", "麤麤"):
        assert bool(holding(output, word)) == bool(found(output, word)) == (today >= date(2026, 3, 5))
    for word in ("癵癵", "驫驫", "靐靐"):
        assert bool(holding(output, word)) == bool(found(output, word)) == (today < date(2026, 3, 4))
    assert found(output, "收回的消息")[:1] == ["news/gone"]


def test_after_a_removal_no_index_has_it(tmp_path: Path) -> None:
    """Nor the index of the site before, once the next build is through."""
    source = write_site(tmp_path / "source", {"news/a": {"body": "靐靐。"}, "news/b": {}})
    output = tmp_path / "output"
    build(source, output, DAY)
    before = kept(output).folder
    assert found(output, "靐靐") == ["news/a"]
    (source / "content/news/a.md").unlink()
    build(source, output, DAY)
    assert holding(output, "靐靐") == found(output, "靐靐") == []
    build(source, output, DAY)
    assert not before.exists()
    assert [path.name for path in indexes(output).iterdir() if path.is_dir()] == [kept(output).name]


class Work:
    """Counts what indexing does."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.made: list[str] = []
        self.loaded: list[str] = []
        self.read: list[int] = []
        make, load, part = store._Making.make, indexing._load, main_part

        def making(self_: Any) -> None:
            self.made.append("index")
            make(self_)

        def loading(library: Any, made: Any, identifier: str) -> Any:
            self.loaded.append(identifier)
            return load(library, made, identifier)

        def reading(page: bytes) -> bytes:
            self.read.append(len(page))
            return part(page)

        patch.setattr(store._Making, "make", making)
        patch.setattr(indexing, "_load", loading)
        patch.setattr(indexing, "main_part", reading)


@pytest.fixture
def own_copy(tmp_path: Path) -> tuple[Path, Path]:
    """The demonstration's content, to be spoiled, built once."""
    source = tmp_path / "source"
    copy_tree(ROOT / "content", source / "content")
    (source / "site.yaml").write_bytes((ROOT / "site.yaml").read_bytes())
    build(source, tmp_path / "output", REAL_DAY)
    return source, tmp_path / "output"


def test_what_has_not_changed_is_not_indexed_again(
    own_copy: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    source, output = own_copy
    before, name = searchable(output), kept(output).name
    work = Work(monkeypatch)
    build(source, output, REAL_DAY)
    assert (work.made, work.loaded, work.read) == ([], [], [])
    assert (searchable(output), kept(output).name) == (before, name)

    body = source / "content/news/department/secrecy-lesson.md"
    body = body if body.exists() else sorted((source / "content/news").rglob("*.md"))[3]
    body.write_text(body.read_text(encoding="utf-8") + "\n补充一句：爨龘。\n", encoding="utf-8")
    build(source, output, REAL_DAY)
    identifier = body.relative_to(source / "content").with_suffix("").as_posix()
    after = searchable(output)
    assert (work.made, work.loaded) == (["index"], [identifier])
    assert len(work.read) <= 2  # for its stamp, and for its text
    anew = {path for path in after if after[path] != before.get(path)}
    assert len([path for path in anew if path.startswith("x/")]) == 1
    assert len([path for path in anew if path.startswith("h/")]) <= 1
    assert len([path for path in anew if path.startswith("s/")]) == 0
    assert len(anew) < len(after) / 2
    assert found(output, "爨龘") == [identifier]


@pytest.fixture
def small(tmp_path: Path) -> tuple[Path, Path]:
    """A small site, built once."""
    items = {f"news/item-{number}": {"title": f"第{number}件", "body": "党费收缴。" * number} for number in range(1, 9)}
    source = write_site(tmp_path / "source", items)
    build(source, tmp_path / "output", DAY)
    return source, tmp_path / "output"


def test_step_by_step_or_at_once_the_export_is_the_same(small: tuple[Path, Path], tmp_path: Path) -> None:
    source, output = small
    news = source / "content/news"
    for change in ("edited", "removed", "added"):
        if change == "edited":
            (news / "item-1.md").write_text(
                (news / "item-1.md").read_text(encoding="utf-8") + "\n又一句。\n", encoding="utf-8"
            )
        elif change == "removed":
            (news / "item-2.md").unlink()
        else:
            (news / "later.md").write_bytes((news / "item-3.md").read_bytes())
        build(source, output, DAY)
        build(source, tmp_path / change, DAY)
        trees = [Built(folder, None).files for folder in (output, tmp_path / change)]  # type: ignore[arg-type]
        ours, theirs = ({path: data for path, data in tree.items() if path.startswith("search/")} for tree in trees)
        assert ours == theirs


@pytest.mark.parametrize("file", ["state", "blocks.bin", "documents.bin", "whoosh/MAIN_base.pst", "../stamps"])
def test_a_damaged_index_is_built_again(file: str, small: tuple[Path, Path]) -> None:
    source, output = small
    folder = kept(output).folder
    whole = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    (folder / file).write_bytes(b"\x93garbage" * 40)
    build(source, output, DAY)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == whole
    assert len(found(output, "党费")) == 8


def test_an_index_that_was_thrown_away_comes_back(small: tuple[Path, Path]) -> None:
    source, output = small
    name = kept(output).name
    shutil.rmtree(indexes(output))
    build(source, output, DAY)
    assert kept(output).name == name
