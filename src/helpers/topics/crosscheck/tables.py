"""How the claims stand against independent references, by the rules of evidence.

A claim counts once. Only checks whose references were there on the day decide; what was known only
later is told apart and follows no claim into another table. Among the checks that decide, the claim
takes the weightiest standing in the order of `evidence.LABELS`, because that is what an editor has
to act on: a contradiction outweighs a support, which is still named beside it.
"""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from helpers.story import evidence, weighing
from helpers.story.credits import Sources, of_rows
from helpers.story.csv_tables import split
from helpers.story.evidence import KNOWN_LATER, LATER, NOT_CHECKED, SAID, SAID_OTHERWISE, VERDICTS
from helpers.story.story import Story
from helpers.topics.claims import tables as claim_tables
from helpers.topics.timeline import tables as timeline
from helpers.values.dates import describe

SETTLING = VERDICTS | {SAID, SAID_OTHERWISE}
"""Standings that say something, as against nothing found, nothing settled and nothing looked up."""

TENSIONS = ("contradicts", "qualifies")
REPORT = "the report itself"
"""What stands beside an event that is the telling of something, in place of a standing."""

ASSERTION = "assertion"
"""The content of a claim that is news: counts and shares count these."""

_STANDINGS = {
    "standing": "string",
    "label": "string",
    "standings": "string",
    "known": "string",
    "side_only": "boolean",
    "later": "string",
    "checks": "Int64",
    "check_ids": "string",
    "references": "Int64",
    "independent": "Int64",
    "flags": "string",
    "findings": "string",
}


# ------------------------------------------------------------------------------ check by check


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
    names = dict(zip(story.references["ref_id"], story.references["publisher"], strict=True))
    found = judged(story).merge(said, on="claim_id", how="left", validate="many_to_one")
    found = found.merge(story.checks[kept], on="check_id", validate="one_to_one")
    publishers = [_joined(str(names[ref]) for ref in split(refs)) for refs in found["ref_ids"]]
    return found.assign(publishers=pd.Series(publishers, index=found.index, dtype="string")).drop(
        columns="ref_ids"
    )


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


def rules_fired(story: Story) -> pd.DataFrame:
    """The rules of evidence, and what each of them did here.

    Output: rule, title, explanation, fired (checks in which it had something to say), changed
        (verdicts that it changed), check_ids (of those in which it fired); in the order of
        `evidence.RULES`.
    """
    table = judged(story)
    held = [split(cell) for cell in table["rules"]]
    rows = []
    for rule in evidence.RULES:
        fired = [
            check
            for check, rules in zip(table["check_id"], held, strict=True)
            if rule.name in rules
        ]
        rows.append(
            {
                "rule": rule.name,
                "title": rule.title,
                "explanation": rule.explanation,
                "fired": len(fired),
                "changed": int((table["changed"] & (table["rule"] == rule.name)).sum()),
                "check_ids": _joined(fired),
            }
        )
    types = {"rule": "string", "title": "string", "explanation": "string"}
    types |= {"fired": "Int64", "changed": "Int64", "check_ids": "string"}
    return pd.DataFrame(rows, columns=list(types)).astype(types)


# ------------------------------------------------------------------------------ claim by claim


