"""The `story` command prints to any terminal, pipe and file: no letter, no reader, no width stops it."""

import os
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from helpers import cli
from helpers.story.project import NAME

from .stories import opened, rewrite

# Where a system has other terminals than these, as Windows has, nothing here can be tried.
fcntl, pty, termios = map(pytest.importorskip, ("fcntl", "pty", "termios"))

# Letters from inside and outside every encoding below: accents, quotation marks, scripts, emoji.
HEADLINE = "Čapek’s “ferry” – Ürümqi … 沉没 Тонет غرق 🛳"
ENCODINGS = (
    *("ascii", "latin-1", "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256"),
    *("cp437", "cp850", "cp852", "cp866", "cp874", "cp932", "cp936", "cp949", "cp950", "koi8-r"),
    *("iso8859-15", "mac-roman", "gb18030", "utf-8", "utf-16", "utf-7"),
)
To = Callable[..., TextIOWrapper]


@pytest.fixture
def printed_to(monkeypatch: pytest.MonkeyPatch) -> Iterator[To]:
    """Let the command print to a file: printed_to(file, encoding="cp1252")."""
    opened: list[TextIOWrapper] = []

    def print_to(file: BinaryIO, encoding: str = "utf-8", stream: str = "stdout") -> TextIOWrapper:
        opened.append(TextIOWrapper(file, encoding=encoding, line_buffering=file.isatty()))
        monkeypatch.setattr(sys, stream, opened[-1])
        return opened[-1]

    yield print_to
    for stream in opened:
        # What is left in it would now meet a pipe that is closed, and fail the test.
        stream.close()


@pytest.fixture
def run(project: Path) -> Callable[..., int]:
    """Run the command on the copied project; returns the exit code."""
    return lambda *words: cli.main(["--root", str(project), *words])


Run = Callable[..., int]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_letter_that_the_terminal_lacks_is_printed_as_its_escape_in_errors_too(
    encoding: str, run: Run, printed_to: To, folder: Path, tmp_path: Path
) -> None:
    rewrite(folder / "article.toml", opened("example").article.headline, HEADLINE)
    streams = ("stdout", "stderr")
    for stream in streams:
        printed_to((tmp_path / stream).open("wb"), encoding, stream)
    assert run("list") == 0
    assert run("attach", HEADLINE) == 2
    out, errors = ((tmp_path / stream).read_bytes().decode(encoding) for stream in streams)
    shown = HEADLINE.encode(encoding, "backslashreplace").decode(encoding)
    assert out == f"example  The Quillhaven Lantern, 2019-03-14: {shown}{os.linesep}"
    assert errors.strip() == f"story: {shown}: no such file; check the path"


def test_a_name_of_a_file_that_is_no_text_is_printed(
    run: Run, printed_to: To, tmp_path: Path
) -> None:
    printed_to((tmp_path / "out").open("wb"), "utf-8", "stderr")
    assert run("attach", os.fsdecode(b"f\xe4rja.txt")) == 2
    assert (tmp_path / "out").read_text("utf-8").startswith(r"story: f\udce4rja.txt: no such file")


# ------------------------------------------------------------------------------ nobody reads on


