"""A small release written by hand, of invented events, and the real one where it is at hand."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pytest

from helpers.cli import main
from helpers.datasets.ged import reading
from helpers.story.dataset import Settings, of_story

from ...stories import opened

ROOT = Path(__file__).resolve().parents[3]
REFERENCE = ROOT.parent / "shared" / "reference"

COLUMNS = (
    *("id", "year", "type_of_violence", "conflict_name", "dyad_name", "side_a", "side_b"),
    *("source_headline", "where_prec", "where_coordinates", "adm_1", "latitude", "longitude"),
    *("country", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b"),
    *("low", "best", "high"),
)
TAGS = {"latitude": "#geo+lat", "longitude": "#geo+lon", "best": "#affected+killed"}

# What all events share, if nothing else is said.
USUAL: Mapping[str, Any] = {
    "year": 2019,
    "type_of_violence": 1,
    "conflict_name": "Brindlemark: Saltmoss",
    "dyad_name": "Government - Heron Front",
    "side_a": "Government",
    "side_b": "Heron Front",
    "source_headline": 'Two say, "nobody knows"\nand a third line, too',
    "where_prec": 1,
    "where_coordinates": "Nether Tolling town",
    "adm_1": "Saltmoss",
    "latitude": 40.3,
    "longitude": -20,
    "country": "Brindlemark",
    "date_prec": 1,
    "deaths_a": 0,
    "deaths_b": 0,
}
ALONE = {"type_of_violence": 3, "side_a": "Heron Front", "side_b": "Civilians"}


def event(number: int, days: str, tolls: tuple[int, int, int], **cells: Any) -> dict[str, Any]:
    start, _, end = days.partition("/")
    low, best, high = tolls
    dates = {"date_start": start, "date_end": end or start}
    return {**USUAL, "id": number, **dates, "low": low, "best": best, "high": high, **cells}


CITY = {"where_coordinates": "Quillhaven city", "latitude": 40.01, "longitude": -20}
EVENTS = (
    event(11, "2019-01-05", (1, 2, 4)),
    event(12, "2019-01-31/2019-02-02", (3, 3, 3), **CITY, deaths_a=1, deaths_b=2),
    # It runs over more than 31 days.
    event(13, "2019-02-01/2019-03-20", (0, 10, 20), where_prec=6, where_coordinates="Brindlemark"),
    event(14, "2019-02-10", (5, 5, 5), **ALONE, **CITY),
    # Neither side is the Front.
    event(15, "2019-02-11", (7, 8, 9), side_b="Marsh League", dyad_name="Government - Marsh"),
    # Beyond the radius: a degree of latitude is 111 km.
    event(16, "2019-03-01", (1, 1, 1), where_coordinates="Far village", latitude=41),
    event(17, "2019-02-10", (2, 2, 2), **CITY),
    # Another country.
    event(18, "2019-02-10", (50, 60, 70), country="Elsewhere"),
    # After the periods: the release reaches that far.
    event(19, "2019-06-30", (1, 1, 1)),
)
ASKED = {
    "reference": "river-board-report",
    "country": "Brindlemark",
    "side": "Heron Front",
    "months": "2019-01/2019-04",
    "radius_km": 60.0,
    "centre_place": "Quillhaven city",
    "events": "2019-02/2019-03",
    "places": "2019-01/2019-02-10",
    "town": "Nether Tolling town",
    "town_events": "2019-01",
}

Rows = Sequence[Mapping[str, Any]]
Write = Callable[..., Path]
Recompute = Callable[..., tuple[int, str, str]]


def as_csv(
    rows: Rows = EVENTS,
    columns: Sequence[str] = COLUMNS,
    *,
    tagged: bool = True,
    delimiter: str = ",",
    line_end: str = "\n",
) -> str:
    """A release as text."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator=line_end)
    writer.writerow(columns)
    if tagged:
        writer.writerow([TAGS.get(column, "") for column in columns])
    writer.writerows([[row[column] for column in columns] for row in rows])
    return text.getvalue()


@pytest.fixture(autouse=True)
def wide_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is wrapped, whatever the terminal and the length of the temporary folder."""
    monkeypatch.setenv("COLUMNS", "400")


@pytest.fixture(scope="session")
def base() -> Iterator[duckdb.DuckDBPyConnection]:
    """DuckDB, started once: to start it takes a fourth of the time of reading so small a release."""
    with duckdb.connect() as started:
        yield started


@pytest.fixture(autouse=True)
def started(base: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each reading by a test has a database of its own in it; those by wider fixtures start DuckDB."""

    @contextmanager
    def connected(_: Path) -> Iterator[duckdb.DuckDBPyConnection]:
        base.execute("ATTACH ':memory:' AS fresh; USE fresh")
        try:
            yield base
        finally:
            base.execute("USE memory; DETACH fresh")

    monkeypatch.setattr(reading, "_connected", connected)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a release: write(rows, tagged=False, ...), or write(text=...)."""

    def write_it(*given: Any, text: str | bytes | None = None, **options: Any) -> Path:
        path = tmp_path / "ged.csv"
        content = as_csv(*given, **options) if text is None else text
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write_it


@pytest.fixture(scope="session")
def events() -> Rows:
    """The events of the invented release."""
    return EVENTS


@pytest.fixture(scope="session")
def columns() -> Sequence[str]:
    """The columns of the invented release."""
    return COLUMNS


@pytest.fixture
def asked() -> list[str]:
    """The options that ask for the figures of the invented release."""
    return [f"--{name.replace('_', '-')}={value}" for name, value in ASKED.items()]


@pytest.fixture(scope="session")
def settings() -> Callable[..., Settings]:
    """What is asked of the invented release; settings(side="Marsh League") for something else."""
    story = opened("example")
    return lambda **asked: of_story(story, {**ASKED, **asked}, None)


@pytest.fixture
def recompute(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Recompute:
    """Run `story recompute ged` for the example; returns exit code, output and errors."""

    def run(path: Path, *words: str, **asked: Any) -> tuple[int, str, str]:
        named = {**ASKED, **asked}
        given = [f"--{name.replace('_', '-')}={value}" for name, value in named.items()]
        to = ["--to", str(tmp_path / "figures")]
        code = main(["recompute", "ged", str(path), "--story", "example", *given, *to, *words])
        printed = capsys.readouterr()
        assert "Traceback" not in printed.err
        return code, printed.out, printed.err

    return run


@pytest.fixture(scope="session")
def reference() -> Path:
    """The folder of the reference data; the test is skipped where the raw file is not there."""
    if not (REFERENCE / "ged_iraq_1989_2018.csv").is_file():
        pytest.skip("the raw file of the dataset is not on this machine")
    return REFERENCE
