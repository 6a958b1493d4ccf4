"""Rules about quantities: limits, the words they come from, and the tolls that rest on them."""

from collections.abc import Iterator

from helpers.story.check.tables import Tables
from helpers.story.csv_tables import Row
from helpers.story.problem import Problem
from helpers.values.quantities import Quantity
from helpers.values.quantity_columns import problems
from helpers.values.quantity_parser import parse

# Kinds of figure whose words state a number that can be read back.
COUNTED = ("distance", "casualties", "count", "vague")


def limits_agree(tables: Tables) -> Iterator[Problem]:
    """Lower, value (or best), upper and bound of a row are consistent with one another."""
    for name, middle in (("figures", "value"), ("casualties", "best")):
        if not tables.readable(name):
            continue
        for row in tables.rows(name):
            found = problems(
                row.text(middle),
                row.text("lower"),
                row.text("upper"),
                row.text("bound"),
                best=middle == "best",
            )
            for sentence in found:
                yield row.problem(
                    f"lower, {middle}, upper, bound",
                    _limits(row, middle),
                    "limits that fit the bound",
                    f"{sentence[:1].upper()}{sentence[1:].rstrip('.')}.",
                )


def surface_gives_the_limits(tables: Tables) -> Iterator[Problem]:
    """A surface whose number can be read gives the limits that stand in the columns."""
    for row in tables.rows("figures"):
        read = parse(row.text("surface")) if row.text("kind") in COUNTED else None
        if read is None or read.is_vague:
            continue
        stated = (row.number("value"), row.number("lower"), row.number("upper"))
        wanted = tuple(
            None if end is None else float(end) for end in (read.value, read.lower, read.upper)
        )
        if stated != wanted or row.text("bound") != read.bound:
            yield row.problem(
                "value, lower, upper, bound",
                _limits(row, "value"),
                f"{_columns(read)}, which is what {row.text('surface')!r} states",
                "Correct the number or the bound, or the surface.",
            )


def surface_gives_the_unit(tables: Tables) -> Iterator[Problem]:
    """A surface that names a unit of measure has it in its column."""
    for row in tables.rows("figures"):
        read = parse(row.text("surface")) if row.text("kind") in COUNTED else None
        unit = row.text("unit").replace("_", " ")
        if read is not None and read.unit is not None and unit != read.unit:
            yield row.problem(
                "unit",
                repr(row.text("unit")),
                f"{read.unit.replace(' ', '_')}, the unit in {row.text('surface')!r}",
                "Write the unit that is printed; nothing is converted in the tables.",
            )


def bound_unless_date(tables: Tables) -> Iterator[Problem]:
    """Every figure but a date says how its limits are to be read."""
    for row in tables.rows("figures"):
        if row.text("kind") == "date":
            filled = [c for c in ("value", "lower", "upper", "bound") if row.text(c)]
            if filled:
                yield row.problem(
                    ", ".join(filled),
                    "a number or bound",
                    "blank for a date",
                    "Blank it.",
                )
        elif not row.text("bound"):
            yield row.problem("bound", "a blank cell", "a bound", "Say how to read the limits.")


def places_only_for_distances(tables: Tables) -> Iterator[Problem]:
    """Only a distance is measured from one place to another."""
    for row in tables.rows("figures"):
        for column in ("from_place", "to_place"):
            if row.text(column) and row.text("kind") != "distance":
                yield row.problem(
                    column,
                    f"{row.text(column)!r} for kind {row.text('kind')}",
                    "blank unless kind is distance",
                    "Blank the cell, or correct the kind.",
                )


def casualty_has_one_source(tables: Tables) -> Iterator[Problem]:
    """A toll comes from a claim, and then has a locator, or from a reference, and then has none."""
    for row in tables.rows("casualties"):
        claim, reference = row.text("claim_id"), row.text("ref_id")
        if bool(claim) == bool(reference):
            yield row.problem(
                "claim_id, ref_id",
                f"{claim!r} and {reference!r}",
                "exactly one of the two",
                "Name the claim for a toll of the article, the reference for any other.",
            )
        elif bool(claim) != bool(row.text("paragraph")):
            yield row.problem(
                "paragraph, start, end, sha256",
                repr(row.text("paragraph")),
                "a locator" if claim else "blank, the toll is not in the article",
                "Fill in the locator." if claim else "Blank the locator, or name the claim.",
            )


def casualty_fits_its_figure(tables: Tables) -> Iterator[Problem]:
    """A toll that rests on a figure has the figure's claim and the figure's limits."""
    figures = tables.by_key("figures")
    for row in tables.rows("casualties"):
        figure = figures.get(row.text("figure_id"))
        if figure is None:
            continue
        if figure.text("claim_id") != row.text("claim_id"):
            yield row.problem(
                "claim_id",
                repr(row.text("claim_id")),
                f"{figure.text('claim_id')}, the claim of figure {figure.key}",
                "Correct the claim or the figure.",
            )
        if _ends(figure, "value") != _ends(row, "best"):
            yield row.problem(
                "lower, best, upper, bound",
                _limits(row, "best"),
                f"{_limits(figure, 'value')}, as in figure {figure.key}",
                "Write the same limits in both tables.",
            )


def _ends(row: Row, middle: str) -> tuple[object, ...]:
    """The limits for comparison; the best estimate inside a range is the toll's own."""
    lower, upper, bound = row.number("lower"), row.number("upper"), row.text("bound")
    inside = lower is not None and upper is not None and lower < upper
    return lower, None if inside else row.number(middle), upper, bound


def _limits(row: Row, middle: str) -> str:
    cells = [row.text(column) or "blank" for column in ("lower", middle, "upper")]
    bound = row.text("bound") or "bound blank"
    return f"lower {cells[0]}, {middle} {cells[1]}, upper {cells[2]}, {bound}"


def _columns(read: Quantity) -> str:
    ends = ["blank" if end is None else str(end) for end in (read.lower, read.value, read.upper)]
    return f"lower {ends[0]}, value {ends[1]}, upper {ends[2]}, {read.bound}"
