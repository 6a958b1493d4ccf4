"""Charts of the places: distances stated and measured, the surroundings of a centre, a map of all."""

from helpers.charts.distances import stated_distances
from helpers.charts.places.overview import overview
from helpers.charts.places.surroundings import surroundings

__all__ = ["overview", "stated_distances", "surroundings"]
