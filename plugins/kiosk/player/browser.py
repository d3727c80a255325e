"""Chromium as a public machine needs it: one page, nothing kept, nothing outside, nothing to get out by."""

import json
import os
import shlex
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from .display import window_flags
from .server import ADDRESS, ROOT

DEFAULT = "/usr/bin/chromium"
_FLAGS = (
    "--kiosk",
    "--incognito",
    "--no-first-run",
    "--no-default-browser-check",
    "--noerrdialogs",
    "--disable-pinch",
    "--overscroll-history-navigation=0",
    "--touch-events=enabled",
    "--disable-session-crashed-bubble",
    "--disable-background-networking",
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-extensions",
    "--disable-print-preview",
    "--disable-sync",
    "--disable-breakpad",
    "--enable-speech-dispatcher",
    "--metrics-recording-only",
    "--no-pings",
    "--password-store=basic",
    "--lang=zh-CN",
    "--disable-features=Translate,MediaRouter,OptimizationHints,AutofillServerCommunication,InterestFeedContentSuggestions,"
    "CertificateTransparencyComponentUpdater,DialMediaRouteProvider,GlobalMediaControls,TouchTextEditingRedesign",
    f"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE {ADDRESS}",
    "--no-proxy-server",
)
_PATIENCE_S = 5


class Process(Protocol):
    """A browser that was started."""

    def poll(self) -> int | None:
        """The exit code, or None while it runs."""

    def stop(self) -> None:
        """End it and all that it started."""


def command(browser: str, port: int, profile: Path) -> list[str]:
    """The command line. `browser` may carry further options, as in a shell."""
    return [*shlex.split(browser), f"--user-data-dir={profile}", *_FLAGS, address(port)]


def preferences() -> str:
    """What no flag can forbid, in a profile that is new: bubbles that offer something to a visitor."""
    return json.dumps({"translate": {"enabled": False}, "credentials_enable_service": False})


def address(port: int) -> str:
    """What the browser opens."""
    return f"http://{ADDRESS}:{port}{ROOT}"


class Chromium:
    """Starts the browser, each time with nothing remembered."""

    def __init__(self, browser: str, port: int, profile: Path) -> None:
        self._command = command(browser, port, profile)
        self._profile = profile

    def start(self) -> Process:
        """Raises OSError when there is no such program."""
        # A profile that a cut of power left behind is locked by a browser that no longer runs.
        shutil.rmtree(self._profile, ignore_errors=True)
        self._profile.mkdir(mode=0o700, parents=True, exist_ok=True)
        (self._profile / "Default").mkdir(mode=0o700)
        (self._profile / "Default" / "Preferences").write_text(preferences(), encoding="utf-8")
        *flags, page = self._command
        return _Group(
            subprocess.Popen(
                [*flags, *window_flags(), page],  # asked each time: the panel may have been turned since
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        )


class _Group:
    """A process with the group that it leads: a browser is many processes."""

    def __init__(self, leader: subprocess.Popen[bytes]) -> None:
        self._leader = leader

    def poll(self) -> int | None:
        code = self._leader.poll()
        if code is not None:
            self._signal(signal.SIGKILL)  # what a killed leader left behind
        return code

    def stop(self) -> None:
        if self._leader.poll() is None:
            self._signal(signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                self._leader.wait(_PATIENCE_S)
        self._signal(signal.SIGKILL)
        self._leader.wait()
        # A kill is done a moment after it was sent, and the next browser must not meet what is left of this one.
        until = time.monotonic() + _PATIENCE_S
        while self._signal(0) and time.monotonic() < until:
            time.sleep(0.02)

    def _signal(self, number: int) -> bool:
        """Send a signal to all of the group, 0 to ask only. Whether there was anybody to get it."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._leader.pid, number)
            return True
        return False
