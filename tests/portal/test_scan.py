"""What lies below content/, and what does not belong there."""

from pathlib import Path

import pytest

from plugins.portal.scan import Listing, scan


def tree(folder: Path, *files: str) -> Listing:
    for file in files:
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    return scan(folder)


def test_everything_has_its_place(tmp_path: Path) -> None:
    listing = tree(
        tmp_path, "rules/a/b.md", "guides/c.yaml", "guides/d.yml", "files/表 一.docx", "files/x/y.pdf", "units.yaml"
    )
    assert listing.problems == []
    assert [(found.file, found.kind.name if found.kind else "") for found in listing.items] == [
        ("guides/c.yaml", "guide"),
        ("guides/d.yml", "guide"),
        ("rules/a/b.md", "rule"),
    ]
    assert sorted(listing.attachments) == ["x/y.pdf", "表 一.docx"]
    assert listing.units is not None


def test_ids_are_paths_without_the_ending(tmp_path: Path) -> None:
    assert [found.id for found in tree(tmp_path, "rules/a/b.md").items] == ["rules/a/b"]


def test_the_order_is_that_of_paths(tmp_path: Path) -> None:
    names = [f"news/{name}.md" for name in ("b", "a", "a-1", "c/d", "a1")]
    assert [found.file for found in tree(tmp_path, *names).items] == sorted(names)


@pytest.mark.parametrize(
    "scrap",
    [
        ".a.md.swp",
        "~$a.docx",
        "a.md~",
        "a.md.bak",
        "Thumbs.db",
        "desktop.ini",
        ".DS_Store",
        "#a.md#",
        "a.tmp",
        ".git/x.md",
    ],
)
def test_what_editors_leave_behind_is_no_content(tmp_path: Path, scrap: str) -> None:
    listing = tree(tmp_path, f"news/{scrap}", f"files/{scrap}")
    assert (listing.items, listing.problems, listing.attachments) == ([], [], {})


def test_every_other_file_is_an_item_an_attachment_or_a_problem(tmp_path: Path) -> None:
    files = ["news/a.md", "news/b.txt", "newz/c.md", "d.md", "files/e", "guides/f.md", "news/G.MD", "news/h"]
    listing = tree(tmp_path, *files)
    named = {found.file for found in listing.items} | {f"files/{name}" for name in listing.attachments}
    named |= {problem.place.file for problem in listing.problems}
    assert named == set(files)
    assert len(listing.items) + len(listing.attachments) + len(listing.problems) == len(files)


def test_an_empty_folder_is_an_empty_site(tmp_path: Path) -> None:
    listing = scan(tmp_path)
    assert (listing.items, listing.problems) == ([], [])


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "content").write_text("x")
    assert [problem.code for problem in scan(tmp_path / "content").problems] == ["content.missing"]


def test_folders_may_be_deep(tmp_path: Path) -> None:
    listing = tree(tmp_path, "rules/" + "a/" * 300 + "b.md")
    assert len(listing.items) == 1


def test_stamps_tell_a_change(tmp_path: Path) -> None:
    first = tree(tmp_path, "news/a.md").items[0].stamp
    assert scan(tmp_path).items[0].stamp == first
    (tmp_path / "news" / "a.md").write_text("xy")
    assert scan(tmp_path).items[0].stamp != first
