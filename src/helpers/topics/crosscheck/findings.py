"""What other sources say of a story's claims, in the sentences of its checks.

These stand in for findings that nobody has written yet. A check tells in our own words who says
what; nothing is added to it here.
"""

import pandas as pd

from helpers.story import evidence
from helpers.story.story import Story
from helpers.topics import finding
from helpers.topics.crosscheck import tables
from helpers.topics.finding import Finding, InShort, for_all, for_each
from helpers.values.english import capital, counted, in_words, listed
from helpers.values.records import in_order

MOST = 5
"""How many findings a list has at most."""


def _checks(story: Story, *standings: str, later: bool = False) -> list[Finding]:
    """The findings of the checks that stand so, each sentence once, in this order of standings.

    Input: later, whether only sources published after the article bear them. Output: up to MOST.
    """
    rows = tables.checked_evidence(story)
    rows = rows[(rows["known"] == evidence.LATER).fillna(False) == later]
    rows = rows[rows["standing"].isin(standings) & rows["finding"].notna()]
    rows = in_order(rows, "standing", "paragraph", "check_id", standing=standings)
    return for_each(rows.drop_duplicates("finding"), "{finding}", "claim_id", "check_id", most=MOST)


OTHERWISE = (evidence.CONTRADICTED, evidence.DIFFER, evidence.SAID_OTHERWISE, evidence.REFINED)
"""Where another source says something else, the weightiest first."""


def _later_alone(story: Story) -> list[Finding]:
    """How many assertions only later sources speak to; none where one of the day says otherwise."""
    table = tables.counted(story)
    rows = table[table["standing"] == evidence.KNOWN_LATER]
    if table["standing"].isin(OTHERWISE).any():
        return []
    start = "On the day, no other source is shown to differ; "
    return for_all(
        rows,
        "claim_id",
        f"{start}{{count}} assertions are known only from later sources.",
        f"{start}one assertion is known only from later sources.",
    )


in_short = InShort("crosscheck", (lambda story: _checks(story, *OTHERWISE), _later_alone))
"""Where other sources of the day say something else; else how much only later ones speak to."""

supported = InShort("supported", (lambda story: _checks(story, evidence.UPHELD),))
"""What other sources of the day bear out, in reading order."""

SETTLING = (
    *(evidence.CONTRADICTED, evidence.DIFFER, evidence.REFINED, evidence.IN_PART),
    *(evidence.UPHELD, evidence.SAID_OTHERWISE, evidence.SAID),
)

hindsight = InShort("hindsight", (lambda story: _checks(story, *SETTLING, later=True),))
"""What only sources published after the article say."""


def main(story: Story) -> list[Finding]:
    """The main findings: those told heading by heading in notes/crosscheck.md, else computed ones.

    Raises: as `in_short`.
    """
    return finding.main(story) or in_short(story)


STANDINGS: tuple[tuple[tuple[str, ...], str], ...] = (
    ((evidence.UPHELD, evidence.IN_PART), "{} borne out at least in part"),
    ((evidence.REFINED,), "{} refined"),
    ((evidence.CONTRADICTED,), "{} contradicted"),
    ((evidence.DIFFER,), "{} told differently by others"),
    ((evidence.SAID,), "{} shown only to have been said"),
    ((evidence.SAID_OTHERWISE,), "{} shown to have been said differently"),
    ((evidence.CANNOT_SETTLE,), "{} beyond what the sources can settle"),
    ((evidence.KNOWN_LATER,), "{} known only from later sources"),
    ((evidence.NOT_FOUND,), "{} not found"),
)
"""How many claims stand so, in a sentence; the words agree with the labels of the charts."""


def _standings(done: pd.DataFrame) -> list[str]:
    """How the claims that were looked up stand: "ten are borne out at least in part"."""
    counts = [(int(done["standing"].isin(names).sum()), words) for names, words in STANDINGS]
    return [
        f"{in_words(here)} {words.format('is' if here == 1 else 'are')}"
        for here, words in counts
        if here
    ]


def coverage(story: Story) -> list[Finding]:
    """How far the checking has come, and what it gave: the method of a notebook, and no news.

    Output: up to two findings; none if nothing can be checked. Proposed rows do not count.
    """
    table = tables.counted(story.accepted)
    done = table[table["standing"] != evidence.NOT_CHECKED]
    number = capital(in_words(len(done))) if len(done) else "None"
    whole = counted(len(table), "assertion")
    part = f"All {whole}" if len(done) == len(table) else f"{number} of {whole}"
    verb = "was" if len(done) < 2 else "were"
    never = "" if len(done) else "not "
    looked_up = for_all(
        table,
        "claim_id",
        f"{part} that can be checked {verb} looked up.",
        f"The one assertion that can be checked was {never}looked up.",
    )
    parts = _standings(done)
    if not parts:
        return looked_up
    single = f"It {parts[0].partition(' ')[2]}."
    return [*looked_up, *for_all(done, "claim_id", f"Of them {listed(parts)}.", single)]
