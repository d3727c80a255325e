"""Signs packs with the office's key, under numbers that never go back: so no older pack of a day passes for a newer one.

What was signed last is remembered beside the key. The same manifest keeps its number, and with it the same signature;
another one gets a higher number, that of the moment where nothing is in the way. So a memory that is lost, or a key
that is used on a second computer, costs nothing while the clocks are about right.
"""

import hashlib
import json
import os
import time
from contextlib import suppress
from pathlib import Path

from .player.files import write_whole

MEMORY = "signed.json"
"""Stands beside the key."""
MOMENT = "SOURCE_DATE_EPOCH"
"""The usual variable by which whoever wants the same bytes from separate memories gives the moment, in seconds since 1970."""
_MOST = 1 << 62


def moment() -> int:
    """Now, or the moment that is given."""
    given = os.environ.get(MOMENT, "")
    return int(given) if given.isascii() and given.isdecimal() else int(time.time())


def sign(data: bytes, key: Path, now: int) -> bytes:
    """The signature of a manifest. Raises Refused when the key cannot be used."""
    from .player import keys  # cryptography takes a while to load, and most builds have no key

    private = keys.load_private(key)
    memory, digest = key.with_name(MEMORY), hashlib.sha256(data).hexdigest()
    signed, last = _last(memory)
    number = last if signed == digest else max(last + 1, now)
    if signed != digest:
        with suppress(OSError):  # a folder that is only read: then each build signs anew, and the order is still right
            write_whole(memory, json.dumps({"manifest": digest, "number": number}).encode() + b"\n")
    return keys.sign(private, data, number)


def _last(memory: Path) -> tuple[str, int]:
    """The digest of the manifest that was signed last, and its number; nothing where that is not known."""
    try:
        read = json.loads(memory.read_bytes())
        number = int(read["number"])
        return (str(read["manifest"]), number) if 0 <= number < _MOST else ("", 0)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return "", 0
