"""索引号: the number that a record keeps in the state's catalogue, organization code/YYYY-NNNNN.

The serial is drawn from the record's id, so that a file added later, or dated back, leaves the numbers of the others
still; docs/decisions/0004-index-numbers.md weighs this against counting.
"""

import zlib
from collections.abc import Iterable

from .records import Record

_SERIALS = 100_000
"""Five digits, as in the State Council's own numbers; six from a year on that fills more than half of them."""


def index_numbers(records: Iterable[Record], organ_code: str) -> dict[str, str]:
    """A number for each record's id. `records` are in the order of publication, oldest first: the older keeps its number."""
    by_year: dict[int, list[Record]] = {}
    for record in records:
        by_year.setdefault(record.published.year, []).append(record)
    numbers: dict[str, str] = {}
    for year, members in by_year.items():
        digits, size = (5, _SERIALS) if len(members) * 2 <= _SERIALS else (6, _SERIALS * 10)
        taken: set[int] = set()
        for record in members:
            serial = zlib.crc32(record.id.encode()) % size
            while serial in taken or serial == 0:
                serial = (serial + 1) % size
            taken.add(serial)
            numbers[record.id] = f"{organ_code}/{year}-{serial:0{digits}d}"
    return numbers
