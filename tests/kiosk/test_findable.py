"""The kiosk's screens as documents: each screen that a visitor may look for, and nobody who is on notice."""

from datetime import date

from plugins.kiosk.findable import KINDS, documents, words
from plugins.kiosk.keyboard import LONGEST
from plugins.kiosk.views import kiosk_view
from plugins.portal.records import Record
from plugins.portal.views.desk import Desk
from search.document import SearchDoc

from ..helpers import Built, library, record, settings

PERIOD = {"start": "2026-03-01", "end": "2026-03-06"}


def found(*records: Record, body: str = "", **kiosk: object) -> dict[str, SearchDoc]:
    """Screen → document."""
    site = settings(kiosk=kiosk)
    held = library(*records, today=date(2026, 3, 3), site=site)
    made = documents(held, kiosk_view(Desk(held)), lambda _: body)
    return {each.id: each for each in made}


def text_of(doc: SearchDoc) -> str:
    return " ".join((doc.title, doc.summary, *doc.keywords, *(each.text for each in doc.sections)))


def test_every_guide_office_paper_and_fact_is_found_and_leads_to_a_screen(real_site: Built) -> None:
    view = kiosk_view(Desk(real_site.library))
    found = list(documents(real_site.library, view, lambda record: ""))
    screens = {str(node["data-screen"]) for node in real_site.soups["kiosk/index.html"].select("template[data-screen]")}
    assert {each.id.partition("#")[0] for each in found} <= screens
    assert {each.kind for each in found} == set(KINDS)
    of_kind = {kind: sum(each.kind == kind for each in found) for kind in KINDS}
    assert of_kind["guide"] == len(real_site.library.of_kind["guide"]) and of_kind["city"] == 14
    assert len({each.id for each in found}) == len(found)


def test_a_guide_is_found_by_all_that_its_card_says() -> None:
    guide = record(
        "guides/a",
        materials=[{"name": "介绍信"}],
        place="一楼102室",
        conditions=["满一年"],
        fee="不收费",
        keywords=["转接"],
    )
    text = text_of(found(guide)["guide/a"])
    assert all(word in text for word in ("介绍信", "102室", "满一年", "不收费", "转接", "办公室"))


def test_people_on_notice_and_files_about_them_are_struck_out_wherever_they_stand() -> None:
    people = [{"name": "拟任人选某甲", "post": "秘书长"}, {"name": "某甲"}]
    notice = record(
        "notices/a",
        title="公示一则",
        summary="拟任人选某甲拟任职",
        period=PERIOD,
        people=people,
        keywords=["某甲", "公示"],
    )
    text = text_of(found(notice, body="现将**拟任人选某甲**的情况公示。")["paper/notices/a"])
    assert "某甲" not in text and "秘书长" not in text
    assert "现将＊＊的情况公示" in text and "公示一则" in text


def test_a_notice_that_has_ended_is_no_document() -> None:
    ended = record("notices/old", period={"start": "2026-02-01", "end": "2026-02-06"})
    assert [name for name in found(ended, record("notices/now", period=PERIOD)) if "paper" in name] == [
        "paper/notices/now"
    ]


def test_words_to_offer_fit_a_key_and_synonyms_are_those_of_the_site(real_site: Built) -> None:
    told = words(real_site.library, kiosk_view(Desk(real_site.library)))
    assert told.kinds == KINDS and told.synonyms == real_site.library.settings.search.synonyms
    assert told.suggestions and all(len(word) <= LONGEST and not address for word, address in told.suggestions)
