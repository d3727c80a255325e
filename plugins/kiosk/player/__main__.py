"""python3 -m plugins.kiosk.player: the player with Debian's own Python and python3-cryptography, nothing installed."""

import argparse
import sys
from dataclasses import fields

from .options import HELP, Options
from .running import run


def main(arguments: list[str]) -> int:
    """The options of `tasks.py kiosk`, by the standard library alone."""
    parser = argparse.ArgumentParser("python3 -m plugins.kiosk.player", description="查询屏播放器", allow_abbrev=False)
    for field in fields(Options):
        name = "--" + field.name.replace("_", "-")
        if field.type is bool:
            parser.add_argument(name, action="store_true", help=HELP[field.name])
        else:
            parser.add_argument(name, type=field.type, default=field.default, help=HELP[field.name])
    return run(Options(**vars(parser.parse_args(arguments))))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
