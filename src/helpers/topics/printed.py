"""Every table for publication that each story gets."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
from great_tables import GT

from helpers.story import notes, weighing
from helpers.story.credits import sources
from helpers.story.story import Story
from helpers.topics.casualties import printed as casualties
from helpers.topics.casualties import tables as toll_tables
from helpers.topics.crosscheck import printed as crosscheck
from helpers.topics.crosscheck import tables as check_tables
from helpers.values.dates import describe


@dataclass(frozen=True)
class TableSpec:
    """A table that is published: its name, and what sets it for a story."""

    name: str
    build: Callable[[Story], GT]


def _article(story: Story) -> str:
    return f"{story.article.outlet}, {describe(story.article.published)}"


def _standing(story: Story) -> GT:
    checkable = story.claims.loc[story.claims["checkable"], "claim_id"]
    used = story.checks.loc[story.checks["claim_id"].isin(checkable), "ref_ids"]
    return crosscheck.standing(
        check_tables.scoreboard(story),
        article=_article(story),
        source=sources(story.article, story.references, used),
    )


def _evidence(story: Story) -> GT:
    table = main_evidence(story)
    used = story.checks.loc[story.checks["check_id"].isin(table["check_id"]), "ref_ids"]
    return crosscheck.evidence(
        table, article=_article(story), source=sources(story.article, story.references, used)
    )


def _tolls(story: Story) -> GT:
    later = weighing.published_later(
        story.references, story.actors, published=story.article.published
    )
    table = toll_tables.comparison(story.casualties, story.checks, later)
    return casualties.references(
        table,
        article=_article(story),
        source=sources(story.article, story.references, table["ref_id"]),
    )


def main_evidence(story: Story) -> pd.DataFrame:
    """The checks that the story's note on the cross-check cites, heading by heading.

    Output: finding (the heading), and the columns of tables.crosscheck.checked_evidence but its
        own finding; in the order of the note.
    Raises: StoryError for a note with a placeholder that can't be filled.
    """
    checks = check_tables.checked_evidence(story).drop(columns="finding").set_index("check_id")
    cited = [
        (_heading(part.text), check)
        for part in notes.sections(story, "crosscheck")
        for check in part.check_ids
        if check in checks.index
    ]
    found = checks.loc[[check for _, check in cited]].reset_index()
    found.insert(0, "finding", pd.Series([told for told, _ in cited], dtype="string"))
    return found


def _heading(text: str) -> str:
    return text.lstrip().splitlines()[0].lstrip("# ")


TABLES = (
    TableSpec("crosscheck-standing", _standing),
    TableSpec("crosscheck-evidence", _evidence),
    TableSpec("casualties-references", _tolls),
)
