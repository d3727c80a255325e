"""Search at the door with the site's own engine: by initials, by full pinyin, with a letter wrong, by words that are offered."""

from functools import partial
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from plugins.kiosk.keyboard import syllables

from ...helpers import Built
from .visitor import SIZES, Visitor, visit

ASK = """async queries => {
  const base = document.querySelector('script[type="module"]').src;
  const engine = await (await import(base.replace("main.js", "find.js"))).open("./");
  const answers = [];
  const answer = async (typed) => {
    const start = performance.now();
    const [found] = await Promise.all([engine.search(typed, { limit: 30 }), engine.suggest(typed)]);
    return [found.map(({ id }) => id), performance.now() - start];
  };
  for (const typed of queries) {
    const first = await answer(typed);
    answers.push(first);
  }
  return answers;
}"""
"""The screens that each query finds, and the milliseconds that it took."""


def ask(visitor: Visitor, queries: list[str]) -> list[tuple[list[str], float]]:
    found: list[tuple[list[str], float]] = visitor.page.evaluate(ASK, queries)
    return found


def type_in(visitor: Visitor, letters: str) -> None:
    visitor.jump("search")
    visitor.page.locator('[data-key="clear"]').tap()
    for key in letters:
        visitor.touch(f'[data-key="{key}"]')
    expect(visitor.page.locator("[data-typed]")).to_have_text(letters)


def guides(real_site: Built) -> list[tuple[str, list[str]]]:
    """The screen of each guide and the syllables of its title."""
    records = real_site.library.of_kind["guide"]
    return [(f"guide/{each.id.removeprefix('guides/')}", syllables(each.title).split()) for each in records]


def _mistyped(parts: list[str], place: int) -> list[str]:
    """One syllable wrong, as people get it wrong: -n for -ng and the like."""
    part = parts[place]
    other = part[:-1] if part.endswith("g") else f"{part}g" if part.endswith("n") else "ta" if part != "ta" else "ma"
    return [*parts[:place], other, *parts[place + 1 :]]


def _typings(parts: list[str]) -> list[str]:
    initials = [part[0] for part in parts]
    slip = "q" if initials[1] != "q" else "t"
    return [
        "".join(initials),
        "".join(parts),
        "".join(initials[:4]),
        "".join([*parts[:2], *initials[2:4]]),
        "".join([initials[0], slip, *initials[2:]]),
        *("".join(_mistyped(parts, place)) for place in (0, len(parts) // 2)),
    ]


def test_every_guide_is_among_the_first_three_by_its_initials_its_pinyin_and_with_a_syllable_wrong(
    chromium: Browser, site: str, real_site: Built
) -> None:
    wanted = [(name, typed) for name, parts in guides(real_site) for typed in _typings(parts)]
    with visit(chromium, site, "portrait", now=None) as visitor:
        answers = ask(visitor, [typed for _, typed in wanted])
        pairs = list(zip(wanted, answers, strict=True))
        assert [(name, typed) for (name, typed), (found, _) in pairs if name not in found[:3]] == []
        late = {typed for (_, typed), (_, taken) in pairs if taken > 100}
        # The machine may have been busy with something else: then the page's own work counts.
        assert [typed for typed in late if visitor.thread_ms(partial(ask, visitor, [typed])) > 100] == []


@pytest.mark.parametrize("orientation", SIZES)
def test_letters_give_words_words_give_cards_and_cards_open_screens(
    chromium: Browser, site: str, orientation: str
) -> None:
    with visit(chromium, site, orientation) as visitor:
        visitor.wake()
        visitor.touch('#stage [data-go="search"]')
        expect(visitor.page.locator("[data-found] .hint")).to_be_visible()
        type_in(visitor, "zzgx")
        candidate = visitor.page.locator("[data-candidates] button").first
        expect(candidate).to_have_text("组织关系")
        expect(visitor.page.locator("[data-found] b").first).to_have_text("党员组织关系转接")
        visitor.touch(candidate)
        expect(visitor.page.locator("[data-typed]")).to_have_text("组织关系")
        card = visitor.page.locator("[data-found] .row").first
        expect(card.locator(".kind")).to_have_text("办事指南")
        expect(card.locator("small")).not_to_be_empty()
        visitor.touch('[data-action="next"]')
        expect(visitor.page.locator(".pager span")).to_contain_text("第 2 页")
        expect(card).not_to_be_in_viewport()
        visitor.touch('[data-action="previous"]')
        visitor.touch(card)
        assert visitor.shown().startswith("guide/")


TYPED = {
    "zzguangxi": ("组织关系", "guide/"),
    "czda": ("查档案", "guide/"),
    "gongjiao": ("", "city"),
    "501": ("", "office/"),
}
"""Letters → the first word that is offered, and the screen that the first card opens."""


def test_what_people_type(chromium: Browser, site: str) -> None:
    with visit(chromium, site, "portrait") as visitor:
        visitor.wake()
        for letters, (word, screen) in TYPED.items():
            type_in(visitor, letters)
            card = visitor.page.locator("[data-found] .row").first
            card.wait_for()
            if word:
                expect(visitor.page.locator("[data-candidates] button").first).to_have_text(word)
            visitor.touch(card)
            assert visitor.shown().startswith(screen), letters


def test_a_word_with_quotation_marks_asks_for_no_text(chromium: Browser, site: str) -> None:
    with visit(chromium, site, "portrait") as visitor:
        asked: list[str] = []
        visitor.page.on("request", lambda request: asked.append(request.url))
        ((found, _),) = ask(visitor, ["“组织关系”转接"])
    assert found[0].startswith("guide/") and not [url for url in asked if "/find/x/" in url]


def test_a_notice_that_has_ended_leaves_the_results_by_the_kiosks_own_clock(
    chromium: Browser, site: str, real_site: Built
) -> None:
    title = real_site.library.by_id["notices/appointment/2026-11"].title
    shown: dict[str, Any] = {}
    for now in ("2026-11-24T10:00:00+08:00", "2026-11-25T10:00:00+08:00"):
        with visit(chromium, site, "portrait", now=now) as visitor:
            visitor.wake()
            type_in(visitor, "rqgs")
            visitor.page.locator("[data-found] .row").first.wait_for()
            shown[now[:10]] = visitor.page.locator("[data-found] b").all_text_contents()
    assert title in shown["2026-11-24"] and title not in shown["2026-11-25"]
