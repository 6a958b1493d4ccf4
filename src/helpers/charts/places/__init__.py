"""Charts of the places: the surroundings of a centre, a map of all."""

from helpers.charts.places.overview import overview
from helpers.charts.places.surroundings import ringed, surroundings

__all__ = ["overview", "ringed", "surroundings"]
