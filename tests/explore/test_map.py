"""The map of the explorer: what is drawn below the places."""

import pandas as pd
import pytest

from helpers.explore.map import story_map


@pytest.mark.parametrize(("degrees", "whole"), [(0.3, False), (4.0, True)])
def test_a_small_map_of_the_explorer_has_no_rivers_and_no_borders(
    degrees: float, whole: bool
) -> None:
    places = pd.DataFrame(
        {"place_id": ["a", "b"], "latitude": [33.3, 33.3 + degrees], "longitude": [44.4, 44.0]}
    )
    found = story_map(places, "a")
    assert found is not None
    assert bool(found["layers"]["rivers"]) is whole
    assert bool(found["names"]) is whole
