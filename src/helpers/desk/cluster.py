"""Whoever calls functions of a module: the workers of a Dask cluster that somebody else has begun.

Workers and this process see the same folders, as on a shared disk, and have this package.
"""

import importlib.util
import logging
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from time import monotonic
from typing import TYPE_CHECKING, Any

from helpers.desk.outputs import UnknownError
from helpers.desk.run import LostError
from helpers.desk.writing import Each, Outcome, Results, Task, call

if TYPE_CHECKING:
    from distributed import Client, Future

ANSWER = 10.0
"""Seconds in which a scheduler has to answer, and after which one that is gone counts as lost."""

LOOK = 1.0
"""Seconds without a result after which the cluster is looked at."""

FIT = 30.0
"""Seconds in which each worker has to tell whether it is fit; it may have much to load."""

RETRIES = 2
"""So many times a story is tried again whose worker raised what no story raises."""


@contextmanager
def cluster(address: str, module: str, seen: Iterable[Path]) -> Iterator[Each]:
    """The workers of a cluster, for the length of a with block.

    Input: the address of its scheduler; the module whose functions are called; folders that every
    worker must see.
    Raises: UnknownError where distributed is not installed, no scheduler answers, no worker is
    there, or one lacks the package or a folder; LostError if the scheduler is lost.
    """
    try:
        from distributed import Client
    except ImportError:
        raise UnknownError(
            "--scheduler needs distributed, which is not installed: pip install distributed"
        ) from None
    with _quietly():
        try:
            client = Client(address, timeout=ANSWER)
        except (OSError, ValueError) as error:
            told = str(error) if isinstance(error, ValueError) else "nobody answers"
            raise UnknownError(
                f"no scheduler at {address}: {told}; begin one with: dask scheduler"
            ) from None
        try:
            _refuse_unfit(client, address, seen)
            yield partial(_there, client, address, module)
        finally:
            # What came back is here: that distributed stumbles over a lost scheduler while it
            # closes would only hide what is said of the loss.
            with suppress(Exception):
                client.close(timeout=LOOK)


@contextmanager
def _quietly() -> Iterator[None]:
    """Let what goes wrong be told in one line, and not by what distributed logs as well."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)


def _refuse_unfit(client: "Client", address: str, seen: Iterable[Path]) -> None:
    package = _asked(client, importlib.util.find_spec, __name__)
    if not package:
        raise UnknownError(f"{address} has no worker; begin one with: dask worker {address}")
    for worker, found in package.items():
        if found is None or isinstance(found, BaseException):
            raise UnknownError(
                f"the worker {worker} lacks the package claim-by-claim: install there what is "
                "installed here"
            )
    for folder in seen:
        for worker, there in _asked(client, os.path.isdir, str(folder.absolute())).items():
            if there is not True:
                raise UnknownError(
                    f"the worker {worker} sees no folder {folder}: put it on a disk that all share"
                )


def _asked(client: "Client", function: Callable[..., Any], *given: str) -> dict[str, Any]:
    """What a function gives in each worker.

    Raises: UnknownError if a worker does not answer: distributed itself would wait for ever.
    """

    def ask() -> Any:
        return client.run(function, *given, on_error="return")

    try:
        answers: dict[str, Any] = client.sync(ask, callback_timeout=FIT)
    except TimeoutError:
        raise UnknownError(
            f"a worker has not answered within {FIT:.0f} seconds: end those that hang"
        ) from None
    return answers


def _there(
    client: "Client", address: str, module: str, function: str, tasks: Iterable[Task]
) -> Results:
    """Hand out tasks, and give each with its result as soon as it is there."""
    done: SimpleQueue[Future] = SimpleQueue()
    waiting: dict[Future, Task] = {}
    for task in tasks:
        future = client.submit(call, module, function, task, pure=False, retries=RETRIES)
        waiting[future] = task
        future.add_done_callback(done.put)
    heard = monotonic()
    while waiting:
        try:
            future = done.get(timeout=LOOK)
            result = _result(str(waiting[future][0]), future, address)
        except Empty:
            heard = monotonic() if _is_there(client) else heard
            if monotonic() - heard > ANSWER:
                raise _lost(address) from None
        except TimeoutError:
            done.put(future)  # the worker that has it is gone: it is made again elsewhere
        else:
            heard = monotonic()
            yield waiting.pop(future), result


def _is_there(client: "Client") -> bool:
    """Whether the scheduler answers, and some worker is with it."""
    if client.status != "running":
        return False
    try:
        known = client.sync(client.scheduler.identity, n_workers=-1, callback_timeout=ANSWER / 2)
    except (OSError, TimeoutError):
        return False
    return bool(known["workers"])


def _lost(address: str) -> LostError:
    return LostError(f"the scheduler at {address} is lost, or the last of its workers")


def _result(story: str, future: "Future", address: str) -> Any:
    """What came of a story; of one whose workers died, what can be said of it.

    Raises: LostError if it was given up; TimeoutError if it is not there after all.
    """
    if future.status not in ("pending", "finished", "error"):
        raise _lost(address)
    error = future.exception(timeout=ANSWER)
    if error is None:
        return future.result(timeout=ANSWER)
    told = f"{type(error).__name__}: {' '.join(str(error).split())}"
    return Outcome((f", FAILED: {told}",), (f"{story}: {told}",))
