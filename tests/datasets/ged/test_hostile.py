"""Releases made to fill the disk or to run something: refused by name, or read as mere words."""

import gzip
import io
import zipfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from helpers.datasets.ged import download
from helpers.datasets.ged.download import GedError
from helpers.datasets.ged.recomputation import recompute, write_tables
from helpers.story.dataset import Settings
from helpers.story.problem import Problem

Ask = Callable[..., Settings]
Refused = Callable[[str, bytes], Problem]


@pytest.fixture
def refused(tmp_path: Path, settings: Ask) -> Refused:
    """What is told of the one fault of a file: refused(name, content)."""

    def refuse(name: str, content: bytes) -> Problem:
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(GedError) as told:
            recompute(path, settings(), lambda _: None)
        [problem] = told.value.problems
        assert problem.file.partition(".")[0] in (name.partition(".")[0], "ged")
        return problem

    return refuse


def zipped(**members: bytes) -> bytes:
    """A ZIP archive of some files, each with its ending behind two underscores."""
    to = io.BytesIO()
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)
    return to.getvalue()


NOUGHTS = bytes(43_000_000)


def test_a_bomb_is_refused_by_its_size_before_it_is_unpacked(
    refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    bomb = zipped(ged__csv=NOUGHTS)
    assert len(bomb) < 43_000

    def unpacked(*_: Any) -> None:
        raise AssertionError("it was unpacked")

    monkeypatch.setattr(zipfile.ZipFile, "open", unpacked)
    problem = refused("bomb.zip", bomb)
    assert problem.found == f"{len(bomb):,} bytes that unpack to 43,000,000 or more"


def test_a_bomb_that_tells_no_size_is_stopped_on_its_way(refused: Refused, tmp_path: Path) -> None:
    problem = refused("bomb.csv.gz", gzip.compress(NOUGHTS))
    assert "bytes that unpack to 10,0" in problem.found
    assert [path.name for path in tmp_path.iterdir()] == ["bomb.csv.gz"]


def test_a_bomb_in_a_workbook_is_refused_by_its_size(refused: Refused) -> None:
    bomb = zipped(**{"xl/workbook__xml": b"<workbook/>", "xl/sharedStrings__xml": NOUGHTS})
    assert "that unpack to 43,000,011 or more" in refused("bomb.xlsx", bomb).found


def test_archives_in_archives_end(refused: Refused) -> None:
    inner = b"id,year\n"
    for _ in range(download.MOST_PACKED + 1):
        inner = gzip.compress(inner)
    assert "archives in one another" in refused("deep.gz", inner).found


def test_an_archive_whose_files_begin_before_it_is_refused(refused: Refused) -> None:
    whole = zipped(ged__csv=b"id,year\n")
    at = int.from_bytes(whole[-6:-2], "little") + 50
    moved = whole[:-6] + at.to_bytes(4, "little") + whole[-2:]
    assert "begins before the archive" in refused("moved.zip", moved).found


def workbook(sheet: str) -> bytes:
    """A workbook whose one sheet has that XML."""
    book, to = Workbook(), io.BytesIO()
    book.active.append(["id", "country"])  # type: ignore[union-attr]
    book.save(to)
    with zipfile.ZipFile(to) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = sheet.encode()
    return zipped(**{name.replace(".", "__"): part for name, part in parts.items()})


SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    '<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c></row>{}</sheetData></worksheet>'
)


def test_entities_that_multiply_are_refused(refused: Refused) -> None:
    names = "abcdefghij"
    laughs = "".join(f'<!ENTITY {one} "{f"&{before};" * 10}">' for before, one in pairwise(names))
    row = '<row r="2"><c r="A2" t="inlineStr"><is><t>&j;</t></is></c></row>'
    sheet = f'<!DOCTYPE x [<!ENTITY a "ha">{laughs}]>{SHEET.format(row)}'
    assert "an archive or workbook that" in refused("laughs.xlsx", workbook(sheet)).found


def test_entities_from_elsewhere_are_not_fetched(refused: Refused, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("9999", encoding="utf-8")
    row = '<row r="2"><c r="A2" t="inlineStr"><is><t>&s;</t></is></c></row>'
    entity = f'<!DOCTYPE x [<!ENTITY s SYSTEM "{(tmp_path / "secret").as_uri()}">]>'
    assert "9999" not in str(refused("asks.xlsx", workbook(entity + SHEET.format(row))))


def test_a_row_that_calls_itself_the_billionth_is_refused(
    refused: Refused, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(download, "MOST_ROWS", 1_000)
    row = '<row r="1000000000"><c t="inlineStr"><is><t>1</t></is></c></row>'
    assert "more rows than the 1,000" in refused("far.xlsx", workbook(SHEET.format(row))).found


@pytest.mark.parametrize("name", ["'); DROP TABLE events; --", 'x" OR 1=1 --', "$country", "{}"])
def test_a_name_is_never_run_as_sql(
    name: str, events: Any, write: Callable[..., Path], settings: Ask
) -> None:
    rows = [{**event, "side_b": name, "where_coordinates": name} for event in events]
    named = {"side": name, "town": name, "centre_place": name}
    done = recompute(write(rows), settings(**named), lambda _: None)
    assert done.reading.events["side_b"].unique().tolist() == [name]
    assert len(done.tables["events_in_town"]) > 0


def test_a_spreadsheet_runs_nothing_in_the_figures_that_are_written(
    events: Any, write: Callable[..., Path], settings: Ask, tmp_path: Path
) -> None:
    rows = [{**event, "dyad_name": "=cmd|'/C calc'!A0", "adm_1": "@SUM(1)"} for event in events]
    written = write_tables(recompute(write(rows), settings(), lambda _: None), tmp_path / "to")
    texts = "".join(path.read_text(encoding="utf-8") for path in written)
    assert ",'=cmd|'/C calc'!A0" in texts
    assert ",'@SUM(1)" in texts
    # The longitude of the events is west of Greenwich, a number, and stays one.
    assert ",-20" in texts
