"""Numbers among the words of a text, in digits or in words: "one and a half million".

The grammar, a method of `_Reader` for each line; a hyphen may stand before any word of it:

    number   := ["minus"] (amount | "a" unit) [unit ["and" share]] ["below zero"]
    amount   := share [["of"] ["a"] scale] | mixed {scale}            three quarters of a million
    mixed    := whole ["and" share] | whole part                      two and a half, twenty-first
    share    := ["a"] part | small parts | fraction in digits         a third, two-thirds, 1/2
    whole    := group {scale} {["and"] group {scale}} ["point" ...]   each scale below the last
    group    := (small | "a") ["hundred" [["and"] small]]             two hundred and five
    small    := digits | tens [ones] | ones                           twenty-five
"""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from helpers.values.quantity_words import Token, tokens

ROUND = frozenset(10**power for power in (2, 3, 6, 9, 12))
LARGE = 10**6
"""From here on "a million and a half" is half a million more; below, nobody can be sure."""
NO_FRACTION = ("9/11", "7/7", "24/7")


class UnreadError(ValueError):
    """Words of which nobody can be sure what quantity they state; the message says why."""


class Number(NamedTuple):
    """A number as printed.

    `factor` is the scale that it ends with ("million"), `tail` what of it stands behind its last
    "and"; `counted` is the token of a unit behind it, `unit` its name if it is one of the house's;
    `in_digits` says whether it is digits alone.
    """

    value: Decimal
    factor: int = 1
    tail: Decimal = Decimal(0)
    counted: Token | None = None
    unit: str | None = None
    in_digits: bool = False


def with_numbers(words: str) -> list[Token]:
    """The tokens of a text, each number in it as one of kind n that means a `Number`.

    Raises:
        UnreadError: a number that can be taken in two ways.
    """
    reader, read = _Reader(list(_settled(list(tokens(words))))), []
    while reader.at < len(reader.tokens):
        start = reader.at
        number = reader.number()
        if number:
            text = " ".join(token.text for token in reader.tokens[start : reader.at])
            read.append(Token("n", text, number))
        else:
            reader.at = start + 1
            read.append(_left_over(reader.tokens[start]))
    return read


def _settled(found: list[Token]) -> Iterator[Token]:
    """The tokens; a letter that may be a scale is one where money or people are counted."""
    money = any(token.kind == "c" for token in found)
    for token, behind in pairwise([*found, Token(" ", "")]):
        if token.kind != "K":
            yield token
        elif money or behind.kind == "p":
            yield token._replace(kind="k")
        else:
            yield token._replace(kind="x", means="a scale or a unit")


def _left_over(token: Token) -> Token:
    """What a word of numbers is that stands outside any: "hundreds" is a quantity without one."""
    instead = dict(zip("arhkzf.vZ", "Fwqqqxxxx", strict=True))
    return token._replace(kind=instead.get(token.kind, token.kind))


