"""Reading printed words as a bounded quantity: what they state, and nothing beyond it.

The reader is right or silent. The words become tokens (quantity_words.py), the numbers among them
are read (number_words.py), and what is left, one letter a token, must fit `_EXPRESSION` from end to
end. Where it does not, or a word leaves a doubt, nothing is read.
"""

import re
from collections.abc import Sequence
from decimal import Decimal

from helpers.values.number_words import Number, UnreadError, with_numbers
from helpers.values.quantities import Bound, BoundError, Quantity
from helpers.values.quantity_words import Token

__all__ = ["UnreadError", "parse", "read"]

_IDLE = "wFDumTcpyOJ&,Y"
_LIMITS = "(?:[BE][FD]*|PF*)*"
_EXPRESSION = re.compile(
    rf"""
    (?: [{_IDLE}I-] | [SP](?!{_LIMITS}c*n) )*             # what limits no number
    (?: (?P<rough>[BPE]F*)? (?P<opened>[RS]) D? )?        # "between", "about from"
    (?P<low_limits>{_LIMITS}) (?<![umT]&) c* (?P<low>n) c?
    (?: (?P<of>[IP]) (?P<whole>n)                         # "one in five"
      | (?P<noun>[wp]{{0,2}}) (?P<joined>[-JO&,]+) D?     # "20 to 30", "20 people but fewer than 30"
        (?P<high_limits>{_LIMITS}) c* (?P<high>n) c? (?: ,?G (?P<best>n) )?
    )?
    (?: ,? [wp]{{0,3}} (?P<after>[AE]) )?                 # "40 people or more"
    (?P<behind> (?: [{_IDLE}SP] | (?<![OJ&,-])q | (?<=[wpD])-(?=w) )* )
    """,
    re.VERBOSE,
)
"""The grammar of an expression, in the kinds of its tokens; quantity_words.toml says what each is."""

LONGEST = 300
"""So many characters has one expression at most: of longer words some patterns take long."""

_LOWER, _UPPER = ("at_least", "more_than"), ("at_most", "less_than")
_CLOSED: dict[str, Bound] = {"less_than": "at_most", "more_than": "at_least"}
_YEARS = range(1900, 2100)
_VAGUE_ALONE = ("some", "hours", "days", "weeks", "months", "years", "decades")


def parse(words: str) -> Quantity | None:
    """Read one printed expression as `read` does; None where that refuses it."""
    try:
        return read(words)
    except UnreadError:
        return None


def read(words: str) -> Quantity:
    """Read one printed expression, such as "more than 3,000", "less than 2km" or "$5-10m".

    Numbers in digits and words up to quadrillions, fractions and shares, scales of both ends,
    limits before ("at least") and behind ("or more"), ranges, and the units of length and per
    cent are read; other nouns are passed over, ordinals are their number. "Just" and "only" colour
    a number and set no limit. Words that quantify without a number ("several", "months of") are
    vague, and so are words that limit a number only roughly ("more than about 40", "about 20 to
    30"): no limit is read that the words do not state. "Almost" and "nearly" are less_than, since
    they say that the number is not reached (Merriam-Webster, almost: "very nearly but not exactly
    or entirely"; nearly: "almost but not quite"); "some 40" is about (the same, some: "about").

    Raises:
        UnreadError: there is no quantity, or not exactly one, or what it is can't be told: dates,
            times, names, scores, changes, "5m", which may be metres or millions.
    """
    if len(words) > LONGEST:
        raise UnreadError(f"more than {LONGEST} characters, too many for one expression")
    found = with_numbers(words)
    kinds = "".join(token.kind for token in found)
    for token in found:
        if token.kind == "x":
            raise UnreadError(f"{token.text!r}: {token.means if token.means else 'unclear'}")
    if "n" not in kinds:
        if any(token.kind in "qy" or token.text in _VAGUE_ALONE for token in found):
            return Quantity()
        raise UnreadError("a date" if "Y" in kinds else "no number")
    if "q" in kinds[: kinds.index("n")]:
        return Quantity()
    match = _EXPRESSION.fullmatch(kinds)
    if match is None or (match["opened"] == "R" and not match["high"]):
        raise UnreadError("the words around the number are unclear, or there are several numbers")
    try:
        return (_range if match["high"] else _single)(_Parts(found, match))
    except BoundError as error:
        raise UnreadError(str(error)) from None


class _Parts:
    """The tokens of an expression by the names that a pattern gives them."""

    def __init__(self, found: Sequence[Token], match: re.Match[str]) -> None:
        self.found, self.match = found, match

    def tokens(self, name: str) -> Sequence[Token]:
        start, end = self.match.span(name)
        return self.found[start:end] if start >= 0 else ()

    def number(self, name: str) -> Number:
        number: Number = self.tokens(name)[0].means
        return number

    def limits(self, name: str) -> set[str]:
        return {str(token.means) for token in self.tokens(name) if token.kind in "BEPA"}

    def may_be_a_year(self, name: str) -> bool:
        """Whether nothing tells a number of four digits from a year."""
        token, at = self.tokens(name)[0], self.match.start(name)
        number: Number = token.means
        if not number.in_digits or number.counted or token.text != str(number.value):
            return False
        money = at and self.found[at - 1].kind == "c"
        return number.value in _YEARS and not money


