"""Files that can't be read are told with a place and a remedy."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from helpers.desk import generate
from helpers.edit.sheets import read_sheets
from helpers.story.check import check
from helpers.story.csv_tables import read_table, renewed, split, to_flag, to_number, to_whole
from helpers.story.problem import Problem, StoryError
from helpers.story.story import open_story
from helpers.story.text_files import read_copy, read_strictly

NAME = "claim_links"
GOOD = "claim_id,other_id,kind,thing,place_id,when,note\nc001,c002,restates,,,,Why.\n"


def read(folder: Path, content: bytes) -> list[Problem]:
    """The problems of a table with this content."""
    (folder / "claim_links.csv").write_bytes(content)
    sheet = read_table(folder, NAME)
    assert sheet.readable == (not sheet.problems)
    return list(sheet.problems)


@pytest.mark.parametrize(
    ("content", "found", "mend"),
    [
        (GOOD.encode("utf-16"), "UTF-16", "as UTF-8"),
        (GOOD.encode("utf-16-le"), "UTF-16 or binary", "as UTF-8"),
        (b"\xef\xbb\xbf" + GOOD.encode(), "byte order mark", 'not "UTF-8 with BOM"'),
        (GOOD.replace("\n", "\r\n").encode(), "carriage return (CR) in line 1", "Unix line ends"),
        (GOOD.replace("Why", "W\xe9").encode("latin-1"), "not UTF-8 in line 2", "as UTF-8"),
        (b"", "the file is empty", "header row"),
        (GOOD.replace("note", "notes").encode(), "without 'note' and with 'notes'", "header row"),
        (GOOD.replace("when,note", "note,when").encode(), "another order", "header row"),
        (GOOD.replace("kind,", "").encode(), "without 'kind'", "header row"),
        ((GOOD + "c001,c002\n").encode(), "2 cells", "comma"),
        ((GOOD + "c001,c002,restates,,,,One, two.\n").encode(), "8 cells", "double quotes"),
        ((GOOD + 'c001,c002,restates,,,,"open\n').encode(), "not CSV", "double quote"),
        ((GOOD + 'c001,c002,restates,,,,"a" b\n').encode(), "not CSV", "double quote"),
    ],
)
def test_a_file_that_is_not_as_it_should_be_is_told_with_a_remedy(
    tmp_path: Path, content: bytes, found: str, mend: str
) -> None:
    [problem] = read(tmp_path, content)
    assert problem.file == "claim_links.csv"
    assert found in problem.found
    assert mend in problem.mend


def test_a_missing_table_and_a_folder_in_its_place_are_told(tmp_path: Path) -> None:
    [problem] = read_table(tmp_path, NAME).problems
    assert (problem.file, problem.found) == ("claim_links.csv", "no such file")
    (tmp_path / "claim_links.csv").mkdir()
    [problem] = read_table(tmp_path, NAME).problems
    assert problem.found.startswith("a file that can't be read")


def test_a_sound_file_gives_its_rows_with_their_lines(tmp_path: Path) -> None:
    text = GOOD + 'c003,c004,answers,,,,"One,\ntwo."\nc005,c006,answers,,,,\n'
    assert read(tmp_path, text.encode()) == []
    rows = read_table(tmp_path, NAME).rows
    # A cell may run over two lines: the row after it stands one line further down.
    assert [row.line for row in rows] == [2, 3, 5]
    assert rows[1].text("note") == "One,\ntwo."
    assert rows[2].place == "c005 c006 answers, line 5"


def test_a_table_of_an_older_contract_reads_as_if_its_new_columns_were_blank(
    project: Path,
) -> None:
    folder = project / "data" / "stories" / "example"
    whole = [row.cells for row in read_table(folder, "checks").rows]
    # What was written by contract 1.3 has neither end of a range.
    path = folder / "checks.csv"
    as_now = path.read_bytes()
    rows = pd.read_csv(path, dtype=str, keep_default_na=False).drop(columns=["lower", "upper"])
    rows.to_csv(path, index=False, lineterminator="\n")
    older = read_table(folder, "checks")
    assert (older.readable, older.older) == (True, True)
    assert [row.cells for row in older.rows] == whole
    [told] = older.outdated
    assert (told.file, told.found) == (
        "checks.csv",
        "a table of an older contract, without lower, upper",
    )
    assert told.mend.endswith("with: story generate.")
    # The story opens as it is, the check names this alone, an editor refuses to write into it.
    assert open_story("example", root=project).checks["lower"].isna().all()
    assert check("example", root=project).problems == (told,)
    with pytest.raises(StoryError, match="older contract"):
        read_sheets(folder)
    assert path in generate.write(project)
    assert path.read_bytes() == as_now


def test_a_table_of_this_contract_is_not_written_anew(folder: Path) -> None:
    assert renewed(folder) == {}


def test_all_ragged_rows_are_told_at_once(tmp_path: Path) -> None:
    assert [p.row for p in read(tmp_path, (GOOD + "a\n\nb,c\n").encode())] == [
        "a, line 3",
        ", line 4",
        "b, line 5",
    ]


@pytest.mark.parametrize(
    ("read_as", "cells"),
    [
        (to_whole, {"12": 12, "-3": -3, "": None, "1.0": None, "1e3": None, "²": None, "x": None}),
        (to_number, {"1.5": 1.5, "-2": -2, "1e3": 1000, "": None, "nan": None, "inf": None}),
        (to_number, {"1_0": None, "1,5": None}),
        (to_flag, {"true": True, "false": False, "": None, "yes": None}),
        (split, {"a|b": ("a", "b"), "a": ("a",), "": ()}),
    ],
)
def test_cells_are_read_as_their_type_and_blank_is_never_zero(
    read_as: Callable[[str], object], cells: dict[str, object]
) -> None:
    assert {cell: read_as(cell) for cell in cells} == cells
    assert split(None) == split(pd.NA) == ()


def test_a_problem_prints_in_one_line() -> None:
    problem = Problem("claims.csv", "c001, line 2", "topic", "'x'", "one of a, b", "Choose one.")
    assert str(problem) == (
        "claims.csv, c001, line 2, topic: found 'x'; expected one of a, b. Choose one."
    )


def test_a_byte_order_mark_and_crlf_are_no_obstacle_in_a_readers_copy(tmp_path: Path) -> None:
    path = tmp_path / "copy.txt"
    path.write_bytes(b"\xef\xbb\xbfone\r\ntwo\r\n")
    assert read_copy(path).split() == ["one", "two"]
    with pytest.raises(ValueError, match="is a folder"):
        read_copy(tmp_path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("text".encode("utf-16"), "UTF-16: save it again as UTF-8"),
        (b"%PDF\x00\x01", "not a text file"),
        ("caf\xe9".encode("latin-1"), "not in UTF-8"),
    ],
)
def test_a_copy_that_is_not_text_is_refused_in_one_line(
    tmp_path: Path, content: bytes, message: str
) -> None:
    path = tmp_path / "copy.txt"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=message) as caught:
        read_copy(path)
    assert "\n" not in str(caught.value)


def test_a_file_is_read_as_it_stands(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("é\n".encode())
    assert read_strictly(tmp_path / "a.csv") == "é\n"


def test_a_whole_number_beyond_64_bits_is_none() -> None:
    assert to_whole("9" * 18) == 10**18 - 1
    assert to_whole("9" * 19) is None
    assert to_whole("9" * 5_000) is None