def standings(story: Story) -> pd.DataFrame:
    """Every claim with its standing.

    Output: claim_id, paragraph, paraphrase, content, topic, speaker, checkable, standing (the one
        under which it counts; not_checked for a checkable claim without a check, blank for one
        that nothing could settle), label (in words), standings (all that the checks that decide
        allow, the weightiest first, joined by "|"), known (on the day, not dated; blank if nothing
        decides), side_only (whether only parties let it stand so), later (what was known only
        later, joined by "|"), checks, check_ids, references (distinct ones), independent (distinct
        origins that are neither the claim's own nor parties), flags (joined by "|") and findings
        of the checks that let it stand so; in the order of claims.
    """
    table = judged(story)
    finding = dict(zip(story.checks["check_id"], story.checks["finding"], strict=True))
    cited = dict(zip(story.checks["check_id"], story.checks["ref_ids"], strict=True))
    by_claim: dict[str, list[dict[Any, Any]]] = {}
    for row in table.to_dict("records"):
        texts = {"finding": finding[row["check_id"]], "ref_ids": cited[row["check_id"]]}
        by_claim.setdefault(str(row["claim_id"]), []).append({**row, **texts})
    claims = story.claims
    rows = [
        _standing(by_claim.get(str(claim), []), bool(checkable))
        for claim, checkable in zip(claims["claim_id"], claims["checkable"], strict=True)
    ]
    columns = ["claim_id", "paragraph", "paraphrase", "content", "topic", "speaker", "checkable"]
    added = pd.DataFrame(rows, columns=list(_STANDINGS), index=claims.index).astype(_STANDINGS)
    return pd.concat([claims[columns], added], axis=1)


def deciding(rows: list[dict[Any, Any]]) -> list[dict[Any, Any]]:
    """The checks of one claim that decide how it stands: none that was known only later.

    Input: rows of `judged`. Output: those of the day that settle something; failing those, all of
    the day.
    """
    timely = [row for row in rows if row["known"] != LATER]
    return [row for row in timely if row["standing"] in SETTLING] or timely


def _standing(rows: list[dict[Any, Any]], checkable: bool) -> dict[str, object]:
    """How one claim stands by its checks."""
    decide = deciding(rows)
    aside = [row for row in rows if row["known"] == LATER]
    named = _by_weight(row["standing"] for row in decide)
    if not named or named == [NOT_CHECKED]:
        named = [KNOWN_LATER] if aside else [NOT_CHECKED] if checkable or named else []
    known = [row["known"] for row in decide if not pd.isna(row["known"])]
    leading = [row for row in decide if named and row["standing"] == named[0]]
    flags = dict.fromkeys(flag for row in leading for flag in split(row["flags"]))
    return {
        "standing": named[0] if named else None,
        "label": evidence.in_words(named[0] if named else None),
        "standings": _joined(named),
        "known": next((when for when in _TIMES if when in known), None),
        "side_only": bool(leading) and all(row["side_only"] for row in leading),
        "later": _joined(_by_weight(row["standing"] for row in aside)),
        "checks": len(rows),
        "check_ids": _joined(row["check_id"] for row in rows),
        "references": len({ref for row in rows for ref in split(row["ref_ids"])}),
        "independent": len({origin for row in decide for origin in split(row["origins"])}),
        "flags": _joined(flags),
        "findings": " ".join(str(row["finding"]) for row in leading if not pd.isna(row["finding"]))
        or None,
    }


_TIMES = (evidence.ON_THE_DAY, evidence.UNDATED)


def _by_weight(found: Iterable[str]) -> list[str]:
    held = set(found)
    return [name for name in evidence.LABELS if name in held]


def verdict_in_words(standing: object, others: object, side_only: object) -> str:
    """How a claim stands, in words for a table.

    Input: cells of `standings`. Output: "contradicted (also: upheld)", "upheld, by parties alone",
    "known only later", "not checked", "not checkable".
    """
    words = evidence.in_words(None if pd.isna(standing) else standing)  # type: ignore[call-overload]
    words += ", by parties alone" if side_only else ""
    also = [evidence.in_words(name) for name in split(others)[1:]]
    return words + (f" (also: {', '.join(also)})" if also else "")


def with_verdicts(rows: pd.DataFrame, story: Story) -> pd.DataFrame:
    """Any rows that cite a claim, with how that claim stands beside them.

    An event that is the telling itself does not stand as what was told: nobody disputes that it was
    said.

    Input: a table with claim_id, and event_id if its rows are events; the story.
    Output: its columns, and verdict (in words, as `verdict_in_words`; blank beside a row that cites
        no claim; REPORT beside the telling of something).
    """
    words = _words(story)
    cells = [None if pd.isna(claim) else words[str(claim)] for claim in rows["claim_id"]]
    if "event_id" in rows:
        told = timeline.tellings(story.events, story.claims)
        pairs = zip(rows["event_id"], cells, strict=True)
        cells = [REPORT if event in told else cell for event, cell in pairs]
    return rows.assign(verdict=pd.Series(cells, index=rows.index, dtype="string"))


