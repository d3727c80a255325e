"""What is measured of a whole process: a cold build, then rebuilds after one edit, after a new title, after nothing."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from . import measure
from .layouts import Place
from .measure import Usage
from .tools import Tool

COLD, BODY, TITLE, NOTHING = "cold", "one body edited", "one title edited", "nothing changed"


class EditNotSeen(Exception):
    """A rebuild ended well, yet its page does not show the edit."""


@dataclass(frozen=True)
class Edits:
    """Draws the documents to edit: another one each time, spread over the corpus, the same ones for every tool."""

    places: Sequence[Place]

    def __call__(self, turn: int) -> Place:
        """The document to edit in one turn."""
        # A step without a common factor with round numbers, so that no document comes twice.
        return self.places[(turn + 1) * 6180339 % len(self.places)]


def sentence(turn: int) -> str:
    """A sentence that no document holds yet."""
    return f"本办法由办公室负责解释，第{turn + 1}次核对无误。"


def title(turn: int) -> str:
    """A title that no document has yet."""
    return f"关于修订机关工作规程的通知（第{turn + 1}稿）"


def require(tool: Tool, place: Place, words: str) -> None:
    """The page of an edited document must show the edit."""
    if words not in tool.page(place).read_text(encoding="utf-8"):
        raise EditNotSeen(f"{tool.label}: {place.id}.html does not show “{words}” after the rebuild")


def require_listed(tool: Tool, place: Place, words: str) -> None:
    """A page of the column of an edited document must show its new title."""
    lists = (tool.output / "columns" / place.column).rglob("*.html")
    if not any(words in page.read_text(encoding="utf-8") for page in lists):
        raise EditNotSeen(f"{tool.label}: no page of the column {place.column} shows “{words}” after the rebuild")


def build(tool: Tool, watch_memory: bool = False) -> Usage:
    """One build by a fresh process; what it took to make a search index, which is measured elsewhere, is left out."""
    usage = measure.run(tool.build, tool.folder, tool.environment, watch_memory)
    if tool.apart is None or not tool.apart.exists():
        return usage
    apart = float(json.loads(tool.apart.read_text())["finishing"])
    return replace(usage, cpu=usage.cpu - apart, user=usage.user - apart, wall=usage.wall - apart)


def cold(tool: Tool, watch_memory: bool = False) -> Usage:
    """A build with neither output nor caches."""
    tool.clear()
    return build(tool, watch_memory)


def run(
    tools: Sequence[Tool], places: Sequence[Place], rounds: int, cases: Sequence[str]
) -> dict[tuple[str, str], list[Usage]]:
    """The rounds by (tool, case). The tools take turns; each has been built once before."""
    edits = Edits(places)

    def body_edited(tool: Tool, turn: int) -> Usage:
        place = edits(2 * turn)
        tool.append(place, sentence(turn))
        usage = build(tool)
        require(tool, place, sentence(turn))
        return usage

    def title_edited(tool: Tool, turn: int) -> Usage:
        place = edits(2 * turn + 1)
        tool.retitle(place, title(turn))
        usage = build(tool)
        require(tool, place, title(turn))
        require_listed(tool, place, title(turn))
        return usage

    actions: dict[str, Callable[[Tool, int], Usage]] = {
        COLD: lambda tool, _: cold(tool),
        BODY: body_edited,
        TITLE: title_edited,
        NOTHING: lambda tool, _: build(tool),
    }
    results: dict[tuple[str, str], list[Usage]] = {}
    for case in cases:
        action = actions[case]
        turns = {tool.name: lambda turn, tool=tool, action=action: action(tool, turn) for tool in tools}
        for name, usages in measure.interleave(rounds, turns).items():
            results[name, case] = usages
    return results
