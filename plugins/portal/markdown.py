"""Markdown → safe HTML, the only place.

comrak parses with emphasis that knows Chinese punctuation, tables and footnotes; raw HTML is escaped away and script
addresses are dropped by it. Here headings get their level, a stable anchor and a place in the contents; wide tables get
a frame that scrolls.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from urllib.parse import quote, unquote

import comrak

_HEADING = re.compile(r"<h([1-6])>(.*?)</h\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_CODE = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)
_ARTICLE = re.compile(r"<p>(<strong>)?(第[一二三四五六七八九十百千零〇]+条(?:之[一二三四五六七八九十]+)?)")
_ARTICLE_OR_HEADING = re.compile(r'<h[23] id="([^"]+)">|<a class="article-number" href="#([\w-]+)">([^<]+)</a>')
_WIDE = r"[\u2014\u2018-\u201d\u2026\u3000-\u303f\u3400-\u9fff\uff00-\uffef\U00020000-\U0003ffff]"
"""Ideographs and what stands between them: signs that are set without spaces."""
_INLINE = ("a", "em", "strong", "del", "code")
_AFTER = "|".join(f"(?<={end}\n)" for end in (_WIDE, *(f"</{tag}>" for tag in _INLINE)))
# The line end comes first, so that a text is searched for just that.
_LINE_BREAK = re.compile(rf"\n(?:{_AFTER})(?=(?:<(?:{'|'.join(_INLINE)})\b[^>]*>)*{_WIDE})")
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0}
_UNITS = {"十": 10, "百": 100, "千": 1000}


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of the contents. Level 2 or 3; the anchor is stable while the heading's words are."""

    level: int
    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading of a rule with the articles below it; articles before the first heading have none."""

    heading: Heading | None
    articles: tuple[Heading, ...]
    """Their numbers as written, 第六条; their level is 0."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A body as HTML, and its contents."""

    html: str
    headings: tuple[Heading, ...]
    chapters: tuple[Chapter, ...] = ()
    """The same contents with articles, where these were asked for and there are any."""


def _extensions(footnotes: bool = True, link: Callable[[str], str] | None = None) -> comrak.ExtensionOptions:
    options = comrak.ExtensionOptions()
    options.table = options.strikethrough = options.autolink = options.tasklist = True
    options.cjk_friendly_emphasis = True
    options.footnotes = footnotes
    if link is not None:
        options.link_url_rewriter = options.image_url_rewriter = link
    return options


def _rendering() -> comrak.RenderOptions:
    options = comrak.RenderOptions()
    options.unsafe_ = False
    options.escape = True  # what looks like HTML is shown as the text that was typed, and not dropped
    return options


_PARSING = comrak.ParseOptions()
_EXTENSIONS = _extensions()
_RENDERING = _rendering()
_SEEING_ALL = comrak.RenderOptions()
_SEEING_ALL.unsafe_ = (
    True  # only to be told of script addresses too, which are findings; what it renders is thrown away
)


def render(
    text: str, link: Callable[[str], str] | None = None, articles: bool = False, taken: Iterable[str] = ()
) -> Rendered:
    """Markdown → HTML.

    `link` turns each address as typed into the one to publish; `articles` anchors 第…条; `taken` are anchors that the
    page has already.
    """
    # A call back into Python costs more than the parsing, so it is left out where there is nothing to rewrite.
    extensions = _extensions(link=link) if link is not None and ("](" in text or "]:" in text) else _EXTENSIONS
    html = comrak.render_markdown(text, extensions, _PARSING, _RENDERING)
    headings: list[Heading] = []
    used: set[str] = set(taken)
    if "<h" in html:
        shift = _shift(html)
        html = _HEADING.sub(lambda found: _heading(found, shift, used, headings), html)
    if (articles and "<p>第" in html) or (articles and "<strong>第" in html):
        html = _ARTICLE.sub(lambda found: _article(found, used), html)
        return Rendered(_framed(html), tuple(headings), _chapters(html, headings))
    return Rendered(_framed(html), tuple(headings))


def render_field(text: str, link: Callable[[str], str]) -> str:
    """The Markdown of a field, such as an answer, which stands in the middle of a page: no anchors and no footnotes,
    whose names might be taken, and headings as bold lines, since the page's outline is not the field's to change."""
    html = comrak.render_markdown(text, _extensions(footnotes=False, link=link), _PARSING, _RENDERING)
    return _framed(_HEADING.sub(r"<p><strong>\2</strong></p>", html) if "<h" in html else html)


