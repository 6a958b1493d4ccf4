"""A plug-in of pytest: runs the notebooks ahead of nbval, some at a time, in forked kernels.

nbval collects the cells and compares their outputs, as ever; only its kernel is another: one that
has run on while other notebooks were compared. The notebook with the most pictures begins.
A cell that hangs, ends its kernel or kills it fails by name, and so do those behind it.
"""

import asyncio
import os
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import Future
from copy import deepcopy
from math import ceil
from queue import Empty
from typing import Any

from helpers.desk.forked_kernel import CELL_LIMIT, begin_parent, client_for, environment

begin_parent()  # before all else: it imports while pytest starts

import pytest  # noqa: E402
from nbclient.exceptions import DeadKernelError  # noqa: E402
from nbval.plugin import IPyNbCell, IPyNbFile, NbCellError  # noqa: E402

from .stored_pictures import alike, pictures  # noqa: E402

AT_ONCE = 3
"""One more than most machines of a pipeline have cores: a kernel that starts or ends leaves one idle."""
NO_LIMIT = 2000  # what nbval waits unless told
ANSWER = 2
"""Seconds in which an interrupted cell has to say where it stood."""
ENDING = 10
"""Seconds in which kernels have to end after the last cell."""
HUNG = "CellTimeout"

Message = dict[str, Any]
Outputs = list[Any]


class NotRunError(Exception):
    """A cell that has not come to its end, and why."""


class Ahead:
    """What nbval asks of a kernel, answered from a run that may be ahead of it."""

    def __init__(self, cells: Mapping[int, "Future[Outputs]"]) -> None:
        self._cells = cells
        self._said: Iterator[Message] = iter(())
        self.asked: IPyNbCell | None = None

    def is_alive(self) -> bool:
        return True

    def execute_cell_input(self, _source: str, **_: object) -> int:
        assert self.asked is not None
        return int(self.asked.cell_num)

    def await_reply(self, asked: int, **_: object) -> None:
        assert self.asked is not None
        try:
            outputs = self._cells[asked].result()
        except NotRunError as error:
            raise NbCellError(asked, str(error), self.asked.cell.source) from None
        idle = {"msg_type": "status", "content": {"execution_state": "idle"}}
        said = [{"msg_type": one["output_type"], "content": one} for one in outputs]
        self._said = iter([{**one, "parent_header": {"msg_id": asked}} for one in [*said, idle]])

    def get_message(self, _stream: str, **_: object) -> Message:
        try:
            return next(self._said)
        except StopIteration:
            raise Empty from None

    def await_idle(self, *_: object) -> None:
        self._said = iter(())

    def interrupt(self) -> None:
        """There is nothing to interrupt: the run has limits of its own."""

    def stop(self) -> None:
        """The run ends by itself."""


