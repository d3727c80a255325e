"""The view of the home page: what people come for first, then the department."""

from collections.abc import Iterable
from datetime import timedelta
from itertools import filterfalse, islice

from msgspec import Struct, structs

from .. import urls
from ..accounts import letters, tasks
from ..accounts.pages import LEDGERS
from ..kinds.plan import Plan
from ..lifecycle import of_task
from ..settings import Topic
from .choices import STATES, state_url
from .contact import Told, told
from .desk import Desk
from .lists import of_audience, pinned_first
from .opening import Opening, opening_of
from .parts import Entry, Fact, Link, LinkGroup, Page, Running
from .periods import period_of
from .roster import RosterView, roster_view

_ROWS = 5
_TILES = 8
"""Services under the search box: two rows on a desktop."""
_RUNNING = 6
"""Notices and consultations in their period on the home page: two rows on a desktop."""
_IN_TIME = ("notice", "consultation")
"""Kinds in which the public can have its say for a time."""
_FEW = 3
"""Services named for each subject and audience; the rest is one click away."""
_SECTIONS = ("notice", "rule", "bulletin", "news", "consultation")
"""Kinds shown as new, and by these names their icons."""
_SIGNS = {"consultation": "talk"}


class Block(Struct, frozen=True):
    """A part of the home page: the newest of a kind."""

    title: str
    """Its heading."""
    sign: str
    """The icon beside the heading."""
    url: str
    """The column with the rest."""
    entries: tuple[Entry, ...]
    """The newest items."""


class Door(Struct, frozen=True):
    """A way to a part of the site."""

    link: Link
    """Where it leads, with a line about what is there."""
    sign: str
    """Its icon."""


class HomeView(Page, frozen=True, kw_only=True):
    """The home page."""

    slogans: tuple[str, ...]
    """What the department says of itself."""
    guides: tuple[Link, ...]
    """The services that people come for most."""
    guides_url: str
    """The column with all services."""
    topics: tuple[LinkGroup, ...]
    """Services by subject, with the subject's page."""
    audiences: tuple[Link, ...]
    """The pages of services by audience."""
    running: tuple[Running, ...]
    """Notices and consultations in their period, or about to be; what ends first stands first. At most two rows."""
    more_running: tuple[Link, ...]
    """Where the others are, by kind and state, each with how many there are."""
    notices_url: str
    """The column with all notices."""
    blocks: tuple[Block, ...]
    """What is new, by kind; what runs stands above already."""
    answers: tuple[Fact, ...]
    """Today's figures, each with the page that tells how it came about."""
    contact: tuple[Told, ...]
    """Where the department is and when it is open."""
    opening: Opening | None
    """When it is open, for the script that says whether it is now."""
    roster: RosterView | None
    """Who is on duty."""
    doors: tuple[Door, ...]
    """The department: offices, units, ledgers."""


def home_view(desk: Desk) -> HomeView:
    """The home page on the day of the build."""
    library, settings = desk.library, desk.settings
    site = settings.site
    guides = pinned_first(library.of_kind.get("guide", ()))
    running = {
        kind: [entry for record in library.of_kind.get(kind, ()) if _runs(entry := desk.entry(record))]
        for kind in _IN_TIME
    }
    head = desk.page_head(site.name, urls.HOME, site.description or site.name, "首页")
    contact = (
        ("地址", site.address or ""),
        ("办公时间", site.hours or ""),
        ("电话", site.phone or ""),
        ("交通", site.transport or ""),
    )
    return HomeView(
        head=structs.replace(head, feed=Link(f"{site.name}订阅", urls.feed("all"))),
        title=site.name,
        crumbs=(),
        section="",
        slogans=site.slogans,
        guides=desk.links(guides[:_TILES]),
        guides_url=_column_url(desk, "guide"),
        topics=tuple(_subject(desk, topic) for topic in settings.topics if topic.slug in library.of_topic),
        audiences=tuple(
            Link(each.name, urls.audience(each.slug)) for each in settings.audiences if of_audience(desk, each)
        ),
        running=_by_end(desk, running)[:_RUNNING],
        more_running=_more_running(desk, running),
        notices_url=_column_url(desk, "notice"),
        blocks=tuple(block for kind in _SECTIONS if (block := _block(desk, kind)).entries),
        answers=_answers(desk, running),
        contact=tuple(told(label, value) for label, value in contact if value),
        opening=opening_of(site.hours, desk.today),
        roster=roster_view(desk),
        doors=_doors(desk),
    )


def _subject(desk: Desk, topic: Topic) -> LinkGroup:
    """A subject's services, pinned ones first, and where the rest is."""
    guides = pinned_first(desk.library.of_topic[topic.slug])
    more = (Link(f"全部 {len(guides)} 项", urls.topic(topic.slug)),) if len(guides) > _FEW else ()
    return LinkGroup(topic.name, (*desk.links(guides[:_FEW]), *more), urls.topic(topic.slug))


