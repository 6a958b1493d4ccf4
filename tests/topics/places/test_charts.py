"""Maps of the places: what is drawn and where, against the table it is drawn from."""

import re
from math import hypot
from typing import Any

import numpy as np
import pandas as pd
import pytest
from matplotlib.patches import Circle
from matplotlib.text import Text

from helpers.charts import natural_earth
from helpers.charts.figure import ChartError, ChartFigure
from helpers.charts.layout_problems import layout_problems
from helpers.charts.sizes import use_size
from helpers.charts.style import LIGHT
from helpers.story.project import story_ids
from helpers.topics.places import stated, tables
from helpers.topics.places.map import draw_map
from helpers.topics.places.surroundings import draw_surroundings
from helpers.values import geodesy

from ...stories import Drawn, opened
from ..made import Cells, distance, distances, rows

OF_EACH_STORY = pytest.mark.parametrize("story_id", story_ids())


def place(key: str, *point: float, **cells: object) -> Cells:
    latitude, longitude = point or (None, None)
    plain: Cells = {"place_id": key, "name": key.title(), "latitude": latitude}
    return {**plain, "longitude": longitude, **cells}


def gazetted(*cells: Cells) -> pd.DataFrame:
    return rows("places", *cells)


PLACES = gazetted(place("origin", 0.0, 0.0), place("north", 0.4, 0.0), place("land"))
TWO = distances(distance(2, "less_than"), distance(40, to_place="north", to_name="North"))


def surroundings(places: pd.DataFrame, table: pd.DataFrame) -> ChartFigure:
    return draw_surroundings(tables.from_centre(places, "origin"), table, source="The Paper")


def overview(places: pd.DataFrame) -> ChartFigure:
    return draw_map(tables.gazetteer(places), centre="origin", source="The Paper")


def radii(fig: ChartFigure) -> list[float]:
    return sorted(one.radius for ax in fig.axes for one in ax.patches if isinstance(one, Circle))


def points(fig: ChartFigure) -> list[tuple[float, float]]:
    """Where marks stand, in km."""
    found = []
    for ax in fig.axes:
        for line in ax.get_lines():
            x, y = (np.asarray(one, dtype=float) for one in line.get_data())
            if len(x) == 1:
                found.append((float(x[0]), float(y[0])))
    return found


def words(fig: ChartFigure) -> list[str]:
    return [
        text.get_text().replace("\n", " ")
        for ax in fig.axes
        for text in ax.findobj(Text)
        if isinstance(text, Text) and text.get_text().strip()
    ]


# ------------------------------------------------------------------------------ surroundings


def test_rings_stand_at_the_stated_distances_in_km() -> None:
    fig = surroundings(PLACES, TWO)
    assert radii(fig) == [2, 40]
    assert len(fig.axes) == 2
    assert {"less than 2 km", "40 km"} <= set(words(fig))
    assert list(fig.rows["place_id"].dropna()) == ["origin", "north"]
    assert list(fig.rows.loc[fig.rows["drawn_as"] == "ring", "distance_km"]) == [2, 40]


def test_a_number_is_solid_a_limit_dashed_and_an_approximate_one_a_band() -> None:
    fig = surroundings(
        PLACES, distances(distance(30), distance(40, "less_than"), distance(50, "about"))
    )
    rings = {one.radius: one for one in fig.axes[0].patches if isinstance(one, Circle)}
    assert [rings[km].get_linestyle() == "solid" or rings[km].get_linestyle()[1] in (None, ())
            for km in (30.0, 40.0)] == [True, False]  # fmt: skip
    assert rings[50.0].get_linewidth() > 4 * rings[30.0].get_linewidth()


def test_no_ring_stands_for_what_counts_from_elsewhere_or_was_only_said_again() -> None:
    fig = surroundings(
        PLACES,
        distances(
            distance(10),
            distance(20, given_by="own"),
            distance(25, given_by="measured"),
            distance(30, given_by="reference", from_edge=True),
            distance(35, from_place="north"),
            distance(40, given_by="reference", who="The Office"),
        ),
    )
    assert radii(fig) == [10, 40]
    assert "40 km, The Office" in words(fig)


