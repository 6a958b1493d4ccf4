"""What the places of a story come to, for a story whose notes tell no findings of their own."""

from collections.abc import Mapping

import pandas as pd

from helpers.story.story import Story
from helpers.topics.finding import Finding, InShort, for_each
from helpers.topics.places import tables

VERDICTS: Mapping[str, str] = {
    "within": "which is what the words allow",
    "longer": "{:,.1f} km more than stated",
    "shorter": "{:,.1f} km less than stated",
    "cannot be said": "{:,.1f} km from the number, to which the words set no limits",
}
"""How a measured distance stands to the stated one, by its outcome; the number is the difference."""


def measured(story: Story) -> list[Finding]:
    """What is said of the first distance that has two points, and what lies between them."""
    rows = _distances(story)
    rows = rows[rows["measured_km"].notna()]
    apart = rows["difference_km"].abs().fillna(0)
    told = [VERDICTS[name].format(km) for name, km in zip(rows["outcome"], apart, strict=True)]
    form = (
        "The article puts {to_name} {surface} from {from_name} ({source}); between the two points"
        " lie {measured_km:,.1f} km ({measured_miles:.1f} miles), {told}."
    )
    return for_each(rows.assign(told=told), form, "figure_id", "from_place", "to_place")


def unmeasured(story: Story) -> list[Finding]:
    """The first distance that leads to no place with a point."""
    rows = _distances(story)
    form = "No map can test the distance “{surface}”, because {why_not}."
    return for_each(rows[rows["measured_km"].isna()], form, "figure_id")


def furthest(story: Story) -> list[Finding]:
    """The place of the article that lies furthest from the centre."""
    rows = tables.from_centre(story.places, story.article.centre)
    centre = rows[rows["is_centre"]]
    rows = rows[~rows["is_centre"] & rows["paragraph"].notna()].tail(1)
    for column in ("name", "place_id"):
        rows = rows.assign(**{f"centre_{column}": "".join(centre[column])})
    form = (
        "Of the article's places on the map {name} lies furthest from {centre_name}:"
        " {distance_km:,.0f} km to the {compass}."
    )
    return for_each(rows, form, "centre_place_id", "place_id")


def _distances(story: Story) -> pd.DataFrame:
    table = tables.stated_distances(story.figures, story.places, story.claims, story.actors)
    return tables.against_measured(table, story.places)


in_short = InShort("places", (measured, unmeasured, furthest))
"""The findings on places: what can be measured, what cannot, and how far the story reaches."""
