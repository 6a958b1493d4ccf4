"""Whose word a story rests on, for a story whose notes tell no findings of their own."""

from helpers.story.csv_tables import split
from helpers.story.story import Story
from helpers.topics.claims import tables
from helpers.topics.finding import Finding, InShort, for_all, for_each
from helpers.values.english import in_words, inside, listed
from helpers.values.records import in_order, lookup

HANDS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")


def voices(story: Story) -> list[Finding]:
    """How much of the news the outlet vouches for, and how much comes from nobody with a name."""
    rows = tables.voiced(tables.assertions(story.claims), story.actors)
    own, unnamed = (int((rows["voiced"] == voice).sum()) for voice in ("outlet", "unnamed"))
    form = (
        f"Of {{count}} {{}} {story.article.outlet} makes {in_words(own) if own else 'none'} in its own voice;"
        f" {in_words(unnamed) if unnamed else 'none'} {'come' if unnamed > 1 else 'comes'} from a"
        " source without a name."
    )
    assertions, assertion = (form.replace("{}", noun) for noun in ("assertions", "assertion"))
    return for_all(rows, "claim_id", assertions, assertion)


def furthest(story: Story) -> list[Finding]:
    """How many assertions come through others, and the one that came through most hands."""
    rows = tables.assertions(story.claims)
    rows = rows.assign(relays=tables.relays(rows["chain"], story.actors))
    rows = in_order(rows[rows["relays"] > 0], "-relays")
    if rows.empty:
        return []
    names = lookup(story.actors, "actor_id", "name")
    first, *others = [inside(names[step]) for step in split(rows["chain"].iloc[0])[:-1]]
    hand = HANDS[min(int(rows["relays"].iloc[0]), len(HANDS) - 1)]
    way = f"at {hand} hand: {first}, through {listed(others)}."
    several = f"{{Count}} assertions come at second hand or further, one of them {way}"
    if rows["relays"].nunique() == 1:
        through = f"from {first}, through {listed(others)}."
        several = f"{{Count}} assertions come at {hand} hand, one of them {through}"
    return for_all(rows, "claim_id", several, f"One assertion comes {way}")


def contradiction(story: Story) -> list[Finding]:
    """The first two claims that cannot both be true, with what they speak of."""
    rows = tables.tensions(story.claim_links, story.claims)
    rows = rows[(rows["kind"] == "contradicts") & rows["thing"].notna()]
    rows = rows.assign(
        thing=rows["thing"].str.rstrip("."),
        one=rows[["paragraph", "other_paragraph"]].min(axis=1),
        other=rows[["paragraph", "other_paragraph"]].max(axis=1),
    ).head(1)
    same = (rows["one"] == rows["other"]).any()
    where = "Two claims of paragraph {one}" if same else "Paragraphs {one} and {other}"
    form = where + " exclude each other on one thing: {thing}."
    return for_each(rows, form, "claim_id", "other_id")


in_short = InShort("claims", (voices, furthest, contradiction))
"""The findings on claims: whose word it is, how far words travel, which exclude each other."""
