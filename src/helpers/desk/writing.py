"""The one way of writing what was asked for: whole or not at all, told, and on past a failure.

Work is done in processes beside this one, so that both cores are used and this one stays light.
"""

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from time import monotonic
from typing import Any

from helpers.desk.outputs import PublishError
from helpers.story.atomic_write import write_atomically

PROCESSES = 2

Progress = Callable[[str], object]
Contents = Mapping[Path, bytes | None]
"""What is to stand where; None for what is to be taken away."""
Task = tuple[Any, ...]
Results = Iterator[tuple[Task, Any]]
Each = Callable[[str, Iterable[Task]], Results]
"""Call a function, by its name, with every task; give each with its result as soon as it is there."""


@dataclass(frozen=True)
class Outcome:
    """What came of one task.

    `told` ends the lines of progress, `failed` names what could not be made and why, `made` is what
    was made: the contents of files, where they are to be written.
    """

    told: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    made: Any = None


def write_files(contents: Contents) -> list[Path]:
    """Write files one after the other, each beside the old one and renamed over it.

    Output: the paths written. Raises: OSError for a folder that can't be written to.
    """
    for path, content in contents.items():
        if content is None:
            path.unlink(missing_ok=True)
        else:
            write_atomically(path, content)
    return [path for path, content in contents.items() if content is not None]


def publish(
    word: str,
    names: Sequence[str],
    results: Iterable[tuple[Task, Outcome]],
    progress: Progress,
    heading: Iterable[str] = (),
) -> list[Path]:
    """Write each thing as soon as it is made, and go on although one fails.

    Input: what one is called; the names of all; what comes of tasks, of which each begins with a
    name; whom to tell; what stands above the failures.
    Output: the paths written, in the order of the names. Raises: PublishError with a line for each
    failure.
    """
    written: dict[str, list[Path]] = {}
    failed: list[str] = []
    for (name, *_), outcome in results:
        for told in outcome.told:
            progress(f"{word} {names.index(name) + 1} of {len(names)}: {name}{told}")
        failed += outcome.failed
        written[name] = write_files(outcome.made or {})
    if failed:
        raise PublishError("\n".join([*heading, *failed]))
    return [path for name in names for path in written.get(name, [])]


def attempt(name: str, make: Callable[[], Any], label: str = "") -> Outcome:
    """Make something, or tell what went wrong: one that fails must not take the others with it.

    Input: what it is called; what makes it; what tells it from others of its name.
    """
    begun = monotonic()
    try:
        made = make()
    except Exception as error:
        told = _reason(error)
        named = told if told.startswith(name) else f"{name}{label}: {told}"
        return Outcome((f"{label}, FAILED: {told}",), (named,))
    return Outcome((f"{label}, {monotonic() - begun:.1f} s",), (), made)


def _reason(error: Exception) -> str:
    """An error in one line: one of our own says what is wrong, of others the kind counts too."""
    told = " ".join(str(error).split())
    own = type(error).__module__.startswith("helpers.")
    return told if own else f"{type(error).__name__}: {told}"


# ------------------------------------------------------------------------------ who does the work


@contextmanager
def crew(processes: int, module: str) -> Iterator[Each]:
    """Whoever calls functions of a module, for the length of a with block.

    Input: how many processes (1 = this one); the module, which each imports at once. The processes
    end with the block, and with this process.
    """
    if processes == 1:
        yield partial(_here, module)
        return
    # Begun afresh and not forked: whoever calls this may run threads, as a notebook does.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(processes, context, initializer=_begin, initargs=(module,))
    try:
        for _ in range(processes):  # all start now, not when there is work for them
            pool.submit(int)
        yield partial(_beside, pool, module)
    finally:
        pool.shutdown(cancel_futures=True)


def call(module: str, function: str, task: Task) -> Any:
    """Call a function of a module, both by name, in whatever process this is."""
    return getattr(import_module(module), function)(*task)


def _here(module: str, function: str, tasks: Iterable[Task]) -> Results:
    for task in tasks:
        yield task, call(module, function, task)


def _beside(
    pool: ProcessPoolExecutor, module: str, function: str, tasks: Iterable[Task]
) -> Results:
    begun = {pool.submit(call, module, function, task): task for task in tasks}
    try:
        for done in as_completed(begun):
            yield begun.pop(done), done.result()
    except BrokenProcessPool:
        raise PublishError(
            "a process that draws was ended from outside (is the memory full?); what was "
            "written is whole: run the same command again for the rest"
        ) from None


def _begin(module: str) -> None:
    """Leave interruptions to the process that hands out the work, and do not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
    import_module(module)
    # What was imported stays, and a drawing makes tens of thousands of things that are soon gone.
    gc.freeze()
    gc.set_threshold(20_000)


def end_with_parent() -> None:
    """See to it that this process does not outlive whoever began it, even if that is killed."""

    def wait() -> None:
        parent = multiprocessing.parent_process()
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
