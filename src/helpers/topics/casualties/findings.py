"""What the tolls of a story come to, for a story whose notes tell no findings of their own."""

from helpers.story.story import Story
from helpers.topics.casualties import tables
from helpers.topics.finding import Finding, InShort, for_all, for_each
from helpers.values.english import listed
from helpers.values.records import lookup

MOST = 3
"""How many groups of people a sentence holds."""

COMMON = (
    *("People", "All", "Children", "Fighters", "Civilians", "Soldiers", "Those", "Victims"),
    *("Farmhands", "Hostages", "Workers", "Passengers", "Survivors"),
)
"""First words that lose their capital within a sentence. A second capital letter ("UN", "al-Nusra")
or a capitalised adjective can't be told from a sentence's first word, so no other word does."""


def largest(story: Story) -> list[Finding]:
    """The article's largest toll, and whose count it is."""
    rows = tables.comparison(story.casualties, story.checks).head(1)
    speakers = lookup(story.claims, "claim_id", "speaker")
    own = rows["claim_id"].map(speakers) == story.article.outlet_id
    given = " (" + rows["reported_by"] + ")"
    rows = rows.assign(
        happened=rows["outcome"].astype("string").map(tables.OUTCOMES),
        whose=given.mask(own, ", and it names no source"),
        people=rows["victims"].map(_lower),
        toll=(rows["outcome"] == tables.SURVIVED).map({True: "count", False: "toll"}),
    )
    form = "The article's largest {toll} of people {happened} is {number}{whose}: {people}."
    return for_each(rows, form, "casualty_id")


def compared(story: Story) -> list[Finding]:
    """What the first reference counts that speaks to the same claim."""
    rows = tables.comparison(story.casualties, story.checks).iloc[1:]
    rows = rows[rows["included_in"].isna()]
    when = (", " + rows["period_text"]).mask(rows["period_text"] == "", "")
    rows = rows.assign(when=when, people=rows["victims"].map(_lower))
    form = "A reference counts {number}{when}: {people} ({reported_by})."
    return for_each(rows, form, "casualty_id")


def uncounted(story: Story) -> list[Finding]:
    """The groups of people to whom the article gives no exact number."""
    rows = tables.reported(story.casualties, story.claims)
    rows = rows[rows["included_in"].isna() & (rows["stated"] != "number")]
    people = list(rows["victims"].drop_duplicates().map(_lower))
    named = listed([*people[:MOST], *(["others"] if len(people) > MOST else [])])
    return for_all(
        rows, "casualty_id", "The article gives no exact number for {people}.", people=named
    )


def _lower(words: str) -> str:
    """Take the capital off a common first word; a proper one keeps it."""
    common = words.partition(" ")[0] in COMMON
    return words[:1].lower() + words[1:] if common else words


in_short = InShort("casualties", (largest, compared, uncounted))
"""The findings on casualties: the largest toll, what others count, and who has no number."""
