"""What the actors of a story come to, for a story whose notes tell no findings of their own."""

import pandas as pd

from helpers.story.csv_tables import split
from helpers.story.story import Story
from helpers.topics.actors import tables
from helpers.topics.finding import Finding
from helpers.topics.written import written_or
from helpers.values.english import capital, counted, in_words, listed

MOST = 3
"""How many names a sentence holds."""


def in_short(story: Story) -> list[Finding]:
    """The findings on actors: those of the story's note, else those computed from its rows.

    Raises: StoryError naming note, line and row for a written finding that its rows do not bear.
    """
    return written_or(story, "actors", computed)


def computed(story: Story) -> list[Finding]:
    """The findings on actors: who is never heard, who has no name, and who is tied to whom.

    Output: up to three findings.
    """
    return [*silent(story), *nameless(story), *tied(story)]


def silent(story: Story) -> list[Finding]:
    """The actors mentioned most for whom nobody speaks, themselves or a part of them."""
    parents = dict(zip(story.actors["actor_id"], story.actors["part_of"], strict=True))
    heard: set[str] = {story.article.outlet_id}
    for speaker in story.claims["speaker"].dropna():
        step: object = speaker
        while pd.notna(step) and step not in heard:  # type: ignore[call-overload]
            heard.add(str(step))
            step = parents.get(str(step))
    counts = story.mentions["actor_id"].value_counts(sort=False)
    table = story.actors[~story.actors["actor_id"].isin(heard)]
    table = table[table["kind"].astype("string").isin(["person", "group", "state", "organisation"])]
    order = table["actor_id"].map(counts).fillna(0).sort_values(ascending=False, kind="stable")
    table = table.loc[order[order > 0].index].head(MOST)
    if table.empty:
        return []
    some = capital(in_words(len(table))) + (" is" if len(table) == 1 else " are")
    text = f"{some} spoken of and never heard: {listed(list(table['name']))}."
    return [Finding(text, tuple(table["actor_id"]))]


def nameless(story: Story) -> list[Finding]:
    """The sources that the text cites and does not name."""
    table = story.actors[story.actors["kind"].astype("string") == "unnamed"]
    table = table[table["actor_id"].isin(set(story.claims["speaker"]))]
    if table.empty:
        return []
    names = list(table["name"].head(MOST))
    if len(table) > MOST:
        names.append(f"{in_words(len(table) - MOST)} more")
    source = "one source" if len(table) == 1 else "sources"
    does = f"{story.article.outlet} relies on {source} without a name"
    return [Finding(f"{does}: {listed(names)}.", tuple(table["actor_id"]))]


def tied(story: Story) -> list[Finding]:
    """What the article states as fact of the pair that it shows both as friends and as enemies."""
    table = tables.torn(story.relations, story.actors)
    table = table[table["both_ways"]]
    if table.empty:
        return []
    top = table.iloc[0]
    ids = split(top["relation_ids"])
    rows = tables.ties(story.relations, story.actors)
    rows = rows[rows["relation_id"].isin(ids) & (rows["firmness"] == "firm")]
    firm = {family: int((rows["family"] == family).sum()) for family in tables.PULLING}
    told = [f"{counted(number, 'tie')} of {family}" for family, number in firm.items()]
    pair = f"{top['first_name']} and {top['second_name']}"
    return [Finding(f"As fact, the article gives {pair} {listed(told)}.", tuple(ids))]
