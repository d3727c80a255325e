"""Every command of the portal: python3 tasks.py COMMAND (python3 tasks.py --list names them all).

The first run makes .venv from the locked requirements; from then on commands start at once.
"""

import gc
import os
import sys
from pathlib import Path

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from plugins.commands import environment

if __name__ == "__main__":
    environment.enter(sys.argv)  # comes back only inside .venv
    gc.disable()  # while modules load there is nothing to collect; each command decides for itself

from invoke import Collection, Context, ParseError, Program, task

_PATHS = {
    "content": "内容文件夹（默认 content）",
    "site": "站点配置文件（默认 site.yaml）",
    "output": "输出文件夹（默认 output）",
    "date": "按哪一天建站，YYYY-MM-DD（默认今天）",
}


@task(help={**_PATHS, "jobs": "同时使用几个进程（默认 1；内容上万件时用 2 或更多会快些）"})
def build(_: Context, content: str = "", site: str = "", output: str = "", date: str = "", jobs: int = 1) -> None:
    """建站：检查全部内容，生成整个网站；有错误时不动已发布的网站。"""
    from plugins.commands import build

    sys.exit(build.run(_options(content, site, output, date, jobs)))


@task(help={**_PATHS, "port": "端口（默认 8000）", "open": "打开浏览器"})
def serve(
    _: Context,
    content: str = "",
    site: str = "",
    output: str = "",
    date: str = "",
    port: int = 8000,
    open: bool = False,
) -> None:
    """预览：建站并在 http://127.0.0.1:8000 打开网站和查询屏，保存文件后自动更新。"""
    from plugins.commands import serve

    sys.exit(serve.run(_options(content, site, output, date), port, open))


@task(help={**_PATHS, "json": "以 JSON 输出"})
def check(
    _: Context,
    content: str = "",
    site: str = "",
    output: str = "",
    date: str = "",
    json: bool = False,
) -> None:
    """检查：列出全部问题和改法，不生成网站。"""
    from plugins.commands import check

    sys.exit(check.run(_options(content, site, output, date), json))


@task(
    positional=["query"],
    help={
        "query": "要查的词，像在网站上一样写",
        "queries": "一次查许多：每行一个 JSON，写明 qid 和 query",
        "output": _PATHS["output"],
        "limit": "最多列出几条（默认 10）",
        "json": "以 JSON 输出",
    },
)
def search(_: Context, query: str, queries: str = "", output: str = "", limit: int = 10, json: bool = False) -> None:
    """检索：在已建好的网站里查一个词，或一次查许多。"""
    from plugins.commands import search

    named = [Path(path) if path else None for path in (queries, output)]
    sys.exit(search.run(query, named[0], named[1], limit, json))


@task(
    help={
        "output": _PATHS["output"],
        "host": "在哪个地址上答复（默认 127.0.0.1，只供本机和本机上的反向代理）",
        "port": "端口（默认 8100）",
        "website": "网站的地址；检索服务与网站同一地址时不写",
        "behind_proxy": "前面有反向代理时，写它用来传访客地址的请求头，例如 X-Real-IP",
        "rate": "同一访客每分钟最多查几次（默认 60；0 表示不限）",
        "seconds": "一次查询最多用几秒（默认 2）",
    }
)
def search_service(
    _: Context,
    output: str = "",
    host: str = "127.0.0.1",
    port: int = 8100,
    website: str = "",
    behind_proxy: str = "",
    rate: int = 60,
    seconds: int = 2,
) -> None:
    """检索服务：为已建好的网站提供不用 JavaScript 的搜索页和 JSON 接口。"""
    from plugins.commands import search_service

    folder = {"output": Path(output)} if output else {}
    options = search_service.Options(
        **folder, host=host, port=port, website=website, behind_proxy=behind_proxy, rate=rate, seconds=seconds
    )
    sys.exit(search_service.run(options))


@task(
    help={
        "queries": "查询文件：每行一个 JSON，写明 set、query 和 relevant；不写就用本站已知的内容和 search/golden.yaml",
        "output": _PATHS["output"],
        "json": "以 JSON 输出",
    }
)
def evaluate(_: Context, queries: str = "", output: str = "", json: bool = False) -> None:
    """检索质量：看已建好的网站能不能查到该查到的，问“党费怎么算”要能找到党费指南。"""
    from plugins.commands import evaluate

    sys.exit(evaluate.run(Path(queries) if queries else None, Path(output) if output else None, json=json))


@task(help={key: _PATHS[key] for key in ("content", "site", "date")})
def draft(_: Context, content: str = "", site: str = "", date: str = "") -> None:
    """起草：按年度任务当前进度起草下一期督查督办通报，由办公室补充后发布。"""
    from plugins.commands import draft

    sys.exit(draft.run(_options(content, site, "", date)))


@task(help={"select": "只运行名字里有这个词的测试"})
def test(_: Context, select: str = "") -> None:
    """测试：安装测试所需的一切，然后检查代码、运行全部测试。"""
    from plugins.commands import test

    sys.exit(test.run(select))


