"""What plugins add to the finished tree."""

from pathlib import Path

import pytest

from plugins.portal.build_store import Written
from plugins.portal.finishing import MadeTree
from plugins.portal.output import TreeWriter


def a_tree(folder: Path, old: dict[str, Written]) -> tuple[MadeTree, dict[str, Written]]:
    for name in ("site", "next"):
        (folder / name).mkdir(exist_ok=True)
    files: dict[str, Written] = {}
    return MadeTree(folder / "next", TreeWriter(folder / "site", folder / "next"), files, old, folder), files


def test_a_file_is_made_once_and_then_taken_over(tmp_path: Path) -> None:
    tree, files = a_tree(tmp_path, {})
    tree.put("search/a.bin", "one", lambda: b"first")
    assert tree.read("search/a.bin") == b"first"
    assert not tree.unchanged("search/a.bin")
    (tmp_path / "site").rmdir()
    (tmp_path / "next").rename(tmp_path / "site")

    def never() -> bytes:
        raise AssertionError("was to be taken over")

    again, _ = a_tree(tmp_path, dict(files))
    again.put("search/a.bin", "one", never)
    assert again.read("search/a.bin") == b"first"
    assert again.unchanged("search/a.bin")


def test_another_fingerprint_makes_it_anew(tmp_path: Path) -> None:
    tree, files = a_tree(tmp_path, {})
    tree.put("a", "one", lambda: b"first")
    (tmp_path / "site").rmdir()
    (tmp_path / "next").rename(tmp_path / "site")
    again, _ = a_tree(tmp_path, dict(files))
    again.put("a", "two", lambda: b"second")
    assert (tmp_path / "site" / "a").read_bytes() == b"first"
    assert again.read("a") == b"second"
    assert again.fingerprint("a") == "two"


def test_a_path_is_not_written_twice(tmp_path: Path) -> None:
    tree, _ = a_tree(tmp_path, {})
    tree.put("a", "one", lambda: b"first")
    with pytest.raises(FileExistsError):
        tree.put("a", "two", lambda: b"second")
    assert tree.read("a") == b"first"


def test_the_workshop_is_private_to_a_plugin(tmp_path: Path) -> None:
    tree, _ = a_tree(tmp_path, {})
    folder = tree.workshop("search")
    assert folder.is_dir() and folder != tree.workshop("kiosk")
