"""Colours measured: contrast on the ground, and what is left of a difference for the colour-blind.

Two marks that meet in a chart must differ in colour for everybody; or else in two other ways at
once, which are marker, dash and hatch.
"""

from itertools import combinations

import numpy as np
import pytest
from coloraide import Color

from helpers.charts.style import GROUPS, THEMES, Look, Theme

TEXT, MARK = 4.5, 3.0  # WCAG 2.2, 1.4.3 and 1.4.11
SIGHTS = ("everybody", "protan", "deutan", "tritan")

# How far two colours must lie apart in CIELAB, per axis, for a share p of all viewers to tell two
# marks of a size in degrees apart: Stone, Szafir and Setlur, An Engineering Model for Color
# Difference as a Function of Size, 2014, p * (A + B / size). The smallest marks they showed are a
# third of a degree: 13 px on a screen at arm's length, about the size of ours.
A = np.array([10.16, 10.68, 10.70])
B = np.array([1.50, 3.08, 5.74])
SIZE = 1 / 3
SHARE = 0.7
NOTICED = SHARE * (A + B / SIZE)


def seen(colour: str, sight: str) -> np.ndarray:
    """A colour in CIELAB as a kind of sight has it; the dichromat's, which is the worst case."""
    one = Color(colour)
    if sight != "everybody":
        one = one.filter(sight).clip("srgb")
    return np.array(one.convert("lab-d65").coords())


def difference(one: str, other: str) -> float:
    """How much two colours differ, to whoever sees it least: 1 is what is noticed."""
    return min(
        float(np.linalg.norm((seen(one, sight) - seen(other, sight)) / NOTICED)) for sight in SIGHTS
    )


def ways(one: Look, other: Look) -> set[str]:
    """How two looks differ besides in colour."""
    return {
        name for name in ("marker", "line", "hatch") if getattr(one, name) != getattr(other, name)
    }


def contrast(one: str, other: str) -> float:
    return Color(one).contrast(other, method="wcag21")


# --- the measures, on colours whose differences are known ------------------------------------------


def test_what_the_colour_blind_lose_counts_as_no_difference() -> None:
    # Red and green of the same lightness, as in countless charts.
    assert difference("#d62728", "#6a7f10") < 1
    assert difference("#000000", "#ffffff") > 5
    assert difference("#103c66", "#103c66") == 0


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


# --- the house style -------------------------------------------------------------------------------


@pytest.fixture(params=THEMES.values(), ids=lambda one: one.name)
def theme(request: pytest.FixtureRequest) -> Theme:
    chosen: Theme = request.param
    return chosen


def test_text_can_be_read(theme: Theme) -> None:
    assert contrast(theme.ink, theme.ground) >= TEXT
    assert contrast(theme.muted, theme.ground) >= TEXT


def test_marks_stand_out_from_the_ground(theme: Theme) -> None:
    faint = {
        name: round(contrast(colour, theme.ground), 2)
        for name, colour in {**theme.hues, "faint": theme.faint}.items()
        if contrast(colour, theme.ground) < MARK
    }
    assert faint == {}


def test_a_hue_is_known_again_on_the_other_ground() -> None:
    light, dark = THEMES["light"], THEMES["dark"]
    assert set(light.hues) == set(dark.hues)
    for name in light.hues:
        # A hue is known again on the other ground: it stays in its quarter of the circle.
        one, other = (Color(hues.hues[name]).convert("oklch") for hues in (light, dark))
        if min(one["chroma"], other["chroma"]) > 0.04:
            turned = abs(one["hue"] - other["hue"]) % 360
            assert min(turned, 360 - turned) < 45, name


@pytest.mark.parametrize("group", GROUPS)
def test_categories_that_meet_differ_in_colour_for_everybody_or_in_two_other_ways(
    theme: Theme, group: str
) -> None:
    alike = [
        f"{first} and {second}: {theme.hues[one.hue]} and {theme.hues[other.hue]}"
        for (first, one), (second, other) in combinations(GROUPS[group].items(), 2)
        if difference(theme.hues[one.hue], theme.hues[other.hue]) < 1 and len(ways(one, other)) < 2
    ]
    assert alike == []


def test_every_pair_of_hues_differs_for_everybody(theme: Theme) -> None:
    # More than is asked for: whatever meets, colour alone tells it apart.
    alike = {
        (one, other): round(difference(theme.hues[one], theme.hues[other]), 2)
        for one, other in combinations(theme.hues, 2)
        if difference(theme.hues[one], theme.hues[other]) < 1
    }
    assert alike == {}
