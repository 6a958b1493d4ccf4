"""A release as people have it: each way to lay it out or spell it is read right, or refused by name.

Every case damages or saves again the same small release; its figures must stay what they were.
"""

import codecs
import csv
import gzip
import io
import os
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
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
        flat = self.each(["source_headline"], lambda cell: cell.replace("\n", " "))
        return flat.text(**options).splitlines(keepends=True)

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
    "the names of releases up to 5.0": lambda it: it.called(
        best="best_est", low="low_est", high="high_est"
    ).text(),
    "names cut to ten letters by a shapefile": lambda it: it.called(
        type_of_violence="type_of_vi", where_coordinates="where_coor"
    ).text(),
    "names in capitals": lambda it: it.called(**{name: name.upper() for name in it.header}).text(),
    "names with spaces": lambda it: it.called(
        **{name: name.replace("_", " ").title() for name in it.header}
    ).text(),
    "names with points, as R writes them": lambda it: it.called(
        **{name: name.replace("_", ".") for name in it.header}
    ).text(),
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
    "UTF-16": lambda it: it.text().encode("utf-16"),
    "UTF-16, the greater byte first": lambda it: (
        codecs.BOM_UTF16_BE + it.text().encode("utf-16-be")
    ),
    "UTF-16 without a mark": lambda it: it.text("\t").encode("utf-16-le"),
    "UTF-32": lambda it: it.text().encode("utf-32"),
    "Latin-1": lambda it: (
        it.cell(2, "source_headline", "Tolv döda i Köln").text().encode("latin-1")
    ),
    "Windows-1252": lambda it: (
        it.cell(2, "source_headline", "“Douze morts” – à Nîmes").text().encode("cp1252")
    ),
    # --------------------------------------------------------------- numbers
    "decimal commas and semicolons": lambda it: it.each(DEGREES, comma).text(";"),
    "decimal commas in quotes": lambda it: it.each(DEGREES, comma).text(),
    "decimal commas, counts with them": lambda it: it.each(
        [*DEGREES, "low", "best", "high"], comma
    ).text(";"),
    "counts with a point and a nought": lambda it: it.each(
        ["id", "low", "best", "high"], lambda cell: f"{cell}.0"
    ).text(),
    "a minus sign as it is printed": lambda it: it.each(
        DEGREES, lambda cell: cell.replace("-", "−")
    ).text(),
    "ids in scientific notation": lambda it: it.each(
        ["id"], lambda cell: f"{float(cell):E}"
    ).text(),
    # --------------------------------------------------------------- days
    "midnight behind the day": lambda it: it.each(DAYS, lambda cell: f"{cell} 00:00:00.000").text(),
    "American days": lambda it: it.each(DAYS, days("%-m/%-d/%Y")).text(),
    "American days and their midnight": lambda it: it.each(
        DAYS, days("%-m/%-d/%Y 12:00:00 AM")
    ).text(),
    "American days as Excel saves them": lambda it: it.each(DAYS, days("%-m/%-d/%Y 0:00")).text(),
    "British days": lambda it: it.each(DAYS, days("%d/%m/%Y")).text(),
    "days with hyphens": lambda it: it.each(DAYS, days("%d-%m-%Y")).text(),
    "German days": lambda it: it.each(DAYS, days("%d.%m.%Y")).text(),
    "years first, with strokes": lambda it: it.each(DAYS, days("%Y/%m/%d")).text(),
    "years first, with points": lambda it: it.each(DAYS, days("%Y.%m.%d")).text(),
    "years first, with nothing": lambda it: it.each(DAYS, days("%Y%m%d")).text(),
    "days of Stata": lambda it: it.each(DAYS, lambda cell: days("%d%b%Y")(cell).lower()).text(),
    "months in words": lambda it: it.each(DAYS, days("%B %-d, %Y")).text(),
    "months in short words": lambda it: it.each(DAYS, days("%-d-%b-%Y")).text(),
    "the time of the web": lambda it: it.each(DAYS, days("%Y-%m-%dT00:00:00Z")).text(),
    "day numbers of Excel": lambda it: it.each(DAYS, serial("1899-12-30")).text(),
    "day numbers of Excel on a Mac": lambda it: it.each(DAYS, serial("1904-01-01")).text(),
    # --------------------------------------------------------------- packed, and Excel
    "a ZIP archive": lambda it: packed({"GEDEvent_v23_1.csv": it.text()}),
    "a ZIP archive made on a Mac": lambda it: packed(
        {"a/GED.csv": it.text(), "__MACOSX/a/._GED.csv": b"\0\5", "a/": "", "a/book.pdf": b"%PDF"}
    ),
    "a ZIP archive of an Excel file": lambda it: packed(
        {"GEDEvent.xlsx": saved(it.workbook(as_numbers))}
    ),
    "a gzip archive": lambda it: gzip.compress(it.text().encode()),
    "a gzip archive of UTF-16 in a ZIP archive": lambda it: packed(
        {"ged.csv": gzip.compress(it.text("\t").encode("utf-16"))}
    ),
    "Excel, with numbers and days": lambda it: saved(it.workbook(as_numbers)),
    "Excel, all of it text": lambda it: saved(it.workbook(lambda _, cell: cell)),
    "Excel, with day numbers": lambda it: saved(
        it.each(DAYS, serial("1899-12-30")).workbook(
            lambda name, cell: int(cell) if name in DAYS else as_numbers(name, cell)
        )
    ),
    "Excel without a header": lambda it: saved(
        Sheet(it.laid_out(LAYOUT).rows[0], it.laid_out(LAYOUT).rows[1:]).workbook(
            lambda _, cell: cell
        )
    ),
}


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
def test_a_release_is_read_right(way: str, sheet: Sheet, read: Read, plain: Counted) -> None:
    assert counted(read(READ[way](sheet))) == plain


