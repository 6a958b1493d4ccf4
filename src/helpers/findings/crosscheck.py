"""What the cross-check of a story comes to, in whole sentences."""

from typing import Any

import pandas as pd

from helpers import evidence
from helpers.evidence import (
    CANNOT_SETTLE,
    CONTRADICTED,
    IN_PART,
    NOT_CHECKED,
    NOT_FOUND,
    REFINED,
    SAID,
    SAID_OTHERWISE,
    UPHELD,
)
from helpers.findings import Finding
from helpers.story import Story, split
from helpers.tables import crosscheck as tables
from helpers.tables import places, records
from helpers.wording import capital, counted, in_words, listed

STAND = (UPHELD, IN_PART)


def in_short(story: Story) -> list[Finding]:
    """The findings on how the claims stand, computed from the rows of the story.

    Output: up to six findings; none if the story has no checkable claims.
    """
    every = (scoreboard, strength, against, own_word, hindsight, tensions)
    return [finding for one in every for finding in one(story)]


def scoreboard(story: Story) -> list[Finding]:
    """How many checkable claims have been looked up, and how they stand."""
    table = tables.counted(story)
    if table.empty:
        return []
    done = table[table["standing"] != NOT_CHECKED]
    if done.empty:
        text = f"None of the {counted(len(table), 'claim')} that can be checked has been looked up."
        return [Finding(text, tuple(table["claim_id"]))]
    parts = []
    for name, words in (
        (STAND, "upheld at least in part"),
        ((REFINED,), "refined"),
        ((CONTRADICTED,), "contradicted"),
        ((SAID, SAID_OTHERWISE), "settled only as to what was said"),
        ((CANNOT_SETTLE, NOT_FOUND), "left open"),
    ):
        number = int(done["standing"].isin(list(name)).sum())
        if number:
            parts.append(f"{in_words(number)} {_is(number)} {words}")
    rest = len(table) - len(done)
    text = (
        f"Of {counted(len(table), 'claim')} that can be checked, {in_words(len(done))}"
        f" {'has' if len(done) == 1 else 'have'} been looked up"
    )
    text += f": {listed(parts)}" if parts else ""
    text += f"; {in_words(rest)} {'was' if rest == 1 else 'were'} not" if rest else ""
    return [Finding(f"{text}.", tuple(done["claim_id"]))]


def strength(story: Story) -> list[Finding]:
    """How many of the claims upheld rest on one source, or on sources with a stake alone."""
    table = tables.counted(story)
    held = table[table["standing"].isin(list(STAND))]
    if held.empty:
        return []
    single, side = held[held["independent"] == 1], held[held["side_only"].fillna(False)]
    parts = []
    if len(single):
        parts.append(f"{_number(single, held)} on one independent source")
    if len(side):
        parts.append(f"{_number(side, held)} only on sources with a stake in the matter")
    if not parts:
        text = "Every claim that is upheld rests on two independent sources or more, not all of them sides"
        return [Finding(f"{text}.", tuple(held["claim_id"]))]
    verb = "rests" if len(held) == 1 else "rest"
    text = f"Of the {counted(len(held), 'claim')} upheld, {listed(parts).replace(' on ', f' {verb} on ', 1)}"
    if len(held) == 1:
        where = [words for words, rows in _REASONS if rows(held)]
        text = f"The one claim upheld rests {listed(where)}"
    return [Finding(f"{text}.", tuple(dict.fromkeys([*single["claim_id"], *side["claim_id"]])))]


def _has_one_source(rows: pd.DataFrame) -> bool:
    return bool((rows["independent"] == 1).any())


def _has_a_side(rows: pd.DataFrame) -> bool:
    return bool(rows["side_only"].fillna(False).any())


_REASONS = (
    ("on one independent source", _has_one_source),
    ("only on sources with a stake in the matter", _has_a_side),
)


def _number(rows: pd.DataFrame, whole: pd.DataFrame) -> str:
    return "all" if len(rows) == len(whole) > 1 else in_words(len(rows))