def told(lines: int) -> Callable[..., None]:
    """Long work that tells of each step, and must come to its end."""

    def work(*given: Any, **_options: Any) -> None:
        tell = next(one for one in given if callable(one))
        for number in range(lines):
            tell(f"wrote dist/{HEADLINE}-{number}.svg")
        Path(os.environ["DONE"]).touch()

    return work


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("list", 0),
        ("check example --format json", 0),
        ("attach {copy}", 0),
        ("locate example the", 0),
        ("charts example", 0),
        ("tables example", 0),
        ("notebooks example", 0),
        ("explore example", 0),
        ("export example", 0),
        ("recompute ged none.csv --story example", 2),
        ("generate --check", 1),
        ("--help", 0),
        ("check --help", 0),
        ("attach none", 2),
        ("locate example nowhere", 1),
        ("notebooks example --in-place --to dist", 2),
        ("check nothing", 2),
    ],
)
def test_where_nobody_reads_on_the_command_ends_quietly_as_it_would_have(
    words: str,
    code: int,
    run: Run,
    printed_to: To,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("charts.write_charts", "tables.write_tables", "notebooks.write_notebooks"):
        monkeypatch.setattr(f"helpers.desk.{name}", told(2_000))
    for name in ("pages.write_explorer", "export.write_exports"):
        monkeypatch.setattr(f"helpers.desk.{name}", lambda *_, **__: [tmp_path] * 2_000)
    monkeypatch.setattr("helpers.desk.standing.index_stands", lambda _: True)
    monkeypatch.setenv("DONE", str(tmp_path / "done"))
    for stream in ("stdout", "stderr"):
        reader, writer = os.pipe()
        os.close(reader)
        printed_to(os.fdopen(writer, "wb"), stream=stream)
    assert run(*words.format(copy=folder / "article.txt").split()) == code
    if words in ("charts example", "tables example", "notebooks example"):
        assert (tmp_path / "done").exists()


def test_nothing_is_said_at_the_end_of_a_pipe() -> None:
    words = [sys.executable, "-m", "helpers.cli", "list"]
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as pipe:
        done = subprocess.run(words, stdout=pipe, stderr=subprocess.PIPE, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is full")
def test_output_that_is_lost_for_another_reason_is_told(
    run: Run, printed_to: To, capsys: pytest.CaptureFixture[str]
) -> None:
    with Path("/dev/full").open("wb") as full:
        printed_to(full)
        assert run("list") == 1
    assert capsys.readouterr().err == (
        "story: what was to be printed is lost: No space left on device\n"
    )


def test_a_program_without_a_window_prints_nowhere(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert run("list") == 0
    assert run("check", "nothing") == 2


def test_work_that_is_stopped_from_the_keyboard_ends_without_a_word(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("helpers.desk.tables.write_tables", stop)
    assert run("tables", "example") == 130
    assert capsys.readouterr().err.strip() == ""


# ------------------------------------------------------------------------------ on a terminal


def _until_closed(terminal: int) -> Iterator[bytes]:
    """What was printed to a terminal that is closed at its other end."""
    with os.fdopen(terminal, "rb", buffering=0) as file, suppress(OSError):
        while piece := file.read(1 << 12):
            yield piece


@pytest.mark.parametrize("width", [1, 20, 80])
@pytest.mark.parametrize(
    "setting", [{}, {"NO_COLOR": "1"}, {"TERM": "dumb"}, {"TERM": "xterm-256color"}, {"TERM": ""}]
)
@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "cp1252"])
def test_progress_is_told_line_by_line_on_any_terminal(
    width: int,
    setting: dict[str, str],
    encoding: str,
    run: Run,
    printed_to: To,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("helpers.desk.tables.write_tables", told(3))
    monkeypatch.setattr("helpers.desk.standing.index_stands", lambda _: True)
    setting = {"DONE": str(tmp_path / "done"), "COLUMNS": str(width), **setting}
    for name, value in setting.items():
        monkeypatch.setenv(name, value)
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
    with printed_to(os.fdopen(theirs, "wb"), encoding):
        assert run("tables", "example") == 0
    printed = b"".join(_until_closed(ours)).decode(encoding)
    shown = HEADLINE.encode(encoding, "backslashreplace").decode(encoding)
    for number in range(3):
        assert f"wrote dist/{shown}-{number}.svg" in printed
    # What moves meanwhile is drawn in ASCII.
    assert "\\u28" not in printed
    if setting.get("TERM") == "dumb":
        assert "\x1b" not in printed
    if "NO_COLOR" in setting:
        assert "\x1b[3" not in printed


@pytest.mark.parametrize(
    ("words", "columns"),
    [
        (words, columns)
        for words in (["check", "nothing"], ["--help"], ["check", "example"])
        for columns in ("1", "20", "-5", "many", "90", "1000", "0")[
            : 3 if "example" in words else 7
        ]
    ],
)
def test_a_narrow_page_loses_no_word(
    words: list[str],
    columns: str,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    change: Callable[..., None],
) -> None:
    change("claims", "c010", topic="weather")
    monkeypatch.setenv("COLUMNS", columns)
    run(*words)
    told = capsys.readouterr()
    found = (told.out + told.err).split()
    assert {"nothing": "stories:", "example": "'weather'", "--help": "Check"}[words[-1]] in found


@pytest.mark.parametrize(
    "name", ["con", "nul", "aux", "prn", "com1", "lpt9", "Con", "a.b", "a b", "é", "a\\b", "c:a"]
)
def test_no_file_is_named_as_windows_forbids(name: str) -> None:
    assert not NAME.fullmatch(name)


@pytest.mark.parametrize("name", ["cone", "com1-2", "nul-1", "lpt", "com10", "isis-baghdad-2014"])
def test_names_that_windows_allows_stay(name: str) -> None:
    assert NAME.fullmatch(name)
