"""Dates beside the words that they come from, and beside the dates that stand nearby."""

import re

import pandas as pd

from helpers.story.check.spans import located
from helpers.story.check.tables import Tables, each
from helpers.story.locators import fold
from helpers.values import dates
from helpers.values.date_words import WEEKDAYS, weekdays, years

DAY = re.compile(r"\d{4}-\d\d-\d\d")


def span(when: str) -> dates.Span | None:
    """The days that a date means; None if it is blank or can't be read."""
    return None if dates.problems(when) else dates.resolve(when)


def events_beside_dates(tables: Tables) -> pd.DataFrame:
    """The events that stand where dates stand, in the same claim, and have none of these dates.

    Where the event's own date words are among the figures, those count; otherwise all dates that
    share a character with the event. Output: the events, and in near these dates, joined.
    """
    tables.need("figures", "events")
    rows = tables.once(located)
    rows = rows[rows["is_span"]]
    events = rows[rows["table"] == "events"]
    stated = rows[(rows["table"] == "figures") & (rows["kind"] == "date") & (rows["when"] != "")]
    columns = ["claim_id", "number", "begin", "stop", "surface", "when", "key"]
    pairs = events[columns].reset_index()
    pairs = pairs.merge(stated[columns], on=["claim_id", "number"], suffixes=("", "_of_figure"))
    meet = (pairs["begin"] < pairs["stop_of_figure"]) & (pairs["begin_of_figure"] < pairs["stop"])
    pairs = pairs[meet]
    own = [
        bool(event) and (event in figure or figure in event)
        for event, figure in zip(
            pairs["surface"].map(fold), pairs["surface_of_figure"].map(fold), strict=True
        )
    ]
    pairs["own"] = pd.Series(own, pairs.index, dtype=bool)
    near = pairs[pairs["own"] == pairs.groupby("index")["own"].transform("max")]
    near = near.assign(
        same=near["when"] == near["when_of_figure"],
        near=near["when_of_figure"] + " (" + near["key_of_figure"] + ")",
    )
    grouped = near.groupby("index").agg({"same": "any", "near": ", ".join})
    return events.join(grouped[~grouped["same"]], how="inner")


def date_words(tables: Tables) -> pd.DataFrame:
    """The dates of figures and events that do not fit a weekday or a year among their words.

    Read for English articles only. For a period one of its two ends has to be that weekday, and
    the year has to lie within it. Output columns: those of `Tables.rows`; found and expected.
    """
    rows = tables.joined(("figures", "events"))
    if not tables.article.language.startswith("en"):
        return rows[:0]
    unfit = [
        [*_weekday(when, words), *_years(when, words)] if (when := span(text)) else []
        for text, words in zip(rows["when"], rows["surface"], strict=True)
    ]
    told = each(rows, unfit)
    return told.assign(found=told["item"].str[0], said=told["item"].str[1])


def _weekday(when: dates.Span, words: str) -> list[tuple[str, str]]:
    """The weekday that a date has and that its words have, where these differ."""
    ends = {WEEKDAYS[end.weekday()] for end in (when.earliest, when.latest) if end is not None}
    said = weekdays(words)
    if not said or not ends or when.precision not in ("day", "interval") or ends & set(said):
        return []
    return [(f", a {' to '.join(sorted(ends)).title()}", f"a {' or '.join(said).title()}")]


def _years(when: dates.Span, words: str) -> list[tuple[str, str]]:
    """The years among the words of a date of which it has no day."""
    return [
        ("", f"a date in {year}")
        for year in years(words, to_the_day=DAY.search(when.text) is not None)
        if (when.earliest and when.earliest.year > year)
        or (when.latest and when.latest.year < year)
    ]
