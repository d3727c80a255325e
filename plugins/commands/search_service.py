"""search-service: answer searches over HTTP, from the index of a built site."""

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from ..portal.output import OutputFolder
from ..portal.pelican_settings import ROOT
from ..search_index.indexing import WORKSHOP

_HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,63}")


@dataclass(frozen=True)
class Options:
    """How to run the service."""

    output: Path = ROOT / "output"
    host: str = "127.0.0.1"
    port: int = 8100
    website: str = ""
    behind_proxy: str = ""
    rate: int = 60
    seconds: int = 2

    def problem(self) -> str:
        """What is wrong with them, in a sentence; empty if nothing is."""
        site = urlsplit(self.website)
        if self.website and (site.scheme not in ("http", "https") or not site.netloc or site.query or site.fragment):
            return f"--website 应当是网站的地址，例如 https://zzb.example.gov.cn，现在写的是“{self.website}”。"
        if self.behind_proxy and not _HEADER.fullmatch(self.behind_proxy):
            return "--behind-proxy 后面写反向代理用来传访客地址的请求头，例如 X-Real-IP。"
        if self.rate < 0:
            return "--rate 应当是 0 或更大的整数（每分钟几次；0 表示不限）。"
        if not 1 <= self.seconds <= 60:
            return "--seconds 应当是 1 到 60 之间的整数。"
        return ""


def run(options: Options) -> int:
    """The command. Comes back when it is stopped, with Ctrl-C or by the system."""
    from search.running import Running, listen, until_stopped
    from search.server import Limits, Service
    from search.standing import Standing

    problem = options.problem()
    if problem:
        print(problem, file=sys.stderr)
        return 2
    try:
        listening = listen(options.host, options.port)
    except (OSError, OverflowError) as error:
        reason = error.strerror if isinstance(error, OSError) else "端口号是 0 到 65535 之间的整数"
        print(
            f"地址 {options.host} 端口 {options.port} 用不了（{reason}）。请用 --host、--port 换一个。", file=sys.stderr
        )
        return 1
    standing = Standing(options.output, OutputFolder(options.output).workshop / WORKSHOP)
    limits = Limits(options.rate, max(1, options.rate / 3), options.seconds, options.behind_proxy)
    service = Service(standing, limits, options.website.rstrip("/"), log=_log)
    running = Running(service, listening)

    def told() -> None:
        print(f"检索服务已启动：http://{options.host}:{running.port}/search/ ，按 Ctrl-C 停止。", flush=True)

    until_stopped(running, told)
    standing.close()
    print("检索服务已停止。", flush=True)
    return 0


def _log(line: str) -> None:
    print(line, flush=True)
