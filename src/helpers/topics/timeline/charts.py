"""The charts of the timeline, each from a story and with what draws it: the years, the last days."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from helpers.charts import legend
from helpers.charts.date_marks import MONTHS, date_axis, day_number
from helpers.charts.drafts import tells_drafts
from helpers.charts.expected import Given, expect
from helpers.charts.figure import ChartFigure, chart
from helpers.charts.pen import column_width
from helpers.charts.row_chart import Days, Group, Row, grouped, plot_width, row_chart
from helpers.charts.sizes import px, size
from helpers.charts.style import GROUPS, SMALL, Look, look, theme
from helpers.story.credits import Sources, of_rows
from helpers.story.story import Story
from helpers.topics.timeline import tables
from helpers.values.cells import is_blank
from helpers.values.dates import describe, resolve
from helpers.values.english import capital, counted, in_words, sentences
from helpers.values.records import records


@tells_drafts
def years(story: Story) -> ChartFigure:
    """Every event that has a date, over the years: timeline-years."""
    table = tables.resolved(story.events)
    published = story.article.published
    shown = drawn_as(table, published)["drawn_as"].isin([OWN, EARLIER, LATER])
    dated = story.events.set_index("event_id")["ref_id"].reindex(table.loc[shown, "event_id"])
    return draw_years(table, published=published, source=of_rows(story, dated))


@tells_drafts
def last_days(story: Story) -> ChartFigure:
    """The days before the article, by whoever tells of them: timeline-last-days."""
    published = story.article.published
    table = tables.last_days(story.events, story.claims, story.actors, published)
    return draw_last_days(table, published=published, source=of_rows(story))


STATUS = GROUPS["event_status"]


def _days(when: Any, status: object) -> Days:
    """An event's mark, from its date as EDTF (blank for none) and its status."""
    return Days(None if pd.isna(when) else resolve(str(when)), look("event_status", str(status)))


def _what(row: Any) -> str:
    """What happened."""
    return str(row.description).rstrip(".")


def _when(words: str, published: str) -> str:
    """The words of a date; the day of publication is called so where it ends a span."""
    day = describe(published)
    return (words if words == day else words.replace(day, "publication")) or "no date"


def _dated(row: Any, published: str) -> str:
    """What happened, and when."""
    return f"{_what(row)} ({_when(str(row.when_text), published)})"


def _from_to(first: date, last: date) -> str:
    """Two days, with what they share said once: "27 to 29 September 2014"."""
    start, end = (describe(day.isoformat()) for day in (first, last))
    same = (first.year, first.month) == (last.year, last.month)
    return f"{first.day if same else start} to {end}"


def _key(ax: Axes, share: float, statuses: Iterable[str], others: Sequence[Look] = ()) -> None:
    """The key above the plot, as wide as that, but for the heading of what has no date."""
    met = {str(status) for status in statuses}
    looks = [*(one for status, one in STATUS.items() if status in met), *others]
    entries = [legend.area(one.label, one.colour, one.hatch) for one in looks]
    width = legend.room() if size().narrow else plot_width(share)
    legend.place(ax, entries if len(entries) > 1 else [], width=width - column_width(ax))


YEARS_SHARE = 0.412
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
        title=_years_title(drawn),
        subtitle=_years_subtitle(drawn, published),
        source=source,
        alt=_years_alt(drawn, groups, published),
        table=drawn,
        axis=lambda ax: _years_axis(ax, drawn, published),
        key=lambda ax: _key(
            ax, YEARS_SHARE, [row.status for row in events], [REFERENCE] if established else []
        ),
        extra=84,
        share=YEARS_SHARE,
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
    return [*events, _Event(words, [_days(f"{first}/{last}", "asserted")], "asserted")]


def _own(row: Any, published: str) -> _Event:
    """An event with its days by the article, and by a reference if one says so."""
    status, mark = str(row.status), _days(row.when, row.status)
    if pd.isna(row.established_when):
        return _Event(_dated(row, published), [mark], status)
    established = str(row.established_when)
    words = f"{_when(str(row.when_text), published)}; a reference: {describe(established)}"
    return _Event(f"{_what(row)} ({words})", [mark, Days(resolve(established), REFERENCE)], status)


