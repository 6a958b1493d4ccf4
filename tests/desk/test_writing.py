"""The one writer: whole files, others go on past a failure, and nobody is left over."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from helpers.desk.outputs import PublishError
from helpers.desk.writing import attempt, crew, publish, write_files


def test_files_are_written_and_taken_away(tmp_path: Path) -> None:
    old = tmp_path / "old.txt"
    old.write_text("old", encoding="utf-8")
    new = tmp_path / "folder" / "new.txt"
    assert write_files({new: b"new", old: None, tmp_path / "never.txt": None}) == [new]
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]
    assert [(path.name, path.read_bytes()) for path in new.parent.iterdir()] == [
        ("new.txt", b"new")
    ]


def test_one_that_fails_is_named_and_the_others_are_written(tmp_path: Path) -> None:
    def make(name: str) -> Any:
        if name == "two":
            raise KeyError("bound")
        if name == "three":
            raise PublishError("three, cell 1:\nno such word")
        return {tmp_path / name: name.encode()}

    told: list[str] = []
    names = ["one", "two", "three", "four"]
    tasks = [(name,) for name in names]
    results = ((task, attempt(*task, lambda task=task: make(*task), ", web")) for task in tasks)
    with pytest.raises(PublishError) as refused:
        publish("chart", names, results, told.append, heading=["not drawn:"])
    assert str(refused.value).splitlines() == [
        "not drawn:",
        "two, web: KeyError: 'bound'",
        "three, cell 1: no such word",
    ]
    assert [line.partition(" s")[0][:26] for line in told] == [
        "chart 1 of 4: one, web, 0.",
        "chart 2 of 4: two, web, FA",
        "chart 3 of 4: three, web, ",
        "chart 4 of 4: four, web, 0",
    ]
    assert {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()} == {
        "one": "one",
        "four": "four",
    }


# ------------------------------------------------------------------------------ processes


@pytest.mark.parametrize("processes", [1, 2])
def test_every_task_comes_back_with_its_result(processes: int) -> None:
    with crew(processes, "builtins") as each:
        assert sorted(each("divmod", [(7, 2), (9, 4)])) == [((7, 2), (3, 1)), ((9, 4), (2, 1))]


@pytest.mark.parametrize("processes", [1, 2])
def test_an_error_in_a_task_is_that_of_the_caller(processes: int) -> None:
    with crew(processes, "builtins") as each, pytest.raises(ValueError, match="'x'"):
        list(each("int", [("1",), ("x",)]))


def test_a_process_that_dies_is_told_in_one_line() -> None:
    with crew(2, "os") as each, pytest.raises(PublishError, match="ended from outside"):
        list(each("_exit", [(3,)]))


ENDLESS = """
import sys
from threading import Event
from helpers.desk.writing import crew

def hold(path):
    with open(path, "w") as told:
        told.write("here\\n")
        told.flush()
        Event().wait()

if __name__ == "__main__":
    with crew(2, "endless") as each:
        list(each("hold", [(path,) for path in sys.argv[1:]]))
"""


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
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
