"""The `story` command: what it prints, its exit codes, and how soon it starts."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers import cli
from helpers.desk.generate import write
from helpers.story.contract import TABLES
from helpers.story.locators import digest
from helpers.story.story import open_story

from .stories import Run


def rows_in_tables() -> str:
    """How many rows in how many tables the example has, in the words of a report."""
    story = open_story("example")
    return f"{sum(len(story.table(name)) for name in TABLES)} rows in {len(TABLES)} tables"


def test_list_names_each_story_with_its_article(run: Run) -> None:
    code, out, _ = run("list")
    assert code == 0
    assert out.startswith("example  The Quillhaven Lantern, 2019-03-14: Ferry sinks")


def test_a_clean_story_takes_one_line(run: Run) -> None:
    assert run("check") == (0, f"example: clean; {rows_in_tables()}; words proved\n", "")


def test_problems_are_printed_as_a_table_and_exit_with_one(
    run: Run, change: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "150")
    change("claims", "c010", topic="weather")
    code, out, _ = run("check", "example")
    assert code == 1
    assert out.splitlines()[0].split()[:3] == ["file", "row", "column"]
    assert "c010, line 11" in out
    assert f"example: 1 problem; {rows_in_tables()}" in out


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("## In short\n\n- A sentence.\n  [rests on]: f008 = at_most\n", "line 4"),
        ("There are {{ figure('f999') }}.\n", "names nothing"),
    ],
)
def test_a_note_that_its_rows_do_not_bear_is_a_problem(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, note: str, told: str
) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    (folder / "notes" / "claims.md").write_text(note, encoding="utf-8")
    code, out, _ = run("check", "example")
    assert code == 1
    assert "example/notes/claims.md" in out
    assert told in out


def test_problems_are_printed_as_json_for_machines(run: Run, change: Callable[..., None]) -> None:
    change("figures", "f008", lower="41")
    code, out, _ = run("check", "--format", "json")
    [story] = json.loads(out)
    assert code == 1
    assert {problem["file"] for problem in story["problems"]} == {"figures.csv", "casualties.csv"}


def test_a_copy_can_be_proved_without_attaching_it(
    run: Run, project: Path, folder: Path, attachable: Path
) -> None:
    write(project)
    code, out, _ = run("check", "example", "--article", str(attachable))
    assert (code, out) == (0, f"example: clean; {rows_in_tables()}; words proved\n")
    assert not (folder / "attached.txt").exists()
    code, _, err = run("check", "--article", str(attachable))
    assert (code, err) == (2, "story: --article goes with exactly one STORY\n")


@pytest.mark.parametrize(
    ("words", "code", "line"),
    [
        (["check", "nothing"], 2, "no story is called 'nothing'; known stories: example"),
        (["check", "example", "--article", "none.txt"], 2, "none.txt: no such file"),
        (["attach", "none.txt"], 2, "none.txt: no such file; check the path"),
        (["attach", "none.txt", "--story", "nothing"], 2, "none.txt: no such file"),
        (["locate", "nothing", "word"], 2, "no story is called 'nothing'"),
        (["locate", "example", "not a word of it"], 1, "stand nowhere in the copy"),
    ],
)
def test_wrong_use_is_one_line_and_an_exit_code(
    run: Run, words: list[str], code: int, line: str
) -> None:
    found, out, err = run(*words)
    assert found == code
    assert out == ""
    assert line in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "Missing command"),
        (["chart"], "No such command 'chart'. Did you mean"),
        (["charts"], "Missing argument 'STORY'"),
        (
            ["charts", "example", "--sise", "web"],
            "No such option: --sise (Possible options: --size",
        ),
        (["check", "--format", "xml"], "'xml' is not one of 'table', 'json'"),
        (["locate", "example", "word", "--paragraph", "one"], "'--paragraph'"),
        (["recompute", "gtd", "file.csv"], "'gtd' is not"),
    ],
)
def test_words_that_are_not_known_are_named_and_exit_with_two(
    capsys: pytest.CaptureFixture[str], words: list[str], told: str
) -> None:
    with pytest.raises(SystemExit, match=r"^2$"):
        cli.main(words)
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("story: ")
    assert told in printed.err
    assert "`story --help`" in printed.err


def test_outputs_go_into_the_notebooks_or_into_a_folder(run: Run) -> None:
    code, _, err = run("notebooks", "example", "--in-place", "--to", "dist")
    assert (code, err) == (2, "story: --in-place goes without --to: give one of them\n")


def test_help_names_every_command_and_waits_for_nothing_heavy() -> None:
    code = (
        "import sys; from helpers.cli import main; assert main(['--help']) == 0; "
        "print(sorted({'pandas', 'matplotlib', 'numpy', 'jinja2', 'rich'} & set(sys.modules)))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    *listed, heavy = ran.stdout.splitlines()
    names = [line.split()[0] for line in listed[listed.index("Commands:") + 1 :]]
    assert names == [
        *("list", "check", "attach", "locate", "new", "draft", "edit"),
        *("renumber", "charts", "tables", "notebooks", "run", "explore", "export", "recompute"),
        *("generate", "corpus"),
    ]
    assert heavy == "[]"


def test_a_project_without_stories_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["--root", str(tmp_path), "check"]) == 2
    assert "no story in data/stories" in capsys.readouterr().err


def test_a_copy_is_attached_once(run: Run, folder: Path, attachable: Path) -> None:
    code, out, _ = run("attach", str(attachable))
    assert code == 0
    assert out.splitlines()[0] == "example: 15 of 15 paragraphs proved"
    assert (folder / "attached.txt").is_file()
    assert "already attached" in run("attach", str(attachable))[1]


def test_a_copy_of_another_article_exits_with_one(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Quite another text.\n", encoding="utf-8")
    code, _, err = run("attach", str(other))
    assert code == 1
    assert "other.txt is not a copy of any story" in err


def test_locate_prints_the_cells_of_a_new_row(run: Run) -> None:
    code, out, _ = run("locate", "example", "Lantern Quay")
    assert code == 0
    assert out.splitlines() == [
        "paragraph,start,end,sha256",
        f"5,31,43,{digest('Lantern Quay')}",
        f"7,18,30,{digest('Lantern Quay')}",
    ]
    assert len(run("locate", "example", "Lantern Quay", "--paragraph", "7")[1].splitlines()) == 2


@pytest.mark.usefixtures("attachable")
def test_locate_without_the_words_says_how_to_get_them(run: Run) -> None:
    code, out, err = run("locate", "example", "Lantern Quay")
    assert (code, out) == (1, "")
    assert err == (
        "story: locate needs the words, and no copy of the article is at hand: story attach PATH\n"
    )


def test_locate_in_a_partial_copy_keeps_the_paragraph_numbers(run: Run, attachable: Path) -> None:
    lines = attachable.read_text(encoding="utf-8").splitlines()
    attachable.write_text("\n".join(lines[5:]), encoding="utf-8")
    run("attach", str(attachable))
    assert run("locate", "example", "Lantern Quay")[1].splitlines()[-1].startswith("7,18,30,")


def test_generate_mends_what_its_check_finds(run: Run) -> None:
    code, out, _ = run("generate", "--check")
    assert code == 1
    assert "data/README.md is missing: write it anew with: story generate" in out
    assert "wrote data/README.md" in run("generate")[1]
    assert run("generate", "--check")[:2] == (0, "generated files are up to date\n")


def test_outside_the_project_the_command_says_what_to_do(root: Path, tmp_path: Path) -> None:
    # A copy of the package that lies in no project, run from a folder that lies in none.
    shutil.copytree(root / "src" / "helpers", tmp_path / "site" / "helpers")
    ran = subprocess.run(
        [sys.executable, "-m", "helpers.cli", "list"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "site")},
        check=False,
        timeout=60,
    )
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("story: data/contract.json was not found")
    assert ran.stderr.endswith("run the command inside the project's folder\n")


def test_check_of_tables_starts_without_matplotlib(project: Path, folder: Path) -> None:
    shutil.rmtree(folder / "notes")
    # Nor without lark, which builds the grammars of rfc3987_syntax.
    code = (
        "import sys; from helpers.cli import main; "
        f"code = main(['--root', {str(project)!r}, 'check']); "
        "assert code == 0; "
        "print(sorted({'matplotlib', 'lark'} & set(sys.modules)))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert ran.stdout.splitlines()[-1] == "[]"