def _words(story: Story) -> dict[str, str]:
    """How each claim stands, in words, by claim_id."""
    table = standings(story)
    columns = ("claim_id", "standing", "standings", "side_only")
    cells = zip(*(table[name] for name in columns), strict=True)
    return {str(claim): verdict_in_words(*rest) for claim, *rest in cells}


def hindsight(story: Story) -> pd.DataFrame:
    """What only sources published after the article show, check by check.

    Output: as `checked_evidence`, the checks known only later; in file order.
    """
    table = checked_evidence(story)
    return table[(table["known"] == LATER).fillna(False)].reset_index(drop=True)


# ------------------------------------------------------------------------------ counts


def counted(story: Story) -> pd.DataFrame:
    """The assertions that stand somewhere, each once.

    Output: the rows of `standings` whose content is assertion and that have a standing: those that
        can be checked, and those of which only the saying could be, and was.
    """
    table = standings(story)
    news = table["content"].astype("string") == ASSERTION
    return table[table["standing"].notna() & news].reset_index(drop=True)


def scoreboard(story: Story) -> pd.DataFrame:
    """How many assertions stand how, each once.

    Output: standing, label, meaning, claims, by_parties (those of them that rest on parties to the
        matter alone), claim_ids; one row for each of `evidence.LABELS`, in this order, also where
        nobody stands so. The sum of claims is the number of rows of `counted`.
    """
    table = counted(story)
    rows = []
    for name, label in evidence.LABELS.items():
        here = (table["standing"] == name).fillna(False)
        rows.append(
            {
                "standing": name,
                "label": label,
                "meaning": evidence.MEANINGS[name],
                "claims": int(here.sum()),
                "by_parties": int((here & table["side_only"]).sum()),
                "claim_ids": _joined(table.loc[here, "claim_id"]),
            }
        )
    types = {"standing": "string", "label": "string", "meaning": "string"}
    types |= {"claims": "Int64", "by_parties": "Int64", "claim_ids": "string"}
    return pd.DataFrame(rows, columns=list(types)).astype(types)


def matrix(story: Story) -> pd.DataFrame:
    """How the assertions of each topic stand.

    Output: topic, topic_label, standing, label, claims, claim_ids; one row for every topic that
        has such assertions and every standing that occurs, those with no claims included: the
        topics with most checked claims first, the standings in the order of `evidence.LABELS`.
    """
    table = counted(story)
    done = table["standing"] != NOT_CHECKED
    order = (
        table.assign(done=done.astype("Int64"))
        .groupby("topic", sort=False)
        .agg(done=("done", "sum"), claims=("claim_id", "size"))
        .sort_values(["done", "claims"], ascending=False, kind="stable")
    )
    occurring = [name for name in evidence.LABELS if (table["standing"] == name).any()]
    rows = []
    for topic in order.index:
        for name in occurring:
            here = table[(table["topic"] == topic) & (table["standing"] == name)]
            rows.append(
                {
                    "topic": topic,
                    "topic_label": story.article.topics.get(str(topic), str(topic)),
                    "standing": name,
                    "label": evidence.LABELS[name],
                    "claims": len(here),
                    "claim_ids": _joined(here["claim_id"]),
                }
            )
    types = {"topic": "string", "topic_label": "string", "standing": "string"}
    types |= {"label": "string", "claims": "Int64", "claim_ids": "string"}
    return pd.DataFrame(rows, columns=list(types)).astype(types)