def _single(parts: _Parts) -> Quantity:
    """One number or share, limited by the words around it."""
    number = parts.number("low")
    before, after = parts.limits("low_limits"), parts.limits("after")
    _refuse_unclear_number(parts, number)
    value = _share(parts, number) if parts.tokens("whole") else number.value
    if "closed" in after:
        return Quantity.of(_CLOSED[before.pop()] if len(before) == 1 else "vague", value)
    limits = before | after
    if len(limits) > 1 or parts.tokens("rough") or (value == 0 and limits == {"less_than"}):
        return Quantity(unit=number.unit)
    return Quantity.of(limits.pop() if limits else "exact", value, number.unit)


def _refuse_unclear_number(parts: _Parts, number: Number) -> None:
    """Refuse a number that may be a year, and one beside a time or year that it may belong to."""
    behind = [*parts.tokens("behind")[:1], Token("", "")][0]
    limits = parts.tokens("low_limits")
    # A round number before a noun counts: 2000 fighters, but 1967 borders.
    noun = behind.kind == "p" or (behind.kind == "w" and number.value % 100 == 0)
    firm = any(token.kind in "BE" for token in limits)
    if parts.may_be_a_year("low") and not (firm or noun):
        raise UnreadError("the number may be a year")
    timed = number.counted is not None and number.counted.kind == "T"
    if (
        timed
        and any("over" in token.text for token in limits)
        and behind.text not in ("old", "ago")
    ):
        raise UnreadError("'over' may be 'more than' or 'in the course of'")
    if behind.kind == "Y" and behind.text.startswith("in ") and number.value <= 10:
        raise UnreadError("a share, or a number in a year")


def _share(parts: _Parts, part: Number) -> Decimal:
    """One in five; 1 over 5 where nothing else stands."""
    whole, of = parts.number("whole"), parts.tokens("of")[0]
    if of.kind == "P" and (of.text != "over" or parts.tokens("behind")):
        raise UnreadError("two numbers")
    if part.in_digits and (parts.tokens("low_limits") or parts.tokens("after")):
        raise UnreadError("the limit may be of the share or of its first number")
    if part.counted or whole.counted or not 0 < abs(part.value) < whole.value:
        raise UnreadError("a number in another that is no share of it")
    return part.value / whole.value


def _range(parts: _Parts) -> Quantity:
    """Two ends, each limited by the words before it, and a best estimate behind if there is one."""
    _refuse_unclear_joint(parts)
    low, high = _scaled(parts.number("low"), parts.number("high"))
    if low.unit not in (None, high.unit) or (low.counted and not high.counted):
        raise UnreadError("two numbers of different things")
    first, second, after = (parts.limits(name) for name in ("low_limits", "high_limits", "after"))
    if len(first) > 1 or len(second) > 1 or after - {"about"}:
        raise UnreadError("limits of limits")
    rough = parts.tokens("rough") or "about" in first | second | after
    if rough or (first and not second and not parts.tokens("opened")):
        return Quantity(unit=high.unit)
    from_, to = "".join(first), "".join(second)
    if from_ in _UPPER and to in _LOWER:
        low, high, from_, to = high, low, to, from_
    if from_ in _UPPER or to in _LOWER or low.value >= high.value:
        raise UnreadError("the ends of a range do not rise")
    best = parts.number("best").value if parts.tokens("best") else None
    closed = (from_ != "more_than", to != "less_than")
    return Quantity(best, low.value, high.value, *closed, unit=high.unit or low.unit)


def _refuse_unclear_joint(parts: _Parts) -> None:
    """Refuse two numbers that are no ends of one range, or that may be years."""
    joined = "".join(token.kind for token in parts.tokens("joined"))
    ends = [parts.tokens(name)[0] for name in ("low", "high")]
    limits = [bool(parts.tokens(name)) for name in ("low_limits", "high_limits")]
    between = bool(parts.tokens("opened")) and parts.tokens("opened")[0].kind == "R"
    fits = {
        "-": all(token.text[0] in "0123456789.-" for token in ends),
        "J": True,
        "O": not any(limits),
        "&": all(limits) or between,
    }.get(joined, all(limits) and set(joined) <= set("&,"))
    if not fits or (parts.tokens("noun") and not all(limits)):
        raise UnreadError("two numbers")
    years = all(parts.may_be_a_year(name) for name in ("low", "high"))
    bare = joined == "-" and not parts.tokens("behind") and not ends[1].means.counted
    centuries = all(end.means.in_digits and 1000 <= end.means.value < 2100 for end in ends)
    if not any(limits) and (years or (bare and centuries)):
        raise UnreadError("the numbers may be years")


def _scaled(low: Number, high: Number) -> tuple[Number, Number]:
    """Both ends, the lower one in the scale that is only printed behind the upper: 5-10 million."""
    smaller = low.value < high.value / high.factor
    if low.factor >= high.factor or low.value == 0 or not (smaller or low.factor == 1):
        return low, high
    if smaller and low.factor in (1, 100):
        return low._replace(value=low.value * high.factor), high
    if low.value >= 1000:
        return low, high
    raise UnreadError("the lower number may be in the scale of the upper or not")
