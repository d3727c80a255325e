"""The home page: what runs stands first, whatever its kind, and does not stand among what is new as well."""

from datetime import date, timedelta
from typing import Any

from plugins.portal.views.desk import Desk
from plugins.portal.views.home import HomeView, home_view

from ...helpers import library, record, settings

TODAY = date(2026, 11, 20)
COLUMNS = [
    {"slug": "notices", "name": "公示公告", "kinds": ["notice"], "type": "通知公告"},
    {"slug": "opinions", "name": "意见征集", "kinds": ["consultation"], "type": "征集调查"},
]


def period(first: int, last: int) -> dict[str, Any]:
    start, end = (TODAY + timedelta(days=days) for days in (first, last))
    return {"published": "2026-10-01", "period": {"start": start.isoformat(), "end": end.isoformat()}}


def home(**items: tuple[int, int]) -> HomeView:
    """The page with notices (n…) and consultations (c…) that run from one day to another, counted from today."""
    folders = {"n": "notices", "c": "consultations"}
    made = [record(f"{folders[name[0]]}/{name}", title=name, **period(*days)) for name, days in items.items()]
    return home_view(Desk(library(*made, today=TODAY, site=settings(columns=COLUMNS))))


def test_notices_and_consultations_in_their_period_stand_by_their_end_and_those_to_come_after_them() -> None:
    shown = home(n1=(-2, 9), c1=(-30, 3), n2=(1, 2), c2=(-9, -1), n3=(-9, -1))
    assert [each.entry.title for each in shown.running] == ["c1", "n1", "n2"]
    assert [each.period.left for each in shown.running if each.period] == ["还剩 3 天", "还剩 9 天", "1 天后开始"]
    assert shown.more_running == ()


def test_what_runs_is_not_told_again_among_what_is_new() -> None:
    shown = home(n1=(-2, 9), c1=(-30, 3), c2=(-9, -1), n3=(-9, -1))
    titles = {block.title: [entry.title for entry in block.entries] for block in shown.blocks}
    assert titles == {"公示公告": ["n3"], "意见征集": ["c2"]}


def test_where_more_run_than_are_shown_there_is_a_way_to_each_kind() -> None:
    shown = home(**{f"n{number}": (-1, number) for number in range(1, 6)}, c1=(-1, 20), c2=(2, 20), n9=(3, 20))
    assert len(shown.running) == 6
    assert [link.title for link in shown.more_running] == [
        "正在公示 5 件",
        "即将公示 1 件",
        "正在征集 1 件",
        "即将征集 1 件",
    ]
