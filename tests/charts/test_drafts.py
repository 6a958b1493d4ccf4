"""What a chart says of rows that are only proposed: in title, alt text and footer, and of no others."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from matplotlib.text import Text

from helpers.charts.drafts import Draft, as_draft, use_draft
from helpers.charts.figure import ChartFigure
from helpers.story.story import open_story
from helpers.topics.catalogue import chart

Change = Callable[..., None]


def footer(figure: ChartFigure) -> str:
    texts = [text.get_text() for text in figure.texts if isinstance(text, Text)]
    return " ".join(texts)


def test_a_chart_of_proposed_rows_states_no_finding_and_counts_them_in_its_footer(
    project: Path, propose: Change, drawn: Callable[..., ChartFigure]
) -> None:
    propose("events", "e001", "e009")
    figure = chart(open_story("example", root=project), "timeline-last-days")
    finding = drawn("example", "timeline-last-days").title
    two = figure.rows["event_id"].isin(["e001", "e009"])
    assert two.sum() == 2
    assert figure.title == "Draft: the days before the article, by whoever tells of them"
    note = f"2 of {len(figure.rows)} rows drawn rest on proposals that nobody has accepted yet."
    assert note in footer(figure)
    assert figure.alt.startswith(f"{figure.title}. {note} ")
    assert finding not in figure.alt


@pytest.mark.parametrize(
    ("claims", "actors", "note"),
    [
        ({"c9"}, {"a9"}, ""),
        ({"c1"}, set(), "1 of 3 rows drawn rests on"),
        ({"c3"}, {"a2"}, "2 of 3 rows drawn rest on"),
        ({"c1", "c2", "c3"}, set(), "All 3 rows drawn rest on"),
        # An id counts only where the column holds ids of that table.
        (set(), {"c1", "c2"}, ""),
    ],
)
def test_rows_are_counted_by_the_ids_that_they_carry(
    claims: set[str], actors: set[str], note: str
) -> None:
    rows = pd.DataFrame(
        {
            "claim_id": ["c1", None, "c3"],
            "claim_ids": ["", "c4|c2", ""],
            "actor_id": ["a1", "a2", "a1"],
        }
    )
    with use_draft(Draft("what is shown", {"claim_id": claims, "actor_id": actors})):
        title, alt, told = as_draft("Two agree", "Bars. Two agree. And more.", rows)
    assert told == (f"{note} proposals that nobody has accepted yet." if note else "")
    if note:
        assert (title, alt) == (
            "Draft: what is shown",
            f"Draft: what is shown. {told} Bars. What is shown. And more.",
        )
    else:
        assert (title, alt) == ("Two agree", "Bars. Two agree. And more.")


def test_a_chart_that_draws_none_of_the_proposed_rows_is_drawn_as_ever(
    project: Path, propose: Change, drawn: Callable[..., ChartFigure]
) -> None:
    propose("figures", "f001")
    propose("claims", "c001", status="accepted")
    figure = chart(open_story("example", root=project), "timeline-last-days")
    ever = drawn("example", "timeline-last-days")
    assert (figure.title, figure.alt, footer(figure)) == (ever.title, ever.alt, footer(ever))