# Low, best, high and number of events of all months, and of those with the side as a side; the
# events near the centre and in the town. By hand, from EVENTS in conftest.py.
THOUSANDS = [
    ("1,234", ",", str),
    ("1 234", ",", str),
    ("1\u00a0234", ";", str),
    ("1\u202f234", ";", comma),
    ("1'234", ";", str),
    ("1’234", ",", str),
    ("1.234", ";", comma),
    ("1.234,00", ";", comma),
    ("1234,0", ";", comma),
    ("1,234.0", ",", str),
    ("1.234E3", ",", str),
]


@pytest.mark.parametrize(("written", "delimiter", "degrees"), THOUSANDS)
def test_thousands_are_read_where_the_coordinates_tell_the_mark_of_decimals(
    written: str, delimiter: str, degrees: Callable[[str], str], sheet: Sheet, read: Read
) -> None:
    spelt = sheet.each(DEGREES, degrees).cell(0, "high", written)
    tolls = read(spelt.text(delimiter)).tolls
    assert tolls.loc[tolls["month"] == "2019-01", "high"].sum() == 1234 + 3


@pytest.mark.parametrize(
    "blank", ["NA", "N/A", "#N/A", "NULL", "NaN", "None", ".", "-", r"\N", " ", "\u00a0"]
)
def test_a_name_that_is_missing_is_blank_however_it_is_spelt(
    blank: str, sheet: Sheet, read: Read
) -> None:
    names = ["adm_1", "dyad_name"]
    events = read(sheet.each(names, lambda _: blank).text()).events
    assert events[names].isna().all(axis=None)


def first(it: Sheet, name: str, value: str) -> str:
    return it.cell(0, name, value).text()


