"""in-words.md: every cell of every table is told in it, so that no change of one passes."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers.story import contract
from helpers.story.in_words import in_words

Change = Callable[..., None]


def rows_of(folder: Path, table: str) -> list[list[str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def write_rows(folder: Path, table: str, rows: list[list[str]]) -> None:
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def paragraph(folder: Path, key: str) -> str:
    begins = f"**{key}** "
    found = [part for part in in_words(folder).split("\n\n") if part.startswith(begins)]
    assert len(found) == 1
    return found[0].removeprefix(begins)


@pytest.mark.parametrize("table", contract.TABLES)
def test_every_cell_is_told(folder: Path, propose: Change, table: str) -> None:
    propose("claims", "c001")
    header, *rows = rows_of(folder, table)
    before = in_words(folder)
    for at, column in enumerate(header):
        filled = next((row for row in rows if row[at]), rows[0])
        first = "1" if filled[at][:1] != "1" else "2"
        changed = [*filled[:at], first + filled[at][1:], *filled[at + 1 :]]
        write_rows(folder, table, [header, *(changed if row is filled else row for row in rows)])
        assert in_words(folder) != before, column
    write_rows(folder, table, [header, *rows])
    assert in_words(folder) == before


@pytest.mark.parametrize("table", contract.TABLES)
def test_a_row_that_goes_comes_twice_or_moves_is_told(
    folder: Path, propose: Change, table: str
) -> None:
    propose("claims", "c001", "c002")
    header, first, second, *rest = rows_of(folder, table)
    before = in_words(folder)
    for rows in ([second, *rest], [first, first, second, *rest], [second, first, *rest]):
        write_rows(folder, table, [header, *rows])
        assert in_words(folder) != before


def test_a_check_names_its_claim_its_references_and_the_checks_of_the_same_fact(
    folder: Path, change: Change
) -> None:
    change("checks", "k001", fact_id="D1")
    change("checks", "k002", fact_id="D1")
    told = paragraph(folder, "k001")
    assert told.startswith(
        "Claim: “A ferry is said to have gone down a mile from Quillhaven.” (c001). "
        "Fact: D1, shared with k002. References: Survey Office of Brindlemark "
        "(brindlemark-gazetteer); "
    )
    assert "Verdict: conflicts. Shows: matter. Finding: The report finds the wreck" in told
    assert "Value: 2.1. Bound: exact. Unit: mile." in told


def test_references_that_repeat_one_voice_name_each_other(folder: Path, change: Change) -> None:
    change("references", "brindle-wire-report", origin="engineer")
    change("references", "river-board-report", origin="engineer")
    assert "Origin: engineer, shared with river-board-report." in paragraph(
        folder, "brindle-wire-report"
    )


def test_a_point_is_told_by_distance_and_direction_from_the_centre(folder: Path) -> None:
    told = paragraph(folder, "lantern-quay brindlemark-gazetteer")
    assert told == (
        "Place: Lantern Quay (lantern-quay). Reference: Survey Office of Brindlemark "
        "(brindlemark-gazetteer). Lies at latitude 40.0306, longitude -20: "
        "3.4 km N of Quillhaven."
    )


def test_dates_and_locators_are_told_in_words(folder: Path, change: Change) -> None:
    change("events", "e001", when="2019-03-14/..", actors="")
    assert paragraph(folder, "e001").startswith(
        "Paragraph 1, from character 45 to 72 (4e533de2). "
        "Claim: “Competing operators are searching together.” (c002). "
        "When: from 14 March 2019 on (2019-03-14/..)."
    )


def test_what_cannot_be_read_is_left_to_the_check(folder: Path, change: Change) -> None:
    change("events", "e001", when="someday", place_id="nowhere")
    change("coordinates", "lantern-quay saltmoss-chart", latitude="140")
    (folder / "mentions.csv").write_text("no header\n", encoding="utf-8")
    told = in_words(folder)
    assert "When: no date (someday)." in told
    assert "Place: nowhere." in told
    assert "Lies at latitude 140, longitude -20.001." in told
    assert "## Mentions\n\n## Relations" in told


def test_markup_in_a_cell_stays_text(folder: Path, change: Change) -> None:
    change("actors", "missing", role="<script>alert(1)</script>")
    assert "Role: &lt;script&gt;alert(1)&lt;/script&gt;." in paragraph(folder, "missing")
