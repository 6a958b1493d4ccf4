"""The chart of the events over the years, each as the span that its words can mean."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import date2num

from helpers.charts.date_marks import MONTHS, date_axis
from helpers.charts.expected import Given, expect
from helpers.charts.figure import ChartFigure, chart
from helpers.charts.row_chart import Days, Group, Row, row_chart
from helpers.charts.sizes import px, size
from helpers.charts.style import SMALL, look, theme
from helpers.story.credits import Sources
from helpers.topics.timeline import tables
from helpers.topics.timeline.event_rows import STATUS, dated, days, key, what, when
from helpers.values.cells import is_blank
from helpers.values.dates import describe, resolve
from helpers.values.english import capital, counted, in_words, sentences
from helpers.values.records import records

SHARE = 0.412
"""Share of the width that the names of the events take up where it is wide."""

REFERENCE = look("source", "reference")

OWN, SHARED, UNKNOWN = "own row", "last days", "start not said"
EARLIER, LATER = "earlier", "later"

LISTED = 8
"""So many events before or after the years have a row each; of more, one less and one for the rest."""


@chart
def draw_years(table: pd.DataFrame, *, published: str, source: str | Sources) -> ChartFigure:
    """Events over the year of publication and the one before, each as the span it can mean.

    Where they all lie near the day of publication, over three months.
    The events of the last days share one row, as `last_days` shows them; those whose start is
    not said share another, open to the left. So no row claims more than the article says. Those
    before and after these years are listed, each with an arrow at that end of the axis.

    Input: the output of topics.timeline.tables.resolved; published, the day of publication; source,
        the line for the footer.
    Output: the figure timeline-years; its rows are the table with one more column, drawn_as
        (own row, last days, start not said, earlier, later).
    Raises: ChartError naming table, row and column of what can't be drawn.
    """
    blank = "when when_text earliest latest start established_when"
    expect(Given("events", table, "description status", blank, known={"status": STATUS}))
    drawn = drawn_as(table, published)
    groups = _groups(drawn, published)
    events = [row for _, part in groups for row in part]
    established = any(len(row.marks) > 1 for row in events)
    return row_chart(
        "timeline-years",
        groups,
        title=_title(drawn),
        subtitle=_subtitle(drawn, published),
        source=source,
        alt=_alt(drawn, groups, published),
        table=drawn,
        axis=lambda ax: _axis(ax, drawn, published),
        key=lambda ax: key(
            ax, SHARE, [row.status for row in events], [REFERENCE] if established else []
        ),
        extra=84,
        share=SHARE,
    )


@dataclass(frozen=True)
class _Event(Row):
    """A row with the status that its colour shows."""

    status: str


def drawn_as(table: pd.DataFrame, published: str) -> pd.DataFrame:
    """How the chart of years shows each event.

    Input: the output of topics.timeline.tables.resolved; published, the day of publication.
    Output: the table, and drawn_as.
    """
    first, last = (day.isoformat() for day in tables.window(published, table))
    recent = tables.last_window(published)[0].isoformat()

    def kind(row: Any) -> str:
        earliest, latest = ("" if pd.isna(day) else str(day) for day in (row.earliest, row.latest))
        if is_blank(row.start) or row.start == "not said":
            return UNKNOWN
        if earliest > last:
            return LATER
        if latest and latest < first:
            return EARLIER
        if row.status == "possible" or not latest or latest > published:
            return OWN
        return SHARED if earliest >= recent else OWN

    kinds = [kind(row) for row in records(table)]
    return table.assign(drawn_as=pd.Series(kinds, index=table.index, dtype="string"))


def _groups(drawn: pd.DataFrame, published: str) -> list[tuple[str, list[_Event]]]:
    """The rows: what happened, what may, and what shares a row."""
    parts = dict(iter(drawn.groupby("drawn_as", sort=False)))
    own, shared, unknown, earlier, later = (
        parts.get(kind, drawn.head(0)) for kind in (OWN, SHARED, UNKNOWN, EARLIER, LATER)
    )
    ahead = own["status"].astype("string") == "possible"
    first, last = tables.window(published, drawn)
    groups = [
        (f"Before {first.year}", _beyond(earlier, published)),
        ("Happened", [_own(row, published) for row in records(own[~ahead])]),
        ("Threatened or possible", [_own(row, published) for row in records(own[ahead])]),
        (f"After {last.year}", _beyond(later, published)),
        ("Shared rows", [*_last_days(shared, published), *_start_not_said(unknown, published)]),
    ]
    return [group for group in groups if group[1]]


def _beyond(part: pd.DataFrame, published: str) -> list[_Event]:
    """The events before or after the years, and one row for those that are too many."""
    listed = part if len(part) <= LISTED else part.head(LISTED - 1)
    rest = part.iloc[len(listed) :]
    events = [_own(row, published) for row in records(listed)]
    if rest.empty:
        return events
    first, last = rest["earliest"].iloc[0], rest["latest"].fillna(rest["earliest"]).max()
    words = f"{capital(counted(len(rest), 'more event'))} ({describe(f'{first}/{last}')})"
    return [*events, _Event(words, [days(f"{first}/{last}", "asserted")], "asserted")]


def _own(row: Any, published: str) -> _Event:
    """An event with its days by the article, and by a reference if one says so."""
    status, mark = str(row.status), days(row.when, row.status)
    if pd.isna(row.established_when):
        return _Event(dated(row, published), [mark], status)
    established = str(row.established_when)
    words = f"{when(str(row.when_text), published)}; a reference: {describe(established)}"
    return _Event(f"{what(row)} ({words})", [mark, Days(resolve(established), REFERENCE)], status)


def _last_days(part: pd.DataFrame, published: str) -> list[_Event]:
    """One row for all events of the last days."""
    if part.empty:
        return []
    first, last = tables.last_window(published)
    label = f"{capital(counted(len(part), 'event'))} of the last three days"
    return [_Event(label, [days(f"{first}/{last}", "asserted")], "asserted")]


def _start_not_said(part: pd.DataFrame, published: str) -> list[_Event]:
    """One row, open to the left, for all events whose start is not said."""
    if part.empty:
        return []
    label = f"{capital(counted(len(part), 'event'))} whose start is not said"
    if part["latest"].isna().any():
        return [_Event(label, [days(None, "asserted")], "asserted")]
    end = f"/{part['latest'].max()}"
    label = f"{label} ({when(describe(end), published)})"
    return [_Event(label, [days(end, "asserted")], "asserted")]


def _axis(ax: Axes, drawn: pd.DataFrame, published: str) -> None:
    """The years or months, and a hairline at the end of the day of publication.

    It is named in the row of the first heading.
    """
    date_axis(ax, *tables.window(published, drawn))
    day = date.fromisoformat(published)
    x = float(date2num(day + timedelta(days=1)))  # type: ignore[no-untyped-call]
    ax.axvline(x, color=theme().muted, linewidth=px(1), zorder=1)
    left, right = ax.get_xlim()
    # On a narrow page the heading stands above the axis, and reaches to about its middle.
    after = size().narrow and x < left + 0.6 * (right - left)
    ax.text(
        x,
        0.5,
        "  published  " if size().narrow else f"published {describe(published)}  ",
        fontsize=px(SMALL),
        color=theme().muted,
        horizontalalignment="left" if after else "right",
        verticalalignment="center",
    )


def _title(drawn: pd.DataFrame) -> str:
    total, unknown = len(drawn), int((drawn["drawn_as"] == UNKNOWN).sum())
    number = in_words(total)
    if total == 0:
        return "The article tells of no events"
    if total == 1:
        return f"The article {'does not say' if unknown else 'says'} when its one event began"
    if unknown == 0:
        return f"The article says when each of its {number} events began"
    if unknown == total:
        return f"The article says of none of its {number} events when it began"
    return f"The article does not say when {in_words(unknown)} of its {number} events began"


def _subtitle(drawn: pd.DataFrame, published: str) -> str:
    first, last = tables.window(published, drawn)
    months = f"{first:%B}{'' if first.year == last.year else f' {first.year}'} to {last:%B %Y}"
    span = f"{first.year} and {last.year}" if (last - first).days > MONTHS else months
    text = f"Events of {span}; each bar covers all the days that the article's words can mean"
    if (drawn["drawn_as"] == UNKNOWN).any():
        text += "; a dashed line with a question mark has no known start"
    if drawn["drawn_as"].isin([EARLIER, LATER]).any():
        text += "; an arrow points to what lies outside these years"
    return text


def _alt(drawn: pd.DataFrame, groups: Sequence[Group], published: str) -> str:
    if drawn.empty:
        return "Timeline; the article tells of no events."
    return sentences(
        f"Timeline, published {describe(published)}",
        _title(drawn),
        *(f"{name}: {'; '.join(row.label for row in part)}" for name, part in groups),
    )