def against(story: Story) -> list[Finding]:
    """Where the claims that are contradicted stand, and how many of them a side only contradicts."""
    table = tables.counted(story)
    here = table[table["standing"] == CONTRADICTED]
    if here.empty:
        return []
    front = story.paragraphs["kind"].astype("string").isin(["headline", "standfirst"])
    first = here[here["paragraph"].isin(story.paragraphs.loc[front, "paragraph"])]
    topics = here["topic"].value_counts(sort=True)
    text = f"{capital(counted(len(here), 'claim'))} {_is(len(here))} contradicted"
    parts = []
    if len(first):
        parts.append(f"{in_words(len(first))} of them in headline or standfirst")
    if len(topics) > 1 and topics.iloc[0] > topics.iloc[1]:
        label = story.article.topics.get(str(topics.index[0]), str(topics.index[0]))
        parts.append(f"{in_words(int(topics.iloc[0]))} on the topic “{label}”")
    side = int(here["side_only"].fillna(False).sum())
    if side:
        parts.append(f"{in_words(side)} by a side in the matter alone")
    text += f", {listed(parts)}" if parts and len(here) > 1 else ""
    return [Finding(f"{text}.", tuple(here["claim_id"]))]


def own_word(story: Story) -> list[Finding]:
    """How many recorded verdicts the rules do not allow, and what they leave."""
    changed = tables.overruled(story)
    if changed.empty:
        return []
    said = changed[changed["standing"].isin([SAID, SAID_OTHERWISE])]
    text = (
        f"The rules of evidence overrule {counted(len(changed), 'recorded verdict')} of"
        f" {in_words(len(story.checks))}"
    )
    if len(said):
        which = "all of them" if len(said) == len(changed) > 1 else in_words(len(said))
        start = "" if len(changed) == 1 else f", {which}"
        text += f"{start} because the reference goes back to the claim's own source"
    return [Finding(f"{text}.", tuple(changed["check_id"]))]


def hindsight(story: Story) -> list[Finding]:
    """What later references add that could not be known on the day."""
    table = tables.counted(story)
    aside = table[table["later"].notna()]
    only = table[
        (table["known"] == evidence.LATER).fillna(False)
        & table["standing"].isin(list(tables.SETTLING))
    ]
    if aside.empty and only.empty:
        return []
    parts = []
    if len(aside):
        worse = [CONTRADICTED in split(cell) for cell in aside["later"]]
        words = f"add to {counted(len(aside), 'claim')} what could not be known on the day"
        if any(worse):
            words += f", in {in_words(sum(worse))} of them a contradiction"
        parts.append(words)
    if len(only):
        parts.append(f"alone settle {counted(len(only), 'claim')}")
    ids = dict.fromkeys([*aside["claim_id"], *only["claim_id"]])
    return [Finding(f"References published after the article {'; they '.join(parts)}.", tuple(ids))]


def tensions(story: Story) -> list[Finding]:
    """Where the article contradicts itself and the references uphold only one of the two."""
    table = tables.tensions(story)
    hard = table[table["kind"] == "contradicts"]
    if hard.empty:
        return []
    standing = tables.standings(story).set_index("claim_id")["standing"]
    one, other = hard["claim_id"].map(standing), hard["other_id"].map(standing)
    settled = hard[
        (one.isin(list(STAND)) & (other == CONTRADICTED))
        | (other.isin(list(STAND)) & (one == CONTRADICTED))
    ]
    text = f"In {counted(len(hard), 'place')} the article contradicts itself"
    if len(settled):
        text += (
            f"; in {in_words(len(settled))} the references uphold one side and contradict the other"
        )
    rows = settled if len(settled) else hard
    return [Finding(f"{text}.", tuple(dict.fromkeys([*rows["claim_id"], *rows["other_id"]])))]


# ------------------------------------------------------------------------------ rules, distances


def rules(story: Story) -> list[Finding]:
    """Which rule of evidence had most to say, and which changed most verdicts."""
    table = tables.rules_fired(story)
    fired = table[table["fired"] > 0]
    if fired.empty:
        return []
    top = fired.sort_values("fired", ascending=False, kind="stable").iloc[0]
    text = (
        f"Most often a rule had to say that {_lower(str(top['title']))}: in"
        f" {in_words(int(top['fired']))} of {counted(len(story.checks), 'check')}"
    )
    changed = int(table["changed"].sum())
    if changed:
        parts = [
            f"{in_words(int(row.changed))} by “{_lower(row.title)}”"
            for row in records(table[table["changed"] > 0])
        ]
        end = f": {listed(parts)}" if len(parts) > 1 else f" {parts[0].split(maxsplit=1)[1]}"
        were = "was" if changed == 1 else "were"
        text += f". {capital(counted(changed, 'verdict'))} {were} changed{end}"
    return [Finding(f"{text}.", tuple(split(top["check_ids"])))]


