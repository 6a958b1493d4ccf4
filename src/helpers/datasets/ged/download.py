"""A release as it was downloaded or saved again, made a CSV file in UTF-8.

What is packed is unpacked, a sheet of Excel is written out a line a row, other text is decoded, all
into a temporary folder and a piece at a time, so that memory stays small.
"""

import codecs
import csv
import gzip
import re
import shutil
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO
from xml.etree.ElementTree import ParseError

from helpers.datasets.ged.columns import known
from helpers.story.atomic_write import temporary_folder
from helpers.story.problem import Problem

OTHER_KINDS = {
    b"PAR1": "a Parquet file",
    b"\xd0\xcf\x11\xe0": "a file of Excel before 2007 (.xls), or with a password",
    b"Rar!": "a RAR archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"RDX": "a file of R",
    b"<stata": "a file of Stata",
    b"$FL2": "a file of SPSS",
    b"%PDF": "a PDF",
    b"<!DOCTYPE": "a web page",
    b"<html": "a web page",
    b"{": "JSON",
    b"[": "JSON",
}
"""Files that are no CSV, by how they begin."""

UNICODE_MARKS = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
WINDOWS = "cp1252"
READABLE = (".csv", ".txt", ".tsv", ".tab", ".xlsx")
TEMPORARY = "claim-ged-"
"""How the names of temporary folders begin."""
# Text of this size is decoded within the processor's cache: twice as fast as by the megabyte.
CHUNK = 1 << 16
MOST = 8_000_000_000
"""No release unpacks to so many bytes; that of the whole world since 1989 takes 250 million."""
MOST_PACKED = 4
"""So many archives may stand inside one another."""
DENSEST = 100
"""No table of events is packed into so small a part of itself; releases take a tenth."""
SMALL = 10_000_000
"""Below so many bytes nothing is a danger, however densely it is packed."""
MOST_ROWS = 1_048_576
"""So many rows has a sheet of Excel. Source: Microsoft, Excel specifications and limits."""


class GedError(Exception):
    """A release that can't be used; `problems` says what is wrong, `count` how often in all."""

    def __init__(self, problems: tuple[Problem, ...], count: int | None = None) -> None:
        """Take the problems to be shown, and how many there are where some are left out."""
        self.problems = problems
        self.count = len(problems) if count is None else count
        super().__init__("\n".join(map(str, problems)))


def refusal(
    name: str, found: str, mend: str, expected: str = "a CSV file", row: str = ""
) -> GedError:
    """The one thing that is wrong with a whole file."""
    return GedError((Problem(name, row, "", found, expected, mend),))


@dataclass(frozen=True)
class Plain:
    """A CSV file. `name` is what it is called; `notes` say what was done to make it one.

    `encoded` says whether all of it is UTF-8.
    """

    path: Path
    name: str
    notes: tuple[str, ...] = ()
    encoded: bool = True


@contextmanager
def plain_file(path: Path) -> Iterator[Plain]:
    """A release as a CSV file in UTF-8, for as long as it is read.

    Raises:
        FileNotFoundError: no such file.
        OSError: it can't be read.
        GedError: a folder, an empty file, an archive that is damaged or holds no one release,
            another kind of file.
    """
    if path.is_dir():
        raise refusal(path.name, "a folder", "Name the file in that folder.")
    with temporary_folder(TEMPORARY) as folder:
        whole = path
        if path.exists() and not path.is_file():
            # A pipe can be read once only, and this file is opened more than once.
            whole = folder / "piped"
            with path.open("rb") as piped, whole.open("wb") as copy:
                shutil.copyfileobj(piped, copy)
        yield _decoded(_unpacked(Plain(whole, path.name), folder), folder)


# ------------------------------------------------------------------------------ what is packed


def _unpacked(plain: Plain, folder: Path) -> Plain:
    """The file inside an archive, and the sheet inside a workbook; any other file as it is."""
    with plain.path.open("rb") as file:
        head = file.read(16)
    try:
        if head.startswith(b"\x1f\x8b"):
            with gzip.open(plain.path) as file:
                return _copied(plain, PurePosixPath(plain.name).stem, file, folder)
        if head.startswith(b"PK"):
            with zipfile.ZipFile(plain.path) as archive:
                if any(entry.header_offset < 0 for entry in archive.infolist()):
                    raise zipfile.BadZipFile("a file in it begins before the archive")
                if "xl/workbook.xml" in archive.namelist():
                    _expect_room(plain, sum(entry.file_size for entry in archive.infolist()))
                    return _sheet(plain, folder)
                member = _member(plain, archive)
                _expect_room(plain, member.file_size)
                with archive.open(member) as file:
                    return _copied(plain, PurePosixPath(member.filename).name, file, folder)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        gzip.BadGzipFile,
        ParseError,
        KeyError,
        ValueError,
        # Packed in a way that is not known, or only partly with a password.
        NotImplementedError,
        RuntimeError,
    ) as error:
        found = f"an archive or workbook that is damaged ({error})"
        raise refusal(plain.name, found, "Download it again.", "a whole file") from None
    for mark, found in OTHER_KINDS.items():
        if head.lstrip().lower().startswith(mark.lower()):
            mend = "Download the release as CSV or as .xlsx, and name that file."
            raise refusal(plain.name, found, mend)
    return plain


