"""Writing files: the old one stays whole until the new one is, and what killed runs left goes."""

import errno
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from helpers.story.atomic_write import leftovers, temporary_folder, write_atomically


def test_a_file_is_written_and_its_folder_made(tmp_path: Path) -> None:
    path = write_atomically(tmp_path / "new" / "file.txt", b"after")
    assert path.read_bytes() == b"after"
    assert [entry.name for entry in path.parent.iterdir()] == ["file.txt"]


def test_a_file_is_never_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file.txt"
    path.write_text("before", encoding="utf-8")

    def fail(*_: object) -> Path:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        write_atomically(path, b"after")
    assert path.read_text(encoding="utf-8") == "before"
    assert [entry.name for entry in tmp_path.iterdir()] == ["file.txt"]


def test_a_full_disk_is_told_with_the_file_that_was_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file.txt"

    def write_half(beside: Path, content: bytes) -> int:
        with beside.open("wb") as file:
            file.write(content[: len(content) // 2])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", write_half)
    with pytest.raises(OSError, match="No space left") as told:
        write_atomically(path, b"after")
    assert (told.value.errno, told.value.filename) == (errno.ENOSPC, str(path))
    assert list(tmp_path.iterdir()) == []


# ------------------------------------------------------------------------------ what was left


@pytest.fixture(scope="module")
def ended() -> int:
    """The number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_the_next_writer_of_a_file_clears_what_a_killed_one_left(
    tmp_path: Path, ended: int
) -> None:
    others = [f".a.csv.{os.getppid()}.part", f".b.csv.{ended}.part", ".a.csv.part", "a.csv.1.part"]
    for name in (f".a.csv.{ended}.part", *others):
        (tmp_path / name).write_text("half", encoding="utf-8")
    write_atomically(tmp_path / "a.csv", b"whole")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*others, "a.csv"])


def test_the_name_of_a_file_is_no_pattern(tmp_path: Path, ended: int) -> None:
    (tmp_path / f".ab.{ended}.part").touch()
    assert not list(leftovers(tmp_path, ".[a]b."))
    assert not list(leftovers(tmp_path, ".a?."))


def test_temporary_folders_of_killed_runs_are_taken_away(
    tmp_path: Path, ended: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for process in (ended, os.getppid()):
        (tmp_path / f"claim-{process}-x").mkdir()
        (tmp_path / f"claim-{process}-x" / "file").touch()
    with temporary_folder("claim-") as folder:
        assert folder.parent == tmp_path
        (folder / "file").touch()
    assert [path.name for path in tmp_path.iterdir()] == [f"claim-{os.getppid()}-x"]


def test_a_disk_that_is_full_of_temporary_files_is_told_by_their_folder() -> None:
    with pytest.raises(OSError, match="full") as told, temporary_folder("claim-") as folder:
        raise OSError(errno.ENOSPC, "full")
    assert told.value.filename == str(folder)
    assert not folder.exists()
