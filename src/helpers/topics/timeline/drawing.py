"""Charts of the events in time: the years, and the last days before publication."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import date2num

from helpers.charts import date_marks, legend, pen, row_chart
from helpers.charts.expected import Given, expect
from helpers.charts.figure import ChartFigure, chart, frame
from helpers.charts.row_chart import Row
from helpers.charts.sizes import px, size
from helpers.charts.style import GROUPS, SMALL, Look, look, theme
from helpers.story.credits import Sources
from helpers.topics.timeline import tables as timeline
from helpers.values import dates
from helpers.values.english import capital, counted, in_words

THICK = 0.34
"""Height of a bar, in rows."""

YEARS, DAYS = 0.412, 0.536
"""Share of the width that the names of the events take up where it is wide."""

REFERENCE = look("source", "reference")

OWN, SHARED, UNKNOWN, OUTSIDE = "own row", "last days", "start not said", "outside"


@chart
def draw_years(table: pd.DataFrame, *, published: str, source: str | Sources) -> ChartFigure:
    """Events over the year of publication and the one before, each as the span it can mean.

    The events of the last days share one row, as `last_days` shows them; those whose start is
    not said share another, open to the left. So no row claims more than the article says.

    Input: the output of tables.timeline.resolved; published, the day of publication; source,
        the line for the footer.
    Output: the figure timeline-years; its rows are the table with one more column, drawn_as
        (own row, last days, start not said, outside).
    Raises: ChartError naming table, row and column of what can't be drawn.
    """
    expect(
        Given(
            "events",
            table,
            ("description", "status"),
            ("when", "when_text", "earliest", "latest", "start", "established_when"),
            known={"status": GROUPS["event_status"]},
        )
    )
    drawn = drawn_as(table, published)
    groups = _groups(drawn, published)
    slots = row_chart.stack(
        [(name, [event.label for event in part]) for name, part in groups], share=YEARS
    )
    fig, ax = frame(
        "timeline-years",
        _title_years(drawn),
        _subtitle_years(drawn, published),
        source,
        rows=drawn,
        alt=_alt_years(drawn, groups, published),
        height=row_chart.height(slots, extra=84),
    )
    row_chart.write(ax, slots)
    date_marks.date_axis(ax, *timeline.window(published))
    _publication(ax, published)
    drawn_events = [event for _, part in groups for event in part]
    for slot, event in zip(row_chart.rows(slots), drawn_events, strict=True):
        date_marks.span(
            ax, slot.at, event.span, look=look("event_status", event.status), height=THICK
        )
        if event.established:
            date_marks.span(ax, slot.at, event.established, look=REFERENCE, height=THICK)
    _key(
        ax,
        YEARS,
        [event.status for event in drawn_events],
        [REFERENCE] if any(event.established for event in drawn_events) else [],
    )
    return fig


@chart
def draw_last_days(table: pd.DataFrame, *, published: str, source: str | Sources) -> ChartFigure:
    """The last days before publication: who places which event on which day.

    Input: the output of tables.timeline.last_days; published, the day of publication; source,
        the line for the footer.
    Output: the figure timeline-last-days; its rows are those of the table that began in these days.
    Raises: ChartError naming table, row and column of what can't be drawn.
    """
    expect(
        Given(
            "events",
            table,
            ("description", "status", "source"),
            ("when", "when_text"),
            known={"status": GROUPS["event_status"]},
        )
    )
    order = pd.concat([table.iloc[:0], *(part for _, part in _by_source(table))], ignore_index=True)
    groups = [
        (name, [_what(row) for row in part.to_dict("records")]) for name, part in _by_source(table)
    ]
    slots = row_chart.stack(groups, share=DAYS)
    first, last = timeline.last_window(published)
    fig, ax = frame(
        "timeline-last-days",
        _title_days(order),
        f"Events by who tells of them, {_from_to(first, last)}; the article names days, not hours,"
        " so each bar covers whole days",
        source,
        rows=order,
        alt=_alt_days(order, published),
        height=row_chart.height(slots, extra=84),
    )
    row_chart.write(ax, slots)
    date_marks.date_axis(ax, first, last)
    for slot, row in zip(row_chart.rows(slots), order.to_dict("records"), strict=True):
        span = dates.resolve(row["when"])
        date_marks.span(
            ax, slot.at, span, look=look("event_status", str(row["status"])), height=THICK
        )
    _key(ax, DAYS, [str(status) for status in order["status"]])
    return fig


@dataclass(frozen=True)
class _Event:
    """One row of the chart of years: its label, its days, and those that a reference gives."""

    label: str
    span: dates.Span | None
    status: str
    established: dates.Span | None = None


Group = tuple[str, list[_Event]]


def drawn_as(table: pd.DataFrame, published: str) -> pd.DataFrame:
    """How the chart of years shows each event.

    Input: the output of tables.timeline.resolved; published, the day of publication.
    Output: the table, and drawn_as.
    """
    first, last = (day.isoformat() for day in timeline.window(published))
    recent = timeline.last_window(published)[0].isoformat()
    kinds = []
    for row in table.to_dict("records"):
        latest = None if pd.isna(row["latest"]) else str(row["latest"])
        if row["start"] == "not said":
            kinds.append(UNKNOWN)
        elif str(row["earliest"]) > last or (latest is not None and latest < first):
            kinds.append(OUTSIDE)
        elif row["status"] == "possible" or latest is None or latest > published:
            kinds.append(OWN)
        else:
            kinds.append(SHARED if str(row["earliest"]) >= recent else OWN)
    return table.assign(drawn_as=pd.Series(kinds, index=table.index, dtype="string"))


def _groups(drawn: pd.DataFrame, published: str) -> list[Group]:
    """The rows of the chart of years: label, span and status."""
    own = drawn[drawn["drawn_as"] == OWN]
    ahead = own["status"].astype("string") == "possible"
    found: list[Group] = []
    for name, part in (("Happened", own[~ahead]), ("Threatened or possible", own[ahead])):
        if len(part):
            marked = [
                _Event(
                    _established(row, published),
                    dates.resolve(row["when"]),
                    str(row["status"]),
                    _span(row["established_when"]),
                )
                for row in part.to_dict("records")
            ]
            found.append((name, marked))
    shared = [
        *_shared_recent(drawn[drawn["drawn_as"] == SHARED], published),
        *_shared_unknown(drawn[drawn["drawn_as"] == UNKNOWN], published),
    ]
    return [*found, ("Shared rows", shared)] if shared else found


def _shared_recent(part: pd.DataFrame, published: str) -> list[_Event]:
    if part.empty:
        return []
    first, last = timeline.last_window(published)
    label = f"{capital(counted(len(part), 'event'))} of the last three days"
    return [_Event(label, dates.resolve(f"{first}/{last}"), "asserted")]


def _shared_unknown(part: pd.DataFrame, published: str) -> list[_Event]:
    """One row, open to the left, for all events whose start is not said."""
    if part.empty:
        return []
    label = f"{capital(counted(len(part), 'event'))} whose start is not said"
    if part["latest"].isna().any():
        return [_Event(label, None, "asserted")]
    end = f"/{part['latest'].max()}"
    words = _when(dates.describe(end), published)
    return [_Event(f"{label} ({words})", dates.resolve(end), "asserted")]


def _dated(row: Row, published: str) -> str:
    """What happened, and when; the day of publication is called so where it ends a span."""
    return f"{_what(row)} ({_when(str(row['when_text']), published)})"


def _established(row: Row, published: str) -> str:
    """What happened, when by the article, and when by a reference if one says so."""
    established = _span(row["established_when"])
    if established is None:
        return _dated(row, published)
    words = _when(str(row["when_text"]), published)
    return f"{_what(row)} ({words}; a reference: {dates.describe(established.text)})"


def _span(cell: Any) -> dates.Span | None:
    return None if pd.isna(cell) else dates.resolve(str(cell))


def _when(words: str, published: str) -> str:
    day = dates.describe(published)
    return (words if words == day else words.replace(day, "publication")) or "no date"


def _what(row: Row) -> str:
    return str(row["description"]).rstrip(".")


def _by_source(table: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    names = list(dict.fromkeys(table["source"]))
    return [(str(name), table[table["source"] == name]) for name in names]


def _publication(ax: Axes, published: str) -> None:
    """A hairline at the end of the day of publication, named in the row of the first heading."""
    day = date.fromisoformat(published)
    x = float(date2num(day + timedelta(days=1)))  # type: ignore[no-untyped-call]
    ax.axvline(x, color=theme().muted, linewidth=px(1), zorder=1)
    ax.text(
        x,
        0.5,
        "published  " if size().narrow else f"published {dates.describe(published)}  ",
        fontsize=px(SMALL),
        color=theme().muted,
        horizontalalignment="right",
        verticalalignment="center",
    )


def _key(ax: Axes, share: float, statuses: Sequence[str], others: Sequence[Look] = ()) -> None:
    """The key above the plot, as wide as that, but for the heading of what has no date."""
    looks = [
        look("event_status", status) for status in GROUPS["event_status"] if status in statuses
    ]
    looks = [*looks, *others]
    entries = [legend.area(one.label, one.colour, one.hatch) for one in looks]
    width = legend.room() if size().narrow else (1 - share) * size().inner
    width -= pen.column_width(ax)
    legend.place(ax, entries if len(entries) > 1 else [], width=width)


def _from_to(first: date, last: date) -> str:
    """Two days, with what they share said once: "27 to 29 September 2014"."""
    start, end = (dates.describe(day.isoformat()) for day in (first, last))
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {end}"
    return f"{start} to {end}"


def _title_years(drawn: pd.DataFrame) -> str:
    total = len(drawn)
    unknown = int((drawn["drawn_as"] == UNKNOWN).sum())
    if total == 0:
        return "The article tells of no events"
    if total == 1:
        return f"The article {'does not say' if unknown else 'says'} when its one event began"
    if unknown == 0:
        return f"The article says when each of its {in_words(total)} events began"
    if unknown == total:
        return f"The article says of none of its {in_words(total)} events when it began"
    return (
        f"The article does not say when {in_words(unknown)} of its {in_words(total)} events began"
    )


def _subtitle_years(drawn: pd.DataFrame, published: str) -> str:
    first, last = timeline.window(published)
    years_shown = f"Events of {first.year} and {last.year}"
    text = f"{years_shown}; each bar covers all the days that the article's words can mean"
    outside = int((drawn["drawn_as"] == OUTSIDE).sum())
    if (drawn["drawn_as"] == UNKNOWN).any():
        text += "; a dashed line with a question mark has no known start"
    if outside:
        verb = "lies" if outside == 1 else "lie"
        text += f"; {counted(outside, 'event')} {verb} outside these years"
    return text


def _alt_years(drawn: pd.DataFrame, groups: Sequence[Group], published: str) -> str:
    if drawn.empty:
        return "Timeline; the article tells of no events."
    text = f"Timeline, published {dates.describe(published)}. {_title_years(drawn)}."
    for name, part in groups:
        text += f" {name}: {'; '.join(event.label for event in part)}."
    outside = int((drawn["drawn_as"] == OUTSIDE).sum())
    return text + (f" Outside these years: {counted(outside, 'event')}." if outside else "")


def _title_days(table: pd.DataFrame) -> str:
    if table.empty:
        return "The article places no event in the last three days"
    number = table["source"].nunique()
    tell = "tells" if number == 1 else "tell"
    return f"What {counted(number, 'source')} {tell} of the last three days"


def _alt_days(order: pd.DataFrame, published: str) -> str:
    text = f"Timeline of {_from_to(*timeline.last_window(published))}, the day of publication, in"
    text += f" whole days. {_title_days(order)}."
    for name, part in _by_source(order):
        text += f" {name}: {'; '.join(_dated(row, published) for row in part.to_dict('records'))}."
    return text
