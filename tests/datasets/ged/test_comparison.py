"""The months recomputed against the rows of a story."""

from typing import Any

import pandas as pd
import pytest

from helpers.datasets.ged.comparison import compare

MONTHLY = pd.DataFrame(
    {
        "month": ["2019-01", "2019-02"],
        **{f"all_{name}": [10, 20] for name in ("low", "best", "high")},
        **{f"front_{name}": [4, 8] for name in ("low", "best", "high")},
    }
)


def toll(key: str, period: str | None, count: int | None, **cells: Any) -> dict[str, Any]:
    usual = {"ref_id": "ged", "included_in": None, "lower": count, "best": count, "upper": count}
    return {"casualty_id": key, "period": period, **usual, **cells}


SOUND = [
    toll("d1", "2019-01", 10),
    toll("d2", "2019-01", 4, included_in="d1"),
    toll("d3", "2019-02", 20),
    toll("d4", "2019-02", 8, included_in="d3"),
    # Of another source, another period, or no period: not compared.
    toll("d5", "2019-02", 99, ref_id="other"),
    toll("d6", "2019-02-14", 99, included_in="d4"),
    toll("d7", None, 99),
]


def table(rows: list[dict[str, Any]]) -> pd.DataFrame:
    numbers = dict.fromkeys(("lower", "best", "upper"), "Float64")
    return pd.DataFrame(rows).astype({**numbers, "period": "string", "included_in": "string"})


def test_all_events_and_those_with_the_side_are_told_apart() -> None:
    outcome = compare(MONTHLY, table(SOUND), "ged", "front")
    assert outcome.problems == ()
    assert str(outcome) == "2 of 2 months agree, in 4 rows of casualties.csv"


@pytest.mark.parametrize("cells", [{"lower": 7}, {"best": 9}, {"upper": None}])
def test_a_row_that_differs_is_named(cells: dict[str, Any]) -> None:
    rows = [*SOUND[:3], {**SOUND[3], **cells}]
    outcome = compare(MONTHLY, table(rows), "ged", "front")
    [problem] = outcome.problems
    assert (problem.row, problem.column) == ("d4, line 5", "lower, best, upper")
    assert problem.expected.startswith("8, 8, 8")
    assert str(outcome).startswith("1 of 2 months agree")


def test_a_month_that_was_not_recomputed_is_named() -> None:
    outcome = compare(MONTHLY, table([*SOUND, toll("d8", "2019-03", 1)]), "ged", "front")
    [problem] = outcome.problems
    assert (problem.row, problem.found) == ("d8, line 9", "2019-03")
    assert str(outcome).startswith("2 of 3 months agree")


def test_a_month_beyond_the_release_agrees_with_no_number() -> None:
    blank = MONTHLY.astype({name: "Int64" for name in MONTHLY.columns if name != "month"})
    blank.loc[1, [name for name in blank.columns if name != "month"]] = pd.NA
    outcome = compare(blank, table(SOUND), "ged", "front")
    assert [problem.row for problem in outcome.problems] == ["d3, line 4", "d4, line 5"]
    assert outcome.problems[0].expected.startswith("blank, blank, blank")


def test_a_row_that_lies_in_another_month_still_counts_all_events() -> None:
    rows = [SOUND[0], toll("d3", "2019-02", 20, included_in="d1")]
    assert compare(MONTHLY, table(rows), "ged", "front").problems == ()