def coverage(story: Story) -> pd.DataFrame:
    """How far the assertions of each topic have been checked.

    Output: topic, claims (assertions), checkable, checked (looked up, whatever came of it),
        references (distinct ones); most claims first.
    """
    table = standings(story)
    table = table[table["content"].astype("string") == ASSERTION]
    done = ~table["standing"].fillna(NOT_CHECKED).isin([NOT_CHECKED])
    able = table["standing"].notna().astype("Int64")
    table = table.assign(checked=done.astype("Int64"), checkable=able)
    found = table.groupby("topic", as_index=False, sort=False).agg(
        claims=("claim_id", "size"),
        checkable=("checkable", "sum"),
        checked=("checked", "sum"),
    )
    found = found.assign(references=_references_by_topic(table, story.checks, found["topic"]))
    found = found.astype({"claims": "Int64"})
    return found.sort_values("claims", ascending=False, kind="stable", ignore_index=True)


def _references_by_topic(
    claims: pd.DataFrame, checks: pd.DataFrame, topics: pd.Series
) -> pd.Series:
    """How many distinct references the checks of each topic cite."""
    topic_of = dict(zip(claims["claim_id"], claims["topic"], strict=True))
    cited: dict[str, set[str]] = {}
    for claim, refs in zip(checks["claim_id"], checks["ref_ids"], strict=True):
        cited.setdefault(topic_of.get(claim, ""), set()).update(split(refs))
    counts = [len(cited.get(topic, set())) for topic in topics]
    return pd.Series(counts, index=topics.index, dtype="Int64")


# ------------------------------------------------------------------------------ within the article


def tensions(story: Story) -> pd.DataFrame:
    """Where the article pulls against itself, with who speaks and how both claims stand.

    Output: claim_id, paragraph, speaker_name, paraphrase, verdict, kind (contradicts, qualifies),
        other_id, other_paragraph, other_speaker_name, other_paraphrase, other_verdict, why; thing,
        where, when (of a contradiction: what both speak of, in which place and at what time); said
        and other_said (speaker, paragraph and paraphrase in one); contradictions first, then in
        the order of claim_links.
    """
    pairs = claim_tables.tensions(story.claim_links, story.claims)
    pairs = pairs[pairs["kind"].astype("string").isin(TENSIONS)].reset_index(drop=True)
    names = dict(zip(story.actors["actor_id"], story.actors["name"], strict=True))
    speakers = dict(zip(story.claims["claim_id"], story.claims["speaker"], strict=True))
    words = _words(story)
    added: dict[str, pd.Series] = {}
    for column, prefix in (("claim_id", ""), ("other_id", "other_")):
        keys = [str(key) for key in pairs[column]]
        added[f"{prefix}speaker_name"] = _text(names[speakers[key]] for key in keys)
        added[f"{prefix}verdict"] = _text(words[key] for key in keys)
    added["why"] = pairs["note"].astype("string")
    places = dict(zip(story.places["place_id"], story.places["name"], strict=True))
    added["where"] = pairs["place_id"].map(places).astype("string")
    added["when"] = _text(None if pd.isna(cell) else describe(str(cell)) for cell in pairs["when"])
    ends = ["paragraph", "speaker_name", "paraphrase", "verdict"]
    order = ["claim_id", *ends, "kind", "other_id", *(f"other_{name}" for name in ends), "why"]
    order += ["thing", "where", "when"]
    table = pairs.drop(columns=["note"]).assign(**added)[order]
    return table.assign(said=_as_said(table, ""), other_said=_as_said(table, "other_"))


def _as_said(table: pd.DataFrame, prefix: str) -> pd.Series:
    """Who says what, and in which paragraph, in one line."""
    cells = zip(
        *(table[f"{prefix}{name}"] for name in ("speaker_name", "paragraph", "paraphrase")),
        strict=True,
    )
    return _text(f"{speaker}, paragraph {place}: {words}" for speaker, place, words in cells)


def _text(cells: Iterable[object]) -> pd.Series:
    return pd.Series(list(cells), dtype="string")


def _joined(items: Iterable[object]) -> str | None:
    return "|".join(str(item) for item in items) or None
