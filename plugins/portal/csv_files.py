"""CSV as the portal publishes it: for spreadsheet programs, and safe in them."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")


def csv_file(lines: Iterable[Sequence[str]]) -> bytes:
    """Lines of cells as CSV, with the byte-order mark without which spreadsheet programs garble Chinese.

    The lines are taken one by one, so that a long table is never in memory twice.
    """
    buffer = io.BytesIO()
    with io.TextIOWrapper(buffer, encoding="utf-8-sig", newline="", write_through=True) as text:
        csv.writer(text).writerows(tuple(map(_cell, line)) for line in lines)
        return buffer.getvalue()


def _cell(value: str) -> str:
    """A spreadsheet would run a cell that begins like a formula, full-width signs included; a number is none."""
    return "'" + value if value[:1] in _FORMULA and value and not _NUMBER.fullmatch(value) else value
