"""The project's own Python environment, made on first use.

Only the standard library is imported here: this runs before anything is installed.
"""

from __future__ import annotations  # so that a Python that is too old gets as far as being told so

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = ROOT / ".venv"
MINIMUM = (3, 11)


class EnvironmentProblem(Exception):
    """The environment cannot be made; the message says why and what to do, in Chinese."""


def python() -> Path:
    """The interpreter inside the project's environment."""
    folder = "Scripts/python.exe" if os.name == "nt" else "bin/python"
    return ENVIRONMENT / folder


def is_active() -> bool:
    """Whether this very process runs inside the project's environment."""
    return Path(sys.prefix).resolve() == ENVIRONMENT.resolve()


EXTRAS = {"test": "requirements-dev.txt", "lock": "requirements-dev.txt", "bench": "requirements-bench.txt"}
"""Commands that need more than the portal itself."""


def enter(arguments: list[str]) -> None:
    """Go on inside .venv, which is made first if need be; the system's own Python has none of the packages.

    Comes back only inside .venv. Ends with a sentence when the environment cannot be made.
    """
    command = next((word for word in arguments[1:] if not word.startswith("-")), "")
    try:
        ensure(EXTRAS.get(command, "requirements.txt"))
    except EnvironmentProblem as problem:
        sys.exit(str(problem))
    if is_active():
        return
    call = [str(python()), *arguments]
    if os.name == "nt":  # Windows has no exec that keeps the console attached
        sys.exit(subprocess.call(call))
    os.execv(call[0], call)


def ensure(lock: str = "requirements.txt") -> None:
    """Make .venv and install the locked packages, unless that has been done for this very lock file.

    Raises EnvironmentProblem, in words for the person at the keyboard.
    """
    if sys.version_info < MINIMUM:
        raise EnvironmentProblem(
            f"需要 Python {'.'.join(map(str, MINIMUM))} 或更高版本，现在是 {sys.version.split()[0]}。请安装新版本后重试。"
        )
    if not (ROOT / lock).exists():
        raise EnvironmentProblem(f"找不到依赖清单 {lock}。请从版本库恢复这个文件后重试。")
    wanted = _digest(ROOT / lock)
    marker = ENVIRONMENT / f".{lock}.installed"
    if marker.exists() and marker.read_text() == wanted and python().exists():
        return
    if not _has_pip():
        _say(f"首次运行：正在建立运行环境 {ENVIRONMENT.name}/ …")
        _create()
    _say(f"正在安装 {lock} 中锁定的软件包（带校验和），约需一分钟 …")
    _install(ROOT / lock)
    try:
        marker.write_text(wanted)
    except OSError as error:
        raise EnvironmentProblem(
            f"运行环境 {ENVIRONMENT.name}/ 写不进去（{error.strerror}）。请检查磁盘空间和权限。"
        ) from error
    _say("运行环境已就绪。")


def _has_pip() -> bool:
    """Whether .venv is whole: its making may have been interrupted, or the system's Python replaced since."""
    if not python().exists():
        return False
    try:
        return subprocess.run([str(python()), "-m", "pip", "--version"], capture_output=True).returncode == 0
    except OSError:
        return False


def _digest(lock: Path) -> str:
    text = lock.read_bytes() + sys.version.split()[0].encode()
    return hashlib.sha256(text).hexdigest()


def _say(line: str) -> None:
    # Standard output belongs to the command (it may be JSON), so set-up speaks on standard error.
    print(line, file=sys.stderr, flush=True)


def _create() -> None:
    import venv  # costs more than all else here, and is needed once

    try:
        venv.EnvBuilder(with_pip=True, clear=ENVIRONMENT.exists()).create(ENVIRONMENT)
    except (subprocess.CalledProcessError, ImportError, OSError) as error:
        raise EnvironmentProblem(
            "无法建立 Python 虚拟环境（缺少 venv 或 ensurepip 组件，或者磁盘不可写）。\n"
            "Debian/Ubuntu 请先执行：apt-get install python3-venv\n"
            f"系统的说明：{error}"
        ) from error


def _install(lock: Path) -> None:
    command = [str(python()), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    command += ["--no-input", "--require-hashes", "-r", str(lock)]
    try:
        done = subprocess.run(command, cwd=ROOT, stdout=sys.stderr, stderr=subprocess.PIPE, text=True, errors="replace")
    except OSError as error:
        raise EnvironmentProblem(
            f"运行环境里的 Python 不能运行（{error.strerror}）。请删除 .venv 文件夹后重试。"
        ) from error
    if done.returncode:
        last = "\n".join(done.stderr.strip().splitlines()[-6:])
        raise EnvironmentProblem(
            "软件包没有装成：多半是网络不通，或者软件源里没有所需版本。\n"
            "请检查网络（或内网软件源的 pip 配置）后再运行同一命令；已下载的部分不会重来。\n"
            f"pip 的说明：\n{last}"
        )
