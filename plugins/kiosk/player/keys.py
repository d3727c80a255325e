"""The pair of Ed25519 keys: the office signs packs with the private one, players believe the public one.

A signature begins with the number under which it was given: the same pack may be signed again, and the higher number
is the later one. Of the same bytes and number it is the same each time, so that builds stay the same byte for byte.
"""

import hashlib
import os
import re
import stat
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from .refused import Refused

_NUMBER_BYTES = 8
SIGNATURE_BYTES = _NUMBER_BYTES + 64
_PEM = re.compile(rb"-----BEGIN [^-]+-----.*?-----END [^-]+-----", re.DOTALL)
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def make_pair() -> tuple[bytes, bytes]:
    """A new pair as PEM: (private, public)."""
    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return private, public_pem(key.public_key())


def public_pem(key: Ed25519PublicKey) -> bytes:
    """A public key as PEM."""
    return key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


def load_private(path: Path) -> Ed25519PrivateKey:
    """The office's key. Raises Refused when it cannot be used, or when others may read it."""
    try:
        if os.name == "posix" and path.stat().st_mode & _OTHERS:
            raise Refused(f"别人也能读这个文件，请执行 chmod 600 {path}")
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except OSError as error:
        raise Refused(error.strerror or str(error)) from None
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise Refused("文件里不是没有口令的 PEM 私钥") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise Refused("文件里的私钥不是 Ed25519 的")
    return key


def load_public(path: Path) -> tuple[Ed25519PublicKey, ...]:
    """The keys that a player believes: one, or while the key is being changed the old and the new. Raises Refused."""
    try:
        found = _PEM.findall(path.read_bytes())
    except OSError as error:
        raise Refused(f"公钥文件 {path} 读不出来（{error.strerror}）。") from None
    keys = tuple(_public(pem, path) for pem in found)
    if not keys:
        raise Refused(f"公钥文件 {path} 里没有公钥。")
    return keys


def _public(pem: bytes, path: Path) -> Ed25519PublicKey:
    if b"PRIVATE" in pem:
        raise Refused(f"{path} 里是私钥。私钥只留在建站的电脑上，请换成公钥，并用 kiosk-key 重新做一对。")
    try:
        key = serialization.load_pem_public_key(pem)
    except (ValueError, UnsupportedAlgorithm):
        raise Refused(f"公钥文件 {path} 已损坏。") from None
    if not isinstance(key, Ed25519PublicKey):
        raise Refused(f"公钥文件 {path} 里的公钥不是 Ed25519 的。")
    return key


def sign(private: Ed25519PrivateKey, data: bytes, number: int) -> bytes:
    """The signature of some bytes under a number."""
    head = number.to_bytes(_NUMBER_BYTES, "big")
    return head + private.sign(head + data)


def number_of(signature: bytes) -> int:
    """The number under which a signature was given."""
    return int.from_bytes(signature[:_NUMBER_BYTES], "big")


def is_signed(data: bytes, signature: bytes, keys: tuple[Ed25519PublicKey, ...]) -> bool:
    """Whether one of the keys signed these bytes."""
    for key in keys:
        try:
            key.verify(signature[_NUMBER_BYTES:], signature[:_NUMBER_BYTES] + data)
        except InvalidSignature:
            continue
        return True
    return False


def fingerprint(key: Ed25519PublicKey) -> str:
    """Sixteen digits in fours, to be compared by telephone."""
    raw = key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    text = hashlib.sha256(raw).hexdigest()[:16]
    return " ".join(text[start : start + 4] for start in range(0, 16, 4))
