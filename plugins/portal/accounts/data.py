"""The ledgers' data and the statistical tables as CSV, and the charts of the latter."""

from collections.abc import Iterator
from functools import partial

from .. import charts, urls
from ..csv_files import csv_file
from ..kinds.statistic import Statistic
from ..library import Library
from ..plan import FilePlan
from ..views.ledgers import has_chart
from .pages import LEDGERS, Ledger


def data_files(library: Library) -> Iterator[FilePlan]:
    """A file of data for each ledger; data and a chart for each statistical table."""
    for ledger in LEDGERS:
        yield FilePlan(ledger.csv_url, partial(ledger_csv, library, ledger), key=library.key)
    for record in library.of_kind.get("statistic", ()):
        statistic, files = record.of(Statistic), (record.file,)
        if statistic.rows:
            yield FilePlan(urls.figures(record.id), partial(statistic_csv, statistic), files)
        if has_chart(statistic):
            key = record.head_digest.encode()
            yield FilePlan(urls.chart(record.id), partial(charts.draw, statistic), files, key)
            narrow = partial(charts.draw, statistic, charts.NARROW)
            yield FilePlan(urls.narrow_chart(record.id), narrow, files, key)


def ledger_csv(library: Library, ledger: Ledger) -> bytes:
    """A ledger's tables, one below the other."""
    _, accounts = ledger.compute(library)
    lines: list[list[str]] = []
    for account in accounts:
        lines += [[]] if lines else []
        lines += [[account.caption], list(account.head)]
        lines += [[cell.text for cell in row] for row in account.rows]
    return csv_file(lines)


def statistic_csv(statistic: Statistic) -> bytes:
    """A statistical table."""
    head = ["", *(f"{series.name}（{series.unit}）" if series.unit else series.name for series in statistic.series)]
    return csv_file([head, *([row.label, *(f"{value:g}" for value in row.values)] for row in statistic.rows)])