def unchecked(story: Story) -> list[Finding]:
    """On which topic most checkable claims were never looked up."""
    table = tables.counted(story)
    rest = table[table["standing"] == NOT_CHECKED]
    if rest.empty:
        return []
    topics = rest["topic"].value_counts(sort=True)
    label = story.article.topics.get(str(topics.index[0]), str(topics.index[0]))
    text = f"{capital(counted(len(rest), 'claim'))} that can be checked {'was' if len(rest) == 1 else 'were'} never looked up"
    if len(topics) > 1 and topics.iloc[0] > topics.iloc[1]:
        text += f", most of them ({in_words(int(topics.iloc[0]))}) on the topic “{label}”"
    return [Finding(f"{text}.", tuple(rest["claim_id"]))]


def distances(story: Story) -> list[Finding]:
    """What the gazetteers and the edge make of every distance that is stated."""
    stated = places.stated_distances(story.figures, story.places, story.claims, story.actors)
    table = places.centre_or_edge(stated, story.coordinates, story.checks)
    measured = places.by_gazetteer(stated, story.coordinates)
    found = []
    for row in records(table):
        own = measured[measured["figure_id"] == row.figure_id]
        text = _measured(row, own) if len(own) else _unmeasured(row)
        ids = (str(row.figure_id), *([] if pd.isna(row.edge_check) else [str(row.edge_check)]))
        found.append(Finding(text, ids))
    return found


def _measured(row: Any, own: pd.DataFrame) -> str:
    """The sentence on a distance between two places that gazetteers have."""
    km = _span(row.lowest_km, row.highest_km, "km")
    miles = _span(row.lowest_miles, row.highest_miles, "miles")
    number = len(set(own["to_ref"]))
    gazetteers, gives = counted(number, "gazetteer"), "gives" if number == 1 else "give"
    centre = (
        f"{gazetteers} {gives} {km} ({miles}) from the centre of {row.from_name} to {row.to_name},"
        f" {row.compass}, which is {_gap(row.centre_gap_km)}"
    )
    if pd.isna(row.edge_km):
        verdict = (
            "fits the centre" if row.centre_gap_km == 0 else "is held against the centre alone"
        )
        edge = f"no reference gives the distance from the edge of {row.from_name}"
    else:
        verdict = _FIT[str(row.fits)].format(row.from_name)
        edge = (
            f"from its edge a reference gives {row.edge_km:.0f} km ({row.edge_miles:.1f} miles),"
            f" which is {_gap(row.edge_gap_km)}"
        )
    return f"“{capital(str(row.surface))}” {verdict}: {centre}; {edge}."


_FIT = {
    "edge": "comes closer to the edge of {} than to its centre",
    "centre": "comes closer to the centre of {} than to its edge",
    "between": "lies between the edge of {0} and its centre",
    "both": "comes as close to the edge of {} as to its centre",
}


def _unmeasured(row: Any) -> str:
    """The sentence on a distance with an end that no gazetteer has."""
    where = f" from {row.from_name}" if row.from_name else ""
    text = f"“{capital(str(row.surface))}”{where} ({row.source}) cannot be measured: the other end has no known position"
    if not pd.isna(row.points_km):
        text += (
            f". The gazetteers' own points for {row.from_name} lie up to {row.points_km:.1f} km apart"
            f" ({row.kilometres} in question)"
        )
    return f"{text}."


def _span(low: float, high: float, unit: str) -> str:
    ends = (f"{low:.1f}", f"{high:.1f}")
    return f"{ends[0]} {unit}" if ends[0] == ends[1] else f"{ends[0]} to {ends[1]} {unit}"


def _gap(km: float) -> str:
    if km == 0:
        return "within what the words allow"
    return f"{abs(km):.1f} km {'more' if km > 0 else 'less'} than stated at the nearest"


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
