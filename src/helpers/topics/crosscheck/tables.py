"""How the claims stand against independent references, by the rules of evidence.

A claim counts once. Only checks whose references were there on the day decide; what was known only
later is told apart and follows no claim into another table. Among the checks that decide, the claim
takes the weightiest standing in the order of `evidence.LABELS`, because that is what an editor has
to act on: a contradiction outweighs a support, which is still named beside it.
"""

from collections import defaultdict
from itertools import product
from typing import Any

import pandas as pd

from helpers.story import evidence, weighing
from helpers.story.credits import Sources, of_rows
from helpers.story.csv_tables import split
from helpers.story.story import Story, once
from helpers.topics.claims import tables as claim_tables
from helpers.topics.timeline import tables as timeline
from helpers.values.records import (
    columns,
    dates_in_words,
    in_order,
    joined,
    lookup,
    records,
    strings,
)

SETTLING = evidence.VERDICTS | {evidence.SAID, evidence.SAID_OTHERWISE}
"""Standings that say something, as against nothing found, nothing settled and nothing looked up."""

TENSIONS = ("contradicts", "qualifies")
Row = dict[Any, Any]
REPORT = "the report itself"
"""What stands beside an event that is the telling of something, in place of a standing."""


# ------------------------------------------------------------------------------ check by check


@once
def judged(story: Story) -> pd.DataFrame:
    """Every check of a story under the rules of evidence.

    Output: as `weighing.judged`.
    """
    return weighing.judged(
        story.checks,
        story.claims,
        story.references,
        story.figures,
        story.actors,
        published=story.article.published,
    )


def checked_evidence(story: Story) -> pd.DataFrame:
    """Every check with its claim, its references by name, and what the rules make of it.

    Output: the columns of `judged`, and paragraph, topic, paraphrase (of the claim), publishers
        (of the references, one for each, joined by "|"), finding, basis, value, unit, note (of
        the check); in file order.
    """
    said = story.claims[["claim_id", "paragraph", "topic", "paraphrase"]]
    kept = ["check_id", "ref_ids", "finding", "basis", "value", "unit", "note"]
    names = lookup(story.references, "ref_id", "publisher")
    found = judged(story).merge(said, on="claim_id", how="left", validate="many_to_one")
    found = found.merge(story.checks[kept], on="check_id", validate="one_to_one")
    publishers = ("|".join(names[ref] for ref in split(refs)) or None for refs in found["ref_ids"])
    return found.assign(publishers=strings(publishers, found.index)).drop(columns="ref_ids")


def cited(story: Story) -> pd.DataFrame:
    """Every check as a note shows it, by check_id.

    Output: index check_id; claim_id, how it stands (in words, with the recorded verdict where the
        rules do not allow it), publishers, origins (how many independent ones), known, flags.
    """
    table = checked_evidence(story).set_index("check_id")
    kept = {
        "claim_id": "claim_id",
        "stands_as": "how it stands",
        "publishers": "references",
        "independent": "independent origins",
        "known": "known",
        "flags": "flags",
    }
    named = table.drop(columns=["references"])[list(kept)]
    return named.assign(flags=named["flags"].fillna("none")).rename(columns=kept)


def sources_of_checks(story: Story) -> Sources:
    """The publishers of the references against which checkable claims are held."""
    checkable = story.claims.loc[story.claims["checkable"], "claim_id"]
    return of_rows(story, story.checks.loc[story.checks["claim_id"].isin(checkable), "ref_ids"])


@columns("rule title explanation fired# changed# check_ids")
def rules_fired(story: Story) -> list[Row]:
    """The rules of evidence, and what each of them did here.

    Output: fired = checks in which it had something to say, with their check_ids; changed =
        verdicts that it changed. In the order of `evidence.RULES`.
    """
    table = judged(story)
    fired = {
        rule.name: table.loc[[rule.name in split(cell) for cell in table["rules"]], "check_id"]
        for rule in evidence.RULES
    }
    return [
        {"rule": rule.name, "title": rule.title, "explanation": rule.explanation}
        | {"fired": len(fired[rule.name]), "check_ids": joined(fired[rule.name])}
        | {"changed": (table["changed"] & (table["rule"] == rule.name)).sum()}
        for rule in evidence.RULES
    ]


# ------------------------------------------------------------------------------ claim by claim


