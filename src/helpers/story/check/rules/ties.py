"""Rules about how rows hang together: keys in lists, cycles, claims and what rests on them."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from helpers.story.check.tables import Tables, span
from helpers.story.contract import fields, table
from helpers.story.csv_tables import Row
from helpers.story.dataset import problems as ged_problems
from helpers.story.dataset import reference as ged_reference
from helpers.story.problem import Problem

# Columns that lead to another row of the same table: from the part to what holds it.
NESTED = (("actors", "part_of"), ("places", "within"), ("casualties", "included_in"))
RESTING_ON_A_CLAIM = ("relations", "events", "figures", "casualties")
NOT_CLAIMING = ("boilerplate", "byline", "dateline")


def items_exist(tables: Tables) -> Iterator[Problem]:
    """Each item of a list of keys exists in the table that the contract names."""
    keys = {
        name: set(tables.by_key(name)) for name in ("actors", "references") if tables.readable(name)
    }
    for row in tables.every():
        for field in fields(row.table):
            if field.type != "list" or field.reference is None:
                continue
            holder = field.reference.split(".")[0]
            if holder not in keys and tables.readable(holder):
                keys[holder] = set(tables.by_key(holder))
            for item in row.items(field.name):
                if item and holder in keys and item not in keys[holder]:
                    path = table(holder).path
                    yield row.problem(
                        field.name,
                        repr(item),
                        f"a key of {path}",
                        f"Correct {item!r}, or add its row to {path}.",
                    )


def items_are_tidy(tables: Tables) -> Iterator[Problem]:
    """A list has no blank item and none twice."""
    for row in tables.every():
        for field in fields(row.table):
            items = row.items(field.name) if field.type == "list" else ()
            if any(not item.strip() for item in items) or len(set(items)) < len(items):
                yield row.problem(
                    field.name,
                    repr(row.text(field.name)),
                    'items joined by "|", none blank and none twice',
                    'Take out the doubled item or the "|" too many.',
                )


def cells_are_stripped(tables: Tables) -> Iterator[Problem]:
    """No cell or item of a list begins or ends with white space."""
    for row in tables.every():
        for column, cell in row.cells.items():
            listed = table(row.table).field(column).type == "list"
            items = row.items(column) if listed else (cell,)
            if any(item != item.strip() and item.strip() for item in items):
                yield row.problem(column, repr(cell), "no space at either end", "Remove the space.")


def nothing_holds_itself(tables: Tables) -> Iterator[Problem]:
    """part_of, within and included_in never lead back to where they began."""
    for name, column in NESTED:
        if not tables.readable(name):
            continue
        holders = {row.key: row.text(column) for row in tables.rows(name)}
        for row in tables.rows(name):
            circle = _circle(row.key, holders)
            # Each circle is told once, at its first key.
            if circle and row.key == min(circle):
                yield row.problem(
                    column,
                    " -> ".join((*circle, circle[0])),
                    "a chain that ends",
                    f"Blank or correct {column} in one of these rows.",
                )


def _circle(key: str, holders: Mapping[str, str]) -> tuple[str, ...]:
    """The keys on the way from a key back to itself; () if the way ends or circles elsewhere."""
    way: dict[str, None] = {}
    here = key
    while here and here not in way:
        way[here] = None
        here = holders.get(here, "")
    return tuple(way) if here == key else ()


def within_its_claim(tables: Tables) -> Iterator[Problem]:
    """A relation, event, figure or toll stands within its claim, or its note says why not."""
    claims = {key: span(row) for key, row in tables.by_key("claims").items()}
    for name in RESTING_ON_A_CLAIM:
        if not tables.readable(name):
            continue
        for row in tables.rows(name):
            place, claim = span(row), claims.get(row.text("claim_id"))
            if place and claim and not place.inside(claim) and not row.text("note"):
                yield row.problem(
                    "start, end, claim_id",
                    f"paragraph {place.paragraph}, {place.start} to {place.end}",
                    f"within claim {row.text('claim_id')}: paragraph {claim.paragraph}, "
                    f"{claim.start} to {claim.end}",
                    "Correct the claim or the span, or say in the note why it lies outside.",
                )


def two_different_ends(tables: Tables) -> Iterator[Problem]:
    """A relation ties two actors, a claim link two claims: never one to itself."""
    for name, one, other in (
        ("relations", "source", "target"),
        ("claim_links", "claim_id", "other_id"),
    ):
        if not tables.readable(name):
            continue
        for row in tables.rows(name):
            if row.text(one) and row.text(one) == row.text(other):
                yield row.problem(
                    f"{one}, {other}",
                    repr(row.text(one)),
                    "two that differ",
                    "Correct one of them.",
                )


def every_actor_is_mentioned(tables: Tables) -> Iterator[Problem]:
    """Every actor is mentioned at least once; the outlet may stand outside its own text."""
    mentioned = {row.text("actor_id") for row in tables.rows("mentions")}
    for row in tables.rows("actors"):
        if row.key not in mentioned and row.key != tables.article.outlet_id:
            yield row.problem(
                "actor_id",
                f"{row.key!r}, which no row of mentions.csv has",
                "at least one mention",
                "Add where the article names or describes it to mentions.csv, or drop the actor.",
            )


def every_paragraph_claims(tables: Tables) -> Iterator[Problem]:
    """Every paragraph but page furniture, byline and dateline makes at least one claim."""
    claiming = {row.text("paragraph") for row in tables.rows("claims")}
    for row in tables.rows("paragraphs"):
        if row.text("kind") not in NOT_CLAIMING and row.key not in claiming:
            yield row.problem(
                "paragraph",
                f"no claim in this {row.text('kind')}",
                "at least one claim",
                "Add its claims to claims.csv, or correct its kind.",
            )


def coordinates_come_in_pairs(tables: Tables) -> Iterator[Problem]:
    """A place has latitude and longitude and their source, or none of them."""
    for row in tables.rows("places"):
        if bool(row.text("latitude")) != bool(row.text("longitude")):
            yield row.problem(
                "latitude, longitude",
                f"{row.text('latitude')!r} and {row.text('longitude')!r}",
                "both or neither",
                "Fill in the other one, or blank both.",
            )
        elif row.text("latitude") and not row.text("ref_id"):
            yield row.problem(
                "ref_id",
                "a blank cell beside coordinates",
                "the source of the coordinates",
                "Name the reference, or blank the coordinates.",
            )


def article_fits_the_tables(tables: Tables) -> Iterator[Problem]:
    """What article.toml names exists, and what it asks of a dataset can be asked."""
    article = tables.article
    asked = list(ged_problems(article))
    yield from asked
    for entry, key, name in (
        ("outlet_id", article.outlet_id, "actors"),
        ("places.centre", article.centre, "places"),
        ("recompute.ged.reference", None if asked else ged_reference(article), "references"),
    ):
        if key is not None and tables.readable(name) and key not in tables.by_key(name):
            path = table(name).path
            yield Problem(
                "article.toml",
                "",
                entry,
                repr(key),
                f"a key of {path}",
                f"Correct {key!r}, or add its row to {path}.",
            )


def rows_are_sorted(tables: Tables) -> Iterator[Problem]:
    """The rows of each table are sorted by key, whole numbers as numbers."""
    for name in tables.sheets:
        if not tables.readable(name):
            continue
        rows = tables.rows(name)
        for before, row in pairwise(rows):
            if _order(row) < _order(before):
                yield row.problem(
                    ", ".join(table(name).key),
                    f"{row.key!r} below {before.key!r}",
                    "rows sorted by key",
                    "Move the row up to its place.",
                )


def _order(row: Row) -> tuple[tuple[int, str], ...]:
    entry = table(row.table)
    return tuple(
        (row.whole(column) or 0, "")
        if entry.field(column).type == "integer"
        else (0, row.text(column))
        for column in entry.key
    )


def numbered_in_reading_order(tables: Tables) -> Iterator[Problem]:
    """Claims, figures and events are numbered in the order in which the article has them."""
    for name in ("claims", "figures", "events"):
        if not tables.readable(name):
            continue
        placed = [(row, span(row)) for row in tables.rows(name)]
        known = [(row, place) for row, place in placed if place is not None]
        for (before, earlier), (row, later) in pairwise(known):
            if (later.paragraph, later.start) < (earlier.paragraph, earlier.start):
                yield row.problem(
                    table(name).key[0],
                    f"paragraph {later.paragraph}, {later.start}, below {before.key} "
                    f"at paragraph {earlier.paragraph}, {earlier.start}",
                    "numbers in reading order",
                    "Renumber, and follow the new numbers in the other tables.",
                )
