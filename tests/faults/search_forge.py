"""A warmed process that forks one child for each making of a search index, so that the child can be killed.

One order a line on standard input: {"folder", "size", "seed", "last", "kill_after" | "kill_at" | null, "limit"}; one answer
a line on standard output: {"name", "steps", "error"}. A step is anything done to the folder: opening for writing, renaming,
linking, removing.
"""

import json
import os
import resource
import signal
import sys
import time
from pathlib import Path
from typing import Any

from search.document import SearchDoc
from tests.search import samples

_CHANGING = {"os.rename", "os.mkdir", "os.rmdir", "os.remove", "os.link", "shutil.rmtree"}


def docs(size: int, seed: int) -> list[SearchDoc]:
    """The documents of an order: some of every seed are other ones, or gone."""
    made = samples.some(size)
    for number in range(seed % 7):
        place = (seed * 31 + number * 7) % len(made)
        text = f"第{seed}次改动，党费收缴。" * (number + 1)
        made[place] = samples.doc(made[place].id, f"改{seed}之{number}", text, published=made[place].published)
    return made[seed % 3 :]


def main() -> None:
    for line in sys.stdin:
        print(json.dumps(_follow(json.loads(line))), flush=True)


def _follow(order: dict[str, Any]) -> dict[str, Any]:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _child(order, writing)
    os.close(writing)
    if order.get("kill_after") is not None:
        time.sleep(order["kill_after"])
        os.kill(child, signal.SIGKILL)
    with os.fdopen(reading) as told:
        answer = told.read()
    os.waitpid(child, 0)
    return json.loads(answer) if answer else {"name": None, "steps": 0, "error": "killed"}


def _child(order: dict[str, Any], writing: int) -> None:
    steps = 0
    folder = order["folder"]

    def heard(event: str, given: tuple[Any, ...]) -> None:
        nonlocal steps
        changing = event in _CHANGING
        if event == "open":
            changing = isinstance(given[2], int) and bool(given[2] & (os.O_WRONLY | os.O_RDWR))
        if changing and str(given[0]).startswith(folder):
            if steps == order.get("kill_at"):
                os.kill(os.getpid(), signal.SIGKILL)
            steps += 1

    answer: dict[str, Any] = {"name": None, "error": None}
    try:
        wanted = docs(order["size"], order["seed"])
        if order.get("limit"):
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (order["limit"], order["limit"]))
        sys.addaudithook(heard)
        answer["name"] = samples.refresh(Path(folder), wanted, order["last"]).name
    except OSError as error:
        answer["error"] = f"{type(error).__name__} {error.errno}"
    answer["steps"] = steps
    os.write(writing, json.dumps(answer).encode())
    os._exit(0)


if __name__ == "__main__":
    main()
