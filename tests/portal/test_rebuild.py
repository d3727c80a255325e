"""A build on top of an older one takes over what has not changed, and gives the very bytes of a build from nothing."""

import os
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from plugins.portal.build import Job, gather_for, publish

from ..helpers import GOOD, GOOD_DAY, Built, build, copy_tree, register

Edit = Callable[[Path], None]


def write(name: str, text: str) -> Edit:
    def edit(site: Path) -> None:
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    return edit


def replace(name: str, old: str, new: str) -> Edit:
    def edit(site: Path) -> None:
        path = site / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return edit


def delete(*names: str) -> Edit:
    def edit(site: Path) -> None:
        for name in names:
            (site / name).unlink()

    return edit


NEW = "---\ntitle: 新的一件\npublished: 2026-06-09\noffice: general\nkeywords: [党员]\n---\n正文。\n"
EDITS: dict[str, Edit] = {
    "nothing": lambda site: None,
    "the name of the site": replace("site.yaml", "name: 中共测试市委组织部\n", "name: 测试组织部网站\n"),
    "the name of an office": replace("site.yaml", "name: 干部处", "name: 干部一处"),
    "the name of a column": replace("site.yaml", "name: 组工动态", "name: 工作动态"),
    "the kinds of a column": replace("site.yaml", "kinds: [guide]", "kinds: [guide, bulletin]"),
    "the retention of people": replace("site.yaml", "retention_days: 7", "retention_days: 70"),
    "the code of the organ": replace("site.yaml", '"000014349"', "01527918X"),
    "the kiosk": replace("site.yaml", "kiosk: {enabled: true", "kiosk: {enabled: false"),
    "a title": replace("content/news/training.md", "举办党员培训班", "举办培训班"),
    "a body": replace("content/news/training.md", "培训三天", "培训五天"),
    "a body that uses a file": replace("content/news/training.md", "培训三天", "见[样表](/files/lists/stops.csv)"),
    "a keyword": replace("content/news/training.md", "[党员, 培训]", "[培训]"),
    "a new item": write("content/news/new.md", NEW),
    "an item with a date long past": write("content/news/old.md", NEW.replace("2026-06-09", "2015-06-09")),
    "a new repeal": replace("content/rules/service/first-asked.md", "effective:", "repealed: 2026-06-01\neffective:"),
    "an answer": replace(
        "content/letters/hours.yaml", "来信内容", "答复内容: 不办公。\n答复日期: 2026-06-10\n来信内容"
    ),
    "an end before its time": replace(
        "content/bulletins/week/2026-22.md", "series:", "withdrawn: {on: 2026-06-01, reason: 误}\nseries:"
    ),
    "an item gone": delete("content/statistics/visits.yaml"),
    "a file of another content": write("content/files/forms/opinion.txt", "意见反映表（新）\n"),
    "a file of the same size": write("content/files/forms/opinion.txt", "意见反应表\n"),
    "the table of units": replace("content/units.yaml", "乙县委组织部", "丙县委组织部"),
}


@pytest.mark.parametrize("name", EDITS)
def test_after_an_edit(name: str, tmp_path: Path) -> None:
    source = copy_tree(GOOD, tmp_path / "source")
    output = tmp_path / "output"
    first = build(source, output, GOOD_DAY).files
    EDITS[name](source)
    again = build(source, output, GOOD_DAY).files
    fresh = build(source, tmp_path / "fresh", GOOD_DAY).files
    assert sorted(again) == sorted(fresh)
    assert [path for path in fresh if again[path] != fresh[path]] == []
    assert (fresh == first) == (name == "nothing")


def test_on_the_days_after(tmp_path: Path) -> None:
    """Day by day over the end of a notice's period, its retention, and the day of a scheduled item."""
    days = [GOOD_DAY + timedelta(days=offset) for offset in (0, 2, 3, 9, 10)] + [date(2026, 12, 1), date(2027, 1, 1)]
    for number, day in enumerate(days):
        again = build(GOOD, tmp_path / "output", day).files
        fresh = build(GOOD, tmp_path / f"fresh-{number}", day).files
        assert sorted(again) == sorted(fresh)
        assert [path for path in fresh if again[path] != fresh[path]] == [], day


def test_back_in_time(tmp_path: Path) -> None:
    build(GOOD, tmp_path / "output", date(2026, 12, 1))
    again = build(GOOD, tmp_path / "output", date(2026, 3, 1)).files
    assert again == build(GOOD, tmp_path / "fresh", date(2026, 3, 1)).files


def test_nothing_changed_is_nothing_rendered(tmp_path: Path) -> None:
    first = build(GOOD, tmp_path / "output", GOOD_DAY)
    assert first.files
    again = build(GOOD, tmp_path / "output", GOOD_DAY)
    assert (first.outcome.reused, again.outcome.rendered) == (0, 0)
    assert again.outcome.reused == again.outcome.pages


def test_a_spoilt_output_is_made_whole(tmp_path: Path) -> None:
    first = build(GOOD, tmp_path / "output", GOOD_DAY).files
    (tmp_path / "output" / "index.html").write_text("改坏了")
    os.remove(tmp_path / "output" / "data" / "catalogue.csv")
    (tmp_path / "output" / "stray.html").write_text("多出来的")
    assert build(GOOD, tmp_path / "output", GOOD_DAY).files == first


def test_several_processes_give_the_same_bytes(tmp_path: Path, good_site: Built) -> None:
    register()
    job = Job(GOOD / "content", GOOD / "site.yaml", tmp_path / "output", GOOD_DAY, jobs=3)
    publish(job, gather_for(job))
    assert Built(job.output, good_site.outcome).files == good_site.files


def test_a_changed_template_changes_its_pages(tmp_path: Path) -> None:
    theme = copy_tree(GOOD.parents[2] / "theme", tmp_path / "theme")
    register()

    def made() -> dict[str, bytes]:
        job = Job(GOOD / "content", GOOD / "site.yaml", tmp_path / "output", GOOD_DAY, theme=theme)
        return Built(job.output, publish(job, gather_for(job))).files

    first = made()
    page = theme / "components" / "entry" / "entry.html"
    page.write_text(page.read_text().replace('<ul class="entries short">', '<ul class="entries short"><!-- 新 -->'))
    os.utime(page, (time.time() + 5, time.time() + 5))
    second = made()
    changed = {path for path in first if first[path] != second[path]}
    assert "index.html" in changed and "offices/general/index.html" in changed
    assert "news/training.html" not in changed
    assert b"<!-- \xe6\x96\xb0 -->" in second["index.html"]
