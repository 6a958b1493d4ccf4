"""Bounded quantities: what words such as "more than 3,000" state, and nothing beyond it.

What is not stated stays unknown: a missing end is None and never becomes a number.
Numbers are int or Decimal, so that they stay as they were printed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Literal, get_args

from helpers.values.cells import is_blank, shown
from helpers.values.english import plural

Number = int | Decimal
Bound = Literal["exact", "less_than", "at_most", "more_than", "at_least", "about", "vague"]

BOUNDS: tuple[Bound, ...] = get_args(Bound)

FILLED: Mapping[str, tuple[str, ...]] = {
    "exact": ("value", "lower", "upper"),
    "less_than": ("upper",),
    "at_most": ("upper",),
    "more_than": ("lower",),
    "at_least": ("lower",),
    "about": ("value",),
    "vague": (),
}
"""Where the one number of a bound stands."""

METRES: Mapping[str, Decimal] = {
    "metre": Decimal(1),
    "km": Decimal(1000),
    "mile": Decimal("1609.344"),
    "yard": Decimal("0.9144"),
    "foot": Decimal("0.3048"),
    "nautical mile": Decimal(1852),
}
"""Length units in metres, exact by definition.

Source: international yard and pound agreement of 1959 (yard, foot, mile); BIPM, The International
System of Units, 8th edition, table 8 (nautical mile).
"""

MEASURES = frozenset((*METRES, "per cent", "second", "minute", "hour", "day", "week", "month"))
"""Units of which there is less, while of things that are counted there are fewer."""

LARGEST = 30
"""No number of people, dollars or metres that an article prints has so many digits."""

TEN = 10
"""From here on a converted length is as sharp as one decimal, an approximate one as whole units."""


class BoundError(ValueError):
    """A bounded quantity that contradicts itself, or that cannot be made from what was given."""


class UnitError(BoundError):
    """A unit that is not of the kind that is asked for."""


@dataclass(frozen=True)
class Quantity:
    """A quantity as its words state it.

    `value` is the one number of an exact or approximate quantity, or the best estimate inside a
    range. `lower` and `upper` are the stated limits, None where the words give none; `lower_closed`
    and `upper_closed` say whether the limit itself may be reached. With nothing known (all None)
    the quantity is vague. `unit` is in the singular, None if there is none.

    Raises:
        BoundError: an infinite number, limits that are swapped or leave nothing between
            them, a value outside its limits, or an exact value without limits.
    """

    value: Number | None = None
    lower: Number | None = None
    upper: Number | None = None
    lower_closed: bool = True
    upper_closed: bool = True
    approximate: bool = False
    unit: str | None = None

    def __post_init__(self) -> None:
        """Bring numbers and idle flags to one form, and refuse what contradicts itself."""
        for name in ("value", "lower", "upper"):
            object.__setattr__(self, name, to_number(getattr(self, name), name))
        object.__setattr__(self, "lower_closed", self.lower is None or bool(self.lower_closed))
        object.__setattr__(self, "upper_closed", self.upper is None or bool(self.upper_closed))
        object.__setattr__(self, "approximate", self.value is not None and bool(self.approximate))
        object.__setattr__(self, "unit", None if is_blank(self.unit) else str(self.unit))
        stated = f"lower {self.lower}, value {self.value}, upper {self.upper}"
        known = [end for end in (self.lower, self.value, self.upper) if end is not None]
        if known != sorted(known):
            raise BoundError(f"{stated}: expected lower, value and upper in rising order")
        touching = self.lower is not None and self.lower == self.upper
        empty_below = self.upper == 0 and not self.upper_closed
        if empty_below or (touching and not (self.lower_closed and self.upper_closed)):
            raise BoundError(f"{stated}: no number lies between limits that are left out")
        if self.value is not None and not self.approximate and len(known) < 3:
            raise BoundError(f"{stated}: an exact value needs both limits; use Quantity.of")

    @classmethod
    def of(cls, bound: str, number: object = None, unit: str | None = None) -> "Quantity":
        """Make a quantity from one of the contract's words and its one number.

        `Quantity.of("more_than", 3000)`; `Quantity.of("vague")`.

        Raises:
            BoundError: an unknown word, a number missing, or one given for vague.
        """
        if bound not in FILLED:
            raise BoundError(f"bound {bound!r} is unknown; expected one of {', '.join(BOUNDS)}")
        if (bound == "vague") != is_blank(number):
            raise BoundError(f"bound {bound} with number {number!r}: vague alone has no number")
        return cls(
            **{column: to_number(number, column) for column in FILLED[bound]},
            lower_closed=bound != "more_than",
            upper_closed=bound != "less_than",
            approximate=bound == "about",
            unit=unit,
        )

    @classmethod
    def between(
        cls, lower: object, upper: object, best: object = None, unit: str | None = None
    ) -> "Quantity":
        """Make an exact range with both ends included, and a best estimate in it if there is one.

        Raises:
            BoundError: limits missing or swapped, or a best estimate outside them.
        """
        if is_blank(lower) or is_blank(upper):
            raise BoundError(f"a range needs both limits; found {lower!r} and {upper!r}")
        low, high = to_number(lower, "lower"), to_number(upper, "upper")
        return cls(low if low == high else to_number(best, "best"), low, high, unit=unit)

    @property
    def bound(self) -> Bound:
        """The contract's word.

        Words can limit on both sides with one limit left out ("at least 3 and less than 5"), which
        no single word says: then the word is that of the limit left out.
        """
        if self.approximate:
            return "about"
        if self.lower is None and self.upper is None:
            return "vague"
        if not self.upper_closed:
            return "less_than"
        if not self.lower_closed:
            return "more_than"
        if self.upper is None:
            return "at_least"
        return "at_most" if self.lower is None else "exact"

    @property
    def is_vague(self) -> bool:
        """Whether the words give no number at all."""
        return self.bound == "vague"

    def to(self, unit: str) -> "Quantity":
        """Convert a length to another unit of length; the bound stays.

        Raises:
            UnitError: one of the two units is not a length.
        """
        if unit == self.unit:
            return self
        factor = metres(self.unit) / metres(unit)
        value, lower, upper = (
            None if number is None else number * factor
            for number in (self.value, self.lower, self.upper)
        )
        return replace(self, value=value, lower=lower, upper=upper, unit=unit)

    def __str__(self) -> str:
        """The quantity in words, with its unit."""
        return self.in_words()

    def in_words(
        self, *, unit: str | None = None, digits: int | None = None, nearest: bool = False
    ) -> str:
        """Put the quantity into English: "more than 3,000", "less than 2 km", "about 40 miles".

        Input: `unit` converts a length first; `unit=""` leaves the unit out. `digits` rounds to
        that many decimals: limits outwards, so that a bound is never tightened, other numbers half
        up. `nearest` rounds limits half up as well, and says "about" before each that this changed.
        Output: words; "number not given" for vague. Counted things get "fewer than", measures and
        bare numbers "less than".

        Raises:
            UnitError: a unit asked for into which the quantity cannot be converted.
        """
        if unit:
            return self.to(unit).in_words(digits=digits, nearest=nearest)
        if self.is_vague:
            return "number not given"
        shown = None if unit == "" else self.unit
        value = _figure(self.value, digits)
        lower = _limit(self.lower, digits, None if nearest else ROUND_FLOOR)
        upper = _limit(self.upper, digits, None if nearest else ROUND_CEILING)
        if self.approximate:
            return f"about {value}{_unit_after(value, shown)}"
        if self.bound == "exact" and self.lower == self.upper:
            return f"{value or lower}{_unit_after(value or lower, shown)}"
        if self.bound == "exact":
            estimate = f", best estimate {value}" if value else ""
            return f"{lower} to {upper}{_unit_after(upper, shown)}{estimate}"
        below = "less than" if shown is None or shown in MEASURES else "fewer than"
        ends = []
        if lower:
            ends.append(f"{'at least' if self.lower_closed else 'more than'} {lower}")
        if upper:
            ends.append(f"{'at most' if self.upper_closed else below} {upper}")
        return f"{' and '.join(ends)}{_unit_after(upper or lower, shown)}"

    def length_in_words(self, unit: str) -> str:
        """Put a length into words in a unit, no sharper than it was stated: 25 miles are "40.2 km".

        Output: words, in its own unit with two decimals at most; converted with two below ten, with
        one from there on, and with none if it is "about". A converted limit is rounded to the
        nearest and says so: less than 2 km are "less than about 1.24 miles", which neither tightens
        the limit nor differs from what anybody else computes.

        Raises:
            UnitError: the quantity is not a length, or the unit is none.
        """
        converted = self.to(unit)
        known = (converted.value, converted.upper, converted.lower)
        large = any(number is not None and number >= TEN for number in known)
        digits = 2
        if large and unit != self.unit:
            digits = 0 if converted.approximate else 1
        return converted.in_words(digits=digits, nearest=unit != self.unit)


def metres(unit: str | None) -> Decimal:
    """One of a unit of length in metres.

    Raises:
        UnitError: the unit is not a length.
    """
    if unit is None or unit not in METRES:
        raise UnitError(f"unit {unit!r} is not a length; expected one of {', '.join(METRES)}")
    return METRES[unit]


def to_number(cell: object, name: str) -> Number | None:
    """A cell as int or Decimal, exactly as it prints; None if blank.

    Raises:
        BoundError: no number, or an infinite one; it names the cell.
    """
    if is_blank(cell):
        return None
    try:
        number = Decimal(str(cell))
    except InvalidOperation:
        told = shown(str(cell))
        raise BoundError(f"{name} is {told!r}: expected a number, or blank") from None
    if not number.is_finite():
        raise BoundError(f"{name} is {cell!r}: blank it, an end that is not stated is no number")
    # Written out, 1e999999999 fills the memory.
    if abs(number.adjusted()) > LARGEST:
        raise BoundError(f"{name} is {shown(str(cell))!r}: expected at most {LARGEST} digits")
    return int(number) if number == number.to_integral_value() else number


def _figure(number: Number | None, digits: int | None, rounding: str = ROUND_HALF_UP) -> str:
    """The number with thousands separators and no idle zeros; nothing for None."""
    if number is None:
        return ""
    exact = Decimal(number)
    if digits is not None:
        exact = exact.quantize(Decimal(1).scaleb(-digits), rounding=rounding)
    text = f"{exact:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _limit(number: Number | None, digits: int | None, rounding: str | None) -> str:
    """A limit rounded one way; without a way to the nearest, "about" before one that this moved."""
    text = _figure(number, digits, rounding or ROUND_HALF_UP)
    return text if rounding or text == _figure(number, None) else f"about {text}"


def _unit_after(figure: str, unit: str | None) -> str:
    """A space and the unit, in the plural unless the number is 1."""
    if not unit:
        return ""
    words = unit.replace("_", " ")
    return f" {words if figure == '1' else plural(words)}"