class _Reader:
    """Reads one number from where it stands in a list of tokens."""

    def __init__(self, found: list[Token]) -> None:
        self.tokens, self.at, self.start = found, 0, 0

    def kind(self, ahead: int = 0) -> str:
        """The kind of a coming token; a space behind the last."""
        at = self.at + ahead
        return self.tokens[at].kind if at < len(self.tokens) else " "

    def take(self, kinds: str, text: str = "", *, hyphen: bool = True) -> Token | None:
        """Pass the next token if it is of these kinds, and a hyphen before it."""
        ahead = 1 if hyphen and self.kind() == "-" else 0
        if self.kind(ahead) not in kinds:
            return None
        token = self.tokens[self.at + ahead]
        if text and token.text != text:
            return None
        self.at += ahead + 1
        return token

    def number(self) -> Number | None:
        self.start = self.at
        minus = self.take("g", hyphen=False)
        if minus:
            self.take("c", hyphen=False) or self.take("-", hyphen=False)
        number = None if self.kind() in "-&" else self.one_unit() or self.amount()
        if number is None:
            return None
        number = self.with_unit(number)
        minus = self.take("Z") or minus
        return number._replace(value=-number.value) if minus else number

    def one_unit(self) -> Number | None:
        """One for "a mile", and for "a year" where "and a half" follows."""
        coming = "".join(self.kind(ahead) for ahead in range(5))
        if not re.match("au|a[mT]&[ao]f", coming):
            return None
        self.at += 1
        return Number(Decimal(1))

    def with_unit(self, number: Number) -> Number:
        """The number with the unit behind it, and the share behind that."""
        unit = self.take("umT") or self.take("r", "second")
        if unit is None:
            return number
        start = self.at
        share = self.share() if self.take("&") else None
        if share is None:
            self.at = start
        name = unit.means if unit.kind == "u" else None
        return number._replace(value=number.value + (share or 0), counted=unit, unit=name)

    def amount(self) -> Number | None:
        share = self.share()
        if share is None:
            return self.mixed()
        start = self.at
        self.take("w", "of")
        article, scale = self.take("a"), self.take("kz")
        if scale:
            return Number(share * int(scale.means), scale.means)
        if not (article and self.kind() in "umT"):
            self.at = start
        return Number(share)

    def share(self) -> Decimal | None:
        start = self.at
        if written := self.take("v"):
            return _written(written.text)
        article = self.take("a")
        top = None if article else self.small()
        part = self.take("f") or (self.compound_part(top) if top else None)
        if part is None:
            self.at = start
            return None
        plural = part.text[-1] == "s"
        if top is None and not plural and (article or part.text in ("half", "quarter")):
            return self.one_part(part, bool(article))
        if top is not None and (plural or (top == 1 and part.means not in ROUND)):
            return _parts(top, part)
        self.at = start
        return None

    def compound_part(self, top: Decimal) -> Token | None:
        """A twenty-fifth behind "one", or twenty-firsts behind "three"."""
        start = self.at
        tens, ones = self.take("t", hyphen=False), self.take("fr")
        if tens and ones and (ones.text[-1] == "s" or (top == 1 and ones.text != "second")):
            return Token("f", ones.text, tens.means + ones.means)
        self.at = start
        return None

    def one_part(self, part: Token, article: bool) -> Decimal:
        """A half, a third; refused in "a third victim", who is no third of one."""
        of = self.kind() == "w" and self.tokens[self.at].text == "of"
        scaled = self.kind() in "kumT-" or (of and self.kind(1) == "a")
        if part.means > 2 and not (scaled or (article and (of or self.kind() != "w"))):
            raise UnreadError(f"{part.text!r} may be a part or something else")
        return Decimal(1) / int(part.means)

    def mixed(self) -> Number | None:
        number = self.whole()
        if number is None:
            return self.place()
        if number.in_digits and (written := self.take("v")):
            number = Number(number.value + _written(written.text))
        joined = self.kind() == "&" and self.kind(1) in "fr" and self.take("&")
        if (place := self.take("fr")) and not self.is_apart(number, place):
            return self.part_of(number._replace(tail=Decimal(0)) if joined else number, place)
        if of_set := self.take("z"):
            head = number.value - number.tail if number.tail else Decimal(0)
            many = int(of_set.means)
            number = Number(head + (number.value - head) * many, many)
        number = self.and_share(number)
        scale = self.scales()
        return Number(number.value * scale, scale) if scale > 1 else number

    def is_apart(self, number: Number, place: Token) -> bool:
        """Whether "first" or "second" is not of the number before it: 14 first-team players."""
        apart = place.kind == "r" and (
            self.kind() == "-" or (place.text == "second" and number.value % 10 != 0)
        )
        self.at -= apart
        return apart

    def place(self) -> Number | None:
        """An ordinal that stands alone: "first", "21st", "tenth"."""
        if self.kind() not in "fr" or self.tokens[self.at].text in ("half", "quarter"):
            return None
        place = self.tokens[self.at]
        if place.text[-1] == "s" or (place.kind == "r" and self.kind(1) in "dot-"):
            return None
        self.at += 1
        return self.in_order(Decimal(place.means or re.sub(r"\D", "", place.text)))

    def in_order(self, place: Decimal) -> Number:
        """A place in an order; "a twenty-first" may as well be a part."""
        if self.start and self.tokens[self.start - 1].kind == "a":
            raise UnreadError("a place in an order behind 'a' may be a part")
        if self.kind() == "-":
            raise UnreadError("a place in an order that may belong to what follows")
        return Number(place)

    def part_of(self, number: Number, part: Token) -> Number:
        """A number with "third" or "thirds" behind it: a fraction, or a place in an order."""
        value, of = number.value, int(part.means or 0)
        if part.text[-1] == "s" and part.kind == "f":
            head = value - number.tail if 0 < number.tail < of else Decimal(0)
            return Number(head + _parts(value - head, part))
        if of in ROUND and 1 < value < min(of, 1000):
            return self.in_order(value * of)
        hyphen = self.tokens[self.at - 2].kind == "-"
        if any(token.kind == "d" for token in self.tokens[self.start : self.at]):
            raise UnreadError("a number and a place in an order")
        if part.text == "second" and not (hyphen and value < 100):
            raise UnreadError("'second' may be a time")
        if value % 10 == 0 and value >= 20 and of < (10 if value < 100 else 100):
            return self.in_order(value + of)
        raise UnreadError(f"{part.text!r} may be a part or a place in an order")

    def and_share(self, number: Number) -> Number:
        """The number and the share behind "and", which is of its scale if that is large.

        "Three score and ten" has ten for a share.
        """
        start = self.at
        if not self.take("&"):
            return number
        share = self.share()
        if share is None and number.factor == 20:
            share = (self.small() or Decimal(0)) / 20
        if share is None:
            self.at = start
            return number
        if 20 < number.factor < LARGE or number.value == 0:
            raise UnreadError("a part may be of one or of a thousand")
        return Number(number.value + share * number.factor, number.factor)

    def whole(self) -> Number | None:
        start, total, tail, last, factor = self.at, Decimal(0), Decimal(0), 0, 0
        while last != 1:
            mark = self.at
            linked = last and self.take("&")
            digits = last and self.kind() == "d"
            group = None if last and not linked and self.kind() == "-" else self.group()
            scale = self.scales()
            if group is None or (last and group.value * scale >= last) or (digits and scale == 1):
                self.at = mark
                break
            tail = group.value * scale if linked else group.tail * (scale == 1)
            factor = 1 if last else max(scale, group.factor if scale == 1 else 1)
            total, last = total + group.value * scale, scale
        in_digits = self.at == start + 1 and self.tokens[start].kind == "d"
        point = self.decimals() if last <= 1 else None
        if not last and point is None:
            return None
        return Number(total + (point or 0), factor or 1, tail, in_digits=in_digits and not point)

    def scales(self) -> int:
        """The scales that come, multiplied: "thousand million"."""
        factor = 1
        while scale := self.take("k"):
            factor *= int(scale.means)
        return factor

    def group(self) -> Number | None:
        article = self.kind() == "a" and self.kind(1) in "hkz" and self.take("a")
        value = Decimal(1) if article or self.is_bare_scale() else self.small()
        if value is None or not self.take("h"):
            return None if value is None else Number(value)
        start = self.at
        linked = self.take("&")
        rest = self.small() if self.kind() != "d" else None
        if rest is None:
            self.at = start
            return Number(value * 100, factor=100)
        return Number(value * 100 + rest, tail=rest if linked else Decimal(0))

    def is_bare_scale(self) -> bool:
        """Whether "hundred and five" begins without "a"."""
        coming = "".join(self.kind(ahead) for ahead in range(3))
        before = self.tokens[self.at - 1].kind if self.at else "w"
        one = (
            self.at == self.start
            and before == "w"
            and self.tokens[self.at].text in ("hundred", "thousand", "million")
        )
        return one and re.match("[hk](?:[to]|&[to])", coming) is not None

    def small(self) -> Decimal | None:
        token = self.take("dto")
        if token is None or token.kind == "d":
            return _figures(token.text) if token else None
        value, start = Decimal(token.means), self.at
        ones = self.take("o") if token.kind == "t" else None
        if ones and 0 < ones.means < 10:
            return value + int(ones.means)
        self.at = start
        return value

    def decimals(self) -> Decimal | None:
        """What stands behind "point": figures, or their words one by one."""
        if not self.take(".", hyphen=False):
            return None
        digits = ""
        while self.kind() in "dto":
            digits += str(self.small())
        return Decimal(f"0.{digits}")


def _parts(top: Decimal, part: Token) -> Decimal:
    """Two thirds; refused where nobody can be sure, such as thirty fifths or thirty-fifths."""
    large = top >= 100 and part.means < LARGE and top % 100 <= 20
    if large or (top >= 20 and top % 10 == 0 and part.means < 10):
        raise UnreadError("a part with a number before it that may belong to either")
    return top / int(part.means)


def _figures(text: str) -> Decimal:
    """Digits with whatever parts their thousands."""
    base, _, power = text.partition("^")
    if power:
        return Decimal(base) ** int(power)
    if text.count(".") > 1:
        text = text.replace(".", "")
    return Decimal(re.sub(r"[^\d.e]", "", text))


def _written(text: str) -> Decimal:
    """A fraction in digits, below one.

    Raises:
        UnreadError: it is none, such as 9/11, or may be two numbers.
    """
    top, _, low = unicodedata.normalize("NFKC", text).replace("\u2044", "/").partition("/")
    if text in NO_FRACTION or not 0 < int(top) < int(low):
        raise UnreadError(f"{text} may be no fraction")
    return Decimal(top) / Decimal(low)
