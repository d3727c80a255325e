"""The client's modules joined into one script, with the figures of the Python half in it.

A module becomes a function that is called at once, so names need not differ between modules. What `constants.js` stands
for is written here from Python's own values, so that the two halves cannot disagree.
"""

import hashlib
import re
from pathlib import Path
from typing import Any

import msgspec

from . import answer, folding, inverted, meaning, passages, query, ranking, suggestions

CLIENT = Path(__file__).parent / "client"
CONSTANTS = "constants.js"
_IMPORT = re.compile(r'^import \{ ([^}]+) \} from "\./([a-z/-]+\.js)";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:const|class) ([A-Za-z_]+))", re.MULTILINE)
_COMMENT = re.compile(r"^\s*(?://.*|/\*\*.*\*/)$", re.MULTILINE)
_PIECES = re.compile(
    r"""(?P<kept>"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`|(?<=[(,=:!&|?])/(?![*/])(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*)"""
    r"""|(?P<space>\s+)|(?P<code>[^\s"`/]+|/)"""
)
"""A script in pieces: what stays as it is (strings, patterns), spaces, and code. Patterns follow an operator at once."""
_TIGHT = frozenset("=?:,;{}()<>|&[]!*%+-")
"""Signs that need no space beside them."""


_RANKING = ("ALL_IN_TITLE", "FAVOUR", "LENGTH", "LENGTH_CAP", "SATURATION", "SHARE", "SYNONYM", "UNIT")


def constants() -> dict[str, Any]:
    """Name → value of what both halves have to agree on."""
    return {
        **{name: getattr(ranking, name) for name in _RANKING},
        "ASKING": query.ASKING,
        "END": inverted.END,
        "LONGEST": query.LONGEST,
        "MOST_TERMS": query.MOST_TERMS,
        "MOST_VARIANTS": query.MOST_VARIANTS,
        "QUESTION_WORDS": "|".join(query.QUESTION_WORDS),
        "SPACE": _spaces(),
        "MEANT_SHORTEST": meaning.SHORTEST,
        "MEANT_LONGEST": meaning.LONGEST,
        "FAVOURED": answer.FAVOURED,
        "LOOKED_AT": answer.LOOKED_AT,
        "AROUND": passages.AROUND,
        "BEFORE": passages.BEFORE,
        "OFFERED": suggestions.OFFERED,
        "SUGGESTION_LEVELS": suggestions.LEVELS,
        "PLAIN_EXCEPTIONS": _plain_exceptions(),
    }


def _spaces() -> str:
    """What Python takes for a space, for a class of characters in a pattern; text is folded already."""
    codes = [code for code in range(0x10000) if chr(code).isspace() and folding.fold(chr(code)) == chr(code)]
    starts = [code for code in codes if code - 1 not in codes]
    ends = [code for code in codes if code + 1 not in codes]
    return "".join(f"\\u{a:04x}" if a == b else f"\\u{a:04x}-\\u{b:04x}" for a, b in zip(starts, ends, strict=True))


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
    return "(()=>{" + "".join(parts) + last + "})();\n"


def client() -> tuple[str, bytes]:
    """The script of the search page: its name, which changes with it, and the script."""
    data = script("page.js").encode()
    return f"search-{hashlib.blake2b(data, digest_size=4).hexdigest()}.js", data


def _walk(module: str, order: list[str]) -> None:
    if module not in order:
        for _, needed in _IMPORT.findall(_source(module)):
            if needed != CONSTANTS:
                _walk(needed, order)
        order.append(module)


def _source(module: str) -> str:
    return (CLIENT / module).read_text(encoding="utf-8")


def _wrapped(module: str) -> str:
    text = _source(module)
    exported = _EXPORT.findall(text)
    text = _EXPORT.sub("", text)
    for names, needed in _IMPORT.findall(text):
        if needed == CONSTANTS:
            text = _with_constants(text, names.split(", "))
    text = _IMPORT.sub(lambda found: f"const {{ {found[1]} }} = {_variable(found[2])};", text)
    returned = f"return{{{','.join(exported)}}}" if exported else ""
    return f"const {_variable(module)}=(()=>{{{_lean(text)}{returned}}})();\n"


def _with_constants(text: str, names: list[str]) -> str:
    """Numbers stand where they are used, the rest at the head of the module."""
    values = constants()
    text = _IMPORT.sub(lambda found: "" if found[2] == CONSTANTS else found[0], text)
    head = ""
    for name in names:
        value = msgspec.json.encode(values[name]).decode()
        if isinstance(values[name], int | float):
            text = re.sub(rf"\b{name}\b", value.removesuffix(".0"), text)
        else:
            head += f"const {name} = {value};\n"
    return head + text


def _lean(text: str) -> str:
    """A script without comments and needless spaces. Every statement of the client ends with a semicolon or a brace."""
    text = _COMMENT.sub("", text)
    text = re.sub(r"(?<=[(,=:!&|?]) +(?=/[^/*])", "", text)
    out: list[str] = []
    pieces = list(_PIECES.finditer(text))
    for at, piece in enumerate(pieces):
        if piece.lastgroup != "space":
            out.append(piece[0])
            continue
        before = out[-1][-1] if out else ";"
        after = pieces[at + 1][0][0] if at + 1 < len(pieces) else ";"
        if before == "," and after in ")]}":
            out[-1] = out[-1][:-1]
            before = out[-1][-1] if out[-1] else ","
        if (before not in _TIGHT and after not in _TIGHT) or before + after in ("++", "--"):
            out.append("\n" if "\n" in piece[0] else " ")
    return re.sub(r"(?<![\w$])\((\w+)\)=>", r"\1=>", "".join(out)).replace(";}", "}")


def _variable(module: str) -> str:
    return "$" + re.sub(r"\W", "_", module.removesuffix(".js"))
