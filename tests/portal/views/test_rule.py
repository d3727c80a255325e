"""The life of a rule in texts."""

from msgspec.structs import replace

from plugins.portal.library import Library
from plugins.portal.pages import pages
from plugins.portal.views.desk import Desk
from plugins.portal.views.rule import RuleView, rule_view

from ...helpers import library, record


def life() -> Library:
    return library(
        record("rules/first", title="一", effective="2010-01-01"),
        record("rules/second", title="二", effective="2015-01-01", supersedes=["rules/first"], published="2015-01-01"),
        record("rules/third", title="三", effective="2020-01-01", supersedes=["rules/second"], published="2020-01-01"),
        record("rules/change", title="改", effective="2017-01-01", amends=["rules/second"], published="2017-01-01"),
        record("rules/other", title="他", amends=["rules/third"], published="2021-01-01", effective="2021-01-01"),
        record("rules/alone", title="独"),
    )


def view(made: Library, identifier: str) -> RuleView:
    return rule_view(Desk(made), made.by_id[identifier])


def test_every_text_of_a_rule_stands_in_the_order_of_force() -> None:
    made = life()
    for identifier in ("rules/first", "rules/second", "rules/third"):
        shown = [(text.title, text.what) for text in view(made, identifier).versions]
        assert shown == [("一", "制定"), ("二", "取代旧文"), ("改", "修改"), ("三", "取代旧文"), ("他", "修改")]
        assert [text.title for text in view(made, identifier).versions if text.here] == [made.by_id[identifier].title]


def test_a_decision_that_amends_shows_the_rule_it_changes() -> None:
    shown = view(life(), "rules/change")
    assert [text.title for text in shown.versions] == ["二", "改"]
    assert [link.title for link in shown.amended] == ["二"]


def test_a_rule_that_stands_alone_has_no_line() -> None:
    assert view(life(), "rules/alone").versions == ()


def test_the_banner_names_predecessor_successor_and_amendments() -> None:
    shown = view(life(), "rules/second")
    assert [link.title for link in shown.predecessors] == ["一"]
    assert shown.successor is not None and shown.successor.title == "三"
    assert [link.title for link in shown.amendments] == ["改"]


def test_kin_are_neither_groups_nor_related() -> None:
    made = library(
        record("rules/old", title="旧", keywords=["甲"]),
        record("rules/new", title="新", supersedes=["rules/old"], keywords=["甲"]),
    )
    shown = view(made, "rules/new")
    assert shown.groups == () and shown.related == ()


def test_the_signature_is_that_of_the_day_of_issue() -> None:
    made = library(record("rules/a", issued="2026-03-09"), record("rules/b"))
    signed = view(made, "rules/a").signature
    assert signed is not None and (signed.day, signed.date) == ("2026年3月9日", "2026-03-09")
    assert view(made, "rules/b").signature is None


def test_only_texts_that_are_there_are_compared() -> None:
    """Records of the helper have no body; a withdrawn rule shows none."""
    old, new = record("rules/old"), record("rules/new", supersedes=["rules/old"])
    gone = record("rules/gone", withdrawn={"on": "2026-03-01", "reason": "误发"})
    with_text = [replace(each, body_digest="x") for each in (old, new, gone)]
    assert view(library(old, new), "rules/new").comparisons == ()
    made = library(*with_text)
    for identifier in ("rules/old", "rules/new"):
        (link,) = view(made, identifier).comparisons
        assert link.url == "/compare/rules/new/rules/old.html"
        assert link.url in {page.url for page in pages(made)}
