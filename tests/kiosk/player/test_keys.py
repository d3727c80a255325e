"""Keys: who may sign, and what is no key."""

import re
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from plugins.kiosk.player import keys
from plugins.kiosk.player.refused import Refused

from .helpers import KEYS, PRIVATE, STRANGER


def written(path: Path, data: bytes, mode: int = 0o600) -> Path:
    path.write_bytes(data)
    path.chmod(mode)
    return path


def test_a_pair_belongs_together(tmp_path: Path) -> None:
    private, public = keys.make_pair()
    signature = keys.sign(keys.load_private(written(tmp_path / "key.pem", private)), b"pack", 7)
    believed = keys.load_public(written(tmp_path / "key.pub", public))
    assert keys.is_signed(b"pack", signature, believed)
    assert not keys.is_signed(b"pacK", signature, believed)
    assert not keys.is_signed(b"pack", signature, KEYS)


def test_a_signature_of_the_same_bytes_and_number_is_the_same() -> None:
    assert keys.sign(PRIVATE, b"pack", 7) == keys.sign(PRIVATE, b"pack", 7) != keys.sign(PRIVATE, b"pack", 8)


def test_the_number_is_signed_too() -> None:
    signature = keys.sign(PRIVATE, b"pack", 7)
    assert keys.number_of(signature) == 7 and len(signature) == keys.SIGNATURE_BYTES
    raised = (8).to_bytes(8, "big") + signature[8:]
    assert keys.number_of(raised) == 8 and not keys.is_signed(b"pack", raised, KEYS)


def test_two_pairs_differ() -> None:
    assert keys.make_pair()[0] != keys.make_pair()[0]


def test_while_the_key_is_changed_both_are_believed(tmp_path: Path) -> None:
    both = keys.public_pem(KEYS[0]) + b"\n" + keys.public_pem(STRANGER.public_key())
    believed = keys.load_public(written(tmp_path / "key.pub", both))
    assert len(believed) == 2
    assert all(keys.is_signed(b"pack", keys.sign(each, b"pack", 7), believed) for each in (PRIVATE, STRANGER))


def _rsa() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


def _pem(key: rsa.RSAPrivateKey, password: bytes | None = None) -> bytes:
    hidden = serialization.BestAvailableEncryption(password) if password else serialization.NoEncryption()
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, hidden)


def test_private_keys_that_cannot_be_used(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="No such file"):
        keys.load_private(tmp_path / "none.pem")
    with pytest.raises(Refused, match="别人也能读这个文件，请执行 chmod 600"):
        keys.load_private(written(tmp_path / "open.pem", keys.make_pair()[0], 0o640))
    with pytest.raises(Refused, match="文件里的私钥不是 Ed25519 的"):
        keys.load_private(written(tmp_path / "rsa.pem", _pem(_rsa())))
    for data in (b"", b"hello", keys.make_pair()[1], keys.make_pair()[0][:60], _pem(_rsa(), b"secret")):
        with pytest.raises(Refused, match="文件里不是没有口令的 PEM 私钥"):
            keys.load_private(written(tmp_path / "bad.pem", data))


def test_public_keys_that_cannot_be_used(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="读不出来"):
        keys.load_public(tmp_path / "none.pub")
    with pytest.raises(Refused, match="里没有公钥"):
        keys.load_public(written(tmp_path / "empty.pub", b""))
    with pytest.raises(Refused, match="里是私钥"):
        keys.load_public(written(tmp_path / "key.pub", keys.make_pair()[0]))
    other = (
        _rsa().public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    )
    with pytest.raises(Refused, match="不是 Ed25519 的"):
        keys.load_public(written(tmp_path / "rsa.pub", other))
    with pytest.raises(Refused, match="已损坏"):
        keys.load_public(written(tmp_path / "torn.pub", keys.make_pair()[1].replace(b"MCow", b"MMMM")))


def test_the_fingerprint_can_be_read_over_the_telephone() -> None:
    assert re.fullmatch(r"[0-9a-f]{4}( [0-9a-f]{4}){3}", keys.fingerprint(KEYS[0]))
    assert keys.fingerprint(KEYS[0]) != keys.fingerprint(STRANGER.public_key())
