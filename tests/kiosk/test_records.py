"""The kiosk's records: guides, notices that run, the newest bulletins; names only while they may be seen."""

from datetime import date
from pathlib import Path

import pytest

from plugins.kiosk.records import due, kiosk_records
from plugins.portal.records import Record

from ..helpers import Built, build, library, record, write_site

NOTICE = record(
    "notices/a",
    published="2026-02-20",
    period={"start": "2026-03-02", "end": "2026-03-06"},
    people=[{"name": "某某"}, {"name": "某某某"}],
    retention="3",
)


def ids(*records: Record, today: date = date(2026, 3, 3)) -> list[str]:
    return [each.id for each in due(library(*records, today=today))]


@pytest.mark.parametrize(
    ("day", "there", "people"),
    [
        ("2026-03-01", True, ()),
        ("2026-03-02", True, ("某某", "某某某")),
        ("2026-03-06", True, ("某某", "某某某")),
        ("2026-03-07", False, ()),
        ("2026-03-10", False, ()),
    ],
)
def test_a_notice_is_shown_until_its_period_ends_and_its_people_from_its_start(
    day: str, there: bool, people: tuple[str, ...]
) -> None:
    made = kiosk_records(library(NOTICE, today=date.fromisoformat(day)))
    assert [each.id for each in made] == (["notices/a"] if there else [])
    if there:
        assert made[0].people == people
        assert (made[0].visible_from, made[0].visible_until) == ("2026-03-02", "2026-03-09")


def test_guides_and_bulletins_and_nothing_else() -> None:
    records = [
        record("guides/a", materials=[{"name": "身份证"}], place="一楼"),
        record("rules/a"),
        record("news/a"),
        record("notices/none"),
        *(record(f"bulletins/b{n:02}", published=f"2026-01-{n:02}") for n in range(1, 26)),
        record("guides/gone", withdrawn={"on": "2026-02-01", "reason": "有误"}),
    ]
    assert ids(*records) == ["guides/a", *(f"bulletins/b{n:02}" for n in range(25, 5, -1))]
    (guide,) = [each for each in kiosk_records(library(*records)) if each.kind == "guide"]
    assert (guide.place, guide.bring, guide.people) == ("一楼", ("身份证",), ())


def test_the_built_records_are_those_that_are_due(good_site: Built) -> None:
    rows = good_site.json("kiosk/records.json")
    assert [row["id"] for row in rows] == [each.id for each in due(good_site.library)]
    assert all(row["url"].removeprefix("/") in good_site.files for row in rows)


def test_the_screen_leads_nowhere_outside_and_takes_no_typing(good_site: Built) -> None:
    screen = good_site.soups["kiosk/index.html"]
    for link in screen.select("a[href]"):
        assert str(link["href"]).startswith("/"), link
    assert not screen.select('[target="_blank"], input[type="file"], a[href^="tel:"], a[href^="mailto:"], iframe')


def test_switched_off_there_is_no_kiosk(tmp_path: Path) -> None:
    source = write_site(tmp_path / "source", {"news/a": {}}, kiosk={"enabled": "false"})
    built = build(source, tmp_path / "output", date(2026, 3, 3))
    assert not [path for path in built.files if path.startswith("kiosk/")]
