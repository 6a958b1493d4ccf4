"""EDTF: first and last day, plain words, and values that are refused."""

import re
from datetime import date, timedelta
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.values.dates import DateError, Span, describe, problems, resolve

# Each example takes the parser tens of milliseconds.
few = settings(max_examples=40)
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
qualifiers = st.sampled_from(["", "~", "?", "%"])


@st.composite
def written(draw: st.DrawFn) -> str:
    """One EDTF date of the kinds read here."""
    day = draw(days)
    shapes = [f"{day:%Y-%m-%d}", f"{day:%Y-%m}", f"{day:%Y}", f"{day:%Y-%m}-XX", f"{day:%Y}-XX"]
    shapes += [f"{day:%Y}-XX-XX", f"{day:%Y}"[:3] + "X", f"{day:%Y}"[:2] + "XX"]
    shapes += [f"{day:%Y}-{season}" for season in range(21, 25)]
    return draw(st.sampled_from(shapes)) + draw(qualifiers)


@st.composite
def interval(draw: st.DrawFn) -> str:
    """An EDTF interval whose sides stand in order, or are left out."""
    sides = sorted((draw(written()), draw(written())), key=lambda text: span(text).earliest or 0)
    start = draw(st.sampled_from([sides[0], sides[0], "..", ""]))
    end = draw(st.sampled_from([sides[1], sides[1], "..", ""]))
    return f"{start}/{end}" if start or end else sides[0]


values = written() | interval()


def span(text: str) -> Span:
    """The span of a value that is not blank."""
    found = resolve(text)
    assert found is not None
    return found


# ------------------------------------------------------------------------------ ends


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("2014-09-27", "2014-09-27", "2014-09-27", "day"),
        ("2014-09", "2014-09-01", "2014-09-30", "month"),
        ("2012-02", "2012-02-01", "2012-02-29", "month"),
        ("2014", "2014-01-01", "2014-12-31", "year"),
        ("2013-21", "2013-03-01", "2013-05-31", "season"),
        ("2013-22", "2013-06-01", "2013-08-31", "season"),
        ("2013-23", "2013-09-01", "2013-11-30", "season"),
        ("2013-24", "2013-12-01", "2014-02-28", "season"),
        ("2011-24", "2011-12-01", "2012-02-29", "season"),
        ("2013-21~", "2013-03-01", "2013-05-31", "season"),
        ("2014-06~", "2014-06-01", "2014-06-30", "month"),
        ("2014-09-XX", "2014-09-01", "2014-09-30", "month"),
        ("2014-XX", "2014-01-01", "2014-12-31", "year"),
        ("2014-XX-XX", "2014-01-01", "2014-12-31", "year"),
        ("201X", "2010-01-01", "2019-12-31", "decade"),
        ("20XX", "2000-01-01", "2099-12-31", "century"),
        ("2013-21/2014-09-29", "2013-03-01", "2014-09-29", "interval"),
        ("2013-24/2014-21", "2013-12-01", "2014-05-31", "interval"),
        ("2014-09-28/2014-09-29", "2014-09-28", "2014-09-29", "interval"),
        ("2014/2014", "2014-01-01", "2014-12-31", "interval"),
    ],
)
def test_a_date_runs_from_its_first_to_its_last_day(
    text: str, earliest: str, latest: str, precision: str
) -> None:
    found = span(text)
    assert found.earliest == date.fromisoformat(earliest)
    assert found.latest == date.fromisoformat(latest)
    assert (found.precision, found.text, found.bounded) == (precision, text, True)
    ends = (found.open_start, found.open_end, found.unknown_start, found.unknown_end)
    assert ends == (False, False, False, False)


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "flags"),
    [
        ("2014-09-27/..", date(2014, 9, 27), None, (False, True, False, False)),
        ("2014-09-27/", date(2014, 9, 27), None, (False, False, False, True)),
        ("../2014-09-29", None, date(2014, 9, 29), (True, False, False, False)),
        ("/2014-09-29", None, date(2014, 9, 29), (False, False, True, False)),
        ("2013-24/..", date(2013, 12, 1), None, (False, True, False, False)),
        ("/2013-24", None, date(2014, 2, 28), (False, False, True, False)),
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
    assert not found.bounded


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("2014-06", False, False),
        ("2014-06~", True, False),
        ("2014-06?", False, True),
        ("2014-06%", True, True),
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


@few
@given(values)
def test_the_first_day_never_follows_the_last(text: str) -> None:
    found = span(text)
    if found.earliest and found.latest:
        assert found.earliest <= found.latest


@few
@given(days)
def test_a_day_lies_in_every_coarser_date_that_holds_it(day: date) -> None:
    for text in (f"{day:%Y-%m}", f"{day:%Y}", f"{day:%Y}"[:3] + "X", f"{day:%Y}"[:2] + "XX"):
        found = span(text)
        assert found.earliest is not None
        assert found.latest is not None
        assert found.earliest <= day <= found.latest


@few
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
        ("2014-09-XX", "a day in September 2014"),
        ("2014-XX", "a month in 2014"),
        ("201X", "a year in the 2010s"),
        ("20XX", "a year from 2000 to 2099"),
        ("2013-21/2014-09-29", "from spring 2013 to 29 September 2014"),
        ("2014-09-27/..", "from 27 September 2014 on"),
        ("2014-09-27/", "from 27 September 2014, end not known"),
        ("../2014-09-29", "until 29 September 2014"),
        ("/2014-09-29", "by 29 September 2014"),
        ("../..", "at any time"),
    ],
)
def test_a_date_reads_as_plain_english(text: str, words: str) -> None:
    assert describe(text) == words


