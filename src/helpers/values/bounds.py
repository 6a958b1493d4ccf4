"""Bounded quantities: what words such as "more than 3,000" state, and nothing beyond it.

A quantity of the tables counts something or measures a length or a time, so it is never negative.
Everything else that is not stated stays unknown: a missing end is None and never becomes a number.
Numbers are int or Decimal, so that sums are exact (to 28 digits where there are decimals).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, cast, get_args

if TYPE_CHECKING:
    import pandas as pd

Number = int | Decimal
Bound = Literal["exact", "less_than", "at_most", "more_than", "at_least", "about", "vague"]

BOUNDS: tuple[Bound, ...] = get_args(Bound)

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

_SPELLINGS: Mapping[str, tuple[str, ...]] = {
    "km": ("km", "kms", "kilometre", "kilometres", "kilometer", "kilometers"),
    "metre": ("metre", "metres", "meter", "meters"),
    "mile": ("mile", "miles", "mi"),
    "yard": ("yard", "yards", "yd"),
    "foot": ("foot", "feet", "ft"),
    "nautical mile": ("nauticalmile",),
    "per cent": ("percent", "%"),
}
_UNIT_WORDS: Mapping[str, str] = {
    word: unit for unit, words in _SPELLINGS.items() for word in words
}
_PLURALS: Mapping[str, str] = {
    "km": "km",
    "per cent": "per cent",
    "foot": "feet",
    "person": "people",
    "man": "men",
    "woman": "women",
    "child": "children",
    "aircraft": "aircraft",
}
_MEASURES = frozenset((*METRES, "per cent", "second", "minute", "hour", "day", "week", "month"))


class BoundError(ValueError):
    """A bounded quantity that contradicts itself, or that cannot be made from what was given."""


class UnitError(BoundError):
    """Two units that do not go together."""


# ------------------------------------------------------------------------------ the type


@dataclass(frozen=True)
class Quantity:
    """A quantity as its words state it.

    `value` is the one number of an exact or approximate quantity, or the best estimate inside a
    range. `lower` and `upper` are the stated limits, None where the words give none; `lower_closed`
    and `upper_closed` say whether the limit itself may be reached. With nothing known (all None)
    the quantity is vague. `unit` is in the singular, None if there is none.

    Raises:
        BoundError: a negative or infinite number, limits that are swapped or leave nothing between
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
            object.__setattr__(self, name, _number(getattr(self, name), name))
        object.__setattr__(self, "lower_closed", self.lower is None or bool(self.lower_closed))
        object.__setattr__(self, "upper_closed", self.upper is None or bool(self.upper_closed))
        object.__setattr__(self, "approximate", self.value is not None and bool(self.approximate))
        object.__setattr__(self, "unit", None if _missing(self.unit) else str(self.unit))
        self._refuse_contradictions()

    def _refuse_contradictions(self) -> None:
        stated = f"lower {self.lower}, value {self.value}, upper {self.upper}"
        ends = [self.lower, self.value, self.upper]
        known = [end for end in ends if end is not None]
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
        if bound not in BOUNDS:
            raise BoundError(f"bound {bound!r} is unknown; expected one of {', '.join(BOUNDS)}")
        if (bound == "vague") != _missing(number):
            raise BoundError(f"bound {bound} with number {number!r}: vague alone has no number")
        exact = number if bound in ("exact", "about") else None
        lower = number if bound in ("exact", "more_than", "at_least") else None
        upper = number if bound in ("exact", "less_than", "at_most") else None
        return cls(
            value=_number(exact, "value"),
            lower=_number(lower, "lower"),
            upper=_number(upper, "upper"),
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
        if _missing(lower) or _missing(upper):
            raise BoundError(f"a range needs both limits; found {lower!r} and {upper!r}")
        low, high = _number(lower, "lower"), _number(upper, "upper")
        return cls(low if low == high else _number(best, "best"), low, high, unit=unit)

    @classmethod
    def from_columns(
        cls, value: object, lower: object, upper: object, bound: object, unit: object = None
    ) -> "Quantity":
        """Make a quantity from the columns of figures (value) or casualties (best) of one row.

        Blank cells may be None, NaN or pandas.NA. A blank bound with blank numbers is vague.

        Raises:
            BoundError: the columns contradict each other; the message lists how.
        """
        found = problems(value, lower, upper, bound, best=True)
        if found:
            raise BoundError("; ".join(found))
        named = None if _missing(unit) else str(unit)
        if _missing(bound) or bound == "vague":
            return cls(unit=named)
        if bound == "exact":
            return cls.between(lower, upper, value, named)
        given = next(number for number in (value, lower, upper) if not _missing(number))
        return cls.of(str(bound), given, named)

    @property
    def bound(self) -> Bound:
        """The contract's word.

        A sum can be limited on both sides with one limit left out ("at least 3 and less than 5"),
        which no single word says: then the word is that of the limit left out, and both `lower`
        and `upper` stand beside it.
        """
        if self.approximate:
            return "about"
        if self.lower is None and self.upper is None:
            return "vague"
        if self.upper is not None and not self.upper_closed:
            return "less_than"
        if self.lower is not None and not self.lower_closed:
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
        factor = _metres(self.unit) / _metres(unit)
        value, lower, upper = (
            None if number is None else number * factor
            for number in (self.value, self.lower, self.upper)
        )
        return Quantity(
            value, lower, upper, self.lower_closed, self.upper_closed, self.approximate, unit
        )

    def __add__(self, other: "Quantity") -> "Quantity":
        """Add what is known, and no more.

        Limits add; a limit that is left out on one side is left out of the sum. A quantity with no
        lower limit is still not negative, so the known lower limit of the other one holds for the
        sum: "more than 3,000" and "several" are "more than 3,000". An upper limit holds only if
        both have one. "About" gives no limits: it adds to exact numbers and to "about", while in a
        sum with a bound only the known limits stay. Lengths in unlike units are added in km.

        Raises:
            UnitError: units that differ and are not both lengths.
        """
        if not isinstance(other, Quantity):
            return NotImplemented
        one, two = _same_unit(self, other)
        lowers = [number for number in (one.lower, two.lower) if number is not None]
        lower = sum(lowers, start=cast(Number, 0)) if lowers else None
        upper = _sum_if_known(one.upper, two.upper)
        return Quantity(
            value=_sum_if_known(one.value, two.value),
            lower=lower,
            upper=upper,
            lower_closed=one.lower_closed and two.lower_closed,
            upper_closed=one.upper_closed and two.upper_closed,
            approximate=one.approximate or two.approximate,
            unit=one.unit,
        )

    def less_than(self, other: "Quantity") -> bool | None:
        """Whether this is certainly less (True), certainly not (False), or cannot be said (None).

        "About" gives no limits, so it is never certainly less or more.

        Raises:
            UnitError: units that differ and are not both lengths.
        """
        one, two = _same_unit(self, other)
        # Nothing is negative, so a missing lower limit is 0 here; no number is made of it.
        one_lower, two_lower = one.lower or 0, two.lower or 0
        if one.upper is not None:
            both_reached = one.upper_closed and two.lower_closed
            if one.upper < two_lower or (one.upper == two_lower and not both_reached):
                return True
        if two.upper is not None and one_lower >= two.upper:
            return False
        return None

    def more_than(self, other: "Quantity") -> bool | None:
        """Whether this is certainly more (True), certainly not (False), or cannot be said (None).

        Raises:
            UnitError: units that differ and are not both lengths.
        """
        return other.less_than(self)

    def compatible_with(self, other: "Quantity") -> bool | None:
        """Whether both can be true of one number; None where one is vague or approximate.

        Raises:
            UnitError: units that differ and are not both lengths.
        """
        if self.less_than(other) or self.more_than(other):
            return False
        unsaid = any(one.approximate or one.is_vague for one in (self, other))
        return None if unsaid else True

    def __str__(self) -> str:
        """The quantity in words, with its unit."""
        return format(self)


# ------------------------------------------------------------------------------ whole columns


def quantities(table: "pd.DataFrame") -> list[Quantity]:
    """Read one quantity per row of figures or casualties.

    Input columns: value (or best), lower, upper, bound and, where there is one, unit.
    Output: a list in the order of the rows; rows with a blank bound (dates) are vague.

    Raises:
        BoundError: a row whose columns contradict each other; named by its first column.
    """
    middle = "value" if "value" in table.columns else "best"
    units = table["unit"] if "unit" in table.columns else [None] * len(table)
    names = table[table.columns[0]]
    columns = (table[name] for name in (middle, "lower", "upper", "bound"))
    found = []
    for name, value, lower, upper, bound, unit in zip(names, *columns, units, strict=True):
        try:
            found.append(Quantity.from_columns(value, lower, upper, bound, unit))
        except BoundError as error:
            raise BoundError(f"{table.columns[0]} {name}: {error}") from None
    return found


_FILLED: Mapping[str, tuple[str, ...]] = {
    "exact": ("lower", "upper"),
    "less_than": ("upper",),
    "at_most": ("upper",),
    "more_than": ("lower",),
    "at_least": ("lower",),
    "about": ("value",),
    "vague": (),
}


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
    middle = "best" if best else "value"
    cells = {"value": value, "lower": lower, "upper": upper}
    found, numbers = [], {}
    for column, cell in cells.items():
        try:
            numbers[column] = _number(cell, middle if column == "value" else column)
        except BoundError as error:
            found.append(str(error))
    if found:
        return found
    if _missing(bound):
        if all(number is None for number in numbers.values()):
            return []
        return ["bound is blank beside a number: name the bound, or blank the numbers"]
    if bound not in _FILLED:
        return [f"bound is {bound!r}: expected one of {', '.join(_FILLED)}"]
    return [*_order(numbers, middle), *_blanks(numbers, str(bound), middle)]


def _order(numbers: Mapping[str, Number | None], middle: str) -> Iterator[str]:
    """Each pair of columns that stand in falling order."""
    names = {"lower": "lower", "value": middle, "upper": "upper"}
    for low, high in (("lower", "value"), ("value", "upper"), ("lower", "upper")):
        one, two = numbers[low], numbers[high]
        if one is not None and two is not None and one > two:
            yield f"{names[low]} {one} is above {names[high]} {two}: swap or mend them"


def _blanks(numbers: Mapping[str, Number | None], bound: str, middle: str) -> Iterator[str]:
    """Each column that the bound needs filled or blank and that is not."""
    names = {"value": middle, "lower": "lower", "upper": "upper"}
    for column in _FILLED[bound]:
        if numbers[column] is None:
            yield f"bound {bound} has no {names[column]}: fill it, or change the bound"
    one_number = numbers["lower"] is not None and numbers["lower"] == numbers["upper"]
    if bound == "exact":
        if one_number and numbers["value"] is None:
            yield f"bound exact with one number has no {middle}: repeat the number there"
        elif numbers["value"] is not None and not one_number and middle == "value":
            yield "an exact range has a value: blank it, or make lower, value and upper equal"
        return
    for column in names:
        if column not in _FILLED[bound] and numbers[column] is not None:
            yield (
                f"bound {bound} has {names[column]} {numbers[column]}: "
                "blank it, or change the bound"
            )
    if bound == "less_than" and numbers["upper"] == 0:
        yield "bound less_than has upper 0: nothing counted is below 0; mend one of them"


# ------------------------------------------------------------------------------ into words


def format(
    quantity: Quantity,
    *,
    unit: str | None = None,
    digits: int | None = None,
    nearest: bool = False,
) -> str:
    """Put a quantity into English words: "more than 3,000", "less than 2 km", "about 40 miles".

    Input: `unit` converts a length first; `unit=""` leaves the unit out. `digits` rounds to that
    many decimals: limits outwards, so that a bound is never tightened, other numbers half up.
    `nearest` rounds limits half up as well, and says "about" before each that this changed.
    Output: words; "number not given" for vague. Counted things get "fewer than", measures and bare
    numbers "less than".

    Raises:
        UnitError: a unit asked for into which the quantity cannot be converted.
    """
    if unit:
        quantity = quantity.to(unit)
    shown = None if unit == "" else quantity.unit
    if quantity.is_vague:
        return "number not given"
    value = _figure(quantity.value, digits, ROUND_HALF_UP)
    ends_of = _nearest if nearest else _outwards
    lower, upper = ends_of(quantity, digits)
    below = "less than" if shown is None or shown in _MEASURES else "fewer than"
    if quantity.approximate:
        return f"about {value}{_unit_after(value, shown)}"
    if quantity.bound == "exact" and quantity.lower == quantity.upper:
        return f"{value or lower}{_unit_after(value or lower, shown)}"
    if quantity.bound == "exact":
        estimate = f", best estimate {value}" if value else ""
        return f"{lower} to {upper}{_unit_after(upper, shown)}{estimate}"
    ends = []
    if lower:
        ends.append(f"{'at least' if quantity.lower_closed else 'more than'} {lower}")
    if upper:
        ends.append(f"{'at most' if quantity.upper_closed else below} {upper}")
    return f"{' and '.join(ends)}{_unit_after(upper or lower, shown)}"


TEN = 10
"""From here on a converted length is as sharp as one decimal, an approximate one as whole units."""


def length(quantity: Quantity, unit: str) -> str:
    """Put a length into words in a unit, no sharper than it was stated: 25 miles are "40.2 km".

    Input: a quantity that is a length; the unit. Output: words, in its own unit with two decimals
    at most; converted with two below ten, with one from there on, and with none if it is "about".
    A converted limit is rounded to the nearest and says so: less than 2 km are "less than about
    1.24 miles", which neither tightens the limit nor differs from what anybody else computes.

    Raises:
        UnitError: the quantity is not a length, or the unit is none.
    """
    converted = quantity.to(unit)
    known = (converted.value, converted.upper, converted.lower)
    large = max((Decimal(one) for one in known if one is not None), default=Decimal(0)) >= TEN
    digits = 2
    if large and unit != quantity.unit:
        digits = 0 if converted.approximate else 1
    return format(converted, digits=digits, nearest=unit != quantity.unit)


def _outwards(quantity: Quantity, digits: int | None) -> tuple[str, str]:
    """Both limits, rounded away from each other."""
    return (
        _figure(quantity.lower, digits, ROUND_FLOOR),
        _figure(quantity.upper, digits, ROUND_CEILING),
    )


def _nearest(quantity: Quantity, digits: int | None) -> tuple[str, str]:
    """Both limits rounded half up, with "about" before a number that is not quite the limit."""
    found = []
    for limit in (quantity.lower, quantity.upper):
        text = _figure(limit, digits, ROUND_HALF_UP)
        exact = text == _figure(limit, None, ROUND_HALF_UP)
        found.append(text if exact else f"about {text}")
    return found[0], found[1]


def _figure(number: Number | None, digits: int | None, rounding: str) -> str:
    """The number with thousands separators and no idle zeros; nothing for None."""
    if number is None:
        return ""
    exact = Decimal(number)
    if digits is not None:
        exact = exact.quantize(Decimal(1).scaleb(-digits), rounding=rounding)
    text = f"{exact:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _unit_after(figure: str, unit: str | None) -> str:
    """A space and the unit, in the plural unless the number is 1."""
    if not unit:
        return ""
    words = unit.replace("_", " ")
    if figure == "1":
        return f" {words}"
    *before, last = words.split(" ")
    if words in _PLURALS or last in _PLURALS:
        last_plural = _PLURALS.get(words) or " ".join((*before, _PLURALS[last]))
        return f" {last_plural}"
    if last.endswith("y") and last[-2:-1] not in "aeiou":
        last = f"{last[:-1]}ies"
    else:
        last += "es" if last.endswith(("s", "x", "ch", "sh")) else "s"
    return " " + " ".join((*before, last))


# ------------------------------------------------------------------------------ out of words

_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SMALL: Mapping[str, int] = {
    **{word: number for number, word in enumerate(_ONES)},
    **{word: 10 * number for number, word in enumerate(_TENS, start=2)},
    "both": 2,
}
_SCALES: Mapping[str, int] = {"thousand": 1_000, "million": 1_000_000}
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
# Years, days and hours are dates, which dates.py reads; they are taken out before counting.
_DATES = re.compile(
    rf"\d{{4}}-\d\d(?:-\d\d)?|\d{{1,2}}[:.]\d\d(?!\d)\s?(?:am|pm|gmt|bst)|\d{{1,2}}:\d\d"
    rf"|(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?\b(?:{_MONTHS})\b(?:\s+\d{{1,2}}(?:st|nd|rd|th)?\b)?"
    rf"(?:,?\s+\d{{4}}\b)?(?<=\d)|\b(?:in|since|until|during|early|late|mid)[ -](?:19|20)\d\d\b"
)
_PLAIN = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u2013": "-",
        "\u2014": "-",
        "\u2212": "-",
    }
)
_NOT_COUNTED = re.compile(r"\bno[ -]one\b|\bone another\b")
_TOKENS = re.compile(
    r"(?P<number>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"|(?P<word>[a-z]+(?:-?\d\w*|'[a-z]+)?)|(?P<sign>>=|<=|\S)",
    re.ASCII,
)

_BOUND_WORDS: tuple[tuple[Bound, str], ...] = (
    ("at_most", "(?:no|not) (?:more|greater|further) than|up to|at (?:the )?most|maximum of"),
    ("at_most", "as (?:many|much|far|high) as|not exceeding|within|<=|≤"),
    ("at_least", "(?:no|not) (?:less|fewer) than|at (?:the very )?least|minimum of|>=|≥"),
    ("at_least", "as (?:few|little) as"),
    ("more_than", "(?:more|greater|further) than|over|above|exceeding|in excess of|upwards of|>"),
    ("less_than", "(?:less|fewer) than|under|below|(?:just )?short of|almost|nearly|not quite|<"),
    ("about", "about|around|roughly|approximately|circa|ca?[ ]?[.]?|close to|near|some|~"),
    ("about", "(?:an )?estimated"),
)
_PREFIXES = tuple(
    (bound, re.compile(rf"(?:^|\s)(?:{words})(?: (?:a|just|only|another|a total of))*$"))
    for bound, words in _BOUND_WORDS
)
_SUFFIX_WORDS: tuple[tuple[Bound, str], ...] = (
    ("at_least", r"or (?:more|over|above)|at least|[+]"),
    ("at_most", "or (?:less|fewer|under)|at (?:the )?most"),
    ("about", "or so|or thereabouts"),
)
_SUFFIXES = tuple(
    (bound, re.compile(rf"^(?:[a-z']+ ){{0,2}}?(?:{words})(?: |$)"))
    for bound, words in _SUFFIX_WORDS
)
_PART_OF = re.compile(
    r"(?:^|\s)(?:most|many|several|some|few|part|half|majority|number) of(?: the)?$"
)
_SHARE = re.compile(r"\b(?:half|quarters?|thirds?|fifths?|tenths?) (?:of|the)\b")
_VAGUE = re.compile(
    r"\b(?:mostly|most|majority|minority|many|much|few|several|some|numbers?|handful|dozens|scores"
    r"|tens|hundreds|thousands|millions|numerous|countless|various|multiple|couple|parts?|little"
    r"|increasing|growing|hours|days|weeks|months|years|decades|while|near|nearby|half|quarters?"
    r"|thirds|far)\b"
)
_TWO_ENDS = re.compile(
    r" (?:and|but) (?=(?:less|fewer) than |under |below |at most |no more than |up to )"
)
_RANGES = frozenset(("to", "-", "between and", "from to"))


class _Found(NamedTuple):
    """A number in a list of tokens: where it begins, where the token after its unit stands."""

    start: int
    end: int
    number: Decimal
    unit: str | None


def parse(words: str) -> Quantity | None:
    """Read one printed expression, such as "more than 3,000", "less than 2km" or "one mile".

    Digits and number words up to millions are read, limits before ("at least") and behind ("or
    more"), ranges, and the units of length and per cent; other nouns are passed over. "Just" and
    "only" colour a number and set no limit. Words that quantify without a number ("several",
    "months of") are vague, and so are words that limit a number only roughly ("more than about
    40", "about 20 to 30"): no limit is read that the words do not state. "Almost" and "nearly" are
    less_than, since they say that the number is not reached (Merriam-Webster, almost: "very nearly
    but not exactly or entirely"; nearly: "almost but not quite"); "some 40" is about (the same,
    some: "about"). "5m" is left alone, being metres or millions.

    Output: None if there is no quantity, if the number is a date, a time or an ordinal, or if
    there are two numbers that make no range. A bare year ("2013") cannot be told from a count.
    """
    text = _fold(words)
    if _SHARE.search(text):  # a part of something; the words do not give its size
        return Quantity()
    parts = _TWO_ENDS.split(text)
    if len(parts) == 2:
        return _both_ends(parse(parts[0]), parse(parts[1]))
    tokens = [match.group() for match in _TOKENS.finditer(text)]
    numbers = list(_numbers(tokens))
    if not numbers:
        return Quantity() if _VAGUE.search(text) else None
    if len(numbers) == 1:
        return _single(tokens, numbers[0])
    return _range(tokens, numbers)


def _fold(words: str) -> str:
    """Lower case, plain quotes and dashes, single spaces, no dates and no pronouns in "one"."""
    text = words.lower().translate(_PLAIN)
    text = _NOT_COUNTED.sub(" ", _DATES.sub(" ", text))
    text = re.sub(r"\bper cent\b", "percent", text)
    text = re.sub(r"\bnautical miles?\b", "nauticalmile", text)
    return " ".join(text.strip(" '\".;:!?").split())


def _numbers(tokens: list[str]) -> Iterator[_Found]:
    """Each number among the tokens, with the unit behind it."""
    at = 0
    while at < len(tokens):
        read = _digits(tokens, at) if tokens[at][0] in "0123456789" else _spelt(tokens, at)
        if read is None:
            at += 1
            continue
        number, end = read
        word = tokens[end] if end < len(tokens) else ""
        unit = _UNIT_WORDS.get(word)
        after = tokens[end + 1] if end + 1 < len(tokens) else ""
        if unit and after in ("/", "per", "an"):  # a speed is no length
            unit = None
        yield _Found(at, end + 1 if unit else end, number, unit)
        at = end + 1 if unit else end


def _digits(tokens: list[str], at: int) -> tuple[Decimal, int] | None:
    """A number in digits, with "million" or the like behind it."""
    number, end = Decimal(tokens[at].replace(",", "")), at + 1
    if end < len(tokens) and tokens[end] in ("st", "nd", "rd", "th", "m", "bn", "s"):
        return None  # an ordinal, or a letter that may mean several things
    while end < len(tokens) and tokens[end] in ("hundred", *_SCALES):
        number *= _SCALES.get(tokens[end], 100)
        end += 1
    return number, end


def _spelt(tokens: list[str], at: int) -> tuple[Decimal, int] | None:
    """A number in words; None if the word at this place begins none."""
    word, after = tokens[at], tokens[at + 1 : at + 3]
    if word == "half" and after[:1] in (["a"], ["an"]) and len(after) == 2:
        if after[1] in _UNIT_WORDS:
            return Decimal("0.5"), at + 2
        scale = _SCALES.get(after[1])
        return (Decimal(scale) / 2, at + 3) if scale else None
    if word == "a" and after[:1]:
        if after[0] in _UNIT_WORDS:
            return Decimal(1), at + 1
        if after[0] not in ("hundred", "dozen", *_SCALES):
            return None
    elif word not in _SMALL or after[:1] in (["half"], ["quarter"], ["quarters"], ["thirds"]):
        return None
    return _spelt_sum(tokens, at)


def _spelt_sum(tokens: list[str], at: int) -> tuple[Decimal, int]:
    """Add up number words from one that begins a number: "two hundred and fifty thousand"."""
    done, group, last, end = 0, 0, 100, at
    while end < len(tokens):
        word = tokens[end]
        joined = word in ("-", "and") and end > at and end + 1 < len(tokens)
        following = tokens[end + 1] if joined else word
        if word == "and" and tokens[end + 1 : end + 3] == ["a", "half"] and not done:
            return Decimal(group) + Decimal("0.5"), end + 3
        if joined and (following not in _SMALL or (word == "and" and group + done < 100)):
            break
        if following in _SMALL and _fits(last, _SMALL[following]):
            group, last = group + _SMALL[following], _SMALL[following]
        elif word == "a" and end == at:
            group = 1
        elif word == "hundred" and 0 < group < 100:
            group, last = group * 100, 100
        elif word == "dozen" and group:
            return Decimal(done + group * 12), end + 1
        elif word in _SCALES and group:
            done, group, last = done + group * _SCALES[word], 0, 100
        else:
            break
        end += 2 if joined else 1
    return Decimal(done + group), end


def _fits(last: int, number: int) -> bool:
    """Whether a small number can follow the one before it: twenty-five, not five-twenty."""
    return last == 100 or (20 <= last < 100 and 0 < number < 10)


def _single(tokens: list[str], found: _Found) -> Quantity:
    """The one number of an expression, limited by the words around it."""
    before = " ".join(tokens[: found.start])
    behind = " ".join(tokens[found.end :])
    if _PART_OF.search(before):
        return Quantity(unit=found.unit)
    limits: set[Bound] = set()
    match = _limit(before)
    while match:
        limits.add(match[0])
        before = before[: match[1]].rstrip()
        match = _limit(before)
    limits.update(bound for bound, pattern in _SUFFIXES if pattern.search(behind))
    if len(limits) > 1:
        return Quantity(unit=found.unit)
    bound = limits.pop() if limits else "exact"
    if bound == "less_than" and found.number == 0:
        return Quantity(unit=found.unit)
    return Quantity.of(bound, found.number, found.unit)


def _limit(before: str) -> tuple[Bound, int] | None:
    """The limiting words that end a text, and where they begin."""
    for bound, pattern in _PREFIXES:
        match = pattern.search(before)
        if match:
            return bound, match.start()
    return None


def _range(tokens: list[str], numbers: list[_Found]) -> Quantity | None:
    """Two numbers as a range, with a best estimate behind it if there is one."""
    first, second, *rest = numbers
    between = " ".join(tokens[first.end : second.start])
    before = " ".join(tokens[: first.start])
    word = before.rpartition(" ")[2]
    joined = between if between in ("to", "-") else f"{word} {between}"
    if joined not in _RANGES or first.unit not in (None, second.unit):
        return None
    opener = word if word in ("between", "from") else ""
    if _limit(before.removesuffix(opener).rstrip()):
        return Quantity(unit=second.unit)
    if second.number < first.number:
        return None
    best = None
    if rest:
        estimate = " ".join(tokens[second.end : rest[0].start])
        if len(rest) > 1 or not estimate.endswith("best estimate"):
            return None
        best = rest[0].number
        if not first.number <= best <= second.number:
            return None
    return Quantity.between(first.number, second.number, best, second.unit)


def _both_ends(low: Quantity | None, high: Quantity | None) -> Quantity | None:
    """A lower and an upper limit as one quantity: "at least 3 and less than 5"."""
    if low is None or high is None or low.upper is not None or high.lower is not None:
        return None
    if low.lower is None or high.upper is None or low.unit not in (None, high.unit):
        return None
    try:
        return Quantity(
            None, low.lower, high.upper, low.lower_closed, high.upper_closed, unit=high.unit
        )
    except BoundError:
        return None


# ------------------------------------------------------------------------------ small things


def _missing(cell: object) -> bool:
    """Whether a cell is blank; pandas is not imported for it, so that checks start at once."""
    if cell is None or type(cell).__name__ in ("NAType", "NaTType") or cell == "":
        return True
    return isinstance(cell, float | Decimal) and cell != cell


def _number(cell: object, name: str) -> Number | None:
    """A cell as int or Decimal, exactly as it prints; None if blank.

    Raises:
        BoundError: no number, an infinite one, or a negative one.
    """
    if cell is None or _missing(cell):
        return None
    try:
        number = Decimal(str(cell))
    except InvalidOperation:
        raise BoundError(f"{name} is {cell!r}: expected a number, or blank") from None
    if not number.is_finite():
        raise BoundError(f"{name} is {cell!r}: blank it, an end that is not stated is no number")
    if number < 0:
        raise BoundError(f"{name} is {cell}: a quantity is never negative; mend the number")
    return int(number) if number == number.to_integral_value() else number


def _metres(unit: str | None) -> Decimal:
    """One of this unit in metres."""
    if unit is None or unit not in METRES:
        raise UnitError(f"unit {unit!r} is not a length; expected one of {', '.join(METRES)}")
    return METRES[unit]


def _same_unit(one: Quantity, two: Quantity) -> tuple[Quantity, Quantity]:
    """Both in one unit: their own, or km for lengths in unlike units.

    Kilometres, because every unit of length is an exact decimal number of them, so that sums do
    not depend on their order.
    """
    if one.unit == two.unit:
        return one, two
    if one.unit in METRES and two.unit in METRES:
        return one.to("km"), two.to("km")
    raise UnitError(
        f"{format(one)} (unit {one.unit}) and {format(two)} (unit {two.unit}) do not go together: "
        "give both the same unit, or use two lengths"
    )


def _sum_if_known(one: Number | None, two: Number | None) -> Number | None:
    """The sum of two numbers, None if either is unknown."""
    return None if one is None or two is None else one + two


def toll(lower: Any, best: Any, upper: Any, bound: Any) -> str:
    """Put the number of a toll in words, with its bound.

    Input: the four cells of one row of casualties; blank cells are <NA>.
    Output: "more than 3,000", "about 20", "3,018 (2,850 to 3,239)", "number not given".
    """
    quantity = Quantity.from_columns(best, lower, upper, bound)
    if quantity.value is None or quantity.lower == quantity.upper:
        return format(quantity)
    limits = Quantity.between(quantity.lower, quantity.upper)
    return f"{quantity.value:,} ({format(limits)})"
