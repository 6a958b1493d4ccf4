"""EDTF: first and last day, plain words, and values that are refused."""

import csv
import re
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from helpers.values.dates import DateError, Span, describe, problems, resolve

TABLE = Path(__file__).with_name("edtf") / "cases.csv"
CASES = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
"""Texts of the standard and of the tests of two readers: first and last day, or why refused."""

days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
doubts = st.sampled_from(["", "~", "?", "%"])


@st.composite
def written(draw: st.DrawFn) -> str:
    """One EDTF date of the kinds read here that may be a side of an interval."""
    day = draw(days)
    sharp = st.sampled_from([f"{day:%Y-%m-%d}", f"{day:%Y-%m}", f"{day:%Y}"])
    shapes = [f"{day:%Y-%m}-XX", f"{day:%Y}-XX", f"{day:%Y}-XX-XX", f"{day:%Y}"[:3] + "X"]
    return draw(st.builds(str.__add__, sharp, doubts) | st.sampled_from(shapes))


@st.composite
def interval(draw: st.DrawFn) -> str:
    """An EDTF interval whose sides stand in order, or are left out."""
    sides = sorted((draw(written()), draw(written())), key=lambda text: span(text).earliest or 0)
    assume(span(sides[0]).earliest != span(sides[1]).earliest)
    start = draw(st.sampled_from([sides[0], sides[0], "..", ""]))
    end = draw(st.sampled_from([sides[1], sides[1], "..", ""]))
    return f"{start}/{end}" if start or end else sides[0]


seasons = st.builds("{}-{}".format, st.integers(1900, 2100), st.integers(21, 41))
values = written() | interval() | seasons


def span(text: str) -> Span:
    """The span of a value that is not blank."""
    found = resolve(text)
    assert found is not None
    return found


# ------------------------------------------------------------------------------ ends


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [(row["text"], row["earliest"], row["latest"]) for row in CASES if not row["refused"]],
)
def test_a_date_runs_from_its_first_to_its_last_day(text: str, earliest: str, latest: str) -> None:
    found = span(text)
    assert [str(end or "") for end in (found.earliest, found.latest)] == [earliest, latest]
    assert found.text == text
    assert found.bounded == bool(earliest and latest)


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("2014-09-27", "day"),
        ("2014-09", "month"),
        ("2014-09-XX", "month"),
        ("2014-09-2X", "month"),
        ("2014", "year"),
        ("2014-XX", "year"),
        ("2014-XX-XX", "year"),
        ("2014-1X", "year"),
        ("2013-24", "season"),
        ("2013-33", "season"),
        ("201X", "decade"),
        ("20XX", "century"),
        ("1XXX", "millennium"),
        ("2013/2014", "interval"),
        ("2013/..", "interval"),
    ],
)
def test_a_date_is_as_sharp_as_it_is_written(text: str, precision: str) -> None:
    assert span(text).precision == precision


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "flags"),
    [
        ("2014-09-27/..", date(2014, 9, 27), None, (False, True, False, False)),
        ("2014-09-27/", date(2014, 9, 27), None, (False, False, False, True)),
        ("../2014-09-29", None, date(2014, 9, 29), (True, False, False, False)),
        ("/2014-09-29", None, date(2014, 9, 29), (False, False, True, False)),
        ("2013/2014", date(2013, 1, 1), date(2014, 12, 31), (False, False, False, False)),
        ("../..", None, None, (True, True, False, False)),
        ("/..", None, None, (False, True, True, False)),
        ("../", None, None, (True, False, False, True)),
    ],
)
def test_an_open_or_unknown_end_has_no_day(
    text: str, earliest: date | None, latest: date | None, flags: tuple[bool, ...]
) -> None:
    found = span(text)
    assert (found.earliest, found.latest) == (earliest, latest)
    ends = (found.open_start, found.open_end, found.unknown_start, found.unknown_end)
    assert ends == flags


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("2014-06", False, False),
        ("2014-06~", True, False),
        ("2014-06?", False, True),
        ("2014-06%", True, True),
        ("?2014-06", False, True),
        ("2014~-06", True, False),
        ("2014?-06-~11", True, True),
        ("2014-%06", True, True),
        ("2014-06~/2014-08", True, False),
        ("2014-06/2014-08?", False, True),
        ("/2014-08~", True, False),
    ],
)
def test_doubt_is_kept_and_moves_no_day(text: str, approximate: bool, uncertain: bool) -> None:
    found = span(text)
    assert (found.approximate, found.uncertain) == (approximate, uncertain)
    plain = span(text.translate(str.maketrans("", "", "~?%")))
    assert (found.earliest, found.latest) == (plain.earliest, plain.latest)


