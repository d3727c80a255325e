"""serve: build, show the site on this computer, and follow every saved file.

One process stays: it remembers what it read, so that a saved file is on the screen in well under a second. The output
folder is the very site that `build` makes; the reload script and the list of problems are added on the way out.
"""

import os
import sys
import threading
import time
import webbrowser
from pathlib import Path

from ..portal.beijing import day_or_today
from ..portal.build import Job, Outcome, open_readings
from ..portal.pelican_settings import ROOT
from .build import Options, build, summary
from .preview import Preview, listen
from .reporting import print_outcome

_SETTLE_MS = 80
"""Editors write a file in several steps; changes that come within this are one change."""
_LOOK_MS = 100
"""How often site.yaml is looked at. It is not watched: an editor that saves a new file under the name ends a watch."""


def run(options: Options, port: int, open_browser: bool) -> int:
    """The command. Comes back when it is stopped with Ctrl-C."""
    import watchfiles

    # In one process: forking beside the server's threads is not safe, and a saved file is one page.
    options = options.checked()
    preview = Preview(options.output)
    try:
        server = listen(preview, port)
    except (OSError, OverflowError) as error:
        reason = error.strerror if isinstance(error, OSError) else "端口号是 1 到 65535 之间的整数"
        print(f"端口 {port} 用不了（{reason}）。请用 --port 换一个，例如 --port 8001。", file=sys.stderr)
        return 1
    port = server.server_address[1]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    readings = open_readings(_job(options))

    told: set[str] = set()

    def rebuild() -> None:
        started = time.perf_counter()
        outcome = build(options, readings)
        _tell(outcome, time.perf_counter() - started, options, told)
        preview.show(outcome.report)

    print(
        f"正在建站，完成后请打开 http://127.0.0.1:{port}/ （查询屏：http://127.0.0.1:{port}/kiosk/ ），按 Ctrl-C 停止。",
        flush=True,
    )
    watched = [path for path in (options.content, options.theme, ROOT / "plugins") if path.exists()]
    # The watcher listens from before the first build and while builds run, so nothing that is saved meanwhile is lost.
    watcher = watchfiles.watch(
        *watched, debounce=_SETTLE_MS, step=20, rust_timeout=_LOOK_MS, yield_on_timeout=True, raise_interrupt=False
    )
    try:
        next(watcher, None)
        site, day = _stamp(options.site), day_or_today(options.today)
        rebuild()
        if open_browser:
            webbrowser.open(f"http://127.0.0.1:{port}/")
        for changes in watcher:
            if not changes and site == _stamp(options.site) and day == day_or_today(options.today):
                continue
            if any(_is_code(path) for _, path in changes):
                print("程序有改动，重新启动预览 …", flush=True)
                server.server_close()
                os.execv(sys.executable, [sys.executable, *sys.argv])
            site, day = _stamp(options.site), day_or_today(options.today)
            rebuild()
    except KeyboardInterrupt:
        pass
    finally:
        server.shutdown()
        print("预览已停止。")
    return 0


def _is_code(path: str) -> bool:
    """Modules and the sentences beside them are read once, so a change of them takes a new start."""
    return path.startswith(str(ROOT / "plugins")) and path.endswith((".py", ".yaml"))


def _stamp(file: Path) -> tuple[int, int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return (found.st_mtime_ns, found.st_size, found.st_ino)


def _tell(outcome: Outcome, seconds: float, options: Options, told: set[str]) -> None:
    print_outcome(outcome, told)
    if not outcome.report.has_errors:
        print(summary(outcome, seconds, options.output), flush=True)


def _job(options: Options) -> Job:
    return Job(Path(options.content), Path(options.site), Path(options.output), day_or_today(options.today))
