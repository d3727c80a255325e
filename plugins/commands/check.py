"""check: every problem of the content, and no output."""

from ..portal.beijing import day_or_today
from ..portal.gathering import gather_site
from ..portal.problems import Level, Report
from ..portal.published_files import unused
from .build import Options
from .reporting import as_json, print_report


def run(options: Options, json: bool) -> int:
    """The command. Exit code 1 when there are errors."""
    options = options.checked()
    report = examine(options)
    if json:
        print(as_json(report))
    else:
        print_report(report)
        counts = "、".join(f"{len(report.at(level))} 处{name}" for level, name in _NAMES.items())
        print(f"检查完毕：{counts}。")
    return 1 if report.has_errors else 0


_NAMES = {Level.ERROR: "错误", Level.WARNING: "提醒", Level.NOTE: "说明"}


def examine(options: Options) -> Report:
    """Read and check everything; nothing is written, nothing kept."""
    gathered = gather_site(options.content, options.site, day_or_today(options.today))
    if gathered.library is not None:
        gathered.report.add(unused(gathered.library))
    return gathered.report
