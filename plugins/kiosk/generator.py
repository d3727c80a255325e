"""Adds the kiosk's records and screen to the plan of a build."""

from functools import partial

from ..portal import urls
from ..portal.library import Library
from ..portal.plan import FilePlan, PagePlan, Plan, Promise
from ..portal.views.desk import Desk
from . import records, views


def add_kiosk(library: Library, plan: Plan) -> None:
    """Receiver of portal.signals.add_pages."""
    if not library.settings.kiosk.enabled:
        return
    plan.pages.append(PagePlan(urls.KIOSK, "kiosk.html", partial(views.kiosk_view, Desk(library)), listed=False))
    plan.files.append(FilePlan(records.URL, lambda: records.as_json(records.kiosk_records(library)), key=library.key))
    plan.promises.append(Promise("查询屏记录", records.URL, frozenset(record.id for record in records.due(library))))
