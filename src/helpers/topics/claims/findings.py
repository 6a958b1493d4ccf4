"""Whose word a story rests on, for a story whose notes tell no findings of their own."""

from helpers.story.csv_tables import split
from helpers.story.story import Story
from helpers.topics.claims import tables
from helpers.topics.finding import Finding, for_all, for_each
from helpers.topics.written import InShort
from helpers.values.english import in_words, listed
from helpers.values.records import in_order, lookup

HANDS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")


def voices(story: Story) -> list[Finding]:
    """How much of the news the outlet vouches for, and how much comes from nobody with a name."""
    rows = tables.voiced(tables.assertions(story.claims), story.actors)
    own, unnamed = (int((rows["voiced"] == voice).sum()) for voice in ("outlet", "unnamed"))
    form = (
        f"Of {{count}} {{}} {story.article.outlet} makes {in_words(own)} in its own voice;"
        f" {in_words(unnamed) if unnamed else 'none'} {'come' if unnamed > 1 else 'comes'} from a"
        " source without a name."
    )
    assertions, assertion = (form.replace("{}", noun) for noun in ("assertions", "assertion"))
    return for_all(rows, "claim_id", assertions, assertion)


def furthest(story: Story) -> list[Finding]:
    """The claim that came through most hands."""
    rows = story.claims.assign(relays=tables.relays(story.claims["chain"], story.actors))
    rows = in_order(rows[rows["relays"] > 0], "-relays").head(1)
    names = lookup(story.actors, "actor_id", "name")
    ways = [[names[step] for step in split(chain)[:-1]] for chain in rows["chain"]]
    rows = rows.assign(
        hand=[HANDS[min(relays, len(HANDS) - 1)] for relays in rows["relays"]],
        first=[way[0] for way in ways],
        through=[listed(way[1:]) for way in ways],
    )
    return for_each(rows, "One claim comes at {hand} hand: {first}, through {through}.", "claim_id")


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
