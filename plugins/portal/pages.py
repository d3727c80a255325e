"""Which pages the portal has: the table of contents of the site, from the library to page plans."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from . import urls
from .accounts import pages as accounts
from .kinds import BY_NAME
from .kinds.bulletin import Bulletin
from .library import WITHDRAWN, Library
from .lifecycle import is_withdrawn
from .plan import PagePlan
from .records import Record
from .views import (
    answers,
    choices,
    documents,
    foreign,
    guide,
    home,
    item,
    ledgers,
    lists,
    moved,
    places,
    rule,
    search,
    series,
    years,
)
from .views.desk import Desk, day
from .views.parts import Page

ITEM_PAGES: dict[str, tuple[str, Callable[[Desk, Record], item.ItemView]]] = {
    "guide": ("guide.html", guide.guide_view),
    "rule": ("rule.html", rule.rule_view),
    "notice": ("notice.html", documents.notice_view),
    "bulletin": ("bulletin.html", documents.bulletin_view),
    "news": ("news.html", documents.news_view),
    "letter": ("letter.html", answers.letter_view),
    "consultation": ("consultation.html", documents.consultation_view),
    "proposal": ("proposal.html", answers.proposal_view),
    "plan": ("plan.html", ledgers.plan_view),
    "statistic": ("ledger.html", ledgers.statistic_view),
    "assessment": ("ledger.html", ledgers.assessment_view),
    "submission": ("ledger.html", ledgers.submission_view),
    "project": ("ledger.html", ledgers.project_view),
    "page": ("page.html", item.item_view),
}
"""Kind → its template and the maker of its view."""
FOREIGN_PAGE: tuple[str, Callable[[Desk, Record], Page]] = ("foreign.html", foreign.foreign_view)
"""The same for a page in another language."""


def pages(library: Library) -> Iterator[PagePlan]:
    """Every page of the portal."""
    desk = Desk(library)
    yield PagePlan(urls.HOME, "home.html", partial(home.home_view, desk))
    for record in library.records:
        yield from _record_pages(desk, record)
    yield from _lists(desk)
    yield from _places(desk)


def _record_pages(desk: Desk, record: Record) -> Iterator[PagePlan]:
    url, files = urls.item(record.id), (record.file,)
    modified = day(record.item.updated) or record.published.date().isoformat()
    if is_withdrawn(record.item, desk.today):
        yield PagePlan(url, f"{WITHDRAWN}.html", partial(item.withdrawn_view, desk, record), files, True, modified)
    else:
        template, make = FOREIGN_PAGE if foreign.is_foreign(record) else ITEM_PAGES[record.kind_name]
        yield PagePlan(url, template, partial(make, desk, record), files, True, modified)
        if record.kind_name == "guide":
            sheet = urls.print_sheet(record.id)
            yield PagePlan(sheet, "guide-sheet.html", partial(guide.guide_sheet, desk, record), files, False)
        for earlier in rule.comparable(desk.library, record):
            made = partial(rule.comparison_view, desk, record, earlier)
            yield PagePlan(urls.comparison(record.id, earlier.id), "comparison.html", made, (*files, earlier.file))
    for old in record.item.redirect_from:
        yield PagePlan(old, "moved.html", partial(moved.moved_view, desk, record, old), files, False)


def _lists(desk: Desk) -> Iterator[PagePlan]:
    library, settings = desk.library, desk.settings
    for column, _ in settings.walk_columns():
        records = library.in_column.get(column.slug, ())
        yield from _sheets(urls.column(column.slug), records, partial(lists.column_view, desk, column))
        for group, members in choices.in_states(library, column):
            state = urls.column_state(column.slug, group.slug)
            yield from _sheets(state, members, partial(lists.state_view, desk, column, group))
    for topic in places.used_topics(desk):
        others = library.on_topic[topic.slug][len(library.of_topic.get(topic.slug, ())) :]
        yield from _sheets(urls.topic(topic.slug), others, partial(lists.topic_view, desk, topic))
    for audience in settings.audiences:
        if lists.of_audience(desk, audience):
            yield PagePlan(urls.audience(audience.slug), "list.html", partial(lists.audience_view, desk, audience))
    words = sorted(word for word, records in library.of_keyword.items() if len(records) >= item.MINIMUM_TAG)
    for word in words:
        yield from _sheets(urls.tag(word), library.of_keyword[word], partial(lists.tag_view, desk, word))
    yield PagePlan(urls.TAGS, "index.html", partial(places.tags_view, desk, words))
    for slug in sorted({record.of(Bulletin).series for record in library.of_kind.get("bulletin", ())}):
        yield PagePlan(urls.series(slug), "series.html", partial(series.series_view, desk, slug))
    yield from _years(desk)


def _years(desk: Desk) -> Iterator[PagePlan]:
    library = desk.library
    for column, _ in desk.settings.walk_columns():
        for year, records in choices.in_years(library, column).items():
            make = partial(years.column_year_view, desk, column, year)
            yield from _sheets(urls.column_year(column.slug, year), records, make, "year.html", years.PAGE_SIZE)
    for year, whole in library.of_year.items():
        make = partial(years.archive_year_view, desk, year, "")
        yield from _sheets(urls.archive(year), whole, make, "year.html", years.PAGE_SIZE)
        for kind, members in years.kinds_of_year(library, year).items():
            make = partial(years.archive_year_view, desk, year, kind)
            url = urls.archive_kind(year, BY_NAME[kind].folder)
            yield from _sheets(url, members, make, "year.html", years.PAGE_SIZE)
    yield PagePlan(urls.ARCHIVE, "index.html", partial(places.archive_view, desk))


def _sheets(
    base: str,
    records: Sequence[Record],
    make: Callable[..., Page],
    template: str = "list.html",
    size: int = lists.PAGE_SIZE,
) -> Iterator[PagePlan]:
    sheets = lists.paginate(len(records), size)
    for place, sheet in enumerate(sheets):
        yield PagePlan(urls.list_page(base, sheet.number), template, partial(make, records, sheets, place))


def _places(desk: Desk) -> Iterator[PagePlan]:
    for ledger in accounts.LEDGERS:
        yield PagePlan(ledger.url, "accounts.html", partial(accounts.ledger_page, desk, ledger))
    yield PagePlan(urls.OFFICES, "offices.html", partial(places.offices_view, desk))
    for office in desk.settings.offices:
        yield PagePlan(urls.office(office.slug), "office.html", partial(places.office_view, desk, office))
    yield PagePlan(urls.UNITS, "units.html", partial(places.units_view, desk))
    yield PagePlan(urls.SITE_MAP, "site-map.html", partial(places.site_map_view, desk))
    yield PagePlan(urls.SEARCH, "search.html", partial(search.search_view, desk))
    yield PagePlan(urls.NOT_FOUND, "not-found.html", partial(places.not_found_view, desk), listed=False)