@pytest.mark.parametrize("blank", [None, "", float("nan"), pd.NA, pd.NaT])
def test_a_blank_cell_is_no_date(blank: object) -> None:
    assert resolve(blank) is None
    assert describe(blank) == ""
    assert problems(blank) == []


@given(days)
def test_a_day_lies_in_every_coarser_date_that_holds_it(day: date) -> None:
    for text in (f"{day:%Y-%m}", f"{day:%Y}", f"{day:%Y}"[:3] + "X", f"{day:%Y}"[:2] + "XX"):
        found = span(text)
        assert found.earliest is not None
        assert found.latest is not None
        assert found.earliest <= day <= found.latest


@given(st.integers(1900, 2100))
def test_the_seasons_follow_each_other_without_a_gap(year: int) -> None:
    seasons = [span(f"{year}-{code}") for code in range(21, 25)] + [span(f"{year + 1}-21")]
    for one, two in pairwise(seasons):
        assert one.latest is not None
        assert one.latest + timedelta(days=1) == two.earliest


# ------------------------------------------------------------------------------ words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2014-09-27", "27 September 2014"),
        ("2014-09-01", "1 September 2014"),
        ("2014-06", "June 2014"),
        ("2013", "2013"),
        ("2013-21", "spring 2013"),
        ("2013-24", "winter 2013-14"),
        ("1999-24", "winter 1999-00"),
        ("2014-06~", "about June 2014"),
        ("2014-06?", "perhaps June 2014"),
        ("2014-06%", "perhaps about June 2014"),
        ("?2014-06", "perhaps June 2014"),
        ("2014?-06-~11", "perhaps about 11 June 2014"),
        ("2001-26", "summer 2001"),
        ("2001-30", "the southern summer of 2001-02"),
        ("2001-31", "the southern autumn of 2001"),
        ("2001-34", "the second quarter of 2001"),
        ("2001-39", "the last third of 2001"),
        ("2001-41", "the second half of 2001"),
        ("2014-1X", "a month from October to December 2014"),
        ("2014-09-2X", "a day from 20 to 29 September 2014"),
        ("2014-09-XX", "a day in September 2014"),
        ("2014-XX", "a month in 2014"),
        ("201X", "a year in the 2010s"),
        ("20XX", "a year from 2000 to 2099"),
        ("2013-03~/2014-09-29", "from about March 2013 to 29 September 2014"),
        ("2014-09-27/..", "from 27 September 2014 on"),
        ("2014-09-27/", "from 27 September 2014, end not known"),
        ("../2014-09-29", "until 29 September 2014"),
        ("/2014-09-29", "by 29 September 2014"),
        ("../..", "at any time"),
    ],
)
def test_a_date_reads_as_plain_english(text: str, words: str) -> None:
    assert describe(text) == words


@given(values)
def test_any_date_runs_forwards_and_has_words_that_name_no_day_that_it_lacks(text: str) -> None:
    found, words = span(text), describe(text)
    if found.earliest and found.latest:
        assert found.earliest <= found.latest
    assert words
    days = len(re.findall(r"\b[0-9]{1,2} [A-Z]", words))
    assert days == len(re.findall(r"-[0-9]{2}-[0-9]{2}", text))


# ------------------------------------------------------------------------------ refusals


@pytest.mark.parametrize(
    ("text", "said"),
    [
        *((row["text"], row["refused"]) for row in CASES if row["refused"]),
        ("19:45", "time of day"),
        ("2014-9-2", "cannot be read"),
        ("29/09/2014", "3 sides"),
        ("yesterday", "cannot be read"),
        (" 2014", "cannot be read"),
        ("/", "leave the cell blank"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_with_the_reason_and_the_remedy(
    text: str, said: str
) -> None:
    (message,) = problems(text)
    assert repr(text) in message
    assert said in message
    assert re.search("mend|expected|write|leave|swap|the last that", message)
    with pytest.raises(DateError, match=re.escape(message)):
        resolve(text)


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(DateError, match="2014 is not text"):
        resolve(2014)


@given(st.text(max_size=12) | st.from_regex(r"[0-9X./~?%-]{1,14}", fullmatch=True))
def test_no_text_fails_in_another_way(text: str) -> None:
    assert len(problems(text)) <= 1


def test_a_cell_beyond_any_date_is_refused_in_a_short_message() -> None:
    with pytest.raises(DateError, match="is longer than any date") as refused:
        resolve("2014-" * 100_000)
    assert len(str(refused.value)) < 1_000
    # The longest there is: two days, every part in doubt.
    assert resolve("~2014-?09-%27/~2014-?09-%29") is not None
