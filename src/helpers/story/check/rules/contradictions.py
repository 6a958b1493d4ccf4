"""Rules about contradictions: two claims of one thing, at a place and a time that both speak of."""

from collections.abc import Iterable, Iterator, Mapping

from helpers.story.check.tables import Tables
from helpers.story.csv_tables import Row
from helpers.story.problem import Problem
from helpers.values import dates

CONTRADICTS = "contradicts"
BOTH = ("thing", "place_id", "when")
CLAIMS = ("claim_id", "other_id")


def contradiction_names_its_thing(tables: Tables) -> Iterator[Problem]:
    """A contradiction names what both claims speak of; no other link does."""
    for row in tables.rows("claim_links"):
        if row.text("kind") == CONTRADICTS:
            if not row.text("thing"):
                yield row.problem(
                    "thing",
                    f"a blank cell beside the kind {CONTRADICTS}",
                    "what both claims speak of, in a few words of our own",
                    "Name the thing, or make the kind qualifies.",
                )
            continue
        for column in BOTH:
            if row.text(column):
                yield row.problem(
                    column,
                    f"{row.text(column)!r} beside the kind {row.text('kind')}",
                    f"a blank cell, unless the kind is {CONTRADICTS}",
                    f"Blank {column}, or correct the kind.",
                )


def contradiction_is_of_one_time(tables: Tables) -> Iterator[Problem]:
    """Two claims whose dates exclude each other do not contradict each other."""
    dated = _by_claim(tables, "events", "figures")
    known = {key: list(_spans(rows)) for key, rows in dated.items()}
    for row in _contradictions(tables):
        one, other = (known.get(row.text(claim), []) for claim in CLAIMS)
        if one and other and not any(_meet(a, b) for a in one for b in other):
            yield _apart(row, "when", "dates")
        stated = list(_spans([row]))
        for claim in CLAIMS:
            own = known.get(row.text(claim), [])
            if stated and own and not any(_meet(stated[0], span) for span in own):
                yield row.problem(
                    "when",
                    repr(row.text("when")),
                    f"a time that {row.text(claim)} speaks of",
                    "Correct it here, or the dates in events.csv and figures.csv.",
                )


def contradiction_is_of_one_place(tables: Tables) -> Iterator[Problem]:
    """Two claims whose places exclude each other do not contradict each other."""
    within = {row.key: row.text("within") for row in tables.rows("places")}
    known = {
        key: {row.text("place_id") for row in rows if row.text("place_id")}
        for key, rows in _by_claim(tables, "events").items()
    }
    for row in _contradictions(tables):
        one, other = (known.get(row.text(claim), set()) for claim in CLAIMS)
        if one and other and not any(_nested(a, b, within) for a in one for b in other):
            yield _apart(row, "place_id", "places")
        place = row.text("place_id")
        for claim in CLAIMS:
            placed = known.get(row.text(claim), set())
            if place and placed and not any(_nested(place, held, within) for held in placed):
                yield row.problem(
                    "place_id",
                    repr(place),
                    f"a place that {row.text(claim)} speaks of",
                    "Correct it here, or the place in events.csv.",
                )


def _contradictions(tables: Tables) -> list[Row]:
    return [row for row in tables.rows("claim_links") if row.text("kind") == CONTRADICTS]


def _by_claim(tables: Tables, *names: str) -> dict[str, list[Row]]:
    """The rows of some tables by the claim that they belong to."""
    found: dict[str, list[Row]] = {}
    for name in names:
        for row in tables.rows(name):
            found.setdefault(row.text("claim_id"), []).append(row)
    return found


def _spans(rows: Iterable[Row]) -> Iterator[dates.Span]:
    for row in rows:
        when = row.text("when")
        span = dates.resolve(when) if when and not dates.problems(when) else None
        if span is not None:
            yield span


def _meet(one: dates.Span, other: dates.Span) -> bool:
    """Whether two spans can share a day; an end that is not stated excludes nothing."""
    return not (_before(one, other) or _before(other, one))


def _before(one: dates.Span, other: dates.Span) -> bool:
    return one.latest is not None and other.earliest is not None and one.latest < other.earliest


def _nested(one: str, other: str, within: Mapping[str, str]) -> bool:
    """Whether two places are one, or one of them lies in the other."""
    return other in _holders(one, within) or one in _holders(other, within)


def _holders(place: str, within: Mapping[str, str]) -> set[str]:
    found: set[str] = set()
    while place and place not in found:
        found.add(place)
        place = within.get(place, "")
    return found


def _apart(row: Row, column: str, what: str) -> Problem:
    one, other = (row.text(claim) for claim in CLAIMS)
    return row.problem(
        column,
        f"{what} of {one} and {other} that exclude each other",
        "a contradiction of the same thing, place and time",
        f"Make the kind qualifies, or correct the {what} of the claims' events.",
    )
