"""What selected words give a new row, and what its cells say in words before it is saved."""

import pytest

from helpers.edit.readings import Reader, in_words, quantity_cells
from helpers.edit.sheets import Cells, Sheets
from helpers.story.article_copy.proof import Words
from helpers.story.story import Story


@pytest.fixture
def reader(text: Words, example: Story) -> Reader:
    return Reader(text, example.article)


@pytest.mark.parametrize(
    ("words", "cells", "told"),
    [
        ("less than 2km", ("distance", "", "", "2", "less_than", "km"), "less than 2 km"),
        ("a mile", ("distance", "1", "1", "1", "exact", "mile"), "1 mile"),
        ("more than 3,000 people", ("count", "", "3000", "", "more_than", ""), "more than 3,000"),
        ("about 40", ("count", "40", "", "", "about", ""), "about 40"),
        ("5 to 10 days", ("count", "", "5", "10", "exact", ""), "5 to 10"),
        ("dozens of people", ("vague", "", "", "", "vague", ""), "number not given"),
        ("no number here", ("vague", "", "", "", "vague", ""), "number not given"),
        ("half a mile", ("distance", "0.5", "0.5", "0.5", "exact", "mile"), "0.5 miles"),
    ],
)
def test_a_quantity_is_read_with_its_bound_and_told_in_words(
    words: str, cells: tuple[str, ...], told: str
) -> None:
    found = quantity_cells(words)
    columns = ("kind", "value", "lower", "upper", "bound", "unit")
    assert tuple(found.get(column, "") for column in columns) == cells
    assert in_words(found)["bound"] == told


def test_a_figure_has_its_words_its_claim_and_what_they_state(
    reader: Reader, whole: Sheets
) -> None:
    row = next(one for one in whole["figures"].rows() if one["kind"] == "distance")
    found = reader.cells("figures", {c: row[c] for c in ("paragraph", "start", "end")}, whole)
    for column in ("surface", "kind", "bound", "value", "lower", "upper", "unit"):
        assert found[column] == row[column], column


def test_a_figure_or_event_at_a_date_has_it_resolved_against_the_day_of_publication(
    reader: Reader, whole: Sheets
) -> None:
    dated = [one for one in whole["figures"].rows() if one["kind"] == "date"]
    read = [
        reader.cells("figures", {c: one[c] for c in ("paragraph", "start", "end")}, whole)
        for one in dated
    ]
    agreed = [
        one for one, cells in zip(dated, read, strict=True) if cells.get("when") == one["when"]
    ]
    assert len(agreed) >= len(dated) / 2
    place = {column: agreed[0][column] for column in ("paragraph", "start", "end")}
    assert reader.cells("events", place, whole)["when"] == agreed[0]["when"]


def test_long_words_do_not_go_into_a_cell(reader: Reader, whole: Sheets) -> None:
    place = {"paragraph": "2", "start": "0", "end": "60"}
    assert reader.cells("figures", place, whole)["surface"] == ""
    assert reader.cells("places", place, whole)["name"] == ""


def test_a_new_claim_is_the_outlets_own(reader: Reader, whole: Sheets, example: Story) -> None:
    found = reader.cells("claims", {"paragraph": "2", "start": "0", "end": "9"}, whole)
    assert found["speaker"] == found["chain"] == example.article.outlet_id
    assert "paraphrase" not in found


@pytest.mark.parametrize(
    ("cells", "column", "told"),
    [
        ({"when": "2014-09-29"}, "when", "29 September 2014"),
        ({"period": "2014-06/2014-09-29"}, "period", "from June 2014 to 29 September 2014"),
        ({"bound": "more_than", "lower": "3"}, "bound", "more than 3"),
    ],
)
def test_cells_are_told_in_words(cells: Cells, column: str, told: str) -> None:
    assert in_words(cells) == {column: told}


@pytest.mark.parametrize(
    "cells",
    [{"when": "yesterday"}, {"bound": "exact", "lower": "2", "upper": "1"}, {"bound": "more_than"}],
)
def test_cells_that_state_nothing_say_what_is_wrong(cells: Cells) -> None:
    [told] = in_words(cells).values()
    assert len(told.split()) > 4
