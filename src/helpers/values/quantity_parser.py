"""Reading printed words as a bounded quantity: what they state, and nothing beyond it.

The reader is right or silent. The words become tokens (quantity_words.py), the numbers among them
are read (number_words.py), and what is left, one letter a token, must fit one of the two patterns
below from end to end. Where none fits, or a word leaves a doubt, nothing is read.
"""

import re
from collections.abc import Sequence
from decimal import Decimal

from helpers.values.number_words import Number, UnreadError, with_numbers
from helpers.values.quantities import Bound, BoundError, Quantity
from helpers.values.quantity_words import Token

__all__ = ["UnreadError", "parse", "read"]

_LIMITS = "(?P<{0}_limits>(?:[BE][FD]*|PF*)*)"
_ELSEWHERE = "(?![BPEFD]*c*n)"  # a preposition that stands before no number limits none
_IDLE = "wFDumTcpyOJS&,Y"
_BEHIND = f"(?:c?,?[wp]{{0,3}}(?P<after>[AE]))?c?(?P<behind>(?:[{_IDLE}P]|(?<![OJ&,-])q|(?<=[wpD])-(?=w))*)"
_ONE = re.compile(
    f"(?:[{_IDLE}I-]|P{_ELSEWHERE})*{_LIMITS.format('low')}(?<![umT]&)c*(?P<low>n)"
    f"(?:(?P<of>[IP])(?P<whole>n))?{_BEHIND}"
)
_TWO = re.compile(
    f"(?:(?!S)[{_IDLE}I-]|[SP]{_ELSEWHERE})*(?:(?P<rough>[BPE]F*)?(?P<opened>[RS])D?)?"
    f"{_LIMITS.format('low')}c*(?P<low>n)c?(?P<noun>[wp]{{0,2}})"
    f"(?P<joined>[-JO&,]+)D?{_LIMITS.format('high')}c*(?P<high>n)(?:,?G(?P<best>n))?{_BEHIND}"
)

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
    try:
        if match := _ONE.fullmatch(kinds):
            return _one(_Parts(found, match))
        if match := _TWO.fullmatch(kinds):
            return _two(_Parts(found, match))
    except BoundError as error:
        raise UnreadError(str(error)) from None
    raise UnreadError("the words around the number are unclear, or there are several numbers")


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


def _one(parts: _Parts) -> Quantity:
    """One number, limited by the words around it."""
    number = parts.number("low")
    before, after = parts.limits("low_limits"), parts.limits("after")
    if parts.may_be_a_year("low") and not _is_counted(parts, number):
        raise UnreadError("the number may be a year")
    behind = parts.tokens("behind")
    over_time = (
        number.counted and number.counted.kind == "T" and "over" in _said(parts, "low_limits")
    )
    if over_time and not (behind and behind[0].text in ("old", "ago")):
        raise UnreadError("'over' may be 'more than' or 'in the course of'")
    value = number.value
    if behind and behind[0].text.startswith("in ") and behind[0].kind == "Y" and value <= 10:
        raise UnreadError("a share, or a number in a year")
    if parts.tokens("whole"):
        of = parts.tokens("of")[0]
        if number.in_digits and (before or after):
            raise UnreadError("the limit may be of the share or of its first number")
        if of.kind == "P" and (of.text != "over" or behind):
            raise UnreadError("two numbers")
        value = _share(number, parts.number("whole"))
    if "closed" in after:
        return Quantity.of(_CLOSED[before.pop()] if len(before) == 1 else "vague", value)
    limits = before | after
    if len(limits) > 1 or (value == 0 and limits == {"less_than"}):
        return Quantity(unit=number.unit)
    return Quantity.of(limits.pop() if limits else "exact", value, number.unit)


def _is_counted(parts: _Parts, number: Number) -> bool:
    """Whether a number that looks like a year counts things: round ones before a noun do."""
    behind = parts.tokens("behind")[:1]
    noun = bool(behind) and behind[0].kind in "wp"
    firm = any(token.kind in "BE" for token in parts.tokens("low_limits"))
    people = noun and behind[0].kind == "p"
    return firm or people or (noun and number.value % 100 == 0)


def _said(parts: _Parts, name: str) -> str:
    return " ".join(token.text for token in parts.tokens(name))


def _share(part: Number, whole: Number) -> Decimal:
    """One in five."""
    if part.counted or whole.counted or not 0 < abs(part.value) < whole.value:
        raise UnreadError("a number in another that is no share of it")
    return part.value / whole.value


def _two(parts: _Parts) -> Quantity:
    """Two ends, each limited by the words before it, and a best estimate behind if there is one."""
    low, high = _scaled(parts.number("low"), parts.number("high"))
    first, second = parts.limits("low_limits"), parts.limits("high_limits")
    after = parts.limits("after")
    opened = _said(parts, "opened")
    _refuse_unclear_joint(parts, bool(first and second))
    if low.unit not in (None, high.unit) or (low.counted and not high.counted):
        raise UnreadError("two numbers of different things")
    if len(first) > 1 or len(second) > 1 or (after and after != {"about"}):
        raise UnreadError("limits of limits")
    rough = parts.tokens("rough") or after or "about" in first | second
    if rough or (first and not second and not opened):
        return Quantity(unit=high.unit)
    from_, to = "".join(first), "".join(second)
    if from_ in _UPPER and to in _LOWER:
        low, high, from_, to = high, low, to, from_
    if from_ in _UPPER or to in _LOWER or low.value >= high.value:
        raise UnreadError("the ends of a range do not rise")
    best = parts.number("best").value if parts.tokens("best") else None
    return Quantity(
        best,
        low.value,
        high.value,
        from_ != "more_than",
        to != "less_than",
        unit=high.unit or low.unit,
    )


def _refuse_unclear_joint(parts: _Parts, both_limited: bool) -> None:
    """Refuse two numbers that are no ends of one range."""
    joined = "".join(token.kind for token in parts.tokens("joined"))
    ends = [parts.tokens(name)[0] for name in ("low", "high")]
    limited = bool(parts.tokens("low_limits") or parts.tokens("high_limits"))
    opened = _said(parts, "opened")
    fits = {
        "-": all(token.text[0] in "0123456789.-" for token in ends),
        "J": True,
        "O": not limited,
        "&": both_limited or opened == "between",
    }.get(joined, both_limited and set(joined) <= set("&,"))
    if not fits or (parts.tokens("noun") and not both_limited):
        raise UnreadError("two numbers")
    years = all(parts.may_be_a_year(name) for name in ("low", "high"))
    bare = joined == "-" and not parts.tokens("behind")
    centuries = all(t.means.in_digits and 1000 <= t.means.value < 2100 for t in ends)
    if not limited and (years or (bare and centuries and not ends[1].means.counted)):
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
