"""Maps of stories anywhere on the globe: across the 180th meridian, around a pole, all over it."""

import json
import tomllib
from collections.abc import Iterator
from itertools import combinations
from math import hypot
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import LineCollection
from matplotlib.patches import PathPatch

from helpers.charts import natural_earth
from helpers.charts.figure import ChartFigure
from helpers.charts.layout_problems import drawn_texts, layout_problems
from helpers.charts.natural_earth import Box
from helpers.explore.map import story_map
from helpers.topics.places import tables
from helpers.topics.places.map import draw_map
from helpers.values import geodesy

from ..made import rows

CASES: dict[str, list[dict[str, Any]]] = tomllib.loads(
    Path(__file__).with_name("globe.toml").read_text(encoding="utf-8")
)
POINTS = {case["where"]: case["points"] for case in (*CASES["near"], *CASES["far"])}


def places(points: list[list[float]]) -> pd.DataFrame:
    towns = ((f"p{at}", f"Town {at}", *point) for at, point in enumerate(points))
    columns = ("place_id", "name", "latitude", "longitude")
    return rows("places", *(dict(zip(columns, town, strict=True)) for town in towns))


def overview(points: list[list[float]]) -> ChartFigure:
    return draw_map(tables.gazetteer(places(points)), centre="p0", source="The Paper")


def words(figure: ChartFigure) -> set[str]:
    return {text.get_text().replace("\n", " ") for text in drawn_texts(figure)}


@pytest.mark.parametrize("case", [*CASES["near"], *CASES["far"]], ids=lambda case: case["where"])
def test_a_map_is_centred_on_the_middle_of_its_points(case: dict[str, Any]) -> None:
    found = geodesy.around(*np.array(case["points"], dtype=float).T)
    away = geodesy.distance_km(found.latitude, found.longitude, *map(float, case["middle"]))
    assert away < 2
    assert -180 <= found.longitude <= 180


@pytest.mark.parametrize("case", CASES["near"], ids=lambda case: case["where"])
def test_distances_on_the_map_and_in_the_explorer_are_those_on_the_ground(
    case: dict[str, Any],
) -> None:
    degrees = np.array(case["points"], dtype=float)
    on_paper = np.column_stack(geodesy.around(*degrees.T).forward(*degrees.T))
    shown = story_map(places(case["points"]), "p0")
    assert shown is not None
    box = Box(shown["box"][0], shown["box"][1], *np.add(shown["box"][:2], shown["box"][2:]))
    for one, two in combinations(range(len(degrees)), 2):
        km = geodesy.distance_km(*degrees[one], *degrees[two])
        there = [shown["points"][f"p{at}"] for at in (one, two)]
        assert hypot(*(on_paper[one] - on_paper[two])) == pytest.approx(km, rel=0.02, abs=0.2)
        assert hypot(*np.subtract(*there)) == pytest.approx(km, rel=0.02, abs=0.2)
        assert all(box.holds(*point) for point in there)


@pytest.mark.parametrize(
    "where", ["Fiji and Tonga", "around the South Pole, with the pole", "the Pacific"]
)
def test_such_a_map_is_drawn_as_any_other_and_says_where_a_pole_is_and_its_scale_holds(
    where: str,
) -> None:
    figure = overview(POINTS[where])
    assert layout_problems(figure) == []
    assert {f"Town {at}" for at in range(len(POINTS[where]))} <= words(figure)
    assert ("South Pole" in words(figure)) is (where == "around the South Pole, with the pole")
    assert any(one.endswith("km from the middle") for one in words(figure)) is (
        where == "the Pacific"
    )
    # As wide as what it shows, not as the globe.
    farthest = max(geodesy.distance_km(*a, *b) for a, b in combinations(POINTS[where], 2))
    assert np.ptp(figure.axes[0].get_xlim()) < 3 * farthest


# --- the base map --------------------------------------------------------------------------------