class Run:
    """One notebook: its cells run from the top, each with what comes of it."""

    def __init__(self, file: IPyNbFile, limit: int) -> None:
        code = [at for at, cell in enumerate(file.nb.cells) if cell.cell_type == "code"]
        self.cells: dict[int, Future[Outputs]] = {number: Future() for number in range(len(code))}
        self._at = dict(zip(code, self.cells, strict=True))
        self._limit = limit
        self._ended = ""
        self.wanted = True
        book = deepcopy(file.nb)
        for at in code:
            book.cells[at].outputs = []  # a cell that is passed over has put out nothing
        self._client = client_for(
            book,
            file.path.parent,
            limit,
            allow_errors=True,
            interrupt_on_timeout=True,
            error_on_timeout={"ename": HUNG, "evalue": "", "traceback": []},
            iopub_timeout=ANSWER,
            on_cell_executed=self._executed,
        )

    def _executed(self, execute_reply: Message, **_: object) -> None:
        """Note whether a cell hung, or has asked the kernel to end."""
        content = execute_reply["content"]
        if content.get("ename") == HUNG:
            self._ended = f"Timeout of {self._limit} seconds exceeded executing cell"
        elif any(one.get("source") == "ask_exit" for one in content.get("payload", ())):
            self._ended = "The cell ends its kernel: take out exit() or quit()"

    async def run(self, turn: asyncio.Semaphore) -> None:
        """Run the cells, until one does not come to its end."""
        told = "The kernel did not start"
        try:
            async with turn:
                if self.wanted:
                    told = await self._cells()
        except Exception as error:
            told = f"{told or 'The run broke off'}: {type(error).__name__}: {error}"
        for cell in self.cells.values():
            if not cell.done():
                cell.set_exception(NotRunError(told))

    async def _cells(self) -> str:
        """Run one cell after the other; returns what kept the rest from running."""
        async with self._client.async_setup_kernel(env=environment()):
            for at, number in self._at.items():
                told = await self._cell(at, number) if self.wanted else "pytest was stopped"
                if told:
                    return told
        return ""

    async def _cell(self, at: int, number: int) -> str:
        """Run one cell; returns what keeps the next ones from running."""
        cell = self._client.nb.cells[at]
        try:
            await self._client.async_execute_cell(cell, at, store_history=False)
        except DeadKernelError:
            self._ended = "The kernel died"
        if not self._ended:
            self.cells[number].set_result(cell.outputs)
            return ""
        where = ["\n".join(one.traceback) for one in cell.outputs if one.output_type == "error"]
        self.cells[number].set_exception(NotRunError("\n".join([self._ended, *where])))
        return f"Not run: cell {number} ({cell.get('id')}) came to no end: {self._ended}"


def pytest_configure(config: pytest.Config) -> None:
    """Ask for nbval; the stored outputs are those of a machine without the article."""
    config.option.nbval = True
    if config.option.nbval_cell_timeout == NO_LIMIT:
        config.option.nbval_cell_timeout = CELL_LIMIT
    os.environ["CLAIM_WORDS"] = "hide"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the notebooks with the most pictures first, which take longest."""
    items.sort(key=lambda item: -_pictures(item))


def _pictures(item: pytest.Item) -> int:
    if not isinstance(item, IPyNbCell):
        return 0
    outputs = (one for cell in item.parent.nb.cells for one in cell.get("outputs", ()))
    return sum("image/png" in one.get("data", {}) for one in outputs)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Begin to run what was collected."""
    files = dict.fromkeys(item.parent for item in session.items if isinstance(item, IPyNbCell))
    if not files or session.config.option.collectonly:
        return
    runs = []
    for file in files:
        run = Run(file, ceil(session.config.option.nbval_cell_timeout))
        file.kernel, file.setup = Ahead(run.cells), file.setup_sanitize_files
        runs.append(run)

    session.config.stash[RUNNING] = Running(runs)


class Running:
    """All runs, in a thread of their own."""

    def __init__(self, runs: list[Run]) -> None:
        self._runs = runs
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()), daemon=True)
        self._thread.start()

    async def _run(self) -> None:
        turn = asyncio.Semaphore(AT_ONCE)
        await asyncio.gather(*(run.run(turn) for run in self._runs))

    def end(self) -> None:
        """Begin no further cell, for pytest may have been stopped, and wait for kernels to go."""
        for run in self._runs:
            run.wanted = False
        self._thread.join(ENDING)


RUNNING = pytest.StashKey[Running]()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Leave no kernel behind."""
    if running := session.config.stash.get(RUNNING, None):
        running.end()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Tell the kernel which cell is asked for."""
    if isinstance(item, IPyNbCell):
        item.parent.kernel.asked = item


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Compare the pictures, once all else is found the same."""
    yield
    if isinstance(item, IPyNbCell) and item.options["check"]:
        stored, drawn = pictures(item.cell.outputs), pictures(item.test_outputs)
        if len(stored) != len(drawn) or not all(map(alike, stored, drawn)):
            told = "The stored picture shows something else than the chart drawn now"
            raise NbCellError(item.cell_num, told, item.cell.source)
