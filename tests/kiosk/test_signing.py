"""Numbers of signatures: they never go back, and the same manifest keeps its own."""

from pathlib import Path

import pytest

from plugins.kiosk.player.keys import make_pair, number_of
from plugins.kiosk.signing import MEMORY, MOMENT, moment, sign


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "key.pem"
    path.write_bytes(make_pair()[0])
    path.chmod(0o600)
    return path


def test_the_same_manifest_has_the_same_signature_at_any_hour(key: Path) -> None:
    assert sign(b"one", key, 1_000) == sign(b"one", key, 2_000)


def test_another_manifest_has_the_number_of_its_moment(key: Path) -> None:
    assert [number_of(sign(data, key, now)) for data, now in ((b"one", 1_000), (b"two", 2_000), (b"one", 3_000))] == [
        *(1_000, 2_000, 3_000)
    ]


def test_a_clock_that_went_back_does_not_turn_the_order(key: Path) -> None:
    assert [number_of(sign(data, key, now)) for data, now in ((b"one", 5_000), (b"two", 10), (b"one", 20))] == [
        *(5_000, 5_001, 5_002)
    ]


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[]", b'{"manifest": "a"}', b'{"manifest": "a", "number": "x"}', b'{"manifest": 1, "number": -1}'],
)
def test_a_memory_that_is_lost_costs_nothing_while_the_clock_is_right(data: bytes, key: Path) -> None:
    before = number_of(sign(b"one", key, 1_000))
    key.with_name(MEMORY).write_bytes(data)
    assert number_of(sign(b"two", key, 1_001)) > before


def test_a_memory_that_cannot_be_written_is_no_hindrance(key: Path) -> None:
    key.with_name(MEMORY).mkdir()
    assert [number_of(sign(data, key, now)) for data, now in ((b"one", 1_000), (b"two", 2_000))] == [1_000, 2_000]


def test_the_moment_may_be_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(MOMENT, "1700000000")
    assert moment() == 1_700_000_000
    monkeypatch.setenv(MOMENT, "yesterday")
    assert moment() > 1_700_000_000
