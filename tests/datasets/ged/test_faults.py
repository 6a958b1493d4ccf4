"""What is wrong with a release is named, all at once, and nothing is written."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, assume, given
from hypothesis import settings as how
from hypothesis import strategies as st

from helpers.datasets.ged.columns import USED
from helpers.datasets.ged.download import GedError
from helpers.datasets.ged.recomputation import recompute
from helpers.story.dataset import Settings
from helpers.story.problem import Problem

Write = Callable[..., Path]
Ask = Callable[..., Settings]
Recompute = Callable[..., tuple[int, str, str]]


@pytest.fixture
def named(settings: Ask) -> Callable[..., tuple[Problem, ...]]:
    """The problems of a release, which must have some: named(path)."""

    def name(path: Path, **asked: Any) -> tuple[Problem, ...]:
        with pytest.raises(GedError) as caught:
            recompute(path, settings(**asked), lambda _: None)
        assert {problem.file for problem in caught.value.problems} == {path.name}
        return caught.value.problems

    return name


Named = Callable[..., tuple[Problem, ...]]


@pytest.fixture
def broken(write: Write, events: Sequence[dict[str, Any]]) -> Callable[..., Path]:
    """Write the release with other cells in its fourth event: broken(low=9)."""

    def write_it(**cells: Any) -> Path:
        rows = [dict(event) for event in events]
        rows[3].update(cells)
        return write(rows)

    return write_it


# What is changed in an event, and what is then told of which columns.
WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"latitude": 91.5}, "latitude", "'91.5'"),
    ({"longitude": -180.01}, "longitude", "'-180.01'"),
    ({"latitude": ""}, "latitude", "a blank cell"),
    ({"longitude": "nan"}, "longitude", "'nan'"),
    ({"low": 6}, "low, best, high", "6, 5, 5"),
    ({"high": 4}, "low, best, high", "5, 5, 4"),
    ({"best": 1}, "low, best, high", "5, 1, 5"),
    ({"best": "many"}, "best", "'many'"),
    ({"best": "5.5"}, "best", "'5.5'"),
    ({"low": -1}, "low", "'-1'"),
    ({"date_start": "2019-02-30"}, "date_start", "'2019-02-30'"),
    ({"date_end": "2019-02-09"}, "date_start, date_end", "2019-02-10 to 2019-02-09"),
    ({"type_of_violence": 4}, "type_of_violence", "'4'"),
    ({"id": "x14"}, "id", "'x14'"),
    ({"date_start": "2019-01-05 14:30:00"}, "date_start", "'2019-01-05 14:30:00'"),
    ({"date_start": "Jan-19"}, "date_start", "'Jan-19'"),
    ({"latitude": "40300000"}, "latitude", "'40300000'"),
    ({"high": "4,5"}, "high", "'4,5'"),
    ({"high": "12,34"}, "high", "'12,34'"),
    ({"high": "four"}, "high", "'four'"),
    ({"high": "4-5"}, "high", "'4-5'"),
    ({"high": "4+"}, "high", "'4+'"),
    ({"high": "04. Mai"}, "high", "'04. Mai'"),
    ({"low": "NA"}, "low", "'NA'"),
    ({"best": "#N/A"}, "best", "'#N/A'"),
    ({"best": "."}, "best", "'.'"),
    ({"best": ""}, "best", "a blank cell"),
    ({"side_a": "NULL"}, "side_a", "'NULL'"),
]


def test_every_wrong_cell_is_named_with_its_row_and_column(
    named: Named, write: Write, events: Sequence[dict[str, Any]]
) -> None:
    rows = [{**events[3], "id": 100 + at, **cells} for at, (cells, *_) in enumerate(WRONG)]
    found = named(write([*events, *rows]))
    # Each event takes two lines, for its headline does; two more are the header and the tags.
    assert [(problem.row, problem.column, problem.found) for problem in found] == [
        (f"event {row['id']}, line {3 + 2 * (len(events) + at)}", column, what)
        for at, (row, (_, column, what)) in enumerate(zip(rows, WRONG, strict=True))
    ]
    assert all(problem.expected and problem.mend for problem in found)


def test_a_decimal_comma_among_points_is_named(named: Named, broken: Callable[..., Path]) -> None:
    [problem] = named(broken(latitude="40,3"))
    told = (problem.row, problem.column, problem.found)
    assert told == ("event 14, line 9", "latitude", "'40,3'")


def test_a_range_that_is_known_to_be_printed_so_counts(
    settings: Ask, broken: Callable[..., Path], named: Named
) -> None:
    path = broken(low=6)
    for known in ([14], True):
        done = recompute(path, settings(as_published=known), print)
        assert (
            "1 of them print a range that contradicts itself and count as printed: 14"
            in done.reading.notes
        )
    [problem] = named(path, as_published=[11])
    assert "add 14 to recompute.ged.as_published" in problem.mend


def test_a_range_in_another_country_is_no_obstacle(
    settings: Ask, broken: Callable[..., Path]
) -> None:
    recompute(broken(low=6, country="Elsewhere"), settings(), print)


def test_all_is_named_in_one_go_and_nothing_is_written(
    recompute: Recompute, write: Write, events: Sequence[dict[str, Any]], tmp_path: Path
) -> None:
    rows = [dict(event) for event in events]
    rows[0].update(latitude=200)
    rows[1].update(low=9, date_start="soon")
    text = write(rows).read_text(encoding="utf-8") + "20,2019,1\n"
    code, out, err = recompute(write(text=text))
    assert code == 1
    for part in ("event 11, line 3", "latitude", "event 12, line 5", "date_start", "line 21"):
        assert part in out
    assert err.splitlines()[-1].endswith("ged.csv: 4 problems; nothing was written")
    assert not (tmp_path / "figures").exists()


def test_many_problems_are_counted_and_the_first_shown(
    recompute: Recompute, write: Write, events: Sequence[dict[str, Any]]
) -> None:
    rows = [{**events[0], "id": number, "latitude": 99} for number in range(100)]
    code, out, err = recompute(write(rows))
    assert code == 1
    assert out.count("latitude") == 40
    assert "100 problems, of which 60 are not shown; nothing was written" in err


# ------------------------------------------------------------------------------ the file


def test_half_a_line_at_the_end_is_named(named: Named, write: Write) -> None:
    text = write().read_text(encoding="utf-8")
    last = text.rstrip("\n").rpartition("\n")[2]
    [problem] = named(write(text=text.replace(last, last[:40])))
    assert problem.row == "line 19, the last"
    assert "download it again" in problem.mend


def test_missing_columns_are_named_all_at_once(
    named: Named, write: Write, columns: Sequence[str]
) -> None:
    kept = [name for name in columns if name not in ("latitude", "low", "side_b")]
    [problem] = named(write(columns=kept))
    assert (problem.row, problem.column) == ("line 1", "side_b, latitude, low")


def test_a_delimiter_that_is_not_read_is_refused_by_name(named: Named, write: Write) -> None:
    [problem] = named(write(delimiter=":"))
    assert "commas or semicolons or tabs or upright strokes" in problem.found


def test_a_folder_is_named(named: Named, tmp_path: Path) -> None:
    [problem] = named(tmp_path)
    assert problem.found == "a folder"


def test_a_header_without_events_is_named(named: Named, write: Write) -> None:
    for tagged in (True, False):
        [problem] = named(write([], tagged=tagged))
        assert problem.found == "no event"


def test_a_country_that_is_not_there_is_named(named: Named, write: Write) -> None:
    [problem] = named(write(), country="Brindelmark")
    assert problem.column == "country"
    assert "'Brindlemark'" in problem.expected


# ------------------------------------------------------------------------------ any cell


CELLS = st.one_of(
    st.sampled_from(
        ["", " ", "0", "-0", "1", "5.0", "5.5", "1e3", "-1", "90", "90.0001", "180", "nan", "inf"]
    ),
    st.sampled_from(["2019-02-10", "2019-02-30", "2019-02-10 00:00:00.000", "2019-02-10 12:00:00"]),
    st.text(alphabet="0123456789.-eE+", max_size=6),
    st.integers(-400, 400).map(str),
)
WHOLE = {
    "id": (0, 2**53),
    "type_of_violence": (1, 3),
    "where_prec": (1, 7),
    "date_prec": (1, 5),
    **dict.fromkeys(("deaths_a", "deaths_b", "low", "best", "high"), (0, 100_000_000)),
}
DEGREES = {"latitude": (-90, 90), "longitude": (-180, 180)}
DAYS = ("date_start", "date_end")


def fits(name: str, cell: str) -> bool:
    """Whether a cell may stand in a column, without the help of DuckDB."""
    try:
        if name in DAYS:
            return cell[10:] in ("", " 00:00:00.000") and bool(date.fromisoformat(cell[:10]))
        lowest, highest = {**WHOLE, **DEGREES}[name]
        return lowest <= float(cell) <= highest and (name in DEGREES or float(cell).is_integer())
    except ValueError:
        return False


@given(name=st.sampled_from([*WHOLE, *DEGREES, *DAYS]), cell=CELLS)
def test_a_cell_is_sound_if_it_is_of_its_kind_and_within_its_limits(name: str, cell: str) -> None:
    assume(not cell.startswith("+-"))  # never read as it is: see the next test
    column = USED[name]
    asked = f"SELECT {column.sound} FROM (SELECT TRY_CAST($cell AS {column.stored}) AS {name})"
    assert bool(duckdb.execute(asked, {"cell": cell}).fetchall()[0][0]) == fits(name, cell)


@pytest.mark.parametrize(
    ("name", "cell"), [("best", "+-0"), ("best", " +-0"), ("id", "+-0"), ("latitude", "+-7.5")]
)
def test_a_number_with_two_signs_is_none(
    name: str, cell: str, broken: Callable[..., Path], settings: Ask
) -> None:
    with pytest.raises(GedError) as refused:
        recompute(broken(**{name: cell}), settings(as_published=True), lambda _: None)
    assert any(
        problem.column == name and cell.strip() in problem.found
        for problem in refused.value.problems
    )


@how(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    max_examples=how.default.max_examples // 10,
)
@given(name=st.sampled_from([*WHOLE, *DEGREES, *DAYS]), cell=CELLS)
def test_a_release_is_refused_exactly_for_what_is_named(
    name: str, cell: str, broken: Callable[..., Path], settings: Ask
) -> None:
    named: list[Problem] = []
    try:
        recompute(broken(**{name: cell}), settings(as_published=True), lambda _: None)
    except GedError as error:
        named += error.problems
    assert any("line 9" in problem.row for problem in named) or (not named and fits(name, cell))
