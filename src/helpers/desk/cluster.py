"""Whoever calls functions of a module: the workers of a Dask cluster that somebody else has begun.

Workers and this process see the same folders, as on a shared disk, and have this package.
"""

import importlib.util
import logging
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
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
"""Seconds from one look at the cluster to the next."""

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
    package = client.run(importlib.util.find_spec, __name__, on_error="return")
    if not package:
        raise UnknownError(f"{address} has no worker; begin one with: dask worker {address}")
    for worker, found in package.items():
        if found is None or isinstance(found, BaseException):
            raise UnknownError(
                f"the worker {worker} lacks the package claim-by-claim: install there what is "
                "installed here"
            )
    for folder in seen:
        for worker, there in client.run(os.path.isdir, str(folder.absolute())).items():
            if not there:
                raise UnknownError(
                    f"the worker {worker} sees no folder {folder}: put it on a disk that all share"
                )


def _there(
    client: "Client", address: str, module: str, function: str, tasks: Iterable[Task]
) -> Results:
    """Hand out tasks, and give each with its result as soon as it is there."""
    from distributed import CancelledError, wait

    waiting = {
        client.submit(call, module, function, task, pure=False, retries=RETRIES): task
        for task in tasks
    }
    heard = monotonic()
    while waiting:
        try:
            done = wait(list(waiting), timeout=LOOK, return_when="FIRST_COMPLETED").done
        except TimeoutError:
            done = set()
        except (OSError, CancelledError) as error:
            raise _lost(address) from error
        for future in [one for one in waiting if one in done]:
            if future.status not in ("finished", "error"):
                raise _lost(address)
            task = waiting.pop(future)
            yield task, _result(str(task[0]), future)
        heard = monotonic() if _is_there(client) else heard
        if monotonic() - heard > ANSWER:
            raise _lost(address)


def _is_there(client: "Client") -> bool:
    """Whether the scheduler is there, and some worker with it."""
    return client.status == "running" and bool(client.scheduler_info(n_workers=-1)["workers"])


def _lost(address: str) -> LostError:
    return LostError(f"the scheduler at {address} is lost, or the last of its workers")


def _result(story: str, future: "Future") -> Any:
    """What came of a story; of one whose workers died, what can be said of it."""
    if future.status == "finished":
        return future.result()
    error = future.exception()
    told = f"{type(error).__name__}: {' '.join(str(error).split())}"
    return Outcome((f", FAILED: {told}",), (f"{story}: {told}",))