def test_places_stand_where_they_lie_and_where_the_words_put_them() -> None:
    fig = surroundings(PLACES, TWO)
    there = [hypot(*point) for point in points(fig)]
    assert any(km == pytest.approx(44.23, abs=0.1) for km in there)
    assert any(km == pytest.approx(40, abs=1e-6) for km in there)
    assert "North: said 40 km, measured 44.2 km" in words(fig)
    assert "North, 44.2 km north" in fig.alt
    assert "North is said to lie 40 km" in fig.alt


def test_a_changed_distance_changes_title_alt_and_ring() -> None:
    before, after = (
        surroundings(PLACES, TWO),
        surroundings(PLACES, distances(distance(60, "about"))),
    )
    assert before.title == "From less than 2 km to 40 km: the distances stated from Origin"
    assert after.title == "The one distance stated from Origin is about 60 km"
    assert before.alt != after.alt
    assert radii(after) == [60]


def test_places_beyond_the_picture_are_named_beside_it() -> None:
    table = pd.concat([PLACES, gazetted(place("far", 5.0, 0.0))], ignore_index=True)
    fig = surroundings(table, TWO)
    assert "Far (553 km)" in fig.subtitle
    assert "far" not in set(fig.rows["place_id"].dropna())


# ------------------------------------------------------------------------------ the map


def test_the_map_says_what_it_leaves_out() -> None:
    fig = overview(PLACES)
    assert fig.title == (
        "Two of three places can be mapped; the furthest, North, lies 44 km from Origin"
    )
    assert "Land" in fig.subtitle
    assert "Land" in fig.alt
    assert "North (town, 0.40, 0.00)" in fig.alt
    assert list(fig.rows["place_id"]) == ["north", "origin"]


def test_a_place_that_references_bring_is_hollow() -> None:
    table = pd.concat(
        [PLACES, gazetted(place("added", 0.2, 0.3, paragraph=None))], ignore_index=True
    )
    fig = overview(table)
    assert fig.title.startswith(
        "Three of four places can be mapped, one of them not in the article"
    )
    marks = [line for line in fig.axes[0].get_lines() if len(np.atleast_1d(line.get_xdata())) == 1]
    filled = [line.get_markerfacecolor() == line.get_markeredgecolor() for line in marks]
    assert sorted(filled) == [False, True, True]


def test_marks_stand_where_the_projection_puts_them() -> None:
    fig = overview(PLACES)
    x, y = geodesy.azimuthal(0.2, 0.0).forward([0.4, 0.0], [0.0, 0.0])
    drawn = points(fig)
    for at_x, at_y in zip(x, y, strict=True):
        assert any(hypot(a - at_x, b - at_y) < 1e-6 for a, b in drawn)


def test_a_map_has_one_scale_in_both_directions() -> None:
    for fig in (overview(PLACES), surroundings(PLACES, TWO)):
        for ax in fig.axes:
            box = ax.get_window_extent()
            across = np.ptp(ax.get_xlim()) / box.width
            assert np.ptp(ax.get_ylim()) / box.height == pytest.approx(across, rel=0.01)


def test_a_map_without_a_base_map_is_drawn_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(natural_earth, "base_map_names", list)
    assert layout_problems(overview(PLACES)) == []


@pytest.mark.parametrize("size", ["web", "mobile"])
def test_rivers_countries_and_all_places_are_named(size: str, drawn: Drawn) -> None:
    fig = drawn("isis-baghdad-2014", "places-map", size)
    assert {"Tigris", "Euphrates", "Iraq", "Syria"} <= set(words(fig))
    located = tables.gazetteer(opened("isis-baghdad-2014").places).query("located")
    assert set(located["name"]) <= set(words(fig))
    # Countries stand back behind the places in them.
    texts = {text.get_text(): text.get_color() for text in fig.axes[0].texts}
    assert texts["Iraq"] == LIGHT.muted != texts["Baghdad"] == LIGHT.ink


