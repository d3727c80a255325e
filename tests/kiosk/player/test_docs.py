"""The installation page can be followed: what it names exists, every option and every field of the status is told."""

import configparser
import re
import shlex
from dataclasses import fields
from pathlib import Path

import pytest

from plugins.kiosk.pack import KEY, KEY_VARIABLE
from plugins.kiosk.player import clock, manifest, server, watch
from plugins.kiosk.player.life import Player
from plugins.kiosk.player.options import Options
from plugins.kiosk.player.policy import PLACE
from plugins.kiosk.player.status import NAME, Status
from plugins.portal.pelican_settings import ROOT
from tests.docs.test_docs import tasks

DOCS = ROOT / "docs" / "kiosk"
INSTALL = (DOCS / "install.md").read_text(encoding="utf-8")
UNIT = (DOCS / "portal-kiosk.service").read_text(encoding="utf-8")
OPTIONS = {"--" + field.name.replace("_", "-") for field in fields(Options)}
PLAYER = "plugins.kiosk.player"


def test_each_option_is_told_and_none_that_does_not_exist() -> None:
    told = set(re.findall(r"^\| `(--[a-z-]+)", INSTALL, re.MULTILINE))
    assert told == OPTIONS
    calls = [line for line in INSTALL.splitlines() if f"-m {PLAYER}" in line]
    assert len(calls) >= 3
    used = {option for line in calls for option in re.findall(r" (--[a-z-]+)", line.partition(PLAYER)[2])}
    assert used <= OPTIONS


def test_each_field_of_the_status_is_told() -> None:
    told = re.findall(r"^\| `([a-z_]+)` \|", INSTALL, re.MULTILINE)
    assert told == [field.name for field in fields(Status)]


def test_the_commands_of_the_page_exist() -> None:
    named = set(re.findall(r"tasks\.py ([a-z-]+)", INSTALL))
    assert named and named <= set(tasks())


def _unit() -> configparser.ConfigParser:
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(UNIT.replace("\\\n", " "))
    return unit


def test_the_service_starts_the_player_as_it_is() -> None:
    service = _unit()["Service"]
    client, _, screen = service["ExecStart"].partition(" -- ")
    words = shlex.split(client)
    assert words[:4] == ["/usr/bin/xinit", "/usr/bin/python3", "-m", PLAYER]
    given = dict(zip(words[4::2], words[5::2], strict=True))
    assert given.keys() <= OPTIONS
    options = Options(**{name[2:].replace("-", "_"): value for name, value in given.items()})  # type: ignore[arg-type]
    options.checked()
    assert options.state == f"/var/lib/{service['StateDirectory']}"
    assert screen.startswith("/usr/bin/X :0 ")
    assert int(service["WatchdogSec"]) > 30 and service["Restart"] == "always" and service["User"] == "kiosk"


@pytest.mark.parametrize(
    "named",
    [
        *(PLACE, KEY_VARIABLE, f"{KEY.parent}/", "key.pub", NAME, "clock.json", manifest.SIGNATURE),
        *("/etc/systemd/system/portal-kiosk.service", "/etc/portal-kiosk/key.pub", "/var/lib/portal-kiosk"),
    ],
)
def test_the_places_are_the_real_ones(named: str) -> None:
    assert named.removesuffix("kiosk.json") in INSTALL
    assert not named.startswith(("/etc/portal", "/var")) or named in UNIT


def test_what_the_page_quotes_is_what_the_player_says() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "plugins/kiosk/player").glob("*.py"))
    for words in (
        "正在准备内容",
        "网络不通",
        "网站的回答是",
        "签名不对",
        "这一天还没有到",
        "请升级播放器",
        "时钟倒退",
        "换上 ",
        "认得的公钥",
    ):
        assert words in INSTALL and words in source


def test_the_numbers_are_the_real_ones() -> None:
    assert f"{watch.SILENCE_S} 秒没有动静" in INSTALL and f"一小时最多 {watch.MOST} 次" in INSTALL
    assert f"silent for {watch.SILENCE_S} seconds" in (DOCS / "player.md").read_text(encoding="utf-8")
    assert server.ADDRESS == "127.0.0.1" and clock._APART.total_seconds() == 3600


def test_the_contract_with_the_page_is_what_the_player_answers() -> None:
    told = re.findall(r"^\| `([a-z_]+)` \|", (DOCS / "player.md").read_text(encoding="utf-8"), re.MULTILINE)
    source = Path(str(Player.page_status.__code__.co_filename)).read_text(encoding="utf-8")
    body = source.partition("def page_status")[2].partition("def ")[0]
    assert told == re.findall(r'^            "([a-z_]+)":', body, re.MULTILINE)


def test_the_developers_page_names_every_module() -> None:
    page = (DOCS / "player.md").read_text(encoding="utf-8")
    modules = {path.name for path in (ROOT / "plugins/kiosk/player").glob("[a-z]*.py")} - {"refused.py", "files.py"}
    assert {name for name in modules if f"`{name}`" not in page} == set()
