"""您是不是要找: what may have been meant when nothing has all that was typed. `client/meaning.js` does the same."""

from collections.abc import Callable, Iterable, Iterator

from .analysis import squeeze

SHORTEST, LONGEST = 3, 24
"""Characters of a query that can be mended by its neighbours."""


def meant(plain: str, titles: Iterable[str], known: Callable[[str], bool] = lambda term: False) -> str:
    """The stretch of a title that the query is one character away from; empty if there is none.

    One character is wrong, missing or too many. The first and the last character of what is offered are of the query,
    or next to its own, so that the offer is no longer or shorter than it needs to be. Where it is the first or the last
    that differs, there must be enough that does not, and it must be part of no term that is `known` to occur: 王部长 does
    not mean 会部长, nor 我想入党 姨想入党.
    """
    typed = squeeze(plain)
    size = len(typed)
    if not SHORTEST <= size <= LONGEST:
        return ""
    for title in titles:
        text = squeeze(title)
        if typed in text:
            return ""
        for stretch in _stretches(text, size):
            ends = _other_ends(typed, stretch)
            if _one_apart(typed, stretch) and not (ends and (size == SHORTEST or any(map(known, ends)))):
                return stretch
    return ""


def _stretches(text: str, size: int) -> Iterator[str]:
    """Stretches of the same length, then those with one more, then one fewer."""
    for length in (size, size + 1, size - 1):
        for start in range(len(text) - length + 1):
            yield text[start : start + length]


def _other_ends(typed: str, stretch: str) -> list[str]:
    """The pairs with which the query begins or ends, other than the stretch does."""
    ends = [typed[:2]] if typed[0] != stretch[0] else []
    return ends + ([typed[-2:]] if typed[-1] != stretch[-1] else [])


def _one_apart(one: str, other: str) -> bool:
    """Whether one substitution, or one insertion inside, makes them alike."""
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    short, long = sorted((one, other), key=len)
    at = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return 0 < at < len(short) and short[at:] == long[at + 1 :]
