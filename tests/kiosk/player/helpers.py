"""Packs made in memory, a site that fails on demand, clocks that stand where a test puts them."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from plugins.kiosk.player import manifest as manifests
from plugins.kiosk.player.fetch import Answer, NotReached, Sink
from plugins.kiosk.player.keys import sign
from plugins.kiosk.player.packs import Pack, Signed
from plugins.kiosk.player.refused import Refused
from plugins.kiosk.player.store import Store
from plugins.kiosk.player.update import Update
from plugins.portal.beijing import ZONE

PRIVATE = Ed25519PrivateKey.from_private_bytes(b"the key of the tests, no other. ")
KEYS = (PRIVATE.public_key(),)
STRANGER = Ed25519PrivateKey.from_private_bytes(b"the key of somebody else's tests")
MONDAY, TUESDAY, WEDNESDAY = date(2026, 11, 16), date(2026, 11, 17), date(2026, 11, 18)
FILES = {"index.html": b"<!doctype html>\n<title>one</title>", "a.css": b"a{}" * 100, "data/big.json": b"[1]" * 5000}


def signed(data: bytes, key: Ed25519PrivateKey = PRIVATE, number: int = 1) -> bytes:
    return sign(key, data, number)


def pack_of(
    made: date,
    files: Mapping[str, bytes] = FILES,
    number: int = 1,
    ends: Mapping[str, date] | None = None,
    **changed: bytes,
) -> Pack:
    """A pack; `changed` are further files, `_` in a name standing for a point."""
    whole = {**files, **{name.replace("_", "."): data for name, data in changed.items()}}
    manifest = manifests.manifest_of(whole.items(), made, ends)
    data = manifests.encode(manifest)
    return Pack(Signed(manifest, data, signed(data, number=number)), whole)


OLD = pack_of(MONDAY)
NEW = pack_of(TUESDAY, index_html=b"<!doctype html>\n<title>two</title>", fresh_js=b"let a;" * 3000)


def published(pack: Pack) -> dict[str, bytes]:
    """The pack's files as the site has them."""
    head = {manifests.NAME: pack.signed.data, manifests.SIGNATURE: pack.signed.signature}
    return {**head, **pack.by_digest()}


class FakeSite:
    """A site in memory. `asked` are the names it was asked for; `faults` spoil an answer's bytes by its name."""

    def __init__(self, pack: Pack) -> None:
        self.files = published(pack)
        self.asked: list[tuple[str, int]] = []
        self.cut: dict[str, int] = {}
        """Name → after how many bytes the network breaks off."""
        self.is_down = False
        self.told: datetime | None = None
        self.chunk = 1000

    def get(self, name: str, sink: Sink, limit: int, etag: str = "", start: int = 0) -> Answer:
        self.asked.append((name, start))
        if self.is_down:
            raise NotReached("网络不通。")
        if name not in self.files:
            raise NotReached(f"{name}：网站的回答是 404。")
        data = self.files[name]
        tag = f'"{hash(data)}"'
        if etag == tag:
            return Answer(304, tag, self.told)
        sink.begin(start)
        sent = data[start : self.cut.get(name, len(data))]
        for at in range(0, len(sent), self.chunk):
            if start + at + self.chunk > limit and len(data) > limit:
                raise Refused(f"{name} 比应有的长，不再接收。")
            sink.take(sent[at : at + self.chunk])
        return Answer(206 if start else 200, tag, self.told)


def update_of(
    store: Store, site: FakeSite, today: date = WEDNESDAY, free: Callable[[], int] = lambda: 1 << 40
) -> Update:
    return Update(store, site, KEYS, lambda: today, free)


def booted(folder: Path) -> Pack | None:
    """What a player that starts now shows."""
    return Store(folder).boot(KEYS, WEDNESDAY)[0]


def installed(folder: Path, packs: Iterable[Pack]) -> Store:
    """A store to which packs came one after another."""
    store = Store(folder)
    for pack in packs:
        store.save(pack)
    return store


def beijing(text: str) -> float:
    """A Beijing time as seconds since 1970."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE).timestamp()


class Time:
    """A clock that a test moves."""

    def __init__(self, now: float = 1000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now
