"""A pack in memory, every byte of it verified: what is shown is what was signed, whatever happens to the disk."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from . import manifest as manifests
from .keys import SIGNATURE_BYTES, is_signed, number_of
from .manifest import Manifest, PackedFile
from .refused import Refused

Keys = tuple[Ed25519PublicKey, ...]
MANIFEST_BYTES = 2 << 20
"""More than any manifest that `decode` takes."""


@dataclass(frozen=True, slots=True, order=True)
class Order:
    """Which of two packs is the later one: by day, and of one day by the number of the signature."""

    made: date = date.min
    number: int = 0


NONE = Order()
"""Before any pack."""


@dataclass(frozen=True, slots=True)
class Signed:
    """A manifest that was signed by the office."""

    manifest: Manifest
    data: bytes
    """The bytes that were signed."""
    signature: bytes

    @property
    def id(self) -> str:
        return self.manifest.id

    @property
    def made(self) -> date:
        return self.manifest.made

    @property
    def order(self) -> Order:
        return Order(self.made, number_of(self.signature))


@dataclass(frozen=True, slots=True)
class Pack:
    """A whole pack."""

    signed: Signed
    files: Mapping[str, bytes]
    """Path below /kiosk/ → bytes; without those whose day was over when they were read."""

    @property
    def id(self) -> str:
        return self.signed.id

    @property
    def made(self) -> date:
        return self.signed.made

    @property
    def order(self) -> Order:
        return self.signed.order

    def by_digest(self) -> dict[str, bytes]:
        """Digest → bytes."""
        listed = self.signed.manifest.files
        return {file.sha256: self.files[file.path] for file in listed if file.path in self.files}

    def without_ended(self, day: date) -> "Pack":
        """The pack without the files whose last day was before this one."""
        over = {file.path for file in self.signed.manifest.files if file.is_over(day)} & self.files.keys()
        return Pack(self.signed, {path: self.files[path] for path in self.files.keys() - over}) if over else self

    def lacks(self, day: date) -> bool:
        """Whether a file is not here that may be seen on this day, such as one that left by a clock that was wrong."""
        return any(file.path not in self.files for file in self.signed.manifest.files if not file.is_over(day))


def believe(data: bytes, signature: bytes, keys: Keys) -> Signed:
    """The manifest in signed bytes. Nothing is read out of bytes whose signature is wrong. Raises Refused."""
    if len(signature) != SIGNATURE_BYTES or not is_signed(data, signature, keys):
        raise Refused("内容包的签名不对：不是用本机公钥对应的私钥签的，或者途中被改过。")
    return Signed(manifests.decode(data), data, signature)


def check(file: PackedFile, data: bytes) -> None:
    """Raises Refused when bytes are not the file's."""
    if len(data) != file.size:
        raise Refused(f"{file.path} 应有 {file.size} 字节，实有 {len(data)} 字节。")
    if hashlib.sha256(data).hexdigest() != file.sha256:
        raise Refused(f"{file.path} 的内容和清单上的摘要值对不上。")


def open_pack(folder: Path, keys: Keys, day: date) -> Pack:
    """Read and verify a pack on the disk, without what may not be seen on this day. Raises Refused for a damaged one."""
    try:
        data = _read(folder / manifests.NAME, MANIFEST_BYTES)
        signed = believe(data, _read(folder / manifests.SIGNATURE, SIGNATURE_BYTES), keys)
        files = {}
        for file in signed.manifest.files:
            if file.is_over(day) or (file.until is not None and not (folder / file.sha256).exists()):
                continue
            files[file.path] = _read(folder / file.sha256, file.size)
            check(file, files[file.path])
    except OSError as error:
        raise Refused(f"磁盘上的内容包缺文件或读不出来（{error.strerror}）。") from None
    return Pack(signed, files)


def _read(path: Path, limit: int) -> bytes:
    """A file's bytes, and one more than the limit of one that is too long."""
    with open(path, "rb") as file:
        return file.read(limit + 1)
