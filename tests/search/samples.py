"""Small documents and indexes of them, for the tests of the search."""

import hashlib
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from search import export, store
from search.answer import Index
from search.document import SearchDoc, Section
from search.store import Store, Wanted
from search.words import SiteWords

WORDS = [
    *[
        "党费收缴",
        "组织关系",
        "干部考察",
        "公务员录用",
        "人才认定",
        "任前公示",
        "信访接待",
        "档案查阅",
        "首问负责",
        "限时办理",
        "老干部",
        "督查督办",
    ],
    *["遴选", "表彰", "支部", "窗口", "材料", "期限", "依据", "流程", "PDF", "2026", "12380"],
]


def doc(identifier: str, title: str = "", text: str = "", **given: Any) -> SearchDoc:
    """A document with what is given; the rest is plain."""
    made: dict[str, Any] = {
        "id": identifier,
        "url": f"/{identifier}.html",
        "title": title or identifier,
        "kind": "news",
        "column": "news",
        "office": "general",
        "published": "2026-01-01 00:00",
        "status": "published",
        "holds": True,
        "doc_number": "",
        "index_number": "",
        "keywords": (),
        "summary": "",
        "attachments": (),
        "sections": (Section("", "", text),) if text else (),
    }
    return SearchDoc(**{**made, **given})


def some(count: int, seed: int = 1, words: Sequence[str] = WORDS, length: int = 30) -> list[SearchDoc]:
    """Documents of common words; the same arguments, the same documents."""
    chance = random.Random(seed)
    made = []
    for number in range(count):
        sections = tuple(
            Section(
                f"s{at}" if at else "", chance.choice(words) if at else "", "、".join(chance.choices(words, k=length))
            )
            for at in range(chance.randint(1, 3))
        )
        made.append(
            doc(
                f"news/item-{number}",
                "".join(chance.choices(words, k=3)),
                kind=chance.choice(["news", "guide", "rule"]),
                office=chance.choice(["general", "cadre"]),
                published=f"2026-{chance.randint(1, 12):02}-{chance.randint(1, 28):02} 09:00",
                holds=chance.random() > 0.2,
                keywords=tuple(chance.sample(words, 2)),
                sections=sections,
            )
        )
    return made


def stamp(document: SearchDoc) -> bytes:
    return hashlib.blake2b(msgspec.msgpack.encode(document), digest_size=12).digest()


def wanted(docs: Iterable[SearchDoc]) -> list[Wanted]:
    return [Wanted(each.id, each.published, stamp(each)) for each in docs]


def refresh(
    folder: Path, docs: Iterable[SearchDoc], last: str = "", loaded: Callable[[str], None] = lambda identifier: None
) -> Store:
    """The index of documents. `loaded` is told of each document that is asked for."""
    by_id: Mapping[str, SearchDoc] = {each.id: each for each in docs}

    def load(identifier: str) -> SearchDoc:
        loaded(identifier)
        return by_id[identifier]

    return store.refresh(folder, wanted(by_id.values()), load, last)


def index(folder: Path, docs: Iterable[SearchDoc], words: SiteWords | None = None) -> Index:
    """An open index of documents."""
    return Index(refresh(folder, docs), words or SiteWords())


def exported(kept: Store, words: SiteWords | None = None) -> dict[str, bytes]:
    """Path → bytes of the export."""
    return {file.path: file.make() for file in export.export(kept, words or SiteWords())}


def files(folder: Path) -> dict[str, bytes]:
    """Path → bytes of every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
