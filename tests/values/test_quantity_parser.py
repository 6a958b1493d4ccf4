"""What printed words state, and what they do not: the cases of quantities.csv, and what holds of all.

A reading is written as mathematics writes intervals: 40 is the number itself, ~40 about it, [40,) at
least, (40,) more than, (,40] at most, (,40) less than; "best" comes before an estimate in a range.
"""

import csv
import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.values.quantities import Quantity
from helpers.values.quantity_parser import UnreadError, parse, read

with Path(__file__).with_name("quantities.csv").open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file))

of, between, VAGUE = Quantity.of, Quantity.between, Quantity()


def number(text: str) -> Decimal | None:
    """A number of a reading; 1/3 is as sharp as the reader's."""
    top, _, low = text.partition("/")
    return Decimal(top) / Decimal(low or 1) if top else None


def stated(reading: str, unit: str) -> Quantity | None:
    """The quantity that a reading of quantities.csv writes; None for "not read"."""
    if reading == "not read":
        return None
    if reading == "vague":
        return VAGUE
    ends = re.fullmatch(r"([\[(])(.*),(.*)([\])])(?: best (.*))?", reading)
    if ends is None:
        bound = "about" if reading.startswith("~") else "exact"
        return Quantity.of(bound, number(reading.removeprefix("~")), unit)
    opening, lower, upper, closing, best = ends.groups()
    limits = number(best or ""), number(lower), number(upper)
    return Quantity(*limits, opening == "[", closing == "]", unit=unit)


def test_printed_words_are_read_as_they_limit_the_number_or_not_at_all() -> None:
    assert len(CASES) > 800
    wrong = {
        f"{case['kind']}: {case['phrase']}": (found, expected)
        for case in CASES
        if (found := parse(case["phrase"])) != (expected := stated(case["reading"], case["unit"]))
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("Monday", "no number"),
        ("1930 on Sunday", "a time"),
        ("Resolution 1973", "a name"),
        ("in 2013", "a date"),
        ("2013", "a year"),
        ("5m", "a scale or a unit"),
        ("rose from 20 to 30", "a change"),
        ("a third victim", "a part or something else"),
        ("500 to 1 million", "in the scale of the upper or not"),
        ("20 and 30", "two numbers"),
        ("30 to 20", "do not rise"),
        ("20 km to 30 miles", "different things"),
        ("40, if not more", "a doubt"),
        ("40 more than last year", "unclear"),
    ],
)
def test_what_is_not_read_is_told_with_the_reason(words: str, why: str) -> None:
    with pytest.raises(UnreadError, match=why):
        read(words)


# ------------------------------------------------------------------------------ what always holds

ONES = (
    *("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"))


def in_words(count: int, link: str) -> str:
    """A whole number from 1 on in British words (link " and ") or American ones (" ")."""
    for scale, name in SCALES:
        if count >= scale:
            rest = count % scale
            joined = (link if rest < 100 else " ") + in_words(rest, link) if rest else ""
            return f"{in_words(count // scale, link)} {name}{joined}"
    if count >= 100:
        rest = count % 100
        return f"{ONES[count // 100]} hundred{link + in_words(rest, link) if rest else ''}"
    if count < 20:
        return ONES[count]
    return f"{TENS[count // 10]}-{ONES[count % 10]}".rstrip("-")


counts = st.integers(1, 10**15 - 1) | st.integers(1, 3000)
LIMITED = {
    "at least": "at_least",
    "no fewer than": "at_least",
    "more than": "more_than",
    "in excess of": "more_than",
    "up to": "at_most",
    "no more than": "at_most",
    "fewer than": "less_than",
    "nearly": "less_than",
    "about": "about",
    "some": "about",
}


@given(counts, st.sampled_from([" and ", " "]))
def test_a_number_in_words_reads_back(count: int, link: str) -> None:
    assert parse(in_words(count, link)) == of("exact", count)


@given(counts, st.sampled_from(["{:,}", "{:_}", "{}"]))
def test_a_number_in_digits_reads_back_unless_it_may_be_a_year(count: int, printed: str) -> None:
    text = printed.format(count).replace("_", "\N{NO-BREAK SPACE}")
    year = 1900 <= count < 2100 and printed == "{}"
    assert parse(text) == (None if year else of("exact", count))


@given(counts, st.sampled_from(sorted(LIMITED)), st.sampled_from(["", " people", " km"]))
def test_a_word_that_limits_never_leaves_a_number_exact(count: int, word: str, noun: str) -> None:
    for printed in (f"{count:,}", in_words(count, " and ")):
        expected = of(LIMITED[word], count, noun.strip() if noun == " km" else None)
        assert parse(f"{word} {printed}{noun}") == expected


@given(
    st.integers(1, 99),
    st.integers(1, 99),
    st.sampled_from([(1000, "thousand"), (10**6, "million"), (10**9, "bn")]),
    st.sampled_from(["{}-{} {}", "{} to {} {}", "between {} and {} {}", "${}-{}{}", "{} or {} {}"]),
)
def test_a_scale_behind_the_upper_end_is_that_of_both(
    low: int, more: int, scale: tuple[int, str], form: str
) -> None:
    factor, name = scale
    read_back = parse(form.format(low, low + more, name))
    assert read_back == between(low * factor, (low + more) * factor)


@given(counts, counts, st.sampled_from(["{} to {}", "{:,}-{:,}", "between {:,} and {:,} people"]))
def test_a_range_that_is_read_rises(one: int, other: int, form: str) -> None:
    quantity = parse(form.format(one, other))
    if quantity is not None:
        assert (quantity.lower, quantity.upper) == (one, other)
        assert one < other


WORDS = (
    "at least|more than|about|up to|or more|between|from|to|and|-|or|a|half|third|thirds|"
    "dozen|hundred|million|20|3,000|five|per cent|miles|people|minus|$|m|bn|point|in|the|"
    "one|not"
)
words = st.sampled_from(WORDS.split("|"))


@given(st.text() | st.lists(words, max_size=7).map(" ".join))
def test_no_text_makes_the_reader_fail_or_read_limits_that_are_swapped(text: str) -> None:
    quantity = parse(text)
    ends = [] if quantity is None else [quantity.lower, quantity.value, quantity.upper]
    known = [end for end in ends if end is not None]
    assert known == sorted(known)


def test_words_beyond_one_expression_are_refused_at_once() -> None:
    with pytest.raises(UnreadError, match="more than 300 characters"):
        read("just " * 20_000)