EAST, WEST = (
    [[170, -20], [180, -20], [180, -10], [170, -20]],
    [
        *([-180, -20], [-170, -15], [-180, -10], [-180, -20]),
    ],
)
SOUTH = [
    *([-180, -90], [180, -90], [180, -70]),
    *([longitude, -65] for longitude in range(170, -180, -10)),
    *([-180, -70], [-180, -90]),
]
ISLAND = [[100, 10], [120, 10], [110, 20], [100, 10]]
TWICE = [
    *([175, 0], [180, 1], [180, 2], [176, 3], [180, 4], [180, 5], [175, 6], [175, 0]),
]
TWICE_WEST = (
    [[-180, 1], [-179, 1.5], [-180, 2], [-180, 1]],
    [
        *([-180, 4], [-179, 4.5], [-180, 5], [-180, 4]),
    ],
)


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An invented globe, its countries cut along the 180th meridian as GeoJSON has them."""
    rings = {
        "Lineland": [EAST, WEST],
        "Southland": [SOUTH],
        "Island": [ISLAND],
        "Twiceland": [TWICE, *TWICE_WEST],
        "Opposite": [[[-20, 5], [20, 5], [20, 35], [-20, 35], [-20, 5]]],
    }
    features = [
        {
            "properties": {"name": name, "code": name[:3].upper()},
            "geometry": {"type": "MultiPolygon", "coordinates": [[ring] for ring in held]},
        }
        for name, held in rings.items()
    ]
    for layer in natural_earth.LAYERS:
        held = {"features": features if layer == "countries" else []}
        (tmp_path / f"{layer}.geojson").write_text(json.dumps(held), encoding="utf-8")
    monkeypatch.setattr(natural_earth, "_MAP_FOLDER", tmp_path)
    natural_earth.base_map.cache_clear()
    natural_earth._projected.cache_clear()
    yield
    natural_earth.base_map.cache_clear()
    natural_earth._projected.cache_clear()


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(
    ("name", "rings", "corners"),
    [("Lineland", 1, 4), ("Southland", 1, 36), ("Island", 1, 3), ("Twiceland", 1, 9)],
)
def test_halves_of_a_country_are_joined_across_the_line(
    name: str, rings: int, corners: int
) -> None:
    country = next(one for one in natural_earth.base_map() if one.name == name)
    assert len(country.lines) == rings
    (ring,) = country.lines
    assert (ring[0] == ring[-1]).all() or np.abs(ring[[0, -1], 0]).tolist() == [180, 180]
    there = {(float(east % 360), float(north)) for east, north in ring}
    assert len(there) == corners
    # No stretch of it runs along the cut.
    on_cut = np.abs(ring[:, 0]) == 180
    same = on_cut[1:] & on_cut[:-1] & (np.abs(np.diff(ring[:, 1])) > 0)
    assert not same.any()


@pytest.mark.usefixtures("world")
def test_a_country_on_the_line_is_drawn_whole_and_without_a_streak() -> None:
    figure = overview([[-18.0, 179.0], [-15.0, -178.0], [-12.0, 175.0], [-14.0, -171.0]])
    assert layout_problems(figure) == []
    assert "Lineland" in words(figure)
    ax = figure.axes[0]
    strokes = [line for one in ax.collections if isinstance(one, LineCollection)
               for line in one.get_segments()]  # fmt: skip
    line_x, line_y = geodesy.around([-18.0, -12.0], [175.0, -171.0]).forward([-15.0], [180.0])
    assert all(
        np.min(np.hypot(stroke[:, 0] - line_x, stroke[:, 1] - line_y)) > 400 for stroke in strokes
    )
    land = [one for one in ax.patches if isinstance(one, PathPatch)]
    assert any(one.get_path().contains_point((float(line_x[0]), float(line_y[0]))) for one in land)


@pytest.mark.usefixtures("world")
def test_a_country_around_the_pole_is_land_at_the_pole() -> None:
    figure = overview([[-80.0, 60.0], [-80.0, 180.0], [-80.0, -60.0], [-90.0, 0.0]])
    land = [one for one in figure.axes[0].patches if isinstance(one, PathPatch)]
    assert [one for one in land[1:] if one.get_path().contains_point((0.0, 1.0))]


@pytest.mark.usefixtures("world")
def test_what_lies_around_the_point_opposite_is_neither_drawn_nor_named() -> None:
    figure = overview([[-18.0, 179.0], [-22.0, -178.0], [-20.0, 170.0], [-20.0, -172.0]])
    assert not {"Opposite"} & words(figure)
    shown = story_map(places([[-18.0, 179.0], [-24.0, -170.0]]), "p0")
    assert shown is not None
    assert [name for name, *_ in shown["names"]] == ["Lineland"]


def test_a_story_opposite_the_base_map_is_not_in_it() -> None:
    figure = overview([[-33.3, -136.0], [-31.0, -138.0], [-36.0, -133.0]])
    assert not {"Iraq", "Iran", "Saudi Arabia"} & words(figure)


@pytest.mark.parametrize("points", [[[38.72, -9.13]], [[38.72, -9.13], [38.72, -9.13]]])
def test_one_point_alone_is_shown_with_the_country_around_it(points: list[list[float]]) -> None:
    figure = overview(points)
    assert {"Portugal", "Spain", "Borders of 2018: Natural Earth"} <= words(figure)
    assert layout_problems(figure) == []


def test_places_far_enough_apart_bring_the_base_map_with_them() -> None:
    figure = overview([[18.54, -72.34], [18.65, -74.12]])  # 187 km
    assert {"Haiti", "Borders of 2018: Natural Earth"} <= words(figure)
    assert layout_problems(figure) == []


def test_two_points_of_one_town_are_shown_apart_without_a_base_map() -> None:
    figure = overview([[38.72, -9.13], [38.70, -9.20]])
    assert not {"Portugal", "Borders of 2018: Natural Earth"} & words(figure)
