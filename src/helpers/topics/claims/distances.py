"""The chart of every figure for how far something is from the centre, whoever gives it."""

import re

import pandas as pd

from helpers.charts.figure import ChartFigure, chart
from helpers.story.credits import Sources
from helpers.topics.places.distances import by_pair, distance_chart, own_unit
from helpers.topics.places.stated import limit_km
from helpers.values.english import capital

FEW = 3
"""So many different answers are all named in the title."""

ASKED = re.compile(r"how far (?P<who>.+) is from (?P<start>.+)", re.IGNORECASE)
"""What a figure for how far somebody is says that it measures."""


@chart
def draw_distances(table: pd.DataFrame, *, source: str | Sources) -> ChartFigure:
    """Every figure for how far something is from the centre, whoever gives it, in km and miles.

    Input: the output of topics.places.stated.of_the_news; source, the sources for the footer.
    Output: the figure claims-distances; its rows are the table.
    Raises: ChartError naming row and column of what can't be drawn.
    """
    return distance_chart(
        "claims-distances",
        table,
        _title,
        "Kilometres below, miles above. A ring or an arrow is a limit, not a number",
        source,
    )


def _title(table: pd.DataFrame) -> str:
    """The answers to how far it is, for the two ends with the widest span."""
    limit = limit_km(table)
    said = table.assign(limit_km=limit)[(table["given_by"] != "measured") & limit.notna()]
    if said.empty:
        return "No distance from the centre is stated as a number"
    pairs = [part.sort_values("limit_km", kind="stable") for _, part in by_pair(said)[1]]
    widest = max(pairs, key=_span)
    asked = _asked(widest)
    answers = list(dict.fromkeys(own_unit(row) for row in widest.to_dict("records")))
    if len(answers) == 1:
        return f"{asked} One answer: {answers[0]}"
    *others, last = answers
    told = (
        f"from {answers[0]} to {last}" if len(answers) > FEW else f"{', '.join(others)} or {last}"
    )
    starts = {_counted_from(widest.iloc[end]) for end in (0, -1)}
    where = " and from where" if len(starts) > 1 else ""
    return f"{asked} {capital(told)}, by who said it{where}"


def _span(ordered: pd.DataFrame) -> float:
    """How many times the first distance goes into the last."""
    limits = ordered["limit_km"]
    return float(limits.iloc[-1]) / max(float(limits.iloc[0]), 1e-9)


def _asked(said: pd.DataFrame) -> str:
    """The question that the distances answer, in the words of the article's own if it asks one."""
    first = said.iloc[0]
    start, end = str(first["from_name"]) or "there", str(first["to_name"])
    if end:
        return f"How far is {end} from {start}?"
    own = [str(cell) for cell in said.loc[said["given_by"] == "article", "measures"].dropna()]
    found = next((match for match in map(ASKED.fullmatch, own) if match), None)
    return (
        f"How near was {found['who']} to {found['start']}?" if found else f"How far from {start}?"
    )


def _counted_from(row: pd.Series) -> str:
    """The point of the place from which a distance counts, as far as its measure names one."""
    start = str(row["from_name"])
    measures = "" if pd.isna(row["measures"]) else str(row["measures"])
    point = measures.rpartition(" from ")[2].split(",")[0]
    return point if start and start in point else start
