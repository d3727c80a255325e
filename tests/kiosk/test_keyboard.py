"""What letters on the touch keyboard may stand for."""

import pytest

from plugins.kiosk.keyboard import LONGEST, syllables

from ..helpers import Built


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("组织关系", "zu zhi guan xi"),
        ("重点人才", "zhong dian ren cai"),
        ("12380举报", "12380 ju bao"),
        ("“七有”（清单）", "qi you qing dan"),
        ("", ""),
    ],
)
def test_syllables(text: str, wanted: str) -> None:
    assert syllables(text) == wanted


def test_each_word_is_there_once_with_every_guide_and_what_people_call_things(real_site: Built) -> None:
    words = [word for word, _ in real_site.json("kiosk/words.json")]
    assert "组织关系" in words and "查档案" in words and len(words) == len(set(words))
    assert {record.title for record in real_site.library.of_kind["guide"]} <= set(words)


def test_the_script_offers_words_of_the_length_that_the_engine_is_given(real_site: Built) -> None:
    (script,) = (data.decode() for path, data in real_site.files.items() if path.endswith("/find.js"))
    assert f"const LONGEST = {LONGEST};" in script


def test_nobody_on_notice_is_among_the_words(real_site: Built) -> None:
    text = real_site.files["kiosk/words.json"].decode()
    names = [
        person.name for record in real_site.library.of_kind["notice"] for person in getattr(record.item, "people", ())
    ]
    assert names and [name for name in names if name in text] == []
