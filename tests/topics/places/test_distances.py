"""Charts of distances: each number with its bound, against the table it is drawn from."""

from typing import Any

import pytest

from helpers.charts.figure import ChartFigure
from helpers.charts.layout_problems import layout_problems
from helpers.charts.sizes import use_size
from helpers.topics.claims.charts import draw_distances as draw_every_distance
from helpers.topics.places.distances import draw_distances

from ..made import Cells, distance, distances


def row(
    who: str = "The Paper",
    given_by: str = "article",
    km: float = 5,
    bound: str = "exact",
    **cells: object,
) -> Cells:
    """One distance from the origin, 5 km to nowhere unless told otherwise."""
    named: Cells = {"who": who, "given_by": given_by, "measures": "something from Origin"}
    return distance(km, bound, **{**named, **cells})


def drawn(*cells: Cells) -> ChartFigure:
    return draw_every_distance(distances(*cells), source="The Paper")


def test_every_number_is_drawn_with_its_bound_below_the_one_before(
    marks: list[dict[str, Any]],
) -> None:
    drawn(
        row(paragraph="1|7"),
        row("A reference", "reference", km=60, bound="less_than"),
        row("Its source", "own", km=9, bound="about"),
    )
    assert [(one["upper"], one["bound"]) for one in marks] == [
        (5, "exact"),
        (60, "less_than"),
        (None, "about"),
    ]
    assert [one["best"] for one in marks] == [5, None, 9]
    heights = [one["at"] for one in marks]
    assert heights == sorted(heights)
    assert len({one["look"] for one in marks}) == 3


def test_the_axis_in_miles_says_the_same_as_that_in_kilometres() -> None:
    (ax,) = drawn(row()).axes
    (above,) = ax.child_axes
    assert above.get_xlim()[1] * 1.609344 == pytest.approx(ax.get_xlim()[1])
    assert ax.get_xlim()[0] == 0


@pytest.mark.parametrize(
    ("cells", "title"),
    [
        ([row()], "How far from Origin? One answer: 5 km"),
        ([row(), row("The Office", "party")], "How far from Origin? One answer: 5 km"),
        (
            [row(), row("The Office", "party", km=60)],
            "How far from Origin? 5 km or 60 km, by who said it",
        ),
        (
            [row(), row("A", "own", km=2, bound="less_than"), row("B", "party", km=60)],
            "How far from Origin? Less than 2 km, 5 km or 60 km, by who said it",
        ),
        (
            [
                row(),
                *(row("A", "own", km=km, bound="less_than") for km in (2, 7)),
                row("B", "party", km=60),
            ],
            "How far from Origin? From less than 2 km to 60 km, by who said it",
        ),
        (
            [row(to_place="north", to_name="North")],
            "How far is North from Origin? One answer: 5 km",
        ),
        (
            [
                row(measures="how far Rain is from Origin", unit="mile", miles="1 mile"),
                row("B", "party", measures="rain from the centre of Origin", km=60),
            ],
            "How near was Rain to Origin? A mile or 60 km, by who said it and from where",
        ),
        ([], "No distance from the centre is stated as a number"),
    ],
)
def test_the_title_gives_the_answers_to_how_far_it_is(cells: list[Cells], title: str) -> None:
    assert drawn(*cells).title == title


def test_a_limit_is_said_once_and_its_conversion_is_called_one() -> None:
    fig = drawn(row(km=2, bound="less_than", miles="less than about 1.24 miles"))
    assert "less than 2 km (about 1.24 miles)" in fig.alt


def test_what_is_measured_is_no_answer() -> None:
    fig = drawn(row(), row("A ruler", "measured", km=60))
    assert fig.title == "How far from Origin? One answer: 5 km"


def test_a_party_is_told_from_another_source_by_mark_and_in_words() -> None:
    fig = drawn(row("The Paper", "reference"), row("The Office", "party", km=60))
    legend = fig.axes[0].get_legend()
    assert legend is not None
    assert [text.get_text() for text in legend.get_texts()] == [
        "another source",
        "a party to the matter",
    ]
    assert (
        "The Office: something from Origin, 60 km (37.28 miles) (a party to the matter)" in fig.alt
    )


def test_the_alt_text_holds_every_number_its_giver_and_its_role() -> None:
    fig = drawn(row(paragraph="3"), row("The Office", "own", km=7, bound="less_than"))
    for words in ("paragraph 3", "The Office", "less than 7 km", "the claim's own source"):
        assert words in fig.alt


def test_rows_without_a_number_stand_aside() -> None:
    fig = drawn(row(bound="vague", kilometres="number not given", miles="number not given"))
    assert layout_problems(fig) == []
    assert fig.title == "No distance from the centre is stated as a number"
    assert "number not given" in fig.alt


def test_numbers_far_apart_are_drawn_without_overlap_or_cut() -> None:
    far = row("Far", "reference", km=9e4)
    assert layout_problems(drawn(row(), far)) == []


@pytest.mark.parametrize("size", ["web", "mobile"])
def test_a_hundred_rows_are_drawn(size: str) -> None:
    records = [row(f"Paper {n}", km=n) for n in range(1, 101)]
    with use_size(size):
        fig = drawn(*records)
    assert layout_problems(fig) == []
    assert len(fig.rows) == 100


# ------------------------------------------------------------------------------ against measured

NORTH = {"to_place": "north", "to_name": "North"}
RANGE = {**NORTH, "km": 44.2, "value_km": None, "upper_km": 45.3}


def places(*cells: Cells) -> ChartFigure:
    return draw_distances(distances(*cells), source="The Paper")


RULER = ("A ruler", "measured")
EDGE = row("The Office", "reference", **NORTH, km=30, from_edge=True)


@pytest.mark.parametrize(
    ("cells", "title"),
    [
        (
            [row(**NORTH), row(*RULER, **RANGE)],
            "North is said to be 5 km from Origin; measured, it is 44.2 to 45.3 km",
        ),
        (
            [row(**NORTH, km=90), row(*RULER, **NORTH, km=44.2)],
            "North is said to be 90 km from Origin; measured, it is 44.2 km",
        ),
        (
            [row(**NORTH, km=45), row(*RULER, **RANGE)],
            "North is said to be 45 km from Origin, and so it is measured: 44.2 to 45.3 km",
        ),
        (
            [row(**NORTH, km=40), EDGE, row(*RULER, **RANGE)],
            "North is said to be 40 km from Origin: more than from its edge, less than from its"
            " centre",
        ),
        ([row(**NORTH), EDGE], "North is said to be 5 km from Origin; nothing measures it"),
        (
            [row(**NORTH, km=8, unit="mile", miles="5 miles"), row(*RULER, **NORTH, km=16.09344)],
            "North is said to be 5 miles from Origin; measured, it is 10.0 miles",
        ),
        ([], "The article states no distance between two places"),
    ],
)
def test_the_title_sets_what_is_said_against_what_is_measured(
    cells: list[Cells], title: str
) -> None:
    assert places(*cells).title == title


def test_a_distance_between_places_not_entered_is_not_called_unstated() -> None:
    figure = draw_distances(distances(), source="The Paper", incomplete=1)
    assert figure.title == (
        "The article states one distance; between which two places is not entered"
    )


def test_edge_centre_and_stated_figures_share_one_axis(marks: list[dict[str, Any]]) -> None:
    fig = places(row(**NORTH, km=40), EDGE, row(*RULER, **RANGE))
    assert [call["lower"] for call in marks] == [40, 30, 44.2]
    assert len(fig.axes) == 1
    assert layout_problems(fig) == []
