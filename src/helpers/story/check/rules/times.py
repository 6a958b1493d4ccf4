"""Rules about dates: EDTF that can be read, and dates that fit the words they come from."""

import re
from collections.abc import Iterator
from datetime import date

from helpers.story.check.tables import Tables, span
from helpers.story.contract import fields
from helpers.story.csv_tables import Row
from helpers.story.locators import fold
from helpers.story.problem import Problem
from helpers.values import dates

WEEKDAYS = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)
YEAR = re.compile(r"\b(?:1[5-9]|20)\d{2}\b")


def dates_can_be_read(tables: Tables) -> Iterator[Problem]:
    """Every date is EDTF, a day that exists, and its end is not before its start."""
    for row in tables.every():
        for field in fields(row.table):
            if field.edtf and row.text(field.name):
                for sentence in dates.problems(row.text(field.name)):
                    yield row.problem(
                        field.name,
                        repr(row.text(field.name)),
                        "a date in EDTF (ISO 8601-2)",
                        f"{sentence[:1].upper()}{sentence[1:].rstrip('.')}.",
                    )


def figure_when_only_for_dates(tables: Tables) -> Iterator[Problem]:
    """A figure of kind date says when; no other does."""
    for row in tables.rows("figures"):
        if (row.text("kind") == "date") != bool(row.text("when")):
            dated = row.text("kind") == "date"
            yield row.problem(
                "when",
                repr(row.text("when")),
                "the date meant, as EDTF" if dated else f"blank for kind {row.text('kind')}",
                "Fill in the date." if dated else "Blank the cell, or make the kind date.",
            )


def event_fits_its_date(tables: Tables) -> Iterator[Problem]:
    """An event that stands where a date stands, in the same claim, has that date or says why not.

    Where the event's own date words are among the figures, those count; otherwise all dates that
    share a character with the event.
    """
    figures: dict[str, list[Row]] = {}
    for figure in tables.rows("figures"):
        if figure.text("kind") == "date" and figure.text("when"):
            figures.setdefault(figure.text("claim_id"), []).append(figure)
    for event in tables.rows("events"):
        near = _dates_of(event, figures.get(event.text("claim_id"), []))
        stated = [figure.text("when") for figure in near]
        if near and event.text("when") not in stated and not event.text("note"):
            named = ", ".join(f"{figure.text('when')} ({figure.key})" for figure in near)
            yield event.problem(
                "when",
                repr(event.text("when")),
                f"{named}, the date that stands there",
                "Correct the date here or in figures.csv, or say in the note why they differ.",
            )


def _dates_of(event: Row, figures: list[Row]) -> list[Row]:
    """The date figures that an event meets; those with its own date words first of all."""
    place = span(event)
    places = [(figure, span(figure)) for figure in figures]
    near = [figure for figure, other in places if place and other and place.meets(other)]
    surface = fold(event.text("surface"))
    own = [
        figure
        for figure in near
        if surface
        and (surface in fold(figure.text("surface")) or fold(figure.text("surface")) in surface)
    ]
    return own or near


def date_words_fit_the_date(tables: Tables) -> Iterator[Problem]:
    """A weekday or a year among the date words fits the date; this needs no copy of the article.

    Read for English articles only. For a period one of its two ends has to be that weekday, and
    the year has to lie within it.
    """
    if not tables.article.language.startswith("en"):
        return
    for name in ("figures", "events"):
        if not tables.readable(name):
            continue
        for row in tables.rows(name):
            if row.text("when") and not dates.problems(row.text("when")):
                yield from _unfit(row)


def _unfit(row: Row) -> Iterator[Problem]:
    when = dates.resolve(row.text("when"))
    if when is None:
        return
    ends = [end for end in (when.earliest, when.latest) if end is not None]
    words = row.text("surface").casefold()
    days = [day for day in WEEKDAYS if re.search(rf"\b{day}\b", words)]
    if days and ends and when.precision in ("day", "interval"):
        found = {WEEKDAYS[end.weekday()] for end in ends}
        if not found & set(days):
            yield row.problem(
                "when",
                f"{row.text('when')!r}, a {' to '.join(sorted(found)).title()}",
                f"a {' or '.join(days).title()}, as {row.text('surface')!r} says",
                "Correct the date, or the surface.",
            )
    for year in YEAR.findall(words):
        if not _covers(when, int(year)):
            yield row.problem(
                "when",
                repr(row.text("when")),
                f"a date in {year}, as {row.text('surface')!r} says",
                "Correct the date, or the surface.",
            )


def _covers(when: dates.Span, year: int) -> bool:
    """Whether a span has a day in that year; an end that is not stated covers every year."""
    begun = when.earliest is None or when.earliest <= date(year, 12, 31)
    return begun and (when.latest is None or when.latest >= date(year, 1, 1))


def established_date_has_its_reference(tables: Tables) -> Iterator[Problem]:
    """A date that a reference establishes names the reference."""
    for row in tables.rows("events"):
        if row.text("established_when") and not row.text("ref_id"):
            yield row.problem(
                "ref_id",
                "a blank cell beside established_when",
                "the reference that establishes the date",
                "Name the reference, or blank established_when.",
            )
