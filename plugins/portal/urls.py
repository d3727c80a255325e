"""The only place that makes an address. Addresses come from ids and slugs, never from titles."""

import hashlib
from urllib.parse import quote

HOME = "/"
SITE_MAP = "/site-map.html"
SEARCH = "/search/"
SEARCH_DATA = "/search/data/"
KIOSK = "/kiosk/"
OFFICES = "/offices/"
ARCHIVE = "/archive/"
UNITS = "/units.html"
NOT_FOUND = "/404.html"
TAGS = "/tags/"
THEME = "/theme/"
MANIFEST = "/site.webmanifest"


def item(identifier: str) -> str:
    """An item's page: rules/laws/law-1158 → /rules/laws/law-1158.html."""
    return f"/{identifier}.html"


def print_sheet(identifier: str) -> str:
    """The sheet of an item that is made for paper."""
    return f"/print/{identifier}.html"


def column(slug: str) -> str:
    return f"/columns/{slug}/"


def column_year(slug: str, year: int) -> str:
    """What a column published in a year."""
    return f"/columns/{slug}/{year}/"


def column_state(slug: str, state: str) -> str:
    """What of a column is in a state: in-force, open, answered …"""
    return f"/columns/{slug}/{state}/"


def office(slug: str) -> str:
    return f"/offices/{slug}/"


def unit(slug: str) -> str:
    """The row of a city's or county's department in their table."""
    return f"{UNITS}#{slug}"


def topic(slug: str) -> str:
    return f"/topics/{slug}/"


def audience(slug: str) -> str:
    """The services for an audience."""
    return f"/audiences/{slug}/"


def series(slug: str) -> str:
    """All issues of a series of bulletins."""
    return f"/series/{slug}/"


def comparison(newer: str, earlier: str) -> str:
    """A rule beside the one whose place it took."""
    return f"/compare/{newer}/{earlier}.html"


def ledger(slug: str) -> str:
    """A ledger's page."""
    return f"/ledgers/{slug}.html"


def chart(identifier: str) -> str:
    """The picture of a statistical table."""
    return f"/charts/{identifier}.svg"


def narrow_chart(identifier: str) -> str:
    """The same picture, drawn for a narrow screen."""
    return f"/charts/{identifier}-narrow.svg"


def figures(identifier: str) -> str:
    """The figures of a statistical table as CSV."""
    return f"/data/{identifier}.csv"


def archive(year: int) -> str:
    return f"/archive/{year}/"


def archive_kind(year: int, folder: str) -> str:
    """What was published in a year of one kind, by the folder of the kind."""
    return f"/archive/{year}/{folder}/"


def tag(word: str) -> str:
    """A keyword's page. Words are Chinese and change script, so the address is a digest of the word."""
    return f"/tags/{hashlib.blake2b(word.encode(), digest_size=4).hexdigest()}/"


def list_page(base: str, number: int) -> str:
    """A further page of a list; number 1 is the list's own address."""
    return base if number == 1 else f"{base}page-{number}.html"


def feed(slug: str) -> str:
    return f"/feeds/{slug}.xml"


def attachment(file: str) -> str:
    """A file below content/files/."""
    return "/files/" + quote(file)


def output_path(url: str) -> str:
    """The file, relative to the output folder, that answers an address."""
    path = url.removeprefix("/")
    return path + "index.html" if not path or path.endswith("/") else path
