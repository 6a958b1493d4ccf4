"""A Dask cluster that does the work: what it gives back, and each way in which it can be missing."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import distributed
import pytest

from helpers.desk import cluster as clusters
from helpers.desk.cluster import cluster
from helpers.desk.outputs import UnknownError
from helpers.desk.run import LostError
from helpers.desk.writing import Outcome

Begin = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def begin() -> Iterator[Begin]:
    """Begin a scheduler or a worker as a process of its own, which ends with the test."""
    begun: list[subprocess.Popen[bytes]] = []

    def start(what: str, *words: str) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", f"distributed.cli.dask_{what}", "--no-dashboard", *words]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        begun.append(subprocess.Popen(command, **quiet))
        return begun[-1]

    yield start
    for process in begun:
        process.kill()
        process.wait()


def test_the_work_comes_back_and_whatever_is_missing_is_told_in_one_line(
    begin: Begin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "scheduler.json"
    here = ("--host", "127.0.0.1")
    scheduler = begin("scheduler", "--port", "0", "--scheduler-file", str(file), *here)
    begin("worker", "--scheduler-file", str(file), "--nthreads", "4", "--no-nanny", *here)
    address = _address(file, scheduler)
    with cluster(address, "operator", (tmp_path,)) as each:
        came = dict(each("truediv", [(6, 2), (1, 4), (1, 0)]))
    assert (came[6, 2], came[1, 4]) == (3.0, 0.25)
    told = "ZeroDivisionError: division by zero"
    assert came[1, 0] == Outcome((f", FAILED: {told}",), (f"1: {told}",))
    unseen = pytest.raises(UnknownError, match=r"sees no folder .*nowhere: put it on a disk")
    with unseen, cluster(address, "operator", (tmp_path / "nowhere",)):
        pass
    monkeypatch.setattr(clusters, "ANSWER", 2.0)
    _close_badly(monkeypatch)
    for end in (signal.SIGSTOP, signal.SIGKILL):
        # One that hangs, and then one that is gone; each sleep has a thread of its own.
        with cluster(address, "time", ()) as each:
            came_first = iter(each("sleep", [(0,), (600,)]))
            assert next(came_first) == ((0,), None)
            scheduler.send_signal(end)
            with pytest.raises(
                LostError, match=rf"^the scheduler at {address} is lost, or the last of"
            ):
                next(came_first)
        scheduler.send_signal(signal.SIGCONT)


def _close_badly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let distributed stumble over a lost scheduler as it closes: it does so now and then."""
    from distributed import Client

    close = Client.close

    def badly(client: Client, timeout: float | None = None) -> None:
        if timeout is None:  # one that is thrown away closes itself
            close(client)
            return
        close(client, timeout=timeout)
        raise RuntimeError("Cannot change state of expiring Timeout")

    monkeypatch.setattr(Client, "close", badly)


def _address(file: Path, scheduler: "subprocess.Popen[bytes]") -> str:
    """Where the scheduler can be reached, with its worker there."""
    from distributed import Client

    while not file.is_file():
        with pytest.raises(subprocess.TimeoutExpired):
            scheduler.wait(0.1)
    address = str(json.loads(file.read_bytes())["address"])
    with Client(address) as client:
        client.wait_for_workers(1)
    return address


def test_a_worker_that_hangs_is_told_and_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[float] = []

    def sync(_ask: Callable[[], object], callback_timeout: float) -> None:
        asked.append(callback_timeout)
        raise TimeoutError

    client: Any = SimpleNamespace(sync=sync, close=print)
    monkeypatch.setattr(distributed, "Client", lambda *_, **__: client)
    hanging = pytest.raises(UnknownError, match=r"^a worker has not answered within 30 seconds: ")
    with hanging, cluster("tcp://127.0.0.1:9", "operator", ()):
        pass
    assert asked == [30.0]


def test_nobody_who_answers_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "ANSWER", 0.2)
    told = r"^no scheduler at tcp://127.0.0.1:9: nobody answers; begin one with: dask scheduler$"
    with pytest.raises(UnknownError, match=told), cluster("tcp://127.0.0.1:9", "operator", ()):
        pass
