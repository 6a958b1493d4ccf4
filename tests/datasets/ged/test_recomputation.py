"""The whole of `story recompute ged`: real figures to the digit, output, files, exit codes."""

import csv
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from helpers.cli import main
from helpers.story.csv_tables import read_table, table_text

Recompute = Callable[..., tuple[int, str, str]]
Write = Callable[..., Path]
QUOTING = "isis-baghdad-2014"
RAW = "ged_iraq_1989_2018.csv"
SHARED = {
    "monthly_deaths": "ged_iraq_monthly_deaths_2013_2014.csv",
    "events_near_centre": "ged_iraq_is_events_60km_baghdad_2014-08_10.csv",
    "nearest_places": "ged_iraq_nearest_places_to_2014-09-29.csv",
}


# ------------------------------------------------------------------------------ the real release


@pytest.fixture(scope="module")
def real(reference: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the figures computed from the real release, for the story that quotes it."""
    folder = tmp_path_factory.mktemp("figures")
    assert main(["recompute", "ged", str(reference / RAW), "--to", str(folder)]) == 0
    return folder


@pytest.mark.parametrize("name", SHARED)
def test_the_derived_files_are_reproduced_byte_for_byte(
    name: str, real: Path, reference: Path
) -> None:
    assert (real / f"{name}.csv").read_bytes() == (reference / SHARED[name]).read_bytes()


def test_the_events_of_the_town_are_reproduced_to_the_digit(real: Path, reference: Path) -> None:
    derived = pd.read_csv(reference / "amiriyat_al_fallujah_2014-09_10.csv")
    derived = derived[derived["source"] == "UCDP GED"]
    computed = pd.read_csv(real / "events_in_town.csv")
    assert list(computed) == list(derived)
    assert computed.to_dict("list") == derived.to_dict("list")


def test_the_months_of_the_story_agree(reference: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["recompute", "ged", str(reference / RAW), "--story", QUOTING]) == 0
    out, err = capsys.readouterr()
    assert f"{QUOTING}: 24 of 24 months agree" in out
    assert "22 of them print a range that contradicts itself" in out
    assert err == ""


def test_a_digit_changed_in_the_story_is_named(
    reference: Path, copied: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copied(QUOTING)
    rows = read_table(folder, "casualties").rows
    quoted = ("2014-06", "ucdp-ged-iraq")
    row = next(row for row in rows if (row.text("period"), row.text("ref_id")) == quoted)
    row.cells["best"] = str(int(row.cells["best"]) + 9)
    text = table_text("casualties", (row.cells for row in rows))
    (folder / "casualties.csv").write_text(text, encoding="utf-8")
    root = str(folder.parents[2])
    assert main(["--root", root, "recompute", "ged", str(reference / RAW)]) == 1
    out, _ = capsys.readouterr()
    assert "23 of 24 months agree" in out
    [told] = [line for line in out.splitlines() if line.startswith("casualties.csv")]
    assert row.place in told


# ------------------------------------------------------------------------------ the invented one


def test_files_are_written_and_told(recompute: Recompute, write: Write, tmp_path: Path) -> None:
    code, out, err = recompute(write())
    assert (code, err) == (0, "")
    names = sorted(path.name for path in (tmp_path / "figures").iterdir())
    assert names == [
        "events_in_town.csv",
        "events_near_centre.csv",
        "monthly_deaths.csv",
        "nearest_places.csv",
    ]
    for name in names:
        assert f"wrote {tmp_path / 'figures' / name}" in out
    with (tmp_path / "figures" / "monthly_deaths.csv").open(encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    assert header[:3] == ["month", "all_low", "all_best"]
    assert rows[0][:3] == ["2019-01", "4", "5"]


def test_nothing_is_written_unless_a_folder_is_named(
    write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str], asked: list[str]
) -> None:
    path = write()
    assert main(["recompute", "ged", str(path), "--story", "example", *asked]) == 0
    assert list(tmp_path.iterdir()) == [path]
    assert "Deaths by month, 2019-01/2019-04" in capsys.readouterr().out


def test_the_report_tells_what_was_read(recompute: Recompute, write: Write) -> None:
    _, out, _ = recompute(write())
    assert out.splitlines()[0] == (
        "ged.csv: 8 events in Brindlemark, which begin from 2019-01-05 to 2019-06-30; 7 touch "
        "2019-01-01/2019-04-30"
    )
    assert "example: casualties.csv quotes no month of this dataset: nothing to compare" in out


def test_a_misspelt_side_is_told_since_it_seems_to_have_killed_nobody(
    recompute: Recompute, write: Write
) -> None:
    code, out, _ = recompute(write(), side="Heron front")
    assert code == 0
    assert "note: none of them has --side 'Heron front'; perhaps 'Heron Front'" in out


def test_a_point_may_be_the_centre(recompute: Recompute, write: Write, tmp_path: Path) -> None:
    assert recompute(write(), "--centre=41,-20", radius_km=1)[0] == 0
    with (tmp_path / "figures" / "events_near_centre.csv").open(encoding="utf-8") as file:
        [row] = csv.DictReader(file)
    # Nothing lies in any direction from itself.
    assert (row["id"], row["km_from_centre"]) == ("16", "0.0")
    assert (row["bearing_deg"], row["compass"]) == ("", "")


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["--months=2019-01-05/2019-02"], "--months '2019-01-05/2019-02': expected whole months"),
        (["--events=soon"], "--events 'soon': expected a period"),
        (["--events=2019-01/.."], "--events '2019-01/..': expected a period"),
        (["--radius-km=-3"], "--radius-km -3.0: expected a distance in km, above 0"),
        (["--radius-km=nan"], "--radius-km nan: expected a distance in km, above 0"),
        (["--centre=saltmoss"], "the centre 'saltmoss' is no place of example with coordinates"),
        (["--centre=91,0"], "--centre '91,0': expected degrees north and east"),
    ],
)
def test_wrong_use_is_told_and_exits_with_two(
    words: list[str], line: str, recompute: Recompute, write: Write, tmp_path: Path
) -> None:
    code, out, err = recompute(write(), *words)
    assert (code, out) == (2, "")
    assert line in err
    assert not (tmp_path / "figures").exists()


def test_everything_that_a_story_does_not_ask_is_named_at_once(
    write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["recompute", "ged", str(write()), "--story", "example"]) == 2
    err = capsys.readouterr().err
    for name in ("country", "side", "months", "radius-km", "town-events"):
        assert f"or give --{name}" in err


def test_a_file_that_is_not_there_or_another_dataset_is_wrong_use(
    recompute: Recompute, tmp_path: Path
) -> None:
    assert recompute(tmp_path / "none.csv")[0] == 2
    with pytest.raises(SystemExit, match=r"^2$"):
        main(["recompute", "gtd", "file.csv"])


def test_a_folder_that_can_not_be_written_to_is_told(
    recompute: Recompute, write: Write, tmp_path: Path
) -> None:
    (tmp_path / "figures").write_text("a file", encoding="utf-8")
    code, _, err = recompute(write())
    assert code == 1
    assert "figures" in err
