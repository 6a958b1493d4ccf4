"""Charts of the tolls: what is counted, and how the largest count stands against others."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from helpers.charts import marks, rows
from helpers.charts.frame import ChartFigure, chart, frame, px
from helpers.charts.rows import Row
from helpers.charts.style import SMALL, Look, look, theme
from helpers.tables.casualties import STATED
from helpers.wording import capital, counted, in_words, listed

HEADINGS = {
    "number": "Counted",
    "word": "In a word of quantity",
    "named": "Only named",
}

OUTCOMES = {"killed": "killed", "injured": "injured", "struck": "hit", "captive": "held captive"}


@chart
def counted_and_named(table: pd.DataFrame, *, source: str) -> ChartFigure:
    """What the article counts and what it only names, one row per toll.

    Input: the output of tables.casualties.reported; source, the line for the footer.
    Output: the figure casualties-counted; its rows are the table.
    """
    order = pd.concat([table[table["stated"] == stated] for stated in STATED])
    numbers = dict(zip(table["casualty_id"], table["number"], strict=True))
    groups = [
        (
            HEADINGS[stated],
            [_told(row, numbers) for row in order[order["stated"] == stated].to_dict("records")],
        )
        for stated in STATED
        if (table["stated"] == stated).any()
    ]
    slots = rows.stack(groups)
    fig, ax = frame(
        "casualties-counted",
        _title_counted(table),
        "People harmed, with the number that the article gives for each group; in brackets, who"
        " reports it",
        source,
        rows=order.reset_index(drop=True),
        alt=_alt_counted(order),
        height=rows.height(slots, extra=84),
    )
    rows.write(ax, slots)
    looks = [look("outcome", str(outcome)) for outcome in order["outcome"]]
    _tolls(ax, list(rows.rows(slots)), order, looks, room=1.8)
    return fig


@chart
def against_references(table: pd.DataFrame, *, source: str) -> ChartFigure:
    """The article's largest count beside the references held against it, never summed.

    Input: the output of tables.casualties.comparison; source, the line for the footer.
    Output: the figure casualties-references; its rows are the table.
    """
    groups = [(_scope(part[0]), [_nested(row) for row in part]) for part in _by_scope(table)]
    order = pd.DataFrame(
        [row for part in _by_scope(table) for row in part], columns=table.columns
    ).astype(table.dtypes.to_dict())
    slots = rows.stack(groups, share=0.4)
    fig, ax = frame(
        "casualties-references",
        _title_references(order),
        _subtitle_references(order),
        source,
        rows=order,
        alt=_alt_references(order),
        height=rows.height(slots, extra=48),
    )
    rows.write(ax, slots)
    looks = [look("source", str(origin)) for origin in order["origin"]]
    _tolls(ax, list(rows.rows(slots)), order, looks)
    return fig


def _tolls(
    ax: Axes,
    slots: Sequence[rows.Slot],
    table: pd.DataFrame,
    looks: Sequence[Look],
    room: float = 1.4,
) -> None:
    """Draw one bounded mark per toll, with its number beside it."""
    highest = table[["lower", "best", "upper"]].max(axis=1).max()
    _axis(ax, 0.0 if pd.isna(highest) else float(highest), room)
    texts = []
    for slot, row, one in zip(slots, table.to_dict("records"), looks, strict=True):
        inside = row["bound"] == "exact" and row["lower"] != row["upper"]
        mark = marks.bounded(
            ax,
            slot.at,
            value=None if inside else _cell(row["best"]),
            best=_cell(row["best"]) if inside else None,
            lower=_cell(row["lower"]),
            upper=_cell(row["upper"]),
            bound=str(row["bound"]),
            look=one,
        )
        if mark.end is None and mark.start is None:
            continue
        x = max(end for end in (mark.start, mark.end) if end is not None)
        texts.append(marks.Label(x, slot.at, str(row["number"])))
    marks.labels(ax, texts, sides=("right", "above", "below", "left"))


def _axis(ax: Axes, highest: float, room: float) -> None:
    """From nought to beyond the highest stated limit, with room for its words, in whole people."""
    ax.set_xlim(0, highest * room if highest else 1)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=6, integer=True, steps=[1, 2, 5, 10]))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda count, _: f"{count:,.0f}"))
    if not highest:
        ax.set_xticks([])
        return
    ax.set_xlabel("people", fontsize=px(SMALL), color=theme().muted, loc="left")


def _cell(cell: Any) -> float | None:
    return None if pd.isna(cell) else float(str(cell))


def _who(row: Row) -> str:
    """The victims and what happened to them, unless their own name says it."""
    victims, outcome = capital(str(row["victims"])), OUTCOMES[str(row["outcome"])]
    return victims if victims.endswith(outcome) else f"{victims}: {outcome}"


def _told(row: Row, numbers: Mapping[str, str]) -> str:
    """Who was harmed and how, of which other toll they are a part, and who reports it."""
    whole = numbers.get(row["included_in"])
    part = f", part of a toll of {whole}" if whole else ""
    return f"{_who(row)}{part} ({_reporter(row)})"


def _reporter(row: Row) -> str:
    known = not pd.isna(row["reported_by"])
    name: str = str(row["reported_by"]) if known else "reporter not stated"
    return f"{name}, a party to the matter" if str(row["interested_party"]) == "True" else name


def _nested(row: Row) -> str:
    """The label of a toll, indented below the one that it is part of."""
    depth = int(row["depth"])
    victims = str(row["victims"])
    return rows.INDENT * depth + (f"of them: {victims}" if depth else capital(victims))


def _scope(row: Row) -> str:
    """Who counted, and until when."""
    period = row["period_text"] or "period not stated"
    if row["origin"] == "article":
        return f"The article, {period}"
    return f"{_reporter(row)}, {period}"


def _by_scope(table: pd.DataFrame) -> list[list[Row]]:
    """Neighbouring rows of one reporter and one period, the article by itself."""
    groups: list[list[Row]] = []
    for row in table.to_dict("records"):
        if groups and _scope(groups[-1][0]) == _scope(row):
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _title_counted(table: pd.DataFrame) -> str:
    number = int((table["stated"] == "number").sum())
    total = len(table)
    if total == 0:
        return "The article tells of no people harmed"
    if number == total:
        every = "The one toll" if total == 1 else f"All {in_words(total)} tolls"
        return f"{every} of people harmed {'is' if total == 1 else 'are'} counted"
    if number == 0:
        every = "The one toll" if total == 1 else f"None of {in_words(total)} tolls"
        return f"{every} of people harmed is {'not ' if total == 1 else ''}counted"
    verb = "is" if number == 1 else "are"
    return (
        f"{capital(in_words(number))} of {counted(total, 'toll')} of people harmed {verb} counted"
    )


def _alt_counted(table: pd.DataFrame) -> str:
    if table.empty:
        return "Chart of the people harmed; the article tells of none."
    numbers = dict(zip(table["casualty_id"], table["number"], strict=True))
    told = [
        f"{_told(row, numbers)}, {row['number']}"
        for row in table[table["stated"] == "number"].to_dict("records")
    ]
    text = f"Chart with one row per toll. {_title_counted(table)}"
    text += f": {'; '.join(told)}." if told else "."
    for stated, words in (("word", "With a word of quantity only"), ("named", "Only named")):
        names = [_told(row, numbers) for row in table[table["stated"] == stated].to_dict("records")]
        if names:
            text += f" {words}: {'; '.join(names)}."
    return text


def _title_references(table: pd.DataFrame) -> str:
    if table.empty:
        return "The article counts nobody"
    first = table.iloc[0]
    held = table.iloc[1:]
    held = held[held["included_in"].isna()]
    start = f"The article's count is {first['number']} {OUTCOMES[str(first['outcome'])]}"
    if held.empty:
        return f"{start}; no reference is held against it"
    low, high = _ends(held)
    if len(held) == 1:
        return f"{start}; the reference held against it has {low}"
    return f"{start}; counts of other scope run from {low} to {high}"


def _subtitle_references(table: pd.DataFrame) -> str:
    if len(table) < 2:
        return "People, with the limits that are stated"
    return (
        "People, with the limits that are stated. Each block has a scope and a time of its own; an"
        " indented row is part of the one that it stands under. Nothing here is to be added"
    )


def _ends(table: pd.DataFrame) -> tuple[str, str]:
    """The lowest and the highest count in words, by best estimate or stated limit."""
    middle = table["best"].fillna(table["lower"]).fillna(table["upper"])
    ordered = table.assign(middle=middle).sort_values("middle", kind="stable")["number"]
    return str(ordered.iloc[0]), str(ordered.iloc[-1])


def _alt_references(table: pd.DataFrame) -> str:
    if table.empty:
        return "Chart of counts; the article counts nobody."
    numbers = dict(zip(table["casualty_id"], table["number"], strict=True))
    parts = []
    for part in _by_scope(table):
        told = []
        for row in part:
            whole = numbers.get(row["included_in"])
            words = f"{row['victims']}, part of a toll of {whole}" if whole else f"{row['victims']}"
            told.append(f"{row['number']} ({words})")
        parts.append(f"{_scope(part[0])}: {listed(told)}.")
    return f"Chart of counts with their limits. {_title_references(table)}. {' '.join(parts)}"
