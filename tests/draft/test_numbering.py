"""Numbering a story anew: in the order of reading, everywhere where a row is named, and nothing else."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from helpers import cli
from helpers.draft.numbering import in_text, letters, new_ids, renumbered
from helpers.edit.sheets import read_sheets, with_rows
from helpers.story.check import check
from helpers.story.contract import TABLES
from helpers.story.csv_tables import read_table
from helpers.story.project import find_root

Cells = dict[str, str]


def tables_of(folder: Path) -> dict[str, list[Cells]]:
    return {name: [row.cells for row in read_table(folder, name).rows] for name in TABLES}


FOUND = tables_of(find_root() / "data" / "stories" / "example")
EXAMPLE = renumbered(FOUND, new_ids(FOUND))
"""The rows of the small story, numbered in the order of reading."""


def test_every_kind_of_numbered_row_has_a_letter_of_its_own() -> None:
    assert letters() == {
        **{"relations": "r", "claims": "c", "figures": "f", "casualties": "d"},
        **{"events": "e", "checks": "k"},
    }


@pytest.mark.parametrize("seed", range(3))
def test_whatever_ids_rows_have_numbering_them_gives_those_of_the_order_of_reading(
    seed: int,
) -> None:
    # Ids as they become while rows are put between others: in order, with gaps, of any length.
    old = [row[next(iter(row))] for name in letters() for row in EXAMPLE[name]]
    decimals = sorted(map(str, Random(seed).sample(range(100, 10_000), len(old))))
    odd = {one: f"{one[0]}{decimal}" for one, decimal in zip(old, decimals, strict=True)}
    told = renumbered(EXAMPLE, odd)
    assert told["claims"][0]["claim_id"] == odd[EXAMPLE["claims"][0]["claim_id"]]
    assert renumbered(told, new_ids(told)) == EXAMPLE


def test_claims_are_numbered_by_their_place_and_tolls_of_references_come_last() -> None:
    tables: dict[str, list[Cells]] = {name: [] for name in TABLES}
    tables["claims"] = [
        {"claim_id": "c0175", "paragraph": "10", "start": "0"},
        {"claim_id": "c003", "paragraph": "9", "start": "12"},
        {"claim_id": "c002", "paragraph": "9", "start": "3"},
    ]
    tables["casualties"] = [
        {"casualty_id": "d001", "paragraph": "", "start": ""},
        {"casualty_id": "d002", "paragraph": "4", "start": "0"},
    ]
    # What was dropped keeps an id, which no other row takes.
    tables["proposals"] = [{"table": "claims", "row_id": "c001"}]
    assert new_ids(tables) == {
        **{"c002": "c001", "c003": "c002", "c0175": "c003", "c001": "c004"},
        **{"d002": "d001", "d001": "d002"},
    }


def test_a_note_names_the_new_ids_and_other_words_stay() -> None:
    ids = {"c0175": "c018", "k001": "k002"}
    told = in_text('{{ check("k001") }} rests on c0175, not on abc0175 or the k001-wire.', ids)
    assert told == '{{ check("k002") }} rests on c018, not on abc0175 or the k001-wire.'


def test_the_command_numbers_a_story_whole_and_a_second_time_changes_nothing(
    folder: Path,
    project: Path,
    propose: Callable[..., None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    propose("claims", "c012")
    propose("claim_links", "c004|c011|dropped", status="dropped")
    assert cli.main(["--root", str(project), "renumber", "example"]) == 0
    as_was = {path: path.read_bytes() for path in folder.rglob("*.*") if path.is_file()}
    odd = {f"c{n:03}": f"c0{n:02}5" for n in range(1, 100)}
    tables = renumbered(tables_of(folder), odd)
    for name, sheet in with_rows(read_sheets(folder), tables).items():
        (folder / f"{name}.csv").write_bytes(sheet.content)
    for note in (folder / "notes").glob("*.md"):
        note.write_text(in_text(note.read_text("utf-8"), odd), "utf-8")
    assert (folder / "claims.csv").read_bytes() != as_was[folder / "claims.csv"]
    capsys.readouterr()
    for told in ("rows have other ids", "in the order of reading already"):
        assert cli.main(["--root", str(project), "renumber", "example"]) == 0
        assert told in capsys.readouterr().out
        assert {path: path.read_bytes() for path in as_was} == as_was
    assert {one.file for one in check("example", root=project).problems} <= {"proposals.csv"}
