"""A visitor's ten questions, answered from the home page in at most three clicks on links of the page itself."""

from urllib.parse import urldefrag

import pytest
from bs4 import BeautifulSoup, Tag

from plugins.portal.urls import output_path

from ..helpers import Built

CLICKS = 3
QUESTIONS = {
    "how do I transfer my membership": ("/guides/membership-transfer.html", "要带什么"),
    "what are the dues": ("/guides/dues.html", "百分之"),
    "whose appointment is on notice now": ("/notices/appointment/2026-11.html", "拟任人选甲"),
    "is this rule in force and what replaced it": ("/rules/service/first-asked-2015.html", "首问负责制实施办法"),
    "how fast are letters answered": ("/ledgers/letters.html", "平均用时"),
    "which tasks are late": ("/ledgers/tasks.html", "已超期的任务"),
    "how did my city do": ("/assessments/2026.html", "丰源市"),
    "where is the office and when is it open": ("/offices/", "办公时间"),
    "what was published this week": ("/bulletins/week/2026-47.html", "本周"),
    "how do I comment on the draft": ("/consultations/service-hours.html", "征集中"),
}


def links(page: BeautifulSoup) -> set[str]:
    """Where the page's own content leads; the frame around it, which is on every page, does not count."""
    main = page.find("main")
    assert isinstance(main, Tag)
    return {
        urldefrag(str(link["href"]))[0] for link in main.find_all("a", href=True) if str(link["href"]).startswith("/")
    }


def clicks_to(site: Built, wanted: str) -> int | None:
    """The least number of clicks from the home page; None if it is more than anybody makes."""
    seen, edge = {"/"}, {"/"}
    for clicks in range(1, CLICKS + 1):
        edge = {
            link for url in edge if (path := output_path(url)) in site.soups for link in links(site.soups[path])
        } - seen
        if wanted in edge:
            return clicks
        seen |= edge
    return None


@pytest.mark.parametrize("question", QUESTIONS)
def test_it_is_answered_in_three_clicks(real_site: Built, question: str) -> None:
    url, answer = QUESTIONS[question]
    assert clicks_to(real_site, url) is not None
    assert answer in real_site.soups[output_path(url)].get_text()
