"""A release as people have it: each way to lay it out or spell it is read right, or refused by name.

Every case damages or saves again the same small release; its figures must stay what they were.
"""

import codecs
import csv
import gzip
import io
import os
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st
from openpyxl import Workbook

from helpers.datasets.ged import reading
from helpers.datasets.ged.columns import LAYOUT
from helpers.datasets.ged.download import GedError, plain_file
from helpers.datasets.ged.reading import Reading
from helpers.datasets.ged.release import open_release
from helpers.story.dataset import Settings

Ask = Callable[..., Settings]
DAYS = ("date_start", "date_end")
DEGREES = ("latitude", "longitude")


@dataclass(frozen=True)
class Sheet:
    """A release as cells of text, and ways to write it."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def each(self, names: Sequence[str], change: Callable[[str], str]) -> "Sheet":
        """The same with other cells in some columns."""
        places = {self.header.index(name) for name in names}
        return replace(
            self,
            rows=tuple(
                tuple(change(cell) if at in places else cell for at, cell in enumerate(row))
                for row in self.rows
            ),
        )

    def cell(self, row: int, name: str, value: str) -> "Sheet":
        """The same with one other cell; the first event is row 0."""
        at = self.header.index(name)
        changed = (*self.rows[row][:at], value, *self.rows[row][at + 1 :])
        return replace(self, rows=(*self.rows[:row], changed, *self.rows[row + 1 :]))

    def column(self, name: str, values: Sequence[str]) -> "Sheet":
        """The same with other cells in a column, from the first event on."""
        sheet = self
        for row, value in enumerate(values):
            sheet = sheet.cell(row, name, value)
        return sheet

    def flat(self) -> "Sheet":
        """The same with headlines on one line."""
        return self.each(["source_headline"], lambda cell: cell.replace("\n", " "))

    def called(self, **names: str) -> "Sheet":
        """The same with other names of columns."""
        return replace(self, header=tuple(names.get(name, name) for name in self.header))

    def laid_out(self, columns: Sequence[str]) -> "Sheet":
        """The same with these columns in this order, blank where there is none."""
        cells = [dict(zip(self.header, row, strict=True)) for row in self.rows]
        rows = tuple(tuple(row.get(name, "") for name in columns) for row in cells)
        return Sheet(tuple(columns), rows)

    def text(self, delimiter: str = ",", line_end: str = "\n", *, header: bool = True) -> str:
        """The release as CSV."""
        to = io.StringIO()
        writer = csv.writer(to, delimiter=delimiter, lineterminator=line_end)
        writer.writerows([self.header, *self.rows] if header else self.rows)
        return to.getvalue()

    def lines(self, **options: Any) -> list[str]:
        """The release as CSV, a line each, headlines on one line."""
        return self.flat().text(**options).splitlines(keepends=True)

    def workbook(self, convert: Callable[[str, str], object], sheet: str = "Sheet1") -> Workbook:
        """The release as a workbook; convert(column, cell) gives what a cell holds."""
        book = Workbook()
        book.active.title = sheet
        book.active.append(self.header)
        for row in self.rows:
            book.active.append([convert(*pair) for pair in zip(self.header, row, strict=True)])
        return book


def saved(book: Workbook) -> bytes:
    to = io.BytesIO()
    book.save(to)
    return to.getvalue()


def packed(files: Mapping[str, bytes | str]) -> bytes:
    to = io.BytesIO()
    with zipfile.ZipFile(to, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return to.getvalue()


def days(form: str) -> Callable[[str], str]:
    """Write each day in another form: %-d is the day without a nought before it."""
    return lambda cell: date.fromisoformat(cell).strftime(form)


def serial(origin: str) -> Callable[[str], str]:
    return lambda cell: str((date.fromisoformat(cell) - date.fromisoformat(origin)).days)


def as_numbers(column: str, cell: str) -> object:
    if column in DAYS:
        return datetime.fromisoformat(cell)
    try:
        return float(cell) if "." in cell else int(cell)
    except ValueError:
        return cell or None


def comma(cell: str) -> str:
    return f"{float(cell):.6f}".replace(".", ",")


def joined(first: Sequence[str], second: Sequence[str]) -> str:
    return "".join((*first, *second))


READ: dict[str, Callable[[Sheet], bytes | str]] = {
    # --------------------------------------------------------------- names of columns, headers
    "names in capitals, with spaces, with points, cut, and of releases up to 5.0": lambda it: (
        it.called(
            **{"best": "best_est", "low": "low_est", "high": "high_est", "side_a": "SIDE_A"},
            **{"type_of_violence": "type_of_vi", "where_coordinates": "where_coor"},
            **{"date_start": "Date Start", "date_end": "date.end", "id": "Id"},
        ).text()
    ),
    "row numbers before the id, as R writes them": lambda it: Sheet(
        ("", *it.header), tuple((str(n), *row) for n, row in enumerate(it.rows, 1))
    ).text(),
    "no header, as candidate release 24.0.1": lambda it: it.laid_out(LAYOUT).text(header=False),
    "no header, and a byte order mark": lambda it: (
        "\ufeff" + it.laid_out(LAYOUT).text(header=False)
    ),
    "no header, under a line that names the delimiter": lambda it: (
        "sep=;\n" + it.laid_out(LAYOUT).text(";", header=False)
    ),
    "all 49 columns of a release": lambda it: it.laid_out(LAYOUT).text(),
    "blank lines above the header": lambda it: "\n\n" + it.text(),
    "sep=, above the header": lambda it: "sep=,\n" + it.text(),
    "sep=; in capitals, in quotes, with Windows line ends": lambda it: (
        '"SEP=;"\r\n' + it.text(";", "\r\n")
    ),
    "a line that names another delimiter than there is": lambda it: "sep=;\n" + it.text(),
    "sep=: and colons": lambda it: "sep=:\n" + it.text(":"),
    # --------------------------------------------------------------- delimiters, line ends, edges
    "semicolons": lambda it: it.text(";"),
    "tabs": lambda it: it.text("\t"),
    "upright strokes": lambda it: it.text("|"),
    "Windows line ends": lambda it: it.text(line_end="\r\n"),
    "line ends of old Macs": lambda it: it.text(line_end="\r"),
    "line ends of three kinds": lambda it: "".join(
        line.rstrip("\n") + ("\n", "\r\n", "\r")[n % 3] for n, line in enumerate(it.lines())
    ),
    "sep=; with another line end than the rows": lambda it: "sep=;\n" + it.text(";", "\r\n"),
    "a header and tags with other line ends than the rows": lambda it: (
        it.lines()[0] + "#x\n" + "".join(it.lines(line_end="\r\n")[1:])
    ),
    "no line end at the end": lambda it: it.text().rstrip("\n"),
    "every cell in quotes": lambda it: "".join(
        '"' + '","'.join(row).replace("\n", " ") + '"\n'
        for row in [it.header, *(tuple(c.replace('"', '""') for c in row) for row in it.rows)]
    ),
    "blank lines between and below": lambda it: "\n".join(it.lines()) + "\n\n\n",
    "blank cells in rows below": lambda it: it.text() + 3 * ("," * (len(it.header) - 1) + "\n"),
    "blank columns to the right": lambda it: "".join(
        line.rstrip("\n") + ",,,\n" for line in it.lines()
    ),
    "blank columns to the right of rows only": lambda it: "".join(
        line.rstrip("\n") + ",," * (n > 0) + "\n" for n, line in enumerate(it.lines())
    ),
    "blank cells missing at the end of rows": lambda it: "".join(
        line.rstrip("\n") + "," * (n % 2) + "\n"
        for n, line in enumerate(Sheet((*it.header, "gwnob"), it.rows).lines())
    ),
    "a space around every cell": lambda it: it.each(it.header, lambda cell: f" {cell} ").text(),
    "an HXL line below the header": lambda it: joined(
        [*it.lines()[:1], ",".join("#x" for _ in it.header) + "\n"], it.lines()[1:]
    ),
    # --------------------------------------------------------------- joined files
    "the header again in the middle": lambda it: joined(
        it.lines()[:5], [it.lines()[0], *it.lines()[5:]]
    ),
    "a byte order mark in the middle": lambda it: (
        "\ufeff" + joined(it.lines()[:5], ["\ufeff" + it.lines()[0], *it.lines()[5:]])
    ),
    "columns in another order": lambda it: it.laid_out([*reversed(it.header)]).text(),
    "columns in another order from the middle on": lambda it: joined(
        it.lines()[:5],
        it.laid_out([*reversed(it.header)]).lines()[:1]
        + it.laid_out([*reversed(it.header)]).lines()[5:],
    ),
    "an event twice with the same cells": lambda it: joined(it.lines(), it.lines()[3:5]),
    "the whole file twice": lambda it: joined(it.lines(), it.lines()),
    "an event twice, its days spelt in two ways": lambda it: joined(
        it.lines(), it.each(DAYS, lambda cell: f"{cell} 00:00:00.000").lines()[3:5]
    ),
    # --------------------------------------------------------------- encodings
    "a byte order mark": lambda it: it.text().encode("utf-8-sig"),
    # --------------------------------------------------------------- numbers
    "decimal commas, in counts too, and semicolons": lambda it: it.each(
        [*DEGREES, "low", "best", "high"], comma
    ).text(";"),
    "decimal commas in quotes": lambda it: it.each(DEGREES, comma).text(),
    "counts with a point and a nought, ids in scientific notation, a minus sign as it is printed": (
        lambda it: (
            it.each(["low", "best", "high"], lambda cell: f"{cell}.0")
            .each(["id"], lambda cell: f"{float(cell):E}")
            .each(DEGREES, lambda cell: cell.replace("-", "−"))
            .text()
        )
    ),
    # --------------------------------------------------------------- days
    "days of every form that can be taken in one way": lambda it: (
        it.column("date_start", spelt(it, "date_start", ONE_WAY))
        .column("date_end", spelt(it, "date_end", ONE_WAY[::-1]))
        .text()
    ),
    "American days, as Excel saves them, and their midnight": lambda it: (
        it.each(DAYS, days("%-m/%-d/%Y"))
        .column("date_end", spelt(it, "date_end", ["%-m/%-d/%Y 12:00:00 AM", "%-m/%-d/%Y 0:00"]))
        .text()
    ),
    "British days, with strokes and hyphens": lambda it: (
        it.each(DAYS, days("%d/%m/%Y"))
        .each(["date_end"], lambda cell: cell.replace("/", "-"))
        .text()
    ),
    "day numbers of Excel, on Windows and on a Mac": lambda it: (
        it.each(["date_start"], serial("1899-12-30"))
        .each(["date_end"], serial("1904-01-01"))
        .text()
    ),
    "Excel in a ZIP archive": lambda it: packed({"GEDEvent.xlsx": saved(it.workbook(as_numbers))}),
}

UNTITLED = "it has no header: its columns are taken to be those of releases since 2020"
TWICE = "2 events stand twice with the same cells, and count once: 13, 14"
SHEET = "read from the sheet 'Sheet1'"
COMMAS = "numbers are written with a decimal comma"
NOTES: dict[str, tuple[str, ...]] = {
    "no header, as candidate release 24.0.1": (UNTITLED,),
    "no header, and a byte order mark": (UNTITLED,),
    "no header, under a line that names the delimiter": (UNTITLED,),
    "no line end at the end": ("the last line has no line end; was the file cut off there?",),
    "an event twice with the same cells": (TWICE,),
    "an event twice, its days spelt in two ways": (TWICE,),
    "the whole file twice": (
        "9 events stand twice with the same cells, and count once: 11, 12, 13, 14, 15, 16, …",
    ),
    "decimal commas, in counts too, and semicolons": (COMMAS,),
    "decimal commas in quotes": (COMMAS,),
    "American days, as Excel saves them, and their midnight": ("days are written month/day/year",),
    "British days, with strokes and hyphens": ("days are written day/month/year",),
    "Excel in a ZIP archive": (
        "read from GEDEvent.xlsx, which ged.csv holds",
        SHEET,
    ),
}
"""What is told of a way to lay it out or spell it; of any other, nothing."""

WINDOWS = "it is not in UTF-8 and was read as Windows-1252: look at names with accents"
# What the file is, the text that must come of it, and what is told.
Unpacked = tuple[bytes, str, tuple[str, ...]]
UNPACKED: dict[str, Callable[[Sheet], Unpacked]] = {
    "UTF-16": lambda it: (it.text().encode("utf-16"), it.text(), ()),
    "UTF-16, the greater byte first": lambda it: (
        codecs.BOM_UTF16_BE + it.text().encode("utf-16-be"),
        it.text(),
        (),
    ),
    "UTF-16 without a mark": lambda it: (it.text("\t").encode("utf-16-le"), it.text("\t"), ()),
    "UTF-32": lambda it: (it.text().encode("utf-32"), it.text(), ()),
    "Latin-1": lambda it: encoded(it, "Tolv döda i Köln", "latin-1"),
    "Windows-1252": lambda it: encoded(it, "“Douze morts” – à Nîmes", "cp1252"),
    "a ZIP archive made on a Mac": lambda it: (
        packed(
            {"a/GED.csv": it.text(), "__MACOSX/a/._GED.csv": b"\0\5", "a/": "", "a/b.pdf": b"%"}
        ),
        it.text(),
        ("read from GED.csv, which ged.csv holds",),
    ),
    "a gzip archive of UTF-16 in a ZIP archive": lambda it: (
        packed({"events.csv": gzip.compress(it.text("\t").encode("utf-16"))}),
        it.text("\t"),
        ("read from events.csv, which ged.csv holds", "read from events, which events.csv holds"),
    ),
    "Excel, with numbers and days": lambda it: (
        saved(it.workbook(as_numbers)),
        it.flat().each(DAYS, lambda cell: f"{cell} 00:00:00").text(),
        (SHEET,),
    ),
    "Excel, all of it text, without a header": lambda it: (
        saved(Sheet(it.rows[0], it.rows[1:]).workbook(lambda _, cell: cell)),
        it.flat().text(header=False),
        (SHEET,),
    ),
}
"""Ways to pack and to encode it: what comes of them is laid out as a release that is read above."""


def spelt(it: Sheet, name: str, forms: Sequence[str]) -> list[str]:
    """The days of a column, each in the next of some forms."""
    found = [row[it.header.index(name)] for row in it.rows]
    return [days(form)(cell) for form, cell in zip(cycle(forms), found, strict=False)]


ONE_WAY = (
    *("%Y-%m-%d 00:00:00.000", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%d.%m.%Y", "%d%b%Y"),
    *("%B %-d, %Y", "%-d-%b-%Y", "%Y-%m-%dT00:00:00Z"),
)


def encoded(it: Sheet, headline: str, encoding: str) -> Unpacked:
    text = it.cell(2, "source_headline", headline).text()
    return text.encode(encoding), text, (WINDOWS,)


@pytest.fixture(scope="session")
def sheet(events: Sequence[dict[str, Any]], columns: Sequence[str]) -> Sheet:
    """The invented release as cells."""
    rows = tuple(tuple(str(event[name]) for name in columns) for event in events)
    return Sheet(tuple(columns), rows)


@pytest.fixture
def read(tmp_path: Path, settings: Ask) -> "Read":
    """Read a file of that content: read(content, "ged.csv")."""

    def read_it(content: bytes | str, name: str = "ged.csv") -> Reading:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_file(path, settings())

    return read_it


Read = Callable[..., Reading]
Counted = tuple[Any, ...]


def read_file(path: Path, settings: Settings) -> Reading:
    with plain_file(path) as file:
        return reading.read(open_release(file), settings, lambda _: None)


@pytest.fixture(scope="module")
def plain(sheet: Sheet, settings: Ask, tmp_path_factory: pytest.TempPathFactory) -> Counted:
    """What is read of the release as it is published."""
    path = tmp_path_factory.mktemp("release") / "plain.csv"
    path.write_text(sheet.text(), encoding="utf-8")
    return counted(read_file(path, settings()))


def counted(read: Reading) -> Counted:
    """All that figures are computed from."""
    tables = (
        table.astype(object).where(table.notna(), None).to_numpy().tolist()
        for table in (read.tolls, read.events)
    )
    return (*tables, read.total, read.counted, read.first, read.last)


@pytest.mark.parametrize("way", READ)
def test_a_release_is_read_right_and_what_was_understood_is_told(
    way: str, sheet: Sheet, read: Read, plain: Counted
) -> None:
    found = read(READ[way](sheet))
    assert counted(found) == plain
    assert found.notes == NOTES.get(way, ())


@pytest.mark.parametrize("way", UNPACKED)
def test_what_is_packed_or_encoded_is_made_the_text_that_it_was(
    way: str, sheet: Sheet, tmp_path: Path
) -> None:
    content, text, notes = UNPACKED[way](sheet)
    path = tmp_path / "ged.csv"
    path.write_bytes(content)
    with plain_file(path) as file:
        assert file.path.read_bytes().decode() == text
        assert (file.notes, file.encoded) == (notes, True)


@pytest.mark.parametrize(
    ("written", "delimiter", "degrees"),
    [
        (["1,234", "1 234", "1\u00a0234", "1'234", "1’234", "1,234.0", "1.234E3"], ",", str),
        (["1\u202f234", "1.234", "1.234,00", "1234,0"], ";", comma),
    ],
)
def test_thousands_are_read_where_the_coordinates_tell_the_mark_of_decimals(
    written: list[str], delimiter: str, degrees: Callable[[str], str], sheet: Sheet, read: Read
) -> None:
    spelt = sheet.each(DEGREES, degrees).column("high", written)
    # The first seven events are those of the months asked for.
    others = sum(int(row[sheet.header.index("high")]) for row in sheet.rows[len(written) : 7])
    assert read(spelt.text(delimiter)).tolls["high"].sum() == 1234 * len(written) + others


BLANKS = ("NA", "N/A", "#N/A", "NULL", "NaN", "None", ".", "-", r"\N", " ", "\u00a0")


def test_a_name_that_is_missing_is_blank_however_it_is_spelt(sheet: Sheet, read: Read) -> None:
    ours = sheet.cell(4, "side_b", "Heron Front")
    blank = ours.column("adm_1", BLANKS[:7]).column("dyad_name", BLANKS[4:])
    events = read(blank.text()).events
    assert len(events) == 7
    assert events[["adm_1", "dyad_name"]].isna().all(axis=None)


def test_events_of_which_the_dataset_is_not_sure_are_told(sheet: Sheet, read: Read) -> None:
    sure = sheet.each(["conflict_name"], lambda _: "Clear").called(conflict_name="code_status")
    found = read(sure.cell(0, "code_status", "Check deaths").text())
    assert found.notes == ("1 of them are not marked as clear by the dataset, and count: 11",)


def first(it: Sheet, name: str, value: str) -> str:
    return it.cell(0, name, value).text()


# What the file is, and how what is told of it begins, behind the name of the file.
REFUSED: dict[str, tuple[Callable[[Sheet], bytes | str], str]] = {
    # --------------------------------------------------------------- days and numbers in doubt
    "days that are all months": (
        lambda it: it.each(DAYS, lambda _: "2/3/2019").text(),
        "event 11, line 2, date_start: found '2/3/2019'",
    ),
    "British and American days": (
        lambda it: (
            it.cell(1, "date_start", "1/31/2019")
            .cell(2, "date_end", "20/03/2019")
            .cell(0, "date_start", "1/5/2019")
            .text()
        ),
        "event 11, line 2, date_start: found '1/5/2019'",
    ),
    "a month beyond December": (
        lambda it: (
            it.each(DAYS, days("%d/%m/%Y"))
            .cell(0, "date_start", "05/13/2019")
            .cell(0, "date_end", "14/13/2019")
            .text()
        ),
        "event 11, line 2, date_end: found '14/13/2019'",
    ),
    "a year of two digits": (
        lambda it: it.each(DAYS, days("%m/%d/%y")).text(),
        "event 11, line 2, date_start: found '01/05/19'",
    ),
    "a year of two digits in words": (
        lambda it: it.each(DAYS, days("%d-%b-%y")).text(),
        "event 11, line 2, date_start: found '05-Jan-19'",
    ),
    "a day that is none": (
        lambda it: first(it.each(DAYS, days("%m/%d/%Y")), "date_end", "02/30/2019"),
        "event 11, line 2, date_end: found '02/30/2019'",
    ),
    "a day number without a column year": (
        lambda it: it.each(DAYS, serial("1899-12-30")).called(year="a_year").text(),
        "event 11, line 2, date_start: found '43470'",
    ),
    "a day number of another year": (
        lambda it: first(it.each(DAYS, serial("1899-12-30")), "year", "2013"),
        "event 11, line 2, date_start: found '43470'",
    ),
    "degrees grouped by thousands": (
        lambda it: it.each(DEGREES, comma).cell(0, "latitude", "40.300.000").text(";"),
        "event 11, line 2, latitude: found '40.300.000'",
    ),
    "a point in a file with decimal commas": (
        lambda it: it.each(DEGREES, comma).cell(0, "high", "4.5").text(";"),
        "event 11, line 2, high: found '4.5'",
    ),
    "thousands where no coordinate has decimals": (
        lambda it: it.each(DEGREES, lambda _: "40").cell(0, "high", "4,000").text(),
        "event 11, line 2, high: found '4,000'",
    ),
    # --------------------------------------------------------------- joined files
    "an event twice with other cells": (
        lambda it: joined(it.lines(), it.cell(0, "best", "3").lines()[1:2]),
        "event 11, line 11, id: found 11, as in line 2",
    ),
    "a header again that lacks columns": (
        lambda it: joined(it.lines(), it.laid_out(it.header[:9]).lines()),
        "line 11: found 9 cells",
    ),
    "lines in UTF-8 and in Latin-1": (
        lambda it: (
            first(it, "adm_1", "Brøndby").encode()
            + it.cell(0, "id", "99").cell(0, "adm_1", "Malmö").lines()[1].encode("latin-1")
        ),
        "event 99, line 20, adm_1: found the byte 0xF6",
    ),
    "a byte that stands for no letter": (
        lambda it: first(it, "adm_1", "Malm\x81").encode("latin-1"),
        "event 11, line 2, adm_1: found the byte 0x81",
    ),
    # --------------------------------------------------------------- columns
    "a column by its old name and its new": (
        lambda it: it.called(source_headline="best_est").text(),
        "line 1, best: found columns that stand twice",
    ),
    "rows without a header, of another length": (
        lambda it: it.text(header=False),
        "line 1: found no header, and 22 cells",
    ),
    "rows without a header, in another order": (
        lambda it: it.laid_out(["id", *reversed(LAYOUT[1:])]).text(header=False),
        "event 11, line 1, side_a: found a blank cell",
    ),
    "another dataset": (
        lambda _: "event_id_cnty,event_date\nIRQ1,1 June 2014\n",
        "line 1: found no column of the",
    ),
    "a cell too many": (
        lambda it: joined(it.lines()[:2], [it.lines()[2].replace("\n", ",7\n"), *it.lines()[3:]]),
        "line 3: found 23 cells",
    ),
    "a headline whose commas are bare": (
        lambda it: (
            it.cell(0, "source_headline", "Two, three").text().replace('"Two, three"', "Two, three")
        ),
        "line 2: found 23 cells",
    ),
    "a row broken in two": (
        lambda it: it.text().replace("Brindlemark,1,2019-01-05", "Brindle\nmark,1,2019-01-05"),
        "line 2: found 14 cells",
    ),
    "a double quote left open": (
        lambda it: it.cell(0, "source_headline", "No").text().replace(",No,", ',"No,'),
        "line 2: found a row that is not CSV",
    ),
    # --------------------------------------------------------------- other files
    "an empty file": (lambda _: "", "line 1: found an empty file"),
    "blank lines": (lambda _: "\ufeff\n\n", "line 1: found an empty file"),
    "a letter": (lambda _: "Dear editor\n", "line 1: found no column of the dataset"),
    "an archive of two releases": (
        lambda it: packed({"a.csv": it.text(), "b.csv": it.text()}),
        "found a ZIP archive that holds a.csv, b.csv",
    ),
    "an archive of none": (
        lambda _: packed({"codebook.pdf": "%PDF"}),
        "found a ZIP archive that holds codebook.pdf",
    ),
    "an empty archive": (lambda _: packed({}), "found a ZIP archive that holds nothing"),
    "an archive with a password": (
        lambda it: packed({"a.csv": it.text()}).replace(
            b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"
        ),
        "found a ZIP archive with a password",
    ),
    "half an archive": (
        lambda it: packed({"a.csv": it.text()})[:400],
        "found an archive or workbook that is damaged",
    ),
    "half a gzip archive": (
        lambda it: gzip.compress(it.text().encode())[:300],
        "found an archive or workbook that is",
    ),
    "two sheets of events": (
        lambda it: two_sheets(it.workbook(as_numbers), it.header),
        "found a workbook whose sheets with cells are Sheet1, May",
    ),
    "a workbook without cells": (
        lambda _: saved(Workbook()),
        "found a workbook whose sheets with cells are none",
    ),
    "an old Excel file": (
        lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 9,
        "found a file of Excel before",
    ),
    "a web page instead of the download": (
        lambda _: "\n<!doctype html><title>404</title>",
        "found a web page",
    ),
    "the answer of the programming interface": (lambda _: '{"Result": []}', "found JSON"),
    "a file of R": (
        lambda _: gzip.compress(b"X\n\0\0\0\3\0\4\2\1" * 9),
        "found UTF-16 or binary content",
    ),
    "half a character of UTF-16": (
        lambda it: it.text().encode("utf-16")[:-1],
        "found text that is not utf-16 throughout",
    ),
}


def two_sheets(book: Workbook, header: Sequence[str]) -> bytes:
    book.create_sheet("May").append(list(header))
    return saved(book)


@pytest.mark.parametrize("way", REFUSED)
def test_what_can_not_be_read_for_sure_is_refused_by_row_and_column(
    way: str, sheet: Sheet, read: Read
) -> None:
    write, said = REFUSED[way]
    with pytest.raises(GedError) as caught:
        read(write(sheet))
    told = caught.value.problems[0]
    assert told.file in ("ged.csv", "ged")
    assert re.sub(r"^ged(\.csv)?[,:] ", "", str(told)).startswith(said)
    assert told.expected
    assert told.mend


def test_a_name_stands_for_one_file_whatever_it_holds(
    sheet: Sheet, read: Read, plain: Counted, tmp_path: Path
) -> None:
    name, more = "g*e[1]d? {é}'.csv", sheet.each(["id"], lambda cell: f"{cell}0")
    # Names that it would stand for, if one of its signs were a pattern.
    for sign, other in (("*", "x"), ("[1]", "1"), ("?", "x")):
        (tmp_path / name.replace(sign, other)).write_text(more.text(), "utf-8")
    assert counted(read(sheet.text(), name)) == plain


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="this system does not name its pipes")
def test_a_pipe_is_read_whole(sheet: Sheet, settings: Ask, plain: Counted) -> None:
    reader, writer = os.pipe()
    with os.fdopen(writer, "w", encoding="utf-8") as pipe:
        pipe.write(sheet.text())
    try:
        read = read_file(Path(f"/dev/fd/{reader}"), settings())
    finally:
        os.close(reader)
    assert counted(read) == plain


# ------------------------------------------------------------------------------ any damage


SPELT_DAYS = st.sampled_from(
    ["%Y-%m-%d", "%m/%d/%Y", "%d.%m.%Y", "%-d/%-m/%Y", "%d%b%Y", "%Y-%m-%d 00:00:00.000"]
)
SAVED = st.sampled_from(
    [str.encode, lambda text: text.encode("utf-8-sig"), lambda text: text.encode("utf-16")]
)
PACKED = st.sampled_from([bytes, gzip.compress, lambda held: packed({"a.csv": held})])


@how(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    max_examples=how.default.max_examples // 12,
)
@given(
    form=SPELT_DAYS,
    degrees=st.sampled_from([str, comma]),
    delimiter=st.sampled_from(",;\t|"),
    line_end=st.sampled_from(["\n", "\r\n"]),
    again=st.lists(st.integers(0, 9), max_size=4),
    order=st.randoms(use_true_random=False),
    save=SAVED,
    pack=PACKED,
)
def test_no_way_to_save_a_release_changes_its_tolls(
    form: str,
    degrees: Callable[[str], str],
    delimiter: str,
    line_end: str,
    again: list[int],
    order: Any,
    save: Callable[[str], bytes],
    pack: Callable[[bytes], bytes],
    sheet: Sheet,
    read: Read,
    plain: Counted,
) -> None:
    header, *rows = (sheet.each(DAYS, days(form)).each(DEGREES, degrees)).lines(
        delimiter=delimiter, line_end=line_end
    )
    shuffled = rows + [([header, *rows])[line] for line in again]
    order.shuffle(shuffled)
    tolls, *_ = counted(read(pack(save(joined([header], shuffled)))))
    assert tolls == plain[0]


@how(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    max_examples=how.default.max_examples // 10,
)
@given(data=st.data())
def test_a_file_cut_anywhere_is_refused_or_told(data: Any, sheet: Sheet, read: Read) -> None:
    text = sheet.text()
    # Cut between two rows, a file is as whole as a shorter one.
    kept = data.draw(st.integers(1, len(text) - 1).filter(lambda at: text[at - 1] != "\n"))
    try:
        notes = read(text[:kept]).notes
    except GedError:
        return
    assert any("was the file cut off there" in note for note in notes)
