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
from helpers.charts.natural_earth import LAYERS, Box, base_map, base_map_names, in_view
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
        (39.74, -104.99, "USA"),
        (-17.8, 178.0, "FJI"),
        (-16.9, -179.9, "FJI"),
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
    assert len(countries) == 239
    for country in countries:
        assert country.kind == "area"
        assert bool(country.code) is bool(country.name)
        assert all(_closed(ring) and len(ring) > 3 for ring in country.lines)


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


def test_the_base_map_is_the_whole_globe_and_its_files_stay_small() -> None:
    points = np.concatenate(
        [line for name in LAYERS for one in base_map(name) for line in one.lines]
    )
    assert (np.abs(points) <= (180, 90)).all()
    west, east = points[:, 0].min(), points[:, 0].max()
    assert (west, east) == (-180, 180)
    assert sum(path.stat().st_size for path in FOLDER.glob("*.geojson")) < 2_200_000


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
    shown = in_view("countries", projection, Box.around(0, 0, 700, 460))
    assert {"Iraq", "Iran"} <= {one.name for one in shown} < {one.name for one in base_map()}
    iraq = next(one for one in shown if one.name == "Iraq")
    assert any(Path(ring).contains_point((0, 0)) for ring in iraq.lines)
    assert in_view("countries", projection, Box.around(0, 0, 700, 459)) == ()
    monkeypatch.setattr(natural_earth, "_MAP_FOLDER", tmp_path / "none")
    assert base_map_names() == []
    assert in_view("countries", projection, Box.around(0, 0, 700, 460)) == ()


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


def test_land_is_cut_outside_the_window_and_not_inside_it() -> None:
    window = Box.around(0, 0, 1000, 600)
    shown = in_view("countries", geodesy.azimuthal(60, 90), window)
    (russia,) = shown
    (ring,) = russia.lines
    assert ring.min(axis=0).tolist() == [-550, -330]
    assert ring.max(axis=0).tolist() == [550, 330]
    # Nothing of Lake Baikal lies outside of it: it is whole.
    around = geodesy.azimuthal(53.5, 108)
    lakes = in_view("lakes", around, Box.around(0, 0, 1200, 1200))
    seen = max((line for one in lakes for line in one.lines), key=np.ptp)
    whole = max((np.column_stack(around.forward(line[:, 1], line[:, 0]))
                 for one in base_map("lakes") for line in one.lines
                 if Path(line).contains_point((108, 53.5))), key=np.ptp)  # fmt: skip
    assert seen.min(axis=0) == pytest.approx(whole.min(axis=0), abs=0.5)
    assert seen.max(axis=0) == pytest.approx(whole.max(axis=0), abs=0.5)


def _closed(ring: np.ndarray) -> bool:
    """Whether it ends where it began, or goes around the pole from cut to cut."""
    return bool((ring[0] == ring[-1]).all()) or set(ring[[0, -1], 0].tolist()) <= {-180, 180}


# ------------------------------------------------------------------------------ making it


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
        maker.main(source)
        written = b"".join(path.read_bytes() for path in sorted(tmp_path.glob("*.geojson")))
        digests.add(hashlib.sha256(written).hexdigest())
    assert len(digests) == 1
    (country,) = json.loads((tmp_path / "countries.geojson").read_text("utf-8"))["features"]
    assert country["properties"] == {"code": "IRQ", "name": "Iraq"}
    assert country["geometry"]["coordinates"] == [[[[40, 30], [45, 30], [45, 35], [40, 30]]]]


def test_a_map_has_a_base_map_only_where_its_error_is_a_hundredth_of_it() -> None:
    assert natural_earth.true_to_scale(460)
    assert not natural_earth.true_to_scale(459)