@few
@given(st.sampled_from(["2014-06", "2013-21", "2013-24", "2014", "2014-09-XX", "201X"]), qualifiers)
def test_no_day_is_named_where_there_is_none(text: str, qualifier: str) -> None:
    assert not re.search(r"\b[0-9]{1,2} [A-Z]", describe(text + qualifier))


@few
@given(values)
def test_every_date_that_resolves_has_words(text: str) -> None:
    assert describe(text)


# ------------------------------------------------------------------------------ refusals


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2014-09-29/2014-09-27", "before it starts"),
        ("2014/2013-23", "before it starts"),
        ("2014-09-27T10:00:00", "time of day"),
        ("19:45", "time of day"),
        ("2014-13", "calendar"),
        ("2014-02-30", "calendar"),
        ("2014-02-29", "calendar"),
        ("2014-00", "calendar"),
        ("2014-9-2", "cannot be read"),
        ("29/09/2014", "3 sides"),
        ("yesterday", "cannot be read"),
        (" 2014", "cannot be read"),
        ("~2014", "cannot be read"),
        ("2014-XX-12", "open before known"),
        ("201X-02", "open before known"),
        ("2013-25", "season 25"),
        ("2013-21-03", "season"),
        ("0000", "year 1"),
        ("-0100", "cannot be read"),
        ("Y20000", "cannot be read"),
        ("9999-24", "9999"),
        ("/", "leave the cell blank"),
        ("{2013,2014}", "cannot be read"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_with_its_name(text: str, said: str) -> None:
    with pytest.raises(DateError, match=r"mend|expected|write|leave|swap|only years|last that"):
        resolve(text)
    (message,) = problems(text)
    assert repr(text) in message
    assert said in message


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(DateError, match="2014 is not text"):
        resolve(2014)


def test_a_refusal_prints_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert problems("2014-02-30")
    assert capsys.readouterr() == ("", "")


@few
@given(st.text(max_size=12) | st.from_regex(r"[0-9X./~?%-]{1,14}", fullmatch=True))
def test_no_text_fails_in_another_way(text: str) -> None:
    assert len(problems(text)) <= 1