def _copied(plain: Plain, name: str, file: IO[bytes] | gzip.GzipFile, folder: Path) -> Plain:
    target = folder / f"{len(plain.notes)}"
    size = 0
    with target.open("wb") as copy:
        while chunk := file.read(CHUNK):
            size += len(chunk)
            _expect_room(plain, size)
            copy.write(chunk)
    if len(plain.notes) == MOST_PACKED:
        found = f"archives in one another, more than {MOST_PACKED}"
        raise refusal(plain.name, found, "Unpack it, and name the one file that is meant.")
    note = f"read from {name}, which {plain.name} holds"
    return _unpacked(Plain(target, name, (*plain.notes, note)), folder)


def _expect_room(plain: Plain, size: int) -> None:
    """Refuse a file that unpacks to more than any release, before it fills the disk."""
    packed = plain.path.stat().st_size
    if size > MOST or (size > SMALL and size > DENSEST * packed):
        raise refusal(
            plain.name,
            f"{packed:,} bytes that unpack to {size:,} or more",
            "Download the release from ucdp.uu.se again.",
            f"{MOST:,} bytes at most, and no more than {DENSEST} times what it was packed into",
        )


def _member(plain: Plain, archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    """The one file of an archive that may be a release."""
    held = [entry for entry in archive.infolist() if not entry.is_dir()]
    found = [
        entry
        for entry in held
        if PurePosixPath(entry.filename).suffix.lower() in READABLE
        and not PurePosixPath(entry.filename).name.startswith(".")
        and "__MACOSX" not in entry.filename
    ]
    if len(found) != 1:
        names = ", ".join(entry.filename for entry in (found or held)[:5]) or "nothing"
        mend = "Unpack it, and name the one file that is meant."
        raise refusal(plain.name, f"a ZIP archive that holds {names}", mend, "one CSV file in it")
    if found[0].flag_bits & 1:
        raise refusal(plain.name, "a ZIP archive with a password", "Unpack it, and name the file.")
    return found[0]


# ------------------------------------------------------------------------------ Excel


def _sheet(plain: Plain, folder: Path) -> Plain:
    """The sheet of a workbook that holds events, as CSV: a line a row, so that numbers agree."""
    # It takes half a second to import, and few releases are read from Excel.
    from openpyxl import load_workbook

    target = folder / f"{len(plain.notes)}.csv"
    # Opened here, since a workbook under another ending would be refused.
    with warnings.catch_warnings(), plain.path.open("rb") as content:
        # On styles, filters and pictures that are not read anyway.
        warnings.simplefilter("ignore")
        book = load_workbook(content, read_only=True, data_only=True)
        for sheet in book.worksheets:
            # Some programs note down a size that their sheet does not have.
            sheet.reset_dimensions()
        headed = {
            sheet.title: known([_text(cell) for cell in row]) > 0
            for sheet in book.worksheets
            for row in sheet.iter_rows(max_row=1, values_only=True)
        }
        chosen = [title for title, has_header in headed.items() if has_header] or list(headed)
        if len(chosen) != 1:
            found = f"a workbook whose sheets with cells are {', '.join(chosen) or 'none'}"
            mend = "Save the sheet with the events as a CSV file in UTF-8."
            raise refusal(plain.name, found, mend, "one sheet of events")
        with target.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            for count, row in enumerate(book[chosen[0]].iter_rows(values_only=True)):
                # A row that says it is the billionth has as many blank ones before it.
                if count == MOST_ROWS:
                    raise ValueError(f"more rows than the {MOST_ROWS:,} of a sheet")
                writer.writerow(map(_text, row))
    return replace(plain, path=target, notes=(*plain.notes, f"read from the sheet {chosen[0]!r}"))


def _text(cell: object) -> str:
    """A cell of Excel as it stands in a CSV file, on one line."""
    if isinstance(cell, datetime):
        return cell.isoformat(" ")
    return "" if cell is None else re.sub(r"[\r\n]+", " ", str(cell))


# ------------------------------------------------------------------------------ text


def _decoded(plain: Plain, folder: Path) -> Plain:
    """The same text in UTF-8; as it is where no one encoding fits all of it."""
    encoding = _encoding(plain.path)
    if encoding in (None, "utf-8"):
        return replace(plain, encoded=encoding is not None)
    target = folder / "decoded.csv"
    try:
        with (
            plain.path.open(encoding=encoding, newline="") as file,
            target.open("w", encoding="utf-8", newline="") as copy,
        ):
            shutil.copyfileobj(file, copy)
    except UnicodeError as error:
        found = f"text that is not {encoding} throughout ({error})"
        raise refusal(plain.name, found, "Download it again.", "a CSV file in UTF-8") from None
    note = "it is not in UTF-8 and was read as Windows-1252: look at names with accents"
    notes = (*plain.notes, note) if encoding == WINDOWS else plain.notes
    return replace(plain, path=target, notes=notes)


def _encoding(path: Path) -> str | None:
    """The encoding of a file; None where its bytes fit none, or two are mixed."""
    with path.open("rb") as file:
        head = file.read(CHUNK)
    for mark, encoding in UNICODE_MARKS.items():
        if head.startswith(mark):
            return encoding
    for remainder, encoding in enumerate(("utf-16-be", "utf-16-le")):
        if head[remainder::2].count(0) > len(head) / 4:
            return encoding
    if _is_utf_8(path):
        return "utf-8"
    # Outside ASCII, lines in UTF-8 tell that two files were joined, or some bytes damaged.
    with path.open("rb") as file:
        foreign = (line for line in file if not line.isascii())
        mixed = any(_decodes(line, "utf-8") or not _decodes(line, WINDOWS) for line in foreign)
    return None if mixed else WINDOWS


def _decodes(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _is_utf_8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        try:
            while chunk := file.read(CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True
