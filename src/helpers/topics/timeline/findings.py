"""What the dates of a story come to, for a story whose notes tell no findings of their own."""

from helpers.story.story import Story
from helpers.topics.finding import Finding, InShort, for_all, for_each
from helpers.topics.timeline import tables
from helpers.values import dates
from helpers.values.records import lookup


def earliest(story: Story) -> list[Finding]:
    """The event with the earliest start that the printed date words allow."""
    rows = tables.resolved(story.events)
    rows = rows[(rows["start"] == "known") & rows["dated"]]
    rows = rows.assign(told=rows["description"].str.rstrip("."))
    form = "The earliest date in the article is {when_text}: {told}."
    return for_each(rows, form, "event_id") if len(rows) > 1 else []


def established(story: Story) -> list[Finding]:
    """The first event that the article leaves undated and a reference dates."""
    rows = story.events[story.events["established_when"].notna() & story.events["surface"].isna()]
    publishers = lookup(story.references, "ref_id", "publisher")
    rows = rows.assign(
        when=[dates.describe(cell) for cell in rows["established_when"]],
        told=rows["description"].str.rstrip("."),
        who=[publishers.get(ref, "not named") for ref in rows["ref_id"]],
    )
    form = "A reference has a date that the article lacks, {when}: {told} ({who})."
    return for_each(rows, form, "event_id")


def ahead(story: Story) -> list[Finding]:
    """What the article tells of that had not happened."""
    rows = story.events[story.events["status"] == "possible"]
    return for_all(
        rows,
        "event_id",
        "{Count} things in the article had not happened, among them: {first}.",
        "One thing in the article had not happened: {first}.",
        first="".join(rows["description"].head(1)).rstrip("."),
    )


in_short = InShort("timeline", (earliest, established, ahead))
"""The findings on the timeline: the earliest date, what a reference dates, what lies ahead."""
