"""The kiosk's part of site.yaml."""

from datetime import date

import pytest
from pydantic import ValidationError

from plugins.portal.settings.entrance import Kiosk, inconsistencies


def test_a_plain_word_is_a_room_or_the_name_of_a_facility() -> None:
    kiosk = Kiosk.model_validate(
        {"floors": [{"floor": "1", "north": ["101", "电梯", {"name": "大厅", "type": "大厅"}]}]}
    )
    assert [(spot.name, spot.type) for spot in kiosk.floors[0].north] == [
        ("101", "room"),
        ("电梯", "lift"),
        ("大厅", "hall"),
    ]


def test_a_fact_cannot_be_out_of_date_before_it_was_checked() -> None:
    fact = {"group": "交通", "name": "公交", "value": "2路", "source": "公交公司", "checked_on": "2026-02-01"}
    assert Kiosk.model_validate({"city": [{**fact, "valid_until": "2026-02-01"}]}).city[0].valid_until == date(
        2026, 2, 1
    )
    with pytest.raises(ValidationError, match="valid_until"):
        Kiosk.model_validate({"city": [{**fact, "valid_until": "2026-01-31"}]})


@pytest.mark.parametrize("panel", [{"diagonal_inches": "4"}, {"bottom_mm": "-1"}, {"bottom_mm": "2500"}])
def test_a_panel_must_be_one_that_people_can_use(panel: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Kiosk.model_validate({"panel": panel})


def test_facilities_may_stand_twice_and_rooms_may_not() -> None:
    floors = [{"floor": "1", "north": ["卫生间", "101", "卫生间"]}, {"floor": "2", "north": ["101"]}]
    found = list(inconsistencies(Kiosk.model_validate({"floors": floors})))
    assert [(code, path) for code, path, _ in found] == [("kiosk.room_twice", ("floors", 1, "north", 0))]
