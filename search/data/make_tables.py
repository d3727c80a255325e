"""Makes what Python and browsers share: `python -m search.data.make_tables` after a new OpenCC or a change of constants."""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from unicodedata import normalize

from search import analysis, folding, pinyin

DATA = Path(__file__).resolve().parent
CLIENT = DATA.parent / "client"

MADE = "// made by python -m search.data.make_tables\n"
END = "// end of what is made\n"


def simplified() -> dict[int, int]:
    """Traditional → simplified, of the basic plane, by OpenCC's characters; needs the development package opencc.

    Pairs with an astral side (rare variants, a third of the table's size) and compatibility ideographs, which NFKC
    turns first, are left out. A chain (薴 → 苧 → 苎) is followed to its end, so that folding twice changes nothing.
    """
    import opencc

    converter = opencc.OpenCC("t2s")
    pairs = {}
    for code in range(0x3400, 0xFFFE):
        character = chr(code)
        if 0xD800 <= code < 0xE000 or normalize("NFKC", character) != character:
            continue
        simple = converter.convert(character)
        if simple != character and len(simple) == 1 and ord(simple) < 0x10000:
            pairs[code] = ord(simple)
    for code in pairs:
        while pairs[code] in pairs:
            pairs[code] = pairs[pairs[code]]
    return pairs


def gb2312() -> Iterator[str]:
    """The 6,763 characters of everyday Chinese."""
    for row in range(0xB0, 0xF8):
        for cell in range(0xA1, 0xFF):
            with suppress(UnicodeDecodeError):
                yield bytes([row, cell]).decode("gb2312")


def syllables() -> str:
    """Every syllable of everyday Chinese without its tone, ü as v, by its initial; interjections without a vowel aside."""
    from pypinyin import Style
    from pypinyin import pinyin as sounds_of

    finals: dict[str, set[str]] = {}
    for character in gb2312():
        for sound in sounds_of(character, style=Style.NORMAL, heteronym=True, v_to_u=False)[0]:
            initial, final = re.fullmatch("([zcs]h|[b-df-hj-np-tw-z]?)(.*)", sound).groups()  # type: ignore[union-attr]
            if set(final) & set("aeiouv"):
                finals.setdefault(initial, set()).add(final)
    return "".join(f"{initial}:{','.join(sorted(finals[initial]))}\n" for initial in sorted(finals))


def javascript(pattern: str, flags: str) -> str:
    """A pattern of ours as a JavaScript literal."""
    astral = re.sub(r"\\U000([0-9a-f]{5})", r"\\u{\1}", pattern)
    return f"/{astral}/{flags}"


def with_constants(path: Path, constants: dict[str, str]) -> str:
    """A client file with its generated block made anew."""
    text = path.read_text(encoding="utf-8")
    start, end = text.index(MADE) + len(MADE), text.index(END)
    return text[:start] + "".join(f"const {name} = {value};\n" for name, value in constants.items()) + text[end:]


def made() -> dict[Path, str]:
    """Each generated file and what belongs into it."""
    packed = syllables()
    return {
        DATA / "fold.txt": folding.write_table(simplified()) + "\n",
        DATA / "syllables.txt": packed,
        CLIENT / "analysis.js": with_constants(
            CLIENT / "analysis.js",
            {
                "COMPATIBLE": javascript(f"[{folding.COMPATIBLE}]", "gu"),
                "CAPITALS": javascript(f"[{folding.CAPITALS}]", "g"),
                "HAN_RUNS": javascript(f"[{analysis.HAN}]+", "gu"),
                "NO_TERM": javascript(f"[^{analysis.HAN}{analysis.WORD}]+", "gu"),
                "SPECIAL": javascript(analysis.SPECIAL, "gu"),
            },
        ),
        CLIENT / "pinyin.js": with_constants(
            CLIENT / "pinyin.js",
            {
                "PACKED": '"' + packed.strip().replace("\n", ";") + '"',
                "LONGEST": str(pinyin.LONGEST),
                "LETTERS_AND_INITIALS": str(pinyin.LETTERS_AND_INITIALS),
                "BORDER": javascript(pinyin.BORDER, ""),
                "TYPED": javascript(f"^{pinyin.TYPED}$", ""),
                "INITIALS": javascript(f"^{pinyin.INITIALS}$", ""),
            },
        ),
    }


if __name__ == "__main__":
    for path, text in made().items():
        path.write_text(text, encoding="utf-8", newline="\n")
