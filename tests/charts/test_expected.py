"""What charts ask of their tables, and how they say what is wrong."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from helpers.charts.expected import SHOWN, Given, by_contract, expect
from helpers.charts.figure import ChartError

TABLE = pd.DataFrame({"key": ["a", "b"], "count": [1, 2], "note": [None, "x"]})


def told(*given: Given) -> str:
    with pytest.raises(ChartError) as refusal:
        expect(*given)
    return str(refusal.value)


def test_a_table_with_all_that_is_asked_of_it_is_let_through() -> None:
    expect(Given("tolls", TABLE, ("key", "count"), ("note",), unique=("key",)))
    expect(Given("tolls", TABLE.head(0), ("key", "count"), ("note",)))


def test_lacking_columns_are_named_with_those_there_are() -> None:
    given = Given("tolls", TABLE, ("key", "best"), ("upper",))
    assert told(given) == "tolls lacks the column best, upper; its columns: key, count, note"


def test_a_column_without_a_value_is_named_once() -> None:
    given = Given("tolls", TABLE.assign(count=pd.NA), ("key", "count"))
    assert told(given) == "tolls, column count: no row holds a value; each row needs one"


@pytest.mark.parametrize("number", [np.inf, -np.inf, -1, -0.5, np.float64(-2)])
@pytest.mark.parametrize("blank", [False, True])
def test_a_number_that_counts_nothing_is_named_by_row_and_column(number: Any, blank: bool) -> None:
    table = pd.DataFrame({"key": ["a", "b"], "count": pd.Series([1.0, number], dtype="object")})
    columns = (("key",), ("count",)) if blank else (("key", "count"), ())
    assert told(Given("tolls", table, *columns)).startswith("tolls, row 2 (b), column count: ")


@pytest.mark.parametrize("blank", [np.nan, None, pd.NA])
def test_a_blank_is_refused_only_where_a_value_is_needed(blank: Any) -> None:
    table = TABLE.astype("object").assign(count=pd.Series([1, blank], dtype="object"))
    expect(Given("tolls", table, ("key",), ("count",)))
    assert "row 2 (b), column count: a blank" in told(Given("tolls", table, ("key", "count")))


def test_a_signed_column_may_fall_below_zero_but_not_be_endless() -> None:
    table = TABLE.assign(count=[-33.3, np.inf])
    message = told(Given("places", table, ("key", "count"), signed=("count",)))
    assert message == "places, row 2 (b), column count: inf, a finite number is expected"


def test_a_value_that_is_not_known_is_named_with_those_that_are() -> None:
    table = TABLE.assign(note=["a|b", "a|q"])
    message = told(Given("ties", table, ("key", "note"), known={"note": ["a", "b"]}))
    assert message == "ties, row 2 (b), column note: 'q' is not known; known: a, b"


def test_a_number_may_be_a_key_too() -> None:
    message = told(Given("ties", TABLE, ("key", "count"), known={"count": ["1"]}))
    assert message == "ties, row 2 (b), column count: '2' is not known; known: 1"


def test_a_key_that_comes_twice_is_named() -> None:
    table = TABLE.assign(key="a")
    assert "row 2 (a), column key: stands in an earlier row too" in told(
        Given("tolls", table, ("key",), unique=("key",))
    )


def test_all_problems_are_told_in_one_go_and_very_many_are_counted() -> None:
    table = pd.DataFrame({"key": range(50), "count": -1})
    lines = told(Given("one", table, ("other",)), Given("two", table, ("key", "count"))).split("\n")
    assert lines[0].startswith("one lacks")
    assert len(lines) == SHOWN + 1
    assert lines[-1] == f"... and {51 - SHOWN} more"


def test_what_is_asked_of_a_table_of_the_contract_is_the_contract() -> None:
    columns = "claim_id speaker voice hedges"
    actors = pd.DataFrame({"actor_id": ["paper"]})
    table = pd.DataFrame(
        {"claim_id": ["c1", "c2"], "speaker": ["paper", "x"], "voice": ["direct", "sung"]}
    )
    tables = {"claims": table.assign(hedges=None), "actors": actors}
    given = by_contract("claims", tables, columns)
    assert given.blank == ("hedges",)
    assert told(given).split("\n") == [
        "claims, row 2 (c2), column speaker: 'x' is not known; known: paper",
        "claims, row 2 (c2), column voice: 'sung' is not known; known: direct, indirect, narrator",
    ]


def test_keys_that_a_table_lacks_are_not_known_and_those_of_an_empty_one_are_none() -> None:
    # Otherwise every row that names one would be refused, and what is lacking drowned.
    actors = pd.DataFrame({"actor_id": pd.array(["guard", None], "string")})
    claims = pd.DataFrame({"speaker": ["guard"]})
    for given, known in (
        (actors, {"speaker": {"guard"}}),
        (actors[[]], {}),
        (actors.tail(1), {}),
        (actors.head(0), {"speaker": set()}),
    ):
        assert by_contract("claims", {"claims": claims, "actors": given}, "speaker").known == known
