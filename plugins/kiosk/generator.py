"""Adds the kiosk edition to the plan of a build: its document, scripts, styles, titles and records."""

from functools import cache, partial

from ..portal import urls
from ..portal.library import Library
from ..portal.plan import FilePlan, Plan, Promise
from ..portal.views.desk import Desk
from . import pack, records, titles
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

    shown = [record for record in library.records if record.kind_name in ("notice", "bulletin")]
    plan.files.append(
        FilePlan(urls.KIOSK, lambda: edition.document(view(), library, plan.body_of), key=edition.key(library, shown))
    )
    plan.files.append(FilePlan(titles.URL, lambda: titles.as_json(titles.titles(library, view())), key=library.key))
    plan.files.extend(FilePlan(url, partial(bytes, data)) for url, data in edition.assets())
    plan.files.append(FilePlan(records.URL, lambda: records.as_json(records.kiosk_records(library)), key=library.key))
    plan.promises.append(Promise("查询屏记录", records.URL, frozenset(record.id for record in records.due(library))))
    pack.add_pack(library, plan)
