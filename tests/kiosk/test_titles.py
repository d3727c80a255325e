"""What the touch keyboard knows."""

import pytest

from plugins.kiosk.titles import syllables

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


def test_every_screen_that_is_named_is_there(real_site: Built) -> None:
    titles = real_site.json("kiosk/titles.json")
    screens = {str(node["data-screen"]) for node in real_site.soups["kiosk/index.html"].select("template[data-screen]")}
    assert {row[0] for row in titles["items"]} <= screens
    kinds = {row[2] for row in titles["items"]}
    assert kinds == {"办事指南", "处室", "公示公告", "通报", "城市服务"}


def test_words_are_offered_once_and_fit_a_key(real_site: Built) -> None:
    words = [word for word, _ in real_site.json("kiosk/titles.json")["terms"]]
    assert "组织关系" in words and len(words) == len(set(words))
    assert max(map(len, words)) <= 12
    assert "查档案" in words  # as people say it


def test_nobody_on_notice_is_in_the_index(real_site: Built) -> None:
    text = real_site.files["kiosk/titles.json"].decode()
    names = [
        person.name for record in real_site.library.of_kind["notice"] for person in getattr(record.item, "people", ())
    ]
    assert names and [name for name in names if name in text] == []
