"""Events in time: what is ordered, what is left open, and what belongs to the last days."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.contract import dtypes
from helpers.dates import resolve
from helpers.story import open_story, story_ids
from helpers.tables import timeline


def events(*records: dict[str, object]) -> pd.DataFrame:
    """An events table of a few hand-written rows."""
    types = dtypes("events")
    plain = {"paragraph": 1, "description": "It happens.", "status": "asserted"}
    rows = [{**plain, "claim_id": "c001", **record} for record in records]
    return pd.DataFrame(rows, columns=list(types)).astype(types)


def event(number: int, when: str | None, **cells: object) -> dict[str, object]:
    return {"event_id": f"e{number:03}", "when": when, **cells}


def claims(**speakers: str) -> pd.DataFrame:
    types = dtypes("claims")
    rows = [
        {"claim_id": key, "speaker": who, "chain": f"{who}|the-paper", "voice": "indirect"}
        for key, who in speakers.items()
    ]
    return pd.DataFrame(rows, columns=list(types)).astype(types)


ACTORS = pd.DataFrame(
    {"actor_id": ["the-paper", "a-guard"], "name": ["The Paper", "The Guard"]}, dtype="string"
)


def test_known_starts_come_first_and_unknown_ones_keep_the_reading_order() -> None:
    table = events(
        event(1, "/2014-09-29"),
        event(2, "2014-09-27"),
        event(3, None),
        event(4, "2013-21"),
        event(5, "../2013"),
    )
    found = timeline.resolved(table)
    assert list(found["event_id"]) == ["e004", "e002", "e001", "e003", "e005"]
    assert list(found["start"]) == ["known", "known", "not said", "not said", "not said"]


def test_a_missing_start_never_becomes_a_day() -> None:
    found = timeline.resolved(events(event(1, "/2014-09-29"))).iloc[0]
    assert pd.isna(found["earliest"])
    assert found["latest"] == "2014-09-29"
    assert not found["end_open"]


def test_a_season_spans_its_three_months_and_an_open_end_has_no_day() -> None:
    spring, ongoing = timeline.resolved(
        events(event(1, "2013-21"), event(2, "2014-09-27/.."))
    ).to_dict("records")
    assert (spring["earliest"], spring["latest"]) == ("2013-03-01", "2013-05-31")
    assert spring["precision"] == "season"
    assert pd.isna(ongoing["latest"])
    assert ongoing["end_open"]


def test_events_without_date_words_are_undated_even_with_a_resolved_date() -> None:
    table = events(event(1, "2014-09-29"), event(2, "2014-09-29", surface="Monday"))
    assert list(timeline.undated(table)["event_id"]) == ["e001"]


@pytest.mark.parametrize(
    ("first", "second", "answer"),
    [
        ("2013", "2014", True),
        ("2014", "2013", False),
        ("2014-09-29", "2014-09-29", False),
        ("2014-06", "2014-06", None),
        ("/2014-09-29", "2014-09-29", None),
        ("/2014-09-27", "2014-09-29", True),
        ("2014-09-27/..", "2014-09-29", None),
        ("2014-09-01~", "2014-09-29", None),
        ("2014-09-01", "2014-09-29?", None),
        (None, "2014", None),
    ],
)
def test_one_comes_before_the_other_only_if_all_its_days_do(
    first: str | None, second: str | None, answer: bool | None
) -> None:
    assert timeline.before(first, second) is answer


days = st.dates(min_value=pd.Timestamp("2000-01-01").date()).map(str)
spans = st.one_of(
    days,
    st.tuples(days, days).map(lambda pair: "/".join(sorted(pair))),
    days.map(lambda day: f"/{day}"),
    days.map(lambda day: f"{day}/.."),
)


@settings(deadline=None)  # the first date that is parsed builds the parser
@given(spans, spans)
def test_a_certain_order_holds_for_every_pair_of_days_and_both_ways_about(
    one: str, two: str
) -> None:
    answer = timeline.before(one, two)
    if answer is True:
        a, b = resolve(one), resolve(two)
        assert a is not None
        assert b is not None
        assert a.latest is not None
        assert b.earliest is not None
        assert a.latest < b.earliest
        assert timeline.before(two, one) is False


def test_certain_pairs_are_listed_once_the_earlier_first() -> None:
    table = events(event(1, "2014-09-29"), event(2, "2013"), event(3, "/2014-09-29"))
    found = timeline.certain_order(table)
    assert list(zip(found["earlier"], found["later"], strict=True)) == [("e002", "e001")]


def test_the_last_days_leave_out_unknown_starts_and_what_has_not_happened() -> None:
    table = events(
        event(1, "2014-09-26"),
        event(2, "2014-09-27"),
        event(3, "2014-09-28/2014-09-29"),
        event(4, "/2014-09-29"),
        event(5, "2014-09-29/..", status="possible"),
        event(6, "2013/2014-09-29"),
        event(7, "2014-09-30"),
    )
    found = timeline.last_days(table, claims(c001="a-guard"), ACTORS, "2014-09-29")
    assert list(found["event_id"]) == ["e002", "e003", "e006"]
    assert list(found["reaches_in"]) == [False, False, True]


def test_the_last_days_stand_under_the_speaker_of_their_claim_in_reading_order() -> None:
    table = events(
        event(1, "2014-09-29", claim_id="c002", paragraph=5),
        event(2, "2014-09-28", claim_id="c001", paragraph=7),
        event(3, "2014-09-27", claim_id="c002", paragraph=9),
    )
    found = timeline.last_days(
        table, claims(c001="the-paper", c002="a-guard"), ACTORS, "2014-09-29"
    )
    assert list(found["event_id"]) == ["e003", "e001", "e002"]
    assert list(found["source"]) == ["The Guard", "The Guard", "The Paper"]
    counts = timeline.by_source(found)
    assert list(counts["source"]) == ["The Guard", "The Paper"]
    assert list(counts["events"]) == [2, 1]
    assert list(counts["relayed"]) == [0, 0]


def test_the_windows_end_with_publication_and_with_its_year() -> None:
    assert [str(day) for day in timeline.window("2014-09-29")] == ["2013-01-01", "2014-12-31"]
    assert [str(day) for day in timeline.last_window("2014-03-01")] == ["2014-02-27", "2014-03-01"]


@pytest.mark.parametrize("story_id", story_ids())
def test_every_real_event_is_kept_and_no_day_is_invented(story_id: str) -> None:
    story = open_story(story_id)
    found = timeline.resolved(story.events)
    assert sorted(found["event_id"]) == sorted(story.events["event_id"])
    for row in found.to_dict("records"):
        span = resolve(row["when"])
        assert (span is None or span.earliest is None) == pd.isna(row["earliest"])
    order = timeline.certain_order(story.events)
    whens = dict(zip(story.events["event_id"], story.events["when"], strict=True))
    for earlier, later in zip(order["earlier"], order["later"], strict=True):
        first, second = resolve(whens[earlier]), resolve(whens[later])
        assert first is not None
        assert second is not None
        assert str(first.latest) < str(second.earliest)


def test_empty_tables_give_empty_tables() -> None:
    none = events()
    assert timeline.resolved(none).empty
    assert timeline.undated(none).empty
    assert timeline.certain_order(none).empty
    recent = timeline.last_days(none, claims(), ACTORS, "2014-09-29")
    assert recent.empty
    assert timeline.by_source(recent).empty
