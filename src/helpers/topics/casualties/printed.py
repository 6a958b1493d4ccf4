"""The table of tolls: the article's largest count beside those of references, never summed."""

from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd
from great_tables import GT, loc, style

from helpers.charts.printed_table import DEEPEST, house
from helpers.story.credits import Sources, of_rows
from helpers.story.story import Story
from helpers.story.weighing import published_later
from helpers.topics.casualties import tables
from helpers.topics.casualties.charts import references_title
from helpers.values.english import capital, listed

GROUPS: Mapping[str, str] = MappingProxyType(
    {"article": "The article", "reference": "Other counts"}
)

# What a bound leaves open, said where the number stands.
BOUNDS: Mapping[str, str] = MappingProxyType(
    {
        "more_than": "The limit itself is not included, and no upper one is stated.",
        "at_least": "No upper limit is stated.",
        "less_than": "The limit itself is not included, and no lower one is stated.",
        "at_most": "No lower limit is stated.",
        "about": "A round figure, without limits.",
    }
)
HARMED = {"killed", "injured", "struck"}
"""The outcomes of which a subtitle speaks in one."""
SIDE = "A party to the matter."
PART = "Indented rows are part of the row that they stand under. Nothing here may be added up."


def references(story: Story) -> GT:
    """The article's largest count beside the counts held against it: casualties-references."""
    later = published_later(story.references, story.actors, published=story.article.published)
    table = tables.comparison(story.casualties, story.checks, later)
    return set_references(table, source=of_rows(story, table["ref_id"]))


def set_references(table: pd.DataFrame, *, source: Sources) -> GT:
    """The article's largest count and the reference counts held against it, with their limits.

    Input: the output of tables.comparison; whose rows they are.
    Output: the table casualties-references. A bound that is open stays open, with a footnote.
    """
    period = table["period_text"].replace("", pd.NA)
    # What nobody could know on the day is called so where its time stands.
    late = period.fillna("time not stated") + "; published later"
    rows = table.assign(
        origin=table["origin"].map(GROUPS),
        victims=table["victims"].map(capital),
        period=period.mask(table["later"].astype(bool), late),
    )
    columns = ["origin", "victims", "number", "lower", "best", "upper", "period", "reported_by"]
    made = (
        house(
            rows[columns],
            name="casualties-references",
            title=references_title(table),
            subtitle=f"People {_happened(table)}, as {source.article} and references count them, each"
            " by its own rules, over its own time",
            source=source,
            stub="victims",
            groups="origin",
        )
        .tab_stubhead("Who is counted")
        .cols_label(
            number="As stated",
            lower="Lowest",
            best="Best",
            upper="Highest",
            period="When",
            reported_by="Reported by",
        )
        .tab_spanner("People", columns=["lower", "best", "upper"])
        .fmt_integer(columns=["lower", "best", "upper"])
        .cols_width({"victims": "28%", "number": "18%", "period": "18%", "reported_by": "17%"})
        .cols_align("right", columns=["number", "lower", "best", "upper"])
        .cols_align("left", columns=["period", "reported_by"])
        .tab_style(style.text(weight="bold"), loc.body(columns=["number"]))
    )
    return _noted(_indented(made, table), table)


def _happened(table: pd.DataFrame) -> str:
    """What happened to those who are counted."""
    found = {str(outcome) for outcome in table["outcome"].dropna()} - HARMED
    return listed([tables.OUTCOMES[one] for one in sorted(found)]) if found else "killed or hurt"


def _indented(made: GT, table: pd.DataFrame) -> GT:
    """Each toll below the one that it is part of."""
    for depth in sorted(set(table["depth"]) - {0}):
        rows = [at for at, here in enumerate(table["depth"]) if here == depth]
        made = made.tab_stub_indent(rows, min(int(depth), DEEPEST))
    return made.tab_source_note(PART) if (table["depth"] > 0).any() else made


def _noted(made: GT, table: pd.DataFrame) -> GT:
    """A footnote at each number that leaves an end open, and at each reporter with a stake."""
    for bound, told in BOUNDS.items():
        rows = [at for at, here in enumerate(table["bound"]) if here == bound]
        if rows:
            made = made.tab_footnote(told, loc.body(columns=["number"], rows=rows))
    party = table["interested_party"].fillna(False)
    rows = [at for at, here in enumerate(party) if here]
    return made.tab_footnote(SIDE, loc.body(columns=["reported_by"], rows=rows)) if rows else made
