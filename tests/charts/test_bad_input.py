"""Tables that no story should have: drawn right, or refused in words; never a broken picture."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

import numpy as np
import pandas as pd
import pytest

from helpers.catalogue import CHARTS, ChartSpec
from helpers.charts.frame import ChartError, layout_problems
from helpers.charts.sizes import use_size
from helpers.contract import TABLES, fields
from helpers.story import Story, open_story

EVERY = pytest.mark.parametrize("spec", CHARTS, ids=lambda spec: spec.name)
SIZES = pytest.mark.parametrize("size", ["web", "mobile"])
# What a reader is shown of the tables: the columns that hold free text.
TEXTS = ("name", "paraphrase", "description", "victims", "reported_by", "publisher", "title")

Change = Callable[[str, pd.DataFrame], pd.DataFrame]


def changed(change: Change) -> Story:
    """The small story with each of its tables changed."""
    story = open_story("example")
    tables: Mapping[str, pd.DataFrame] = {name: change(name, story.table(name)) for name in TABLES}
    return replace(story, _tables=MappingProxyType(dict(tables)))


def drawn_or_refused(spec: ChartSpec, story: Story) -> None:
    try:
        figure = spec.build(story)
    except ChartError as refusal:
        assert len(str(refusal)) > 20
        return
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
        drawn_or_refused(spec, changed(lambda _, table: table.head(1)))


@EVERY
def test_cells_that_may_be_blank_may_all_be_blank(spec: ChartSpec) -> None:
    def blank(name: str, table: pd.DataFrame) -> pd.DataFrame:
        optional = [field.name for field in fields(name) if not field.required]
        return table.assign(**dict.fromkeys(optional, pd.NA)).astype(table.dtypes)

    drawn_or_refused(spec, changed(blank))


@SIZES
@EVERY
@pytest.mark.parametrize(
    "text",
    ["A name that does not end " * 12, "Unbrokenword" * 25, "$x_1$ <b>{0}</b> & %s \\frac"],
    ids=["long", "one word", "marks of other languages"],
)
def test_any_text_is_drawn_as_it_is(spec: ChartSpec, size: str, text: str) -> None:
    def rename(_: str, table: pd.DataFrame) -> pd.DataFrame:
        return table.assign(
            **{name: pd.Series(text, table.index, "string") for name in TEXTS if name in table}
        )

    with use_size(size):
        drawn_or_refused(spec, changed(rename))


@EVERY
def test_a_script_that_the_typeface_lacks_is_refused_by_name(spec: ChartSpec) -> None:
    def rename(_: str, table: pd.DataFrame) -> pd.DataFrame:
        return table.assign(
            **{
                name: pd.Series("جبهة النصرة", table.index, "string")
                for name in TEXTS
                if name in table
            }
        )

    story = changed(rename)
    try:
        figure = spec.build(story)
    except ChartError as refusal:
        assert "right to left" in str(refusal)
    else:
        assert "جبهة" not in " ".join([figure.title, figure.subtitle, figure.alt])


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

    drawn_or_refused(spec, changed(multiply))


@pytest.mark.parametrize("number", [np.inf, -np.inf, -3.0])
@EVERY
def test_a_number_that_counts_nothing_is_refused_by_its_column(
    spec: ChartSpec, number: float
) -> None:
    amounts = ("lower", "best", "upper", "value")

    def spoil(_: str, table: pd.DataFrame) -> pd.DataFrame:
        spoiled = {
            name: pd.Series(number, table.index, "Float64") for name in amounts if name in table
        }
        return table.assign(**spoiled)

    drawn_or_refused(spec, changed(spoil))


@EVERY
def test_a_lacking_column_is_named(spec: ChartSpec) -> None:
    story = changed(lambda _, table: table.drop(columns=table.columns[0]))
    with pytest.raises(ChartError, match="column"):
        spec.build(story)
