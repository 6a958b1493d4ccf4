"""What other sources say of a story's claims, in the sentences of its checks.

These stand in for findings that nobody has written yet. A check tells in our own words who says
what; nothing is added to it here.
"""

from collections.abc import Collection

import pandas as pd

from helpers.story.evidence import (
    CANNOT_SETTLE,
    CONTRADICTED,
    DIFFER,
    IN_PART,
    KNOWN_LATER,
    LATER,
    NOT_CHECKED,
    NOT_FOUND,
    REFINED,
    SAID,
    SAID_OTHERWISE,
    UPHELD,
)
from helpers.story.story import Story
from helpers.topics import written
from helpers.topics.crosscheck import tables
from helpers.topics.finding import Finding
from helpers.topics.written import written_or
from helpers.values.english import capital, counted, in_words, listed

MOST = 5
"""How many findings a list has at most."""


def main(story: Story) -> list[Finding]:
    """The main findings: those told heading by heading in notes/crosscheck.md, else computed ones.

    Raises: as `in_short`.
    """
    return written.main(story) or in_short(story)


def in_short(story: Story) -> list[Finding]:
    """The findings on the cross-check: as the story's note tells it, else computed from its rows.

    Raises: StoryError naming note, line and row for a written finding that its rows do not bear.
    """
    return written_or(story, "crosscheck", computed_in_short)


def supported(story: Story) -> list[Finding]:
    """What others bear out: as the story's note tells it, else computed from its rows."""
    return written_or(story, "supported", computed_supported)


def hindsight(story: Story) -> list[Finding]:
    """What came out only later: as the story's note tells it, else computed from its rows."""
    return written_or(story, "hindsight", computed_hindsight)


def computed_in_short(story: Story) -> list[Finding]:
    """Where other sources of the day say something else: contradictions first.

    Output: up to MOST findings; none if no check says so.
    """
    return _told(story, (CONTRADICTED, DIFFER, SAID_OTHERWISE, REFINED), later=False)


def computed_supported(story: Story) -> list[Finding]:
    """What other sources of the day bear out, in reading order.

    Output: up to MOST findings; none if no check says so.
    """
    return _told(story, (UPHELD,), later=False)


def computed_hindsight(story: Story) -> list[Finding]:
    """What only sources published after the article say.

    Output: up to MOST findings; none if no check says so.
    """
    settling = (CONTRADICTED, DIFFER, REFINED, IN_PART, UPHELD, SAID_OTHERWISE, SAID)
    return _told(story, settling, later=True)


def _told(story: Story, standings: Collection[str], *, later: bool) -> list[Finding]:
    """The findings of the checks that stand so, each sentence once, in the order given."""
    checks = tables.hindsight(story) if later else _of_the_day(story)
    checks = checks[checks["standing"].isin(list(standings)) & checks["finding"].notna()]
    weight = {name: place for place, name in enumerate(standings)}
    order = checks.assign(weight=checks["standing"].map(weight)).sort_values(
        ["weight", "paragraph", "check_id"]
    )
    once = order.drop_duplicates("finding").head(MOST)
    return [
        Finding(str(text), (str(claim), str(check)))
        for text, claim, check in zip(
            once["finding"], once["claim_id"], once["check_id"], strict=True
        )
    ]


def _of_the_day(story: Story) -> pd.DataFrame:
    checks = tables.checked_evidence(story)
    return checks[(checks["known"] != LATER).fillna(True)]


STANDINGS: tuple[tuple[tuple[str, ...], str], ...] = (
    ((UPHELD, IN_PART), "{} borne out at least in part"),
    ((REFINED,), "{} refined"),
    ((CONTRADICTED,), "{} contradicted"),
    ((DIFFER,), "{} told differently by others"),
    ((SAID,), "{} shown only to have been said"),
    ((SAID_OTHERWISE,), "{} shown to have been said differently"),
    ((CANNOT_SETTLE,), "{} beyond what the sources can settle"),
    ((KNOWN_LATER,), "{} known only from later sources"),
    ((NOT_FOUND,), "{} looked for and not found"),
)
"""How many claims stand so, in a sentence; the words agree with the labels of the charts."""


def _standings(done: pd.DataFrame) -> list[str]:
    """How the claims that were looked up stand: "ten are borne out at least in part"."""
    parts = []
    for names, words in STANDINGS:
        here = int(done["standing"].isin(list(names)).sum())
        if here:
            parts.append(f"{in_words(here)} {words.format('is' if here == 1 else 'are')}")
    return parts


def coverage(story: Story) -> list[Finding]:
    """How far the checking has come, and what it gave: the method of a notebook, and no news.

    Output: up to two findings; none if nothing can be checked.
    """
    table = tables.counted(story)
    if table.empty:
        return []
    done = table[table["standing"] != NOT_CHECKED]
    ids = tuple(table["claim_id"])
    whole = counted(len(table), "assertion")
    if len(table) == 1:
        looked = (
            f"The one assertion that can be checked was {'' if len(done) else 'not '}looked up."
        )
    else:
        number = capital(in_words(len(done))) if len(done) else "None"
        verb = "was" if len(done) < 2 else "were"
        part = f"All {whole}" if len(done) == len(table) else f"{number} of {whole}"
        looked = f"{part} that can be checked {verb} looked up."
    parts = _standings(done)
    found = [Finding(looked, ids)]
    if parts:
        start = "It" if len(done) == 1 else "Of them"
        told = listed(parts) if len(done) > 1 else parts[0].partition(" ")[2]
        found.append(Finding(f"{start} {told}.", tuple(done["claim_id"])))
    return found
