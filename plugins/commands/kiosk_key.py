"""kiosk-key: the pair of keys with which packs are signed and believed."""

import os
import sys
from pathlib import Path

from ..kiosk.pack import KEY
from ..kiosk.player import keys
from ..kiosk.player.files import sync_folder
from ..kiosk.player.refused import Refused
from ..portal.pelican_settings import ROOT

PUBLIC = "key.pub"
_PUBLISHED = ("content", "output", "theme")


def run(private: str) -> int:
    """The command. Never overwrites a key: screens that believe it would take no pack any more."""
    place = Path(private).absolute() if private else ROOT / KEY
    if any((ROOT / name) in place.resolve().parents for name in _PUBLISHED):
        return _refuse(f"私钥不能放在 {place.parent}：那里的文件会发布到网上。请换一个位置。")
    if place.exists():
        return _tell_existing(place)
    secret, public = keys.make_pair()
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write_secret(place, secret)
        (place.parent / PUBLIC).write_bytes(public)
        sync_folder(place.parent)
    except OSError as error:
        return _refuse(f"密钥写不进 {place.parent}（{error.strerror}）。")
    print(f"已做好一对密钥：\n  私钥 {place}（只留在建站的电脑上，请另存一份到保险的地方，不要发给任何人）")
    return _tell_public(place)


def _tell_existing(place: Path) -> int:
    """Show the key that is there, and how to come by another."""
    print(f"{place} 已经有一个私钥，没有改动它。要换新的，请先把它移走，再运行一次。")
    return _tell_public(place)


def _tell_public(place: Path) -> int:
    try:
        public = keys.load_private(place).public_key()
    except Refused as reason:
        return _refuse(f"私钥 {place} 用不了：{reason}")
    print(f"  公钥 {place.parent / PUBLIC}（装到屏幕的电脑上）\n  公钥指纹 {keys.fingerprint(public)}\n")
    print(keys.public_pem(public).decode(), end="")
    return 0


def _write_secret(place: Path, secret: bytes) -> None:
    descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(descriptor, "wb") as file:
        file.write(secret)
        file.flush()
        os.fsync(descriptor)


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1