def _runs(entry: Entry) -> bool:
    return entry.state is not None and entry.state.code in ("open", "upcoming")


def _by_end(desk: Desk, running: dict[str, list[Entry]]) -> tuple[Running, ...]:
    """What is in its period before what is to come, each by the day on which that ends or begins."""
    entries = [entry for kind in _IN_TIME for entry in running[kind]]
    found = [Running(entry, period_of(entry.state, desk.today)) for entry in entries]

    def order(each: Running) -> tuple[bool, str]:
        state, period = each.entry.state, each.period
        waits = state is not None and state.code == "upcoming"
        return waits, "" if period is None else period.start if waits else period.end

    return tuple(sorted(found, key=order))


def _more_running(desk: Desk, running: dict[str, list[Entry]]) -> tuple[Link, ...]:
    """The pages of what is open and what is to come, where not all of it is shown."""
    if sum(map(len, running.values())) <= _RUNNING:
        return ()
    pages = [(kind, group) for kind in _IN_TIME for group in STATES[kind] if group.slug in ("open", "upcoming")]
    return tuple(
        Link(f"{group.title} {count} 件", url)
        for kind, group in pages
        if (count := _count(running[kind], group.slug)) and (url := state_url(desk.library, kind, group.slug))
    )


def _count(entries: list[Entry], code: str) -> int:
    return sum(entry.state is not None and entry.state.code == code for entry in entries)


def _doors(desk: Desk) -> tuple[Door, ...]:
    """The ways into the department; a ledger only where its kinds have a column."""
    ways = [
        Door(Link("内设处室", urls.OFFICES, "职责、房间和电话"), "office"),
        Door(Link("市县组织部", urls.UNITS, "网站和联系方式"), "map"),
    ]
    for ledger in LEDGERS:
        if not ledger.kinds or any(desk.library.of_kind.get(kind) for kind in ledger.kinds):
            ways.append(Door(Link(ledger.title, ledger.url, "按日期算出，可以下载"), "table"))
    ways.append(Door(Link("按年份查阅", urls.ARCHIVE, "全部公开内容"), "calendar"))
    return tuple(ways)


def _answers(desk: Desk, running: dict[str, list[Entry]]) -> tuple[Fact, ...]:
    """What people ask today, in figures computed today."""
    library, today = desk.library, desk.today
    month = sum(record.published.date() > today - timedelta(days=30) for record in library.listed)
    letters_taken = [case.taken for case in letters.cases(library) if case.taken is not None]
    rules_in_force = sum(
        (status := library.status(record)) is not None and status.code in ("in-force", "amended")
        for record in library.of_kind.get("rule", ())
    )
    answers = [
        Fact("正在公示", f"{_count(running['notice'], 'open')} 件", _state_url(desk, "notice", "open")),
        Fact("正在征集意见", f"{_count(running['consultation'], 'open')} 件", _state_url(desk, "consultation", "open")),
        Fact(
            "最近三十天发布", f"{month} 件", urls.archive(today.year) if today.year in library.of_year else urls.ARCHIVE
        ),
        Fact("现行有效的制度", f"{rules_in_force} 件", _state_url(desk, "rule", "in-force")),
    ]
    if letters_taken:
        average = sum(letters_taken) / len(letters_taken)
        answers.append(Fact("来信平均答复用时", f"{average:.1f} 个工作日", urls.ledger("letters")))
    plan = tasks.current_plan(library)
    if plan is not None:
        overdue = sum(of_task(task, today).code == "overdue" for task in plan.of(Plan).tasks)
        answers.append(Fact("年度任务已超期", f"{overdue} 项", urls.ledger("tasks")))
    return tuple(answers)


def _column_url(desk: Desk, kind: str) -> str:
    column = desk.settings.column_of_kind.get(kind)
    return urls.column(column.slug) if column is not None else urls.SITE_MAP


def _state_url(desk: Desk, kind: str, state: str) -> str:
    return state_url(desk.library, kind, state) or _column_url(desk, kind)


def _block(desk: Desk, kind: str) -> Block:
    records = desk.library.of_kind.get(kind, ())
    entries: Iterable[Entry] = map(desk.entry, records)
    if kind in _IN_TIME:
        entries = filterfalse(_runs, entries)
    column = desk.settings.column_of_kind.get(kind)
    title = desk.settings.column_path[column.slug][0].name if column is not None else ""
    label = records[0].kind.label if records else ""
    return Block(
        title=title if title == label else label,
        sign=_SIGNS.get(kind, kind),
        url=_column_url(desk, kind),
        entries=tuple(islice(entries, _ROWS)),
    )
