"""The base map: what it holds, how small it stays, and how it is read and made."""

import hashlib
import importlib.util
import json
import pathlib
from types import ModuleType

import numpy as np
import pytest
from matplotlib.path import Path

from helpers.charts import natural_earth
from helpers.charts.natural_earth import LAYERS, Box, base_map, base_map_names, covers, in_view
from helpers.values import geodesy
from helpers.values.geodesy import GeoError

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "data" / "geo"


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    """The script that makes the base map, which is no module of the project."""
    spec = importlib.util.spec_from_file_location("make_base_map", FOLDER / "make_base_map.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_layers_are_countries_lakes_and_rivers() -> None:
    assert tuple(base_map_names()) == LAYERS


@pytest.mark.parametrize(
    ("latitude", "longitude", "code"),
    [
        (33.3152, 44.3661, "IRQ"),
        (35.95283, 39.00788, "SYR"),
        (32.0, 36.0, "JOR"),
        (33.85, 35.9, "LBN"),
        (29.5, 34.2, "EGY"),
        (37.9, 40.2, "TUR"),
        (34.3, 47.1, "IRN"),
    ],
)
def test_a_point_lies_in_the_country_it_belongs_to(
    latitude: float, longitude: float, code: str
) -> None:
    found = [
        country.code
        for country in base_map("countries")
        if any(Path(ring).contains_point((longitude, latitude)) for ring in country.lines)
    ]
    assert found == [code]


def test_every_country_with_a_code_has_a_name_and_closed_rings() -> None:
    countries = base_map("countries")
    assert len(countries) == 15
    for country in countries:
        assert country.kind == "area"
        assert bool(country.code) is bool(country.name)
        assert all((ring[0] == ring[-1]).all() and len(ring) > 3 for ring in country.lines)


@pytest.mark.parametrize(
    ("latitude", "longitude", "name"),
    [
        (33.3152, 44.3661, "Tigris"),  # Baghdad
        (36.335, 43.119, "Tigris"),  # Mosul
        (34.607, 43.678, "Tigris"),  # Tikrit
        (35.336, 40.141, "Euphrates"),  # Deir ez-Zor
        (33.426, 43.300, "Euphrates"),  # Ramadi
        (30.508, 47.783, "Shatt al-Arab"),  # Basra
    ],
)
def test_a_named_river_passes_the_towns_on_its_banks(
    latitude: float, longitude: float, name: str
) -> None:
    def away(river: natural_earth.Feature) -> float:
        points = (point for line in river.lines for point in line)
        return min(geodesy.distance_km(latitude, longitude, north, east) for east, north in points)

    rivers = base_map("rivers")
    assert {river.kind for river in rivers} == {"line"}
    assert min(rivers, key=away).name == name
    assert min(map(away, rivers)) < 25


def test_a_river_takes_the_name_of_the_towns_it_passes(maker: ModuleType) -> None:
    assert maker.river([[(44.3, 33.0), (44.4, 33.6)]]) == {"name": "Tigris"}
    assert maker.river([[(50.0, 30.0), (51.0, 30.0)]]) == {}
    with pytest.raises(SystemExit, match="Euphrates, Tigris"):
        maker.river([[(43.79, 33.35), (44.40, 33.34)]])


def test_everything_lies_inside_the_cut_and_the_files_stay_small(maker: ModuleType) -> None:
    west, south, east, north = maker.BOX
    points = np.concatenate(
        [line for name in LAYERS for one in base_map(name) for line in one.lines]
    )
    assert (points >= (west, south)).all()
    assert (points <= (east, north)).all()
    assert sum(path.stat().st_size for path in FOLDER.glob("*.geojson")) < 150_000


def test_the_layer_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(GeoError, match=r"'roads'.*countries, lakes, rivers"):
        base_map("roads")
    with pytest.raises(GeoError):
        base_map("../stories")


def test_a_broken_file_is_named(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "broken.geojson").write_text('{"features": [{"geometry": {}}]}', encoding="utf-8")
    monkeypatch.setattr(natural_earth, "_MAP_FOLDER", tmp_path)
    with pytest.raises(GeoError, match=r"broken\.geojson.*make_base_map"):
        base_map("broken")


def test_a_map_shows_what_touches_its_window_in_km_and_nothing_below_the_scale_it_is_true_at(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    projection = geodesy.azimuthal(33.3152, 44.3661)
    shown = in_view("countries", projection, Box.around(0, 0, 700, 400))
    assert {"Iraq", "Iran"} <= {one.name for one in shown} < {one.name for one in base_map()}
    iraq = next(one for one in shown if one.name == "Iraq")
    assert any(Path(ring).contains_point((0, 0)) for ring in iraq.lines)
    assert in_view("countries", projection, Box.around(0, 0, 700, 399)) == ()
    monkeypatch.setattr(natural_earth, "_MAP_FOLDER", tmp_path / "none")
    assert base_map_names() == []
    assert in_view("countries", projection, Box.around(0, 0, 700, 400)) == ()


@pytest.mark.parametrize("across", [True, False])
def test_a_window_is_touched_from_edge_to_edge_and_by_nothing_beside_it(across: bool) -> None:
    window = Box(-2, -2, 2, 2)
    assert (window.width, window.height) == (4, 4)
    for low, high, touched in (
        (-1, 1, True),
        (-9, -2, True),
        (2, 9, True),
        (-9, -3, False),
        (3, 9, False),
    ):
        line = np.array([(low, 0.0), (high, 0.0)])
        assert window.touches(line if across else line[:, ::-1]) is touched


def test_the_base_map_covers_points_inside_its_cut_only() -> None:
    there = np.array([33.0]), np.array([44.0])
    assert covers(there)
    assert not covers((np.array([33.0, 60.0]), np.array([44.0, 44.0])))
    assert not covers((np.array([33.0, 33.0]), np.array([44.0, 100.0])))


# ------------------------------------------------------------------------------ making it


def test_a_ring_is_cut_along_the_box(maker: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(maker, "BOX", (0.0, 0.0, 2.0, 2.0))
    square = [(1.0, 1.0), (3.0, 1.0), (3.0, 3.0), (1.0, 3.0), (1.0, 1.0)]
    ring = maker.clip_ring(square)
    assert set(ring) == {(1.0, 1.0), (2.0, 1.0), (2.0, 2.0), (1.0, 2.0)}
    assert ring[0] == ring[-1]
    assert maker.clip_ring([(5.0, 5.0), (6.0, 5.0), (6.0, 6.0), (5.0, 5.0)]) == []


def test_a_line_that_leaves_and_comes_back_is_cut_in_two(
    maker: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(maker, "BOX", (0.0, 0.0, 2.0, 2.0))
    line = [(1.0, 0.5), (3.0, 0.5), (3.0, 1.5), (1.0, 1.5)]
    assert maker.clip_line(line) == [[(1.0, 0.5), (2.0, 0.5)], [(2.0, 1.5), (1.0, 1.5)]]


def test_topojson_arcs_are_decoded_and_joined_backwards(maker: ModuleType) -> None:
    topology = {
        "transform": {"scale": [0.5, 2.0], "translate": [10.0, 20.0]},
        "arcs": [[[0, 0], [2, 1]], [[6, 1], [-4, 0]]],
    }
    arcs = maker.decode_arcs(topology)
    assert arcs == [[(10.0, 20.0), (11.0, 22.0)], [(13.0, 22.0), (11.0, 22.0)]]
    assert maker.join([0, ~1], arcs) == [(10.0, 20.0), (11.0, 22.0), (13.0, 22.0)]


def test_the_same_source_gives_the_same_bytes(
    maker: ModuleType, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "small.json"
    square = {"type": "Polygon", "id": "IRQ", "arcs": [[0]]}
    topology = {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [[[40, 30], [5, 0], [0, 5], [-5, -5]]],
        "objects": {
            "countries": {"geometries": [square]},
            "rivers": {"geometries": [{"type": "LineString", "arcs": [0]}]},
            "lakes": {"geometries": []},
        },
    }
    source.write_text(json.dumps(topology), encoding="utf-8")
    monkeypatch.setattr(maker, "__file__", str(tmp_path / "make_base_map.py"))
    digests = set()
    for _ in range(2):
        maker.main([source])
        written = b"".join(path.read_bytes() for path in sorted(tmp_path.glob("*.geojson")))
        digests.add(hashlib.sha256(written).hexdigest())
    assert len(digests) == 1
    (country,) = json.loads((tmp_path / "countries.geojson").read_text("utf-8"))["features"]
    assert country["properties"] == {"code": "IRQ", "name": "Iraq"}
    assert country["geometry"]["coordinates"] == [[[[40, 30], [45, 30], [45, 35], [40, 30]]]]


def test_a_map_has_a_base_map_only_where_its_error_is_a_hundredth_of_it() -> None:
    assert natural_earth.true_to_scale(400)
    assert not natural_earth.true_to_scale(399)
