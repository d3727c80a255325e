"""search-service: what its options may be. What it answers is tested in tests/search/test_server.py."""

import socket

import pytest

from plugins.commands.search_service import Options, run

Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (Options(website="zzb.example.gov.cn"), "--website"),
        (Options(website="https://"), "--website"),
        (Options(website="javascript:alert(1)"), "--website"),
        (Options(website="https://zzb.example.gov.cn/?a=b"), "--website"),
        (Options(behind_proxy="X-Real-IP: 1"), "--behind-proxy"),
        (Options(behind_proxy="真实地址"), "--behind-proxy"),
        (Options(rate=-1), "--rate"),
        (Options(seconds=0), "--seconds"),
        (Options(seconds=61), "--seconds"),
    ],
)
def test_options_that_cannot_be(options: Options, words: str, capsys: Capture) -> None:
    assert run(options) == 2
    told = capsys.readouterr()
    assert words in told.err and told.out == ""


def test_options_that_can_be() -> None:
    for good in (
        Options(),
        Options(website="https://zzb.example.gov.cn/"),
        Options(behind_proxy="X-Forwarded-For", rate=0),
    ):
        assert good.problem() == ""


@pytest.mark.parametrize(
    ("host", "port"), [("127.0.0.1", None), ("127.0.0.1", 70_000), ("192.0.2.1", 0), ("no host", 0)]
)
def test_an_address_that_cannot_be_had(host: str, port: int | None, capsys: Capture) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert run(Options(host=host, port=taken.getsockname()[1] if port is None else port)) == 1
    told = capsys.readouterr()
    assert "用不了" in told.err and told.out == ""
