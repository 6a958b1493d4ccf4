"""What the tolls of a story come to, for a story whose notes tell no findings of their own."""

from helpers.story.story import Story
from helpers.topics.casualties import tables
from helpers.topics.finding import Finding
from helpers.topics.written import written_or
from helpers.values.english import listed

OUTCOMES = {"killed": "killed", "injured": "injured", "struck": "hit", "captive": "held"}
MOST = 3
"""How many groups of people a sentence holds."""


def in_short(story: Story) -> list[Finding]:
    """The findings on casualties: those of the story's note, else those computed from its rows.

    Raises: StoryError naming note, line and row for a written finding that its rows do not bear.
    """
    return written_or(story, "casualties", computed)


def computed(story: Story) -> list[Finding]:
    """The findings on casualties: the largest toll, what others count, and who has no number.

    Output: up to three findings.
    """
    return [*largest(story), *held_against(story), *uncounted(story)]


def largest(story: Story) -> list[Finding]:
    """The article's largest toll, and whose count it is."""
    rows = tables.comparison(story.casualties, story.checks)
    if rows.empty:
        return []
    first = rows.iloc[0]
    speakers = dict(zip(story.claims["claim_id"], story.claims["speaker"], strict=True))
    own = speakers.get(first["claim_id"]) == story.article.outlet_id
    whose = ", and it names no source" if own else f" ({first['reported_by']})"
    text = (
        f"The article's largest toll of people {OUTCOMES[str(first['outcome'])]} is"
        f" {first['number']}{whose}: {_lower(str(first['victims']))}."
    )
    return [Finding(text, (str(first["casualty_id"]),))]


def held_against(story: Story) -> list[Finding]:
    """What the first reference counts that is held against it."""
    rows = tables.comparison(story.casualties, story.checks).iloc[1:]
    rows = rows[rows["included_in"].isna()]
    if rows.empty:
        return []
    row = rows.iloc[0]
    when = f", {row['period_text']}" if row["period_text"] else ""
    who = f"{_lower(str(row['victims']))} ({row['reported_by']})"
    text = f"A reference counts {row['number']}{when}: {who}."
    return [Finding(text, (str(row["casualty_id"]),))]


def uncounted(story: Story) -> list[Finding]:
    """The groups of people to whom the article gives no number."""
    table = tables.reported(story.casualties, story.claims)
    table = table[table["included_in"].isna() & (table["stated"] != "number")]
    if table.empty:
        return []
    people = [_lower(str(name)) for name in dict.fromkeys(table["victims"])]
    more = ["others"] if len(people) > MOST else []
    text = f"The article gives no number for {listed([*people[:MOST], *more])}."
    return [Finding(text, tuple(table["casualty_id"]))]


def _lower(words: str) -> str:
    """Take the capital off a common first word; a proper one keeps it.

    A second capital letter ("UN", "al-Nusra") or a capitalised adjective can't be told from
    a sentence's first word, so only a word known to be common is changed.
    """
    first, _, rest = words.partition(" ")
    common = {
        *("People", "All", "Children", "Fighters", "Civilians", "Soldiers", "Those", "Victims"),
        *("Farmhands", "Hostages", "Workers"),
    }
    return f"{first.lower()} {rest}".strip() if first in common else words
