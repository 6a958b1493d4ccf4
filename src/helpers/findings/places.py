"""What the places of a story come to, in whole sentences."""

import pandas as pd

from helpers.findings import Finding
from helpers.story import Story
from helpers.tables import places
from helpers.wording import counted, in_words, listed

AREA = "a country, a province, an area or a road"
AREAS = "countries, provinces, areas or roads"


def in_short(story: Story) -> list[Finding]:
    """The findings on places, computed from the rows of the story.

    Output: up to six findings; none if the story has no places.
    """
    every = (located, stated, measured, nearest_and_furthest)
    return [finding for one in every for finding in one(story)]


def located(story: Story) -> list[Finding]:
    """How many places have coordinates, and why the others have none."""
    table = places.gazetteer(story.places)
    if table.empty:
        return []
    found = int(table["located"].sum())
    lacking = table[~table["located"]]
    text = f"The tables hold {counted(len(table), 'place')}"
    if lacking.empty:
        text += ", and " + ("it has" if len(table) == 1 else "all have") + " coordinates"
        return [Finding(f"{text}.", tuple(table["place_id"]))]
    areas = int(lacking["why_not"].str.startswith("not a point").sum())
    if len(table) == 1:
        reason = f"it is {AREA}" if areas else "no position has been established"
        text += f", which has no coordinates: {reason}"
        return [Finding(f"{text}.", tuple(table["place_id"]))]
    other = len(lacking) - areas
    text += f"; {in_words(found) if found else 'none'} of them {'has' if found == 1 else 'have'}"
    reasons = []
    if areas:
        reasons.append(f"{in_words(areas)} {'is ' + AREA if areas == 1 else 'are ' + AREAS}")
    if other:
        reasons.append(f"for {in_words(other)} no position has been established")
    return [Finding(f"{text} coordinates; {listed(reasons)}.", tuple(table["place_id"]))]


def stated(story: Story) -> list[Finding]:
    """How many distances are stated, and how many can be measured."""
    distances = _distances(story)
    if distances.empty:
        return []
    count = int(distances["measured_km"].notna().sum())
    text = f"The article states {counted(len(distances), 'distance')} as a length"
    if count == len(distances):
        text += "; " + ("it" if count == 1 else "each") + " can be measured between two points"
    elif count == 0:
        text += (
            "; " + ("it can't" if len(distances) == 1 else "none can") + " be measured, because an"
            " end is no place with coordinates"
        )
    else:
        lies = "joins" if count == 1 else "join"
        text += (
            f"; {in_words(count)} of them {lies} two places with coordinates and can be measured"
        )
    return [Finding(f"{text}.", tuple(distances["figure_id"]))]


def measured(story: Story) -> list[Finding]:
    """For up to three pairs that can be measured, what is said and what lies between."""
    distances = _distances(story)
    found = []
    rows = distances[distances["measured_km"].notna()]
    for row in rows.head(3).itertuples(index=False):
        between = f"{row.measured_km:.1f} km ({row.measured_miles:.1f} miles)"
        text = (
            f"{row.source} gives the distance from {row.from_name} to {row.to_name} as"
            f" {row.surface}; between the two points lie {between}, {_verdict(row.outcome, row.difference_km)}."
        )
        found.append(Finding(text, (str(row.figure_id), str(row.from_place), str(row.to_place))))
    return found


def _distances(story: Story) -> pd.DataFrame:
    table = places.stated_distances(story.figures, story.places, story.claims, story.actors)
    return places.against_measured(table, story.places)


def _verdict(outcome: object, difference: object) -> str:
    km = 0.0 if pd.isna(difference) else abs(float(str(difference)))  # type: ignore[call-overload]
    if outcome == "within":
        return "which is what the words allow"
    if outcome == "longer":
        return f"{km:.1f} km more than stated"
    if outcome == "shorter":
        return f"{km:.1f} km less than stated"
    return f"{km:.1f} km from the number, to which the words set no limits"


def nearest_and_furthest(story: Story) -> list[Finding]:
    """Which places with coordinates lie nearest to the centre and furthest from it."""
    table = places.from_centre(story.places, story.article.centre)
    centre = table[table["is_centre"]]
    others = table[~table["is_centre"]]
    if centre.empty or len(others) < 2:
        return []
    near, far = others.iloc[0], others.iloc[-1]
    name = centre["name"].iloc[0]
    text = (
        f"Of the places with coordinates, {near['name']} lies nearest to {name}"
        f" ({near['distance_km']:.0f} km {near['compass']}), {far['name']} furthest away"
        f" ({far['distance_km']:.0f} km {far['compass']})."
    )
    ids = (str(centre["place_id"].iloc[0]), str(near["place_id"]), str(far["place_id"]))
    return [Finding(text, ids)]