def _last_days(part: pd.DataFrame, published: str) -> list[_Event]:
    """One row for all events of the last days."""
    if part.empty:
        return []
    first, last = tables.last_window(published)
    label = f"{capital(counted(len(part), 'event'))} of the last three days"
    return [_Event(label, [_days(f"{first}/{last}", "asserted")], "asserted")]


def _start_not_said(part: pd.DataFrame, published: str) -> list[_Event]:
    """One row, open to the left, for all events whose start is not said."""
    if part.empty:
        return []
    label = f"{capital(counted(len(part), 'event'))} whose start is not said"
    if part["latest"].isna().any():
        return [_Event(label, [_days(None, "asserted")], "asserted")]
    end = f"/{part['latest'].max()}"
    label = f"{label} ({_when(describe(end), published)})"
    return [_Event(label, [_days(end, "asserted")], "asserted")]


def _years_axis(ax: Axes, drawn: pd.DataFrame, published: str) -> None:
    """The years or months, and a hairline at the end of the day of publication.

    It is named in the row of the first heading.
    """
    date_axis(ax, *tables.window(published, drawn))
    day = date.fromisoformat(published)
    x = day_number(day + timedelta(days=1))
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


def _years_title(drawn: pd.DataFrame) -> str:
    total, unknown = len(drawn), int((drawn["drawn_as"] == UNKNOWN).sum())
    number = in_words(total)
    if total == 0:
        return "The article tells of no events"
    if total == 1:
        known = "The article's one event can be dated"
        return "The article does not say when its one event began" if unknown else known
    if unknown == 0:
        return f"Each of the article's {number} events can be dated"
    if unknown == total:
        return f"The article says of none of its {number} events when it began"
    return f"The article does not say when {in_words(unknown)} of its {number} events began"


def _years_subtitle(drawn: pd.DataFrame, published: str) -> str:
    first, last = tables.window(published, drawn)
    months = f"{first:%B}{'' if first.year == last.year else f' {first.year}'} to {last:%B %Y}"
    span = f"{first.year} and {last.year}" if (last - first).days > MONTHS else months
    text = f"Events of {span}; each bar covers all the days that the article's words can mean"
    if (drawn["drawn_as"] == UNKNOWN).any():
        text += "; a dashed line with a question mark has no known start"
    if drawn["drawn_as"].isin([EARLIER, LATER]).any():
        text += "; an arrow points to what lies outside these years"
    return text


def _years_alt(drawn: pd.DataFrame, groups: Sequence[Group], published: str) -> str:
    if drawn.empty:
        return "Timeline; the article tells of no events."
    return sentences(
        f"Timeline, published {describe(published)}",
        _years_title(drawn),
        *(f"{name}: {'; '.join(row.label for row in part)}" for name, part in groups),
    )


LAST_DAYS_SHARE = 0.536
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
        (name, [Row(_what(row), [_days(row.when, row.status)]) for row in records(part)])
        for name, part in by_source
    ]
    return row_chart(
        "timeline-last-days",
        groups,
        title=_last_days_title(order),
        subtitle=f"Events by who tells of them, {_from_to(first, last)}; our tables keep days, not"
        " hours, so each bar covers whole days",
        source=source,
        alt=_last_days_alt(by_source, _last_days_title(order), published),
        table=order,
        axis=lambda ax: date_axis(ax, first, last),
        key=lambda ax: _key(ax, LAST_DAYS_SHARE, order["status"]),
        extra=84,
        share=LAST_DAYS_SHARE,
    )


def _last_days_title(table: pd.DataFrame) -> str:
    if table.empty:
        return "The article places no event in the last three days"
    number = table["source"].nunique()
    tell = "tells" if number == 1 else "tell"
    return f"What {counted(number, 'source')} {tell} of the last three days"


def _last_days_alt(
    by_source: Sequence[tuple[str, pd.DataFrame]], title: str, published: str
) -> str:
    told = [
        f"{name}: {'; '.join(_dated(row, published) for row in records(part))}"
        for name, part in by_source
    ]
    window = _from_to(*tables.last_window(published))
    return sentences(f"Timeline of {window}, the day of publication, in whole days", title, *told)
