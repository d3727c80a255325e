"""The size of the window: that of the X screen, or none."""

import sys

import pytest

from plugins.kiosk.player.display import window_flags


def saying(words: str) -> tuple[str, ...]:
    return (sys.executable, "-c", f"print({words!r})")


def test_the_window_covers_the_screen_as_it_is_turned() -> None:
    told = "Screen 0: minimum 320 x 200, current 1080 x 1920, maximum 16384 x 16384\nHDMI-1 connected primary 1080x1920+0+0 left"
    assert window_flags(saying(told)) == ["--window-size=1080,1920", "--window-position=0,0"]


@pytest.mark.parametrize(
    "command", [saying("Can't open display"), ("/no/such/program",), (sys.executable, "-c", "exit(1)")]
)
def test_where_nothing_is_told_the_browser_takes_its_own_size(command: tuple[str, ...]) -> None:
    assert window_flags(command) == []
