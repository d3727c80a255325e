"""What one client, and one query, may take of the service."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.answer import Index
from search.limits import Rates, client_of
from search.server import Limits
from tests.search.serving import Client, Clock


def test_a_client_that_asks_too_often_waits(served: Path) -> None:
    client = Client(served, Limits(per_minute=60, burst=3))
    assert [client.api(q="党费").status for _ in range(4)] == [200, 200, 200, 429]
    refused = client.shown(q="党费")
    assert refused.status == 429 and refused.headers["Retry-After"] == "2" and "请等 2 秒" in refused.text
    assert client.get("/health").status == client.get("/search/").status == 200
    assert client.get("/api/search", "q=a", REMOTE_ADDR="192.0.2.2").status == 200
    client.clock.at += 1.0
    assert [client.api(q="党费").status for _ in range(2)] == [200, 429]
    client.clock.at += 3_600
    assert [client.api(q="党费").status for _ in range(4)] == [200, 200, 200, 429]
    client.standing.close()


def test_a_suggestion_counts_a_fifth(served: Path) -> None:
    client = Client(served, Limits(per_minute=60, burst=1))
    assert [client.get("/api/suggest", "q=d").status for _ in range(6)] == [200] * 5 + [429]
    client.standing.close()


def test_behind_a_proxy_its_header_counts_and_otherwise_not(served: Path) -> None:
    def statuses(limits: Limits, *forwarded: str) -> list[int]:
        client = Client(served, limits)
        made = [client.get("/api/search", "q=a", HTTP_X_REAL_IP=each).status for each in forwarded]
        client.standing.close()
        return made

    plain, behind = Limits(60, 1), Limits(60, 1, proxy_header="X-Real-IP")
    assert statuses(plain, "198.51.100.1", "198.51.100.2") == [200, 429]
    assert statuses(behind, "198.51.100.1", "198.51.100.2", "198.51.100.1") == [200, 200, 429]
    # What a client writes itself stands before what the proxy adds.
    assert statuses(behind, "1.1.1.1, 198.51.100.1", "2.2.2.2, 198.51.100.1") == [200, 429]
    assert statuses(behind, "nonsense", "other nonsense") == [200, 429]


def test_clients() -> None:
    assert client_of("192.0.2.1", None) == client_of("192.0.2.1", "") == client_of("192.0.2.1", "x, y") == "192.0.2.1"
    assert client_of("127.0.0.1", "10.0.0.1, 2001:db8::1") == "2001:db8::1"


def test_an_ipv6_line_is_one_client_and_the_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.limits._CLIENTS", 3)
    rates = Rates(60, 1, Clock())
    assert rates.wait("2001:db8:1:2::1") == 0 < rates.wait("2001:db8:1:2:ffff::9")
    assert rates.wait("2001:db8:1:3::1") == 0
    for number in range(10):
        assert rates.wait(f"192.0.2.{number}") == 0
    assert len(rates._buckets) == 3
    assert rates.wait("2001:db8:1:2::1") == 0  # forgotten


@given(st.lists(st.tuples(st.floats(0, 5), st.sampled_from([0.2, 1.0])), max_size=60))
def test_nobody_gets_more_than_the_rate(steps: list[tuple[float, float]]) -> None:
    clock = Clock()
    rates = Rates(30, 4, clock)
    taken = 0.0
    for pause, tokens in steps:
        clock.at += pause
        wait = rates.wait("192.0.2.1", tokens)
        if wait:
            assert rates.wait("192.0.2.1", tokens) == pytest.approx(wait)
        else:
            taken += tokens
        assert taken <= 4 + (clock.at - 1_000) * 0.5 + 1e-6


def test_a_query_that_takes_too_long_is_stopped(served: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client(served, Limits(per_minute=0, seconds=2))
    looked_up: list[str] = []
    plain = Index._texts

    def slow(index: Index, term: str) -> Any:
        looked_up.append(term)
        client.clock.at += 0.9
        return plain(index, term)

    monkeypatch.setattr(Index, "_texts", slow)
    for reply in (client.shown(q="党费组织关系公务员录用"), client.api(q="党费组织关系公务员录用")):
        assert reply.status == 503 and int(reply.headers["Retry-After"]) > 0
        assert "用时太长" in reply.body.decode()
    assert 3 <= len(looked_up) <= 8
    monkeypatch.undo()
    assert client.api(q="党费").status == 200
    client.standing.close()


def test_a_phrase_that_takes_too_long_is_stopped(served: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Phrases are held against the documents themselves."""
    client = Client(served, Limits(per_minute=0, seconds=2))
    monkeypatch.setattr("search.answer._has", lambda *_: setattr(client.clock, "at", client.clock.at + 0.5))
    assert client.api(q="“党费”").status == 503
    client.standing.close()


def test_who_waits_for_others_too_long_is_told(served: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client(served)
    assert client.get("/health").status == 200
    monkeypatch.setattr("search.server._WAITS_S", 0.05)
    with client.standing.using(1):
        reply = client.api(q="党费")
        assert reply.status == 503 and "用时太长" in reply.body.decode()
        assert (
            client.get("/health").status
            == client.get("/search/").status
            == client.get("/api/suggest", "q=d").status
            == 200
        )
    assert client.api(q="党费").status == 200
    client.standing.close()
