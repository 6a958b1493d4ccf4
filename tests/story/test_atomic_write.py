"""Writing files: the old one stays whole until the new one is."""

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
