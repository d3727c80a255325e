"""Work shared among forked processes, which see the parent's memory as it is and send back small answers.

Neither kind of pool in the standard library will do: one waits for ever for a worker that was killed, the workers of
the other outlive a parent that was. Here each worker has a pipe of its own. It closes when the worker dies, and when
the parent dies the worker's next answer has nowhere to go, so that it ends too.
"""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import TypeVar

from .problems import Finding, Place, Problem

Task = TypeVar("Task")
Answer = TypeVar("Answer")


class WorkerLost(Finding):
    """One of the processes was killed: by hand, or by a system that is out of memory."""


def can_share() -> bool:
    """Whether this system forks."""
    return hasattr(os, "fork")


def share(
    tasks: Sequence[Task], work: Callable[[Task], Answer], workers: int, after: Callable[[int], None]
) -> Iterator[Answer]:
    """The answers to all tasks, in any order. `after` is called in the worker with the number of its tasks so far.

    Raises WorkerLost when a worker dies, and what `work` raised when that is a Finding; the other workers end.
    """
    fork = multiprocessing.get_context("fork")
    readers: list[Connection] = []
    processes = []
    try:
        for number in range(workers):
            reader, writer = fork.Pipe(duplex=False)
            process = fork.Process(target=_run, args=(tasks[number::workers], work, writer, after), daemon=True)
            process.start()
            writer.close()
            readers.append(reader)
            processes.append(process)
        while readers:
            for ready in wait(readers):
                assert isinstance(ready, Connection)
                yield from _received(ready, readers)
    finally:
        for process in processes:
            process.kill()
            process.join()


def _received(reader: Connection, readers: list[Connection]) -> Iterator[Answer]:
    try:
        kind, value = reader.recv()
    except (EOFError, OSError):
        raise WorkerLost(Problem("build.worker_lost", Place("output"))) from None
    if kind == "failed":
        raise value
    if kind == "done":
        readers.remove(reader)
        reader.close()
    else:
        yield value


def _run(
    tasks: Sequence[Task], work: Callable[[Task], Answer], writer: Connection, after: Callable[[int], None]
) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    try:
        for count, task in enumerate(tasks, start=1):
            writer.send(("answer", work(task)))
            after(count)
        writer.send(("done", None))
    except (Finding, OSError) as failure:
        # A full disk is the parent's to tell; a parent that is gone cannot be told anything.
        if not isinstance(failure, BrokenPipeError):
            writer.send(("failed", failure))
