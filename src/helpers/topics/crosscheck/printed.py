"""Tables of the cross-check: how the claims stand, and what the main findings rest on."""

import pandas as pd
from great_tables import GT, loc, style

from helpers.charts.printed_table import house
from helpers.story import notes
from helpers.story.credits import Sources, of_rows
from helpers.story.story import Story
from helpers.topics.crosscheck import tables
from helpers.topics.crosscheck.charts import standing_title
from helpers.values.english import capital, counted, in_words
from helpers.values.records import strings

SIDE = "Only parties to the matter speak to these."
TWICE = "Two or more that are no parties, and do not go back to each other or to the claim's own source."


def standing(story: Story) -> GT:
    """How the assertions stand that can be checked: crosscheck-standing."""
    return set_standing(tables.scoreboard(story), source=tables.sources_of_checks(story))


def evidence(story: Story) -> GT:
    """What the main findings rest on, check by check: crosscheck-evidence."""
    table = main_evidence(story)
    used = story.checks.loc[story.checks["check_id"].isin(table["check_id"]), "ref_ids"]
    return set_evidence(table, source=of_rows(story, used))


def main_evidence(story: Story) -> pd.DataFrame:
    """The checks that the story's note on the cross-check cites, heading by heading.

    Output: finding (the heading), and the columns of tables.checked_evidence but its own finding;
        in the order of the note.
    Raises: StoryError for a note with a placeholder that can't be filled.
    """
    checks = tables.checked_evidence(story).drop(columns="finding").set_index("check_id")
    cited = [
        (part.text.lstrip().splitlines()[0].lstrip("# "), check)
        for part in notes.sections(story, "crosscheck")
        for check in part.check_ids
        if check in checks.index
    ]
    found = checks.loc[[check for _, check in cited]].reset_index()
    found.insert(0, "finding", strings(told for told, _ in cited))
    return found


def set_standing(table: pd.DataFrame, *, source: Sources) -> GT:
    """How the checkable assertions stand, each once.

    Input: the output of tables.scoreboard; whose rows they are.
    Output: the table crosscheck-standing, one row for each standing under which a claim counts.
    """
    held = table[table["claims"] > 0].reset_index(drop=True)
    rows = held.assign(label=held["label"].map(capital))
    return (
        house(
            rows[["label", "claims", "by_parties", "meaning"]],
            name="crosscheck-standing",
            title=standing_title(held),
            subtitle=f"Assertions of {source.article} that can be checked, each under what the references"
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


def set_evidence(table: pd.DataFrame, *, source: Sources) -> GT:
    """What the main findings rest on, check by check.

    Input: finding (what the checks are cited for), check_id, paraphrase, stands_as, publishers
    (joined by "|"), independent, known, flags (joined by "|"); whose rows they are.
    Output: the table crosscheck-evidence, grouped by finding.
    """
    rows = table.rename(columns={"paraphrase": "claim"}).assign(
        publishers=table["publishers"].str.replace("|", "; "),
        flags=table["flags"].str.replace("|", "; ").fillna("nothing"),
    )
    columns = ["finding", "check_id", "claim", "stands_as"]
    rows = rows[[*columns, "publishers", "independent", "known", "flags"]]
    twice = [at for at, count in enumerate(rows["independent"]) if count > 1]
    made = (
        house(
            rows,
            name="crosscheck-evidence",
            title=_evidence_title(rows),
            subtitle=f"Claims of {source.article}, each in our own words, with every check that the main"
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


def _evidence_title(rows: pd.DataFrame) -> str:
    if rows.empty:
        return "No main finding cites a check"
    findings, checks = rows["finding"].nunique(), len(rows)
    one = int((rows["independent"] <= 1).sum())
    rest = "rests" if findings == 1 else "rest"
    start = f"{counted(findings, 'main finding')} {rest} on {counted(checks, 'check')}"
    return f"{capital(start)}, {in_words(one)} of them with one independent origin at most"
