"""Work done in processes beside this one, so that both cores are used and this one stays light."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from importlib import import_module
from typing import Protocol, TypeVar

from helpers.desk.folders import PublishError

Task = TypeVar("Task")
Result = TypeVar("Result")


class Workers(Protocol):
    """Whoever does the work."""

    def each(
        self, function: Callable[[Task], Result], tasks: Iterable[Task]
    ) -> Iterator[tuple[Task, Result]]:
        """Do every task; give each with its result as soon as it is done."""


class _Here:
    """The work is done in this process, one task after the other."""

    def each(
        self, function: Callable[[Task], Result], tasks: Iterable[Task]
    ) -> Iterator[tuple[Task, Result]]:
        for task in tasks:
            yield task, function(task)


class _Beside:
    """The work is done in processes of their own, begun in the order of the tasks."""

    def __init__(self, pool: ProcessPoolExecutor) -> None:
        self._pool = pool

    def each(
        self, function: Callable[[Task], Result], tasks: Iterable[Task]
    ) -> Iterator[tuple[Task, Result]]:
        begun: dict[Future[Result], Task] = {
            self._pool.submit(function, task): task for task in tasks
        }
        try:
            for done in as_completed(begun):
                yield begun.pop(done), done.result()
        except BrokenProcessPool:
            raise PublishError(
                "a process that draws was ended from outside (is the memory full?); what was "
                "written is whole: run the same command again for the rest"
            ) from None


@contextmanager
def workers(processes: int, preload: str) -> Iterator[Workers]:
    """Processes for the length of a with block; they end with it, and with this process.

    Input: how many (1 = none, the work is done here); the module that each imports at once.
    """
    if processes == 1:
        yield _Here()
        return
    # Begun afresh and not forked: whoever calls this may run threads, as a notebook does.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(processes, context, initializer=_begin, initargs=(preload,))
    try:
        for _ in range(processes):  # all start now, not when there is work for them
            pool.submit(_stand_ready)
        yield _Beside(pool)
    finally:
        pool.shutdown(cancel_futures=True)


def _begin(preload: str) -> None:
    """Leave interruptions to the process that hands out the work, and do not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    import_module(preload)


def _stand_ready() -> None:
    """Nothing; by then the process has been started."""


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