@task(
    help={
        "sizes": "文档数量，用逗号隔开（默认 10000）",
        "rounds": "每种情形量几遍（默认 3）",
        "real": "real_content.py 的路径：同时用真实法规文本比较",
        "growth": "按 1000、10000、50000 三种规模比较",
        "tools": "只比较其中几个，用逗号隔开：ours、hugo、pelican",
        "brief": "只量从头建站和改一处正文两种情形",
        "jobs": "本站建站的进程数（默认 1）",
        "search": "改为比较检索：文本文件（.jsonl 或 .jsonl.xz），用逗号隔开",
        "search_build": "改为量检索索引的制作：文本文件（同上）；网页数用 --sizes，遍数用 --rounds",
        "queries": "比较检索时的查询文件（.jsonl）",
    }
)
def bench(
    _: Context,
    sizes: str = "10000",
    rounds: int = 3,
    real: str = "",
    growth: bool = False,
    tools: str = "ours,hugo,pelican",
    brief: bool = False,
    jobs: int = 1,
    search: str = "",
    search_build: str = "",
    queries: str = "",
) -> None:
    """测速：与 Hugo、原版 Pelican 同场比较（或与别的检索同场比较），结果写进 docs/benchmarks.md。"""
    from tests.bench import run, search_peers
    from tests.bench import search_build as building

    if search_build:
        given = ["--texts", *search_build.split(","), "--sizes", *sizes.split(","), "--rounds", str(rounds)]
        sys.exit(building.main(given))
    if search:
        sys.exit(search_peers.main(["--texts", *search.split(","), *(["--queries", queries] if queries else [])]))
    arguments = ["--sizes", *sizes.split(","), "--rounds", str(rounds)]
    arguments += ["--real", real] if real else []
    arguments += ["--growth"] if growth else []
    arguments += ["--tools", *tools.split(",")]
    arguments += ["--cases", "cold", "one body edited", "--no-resident"] if brief else []
    arguments += ["--jobs", str(jobs)] if jobs else []
    sys.exit(run.main(arguments))


@task(
    help={
        "site": "网站地址，如 https://www.example.gov.cn",
        "key": "公钥文件（kiosk-key 做的 key.pub）",
        "state": "存放内容包和状态的文件夹",
        "port": "本机端口（默认 8010）",
        "minutes": "每隔几分钟看一次有没有新内容（默认 15）",
        "browser": "浏览器命令，可带参数（默认 /usr/bin/chromium；写 none 就不启动浏览器）",
        "screen_on": "点亮屏幕的命令，如 xset dpms force on",
        "screen_off": "关闭屏幕的命令，如 xset dpms force off",
        "once": "只取一次内容就结束",
        "accept_older": "这一次允许换回较早的内容包",
        "policy": "打印浏览器的管理策略文件就结束",
    }
)
def kiosk(
    _: Context,
    site: str = "",
    key: str = "",
    state: str = "",
    port: int = 8010,
    minutes: int = 15,
    browser: str = "/usr/bin/chromium",
    screen_on: str = "",
    screen_off: str = "",
    once: bool = False,
    accept_older: bool = False,
    policy: bool = False,
) -> None:
    """查询屏播放器：从网站取签过名的内容包，在本机的浏览器上全屏显示，断网照常显示。"""
    from plugins.commands import kiosk

    options = kiosk.Options(
        site=site,
        key=key,
        state=state,
        port=port,
        minutes=minutes,
        browser=browser,
        screen_on=screen_on,
        screen_off=screen_off,
        once=once,
        accept_older=accept_older,
        policy=policy,
    )
    sys.exit(kiosk.run(options))


@task(help={"private": "私钥放在哪里（默认 .kiosk/key.pem）"})
def kiosk_key(_: Context, private: str = "") -> None:
    """查询屏密钥：做一对密钥，建站时用私钥给内容包签名，播放器凭公钥辨认。"""
    from plugins.commands import kiosk_key

    sys.exit(kiosk_key.run(private))


@task
def lock(_: Context) -> None:
    """锁定依赖：由 requirements*.in 重写带校验和的 requirements*.txt。"""
    from plugins.commands import lock

    sys.exit(lock.run())


def _options(content: str, site: str, output: str, date: str, jobs: int = 1):  # type: ignore[no-untyped-def]
    from plugins.commands.build import Options

    # What is named starts where the command was given; what is not, at the project.
    named = {"content": content, "site": site, "output": output}
    return Options(**{name: Path(value) for name, value in named.items() if value}, today=date or None, jobs=jobs)


class _Program(Program):
    """Invoke's program, which answers a mistyped command line in the words of the people who type it."""

    def run(self, argv: list[str] | None = None, exit: bool = True) -> None:
        argv = list(sys.argv) if argv is None else argv
        if argv[1:2] == ["search"] and any(word.startswith("--queries") for word in argv):
            argv.insert(2, "")  # many queries take the place of the one; Invoke knows no words that may be left out
        try:
            super().run(argv, exit)
        except ValueError as error:
            sys.exit(f"命令写法不对：应当是数字的地方不是数字（{error}）。用 python3 tasks.py --help 命令 查看写法。")

    def parse_tasks(self) -> None:
        try:
            super().parse_tasks()
        except ParseError as error:
            word = str(error).partition("'")[2].partition("'")[0]
            sys.exit(f"命令写法不对：不认识“{word}”。用 python3 tasks.py --list 查看全部命令。")


if __name__ == "__main__":
    commands = Collection(
        build, serve, check, draft, search, evaluate, search_service, kiosk, kiosk_key, test, bench, lock
    )
    _Program(namespace=commands, binary="python3 tasks.py", name="portal", version="1.0").run()
