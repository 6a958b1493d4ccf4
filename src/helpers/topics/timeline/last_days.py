"""The chart of the last days before publication: who places which event on which day."""

from collections.abc import Sequence

import pandas as pd

from helpers.charts.date_marks import date_axis
from helpers.charts.expected import Given, expect
from helpers.charts.figure import ChartFigure, chart
from helpers.charts.row_chart import Row, grouped, row_chart
from helpers.story.credits import Sources
from helpers.topics.timeline import tables
from helpers.topics.timeline.event_rows import STATUS, dated, days, from_to, key, what
from helpers.values.english import counted, sentences
from helpers.values.records import records

SHARE = 0.536
"""Share of the width that the names of the events take up where it is wide."""


@chart
def draw_last_days(table: pd.DataFrame, *, published: str, source: str | Sources) -> ChartFigure:
    """The last days before publication: who places which event on which day.

    Input: the output of topics.timeline.tables.last_days; published, the day of publication; source,
        the line for the footer.
    Output: the figure timeline-last-days; its rows are those of the table that began in these days.
    Raises: ChartError naming table, row and column of what can't be drawn.
    """
    columns = "description status source", "when when_text"
    expect(Given("events", table, *columns, known={"status": STATUS}))
    order, by_source = grouped(table, lambda row: row.source)
    first, last = tables.last_window(published)
    groups = [
        (name, [Row(what(row), [days(row.when, row.status)]) for row in records(part)])
        for name, part in by_source
    ]
    return row_chart(
        "timeline-last-days",
        groups,
        title=_title(order),
        subtitle=f"Events by who tells of them, {from_to(first, last)}; the article names days, not"
        " hours, so each bar covers whole days",
        source=source,
        alt=_alt(by_source, _title(order), published),
        table=order,
        axis=lambda ax: date_axis(ax, first, last),
        key=lambda ax: key(ax, SHARE, order["status"]),
        extra=84,
        share=SHARE,
    )


def _title(table: pd.DataFrame) -> str:
    if table.empty:
        return "The article places no event in the last three days"
    number = table["source"].nunique()
    tell = "tells" if number == 1 else "tell"
    return f"What {counted(number, 'source')} {tell} of the last three days"


def _alt(by_source: Sequence[tuple[str, pd.DataFrame]], title: str, published: str) -> str:
    told = [
        f"{name}: {'; '.join(dated(row, published) for row in records(part))}"
        for name, part in by_source
    ]
    window = from_to(*tables.last_window(published))
    return sentences(f"Timeline of {window}, the day of publication, in whole days", title, *told)
