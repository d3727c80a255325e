"""简体 → 繁體 for the way-finding screens: names of offices, rooms and buttons, by a table that is kept beside.

The table is made by OpenCC when the words change (tests/kiosk/renew_traditional.py), so that a build needs no converter.
It is meant for names and short sentences; documents stay as they were written.
"""

import re
from functools import cache
from pathlib import Path

TABLE = Path(__file__).parent / "words" / "traditional.txt"
WORDS = Path(__file__).parent / "words" / "screens.yaml"


@cache
def _table() -> tuple[dict[int, str], dict[str, str], re.Pattern[str]]:
    first, *lines = TABLE.read_text(encoding="utf-8").splitlines()
    characters = {ord(first[place]): first[place + 1] for place in range(0, len(first), 2)}
    words = dict(line.split(" ") for line in lines)
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return characters, words, re.compile("|".join(longest_first) or "(?!)")


def traditional(text: str) -> str:
    """A short text in traditional characters."""
    characters, words, pattern = _table()
    done, at = [], 0
    for found in pattern.finditer(text):
        done += [text[at : found.start()].translate(characters), words[found[0]]]
        at = found.end()
    return "".join([*done, text[at:].translate(characters)])
