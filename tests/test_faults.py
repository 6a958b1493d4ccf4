"""A full disk, a folder that may not be written to, a run that is killed: what stood there is whole.

The writes of every command go through one function; here it fails at one write after the other.
"""

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from helpers.desk.writing import attempt, publish, write_files

from .stories import Run, rewrite

Files = dict[str, bytes]
Command = Callable[[], tuple[int, str, str]]

COMMANDS = ("attach copy.txt", "generate")


class KilledError(BaseException):
    """The process ends here, and cleans up nothing."""


def files(folder: Path) -> Files:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture(params=COMMANDS)
def command(
    request: pytest.FixtureRequest,
    project: Path,
    folder: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> Command:
    """A command that is ready to run: where it writes, something else stands already."""
    monkeypatch.chdir(project)
    if request.param == "generate":
        for path in (folder / "datapackage.json", project / "data" / "README.md"):
            path.write_text("old\n", encoding="utf-8")
    else:
        rewrite(folder / "article.toml", '"included"', '"attached"')
        (folder / "article.txt").rename(project / "copy.txt")
        (folder / "attached.txt").write_text("old\n", encoding="utf-8")
    return partial(run, *request.param.split())


def failing(monkeypatch: pytest.MonkeyPatch, nth: int, error: BaseException) -> list[Path]:
    """Let the nth write stop half-way by an error; returns the paths that were written to."""
    write, reached = Path.write_bytes, []

    def write_bytes(path: Path, content: bytes) -> int:
        reached.append(path)
        if len(reached) == nth:
            write(path, content[: len(content) // 2])
            raise error
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", write_bytes)
    return reached


def test_a_full_disk_is_one_line_and_leaves_nothing_half_written(
    command: Command, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(project)
    for nth in (1, 2, 3):
        with monkeypatch.context() as patched:
            full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            reached = failing(patched, nth, full)
            code, _, told = command()
        if len(reached) < nth:
            assert (code, told) == (0, "")
            break
        assert code == 1
        assert told.startswith(f"story: {project}")
        assert told.endswith(
            "No space left on device; make room, and run the same command again; "
            "all that stands there is whole\n"
        )
        assert told.count("\n") == 1
        changed = {name for name, content in files(project).items() if before.get(name) != content}
        assert len(changed) == nth - 1
        assert not [name for name in changed if name.endswith(".part")]
    assert command()[0] == 0
    assert b"old\n" not in files(project).values()


def test_what_a_killed_run_leaves_the_next_one_clears_and_completes(
    command: Command, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(project)
    killed = subprocess.Popen([sys.executable, "-c", ""])
    killed.wait()
    with monkeypatch.context() as patched:
        failing(patched, 1, KilledError())
        # A killed process takes nothing away, and another has its number afterwards.
        patched.setattr(Path, "unlink", lambda *_, **__: None)
        patched.setattr(os, "getpid", lambda: killed.pid)
        with pytest.raises(KilledError):
            command()
    [left] = files(project).keys() - before.keys()
    assert left.endswith(f".{killed.pid}.part")
    assert {name: content for name, content in files(project).items() if name != left} == before
    assert command()[0] == 0
    after = files(project)
    assert left not in after
    assert b"old\n" not in after.values()


@pytest.mark.skipif(os.name != "posix", reason="permissions are other ones there")
def test_a_folder_that_may_not_be_written_to_is_one_line(
    command: Command, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(project)
    # What the system says to anybody but its administrator, who may write everywhere.
    denied = PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", lambda *_: (_ for _ in ()).throw(denied))
        code, _, told = command()
    assert code == 1
    assert "Permission denied; allow writing there, and run the same command again" in told
    assert told.count("\n") == 1
    assert files(project) == before


def test_charts_written_before_the_disk_was_full_are_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ["one", "two", "three"]
    made = {
        name: {tmp_path / name / file: file.encode() * 9 for file in ("a.svg", "a.png", "a.json")}
        for name in names
    }
    results = [((name,), attempt(name, lambda name=name: made[name])) for name in names]
    with monkeypatch.context() as patched:
        failing(patched, 5, OSError(errno.ENOSPC, "full"))
        with pytest.raises(OSError, match="full") as told:
            publish("chart", names, results, lambda _: None)
    assert told.value.filename == str(tmp_path / "two" / "a.png")
    assert sorted(files(tmp_path)) == ["one/a.json", "one/a.png", "one/a.svg", "two/a.svg"]
    publish("chart", names, results, lambda _: None)
    assert len(files(tmp_path)) == 9


def test_a_link_in_the_way_is_replaced_and_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("mine", encoding="utf-8")
    linked = tmp_path / "dist.json"
    linked.symlink_to(outside)
    write_files({linked: b"theirs"})
    assert outside.read_text(encoding="utf-8") == "mine"
    assert not linked.is_symlink()
