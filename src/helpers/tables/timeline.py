"""Events in time: what the article dates, what it leaves open, and which came first.

A date is kept as the span of days it can mean. Nothing here picks a day inside a span:
an order between two events is given only where every day of one lies before every day of
the other.
"""

from datetime import date, timedelta
from typing import Any

import pandas as pd

from helpers import dates
from helpers.story import split

LAST_DAYS = 3
"""The day of publication and the two before it: seventy-two hours in whole days."""

STARTS = ("known", "not said")


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


def undated(events: pd.DataFrame) -> pd.DataFrame:
    """The events for which the article prints no date words, in reading order.

    Input: events (contract).
    Output: event_id, claim_id, paragraph, description, status, when_text, start, note.
    """
    table = resolved(events)
    table = table[~table["dated"]].sort_values(["paragraph", "event_id"], kind="stable")
    columns = ["event_id", "claim_id", "paragraph", "description", "status"]
    return table[[*columns, "when_text", "start", "note"]].reset_index(drop=True)


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

    An event belongs here if its start is known and its span touches these days. What has
    not happened (status possible) is left out, as is whatever may have begun at any time.

    Input: events, claims, actors (contract); published, the day of publication; days, how
        many whole days, that of publication included.
    Output: the columns of `resolved`, and speaker (actor_id), source (its name), voice,
        chain (actor_ids joined by "|"), reaches_in (it may have begun before these days);
        sources in the order in which the article first brings them in for these days,
        their events by start, those that reach in last.
    """
    first, last = last_window(published, days)
    table = resolved(events)
    touching = [
        start == "known"
        and str(earliest) <= last.isoformat()
        and (pd.isna(latest) or str(latest) >= first.isoformat())
        for start, earliest, latest in zip(
            table["start"], table["earliest"], table["latest"], strict=True
        )
    ]
    table = table[_flags(touching) & (table["status"].astype("string") != "possible")]
    table = with_source(table, claims, actors)
    table = table.assign(
        reaches_in=_flags([str(day) < first.isoformat() for day in table["earliest"]], table.index)
    )
    inside = table[~table["reaches_in"]]
    order = {speaker: n for n, speaker in enumerate(dict.fromkeys(_by_reading(inside)["speaker"]))}
    rank = table["speaker"].map(order).fillna(len(order))
    table = table.assign(rank=rank)
    table = table.sort_values(
        ["reaches_in", "rank", "earliest", "latest", "event_id"], kind="stable", na_position="last"
    )
    return table.drop(columns="rank").reset_index(drop=True)


def with_source(table: pd.DataFrame, claims: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """Add to a table with claim_id on whose word each row rests.

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


def by_source(recent: pd.DataFrame) -> pd.DataFrame:
    """How many events of the last days rest on each source.

    Input: the output of `last_days`.
    Output: source, events, relayed (through somebody other than the outlet), event_ids
        (joined by "|"), most events first.
    """
    rows = [
        {
            "source": str(name),
            "events": len(group),
            "relayed": sum(len(split(chain)) > 2 for chain in group["chain"]),
            "event_ids": "|".join(group["event_id"]),
        }
        for name, group in recent.groupby("source", sort=True)
    ]
    columns = {"source": "string", "events": "Int64", "relayed": "Int64", "event_ids": "string"}
    table = pd.DataFrame(rows, columns=list(columns)).astype(columns)
    return table.sort_values(["events", "source"], ascending=[False, True], ignore_index=True)


def before(first: Any, second: Any) -> bool | None:
    """Whether one dated event came before another; None if that cannot be said.

    Input: two EDTF dates or blank cells.
    Output: True if every day of the first lies before every day of the second, False if it
        is the other way about or the two share one and the same day, otherwise None. A date
        that is approximate or uncertain has no day that could be held against another.
    """
    a, b = _span(first), _span(second)
    if a is None or b is None or any(s.approximate or s.uncertain for s in (a, b)):
        return None
    if a.latest is not None and b.earliest is not None and a.latest < b.earliest:
        return True
    if b.latest is not None and a.earliest is not None and b.latest < a.earliest:
        return False
    same_day = a.earliest == a.latest == b.earliest == b.latest
    return False if same_day and a.earliest is not None else None


def certain_order(events: pd.DataFrame) -> pd.DataFrame:
    """The pairs of events of which the article settles which came first.

    Input: events (contract).
    Output: earlier, later (event_ids), earlier_description, later_description; in the
        order of the table.
    """
    rows = []
    cells = list(zip(events["event_id"], events["when"], events["description"], strict=True))
    for position, (key, when, description) in enumerate(cells):
        for other, other_when, other_description in cells[position + 1 :]:
            answer = before(when, other_when)
            if answer is None or (not answer and before(other_when, when) is not True):
                continue
            pair = (key, other, description, other_description)
            rows.append(pair if answer else (other, key, other_description, description))
    columns = ["earlier", "later", "earlier_description", "later_description"]
    return pd.DataFrame(rows, columns=columns).astype("string")


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


def _strings(cells: list[str]) -> pd.Series:
    return pd.Series(cells, dtype="string")


def _flags(cells: list[bool], index: pd.Index | None = None) -> pd.Series:
    return pd.Series(cells, index=index, dtype="boolean")


def _days(cells: list[date | None]) -> pd.Series:
    """Days as ISO 8601 text: it sorts as the days do, and a CSV keeps it as it is."""
    return pd.Series([None if day is None else day.isoformat() for day in cells], dtype="string")
