"""The service's pages, which need no JavaScript. Everything that was typed or found goes through Jinja's escaping."""

from collections.abc import Container, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from .answer import FACETS, Answer, Hit
from .asked import DEEPEST, LIMIT, Asked
from .passages import marked
from .query import LONGEST, parse
from .standing import Opened
from .words import SiteWords

TEMPLATES = Path(__file__).with_name("templates")
STYLE = (TEMPLATES / "service.css").read_bytes()
_GROUPS = {"kind": "类型", "column": "栏目", "office": "处室", "year": "年份", "status": "状态"}
_SHOWN = 12
"""Values of a filter that are shown; the rarest are left out."""
_AROUND = 3
"""Pages before and after this one that have a link."""

Pieces = list[tuple[str, bool]]
"""A text cut into what was looked for (True) and the rest."""


class Pages:
    """Makes pages. `site` is the address of the site that results lead to; empty if it is the service's own origin."""

    def __init__(self, site: str = "") -> None:
        self._site = site
        self._templates = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def message(self, title: str, message: str, below: str, opened: Opened | None = None) -> bytes:
        """A page that says why there is no answer. `below` leads from where the page stands to the service's root."""
        given = {"title": title, "message": message, "search": f"{below}search/"}
        return self._made("message.html", below, opened, **given)

    def answer(self, asked: Asked, answer: Answer | None, opened: Opened) -> bytes:
        """The form, and what was found if something was asked."""
        given: dict[str, Any] = {
            "text": asked.text,
            "action": "./",
            "longest": LONGEST,
            "carried": [each for each in _parameters(asked) if each[0] not in ("q", "page")],
            "cleared": _href(asked, **dict.fromkeys(asked.filters, "")) if asked.filters else "",
            "total": 0,
            "groups": [],
            "meant": None,
        }
        if answer is not None:
            given |= self._found(asked, answer, opened)
        return self._made("answer.html", "../", opened, **given)

    def _found(self, asked: Asked, answer: Answer, opened: Opened) -> dict[str, Any]:
        words = opened.words
        pages = -(-min(answer.total, DEEPEST) // asked.limit)
        looked_for = {term for each in parse(asked.text, words.synonyms).wordings for term, _ in each.terms}
        return {
            "total": answer.total,
            "page": asked.page,
            "pages": pages,
            "first": asked.offset + 1,
            "meant": {"href": _href(asked, q=answer.meant), "label": answer.meant} if answer.meant else None,
            "sorts": [
                {"href": _href(asked, sort=""), "label": "按相关", "chosen": not asked.newest},
                {"href": _href(asked, sort="newest"), "label": "按时间", "chosen": asked.newest},
            ],
            "groups": [group for name in FACETS if (group := _group(name, asked, answer, words))["links"]],
            "results": [self._result(hit, looked_for, words) for hit in answer.results],
            "paging": _paging(asked, pages) if pages > 1 else [],
        }

    def _result(self, hit: Hit, looked_for: Container[str], words: SiteWords) -> dict[str, Any]:
        piece = hit.passage
        page = self._site + quote(hit.url, safe="/#")
        return {
            "href": page,
            "title": pieces(hit.title, marked(hit.title, looked_for)),
            "kind": words.kinds.get(hit.kind, hit.kind),
            "ended": "" if hit.holds else words.states.get(hit.status, "已失效"),
            "day": hit.day,
            "doc_number": hit.doc_number,
            "snippet": pieces(piece.text, piece.marks)
            if piece is not None
            else [(hit.snippet, False)] * bool(hit.snippet),
            "there": f"{page}#{quote(piece.anchor)}" if piece is not None and piece.anchor and piece.heading else "",
            "heading": piece.heading if piece is not None else "",
        }

    def _made(self, template: str, below: str, opened: Opened | None, **given: Any) -> bytes:
        # The site's own style goes with pages that are shown at the site's own address.
        sheets = opened.sheets if opened is not None and not self._site else ()
        shared = {"site": self._site, "sheets": sheets, "style": f"{below}search/service.css"}
        return self._templates.get_template(template).render(**shared, **given).encode()


def pieces(text: str, marks: Sequence[tuple[int, int]]) -> Pieces:
    """A text, cut at the places that are to be marked."""
    made: Pieces = []
    at = 0
    for start, end in marks:
        made += [(text[at:start], False), (text[start:end], True)]
        at = end
    return [each for each in (*made, (text[at:], False)) if each[0]]


def _group(name: str, asked: Asked, answer: Answer, words: SiteWords) -> dict[str, Any]:
    labels = {"kind": words.kinds, "column": words.columns, "office": words.offices, "status": words.states}.get(
        name, {}
    )
    links = []
    for code, count in list(answer.facets[name].items())[:_SHOWN]:
        chosen = asked.filters.get(name) == code
        label = f"{code} 年" if name == "year" else labels.get(code, code)
        if code:
            links.append(
                {
                    "href": _href(asked, **{name: "" if chosen else code}),
                    "label": label,
                    "count": count,
                    "chosen": chosen,
                }
            )
    return {"label": _GROUPS[name], "links": links}


def _paging(asked: Asked, pages: int) -> list[dict[str, Any]]:
    page = asked.page
    near = range(max(1, page - _AROUND), min(pages, page + _AROUND) + 1)
    links = [{"href": _href(asked, page=str(n)), "label": f"第 {n} 页", "chosen": n == page, "rel": ""} for n in near]
    if page > 1:
        links.insert(
            0, {"href": _href(asked, page=str(min(page - 1, pages))), "label": "上一页", "chosen": False, "rel": "prev"}
        )
    if page < pages:
        links.append({"href": _href(asked, page=str(page + 1)), "label": "下一页", "chosen": False, "rel": "next"})
    return links


def _parameters(asked: Asked) -> list[tuple[str, str]]:
    limit = "" if asked.limit == LIMIT else str(asked.limit)
    made = [("q", asked.text), *asked.filters.items(), ("sort", "newest" if asked.newest else ""), ("limit", limit)]
    return [each for each in made if each[1]]


def _href(asked: Asked, **changes: str) -> str:
    """The same question with changes; another page is only kept if it is named."""
    given = {**dict(_parameters(asked)), **changes}
    if given.get("page") == "1":
        del given["page"]
    return "?" + urlencode({name: value for name, value in given.items() if value})
