"""The client's modules joined into one script, with the figures of the Python half in it.

A module becomes a function that is called at once, so names need not differ between modules. What `constants.js` stands
for is written here from Python's own values, so that the two halves cannot disagree.
"""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from . import answer, folding, inverted, meaning, passages, query, ranking, suggestions

CLIENT = Path(__file__).parent / "client"
CONSTANTS = "constants.js"
_IMPORT = re.compile(r'^import \{ ([^}]+) \} from "\./([a-z/-]+\.js)";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:const|class) ([A-Za-z_]+))", re.MULTILINE)
_COMMENT = re.compile(r"^\s*(?://.*|/\*\*.*\*/)$", re.MULTILINE)


def constants() -> dict[str, Any]:
    """Name → value of what both halves have to agree on."""
    return {
        **{
            name: getattr(ranking, name)
            for name in (
                "ALL_IN_TITLE",
                "LENGTH",
                "LENGTH_CAP",
                "SATURATION",
                "SHARE_LONG",
                "SHARE_SHORT",
                "SHORT",
                "SYNONYM",
                "UNIT",
            )
        },
        "ASKING": query.ASKING,
        "END": inverted.END,
        "LONGEST": query.LONGEST,
        "MOST_TERMS": query.MOST_TERMS,
        "MOST_VARIANTS": query.MOST_VARIANTS,
        "QUESTION_WORDS": "|".join(query.QUESTION_WORDS),
        "SPACE": _spaces(),
        "MEANT_SHORTEST": meaning.SHORTEST,
        "MEANT_LONGEST": meaning.LONGEST,
        "LOOKED_AT": answer.LOOKED_AT,
        "AROUND": passages.AROUND,
        "BEFORE": passages.BEFORE,
        "OFFERED": suggestions.OFFERED,
        "SUGGESTION_LEVELS": suggestions.LEVELS,
        "PLAIN_EXCEPTIONS": _plain_exceptions(),
    }


def _spaces() -> str:
    """What Python takes for a space, for a class of characters in a pattern."""
    return "".join(f"\\u{code:04x}" for code in range(0x10000) if chr(code).isspace())


def _plain_exceptions() -> str:
    """Characters of GB 2312, the standard of simplified characters, that are folded all the same."""
    pairs = folding.read_table(folding.TABLE.read_text("ascii").strip())
    return "".join(chr(code) for code in sorted(pairs) if _in_gb2312(chr(code)))


def _in_gb2312(character: str) -> bool:
    try:
        return len(character.encode("gb2312")) == 2
    except UnicodeEncodeError:
        return False


def script(entry: str, name: str = "") -> str:
    """A script of a module and all that it needs; with a name, what the module exports is its value in the window."""
    order: list[str] = []
    _walk(entry, order)
    parts = [_wrapped(module) for module in order]
    last = f"globalThis.{name}={_variable(entry)};\n" if name else ""
    return "(() => {\n" + "".join(parts) + last + "})();\n"


def _walk(module: str, order: list[str]) -> None:
    if module not in order:
        for _, needed in _IMPORT.findall(_source(module)):
            _walk(needed, order)
        order.append(module)


@cache
def _source(module: str) -> str:
    if module == CONSTANTS:
        encode = msgspec.json.encode
        return "".join(f"export const {name} = {encode(value).decode()};\n" for name, value in constants().items())
    return (CLIENT / module).read_text(encoding="utf-8")


def _wrapped(module: str) -> str:
    text = _source(module)
    exported = _EXPORT.findall(text)
    text = _IMPORT.sub(lambda found: f"const {{ {found[1]} }} = {_variable(found[2])};", text)
    body = _lean(_EXPORT.sub("", text).splitlines())
    return f"const {_variable(module)} = (() => {{\n{body}\nreturn {{ {', '.join(exported)} }};\n}})();\n"


def _lean(lines: Iterable[str]) -> str:
    """Lines without comments and indentation. Text over several lines (`…`) is not used in the client."""
    return "\n".join(filter(None, (_COMMENT.sub("", line).strip() for line in lines)))


def _variable(module: str) -> str:
    return "$" + re.sub(r"\W", "_", module.removesuffix(".js"))