@once
@columns(
    "claim_id paragraph# paraphrase content@ topic speaker checkable? standing label standings known"
    " side_only? later checks# check_ids references# independent# flags findings"
)
def standings(story: Story) -> pd.DataFrame:
    """Every claim with its standing.

    Output: standing = the one under which it counts, not_checked for a checkable claim without a
        check, blank for one that nothing could settle, with its label in words; standings = all
        that the checks that decide allow, the weightiest first; known = on the day or not dated,
        blank if nothing decides; side_only = whether only parties let it stand so; later = what was
        known only later; references = distinct ones; independent = distinct origins that are
        neither the claim's own nor parties; flags and findings of the checks that let it stand so.
        Lists are joined by "|"; in the order of claims.
    """
    table = judged(story).merge(story.checks[["check_id", "finding", "ref_ids"]], on="check_id")
    by_claim: defaultdict[str, list[Row]] = defaultdict(list)
    for check in table.to_dict("records"):
        by_claim[check["claim_id"]].append(check)
    claims = story.claims
    # Of a proposed claim nobody has said yet whether it can be checked; nobody has checked it.
    unless_said_not = claims["checkable"].fillna(value=True)
    rows = [
        _standing(by_claim[claim], bool(checkable))
        for claim, checkable in zip(claims["claim_id"], unless_said_not, strict=True)
    ]
    return pd.concat([claims, pd.DataFrame(rows, claims.index)], axis=1)


def deciding(rows: list[Row]) -> list[Row]:
    """The checks of one claim that decide how it stands: none that was known only later.

    Input: rows of `judged`. Output: those of the day that settle something; failing those, all of
    the day.
    """
    timely = [row for row in rows if row["known"] != evidence.LATER]
    return [row for row in timely if row["standing"] in SETTLING] or timely


def _standing(rows: list[Row], checkable: bool) -> dict[str, object]:
    """How one claim stands by its checks."""
    decide = deciding(rows)
    aside = [row for row in rows if row["known"] == evidence.LATER]
    named = _by_weight(decide)
    if not named or named == [evidence.NOT_CHECKED]:
        named = (
            [evidence.KNOWN_LATER]
            if aside
            else [evidence.NOT_CHECKED]
            if checkable or named
            else []
        )
    standing = named[0] if named else None
    known = [row["known"] for row in decide]
    leading = [row for row in decide if row["standing"] == standing]
    findings = [row["finding"] for row in leading if not pd.isna(row["finding"])]
    return {
        "standing": standing,
        "label": evidence.in_words(standing),
        "standings": joined(named),
        "known": next(
            (when for when in (evidence.ON_THE_DAY, evidence.UNDATED) if when in known), None
        ),
        "side_only": bool(leading) and all(row["side_only"] for row in leading),
        "later": joined(_by_weight(aside)),
        "checks": len(rows),
        "check_ids": joined(row["check_id"] for row in rows),
        "references": len({ref for row in rows for ref in split(row["ref_ids"])}),
        "independent": len({origin for row in decide for origin in split(row["origins"])}),
        "flags": joined(row["flags"] for row in leading),
        "findings": " ".join(findings) or None,
    }


def _by_weight(rows: list[Row]) -> list[str]:
    """The standings of checks, the weightiest first."""
    held = {row["standing"] for row in rows}
    return [name for name in evidence.LABELS if name in held]


def verdict_in_words(standing: object, others: object, side_only: object, later: object) -> str:
    """How a claim stands, in words for a table.

    What later sources make of it is told only where none of the day speaks to the matter.
    Input: cells of `standings`. Output: "contradicted (also: upheld)", "upheld, by parties alone",
    "said, not shown (later: upheld)", "known only later: upheld", "not checkable".
    """
    standing = None if pd.isna(standing) else standing  # type: ignore[call-overload]
    words = evidence.in_words(standing)
    words += ", by parties alone" if side_only else ""
    after = (
        [] if standing in evidence.VERDICTS else [evidence.in_words(one) for one in split(later)]
    )
    if standing == evidence.KNOWN_LATER:
        return f"{words}: {'; '.join(after)}"
    notes = {"also": [evidence.in_words(one) for one in split(others)[1:]], "later": after}
    told = "; ".join(f"{when}: {'; '.join(names)}" for when, names in notes.items() if names)
    return f"{words} ({told})" if told else words


def with_verdicts(rows: pd.DataFrame, story: Story) -> pd.DataFrame:
    """Any rows that cite a claim, with how that claim stands beside them.

    An event that is the telling itself does not stand as what was told: nobody disputes that it was
    said.

    Input: a table with claim_id, and event_id if its rows are events; the story.
    Output: its columns, and verdict (in words, as `verdict_in_words`; blank beside a row that cites
        no claim; REPORT beside the telling of something).
    """
    verdict = rows["claim_id"].map(_words(story)).astype("string")
    if "event_id" in rows:
        told = timeline.tellings(story.events, story.claims)
        verdict = verdict.mask(rows["event_id"].isin(told), REPORT)
    return rows.assign(verdict=verdict)


def _words(story: Story) -> dict[str, str]:
    """How each claim stands, in words, by claim_id."""
    return {
        row.claim_id: verdict_in_words(row.standing, row.standings, row.side_only, row.later)
        for row in records(standings(story))
    }


# ------------------------------------------------------------------------------ counts