# What the file is, the row and column named, and how what was found begins.
REFUSED: dict[str, tuple[Callable[[Sheet], bytes | str], str, str, str]] = {
    # --------------------------------------------------------------- days and numbers in doubt
    "days that are all months": (
        lambda it: it.each(DAYS, lambda _: "2/3/2019").text(),
        "event 11",
        "date_start",
        "'2/3/2019'",
    ),
    "British and American days": (
        lambda it: (
            it.cell(1, "date_start", "1/31/2019")
            .cell(2, "date_end", "20/03/2019")
            .cell(0, "date_start", "1/5/2019")
            .text()
        ),
        "event 11",
        "date_start",
        "'1/5/2019'",
    ),
    "a month beyond December": (
        lambda it: (
            it.each(DAYS, days("%d/%m/%Y"))
            .cell(0, "date_start", "05/13/2019")
            .cell(0, "date_end", "14/13/2019")
            .text()
        ),
        "event 11",
        "date_end",
        "'14/13/2019'",
    ),
    "a year of two digits": (
        lambda it: it.each(DAYS, days("%m/%d/%y")).text(),
        "event 11",
        "date_start",
        "'01/05/19'",
    ),
    "a year of two digits in words": (
        lambda it: it.each(DAYS, days("%d-%b-%y")).text(),
        "event 11",
        "date_start",
        "'05-Jan-19'",
    ),
    "a day that is none": (
        lambda it: first(it.each(DAYS, days("%m/%d/%Y")), "date_end", "02/30/2019"),
        "event 11",
        "date_end",
        "'02/30/2019'",
    ),
    "a day number without a column year": (
        lambda it: it.each(DAYS, serial("1899-12-30")).called(year="a_year").text(),
        "event 11",
        "date_start",
        "'43470'",
    ),
    "a day number of another year": (
        lambda it: first(it.each(DAYS, serial("1899-12-30")), "year", "2013"),
        "event 11",
        "date_start",
        "'43470'",
    ),
    "degrees grouped by thousands": (
        lambda it: it.each(DEGREES, comma).cell(0, "latitude", "40.300.000").text(";"),
        "event 11",
        "latitude",
        "'40.300.000'",
    ),
    "a point in a file with decimal commas": (
        lambda it: it.each(DEGREES, comma).cell(0, "high", "4.5").text(";"),
        "event 11",
        "high",
        "'4.5'",
    ),
    "thousands where no coordinate has decimals": (
        lambda it: it.each(DEGREES, lambda _: "40").cell(0, "high", "4,000").text(),
        "event 11",
        "high",
        "'4,000'",
    ),
    # --------------------------------------------------------------- joined files
    "an event twice with other cells": (
        lambda it: joined(it.lines(), it.cell(0, "best", "3").lines()[1:2]),
        "event 11, line 11",
        "id",
        "11, as in line 2",
    ),
    "a header again that lacks columns": (
        lambda it: joined(it.lines(), it.laid_out(it.header[:9]).lines()),
        "line 11",
        "",
        "9 cells",
    ),
    "lines in UTF-8 and in Latin-1": (
        lambda it: (
            first(it, "adm_1", "Brøndby").encode()
            + it.cell(0, "id", "99").cell(0, "adm_1", "Malmö").lines()[1].encode("latin-1")
        ),
        "event 99, line 20",
        "adm_1",
        "the byte 0xF6",
    ),
    "a byte that stands for no letter": (
        lambda it: first(it, "adm_1", "Malm\x81").encode("latin-1"),
        "event 11, line 2",
        "adm_1",
        "the byte 0x81",
    ),
    # --------------------------------------------------------------- columns
    "a column by its old name and its new": (
        lambda it: it.called(source_headline="best_est").text(),
        "line 1",
        "best",
        "columns that stand twice",
    ),
    "rows without a header, of another length": (
        lambda it: it.text(header=False),
        "line 1",
        "",
        "no header, and 22 cells",
    ),
    "rows without a header, in another order": (
        lambda it: it.laid_out(["id", *reversed(LAYOUT[1:])]).text(header=False),
        "event 11",
        "side_a",
        "a blank cell",
    ),
    "another dataset": (
        lambda _: "event_id_cnty,event_date\nIRQ1,1 June 2014\n",
        "line 1",
        "",
        "no column of the",
    ),
    "a cell too many": (
        lambda it: joined(it.lines()[:2], [it.lines()[2].replace("\n", ",7\n"), *it.lines()[3:]]),
        "line 3",
        "",
        "23 cells",
    ),
    "a headline whose commas are bare": (
        lambda it: (
            it.cell(0, "source_headline", "Two, three").text().replace('"Two, three"', "Two, three")
        ),
        "line 2",
        "",
        "23 cells",
    ),
    "a row broken in two": (
        lambda it: it.text().replace("Brindlemark,1,2019-01-05", "Brindle\nmark,1,2019-01-05"),
        "line 2",
        "",
        "14 cells",
    ),
    "a double quote left open": (
        lambda it: it.cell(0, "source_headline", "No").text().replace(",No,", ',"No,'),
        "line 2",
        "",
        "a row that is not CSV",
    ),
    # --------------------------------------------------------------- other files
    "an empty file": (lambda _: "", "line 1", "", "an empty file"),
    "blank lines": (lambda _: "\ufeff\n\n", "line 1", "", "an empty file"),
    "a letter": (lambda _: "Dear editor\n", "line 1", "", "no column of the dataset"),
    "an archive of two releases": (
        lambda it: packed({"a.csv": it.text(), "b.csv": it.text()}),
        "",
        "",
        "a ZIP archive that holds a.csv, b.csv",
    ),
    "an archive of none": (
        lambda _: packed({"codebook.pdf": "%PDF"}),
        "",
        "",
        "a ZIP archive that holds codebook.pdf",
    ),
    "an empty archive": (lambda _: packed({}), "", "", "a ZIP archive that holds nothing"),
    "an archive with a password": (
        lambda it: packed({"a.csv": it.text()}).replace(
            b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"
        ),
        "",
        "",
        "a ZIP archive with a password",
    ),
    "half an archive": (
        lambda it: packed({"a.csv": it.text()})[:400],
        "",
        "",
        "an archive or workbook that is damaged",
    ),
    "half a gzip archive": (
        lambda it: gzip.compress(it.text().encode())[:300],
        "",
        "",
        "an archive or workbook that is",
    ),
    "two sheets of events": (
        lambda it: two_sheets(it.workbook(as_numbers), it.header),
        "",
        "",
        "a workbook whose sheets with cells are Sheet1, May",
    ),
    "a workbook without cells": (
        lambda _: saved(Workbook()),
        "",
        "",
        "a workbook whose sheets with cells are none",
    ),
    "an old Excel file": (
        lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 9,
        "",
        "",
        "a file of Excel before",
    ),
    "a web page instead of the download": (
        lambda _: "\n<!doctype html><title>404</title>",
        "",
        "",
        "a web page",
    ),
    "the answer of the programming interface": (lambda _: '{"Result": []}', "", "", "JSON"),
    "a file of R": (
        lambda _: gzip.compress(b"X\n\0\0\0\3\0\4\2\1" * 9),
        "",
        "",
        "UTF-16 or binary content",
    ),
    "half a character of UTF-16": (
        lambda it: it.text().encode("utf-16")[:-1],
        "",
        "",
        "text that is not utf-16 throughout",
    ),
}


