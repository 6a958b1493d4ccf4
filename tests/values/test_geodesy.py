"""Distances, directions and units of length, held against published figures."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.values.geodesy import GeoError, azimuthal, bearing, compass, convert, distance_km
from helpers.values.quantities import METRES, UnitError

CENTRE = (33.3152, 44.3661)
# Latitude, longitude, km and bearing from CENTRE; computed outside this project from published
# coordinates (UCDP GED, GeoNames, OCHA COD).
PUBLISHED = [
    (33.173301, 43.862929, 49.5, 251.6, "WSW"),
    (33.34913, 43.78599, 54.1, 274.1, "W"),
    (33.307031, 44.186945, 16.7, 266.9, "W"),
    (34.277248, 45.177861, 130.5, 34.9, "NE"),
    (33.34058, 44.40088, 4.3, 49.0, "NE"),
    (35.95283, 39.00788, 571.7, 302.3, "WNW"),
    (36.52815, 37.95495, 685.5, 303.1, "WNW"),
    (34.45226, 40.91854, 342.9, 292.5, "WNW"),
    (36.69648, 38.95382, 620.1, 308.7, "NW"),
]
latitudes = st.floats(-89, 89)
longitudes = st.floats(-180, 180)


@pytest.mark.parametrize(("latitude", "longitude", "km", "degrees", "point"), PUBLISHED)
def test_distance_and_bearing_agree_with_published_places(
    latitude: float, longitude: float, km: float, degrees: float, point: str
) -> None:
    there = (latitude, longitude)
    assert round(distance_km(*CENTRE, *there), 1) == km
    assert round(bearing(*CENTRE, *there), 1) == degrees
    assert compass(degrees) == point


def test_distances_are_measured_on_the_ellipsoid_not_on_a_sphere() -> None:
    # A degree of longitude on the equator: 2 pi 6378.137 km / 360; of latitude there, less.
    assert distance_km(0, 0, 0, 1) == pytest.approx(111.319491, abs=1e-6)
    assert distance_km(0, 0, 1, 0) == pytest.approx(110.574389, abs=1e-6)


@given(latitudes, longitudes, latitudes, longitudes)
def test_a_distance_is_the_same_both_ways(
    latitude1: float, longitude1: float, latitude2: float, longitude2: float
) -> None:
    there = distance_km(latitude1, longitude1, latitude2, longitude2)
    back = distance_km(latitude2, longitude2, latitude1, longitude1)
    assert there == pytest.approx(back, abs=1e-6)
    assert 0 <= there < 20_004


@pytest.mark.parametrize(
    ("degrees", "point"),
    [
        (0, "N"),
        (11.24, "N"),
        (11.25, "NNE"),
        (90, "E"),
        (180, "S"),
        (247.5, "WSW"),
        (270, "W"),
        (348.74, "NNW"),
        (348.75, "N"),
        (360, "N"),
        (-90, "W"),
        (-1e-15, "N"),
    ],
)
def test_a_bearing_goes_to_the_nearest_of_16_points(degrees: float, point: str) -> None:
    assert compass(degrees) == point


def test_bearings_of_the_four_quarters() -> None:
    assert [bearing(0, 0, *there) for there in ((1, 0), (0, 1), (-1, 0), (0, -1))] == [
        pytest.approx(degrees) for degrees in (0, 90, 180, 270)
    ]


@pytest.mark.parametrize("latitude", [float("nan"), None, 90.1, -91, float("inf")])
def test_a_missing_or_impossible_coordinate_is_refused(latitude: float) -> None:
    for measure in (distance_km, bearing):
        with pytest.raises(GeoError, match="latitude is"):
            measure(latitude, 44.0, *CENTRE)
    with pytest.raises(GeoError, match="latitude is"):
        azimuthal(latitude, 44.0)


def test_there_is_no_bearing_to_the_same_point() -> None:
    with pytest.raises(GeoError, match="same point"):
        bearing(*CENTRE, *CENTRE)


def test_there_is_no_compass_point_for_no_bearing() -> None:
    with pytest.raises(GeoError, match="nan"):
        compass(float("nan"))


@pytest.mark.parametrize(
    ("value", "from_unit", "to_unit", "expected"),
    [
        (1, "mile", "km", 1.609344),
        (25, "mile", "km", 40.2336),
        (2, "km", "metre", 2000),
        (5280, "foot", "mile", 1),
        (1, "nautical mile", "metre", 1852),
        (0.1, "km", "km", 0.1),
    ],
)
def test_lengths_convert_exactly(
    value: float, from_unit: str, to_unit: str, expected: float
) -> None:
    assert convert(value, from_unit, to_unit) == expected


@given(st.floats(0, 1e9), st.sampled_from(list(METRES)), st.sampled_from(list(METRES)))
def test_there_and_back_gives_the_same_length(value: float, one: str, two: str) -> None:
    assert convert(convert(value, one, two), two, one) == pytest.approx(value)


@pytest.mark.parametrize(("one", "two"), [("hour", "km"), ("km", "person")])
def test_what_is_no_length_is_refused(one: str, two: str) -> None:
    with pytest.raises(UnitError, match=r"hour|person"):
        convert(1, one, two)


def test_a_missing_length_stays_missing() -> None:
    assert math.isnan(convert(float("nan"), "mile", "km"))


@given(st.floats(25, 42), st.floats(34, 54))
def test_the_map_keeps_distance_and_bearing_from_its_centre(
    latitude: float, longitude: float
) -> None:
    x, y = azimuthal(*CENTRE).forward([latitude], [longitude])
    km = distance_km(*CENTRE, latitude, longitude)
    assert math.hypot(x[0], y[0]) == pytest.approx(km, abs=1e-3)
    if km > 1:
        angle = math.degrees(math.atan2(x[0], y[0])) - bearing(*CENTRE, latitude, longitude)
        assert (angle + 180) % 360 - 180 == pytest.approx(0, abs=1e-3)


def test_the_centre_lies_at_zero_and_a_missing_point_stays_missing() -> None:
    x, y = azimuthal(*CENTRE).forward([CENTRE[0], np.nan], [CENTRE[1], 44.0])
    assert (x[0], y[0]) == pytest.approx((0, 0), abs=1e-9)
    assert np.isnan([x[1], y[1]]).all()
