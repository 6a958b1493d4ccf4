"""What the places of a story come to, for a story whose notes tell no findings of their own."""

import pandas as pd

from helpers.story.story import Story
from helpers.topics.finding import Finding
from helpers.topics.places import tables
from helpers.topics.written import written_or


def in_short(story: Story) -> list[Finding]:
    """The findings on places: those of the story's note, else those computed from its rows.

    Raises: StoryError naming note, line and row for a written finding that its rows do not bear.
    """
    return written_or(story, "places", computed)


def computed(story: Story) -> list[Finding]:
    """The findings on places: what can be measured, what cannot, and how far the story reaches.

    Output: up to three findings.
    """
    return [*measured(story)[:1], *unmeasured(story), *furthest(story)]


def measured(story: Story) -> list[Finding]:
    """For each pair of places, what is said of the distance and what lies between them."""
    distances = _distances(story)
    rows = distances[distances["measured_km"].notna()]
    found = []
    for row in rows.itertuples(index=False):
        text = (
            f"The article puts {row.to_name} {row.surface} from {row.from_name} ({row.source});"
            f" between the two points lie {row.measured_km:.1f} km ({row.measured_miles:.1f} miles),"
            f" {_verdict(row.outcome, row.difference_km)}."
        )
        found.append(Finding(text, (str(row.figure_id), str(row.from_place), str(row.to_place))))
    return found


def unmeasured(story: Story) -> list[Finding]:
    """The first distance that leads to no place with a point."""
    distances = _distances(story)
    rows = distances[distances["measured_km"].isna()]
    if rows.empty:
        return []
    row = rows.iloc[0]
    text = f"No map can test the distance “{row['surface']}”, because {row['why_not']}."
    return [Finding(text, (str(row["figure_id"]),))]


def furthest(story: Story) -> list[Finding]:
    """The place of the article that lies furthest from the centre."""
    table = tables.from_centre(story.places, story.article.centre)
    centre = table[table["is_centre"]]
    others = table[~table["is_centre"] & table["paragraph"].notna()]
    if centre.empty or others.empty:
        return []
    name, far = centre["name"].iloc[0], others.iloc[-1]
    text = (
        f"Of the article's places on the map {far['name']} lies furthest from {name}:"
        f" {far['distance_km']:.0f} km to the {far['compass']}."
    )
    return [Finding(text, (str(centre["place_id"].iloc[0]), str(far["place_id"])))]


def _distances(story: Story) -> pd.DataFrame:
    table = tables.stated_distances(story.figures, story.places, story.claims, story.actors)
    return tables.against_measured(table, story.places)


def _verdict(outcome: object, difference: object) -> str:
    km = 0.0 if pd.isna(difference) else abs(float(str(difference)))  # type: ignore[call-overload]
    if outcome == "within":
        return "which is what the words allow"
    if outcome == "longer":
        return f"{km:.1f} km more than stated"
    if outcome == "shorter":
        return f"{km:.1f} km less than stated"
    return f"{km:.1f} km from the number, to which the words set no limits"
