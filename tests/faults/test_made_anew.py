"""What is made anew and what is taken over: by body, template, style sheet, day and code."""

import os
import shutil
from pathlib import Path

from plugins.portal.build_store import engine_fingerprint
from tests.faults.helpers import (
    ROOT,
    Forge,
    digest,
    files,
    make_site,
    news,
    notice,
    put,
    snapshot,
    written,
)


def test_nothing_changed_nothing_made(forge: Forge, tmp_path: Path) -> None:
    """Not even when every file was touched; every page is the very file that it was."""
    source, output = make_site(tmp_path, 40), tmp_path / "site"
    made, kept = forge.build(source, output).summary
    assert kept == 0
    before = snapshot(output)
    assert forge.build(source, output).summary == (0, made)
    assert written(before, snapshot(output)) == set()
    for path in (source / "content").rglob("*"):
        os.utime(path)
    os.utime(source / "site.yaml")
    assert forge.build(source, output).summary == (0, made)
    copied = {"files/forms/form.txt"}  # told by its time, not by its content
    assert written(before, snapshot(output)) <= copied


def test_a_changed_body_makes_one_page_anew(forge: Forge, tmp_path: Path) -> None:
    source, output = make_site(tmp_path, 40), tmp_path / "site"
    forge.build(source, output)
    before = snapshot(output)
    path = source / "content" / "news" / "item-1.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n补充一段。\n", encoding="utf-8")
    assert forge.build(source, output).summary[0] == 1
    pages = {file for file in written(before, snapshot(output)) if file.endswith(".html")}
    assert pages == {"news/item-1.html"}


def test_a_changed_template_makes_its_own_pages_anew(forge: Forge, tmp_path: Path) -> None:
    """Exactly those that use it, directly or by way of another."""
    source, output, theme = make_site(tmp_path, 40), tmp_path / "site", tmp_path / "theme"
    shutil.copytree(ROOT / "theme", theme)
    total = sum(forge.build(source, output, theme=theme).summary)

    def changed(template: str) -> set[str]:
        before = snapshot(output)
        path = theme / "templates" / template
        path.write_text(path.read_text(encoding="utf-8") + "{# changed #}\n", encoding="utf-8")
        rendered, _ = forge.build(source, output, theme=theme).summary
        pages = {file for file in written(before, snapshot(output)) if file.endswith(".html")}
        assert len(pages) == rendered
        return pages

    rules = {f"rules/rule-{number}.html" for number in range(8, 40, 10)}
    assert changed("rule.html") == rules
    assert changed("notice.html") == {f"notices/notice-{number}.html" for number in range(9, 40, 10)}
    of_items = changed("item.html")  # notice.html and rule.html extend it
    assert {"news/item-1.html", "pages/about.html", "notices/notice-9.html", *rules} <= of_items
    assert not any(page.startswith(("columns/", "offices/", "archive/")) for page in of_items)
    assert changed("home.html") == {"index.html"}
    assert len(changed("frame.html")) == total
    assert changed("plan.html") == set()


def test_a_changed_style_sheet_reaches_every_page(forge: Forge, tmp_path: Path) -> None:
    source, output, theme = make_site(tmp_path, 12), tmp_path / "site", tmp_path / "theme"
    shutil.copytree(ROOT / "theme", theme)
    total = sum(forge.build(source, output, theme=theme).summary)
    with open(theme / "tokens.css", "a") as sheet:
        sheet.write(".changed { color: red; }\n")
    assert forge.build(source, output, theme=theme).summary == (total, 0)


def test_another_day_changes_what_has_another_state(forge: Forge, tmp_path: Path) -> None:
    source, output = make_site(tmp_path, 30), tmp_path / "site"
    for path in (source / "content" / "notices").iterdir():  # open ones tell how many days are left, every day anew
        path.write_text(notice(path.stem, "2026-03-02", "2026-03-06"), encoding="utf-8")
    put(source / "content", "notices/ending.md", notice("将要到期的公告", "2026-11-16", "2026-11-20"))
    put(source / "content", "news/later.md", news("后来的新闻", published="2026-11-23"))
    forge.build(source, output, today="2026-11-20")
    old, before = files(output), snapshot(output)
    assert forge.build(source, output, today="2026-11-21").summary[0] > 0  # the notice has ended
    pages = {file for file in written(before, snapshot(output)) if file.endswith(".html")}
    changed = {file for file, data in files(output).items() if old.get(file) != data and file.endswith(".html")}
    assert changed <= pages
    assert "notices/ending.html" in changed
    assert not any(page.startswith(("news/", "rules/", "pages/")) for page in pages)
    assert "notices/notice-9.html" not in pages
    before = snapshot(output)
    forge.build(source, output, today="2026-11-22")  # nothing happens overnight; the kiosk tells the day
    pages = {file for file in written(before, snapshot(output)) if file.endswith(".html")}
    assert {page for page in pages if not page.startswith("ledgers/")} <= {"kiosk/index.html"}  # ledgers tell their day
    assert not (output / "news" / "later.html").exists()
    forge.build(source, output, today="2026-11-23")
    assert (output / "news" / "later.html").exists()
    forge.build(source, tmp_path / "cold", today="2026-11-23")
    assert digest(output) == digest(tmp_path / "cold")


def test_changed_code_makes_everything_anew(forge: Forge, tmp_path: Path) -> None:
    source, output = make_site(tmp_path, 12), tmp_path / "site"
    made, _ = forge.build(source, output).summary
    before = snapshot(output)
    assert forge.build(source, output, patch=("other_code", "00ff")).summary == (made, 0)
    after = snapshot(output)
    assert written(before, after) >= {path for path in files(output) if path.endswith(".html")}
    assert forge.build(source, output, patch=("other_code", "00ff")).summary == (0, made)


def test_the_fingerprint_of_the_code_sees_every_module(tmp_path: Path) -> None:
    fingerprint = engine_fingerprint.__wrapped__  # which is remembered while a process lasts
    for name in (
        "plugins/portal/urls.py",
        "plugins/portal/words/problems.yaml",
        "search/document.py",
        "requirements.txt",
    ):
        put(tmp_path, name, "one\n")
    seen = {fingerprint(tmp_path)}
    for name in (
        "plugins/portal/urls.py",
        "plugins/portal/words/problems.yaml",
        "search/document.py",
        "requirements.txt",
    ):
        put(tmp_path, name, "other\n")
        seen.add(fingerprint(tmp_path))
    put(tmp_path, "plugins/portal/new.py", "")
    seen.add(fingerprint(tmp_path))
    (tmp_path / "plugins/portal/new.py").rename(tmp_path / "plugins/portal/newer.py")
    seen.add(fingerprint(tmp_path))
    assert len(seen) == 7
    put(tmp_path, "plugins/portal/__pycache__/urls.cpython-311.pyc", "compiled")
    assert fingerprint(tmp_path) in seen
