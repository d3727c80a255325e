"""test: everything that the tests need, then ruff, mypy and pytest."""

import os
import shutil
import subprocess
import sys

from .environment import ROOT

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_CHECKS = (
    ("ruff check", ["-m", "ruff", "check", "."]),
    ("ruff format", ["-m", "ruff", "format", "--check", "."]),
    ("mypy", ["-m", "mypy"]),
)


def run(select: str) -> int:
    """The command. All steps run, so that one run shows everything that is wrong."""
    if not _ensure_browser():
        return 1
    failed = []
    if not select:
        for name, arguments in _CHECKS:
            if subprocess.call([sys.executable, *arguments], cwd=ROOT):
                failed.append(name)
    # Halves in a row at first, so that a site which many tests look at is built once; whoever is done helps the other.
    workers = ["-n", str(os.cpu_count() or 1), "--dist", "worksteal"]
    arguments = ["-m", "pytest", "-q", *workers, *(["-k", select] if select else [])]
    if subprocess.call([sys.executable, *arguments], cwd=ROOT):
        failed.append("pytest")
    if failed:
        print(f"没有通过：{'、'.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def browser() -> str | None:
    """The browser that the tests drive: the one named by PORTAL_BROWSER, else the system's Chromium."""
    named = os.environ.get("PORTAL_BROWSER")
    return named or next((path for name in BROWSERS if (path := shutil.which(name))), None)


def _ensure_browser() -> bool:
    """Chromium cannot come from the locked packages; on Debian, as root, it is installed from the system's."""
    if browser() is not None:
        return True
    if shutil.which("apt-get") and os.geteuid() == 0:
        print("正在安装测试用的浏览器（chromium）和中文字体 …", file=sys.stderr)
        for command in (["apt-get", "update", "-q"], ["apt-get", "install", "-qy", "chromium", "fonts-noto-cjk"]):
            subprocess.call(command, stdout=subprocess.DEVNULL)
    if browser() is None:
        print(
            "测试要用 Chromium 浏览器，这台电脑上没有。Debian/Ubuntu 请执行：apt-get install chromium fonts-noto-cjk",
            file=sys.stderr,
        )
    return browser() is not None
