"""What the dates of a story come to, in whole sentences."""

from math import comb

from helpers import dates
from helpers.findings import Finding
from helpers.story import Story
from helpers.tables import timeline
from helpers.wording import capital, counted, in_words


def in_short(story: Story) -> list[Finding]:
    """The findings on the timeline, computed from the rows of the story.

    Output: up to six findings; none if the story has no events.
    """
    every = (how_dated, furthest_back, settled, in_the_last_days, not_happened, established)
    return [finding for one in every for finding in one(story)]


def how_dated(story: Story) -> list[Finding]:
    """How many events carry date words, and of how many not even a start is known."""
    events = timeline.resolved(story.events)
    total, silent = len(events), int((~events["dated"]).sum())
    if total == 0:
        return []
    unknown = int((events["start"] == "not said").sum())
    text = f"The article tells of {counted(total, 'event')}"
    if silent == 0:
        text += ", and prints date words for " + ("it" if total == 1 else "each")
    elif silent == total:
        text += ", and prints no date words for " + ("it" if total == 1 else "any of them")
    else:
        text += f" and prints no date words for {in_words(silent)} of them"
    if unknown:
        whose = "its start" if total == 1 else f"the start of {in_words(unknown)}"
        text += f"; {whose} can't be told even from the context"
    return [Finding(f"{text}.", tuple(events["event_id"]))]


def furthest_back(story: Story) -> list[Finding]:
    """The event with the earliest start that the printed date words allow."""
    events = timeline.resolved(story.events)
    known = events[(events["start"] == "known") & events["dated"]]
    if len(known) < 2:
        return []
    row = known.iloc[0]
    text = (
        f"The furthest back that the article's date words reach is {row['when_text']}:"
        f" {str(row['description']).rstrip('.')}."
    )
    return [Finding(text, (str(row["event_id"]),))]


def settled(story: Story) -> list[Finding]:
    """For how many pairs of events the order is settled."""
    pairs = comb(len(story.events), 2)
    if pairs < 3:
        return []
    order = timeline.certain_order(story.events)
    share = round(100 * len(order) / pairs)
    verb = "is" if len(order) == 1 else "are"
    text = (
        f"Of the {pairs:,} pairs that these events make, {in_words(len(order))}"
        f" ({share} per cent) {verb} certain in their order; for the rest the dates do not say"
        " which came first."
    )
    return [Finding(text, tuple(dict.fromkeys([*order["earlier"], *order["later"]])))]


def in_the_last_days(story: Story) -> list[Finding]:
    """How many events fall into the last days, and on how many sources they rest."""
    published = story.article.published
    recent = timeline.last_days(story.events, story.claims, story.actors, published)
    recent = recent[~recent["reaches_in"]]
    if recent.empty:
        return []
    first, last = timeline.last_window(published)
    own = int((recent["speaker"] == story.article.outlet_id).sum())
    sources = recent["source"].nunique()
    text = (
        f"In the three days from {dates.describe(first.isoformat())} to"
        f" {dates.describe(last.isoformat())} the article places {counted(len(recent), 'event')}, on the"
        f" word of {counted(sources, 'source')}"
    )
    if own and sources > 1:
        verb = "rests" if own == 1 else "rest"
        text += f"; {in_words(own)} {verb} on the word of {story.article.outlet} alone"
    return [Finding(f"{text}.", tuple(recent["event_id"]))]


def not_happened(story: Story) -> list[Finding]:
    """How many events are threats, plans or conditions."""
    events = story.events
    ahead = events[events["status"].astype("string") == "possible"]
    if ahead.empty:
        return []
    one = len(ahead) == 1
    text = (
        f"{capital(counted(len(ahead), 'event'))} {'has' if one else 'have'} not happened by the article's account:"
        + (
            " it is a threat, a plan or a condition."
            if one
            else " they are threats, plans or conditions."
        )
    )
    return [Finding(text, tuple(ahead["event_id"]))]


def established(story: Story) -> list[Finding]:
    """How many dates a reference establishes."""
    fixed = story.events[story.events["established_when"].notna()]
    if fixed.empty:
        return []
    text = f"References establish the date of {counted(len(fixed), 'event')}."
    return [Finding(text, tuple(fixed["event_id"]))]
