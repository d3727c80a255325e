"""The building as a drawing, and the ways through it."""

import re
from itertools import pairwise

import pytest

from plugins.kiosk.building import CORRIDOR, DEPTH, WIDTH, Building
from plugins.kiosk.guide_cards import named_first
from plugins.portal.settings.entrance import Kiosk

from ..helpers import Built

KIOSK = Kiosk.model_validate(
    {
        "here": {"floor": "1", "at": "大厅"},
        "floors": [
            {
                "floor": "1",
                "north": ["101", "电梯"],
                "south": [{"name": "大厅", "english": "Lobby", "type": "hall", "width": "3"}, "102"],
            },
            {"floor": "2", "north": ["201", "电梯", "202"], "south": ["203"]},
            {"floor": "3", "north": ["301"], "south": ["卫生间"]},
        ],
    }
)
BUILDING = Building(KIOSK)


def points(path: str) -> list[tuple[int, int]]:
    """The corners of a path of M, V and H."""
    found: list[tuple[int, int]] = []
    for command, first, second in re.findall(r"([MVH])(-?\d+)(?: (-?\d+))?", path):
        if command == "M":
            found.append((int(first), int(second)))
        else:
            x, y = found[-1]
            found.append((x, int(first)) if command == "V" else (int(first), y))
    return found


@pytest.mark.parametrize("floor", KIOSK.floors, ids=lambda floor: str(floor.floor))
def test_rooms_fill_both_sides_of_the_corridor(floor: object) -> None:
    plan = BUILDING.plan(floor, "hans")  # type: ignore[arg-type]
    for top in (0, DEPTH + CORRIDOR):
        side = [room for room in plan.rooms if room.y == top]
        assert side[0].x == 0 and side[-1].x + side[-1].width == WIDTH
        assert all(one.x + one.width == other.x for one, other in pairwise(side))


def test_a_wide_room_is_drawn_wide() -> None:
    hall, room = (each for each in BUILDING.plan(KIOSK.floors[0], "hans").rooms if each.y > 0)
    assert (hall.width, room.width) == (750, 250)
    assert [line.text for line in hall.lines] == ["大厅"]


def test_labels_are_in_the_language_of_the_screen() -> None:
    labels = {
        language: [line.text for room in BUILDING.plan(KIOSK.floors[0], language).rooms for line in room.lines]
        for language in ("hans", "hant", "en")
    }
    assert labels["hans"] == ["101", "电梯", "大厅", "102"]
    assert labels["hant"] == ["101", "電梯", "大廳", "102"]
    assert labels["en"][2] == "Lobby"


def test_the_way_on_the_same_floor_goes_through_the_corridor_to_the_door() -> None:
    (leg,) = BUILDING.way("101", "hans")
    assert leg.words == "就在本层，沿红线走到 101 室。"
    corners = points(leg.path)
    assert leg.start is not None and corners[0] == (leg.start.x, leg.start.y)
    assert {y for _, y in corners[1:3]} == {DEPTH + CORRIDOR // 2}
    assert leg.target is not None and corners[-1][0] == leg.target.x + leg.target.width // 2
    assert DEPTH < corners[-1][1] < DEPTH + CORRIDOR // 2


def test_the_way_upstairs_has_two_legs_with_the_lift_between() -> None:
    up, there = BUILDING.way("202", "en")
    assert "lift" in up.words and "floor 2" in up.words and up.start is not None
    assert there.start is None and there.words.endswith("Room 202.")
    assert (up.symbol, there.symbol) == ("floor-1-en", "floor-2-en")
    assert points(there.path)[0][0] == 500  # the lift of that floor


def test_a_floor_without_a_lift_shows_the_room_and_no_way() -> None:
    (leg,) = BUILDING.way("301", "hans")
    assert leg.path == "" and leg.target is not None


def test_no_way_to_what_is_not_drawn() -> None:
    assert BUILDING.way("999", "hans") == ()
    assert Building(Kiosk()).way("101", "hans") == ()


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ("川江市人民路1号一楼102室（窗口）", "102"),
        ("一楼大厅报到，旁听在201室", "大厅"),
        ("所在党支部", ""),
        ("电话 028-00001012", ""),
    ],
)
def test_the_place_named_first_is_where_to_go(place: str, found: str) -> None:
    assert named_first(place, BUILDING.names()) == found


def test_every_office_of_the_demonstration_can_be_walked_to(real_site: Built) -> None:
    settings = real_site.library.settings
    building = Building(settings.kiosk)
    rooms = {post.room for office in settings.offices for post in office.posts} | {
        each.room for each in settings.offices
    }
    lost = [room for room in sorted(filter(None, rooms)) if not building.way(room, "hans")]
    assert lost == []
