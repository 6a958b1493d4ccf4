"""Whose word a story rests on, for a story whose notes tell no findings of their own."""

from helpers.story.csv_tables import split
from helpers.story.story import Story
from helpers.topics.claims import tables
from helpers.topics.finding import Finding
from helpers.topics.written import written_or
from helpers.values.english import in_words, listed

HANDS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")


def in_short(story: Story) -> list[Finding]:
    """The findings on claims: those of the story's note, else those computed from its rows.

    Raises: StoryError naming note, line and row for a written finding that its rows do not bear.
    """
    return written_or(story, "claims", computed)


def computed(story: Story) -> list[Finding]:
    """The findings on claims: whose word it is, how far words travel, where claims exclude each other.

    Output: up to three findings.
    """
    return [*voices(story), *furthest(story), *contradiction(story)]


def voices(story: Story) -> list[Finding]:
    """How much of the news the outlet vouches for, and how much comes from nobody with a name."""
    table = tables.voiced(tables.assertions(story.claims), story.actors)
    if table.empty:
        return []
    own, unnamed = (int((table["voiced"] == voice).sum()) for voice in ("outlet", "unnamed"))
    text = (
        f"Of {in_words(len(table))} assertions {story.article.outlet} makes {in_words(own)} in its"
        f" own voice; {in_words(unnamed) if unnamed else 'none'}"
        f" {'come' if unnamed > 1 else 'comes'} from a source without a name."
    )
    return [
        Finding(text.replace("Of one assertions", "Of one assertion"), tuple(table["claim_id"]))
    ]


def furthest(story: Story) -> list[Finding]:
    """The claim that came through most hands."""
    others = tables.relays(story.claims["chain"], story.actors)
    if others.empty or int(others.max()) < 1:
        return []
    at = int(others.to_numpy().argmax())
    row = story.claims.iloc[at]
    names = dict(zip(story.actors["actor_id"], story.actors["name"], strict=True))
    first, *relays = [names[step] for step in split(row["chain"])[:-1]]
    hand = HANDS[min(int(others.iloc[at]), len(HANDS) - 1)]
    text = f"One claim comes at {hand} hand: {first}, through {listed(relays)}."
    return [Finding(text, (str(row["claim_id"]),))]


def contradiction(story: Story) -> list[Finding]:
    """The first two claims that cannot both be true, with what they speak of."""
    table = tables.tensions(story.claim_links, story.claims)
    table = table[(table["kind"] == "contradicts") & table["thing"].notna()]
    if table.empty:
        return []
    row = table.iloc[0]
    places = sorted({int(row["other_paragraph"]), int(row["paragraph"])})
    where = f"Paragraphs {listed([str(place) for place in places])} exclude each other"
    if len(places) == 1:
        where = f"Two claims of paragraph {places[0]} exclude each other"
    text = f"{where} on one thing: {str(row['thing']).rstrip('.')}."
    return [Finding(text, (str(row["claim_id"]), str(row["other_id"])))]
