"""Reading printed words as a bounded quantity: what they state, and nothing beyond it."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from helpers.values.quantities import Bound, BoundError, Quantity

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
