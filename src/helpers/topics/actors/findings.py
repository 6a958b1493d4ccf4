"""What the actors of a story come to, for a story whose notes tell no findings of their own."""

from collections.abc import Sequence

from helpers.story.csv_tables import split
from helpers.story.story import Story
from helpers.story.weighing import UNNAMED, house
from helpers.topics.actors import tables
from helpers.topics.finding import Finding, InShort, for_all
from helpers.values.english import counted, in_words, inside, listed
from helpers.values.records import in_order, lookup

MOST = 3
"""How many names a sentence holds."""

SPEAKING = ("person", "group", "state", "organisation")
"""The kinds of actor that a reader would expect to hear."""


def silent(story: Story) -> list[Finding]:
    """The actors mentioned most for whom nobody speaks, themselves or a part of them."""
    outlet, actors = story.article.outlet_id, story.actors
    parts = actors[actors["part_of"].notna() & (actors["actor_id"] != outlet)]
    heard = house([outlet, *story.claims["speaker"].dropna()], lookup(parts, "actor_id", "part_of"))
    counts = story.mentions["actor_id"].value_counts()
    rows = actors.assign(mentions=actors["actor_id"].map(counts).astype("Int64"))
    rows = rows[~rows["actor_id"].isin(heard) & rows["kind"].isin(SPEAKING)]
    rows = in_order(rows.dropna(subset="mentions"), "-mentions").head(MOST)
    form = "spoken of and never heard: {names}."
    names = listed([inside(name) for name in rows["name"]])
    return for_all(rows, "actor_id", f"{{Count}} are {form}", f"{{Count}} is {form}", names=names)


def nameless(story: Story) -> list[Finding]:
    """The sources that the text cites and does not name."""
    cited = story.actors["actor_id"].isin(set(story.claims["speaker"]))
    rows = story.actors[cited & (story.actors["kind"] == UNNAMED)]
    form = f"{story.article.outlet} relies on {{}} without a name: {_some(list(rows['name']))}."
    return for_all(rows, "actor_id", form.format("sources"), form.format("one source"))


def _some(names: Sequence[str]) -> str:
    """The first names, and how many more there are."""
    more = [f"{in_words(len(names) - MOST)} more"] if len(names) > MOST else []
    return listed([*map(inside, names[:MOST]), *more])


def tied(story: Story) -> list[Finding]:
    """What the article states as fact of the pair that it shows both as friends and as enemies."""
    pairs = tables.torn(story.relations, story.actors)
    pairs = pairs[pairs["both_ways"]].head(1)
    ties = tables.ties(story.relations, story.actors)
    ids = [tie for cell in pairs["relation_ids"] for tie in split(cell)]
    ties = ties.set_index("relation_id").loc[ids].reset_index()
    firm = ties.loc[ties["firmness"] == "firm", "family"]
    told = [
        f"{counted(int((firm == family).sum()), 'tie')} of {family}" for family in tables.PULLING
    ]
    pair = " and ".join([*pairs["first_name"], *pairs["second_name"]])
    form = "As fact, the article gives {pair} {ties}."
    return for_all(ties, "relation_id", form, pair=pair, ties=listed(told))


in_short = InShort("actors", (silent, nameless, tied))
"""The findings on actors: who is never heard, who has no name, and who is tied to whom."""
