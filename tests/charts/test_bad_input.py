"""Tables that no story should have: drawn right, or refused in words; never a broken picture."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache, partial
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd
import pytest

from helpers.charts.figure import ChartError, ChartFigure
from helpers.charts.layout_problems import layout_problems
from helpers.charts.sizes import use_size
from helpers.story.contract import TABLES
from helpers.story.contract import table as contract_table
from helpers.story.story import Story
from helpers.topics.actors import charts as actors
from helpers.topics.casualties import charts as casualties
from helpers.topics.catalogue import CHARTS, ChartSpec
from helpers.topics.claims import charts as claims
from helpers.topics.crosscheck import charts as crosscheck
from helpers.topics.places import charts as places
from helpers.topics.timeline import charts as timeline

from ..stories import opened

EVERY = pytest.mark.parametrize("spec", CHARTS, ids=lambda spec: spec.name)
SIZES = pytest.mark.parametrize("size", ["mobile"])
# What a reader is shown of the tables: the columns that hold free text.
TEXTS = ("name", "paraphrase", "description", "victims", "reported_by", "publisher", "title")

LIMITS = ("lower", "best", "upper", "value", "bound")
ARABIC = "جبهة النصرة"
STRANGE = {
    "long": "A name that does not end " * 12,
    "one word": "Unbrokenword" * 25,
    "of other languages": "$x_1$ <b>{0}</b> %s \\frac",
    "arabic": ARABIC,
}
MODULES = (actors, casualties, claims, crosscheck, places, timeline)
# The X-ray is given the story, whose tables have the contract's columns.
TAKING_TABLES = pytest.mark.parametrize(
    "spec", [spec for spec in CHARTS if spec.name != "claims-xray"], ids=lambda spec: spec.name
)

Call = Callable[..., ChartFigure]
Keywords = dict[str, Any]
Change = Callable[[str, pd.DataFrame], pd.DataFrame]


def changed(change: Change) -> Story:
    """The small story with each of its tables changed."""
    story = opened("example")
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
    pointed_to = ("references", "actors", "places", "claims", "paragraphs")
    return table if name in pointed_to else table.head(1)


@EVERY
def test_cells_that_may_be_blank_may_all_be_blank(spec: ChartSpec) -> None:
    def blank(name: str, table: pd.DataFrame) -> pd.DataFrame:
        optional = [field.name for field in contract_table(name).fields if not field.required]
        # Whether a bound has its limit is held by the rules of the check, not by charts.
        optional = [column for column in optional if column not in LIMITS]
        return table.assign(**dict.fromkeys(optional, pd.NA)).astype(table.dtypes)

    drawn_right(spec, changed(blank))


@SIZES
@EVERY
@pytest.mark.parametrize("first", ["long", "of other languages"])
def test_any_text_is_drawn_as_it_is(spec: ChartSpec, size: str, first: str) -> None:
    texts = sorted(STRANGE, key=lambda name: name != first)

    def rename(_: str, table: pd.DataFrame) -> pd.DataFrame:
        strange = [STRANGE[texts[row % len(texts)]] for row in range(len(table))]
        column = pd.Series(strange, table.index, "string")
        return table.assign(**{name: column for name in TEXTS if name in table})

    with use_size(size):
        drawn_right(spec, changed(rename))


@EVERY
def test_hundreds_of_rows_are_drawn_or_what_is_left_out_is_counted(spec: ChartSpec) -> None:
    def multiply(name: str, table: pd.DataFrame) -> pd.DataFrame:
        if name in ("paragraphs", "references", "places", "coordinates"):
            return table
        keys = [field.name for field in contract_table(name).fields if field.name.endswith("_id")]
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


class CalledError(Exception):
    """What a chart would be drawn with: nothing is drawn."""


@cache
def given(spec: ChartSpec) -> tuple[Call, list[Any], Keywords]:
    """The chart function that a chart is drawn with, and what a story gives it."""

    def called(function: Call, *args: Any, **kwargs: Any) -> ChartFigure:
        raise CalledError(function, list(args), kwargs)

    with pytest.MonkeyPatch.context() as monkeypatch:
        for module in MODULES:
            for name, function in vars(module).items():
                if name.startswith("draw_"):
                    monkeypatch.setattr(module, name, partial(called, function))
        with pytest.raises(CalledError) as caught:
            spec.build(opened(RICHER.get(spec.name, "example")))
    function, args, kwargs = caught.value.args
    return function, args, kwargs


# The small story has no months to count by.
RICHER = {"casualties-months": "isis-baghdad-2014"}
# Columns in which a number below zero means something, and charts of tables without a number that
# counts or measures.
SIGNED = ("latitude", "longitude", "x_km", "y_km", "difference_km")
WITHOUT_NUMBERS = ("timeline-years", "timeline-last-days")


LACKS = re.compile(r"lacks the column ([a-z_0-9, ]+);")


@cache
def columns_read(spec: ChartSpec) -> list[tuple[int, str, pd.DataFrame]]:
    """The columns that a chart reads, each with the place of its table and that table.

    They are those that it misses when there are none.
    """
    found = []
    for place, table in enumerate(given(spec)[1]):
        if isinstance(table, pd.DataFrame):
            with pytest.raises(ChartError) as refused:
                drawn_with(spec, {place: table[[]].assign(other=1)})
            columns = ", ".join(LACKS.findall(str(refused.value))).split(", ")
            found += [(place, column, table) for column in sorted({*columns})]
    return found


def drawn_with(spec: ChartSpec, tables: Mapping[int, pd.DataFrame]) -> ChartFigure:
    """A chart drawn from other tables, each in the place of one of its own."""
    function, args, keywords = given(spec)
    return function(*(tables.get(place, arg) for place, arg in enumerate(args)), **keywords)


@TAKING_TABLES
def test_a_column_that_says_nothing_is_drawn_or_refused_by_name(spec: ChartSpec) -> None:
    wrong = []
    for place, column, table in columns_read(spec):
        kind = "boolean" if table[column].dtype == bool else table[column].dtype
        blank = pd.Series([pd.NA] * len(table), table.index).astype(kind)
        try:
            problems = layout_problems(drawn_with(spec, {place: table.assign(**{column: blank})}))
        except ChartError as error:
            named = column in str(error) or column.removesuffix("_km") in str(error)
            problems = [] if named else [str(error)]
        except Exception as error:  # what a reader must never see, whatever it is
            problems = [f"{type(error).__name__}: {error}"]
        wrong += [f"{column}: {problem}" for problem in problems]
    assert wrong == []


@pytest.mark.parametrize("number", [np.inf, -np.inf, -3.0])
@TAKING_TABLES
def test_a_number_that_counts_nothing_is_drawn_nowhere(spec: ChartSpec, number: float) -> None:
    refused = []
    for place, column, table in columns_read(spec):
        numeric = pd.api.types.is_numeric_dtype(table[column]) and table[column].dtype != bool
        if not numeric or table[column].dtype == "boolean" or column in SIGNED:
            continue
        numbers = pd.Series(number, table.index, "Float64")
        with pytest.raises(ChartError, match=column):
            drawn_with(spec, {place: table.assign(**{column: numbers})})
        refused.append(column)
    assert refused or spec.name in WITHOUT_NUMBERS


@TAKING_TABLES
def test_a_lacking_column_is_named_with_its_table_and_the_columns_there_are(
    spec: ChartSpec,
) -> None:
    for place, column, table in columns_read(spec):
        with pytest.raises(ChartError, match=rf"lacks the column .*{column}.*; its columns: "):
            drawn_with(spec, {place: table.drop(columns=column)})


@TAKING_TABLES
def test_a_chart_reads_no_column_that_it_does_not_ask_for(spec: ChartSpec) -> None:
    asked: dict[int, list[str]] = {}
    for place, column, _ in columns_read(spec):
        asked.setdefault(place, []).append(column)
    tables = {place: given(spec)[1][place][columns] for place, columns in asked.items()}
    assert layout_problems(drawn_with(spec, tables)) == []
