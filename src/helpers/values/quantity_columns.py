"""The columns of a table that state a quantity: value or best, lower, upper, bound and unit."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from helpers.values.cells import is_blank
from helpers.values.quantities import BOUNDS, FILLED, BoundError, Number, Quantity, to_number

if TYPE_CHECKING:
    import pandas as pd


CHECKED = ("value", "lower", "upper", "bound", "unit")
"""The columns of checks that state a quantity, as `checked` takes them."""


def from_columns(
    value: object, lower: object, upper: object, bound: object, unit: object = None
) -> Quantity:
    """Make a quantity from the columns of figures (value) or casualties (best) of one row.

    Blank cells may be None, NaN or pandas.NA. A blank bound with blank numbers is vague.

    Raises:
        BoundError: the columns contradict each other; the message lists how.
    """
    found = problems(value, lower, upper, bound, best=True)
    if found:
        raise BoundError("; ".join(found))
    named = None if is_blank(unit) else str(unit)
    if is_blank(bound) or bound == "vague":
        return Quantity(unit=named)
    if bound == "exact":
        return Quantity.between(lower, upper, value, named)
    given = next(number for number in (value, lower, upper) if not is_blank(number))
    return Quantity.of(str(bound), given, named)


def quantities(table: "pd.DataFrame") -> list[Quantity]:
    """Read one quantity per row of figures or casualties.

    Input columns: value (or best), lower, upper, bound and, where there is one, unit.
    Output: a list in the order of the rows; rows with a blank bound (dates) are vague.

    Raises:
        BoundError: a row whose columns contradict each other; named by its first column.
    """
    middle = "value" if "value" in table.columns else "best"
    unit = ["unit"] if "unit" in table.columns else []
    columns = table[[table.columns[0], middle, "lower", "upper", "bound", *unit]]
    found = []
    for name, *cells in columns.itertuples(index=False):
        try:
            found.append(from_columns(*cells))
        except BoundError as error:
            raise BoundError(f"{table.columns[0]} {name}: {error}") from None
    return found


def checked(
    value: object, lower: object, upper: object, bound: object, unit: object = None
) -> Quantity:
    """Make a quantity from the columns of one row of checks, whose one number is always its value.

    Blank cells may be None, NaN or pandas.NA. Lower and upper are filled for a range alone.

    Raises:
        BoundError: the columns contradict each other.
    """
    named = None if is_blank(unit) else str(unit)
    if is_blank(lower) and is_blank(upper):
        return Quantity.of(str(bound), value, named)
    return Quantity.between(lower, upper, None if is_blank(value) else value, named)


def toll(lower: Any, best: Any, upper: Any, bound: Any) -> str:
    """Put the number of a toll in words, with its bound.

    Input: the four cells of one row of casualties; blank cells are <NA>.
    Output: "more than 3,000", "about 20", "3,018 (2,850 to 3,239)", "number not given".
    """
    return with_limits(from_columns(best, lower, upper, bound))


def with_limits(quantity: Quantity) -> str:
    """A quantity in words without its unit: of a range with a best estimate the estimate first.

    Output: "more than 3,000", "3,018 (2,850 to 3,239)", "number not given".
    """
    if quantity.value is None or quantity.lower == quantity.upper:
        return quantity.in_words(unit="")
    return f"{quantity.value:,} ({Quantity.between(quantity.lower, quantity.upper)})"


def problems(
    value: object, lower: object, upper: object, bound: object, *, best: bool = False
) -> list[str]:
    """Say what is inconsistent in the columns of one row; nothing if all is well.

    The rule: exact with one number has it in all three columns; an exact range has lower below
    upper and no value (with `best`, as in casualties, an estimate may stand between them);
    less_than and at_most have upper only, more_than and at_least lower only, about the value only,
    vague nothing. Where bound is blank, as for dates, so are the numbers.

    Input: cells as numbers or their text; None, "", NaN and pandas.NA are blank.
    Output: one sentence per problem, each saying what was found and how to mend it.
    Source of the rule: the descriptions of these columns in data/contract.json.
    """
    names = {"value": "best" if best else "value", "lower": "lower", "upper": "upper"}
    found, numbers = [], {}
    for column, cell in (("value", value), ("lower", lower), ("upper", upper)):
        try:
            numbers[column] = to_number(cell, names[column])
        except BoundError as error:
            found.append(str(error))
    if found:
        return found
    if is_blank(bound):
        if all(number is None for number in numbers.values()):
            return []
        return ["bound is blank beside a number: name the bound, or blank the numbers"]
    if bound not in FILLED:
        return [f"bound is {bound!r}: expected one of {', '.join(BOUNDS)}"]
    return [*_out_of_order(numbers, names), *_wrongly_filled(numbers, names, str(bound))]


def range_problems(value: object, lower: object, upper: object, bound: object) -> list[str]:
    """Say what is inconsistent in the range that a check gives; nothing if all is well.

    Input: cells as numbers or their text; lower or upper is filled. Output: as `problems`.
    """
    found = [
        f"{name} is blank beside the other end: fill it, or give a limit as value with its bound"
        for name, end in (("lower", lower), ("upper", upper))
        if is_blank(end)
    ]
    if bound != "exact":
        found.append(f"bound is {str(bound) or 'blank'} beside a range: make it exact")
    if found:
        return found
    told = problems(value, lower, upper, bound, best=True)
    if not told and to_number(lower, "lower") == to_number(upper, "upper"):
        return ["lower and upper are equal: blank both, and give the number as value"]
    return [sentence.replace("best", "value") for sentence in told]


def _out_of_order(numbers: Mapping[str, Number | None], names: Mapping[str, str]) -> Iterator[str]:
    for low, high in (("lower", "value"), ("value", "upper"), ("lower", "upper")):
        one, two = numbers[low], numbers[high]
        if one is not None and two is not None and one > two:
            yield f"{names[low]} {one} is above {names[high]} {two}: swap or mend them"


def _wrongly_filled(
    numbers: Mapping[str, Number | None], names: Mapping[str, str], bound: str
) -> Iterator[str]:
    """Each column that the bound needs filled or blank and that is not."""
    for column in FILLED[bound]:
        if numbers[column] is None and (bound, column) != ("exact", "value"):
            yield f"bound {bound} has no {names[column]}: fill it, or change the bound"
    if bound == "exact":
        one_number = numbers["lower"] is not None and numbers["lower"] == numbers["upper"]
        if one_number and numbers["value"] is None:
            yield f"bound exact with one number has no {names['value']}: repeat the number there"
        elif numbers["value"] is not None and not one_number and names["value"] == "value":
            yield "an exact range has a value: blank it, or make lower, value and upper equal"
    for column, name in names.items():
        if column not in FILLED[bound] and numbers[column] is not None:
            yield f"bound {bound} has {name} {numbers[column]}: blank it, or change the bound"
    if bound == "less_than" and numbers["upper"] == 0:
        yield "bound less_than has upper 0: nothing counted is below 0; mend one of them"
