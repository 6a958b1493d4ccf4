"""What independent references say of the claims."""

import pandas as pd

from helpers.contract import labels
from helpers.story import split

NOT_CHECKED = "not_checked"


def verdicts(claims: pd.DataFrame, checks: pd.DataFrame) -> pd.DataFrame:
    """Each claim with the verdicts of its checks.

    Input: claims, checks (contract).
    Output: claim_id, paragraph, paraphrase, topic, speaker, checkable, checks (how many),
        verdicts (joined by "|", in the contract's order; "not_checked" for a checkable claim
        without a check; blank for one that nothing could settle), check_ids, findings (joined
        by a blank), references (how many distinct ones); in the order of claims.
    """
    order = list(labels("checks", "verdict"))
    found: dict[str, list[tuple[str, str, str, tuple[str, ...]]]] = {}
    cells = (checks[name] for name in ("claim_id", "check_id", "verdict", "finding", "ref_ids"))
    for claim, check, verdict, finding, refs in zip(*cells, strict=True):
        text = "" if pd.isna(finding) else str(finding)
        found.setdefault(str(claim), []).append((str(check), str(verdict), text, split(refs)))
    rows = []
    for claim, checkable in zip(claims["claim_id"], claims["checkable"], strict=True):
        held = found.get(str(claim), [])
        named = sorted({verdict for _, verdict, _, _ in held}, key=order.index)
        if not held and checkable:
            named = [NOT_CHECKED]
        rows.append(
            {
                "checks": len(held),
                "verdicts": "|".join(named) or None,
                "check_ids": "|".join(check for check, *_ in held) or None,
                "findings": " ".join(text for _, _, text, _ in held if text) or None,
                "references": len({ref for *_, refs in held for ref in refs}),
            }
        )
    columns = ["claim_id", "paragraph", "paraphrase", "topic", "speaker", "checkable"]
    types = {
        "checks": "Int64",
        "verdicts": "string",
        "check_ids": "string",
        "findings": "string",
        "references": "Int64",
    }
    added = pd.DataFrame(rows, columns=list(types), index=claims.index).astype(types)
    return pd.concat([claims[columns], added], axis=1)


def beside(rows: pd.DataFrame, claims: pd.DataFrame, checks: pd.DataFrame) -> pd.DataFrame:
    """Any rows that cite a claim, with the verdicts on that claim beside them.

    Input: a table with claim_id; claims, checks (contract).
    Output: its columns, and verdict (in words, several joined by "; ": "conflicts; refines",
        "not checked", "not checkable").
    """
    table = verdicts(claims, checks).set_index("claim_id")["verdicts"]
    words = [in_words(cell) for cell in rows["claim_id"].map(table)]
    return rows.assign(verdict=pd.Series(words, index=rows.index, dtype="string"))


def in_words(cell: object) -> str:
    """The verdicts of a claim in words.

    Input: verdicts joined by "|"; blank for a claim that nothing could settle.
    """
    if cell is None or pd.isna(cell):  # type: ignore[call-overload]
        return "not checkable"
    return "; ".join(name.replace("_", " ") for name in split(str(cell)))


def coverage(claims: pd.DataFrame, checks: pd.DataFrame) -> pd.DataFrame:
    """How far the claims of each topic have been checked.

    Input: claims, checks (contract).
    Output: topic, claims, checkable, checked (held against a reference at least once),
        references (distinct ones); most claims first.
    """
    table = verdicts(claims, checks)
    done = ~table["verdicts"].fillna(NOT_CHECKED).isin([NOT_CHECKED])
    table = table.assign(checked=done.astype("Int64"), checkable=table["checkable"].astype("Int64"))
    found = table.groupby("topic", as_index=False, sort=False).agg(
        claims=("claim_id", "size"),
        checkable=("checkable", "sum"),
        checked=("checked", "sum"),
        references=("references", "sum"),
    )
    found = found.assign(references=_references_by_topic(claims, checks, found["topic"]))
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
