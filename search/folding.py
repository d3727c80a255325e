"""Writings that mean the same made one: full width → half, traditional → simplified, capitals → small letters.

Every code point becomes exactly one code point, so what is found in folded text stands at the same place in the text
as written. Queries and texts are folded alike; a pair that OpenCC merges too eagerly (乾隆 → 干隆) is merged on both
sides, which costs a little precision and never an answer.
"""

import re
from pathlib import Path
from unicodedata import normalize

TABLE = Path(__file__).parent / "data" / "fold.txt"
"""Traditional → simplified, one character to one; made by `python -m search.data.make_tables`, read by browsers too."""

COMPATIBLE = r"\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f"
"""Radicals and compatibility ideographs: PDF files are full of them (⼈ for 人). Folded by NFKC."""

CAPITALS = "A-ZÀ-ÖØ-ɏ"
"""Letters that have a small form of one code point, among those that make words."""

FIRST, DIGITS, BASE = 35, 48, 44
"""The table's numbers: a last digit is chr(35 + 0…47), one before it chr(83 + 0…43), the lowest digit first."""


def write_numbers(numbers: list[int]) -> str:
    """Whole numbers from 0 as ASCII text, small ones in one character."""
    out = []
    for number in numbers:
        while number >= DIGITS:
            out.append(chr(FIRST + DIGITS + number % BASE))
            number //= BASE
        out.append(chr(FIRST + number))
    return "".join(out)


def read_numbers(text: str) -> list[int]:
    """The numbers of `write_numbers`."""
    numbers, number, unit = [], 0, 1
    for character in text:
        digit = ord(character) - FIRST
        if digit >= DIGITS:
            number += (digit - DIGITS) * unit
            unit *= BASE
        else:
            numbers.append(number + digit * unit)
            number, unit = 0, 1
    return numbers


def write_table(pairs: dict[int, int]) -> str:
    """Code points → code points as text: the steps between the sources, then those between the targets (+n as 2n, -n as 2n-1)."""
    sources = sorted(pairs)
    targets = [pairs[source] for source in sources]
    steps = [here - before for before, here in zip([0, *sources], sources, strict=False)]
    turns = [here - before for before, here in zip([0, *targets], targets, strict=False)]
    return write_numbers(steps + [2 * turn if turn >= 0 else -2 * turn - 1 for turn in turns])


def read_table(text: str) -> dict[int, int]:
    """The pairs of `write_table`."""
    numbers = read_numbers(text)
    half = len(numbers) // 2
    pairs, source, target = {}, 0, 0
    for step, turn in zip(numbers[:half], numbers[half:], strict=True):
        source += step
        target += -(turn + 1) // 2 if turn % 2 else turn // 2
        pairs[source] = target
    return pairs


def _plane() -> list[int]:
    """What each code point of the basic plane becomes."""
    pairs = read_table(TABLE.read_text(encoding="ascii").strip())
    plane = list(range(0x10000))
    for wide in range(0xFF01, 0xFF5F):
        plane[wide] = wide - 0xFEE0
    plane[0x3000] = plane[0xA0] = 0x20
    for code in [*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00)]:
        plain = normalize("NFKC", chr(code))
        if len(plain) == 1:
            plane[code] = ord(plain)
    plane = [pairs.get(code, code) for code in plane]
    for code in [*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0xFF21, 0xFF3B)]:
        small = chr(plane[code]).lower()
        if len(small) == 1:
            plane[code] = ord(small)
    return plane


_PLANE = _plane()
_ASTRAL = re.compile("[\U0002f800-\U0002fa1f]")


def _near(found: re.Match[str]) -> str:
    """An astral compatibility ideograph in its plain form."""
    return normalize("NFKC", found[0])


def fold(text: str) -> str:
    """The text in its plainest writing, code point for code point."""
    # A list of numbers is what str.translate reads fastest; it leaves what lies beyond the list as it is.
    return _ASTRAL.sub(_near, text).translate(_PLANE)
