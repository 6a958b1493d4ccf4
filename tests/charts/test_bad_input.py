"""Tables that no story should have: drawn right, or refused in words; never a broken picture."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
import pytest

from helpers.catalogue import CHARTS, ChartSpec
from helpers.charts import actors, casualties, claims, crosscheck, distances, places, timeline
from helpers.charts.frame import ChartError, ChartFigure, layout_problems
from helpers.charts.sizes import use_size
from helpers.contract import TABLES, fields
from helpers.story import Story, open_story

EVERY = pytest.mark.parametrize("spec", CHARTS, ids=lambda spec: spec.name)
SIZES = pytest.mark.parametrize("size", ["mobile"])
# What a reader is shown of the tables: the columns that hold free text.
TEXTS = ("name", "paraphrase", "description", "victims", "reported_by", "publisher", "title")

LIMITS = ("lower", "best", "upper", "value", "bound")
ARABIC = "جبهة النصرة"
MODULES = (actors, casualties, claims, crosscheck, distances, places, timeline)
# The X-ray is given the story, whose tables have the contract's columns.
TAKING_TABLES = pytest.mark.parametrize(
    "spec", [spec for spec in CHARTS if spec.name != "claims-xray"], ids=lambda spec: spec.name
)

Call = Callable[..., ChartFigure]
Keywords = dict[str, Any]
Change = Callable[[str, pd.DataFrame], pd.DataFrame]


def changed(change: Change) -> Story:
    """The small story with each of its tables changed."""
    story = open_story("example")
    tables: Mapping[str, pd.DataFrame] = {name: change(name, story.table(name)) for name in TABLES}
    return replace(story, _tables=MappingProxyType(dict(tables)))


def drawn_right(spec: ChartSpec, story: Story) -> None:
    figure = spec.build(story)
    assert layout_problems(figure) == []
    shown = " ".join([figure.title, figure.subtitle, figure.alt])
    assert "<NA>" not in shown
    assert "nan" not in shown.lower().split()


@SIZES
@EVERY
def test_empty_tables_are_drawn(spec: ChartSpec, size: str) -> None:
    with use_size(size):
        assert layout_problems(spec.build(changed(lambda _, table: table.head(0)))) == []


@SIZES
@EVERY
def test_tables_of_one_row_are_drawn(spec: ChartSpec, size: str) -> None:
    with use_size(size):
        drawn_right(spec, changed(one_row))


def one_row(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """The first row, and all of what rows of other tables point to."""
    return table if name in ("references", "actors", "places", "claims") else table.head(1)


@EVERY
def test_cells_that_may_be_blank_may_all_be_blank(spec: ChartSpec) -> None:
    def blank(name: str, table: pd.DataFrame) -> pd.DataFrame:
        optional = [field.name for field in fields(name) if not field.required]
        # Whether a bound has its limit is held by the rules of the check, not by charts.
        optional = [column for column in optional if column not in LIMITS]
        return table.assign(**dict.fromkeys(optional, pd.NA)).astype(table.dtypes)

    drawn_right(spec, changed(blank))


@SIZES
@EVERY
@pytest.mark.parametrize(
    "text",
    ["A name that does not end " * 12, "Unbrokenword" * 25, "$x_1$ <b>{0}</b> %s \\frac", ARABIC],
    ids=["long", "one word", "marks of other languages", "arabic"],
)
def test_any_text_is_drawn_as_it_is(spec: ChartSpec, size: str, text: str) -> None:
    def rename(_: str, table: pd.DataFrame) -> pd.DataFrame:
        return table.assign(
            **{name: pd.Series(text, table.index, "string") for name in TEXTS if name in table}
        )

    with use_size(size):
        drawn_right(spec, changed(rename))


@EVERY
def test_hundreds_of_rows_are_drawn_or_what_is_left_out_is_counted(spec: ChartSpec) -> None:
    def multiply(name: str, table: pd.DataFrame) -> pd.DataFrame:
        if name in ("paragraphs", "references", "places", "coordinates"):
            return table
        keys = [field.name for field in fields(name) if field.name.endswith("_id")]
        return pd.concat(
            [
                table
                if copy == 0
                else table.assign(**{keys[0]: table[keys[0]] + f"x{copy}"}).astype(table.dtypes)
                for copy in range(6)
            ],
            ignore_index=True,
        )

    drawn_right(spec, changed(multiply))


@cache
def given(spec: ChartSpec) -> tuple[Call, list[Any], Keywords]:
    """The chart function that a chart is drawn with, and what the first story gives it."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        return spied(spec, monkeypatch)


def spied(spec: ChartSpec, monkeypatch: pytest.MonkeyPatch) -> tuple[Call, list[Any], Keywords]:
    calls: list[tuple[Call, list[Any], Keywords]] = []

    def spy(function: Call) -> Call:
        def called(*args: Any, **kwargs: Any) -> ChartFigure:
            calls.append((function, list(args), kwargs))
            return function(*args, **kwargs)

        return called

    for module in MODULES:
        for name, function in vars(module).items():
            if hasattr(function, "__wrapped__") and function.__module__.startswith(module.__name__):
                monkeypatch.setattr(module, name, spy(function))
    spec.build(open_story("isis-baghdad-2014"))
    return calls[-1]


def with_tables(args: Sequence[Any], change: Callable[[pd.DataFrame], pd.DataFrame]) -> list[Any]:
    return [change(one) if isinstance(one, pd.DataFrame) else one for one in args]


@pytest.mark.parametrize("number", [np.inf, -3.0])
@TAKING_TABLES
def test_a_number_that_counts_nothing_is_refused_by_its_column(
    spec: ChartSpec, number: float
) -> None:
    function, args, kwargs = given(spec)

    def spoil(table: pd.DataFrame) -> pd.DataFrame:
        return table.assign(extra=pd.Series(number, table.index, "Float64"))

    with pytest.raises(ChartError, match="column extra"):
        function(*with_tables(args, spoil), **kwargs)


@TAKING_TABLES
def test_a_lacking_column_is_named(spec: ChartSpec) -> None:
    function, args, kwargs = given(spec)
    with pytest.raises(ChartError, match=r"lacks the column [a-z_]+"):
        function(*with_tables(args, lambda table: table[[]].assign(other=1)), **kwargs)
