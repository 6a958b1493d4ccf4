"""Events in time: what the article dates, and what it leaves open.

A date is kept as the span of days it can mean. Nothing here picks a day inside a span.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pandas as pd

from helpers.values import dates

LAST_DAYS = 3
"""The day of publication and the two before it: seventy-two hours in whole days."""

STARTS = ("known", "not said")

HEADINGS: Mapping[str, str] = {
    "when_text": "when, by the article",
    "description": "what is told",
    "source": "by whose account",
    "reference_text": "when, by the reference",
    "publisher": "reference",
    "verdict": "how the claim stands",
    "event_id": "event",
}
"""What a reader sees above the columns of these tables."""


def resolved(events: pd.DataFrame) -> pd.DataFrame:
    """Every event with the days its date can mean, the earliest known start first.

    Events whose start is not known follow in reading order; they get no day of their own.

    Input: events (contract).
    Output: event_id, claim_id, paragraph, description, status, actors, place_id, surface,
        when, when_text, earliest, latest (days as "2014-09-29"; <NA> = no limit), start
        (known, not said), end_open (bool), precision, approximate, uncertain, dated (date words are printed),
        established_when, ref_id, note.
    """
    spans = [_span(cell) for cell in events["when"]]
    kept = ["event_id", "claim_id", "paragraph", "description", "status", "actors", "place_id"]
    table = events[[*kept, "surface", "when"]].assign(
        when_text=_strings(["" if span is None else dates.describe(span.text) for span in spans]),
        earliest=_days([None if span is None else span.earliest for span in spans]),
        latest=_days([None if span is None else span.latest for span in spans]),
        start=_strings([_start(span) for span in spans]),
        end_open=_flags([span is None or span.latest is None for span in spans]),
        precision=_strings(["" if span is None else span.precision for span in spans]),
        approximate=_flags([span is not None and span.approximate for span in spans]),
        uncertain=_flags([span is not None and span.uncertain for span in spans]),
        dated=_flags(list(events["surface"].notna())),
        established_when=events["established_when"],
        ref_id=events["ref_id"],
        note=events["note"],
    )
    order = sorted(range(len(table)), key=lambda position: _rank(spans[position]))
    return table.iloc[order].reset_index(drop=True)


def without_start(events: pd.DataFrame, claims: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """The events of which not even the context gives a start: those that the chart of years counts.

    Input: events, claims, actors (contract).
    Output: description, source (by whose account), paragraph, event_id; in reading order.
    """
    table = resolved(events)
    table = table[table["start"] == "not said"]
    table = with_source(_by_reading(table).reset_index(drop=True), claims, actors)
    return table[["description", "source", "paragraph", "event_id"]]


def tellings(events: pd.DataFrame, claims: pd.DataFrame) -> frozenset[str]:
    """The events that are themselves the telling: somebody speaks of something.

    Whatever a source says is at most reported in the article's own voice; where an event is stated
    as fact and its claim is a source's, the fact is that the source said so.

    Input: events, claims (contract).
    Output: their event_ids.
    """
    voices = claims.set_index("claim_id")["voice"].astype("string")
    sourced = events["claim_id"].map(voices.to_dict()).isin(["direct", "indirect"])
    told = sourced & (events["status"].astype("string") == "asserted")
    return frozenset(events.loc[told.fillna(value=False), "event_id"].astype(str))


def established(events: pd.DataFrame, references: pd.DataFrame) -> pd.DataFrame:
    """The dates that references give, beside those of the article.

    Input: events, references (contract).
    Output: description, when_text (the article's), reference_text (the reference's), publisher,
        published (in words), event_id; the earliest by the reference first.
    """
    table = events[events["established_when"].notna()]
    spans = [dates.resolve(str(cell)) for cell in table["established_when"]]
    known = references.set_index("ref_id")[["publisher", "published"]]
    kept = ["description", "when", "established_when", "ref_id", "event_id"]
    table = table[kept].join(known, on="ref_id")
    table = table.assign(
        when_text=_in_words(table["when"]).to_numpy(),
        reference_text=_in_words(table["established_when"]).to_numpy(),
        published=_in_words(table["published"]).to_numpy(),
    )
    order = sorted(range(len(table)), key=lambda position: _rank(spans[position]))
    columns = ["description", "when_text", "reference_text", "publisher", "published", "event_id"]
    return table.iloc[order][columns].reset_index(drop=True)


def window(published: str) -> tuple[date, date]:
    """The first and last day of the chart of years: publication's year and the one before.

    Input: published, the day of publication, "2014-09-29".
    """
    day = date.fromisoformat(published)
    return date(day.year - 1, 1, 1), date(day.year, 12, 31)


def last_window(published: str, days: int = LAST_DAYS) -> tuple[date, date]:
    """The first and last of the whole days that end with the day of publication.

    Input: published, the day of publication; days, how many days, that one included.
    """
    day = date.fromisoformat(published)
    return day - timedelta(days=days - 1), day


def last_days(
    events: pd.DataFrame,
    claims: pd.DataFrame,
    actors: pd.DataFrame,
    published: str,
    days: int = LAST_DAYS,
) -> pd.DataFrame:
    """The events of the last days before publication, with the source of each.

    An event belongs here if no day that its date can mean lies before these days. What may have
    happened earlier is left out, and so is what had not happened (status possible).

    Input: events, claims, actors (contract); published, the day of publication; days, how
        many whole days, that of publication included.
    Output: the columns of `resolved`, and speaker (actor_id), source (its name), voice,
        chain (actor_ids joined by "|"); sources in the order in which the article first brings
        them in for these days, their events by start.
    """
    first, last = (day.isoformat() for day in last_window(published, days))
    table = resolved(events)
    inside = [
        start == "known" and first <= str(earliest) <= last
        for start, earliest in zip(table["start"], table["earliest"], strict=True)
    ]
    table = table[_flags(inside) & (table["status"].astype("string") != "possible")]
    table = with_source(table, claims, actors)
    order = {speaker: n for n, speaker in enumerate(dict.fromkeys(_by_reading(table)["speaker"]))}
    table = table.assign(rank=table["speaker"].map(order))
    table = table.sort_values(
        ["rank", "earliest", "latest", "event_id"], kind="stable", na_position="last"
    )
    return table.drop(columns="rank").reset_index(drop=True)


def with_source(table: pd.DataFrame, claims: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """Add to a table with claim_id who tells of each row.

    Input: table with claim_id; claims, actors (contract).
    Output: the table, and speaker (actor_id), source (its name), voice, chain.
    """
    by_claim = claims.set_index("claim_id")
    names = dict(zip(actors["actor_id"], actors["name"], strict=True))
    speaker = table["claim_id"].map(by_claim["speaker"].to_dict()).astype("string")
    return table.assign(
        speaker=speaker,
        source=speaker.map(names).astype("string").fillna("not stated"),
        voice=table["claim_id"].map(by_claim["voice"].astype("string").to_dict()).astype("string"),
        chain=table["claim_id"].map(by_claim["chain"].to_dict()).astype("string"),
    )


def _span(cell: Any) -> dates.Span | None:
    return None if pd.isna(cell) else dates.resolve(str(cell))


def _start(span: dates.Span | None) -> str:
    return "not said" if span is None or span.earliest is None else "known"


def _rank(span: dates.Span | None) -> tuple[bool, date, bool, date]:
    """Known starts first, by start and then by end; the rest keeps its order."""
    if span is None or span.earliest is None:
        return (True, date.max, False, date.max)
    return (False, span.earliest, span.latest is None, span.latest or date.max)


def _by_reading(table: pd.DataFrame) -> pd.DataFrame:
    return table.sort_values(["paragraph", "event_id"], kind="stable")


def _in_words(cells: pd.Series) -> pd.Series:
    """Dates in words; a blank stays one."""
    return _strings(["" if pd.isna(cell) else dates.describe(str(cell)) for cell in cells])


def _strings(cells: list[str]) -> pd.Series:
    return pd.Series(cells, dtype="string")


def _flags(cells: list[bool], index: pd.Index | None = None) -> pd.Series:
    return pd.Series(cells, index=index, dtype="boolean")


def _days(cells: list[date | None]) -> pd.Series:
    """Days as ISO 8601 text: it sorts as the days do, and a CSV keeps it as it is."""
    return pd.Series([None if day is None else day.isoformat() for day in cells], dtype="string")