def counted(story: Story) -> pd.DataFrame:
    """The assertions that stand somewhere, each once.

    Output: the rows of `standings` whose content is assertion and that have a standing: those that
        can be checked, and those of which only the saying could be, and was.
    """
    table = claim_tables.assertions(standings(story))
    return table[table["standing"].notna()].reset_index(drop=True)


@columns("standing label meaning claims# by_parties# claim_ids")
def scoreboard(story: Story) -> list[Row]:
    """How many assertions stand how, each once.

    Output: by_parties = those of the claims that rest on parties to the matter alone; one row for
        each of `evidence.LABELS`, in this order, also where nobody stands so. The sum of claims is
        the number of rows of `counted`.
    """
    table = counted(story)
    rows = []
    for name, label in evidence.LABELS.items():
        here = table[table["standing"] == name]
        told = {"standing": name, "label": label, "meaning": evidence.MEANINGS[name]}
        counts = {"claims": len(here), "by_parties": here["side_only"].sum()}
        rows.append({**told, **counts, "claim_ids": joined(here["claim_id"])})
    return rows


@columns("topic topic_label standing label claims# claim_ids")
def matrix(story: Story) -> list[Row]:
    """How the assertions of each topic stand.

    Output: one row for every topic that has such assertions and every standing that occurs, those
        with no claims included: the topics with most checked claims first, the standings in the
        order of `evidence.LABELS`.
    """
    table = counted(story)
    done = (
        (table["standing"] != evidence.NOT_CHECKED)
        .groupby(table["topic"], sort=False)
        .agg(["sum", "size"])
    )
    topics = done.sort_values(["sum", "size"], ascending=False, kind="stable").index
    rows = []
    for topic, name in product(topics, _by_weight(table[["standing"]].to_dict("records"))):
        here = table.loc[(table["topic"] == topic) & (table["standing"] == name), "claim_id"]
        label = story.article.topics.get(topic, topic)
        told = {"topic": topic, "topic_label": label, "standing": name}
        counts = {"label": evidence.LABELS[name], "claims": len(here), "claim_ids": joined(here)}
        rows.append({**told, **counts})
    return rows


@columns("topic claims# checkable# checked# references#")
def coverage(story: Story) -> pd.DataFrame:
    """How far the assertions of each topic have been checked.

    Output: claims = assertions; checked = looked up, whatever came of it; references = distinct
        ones. Most claims first. Proposed rows do not count.
    """
    story = story.accepted
    table = claim_tables.assertions(standings(story))
    table = table.assign(
        checked=table["standing"].fillna(evidence.NOT_CHECKED) != evidence.NOT_CHECKED,
        checkable=table["standing"].notna(),
    )
    found = table.groupby("topic", as_index=False, sort=False).agg(
        claims=("claim_id", "size"), checkable=("checkable", "sum"), checked=("checked", "sum")
    )
    topics = story.checks["claim_id"].map(lookup(table, "claim_id", "topic"))
    cited = {
        topic: {ref for refs in cells for ref in split(refs)}
        for topic, cells in story.checks["ref_ids"].groupby(topics)
    }
    counts = [len(cited.get(topic, ())) for topic in found["topic"]]
    return in_order(found.assign(references=counts), "-claims")


# ------------------------------------------------------------------------------ within the article


@columns(
    "claim_id paragraph# speaker_name paraphrase verdict kind other_id other_paragraph#"
    " other_speaker_name other_paraphrase other_verdict why thing where when said other_said"
)
def tensions(story: Story) -> pd.DataFrame:
    """Where the article pulls against itself, with who speaks and how both claims stand.

    Output: kind = contradicts or qualifies; thing, where, when = of a contradiction what both speak
        of, in which place and at what time; said, other_said = speaker, paragraph and paraphrase in
        one. Contradictions first, then in the order of claim_links.
    """
    pairs = claim_tables.tensions(story.claim_links, story.claims)
    pairs = pairs[pairs["kind"].isin(TENSIONS)].reset_index(drop=True)
    names = lookup(story.actors, "actor_id", "name")
    speakers, words = lookup(story.claims, "claim_id", "speaker"), _words(story)
    added = {
        "why": pairs["note"],
        "where": pairs["place_id"].map(lookup(story.places, "place_id", "name")),
        "when": dates_in_words(pairs["when"], blank=None),
    }
    for key, prefix in (("claim_id", ""), ("other_id", "other_")):
        name = strings(names[speakers[claim]] for claim in pairs[key])
        added[f"{prefix}speaker_name"] = name
        added[f"{prefix}verdict"] = pairs[key].map(words)
        place = pairs[f"{prefix}paragraph"].astype("string")
        added[f"{prefix}said"] = name + ", paragraph " + place + ": " + pairs[f"{prefix}paraphrase"]
    return pairs.assign(**added)