def _framed(html: str) -> str:
    """Lines of a paragraph are joined; wide tables scroll inside a frame of their own; pictures wait until they are
    needed."""
    html = _joined(html)
    if "<table" in html:
        html = html.replace("<table>", '<div class="table-frame" tabindex="0" role="region" aria-label="表格"><table>')
        html = html.replace("</table>", "</table></div>")
    if "<img" in html:
        html = html.replace("<img ", '<img loading="lazy" decoding="async" ')
    if "data-footnote-backref" in html:
        html = html.replace('aria-label="Back to reference ', 'aria-label="回到正文脚注 ')
    return html


def _joined(html: str) -> str:
    """Between Chinese characters a line that ends in the middle of a paragraph is no space, as browsers make of it."""
    if "<pre>" not in html and "<pre " not in html:
        return _LINE_BREAK.sub("", html)
    pieces = _CODE.split(html)
    pieces[::2] = [_LINE_BREAK.sub("", each) for each in pieces[::2]]
    return "".join(pieces)


def links(text: str) -> list[tuple[str, int, bool]]:
    """The addresses that a body points to: (address as typed, line from 0, is a picture).

    The parser itself tells them, so that code is left out and pictures inside links are not missed.
    """
    if "](" not in text and "]:" not in text:
        return []
    found: list[tuple[str, bool]] = []

    def note(picture: bool) -> Callable[[str], str]:
        def keep(address: str) -> str:
            found.append((unquote(address), picture))
            return address

        return keep

    options = _extensions(link=note(False))
    options.image_url_rewriter = note(True)
    comrak.render_markdown(text, options, _PARSING, _SEEING_ALL)
    return [(address, _line_of(address, text), picture) for address, picture in found]


def _line_of(address: str, text: str) -> int:
    """Where an address was typed first; the first line if it was typed in another form."""
    forms = (mark + typed for typed in (address, quote(address)) for mark in ("](", "<", "]: ", ""))
    place = next((found for form in forms if (found := text.find(form)) >= 0), 0)
    return text.count("\n", 0, place)


def _shift(html: str) -> int:
    """How far headings move so that the body's highest one is level 2: the page's title is the only level 1."""
    highest = min(int(match[1]) for match in _HEADING.finditer(html)) if _HEADING.search(html) else 2
    return 2 - highest


def _heading(found: re.Match[str], shift: int, used: set[str], headings: list[Heading]) -> str:
    previous = headings[-1].level if headings else 1
    level = max(2, min(int(found[1]) + shift, previous + 1, 6))
    text = unescape(_TAG.sub("", found[2])).strip()
    anchor = _free(_anchor(text), used)
    headings.append(Heading(level, anchor, text))
    return f'<h{level} id="{anchor}">{found[2]}</h{level}>'


def _anchor(text: str) -> str:
    """第三章 总则 → chapter-like text keeps its words: an address may hold Chinese, and readers can read it."""
    words = re.sub(r"[^\w\u4e00-\u9fff]+", "-", text.lower()).strip("-")
    words = words[:40] or "section"
    return f"h-{words}" if words.startswith("fn") else words  # fn… are the names of footnotes


def _free(anchor: str, used: set[str]) -> str:
    candidate, number = anchor, 2
    while candidate in used:
        candidate, number = f"{anchor}-{number}", number + 1
    used.add(candidate)
    return candidate


def _article(found: re.Match[str], used: set[str]) -> str:
    anchor = f"article-{number(found[2])}"
    if anchor in used:
        return found[0]
    used.add(anchor)
    return f'<p id="{anchor}">{found[1] or ""}<a class="article-number" href="#{anchor}">{found[2]}</a>'


def _chapters(html: str, headings: Iterable[Heading]) -> tuple[Chapter, ...]:
    """The articles in their places below the headings of level 2 and 3; nothing where there are no articles."""
    named = {heading.anchor: heading for heading in headings}
    chapters: list[tuple[Heading | None, list[Heading]]] = []
    for heading, article, words in _ARTICLE_OR_HEADING.findall(html):
        if heading:
            chapters.append((named[heading], []))
        else:
            if not chapters:
                chapters.append((None, []))
            chapters[-1][1].append(Heading(0, article, words))
    if not any(articles for _, articles in chapters):
        return ()
    return tuple(Chapter(heading, tuple(articles)) for heading, articles in chapters)


@lru_cache(maxsize=2048)
def number(words: str) -> str:
    """第十二条之一 → 12-1."""
    parts = words.removeprefix("第").replace("条", "").split("之")
    return "-".join(str(_value(part)) for part in parts)


def _value(words: str) -> int:
    total, digit = 0, 0
    for char in words:
        if char in _UNITS:
            total += (digit or (1 if not total else 0)) * _UNITS[char]
            digit = 0
        else:
            digit = _DIGITS.get(char, 0)
    return total + digit
