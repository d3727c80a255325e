"""Sites that are built again, damaged, or not there: the service goes on."""

from pathlib import Path
from typing import Any

import pytest

from search.answer import Index
from tests.search.samples import doc
from tests.search.serving import DOCS, Client, publish


def test_a_site_that_was_built_again_is_opened_anew(tmp_path: Path) -> None:
    publish(tmp_path, DOCS)
    client = Client(tmp_path)
    before = client.get("/health").json
    assert client.api(q="新增的一件").json["total"] == 0
    for number in range(3):  # twice more: the index that was open is gone by then
        publish(tmp_path, [*DOCS, *(doc(f"news/n{each}", "鼎鼐新增") for each in range(number + 1))])
    after = client.get("/health").json
    assert (before["documents"], after["documents"]) == (len(DOCS), len(DOCS) + 3)
    assert client.api(q="鼎鼐").json["total"] == 3
    client.standing.close()


def test_files_that_vanish_under_a_query_are_opened_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tmp_path, DOCS)
    client = Client(tmp_path)
    plain = Index.search
    once: list[int] = []

    def vanishing(index: Index, *given: Any, **named: Any) -> Any:
        if not once:
            once.append(1)
            publish(tmp_path, [*DOCS, doc("news/one", "鼎鼐")])
            publish(tmp_path, [*DOCS, doc("news/one", "鼎鼐"), doc("news/two", "鼎鼐")])
        return plain(index, *given, **named)

    assert client.api(q="党费").status == 200
    monkeypatch.setattr(Index, "search", vanishing)
    reply = client.api(q="党费")
    assert reply.status == 200 and reply.json["results"]
    assert client.api(q="鼎鼐").json["total"] == 2
    client.standing.close()


def test_without_an_index_it_says_so_and_answers_once_there_is_one(tmp_path: Path) -> None:
    client = Client(tmp_path)
    for path in ("/search/", "/api/search", "/health", "/api/suggest"):
        reply = client.get(path, "q=a")
        assert reply.status == 503 and "还没有建好" in reply.body.decode() and reply.headers["Retry-After"]
    publish(tmp_path, DOCS)
    assert client.api(q="党费").status == client.get("/health").status == 200
    # A site that is being exchanged is gone for a moment.
    manifest = tmp_path / "output/search/data/manifest.json"
    manifest.rename(tmp_path / "away")
    assert client.api(q="党费").status == 200
    manifest.write_text("{")
    assert client.api(q="党费").status == 200
    client.standing.close()
