"""Events in time: what the article dates, and what it leaves open.

A date is kept as the span of days it can mean. Nothing here picks a day inside a span.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import pandas as pd

from helpers.topics.claims.tables import relays
from helpers.values import dates
from helpers.values.records import columns, dates_in_words, in_order, lookup, strings

LAST_DAYS = 3
"""The day of publication and the two before it: seventy-two hours in whole days."""

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


@columns(
    "event_id claim_id paragraph# description status@ actors place_id surface when when_text earliest"
    " latest start end_open? precision approximate? uncertain? dated? established_when ref_id note"
)
def resolved(events: pd.DataFrame) -> pd.DataFrame:
    """Every event with the days its date can mean, the earliest known start first.

    Events whose start is not known follow in reading order; they get no day of their own.

    Input: events (contract).
    Output: earliest, latest = days as "2014-09-29", blank for no limit; start = known or not said;
        dated = date words are printed.
    """
    spans = [dates.resolve(cell) for cell in events["when"]]
    days = [(span.earliest, span.latest) if span else (None, None) for span in spans]
    table = events.assign(
        when_text=dates_in_words(events["when"]),
        # Days as ISO 8601 text: it sorts as the days do, and a CSV keeps it as it is.
        earliest=strings((first and first.isoformat() for first, _ in days), events.index),
        latest=strings((last and last.isoformat() for _, last in days), events.index),
        start=["known" if first else "not said" for first, _ in days],
        end_open=[last is None for _, last in days],
        precision=[span.precision if span else "" for span in spans],
        approximate=[span is not None and span.approximate for span in spans],
        uncertain=[span is not None and span.uncertain for span in spans],
        dated=events["surface"].notna(),
    )
    return _in_time(table, spans)


@columns("description source paragraph# event_id")
def without_start(events: pd.DataFrame, claims: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """The events of which not even the context gives a start: those that the chart of years counts.

    Input: events, claims, actors (contract).
    Output: source = by whose account; in reading order.
    """
    table = resolved(events)
    table = in_order(table[table["start"] == "not said"], "paragraph", "event_id")
    return with_source(table, claims, actors)


def tellings(events: pd.DataFrame, claims: pd.DataFrame) -> frozenset[str]:
    """The events that are themselves the telling: somebody speaks of something.

    Whatever a source says is at most reported in the article's own voice; where an event is stated
    as fact and its claim is a source's, the fact is that the source said so.

    Input: events, claims (contract).
    Output: their event_ids.
    """
    voices = events["claim_id"].map(lookup(claims, "claim_id", "voice"))
    told = voices.isin(["direct", "indirect"]) & (events["status"] == "asserted")
    return frozenset(events.loc[told.fillna(value=False), "event_id"])


@columns("description when_text reference_text publisher published event_id")
def established(events: pd.DataFrame, references: pd.DataFrame) -> pd.DataFrame:
    """The dates that references give, beside those of the article.

    Input: events, references (contract).
    Output: when_text = the article's, reference_text = the reference's, published = in words; the
        earliest by the reference first.
    """
    table = events[events["established_when"].notna()]
    known = references.set_index("ref_id")[["publisher", "published"]]
    table = table.drop(columns=known.columns, errors="ignore").join(known, on="ref_id")
    table = table.assign(
        when_text=dates_in_words(table["when"]),
        reference_text=dates_in_words(table["established_when"]),
        published=dates_in_words(table["published"]),
    )
    return _in_time(table, [dates.resolve(cell) for cell in table["established_when"]])


def window(published: str, events: pd.DataFrame) -> tuple[date, date]:
    """The first and last day of the chart of years: publication's year and the one before.

    Where all that is dated lies in the month of publication and the two beside it, those three
    months are all that is shown: over two years a story of some days would be one dot.

    Input: published, the day of publication, "2014-09-29"; events, with earliest and latest.
    """
    month = pd.Period(published, "M")
    near = ((month - 1).start_time.date(), (month + 1).end_time.date())
    ends = events["latest"].fillna(events["earliest"]).dropna()
    begins = events["earliest"].dropna()
    if len(begins) and begins.min() >= str(near[0]) and ends.max() <= str(near[1]):
        return near
    return date(month.year - 1, 1, 1), date(month.year, 12, 31)


def last_window(published: str) -> tuple[date, date]:
    """The first and last of the LAST_DAYS, which end with the day of publication: "2014-09-29"."""
    day = date.fromisoformat(published)
    return day - timedelta(days=LAST_DAYS - 1), day


def last_days(
    events: pd.DataFrame, claims: pd.DataFrame, actors: pd.DataFrame, published: str
) -> pd.DataFrame:
    """The events of the last days before publication, with the source of each.

    An event belongs here if no day that its date can mean lies before these days. What may have
    happened earlier is left out, and so is what had not happened (status possible).

    Input: events, claims, actors (contract); published, the day of publication.
    Output: the columns of `resolved`, and speaker (actor_id), source (its name), voice,
        chain (actor_ids joined by "|"); sources in the order in which the article first brings
        them in for these days, their events by start.
    """
    first, last = (day.isoformat() for day in last_window(published))
    table = resolved(events)
    inside = table["earliest"].between(first, last).fillna(value=False)
    table = with_source(table[inside & (table["status"] != "possible")], claims, actors)
    speakers = in_order(table, "paragraph", "event_id")["speaker"].drop_duplicates()
    return in_order(table, "speaker", "earliest", "latest", "event_id", speaker=speakers)


def with_source(table: pd.DataFrame, claims: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """Add to a table with claim_id who tells of each row.

    Whose words another passed on is told with who did: nobody heard the first one say it.
    Input: table with claim_id; claims, actors (contract).
    Output: the table, and speaker (actor_id), source (its name, and through whom), voice, chain.
    """
    speaker, voice, chain = (
        table["claim_id"].map(lookup(claims, "claim_id", column)).astype("string")
        for column in ("speaker", "voice", "chain")
    )
    names = lookup(actors, "actor_id", "name")
    source = speaker.map(names).astype("string")
    handed = source + ", through " + chain.str.split("|").str[1].map(names).astype("string")
    source = source.mask(relays(chain, actors) > 0, handed)
    return table.assign(
        speaker=speaker, source=source.fillna("not stated"), voice=voice, chain=chain
    )


def _rank(span: dates.Span | None) -> tuple[date, date]:
    """Known starts first, by start and then by end; the rest keeps its order."""
    if span is None or span.earliest is None:
        return (date.max, date.max)
    return (span.earliest, span.latest or date.max)


def _in_time(table: pd.DataFrame, spans: Sequence[dates.Span | None]) -> pd.DataFrame:
    """The rows by their spans of days."""
    order = sorted(range(len(table)), key=lambda at: _rank(spans[at]))
    return table.iloc[order].reset_index(drop=True)