def two_sheets(book: Workbook, header: Sequence[str]) -> bytes:
    book.create_sheet("May").append(list(header))
    return saved(book)


@pytest.mark.parametrize("way", REFUSED)
def test_what_can_not_be_read_for_sure_is_refused_by_row_and_column(
    way: str, sheet: Sheet, read: Read
) -> None:
    write, row, column, found = REFUSED[way]
    with pytest.raises(GedError) as caught:
        read(write(sheet))
    told = caught.value.problems[0]
    assert told.file.startswith("ged")
    assert told.row.startswith(row)
    assert told.column == column
    assert told.found.startswith(found)
    assert told.expected
    assert told.mend


@pytest.mark.parametrize(
    ("write", "note"),
    [
        (lambda it: it.text().rstrip("\n"), "the last line has no line end; was the file cut off"),
        (lambda it: it.laid_out(LAYOUT).text(header=False), "it has no header: its columns are"),
        (lambda it: it.each(DEGREES, comma).text(";"), "numbers are written with a decimal comma"),
        (lambda it: it.each(DAYS, days("%m/%d/%Y")).text(), "days are written month/day/year"),
        (lambda it: it.each(DAYS, days("%d/%m/%Y")).text(), "days are written day/month/year"),
        (lambda it: first(it, "adm_1", "Malmö").encode("latin-1"), "read as Windows-1252"),
        (
            lambda it: joined(it.lines(), it.lines()[1:3]),
            "2 events stand twice with the same cells, and count once: 11, 12",
        ),
        (lambda it: packed({"a/GED.csv": it.text()}), "read from GED.csv, which ged.csv holds"),
        (lambda it: saved(it.workbook(as_numbers)), "read from the sheet 'Sheet1'"),
        (
            lambda it: (
                it.each(["conflict_name"], lambda _: "Clear")
                .cell(0, "conflict_name", "Check deaths")
                .called(conflict_name="code_status")
                .text()
            ),
            "1 of them are not marked as clear by the dataset, and count: 11",
        ),
    ],
)
def test_what_was_understood_is_told(
    write: Callable[[Sheet], bytes | str], note: str, sheet: Sheet, read: Read
) -> None:
    assert any(note in told for told in read(write(sheet)).notes)


@pytest.mark.parametrize(
    "name", ["ged*.csv", "ged[1].csv", "ge?.csv", "ged'1.csv", "gé d.csv", "{ged}.csv"]
)
def test_a_name_stands_for_one_file_whatever_it_holds(
    name: str, sheet: Sheet, read: Read, plain: Counted, tmp_path: Path
) -> None:
    # Names that the first would stand for, if it were a pattern.
    for other in ("ged1.csv", "gedx.csv"):
        (tmp_path / other).write_text(first(sheet, "best", "4"), encoding="utf-8")
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


@how(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=8, deadline=None)
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


@how(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=10, deadline=None)
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
