"""What the dates of a story come to, for a story whose notes tell no findings of their own."""

from helpers.story.story import Story
from helpers.topics.finding import Finding
from helpers.topics.timeline import tables
from helpers.topics.written import written_or
from helpers.values import dates
from helpers.values.english import capital, in_words


def in_short(story: Story) -> list[Finding]:
    """The findings on timeline: those of the story's note, else those computed from its rows.

    Raises: StoryError naming note, line and row for a written finding that its rows do not bear.
    """
    return written_or(story, "timeline", computed)


def computed(story: Story) -> list[Finding]:
    """The findings on the timeline: the earliest date, what a reference dates, what lies ahead.

    Output: up to three findings.
    """
    return [*furthest_back(story), *established(story), *ahead(story)]


def furthest_back(story: Story) -> list[Finding]:
    """The event with the earliest start that the printed date words allow."""
    events = tables.resolved(story.events)
    known = events[(events["start"] == "known") & events["dated"]]
    if len(known) < 2:
        return []
    row = known.iloc[0]
    text = f"The earliest date in the article is {row['when_text']}: {_told(row['description'])}."
    return [Finding(text, (str(row["event_id"]),))]


def established(story: Story) -> list[Finding]:
    """The first event that the article leaves undated and a reference dates."""
    rows = story.events[story.events["established_when"].notna() & story.events["surface"].isna()]
    if rows.empty:
        return []
    row = rows.iloc[0]
    publishers = dict(zip(story.references["ref_id"], story.references["publisher"], strict=True))
    who = publishers.get(row["ref_id"], "not named")
    when = dates.describe(str(row["established_when"]))
    told = _told(row["description"])
    text = f"A reference has a date that the article lacks, {when}: {told} ({who})."
    return [Finding(text, (str(row["event_id"]),))]


def ahead(story: Story) -> list[Finding]:
    """What the article tells of that had not happened."""
    rows = story.events[story.events["status"].astype("string") == "possible"]
    if rows.empty:
        return []
    text = f"One thing in the article had not happened: {_told(rows['description'].iloc[0])}."
    if len(rows) > 1:
        text = (
            f"{capital(in_words(len(rows)))} things in the article had not happened, among them:"
            f" {_told(rows['description'].iloc[0])}."
        )
    return [Finding(text, tuple(rows["event_id"]))]


def _told(description: object) -> str:
    return str(description).rstrip(".")
