"""Writing files: the old one stays whole until the new one is."""

import errno
from pathlib import Path

import pytest

from helpers.story.atomic_write import write_atomically


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
