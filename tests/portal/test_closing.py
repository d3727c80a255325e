"""The closing step: what vanished on the way, or came twice, is found before anything is published."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.portal.closing import broken_promises

from ..helpers import Built, copy_tree

Spoil = Callable[[Path], None]


def remove(name: str) -> Spoil:
    return lambda tree: (tree / name).unlink()


def rows(name: str, change: Callable[[list[dict[str, str]]], list[dict[str, str]]]) -> Spoil:
    def spoil(tree: Path) -> None:
        path = tree / name
        path.write_text(json.dumps(change(json.loads(path.read_bytes()))), encoding="utf-8")

    return spoil


def text(name: str, content: str) -> Spoil:
    def spoil(tree: Path) -> None:
        (tree / name).write_text(content, encoding="utf-8")

    return spoil


CATALOGUE, SEARCH, KIOSK = "data/catalogue.json", "search/records.json", "kiosk/records.json"


@pytest.mark.parametrize(
    ("spoil", "name", "named"),
    [
        (remove("rules/service/first-asked.html"), "网页", "rules/service/first-asked"),
        (remove("notices/open-day.html"), "网页", "notices/open-day"),
        (rows(CATALOGUE, lambda made: [row for row in made if row["id"] != "pages/about"]), "目录", "pages/about"),
        (rows(CATALOGUE, lambda made: [*made, {"id": "news/later"}]), "目录", "news/later"),
        (rows(CATALOGUE, lambda made: [*made, made[0]]), "目录", ""),
        (rows(SEARCH, lambda made: made[1:]), "检索记录", ""),
        (rows(SEARCH, lambda made: [made[-1], *made]), "检索记录", ""),
        (rows(KIOSK, lambda made: made[:-1]), "查询屏记录", ""),
        (rows(KIOSK, lambda made: [*made, {"id": "news/training"}]), "查询屏记录", "news/training"),
        (remove(CATALOGUE), "目录", ""),
        (text(SEARCH, "[{"), "检索记录", ""),
        (text(SEARCH, '{"id": "news/training"}'), "检索记录", ""),
        (text(KIOSK, '[{"name": 1}]'), "查询屏记录", ""),
    ],
)
def test_a_spoilt_tree_is_found(good_site: Built, tmp_path: Path, spoil: Spoil, name: str, named: str) -> None:
    tree = copy_tree(good_site.folder, tmp_path / "tree")
    spoil(tree)
    (problem,) = broken_promises(good_site.library, good_site.outcome.plan, tree)
    assert (problem.code, str(problem.level)) == ("output.incomplete", "error")
    assert name in problem.what and named in problem.what
    assert problem.why and problem.cure


def test_a_whole_tree_keeps_every_promise(good_site: Built) -> None:
    assert list(broken_promises(good_site.library, good_site.outcome.plan, good_site.folder)) == []
    assert {promise.name for promise in good_site.outcome.plan.promises} == {"目录", "检索记录", "查询屏记录"}
