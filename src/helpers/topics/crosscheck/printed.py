"""Tables of the cross-check: how the claims stand, and what the main findings rest on."""

import pandas as pd
from great_tables import GT, loc, style

from helpers.charts.printed_table import house
from helpers.story.credits import Sources
from helpers.story.csv_tables import split
from helpers.topics.crosscheck.standing import standing_title
from helpers.values.english import capital, counted, in_words

SIDE = "Only parties to the matter speak to these."
TWICE = "Two or more that are no parties, and do not go back to each other or to the claim's own source."


def standing(table: pd.DataFrame, *, article: str, source: str | Sources) -> GT:
    """How the checkable assertions stand, each once.

    Input: the output of tables.crosscheck.scoreboard; article and date; the source line.
    Output: the table crosscheck-standing, one row for each standing under which a claim counts.
    """
    held = table[table["claims"] > 0].reset_index(drop=True)
    rows = pd.DataFrame(
        {
            "label": [capital(str(label)) for label in held["label"]],
            "claims": held["claims"],
            "by_parties": held["by_parties"],
            "meaning": held["meaning"],
        }
    )
    return (
        house(
            rows,
            name="crosscheck-standing",
            title=standing_title(held),
            subtitle=f"Assertions of {article} that can be checked, each under what the references"
            " allow to say of it",
            source=source,
            stub="label",
        )
        .tab_stubhead("How it stands")
        .cols_label(claims="Assertions", by_parties="By parties alone", meaning="Meaning")
        .cols_align("left", columns=["meaning"])
        .cols_width({"label": "18%", "claims": "9%", "by_parties": "16%"})
        .tab_style(style.text(weight="bold"), loc.body(columns=["claims"]))
        .tab_footnote(SIDE, loc.column_labels(columns=["by_parties"]))
    )


def evidence(table: pd.DataFrame, *, article: str, source: str | Sources) -> GT:
    """What the main findings rest on, check by check.

    Input: finding (what the checks are cited for), check_id, paraphrase, stands_as, publishers
    (joined by "|"), independent, known, flags (joined by "|"); article and date; the source line.
    Output: the table crosscheck-evidence, grouped by finding.
    """
    rows = pd.DataFrame(
        {
            "finding": table["finding"],
            "check_id": table["check_id"],
            "claim": table["paraphrase"],
            "stands_as": table["stands_as"],
            "publishers": [_several(cell) for cell in table["publishers"]],
            "independent": table["independent"],
            "known": table["known"],
            "flags": [_several(cell) or "nothing" for cell in table["flags"]],
        }
    )
    twice = [at for at, count in enumerate(rows["independent"]) if count > 1]
    made = (
        house(
            rows,
            name="crosscheck-evidence",
            title=_evidence_title(rows),
            subtitle=f"Claims of {article}, each in our own words, with every check that the main"
            " findings cite",
            source=source,
            stub="check_id",
            groups="finding",
        )
        .tab_stubhead("Check")
        .cols_label(
            claim="The article's claim",
            stands_as="How it stands",
            publishers="By",
            independent="Other origins",
            known="Known",
            flags="Note",
        )
        .tab_spanner("References", columns=["publishers", "independent", "known"])
        .cols_align("left", columns=["claim", "stands_as", "publishers", "known", "flags"])
        .cols_width({"check_id": "7%", "claim": "28%", "publishers": "22%", "independent": "10%"})
        .tab_style(style.text(weight="bold"), loc.body(columns=["stands_as"]))
    )
    return (
        made.tab_footnote(TWICE, loc.body(columns=["independent"], rows=twice)) if twice else made
    )


def _several(cell: object) -> str | None:
    """A list as it is read; a blank stays one."""
    return "; ".join(split(cell)) or None


def _evidence_title(rows: pd.DataFrame) -> str:
    if rows.empty:
        return "No main finding cites a check"
    findings, checks = rows["finding"].nunique(), len(rows)
    one = int((rows["independent"] <= 1).sum())
    rest = "rests" if findings == 1 else "rest"
    start = f"{counted(findings, 'main finding')} {rest} on {counted(checks, 'check')}"
    return f"{capital(start)}, {in_words(one)} of them with one independent origin at most"
