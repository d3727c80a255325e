"""A request's parameters → what is asked, or why it is refused, in words for whoever asks."""

import re
import unicodedata
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from .answer import FACETS
from .query import LONGEST

LONGEST_LINE = 8_000
"""Bytes of a query string; the longest query with every filter stays far below it."""
LIMIT, MOST_LIMIT = 10, 50
DEEPEST = 1_000
"""Results that can be paged to; nobody reads further, and a machine may take the open data."""
_CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_KNOWN = ("q", "page", "limit", "sort", *FACETS)


class Refused(Exception):
    """A request that is not answered: status, a word for programs, a sentence for people, seconds to wait if any."""

    def __init__(self, status: int, code: str, message: str, wait: int = 0) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.wait = wait


@dataclass(frozen=True)
class Asked:
    """What is asked."""

    text: str
    page: int = 1
    limit: int = LIMIT
    newest: bool = False
    filters: dict[str, str] = field(default_factory=dict)

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.limit


def read(line: str) -> Asked:
    """Read a query string. Parameters that are not known are passed over. Raises Refused."""
    given = _parameters(line)
    text = _clean(given.get("q", ""))
    if len(text) > LONGEST:
        raise Refused(400, "query_too_long", f"查询词太长：最多 {LONGEST} 个字，请只写关键的几个词。")
    limit = _number(given, "limit", LIMIT, MOST_LIMIT)
    page = _number(given, "page", 1, 10**6)
    if page * limit > DEEPEST:
        raise Refused(400, "too_deep", f"最多看到第 {DEEPEST} 条结果。请加上筛选条件，或者换更具体的词。")
    sort = given.get("sort", "") or "relevance"
    if sort not in ("relevance", "newest"):
        raise Refused(400, "bad_sort", "排序方式 sort 只能写 relevance（按相关）或 newest（按时间）。")
    filters = {name: given[name] for name in FACETS if given.get(name)}
    for name, value in filters.items():
        if not _CODE.fullmatch(value):
            raise Refused(400, "bad_filter", f"筛选条件 {name} 写得不对：应当是小写字母、数字和连字符组成的代号。")
    return Asked(text, page, limit, sort == "newest", filters)


def _parameters(line: str) -> dict[str, str]:
    if len(line) > LONGEST_LINE:
        raise Refused(400, "query_too_long", f"网址太长。查询词最多 {LONGEST} 个字，请只写关键的几个词。")
    try:
        pairs = parse_qsl(line, keep_blank_values=True, errors="strict", max_num_fields=40)
    except UnicodeDecodeError:
        raise Refused(400, "bad_encoding", "网址里的文字编码不对，应当是 UTF-8。请在搜索框里重新输入。") from None
    except ValueError:
        raise Refused(400, "too_many_parameters", "网址里的参数太多。请在搜索框里重新输入。") from None
    made: dict[str, str] = {}
    for name, value in pairs:
        if name in _KNOWN:
            if name in made:
                raise Refused(400, "given_twice", f"参数 {name} 只能写一次。")
            made[name] = value
    return made


def _clean(text: str) -> str:
    """Without control and invisible characters: they match nothing, and could disguise what a page shows."""
    return " ".join("".join(" " if unicodedata.category(each)[0] == "C" else each for each in text).split())


def _number(given: dict[str, str], name: str, default: int, most: int) -> int:
    value = given.get(name, "") or str(default)
    if not (value.isascii() and value.isdigit() and len(value) <= 9 and 1 <= int(value) <= most):
        raise Refused(400, f"bad_{name}", f"参数 {name} 应当是 1 到 {most} 之间的整数。")
    return int(value)
