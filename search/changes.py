"""What a changed document changes in posting lists."""

from .blocks import decode_sounds, decode_texts, encode_sounds, encode_texts
from .document import SearchDoc
from .inverted import MOST, sound_terms, text_counts

_TITLE = 256


def differences(number: int, before: SearchDoc | None, now: SearchDoc) -> dict[str, int]:
    """Term → the posting of a document now, or -1 where it has gone; `before` is None for a new one."""
    old = _postings(number, before) if before is not None else {}
    new = _postings(number, now)
    changes = {term: posting for term, posting in new.items() if old.get(term) != posting}
    changes.update(dict.fromkeys(old.keys() - new.keys(), -1))
    return changes


def _postings(number: int, doc: SearchDoc) -> dict[str, int]:
    counts, title, _ = text_counts(doc)
    base = number << 9
    made = {term: base | min(times, MOST) | (_TITLE if term in title else 0) for term, times in counts.items()}
    made.update(dict.fromkeys(sound_terms(doc), number))
    return made


def with_changes(term: str, data: bytes, changes: dict[int, int]) -> bytes:
    """A term's postings as bytes, with changes: number → its posting now, or -1."""
    if term[0] in "'^":
        numbers = set(decode_sounds(data)) - changes.keys()
        return encode_sounds(sorted(numbers | {number for number, now in changes.items() if now >= 0}))
    postings = {posting >> 9: posting for posting in decode_texts(data)}
    for number, posting in changes.items():
        if posting < 0:
            postings.pop(number, None)
        else:
            postings[number] = posting
    return encode_texts([postings[number] for number in sorted(postings)])
