"""The words of the kiosk in its three languages."""

from functools import cache

import yaml

from ..traditional import WORDS, traditional

LANGUAGES = {"hans": "简体", "hant": "繁體", "en": "English"}
"""Code → the language's own name."""


@cache
def all_words() -> dict[str, dict[str, str]]:
    """Language → key → words."""
    read: dict[str, dict[str, str]] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    hans = {key: each["hans"] for key, each in read.items()}
    return {
        "hans": hans,
        "hant": {key: traditional(words) for key, words in hans.items()},
        "en": {key: each["en"] for key, each in read.items()},
    }


def say(key: str, language: str = "hans", **gaps: object) -> str:
    """Words of the kiosk, with their gaps filled. Raises KeyError for a key that screens.yaml does not have."""
    words = all_words()[language][key]
    return words.format_map(gaps) if gaps else words
