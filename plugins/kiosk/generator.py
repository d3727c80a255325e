"""Adds the kiosk edition to the plan of a build: its document, scripts, styles, words, hours, search, records and pack."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache, partial

from search.document import SearchDoc
from search.words import SiteWords

from ..portal import urls
from ..portal.library import Library
from ..portal.plan import FilePlan, Made, Plan, Promise
from ..portal.problems import Problem
from ..portal.views.desk import Desk
from . import findable, finding, keyboard, pack, papers, records, signing
from .screens import Edition
from .views import KioskView, kiosk_view


def add_kiosk(library: Library, plan: Plan) -> None:
    """Receiver of portal.signals.add_pages."""
    if not library.settings.kiosk.enabled:
        return
    edition = Edition(plan.theme / "kiosk")

    @cache
    def view() -> KioskView:
        return kiosk_view(Desk(library))

    def document() -> bytes:
        return edition.document(view(), library, plan.body_of)

    def words() -> bytes:
        return keyboard.as_json(keyboard.words(library, view()))

    def searched() -> tuple[Iterable[SearchDoc], SiteWords]:
        return findable.documents(library, view(), plan.body_of), findable.words(library, view())

    key = edition.key(library, [each for each in library.records if each.kind_name in ("notice", "bulletin")])
    plan.files.append(FilePlan(urls.KIOSK, document, key=key))
    plan.files.append(FilePlan(keyboard.URL, words, key=library.key))
    plan.files.extend(FilePlan(url, partial(bytes, data)) for url, data in edition.assets())
    ends = papers.ends(library)

    def text(id: str) -> bytes:
        return edition.text(next(each for each in view().notices if each.id == id), library, plan.body_of)

    plan.files.extend(FilePlan(urls.KIOSK + papers.text_path(id), partial(text, id), key=key) for id in ends)
    plan.files.append(FilePlan(records.URL, lambda: records.as_json(records.kiosk_records(library)), key=library.key))
    plan.promises.append(Promise("查询屏记录", records.URL, frozenset(record.id for record in records.due(library))))
    pack.add_hours(library, plan)
    plan.finishing.append(partial(_finish, library, partial(finding.files, key, searched), ends))


def _finish(
    library: Library, search: Callable[[Made], Iterator[FilePlan]], ends: Mapping[str, date], made: Made
) -> Iterator[FilePlan | Problem]:
    """The files of the search, and then the pack, which has them too: what a step gives is in the tree at once."""
    late = []
    for file in search(made):
        yield file
        late.append(file.path)
    yield from pack.pack_files(
        library.today, made, signing.moment(), late, {papers.text_path(id): end for id, end in ends.items()}
    )
