"""Tables from character to character or sound, with the words that decide where one character has several.

The browser reads them greedily: at each place the longest word of the table, else the character alone. A word is kept
only where shorter ones and single characters would give something else, so the table stays small.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
TABLES = ROOT / "theme" / "static"
PLACE = "~"
"""Where in a word the character stands that the group is about; left out where it stands first."""


@dataclass
class CharTable:
    """Single characters with what they become, and words with what each of their characters becomes."""

    plain: Mapping[str, str]
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _longest: int = 1

    def convert(self, text: str) -> tuple[str, ...]:
        """What each character of the text becomes; the same way as characters.later.js."""
        made: list[str] = []
        while len(made) < len(text):
            at = len(made)
            for length in range(min(self._longest, len(text) - at), 1, -1):
                if found := self.words.get(text[at : at + length]):
                    made.extend(found)
                    break
            else:
                made.append(self.plain.get(text[at], text[at]))
        return tuple(made)

    def __post_init__(self) -> None:
        self._longest = max(map(len, self.words), default=1)

    def learn(self, words: Iterable[tuple[str, Sequence[str]]]) -> None:
        """Keep those words that the table would get wrong; the short ones first, since they help the long ones."""
        for word, wanted in sorted(words, key=lambda each: (len(each[0]), each[0])):
            if 1 < len(word) == len(wanted) and self.convert(word) != tuple(wanted):
                self.keep(word, wanted)

    def keep(self, word: str, becomes: Sequence[str]) -> None:
        """Keep a word, whether it is needed or not."""
        self.words[word] = tuple(becomes)
        self._longest = max(self._longest, len(word))

    def lines(self) -> list[str]:
        """The words, grouped: `干乾 净 饼~` says that 干 becomes 乾 in 干净 and 饼干, `干系 幹 係` says all of a word."""
        groups: dict[tuple[str, str], list[str]] = defaultdict(list)
        whole: list[str] = []
        for word, made in sorted(self.words.items()):
            odd = [at for at, char in enumerate(word) if self.plain.get(char, char) != made[at]]
            if len(odd) == 1:
                at = odd[0]
                groups[word[at], made[at]].append(word[:at] + PLACE + word[at + 1 :] if at else word[1:])
            else:
                whole.append(" ".join((word, *made)))
        return [f"{char} {other} {' '.join(rests)}" for (char, other), rests in sorted(groups.items())] + whole


def write(name: str, content: Mapping[str, Any]) -> None:
    """A table as a file of the theme."""
    (TABLES / name).write_text(text_of(content), encoding="utf-8")


def text_of(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"


def common_characters() -> list[str]:
    """The 6,763 characters of GB 2312, in its order."""
    rows = (bytes((high, low)) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    return [char.decode("gb2312") for char in rows if not (char[0] == 0xD7 and char[1] > 0xF9)]