def test_names_that_find_no_room_are_counted_on_the_map() -> None:
    crowd = [place(f"town{n}", n % 10 / 20, n / 200) for n in range(99)]
    fig = overview(gazetted(place("origin", 0.0, 0.0), *crowd))
    (note,) = [text for text in words(fig) if "without a name on the map" in text]
    named = [text for text in words(fig) if text.startswith(("Town", "Origin"))]
    assert note.startswith(f"{100 - len(named)} places")
    assert len(fig.rows) == 100
    assert layout_problems(fig) == []


# ------------------------------------------------------------------------------ any table


ONE_POINT = [place(f"p{n}", 10.0, 10.0) for n in range(4)]
RINGED = [place("origin", 0.0, 0.0), *(place(f"p{n}", n % 10 / 20, n / 50) for n in range(99))]


@pytest.mark.parametrize("size", ["web", "mobile"])
def test_places_that_crowd_around_many_rings_or_on_one_point_are_drawn_without_overlap(
    size: str,
) -> None:
    table = distances(*(distance(n, to_place=f"p{n - 1}") for n in range(1, 100)))
    with use_size(size):
        fig = surroundings(gazetted(*RINGED), table)
        assert layout_problems(fig) == []
        assert any(re.fullmatch(r"\d+ places without a name here", text) for text in words(fig))
        assert layout_problems(overview(gazetted(*ONE_POINT))) == []


@pytest.mark.parametrize("places", [[], [place("land")]], ids=["no place", "no point"])
def test_a_map_without_a_point_says_so_in_the_plot(places: list[Cells]) -> None:
    fig = surroundings(gazetted(*places), distances())
    told = "No centre with coordinates is set: [places] centre in article.toml"
    assert fig.title == told
    assert words(fig) == [f"{told}."]
    assert fig.alt == f"Map of surroundings without a ring. {told}."
    fig = overview(gazetted(*places))
    assert words(fig) == ["No place has coordinates."]
    assert fig.title == (
        "The one place can't be mapped" if places else "The article names no places"
    )


@pytest.mark.parametrize(
    ("column", "cell", "told"),
    [
        ("latitude", 91.0, "91"),
        ("longitude", -181.0, "-181"),
        ("latitude", float("inf"), "inf"),
        ("name", None, "a blank"),
        ("kind", "castle", "'castle'"),
    ],
)
def test_coordinates_on_no_globe_a_blank_name_and_an_unknown_kind_are_refused_by_row_and_column(
    column: str, cell: object, told: str
) -> None:
    table = tables.gazetteer(PLACES)
    table[column] = table[column].astype("object")
    table.loc[table["place_id"] == "north", column] = cell
    with pytest.raises(ChartError, match=rf"row 2 \(north\), column {column}: {told}"):
        draw_map(table, centre=None, source="The Paper")


def test_no_table_is_changed_by_being_drawn() -> None:
    around = tables.from_centre(PLACES, "origin")
    before: list[Any] = [around.copy(), TWO.copy()]
    draw_surroundings(around, TWO, source="The Paper")
    pd.testing.assert_frame_equal(around, before[0])
    pd.testing.assert_frame_equal(TWO, before[1])


@OF_EACH_STORY
def test_real_rings_are_those_of_the_article_of_other_sources_and_of_parties(
    story_id: str, drawn: Drawn
) -> None:
    story = opened(story_id)
    table = stated.every_distance(story)
    around = tables.from_centre(story.places, story.article.centre)
    fig = drawn(story_id, "places-surroundings")
    kept = table[table["given_by"].isin(["article", "reference", "party"]) & ~table["from_edge"]]
    limits = kept["value_km"].fillna(kept["upper_km"]).fillna(kept["lower_km"])
    assert radii(fig) == pytest.approx(sorted(set(limits.round(6))))
    whole = drawn(story_id, "places-map")
    assert set(whole.rows["place_id"]) == set(around["place_id"])
