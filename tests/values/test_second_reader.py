"""Dates as another program reads them: edtf.js, which `make reader` installs."""

import csv
import json
import os
import subprocess
from collections.abc import Callable, Sequence
from itertools import product
from pathlib import Path

import pytest

from helpers.story.contract import TABLES, table
from helpers.story.csv_tables import read_table
from helpers.story.project import story_folder, story_ids
from helpers.values.dates import problems, resolve

READER = Path(__file__).with_name("edtf")
MISSING = (
    "the second reader of dates is not installed, so no date is held against it: `make reader`"
)
Days = tuple[str | None, str | None] | None
Read = Callable[[Sequence[str]], list[Days]]


@pytest.fixture(scope="module")
def read_there(node: str) -> Read:
    """What edtf.js makes of some texts: first and last day, or None where it refuses one."""
    if not (READER / "node_modules" / "edtf").is_dir():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(MISSING)

    def read(texts: Sequence[str]) -> list[Days]:
        done = subprocess.run(
            [node, "read.js"],
            cwd=READER,
            input=json.dumps(texts),
            capture_output=True,
            text=True,
            check=True,
        )
        return [found and tuple(found) for found in json.loads(done.stdout)]

    return read


def read_here(text: str) -> Days:
    """First and last day as this project reads them; None where it refuses the text."""
    if problems(text):
        return None
    found = resolve(text)
    assert found
    first, last = (day and day.isoformat() for day in (found.earliest, found.latest))
    # Seasons have no months in the standard: the other reader gives them quarters.
    return ("season", "season") if found.precision == "season" else (first, last)


def differing(texts: Sequence[str], read: Read) -> list[tuple[str, Days, Days]]:
    """The texts that are read here, and elsewhere not or otherwise."""
    pairs = [(text, read_here(text), there) for text, there in zip(texts, read(texts), strict=True)]
    return [
        (text, here, there)
        for text, here, there in pairs
        if here and (here != there if here != ("season", "season") else there is None)
    ]


def test_every_date_of_every_story_is_read_alike(root: Path, read_there: Read) -> None:
    cells = {
        row.cells[field.name]: f"{name}/{row.file}: {row.place}"
        for name in story_ids(root)
        for held in TABLES
        for field in table(held).fields
        if field.edtf
        for row in read_table(story_folder(name, root), held).rows
        if row.cells[field.name]
    }
    assert len(cells) > 80
    assert [text for text in cells if problems(text)] == []
    assert [(cells[text], *rest) for text, *rest in differing(list(cells), read_there)] == []


def test_every_published_case_that_is_read_is_read_alike(read_there: Read) -> None:
    with (READER / "cases.csv").open(encoding="utf-8", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(file)]
    assert differing(texts, read_there) == []


def test_nothing_is_read_that_the_other_reader_refuses(read_there: Read) -> None:
    years = ("2014", "?2014", "2014~", "201X", "20XX", "1XXX", "XXXX", "0476", "2X14")
    months = ("", "-02", "-?02", "-12%", "-13", "-1X", "-2X", "-XX", "-21", "-24~", "-30", "-41")
    days = ("", "-01", "-~28", "-30?", "-31", "-32", "-2X", "-3X", "-XX", "-X1")
    dates = ["".join(parts) for parts in product(years, months, days)]
    some = [*dates[::7], "..", ""]
    texts = [*dates, *(f"{one}/{two}" for one, two in product(some, some) if one or two)]
    read = [text for text in texts if not problems(text)]
    assert len(read) > 150
    assert differing(read, read_there) == []
