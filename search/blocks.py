"""Posting lists as bytes, in blocks that a browser fetches one by one.

A block is a row of entries, in order of their terms:

    term's length in bytes (1 byte) · term (UTF-8) · length of the postings in bytes (varint) · postings

A posting of a text is one varint, (gap << 2 | in the title << 1 | more than once), followed, where it occurs more than
once, by a varint of the occurrences less two. A posting of a sound is the gap alone. The gap is the number of documents
between it and the posting before. A varint has seven bits a byte, lowest first; the high bit says that more follow.
"""

from collections.abc import Iterable, Iterator, Sequence

TARGET = 3_000
"""Bytes of a block at which their number doubles; most blocks are between half and all of it."""


def block_of(term: str, count: int) -> int:
    """The block, of `count` (a power of two), that has a term: 32-bit FNV-1a of its UTF-8, folded once.

    The first and the last term of titles (`<7<党费`, `>办法`, see inverted.py) stand in the block of the term itself,
    which a query that asks for them needs anyway.
    """
    value = 0x811C9DC5
    for byte in term.rpartition("<")[2].lstrip(">").encode():
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return (value ^ value >> 15) & (count - 1)


def blocks_for(size: int) -> int:
    """How many blocks hold so many bytes of entries."""
    count = 1
    while count * TARGET < size:
        count *= 2
    return count


def encode_texts(postings: Sequence[int]) -> bytes:
    """Postings of a text, number << 9 | in the title << 8 | occurrences, as bytes."""
    made = bytearray()
    last = -1
    for posting in postings:
        number, times = posting >> 9, posting & 255
        value = number - last - 1 << 2 | posting >> 7 & 2 | (times > 1)
        last = number
        while value > 127:
            made.append(value & 127 | 128)
            value >>= 7
        made.append(value)
        if times > 1:
            times -= 2
            if times > 127:
                made.append(times & 127 | 128)
                times >>= 7
            made.append(times)
    return bytes(made)


def decode_texts(data: bytes) -> list[int]:
    """What encode_texts was given."""
    postings: list[int] = []
    last = -1
    values = _varints(data)
    for value in values:
        last += (value >> 2) + 1
        times = next(values) + 2 if value & 1 else 1
        postings.append(last << 9 | (value & 2) << 7 | times)
    return postings


def encode_sounds(numbers: Sequence[int]) -> bytes:
    """Numbers of documents, rising, as bytes."""
    made = bytearray()
    last = -1
    for number in numbers:
        _append(made, number - last - 1)
        last = number
    return bytes(made)


def decode_sounds(data: bytes) -> list[int]:
    """What encode_sounds was given."""
    numbers: list[int] = []
    last = -1
    for value in _varints(data):
        last += value + 1
        numbers.append(last)
    return numbers


def entry(term: bytes, postings: bytes) -> bytes:
    """An entry of a block. Terms are never longer than 255 bytes."""
    made = bytearray((len(term),))
    made += term
    _append(made, len(postings))
    return bytes(made) + postings


def entries(block: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The (term, postings) of a block."""
    at = 0
    while at < len(block):
        size = block[at]
        term = block[at + 1 : at + 1 + size]
        at += 1 + size
        length = shift = 0
        while True:
            byte = block[at]
            at += 1
            length |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                break
        yield term, block[at : at + length]
        at += length


def patch(block: bytes, changes: dict[bytes, bytes]) -> bytes:
    """The block with some terms' postings replaced; a term without postings leaves it."""
    known = dict(entries(block))
    known.update(changes)
    return b"".join(entry(term, known[term]) for term in sorted(known) if known[term])


def _varints(data: Iterable[int]) -> Iterator[int]:
    value = shift = 0
    for byte in data:
        value |= (byte & 127) << shift
        if byte > 127:
            shift += 7
        else:
            yield value
            value = shift = 0


def _append(made: bytearray, value: int) -> None:
    while value > 127:
        made.append(value & 127 | 128)
        value >>= 7
    made.append(value)
