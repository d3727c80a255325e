"""繁體 of the way-finding screens: as OpenCC has it, by a table that is kept."""

import opencc
import pytest

from plugins.kiosk.traditional import TABLE, traditional
from plugins.kiosk.words import all_words, say

from ..helpers import Built
from . import renew_traditional


def test_the_table_is_what_opencc_makes() -> None:
    assert TABLE.read_text(encoding="utf-8") == renew_traditional.made()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("您在这里", "您在這裡"),
        ("干部一处，干净", "幹部一處，乾淨"),
        ("答复联系人", "答覆聯繫人"),
        ("后勤 101 Room", "後勤 101 Room"),
        ("", ""),
    ],
)
def test_words_go_before_characters(text: str, wanted: str) -> None:
    assert traditional(text) == wanted


def test_names_of_offices_are_as_opencc_has_them(real_site: Built) -> None:
    convert = opencc.OpenCC("s2tw").convert
    names = [office.name for office in real_site.library.settings.offices]
    names += [spot.name for floor in real_site.library.settings.kiosk.floors for spot in (*floor.north, *floor.south)]
    assert [traditional(name) for name in names] == [convert(name) for name in names]


def test_every_language_has_every_word_and_the_same_gaps() -> None:
    words = all_words()
    assert len({frozenset(words[language]) for language in words}) == 1
    for key, text in words["hans"].items():
        for language in words:
            assert words[language][key].count("{") == text.count("{"), (language, key)
    assert say("room", "en", n="101") == "Room 101"
