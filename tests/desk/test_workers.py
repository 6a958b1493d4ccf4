"""Processes that work beside this one: all tasks are done, and nobody is left over."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.desk.folders import PublishError
from helpers.desk.workers import workers


@pytest.mark.parametrize("processes", [1, 2])
def test_every_task_comes_back_with_its_result(processes: int) -> None:
    with workers(processes, "helpers.desk.folders") as crew:
        assert sorted(crew.each(abs, [-1, 2, -3])) == [(-3, 3), (-1, 1), (2, 2)]


def test_an_error_in_a_task_is_that_of_the_caller() -> None:
    with workers(2, "helpers.desk.folders") as crew, pytest.raises(ValueError, match="'x'"):
        list(crew.each(int, ["1", "x"]))


def test_a_process_that_dies_is_told_in_one_line() -> None:
    with (
        workers(2, "helpers.desk.folders") as crew,
        pytest.raises(PublishError, match="ended from outside"),
    ):
        list(crew.each(os._exit, [3]))


ENDLESS = """
import sys
from threading import Event
from helpers.desk.workers import workers

def hold(path):
    with open(path, "w") as told:
        told.write("here\\n")
        told.flush()
        Event().wait()

if __name__ == "__main__":
    with workers(2, "helpers.desk.folders") as crew:
        list(crew.each(hold, sys.argv[1:]))
"""


def test_the_processes_end_with_the_one_that_began_them(tmp_path: Path) -> None:
    script = tmp_path / "endless.py"
    script.write_text(ENDLESS, encoding="utf-8")
    pipes = [tmp_path / "one", tmp_path / "two"]
    for pipe in pipes:
        os.mkfifo(pipe)
    with subprocess.Popen([sys.executable, str(script), *map(str, pipes)]) as process:
        held = [pipe.open(encoding="utf-8") for pipe in pipes]
        assert [one.readline() for one in held] == ["here\n"] * 2
        process.kill()
    # Nothing more comes only when the process at the other end is gone.
    assert [one.read() for one in held] == ["", ""]
    for one in held:
        one.close()
