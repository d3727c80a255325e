"""The warmed process behind helpers.Forge: one order a line on standard input, one answer a line on standard output.

A child is forked for each build, so it is a real process, which can be killed, lose its rights or be patched, and yet it
need not import everything again.
"""

import contextlib
import json
import os
import signal
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import Any

from plugins.commands import build, check
from plugins.portal.pelican_settings import PLUGINS
from tests.faults import helpers, patches


def main() -> None:
    """Warm up, then follow orders until standard input ends."""
    assert PLUGINS
    with tempfile.TemporaryDirectory() as folder:
        site = helpers.make_site(Path(folder), items=12)
        options = build.Options(site / "content", site / "site.yaml", site / "output", today=helpers.DAY, jobs=1)
        build.build(options, quiet=True)
    for line in sys.stdin:
        print(json.dumps(_follow(json.loads(line))), flush=True)


def _follow(order: dict[str, Any]) -> dict[str, Any]:
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        started = time.perf_counter()
        child = os.fork()
        if child == 0:
            _child(order, out.fileno(), err.fileno())
        with contextlib.suppress(OSError):  # both sides set the group, whoever comes first
            os.setpgid(child, child)
        if order["kill_after"] is not None:
            time.sleep(order["kill_after"])
            # Not waited for yet, so the number is still the child's, even when it has ended.
            (os.killpg if order["kill_group"] else os.kill)(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        seconds = time.perf_counter() - started
        out.seek(0)
        err.seek(0)
        code = os.WEXITSTATUS(status) if os.WIFEXITED(status) else None
        return {"code": code, "seconds": seconds, "out": out.read(), "err": err.read()}


def _child(order: dict[str, Any], out: int, err: int) -> None:
    code = 70
    try:
        os.setpgid(0, 0)
        os.dup2(out, 1)
        os.dup2(err, 2)
        if order["uid"] is not None and os.geteuid() == 0:
            os.setgroups([])
            os.setgid(order["uid"])
            os.setuid(order["uid"])
        if order["patch"] is not None:
            name, argument = order["patch"]
            getattr(patches, name)(argument)
        code = _command(order)
    except SystemExit as stopped:
        code = stopped.code if isinstance(stopped.code, int) else 1
        if isinstance(stopped.code, str):
            print(stopped.code, file=sys.stderr)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _command(order: dict[str, Any]) -> int:
    given: dict[str, Any] = order["options"]
    paths: dict[str, Any] = {name: Path(given.pop(name)) for name in ("content", "site", "output", "theme")}
    options = build.Options(**paths, **given)
    return check.run(options, json=False) if order["command"] == "check" else build.run(options)


if __name__ == "__main__":
    main()
