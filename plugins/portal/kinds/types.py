"""The types that fields of content are made of: text in, typed values out.

YAML scalars arrive as the text that was typed. Each type says what it takes; what it cannot take is a
PydanticCustomError whose type is a code of words/problems.yaml.
"""

import re
from datetime import date, datetime
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

D = TypeVar("D", date, datetime)

_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*(?:/[a-z0-9]+(?:[-_][a-z0-9]+)*)*")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_YES, _NO = {"true", "yes", "是", "有", "1"}, {"false", "no", "否", "无", "0"}
_EIGHT_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})(?!\d)")
FIRST_YEAR, LAST_YEAR = 1900, 2100
"""Years beyond these are typing errors, or a 9999 that stands for “for ever”."""


def shown(value: Any) -> str:
    """A value as a message may quote it: short, and of a structure only its kind."""
    if value is None:
        return "（空）"
    if isinstance(value, dict):
        return "（一组字段）"
    if isinstance(value, list | tuple):
        return "（一个列表）"
    return " ".join(str(value).split())[:40]


class Model(BaseModel):
    """The base of every part of a content file: frozen, and strict about names."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, defer_build=True)


def _text(value: Any) -> Any:
    if isinstance(value, str) and not value.strip():
        raise PydanticCustomError("field.empty", "empty")
    return value


def _day(value: Any) -> Any:
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    text = value.strip() if isinstance(value, str) else ""
    if len(text) != 10 or "W" in text:
        return _fail("field.date", value)
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return _fail("field.date", value)
    return _in_our_time(day, value)


def _moment(value: Any) -> Any:
    if isinstance(value, datetime):
        return value
    text = value.strip() if isinstance(value, str) else ""
    if len(text) not in (10, 16) or "W" in text:
        return _fail("field.moment", value)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return _fail("field.moment", value)
    return _in_our_time(moment, value) if moment.tzinfo is None else _fail("field.moment", value)


def _in_our_time(day: D, value: Any) -> D:
    if FIRST_YEAR <= day.year <= LAST_YEAR:
        return day
    gaps = {"value": shown(value), "first": FIRST_YEAR, "last": LAST_YEAR}
    raise PydanticCustomError("field.year", "year", gaps)


def _fail(code: str, value: Any) -> Any:
    """Refuse a value; a date in another form is answered with the form that is meant."""
    text = shown(value)
    found = _DATE.search(text) or _EIGHT_DIGITS.match(text)
    example = "2026-03-01"
    if found:
        year, month, day = (int(part) for part in found.groups())
        try:
            example = date(year, month, day).isoformat()
        except ValueError:
            raise PydanticCustomError("field.no_such_date", "no such date", {"value": text}) from None
    raise PydanticCustomError(code, "not a date", {"value": text, "example": example})


def _identifier(value: str) -> str:
    text = (
        value.strip()
        .removeprefix("/")
        .removesuffix(".html")
        .removesuffix(".md")
        .removesuffix(".yaml")
        .removesuffix(".yml")
    )
    if not _ID.fullmatch(text):
        raise PydanticCustomError("field.reference", "not an id", {"value": shown(value)})
    return text


def _slug(value: str) -> str:
    if not _SLUG.fullmatch(value):
        raise PydanticCustomError("field.slug", "not a slug", {"value": shown(value), "near": ""})
    return value


def _path(value: str) -> str:
    parts = value.removeprefix("/").removeprefix("files/").split("/")
    if not all(parts) or any(part in (".", "..") for part in parts) or "\\" in value:
        raise PydanticCustomError("field.path", "not a path", {"value": value[:60]})
    return "/".join(parts)


def _yes_no(value: Any) -> Any:
    word = str(value).strip().lower()
    if word in _YES or word in _NO:
        return word in _YES
    raise PydanticCustomError("field.yes_no", "neither yes nor no", {"value": shown(value)})


def _as_list(value: Any) -> Any:
    """One value where a list is meant is a list of one."""
    return [value] if isinstance(value, str | dict) else value


def _as_words(value: Any) -> Any:
    """Words on one line, as people type them, are a list of words; so are several in one entry of a list."""
    entries = [value] if isinstance(value, str) else value
    if not isinstance(entries, list) or not all(isinstance(entry, str) for entry in entries):
        return value
    return [word for entry in entries for word in re.split(r"[，、,；;]\s*", entry) if word.strip()] or entries


def choice(**labels: str) -> Any:
    """A field that takes one of some names, or the Chinese label of one; the value is the name."""
    by_label = {label: name for name, label in labels.items()}

    def read(value: Any) -> str:
        word = str(value).strip()
        if word in labels:
            return word
        if word in by_label:
            return by_label[word]
        options = "、".join(f"{name}（{label}）" if name != label else name for name, label in labels.items())
        raise PydanticCustomError("field.choice", "not a choice", {"value": shown(value), "options": options})

    return BeforeValidator(read)


Text = Annotated[str, AfterValidator(_text)]
Day = Annotated[date, BeforeValidator(_day)]
"""A calendar day, YYYY-MM-DD."""
Moment = Annotated[datetime, BeforeValidator(_moment)]
"""A day, or a day and minute of Beijing time: YYYY-MM-DD or YYYY-MM-DD HH:MM."""
Identifier = Annotated[str, AfterValidator(_identifier)]
"""The id of another item: its path below content/ without the ending."""
Slug = Annotated[str, AfterValidator(_slug)]
FilePath = Annotated[str, AfterValidator(_path)]
"""A file's path below content/files/."""
YesNo = Annotated[bool, BeforeValidator(_yes_no)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_as_list)]
Words = Annotated[tuple[Text, ...], BeforeValidator(_as_words)]
"""Several words: a list, or one line with commas between them."""
Identifiers = Annotated[tuple[Identifier, ...], BeforeValidator(_as_list)]
Slugs = Annotated[tuple[Slug, ...], BeforeValidator(_as_list)]
Count = Annotated[int, Field(ge=0, le=1_000_000)]
"""How many of something."""
Days = Annotated[int, Field(ge=0, le=3_650)]
"""A number of days; which days (calendar or working) the field says."""
Year = Annotated[int, Field(ge=1900, le=2100)]
Points = Annotated[float, Field(ge=-10_000, le=10_000)]
Number = Annotated[float, Field(allow_inf_nan=False)]
