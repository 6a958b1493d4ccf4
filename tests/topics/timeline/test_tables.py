"""Events in time: what is ordered, what is left open, and what belongs to the last days."""

import pandas as pd
import pytest

from helpers.story.project import story_ids
from helpers.topics.crosscheck import tables as crosscheck
from helpers.topics.timeline import tables as timeline
from helpers.topics.timeline.charts import UNKNOWN, drawn_as
from helpers.values.dates import resolve

from ...stories import opened
from ..made import NAMED, RELAYED, actors, claims, events

ACTORS = actors()


def test_known_starts_come_first_and_unknown_ones_keep_the_reading_order() -> None:
    table = events(
        "/2014-09-29",
        "2014-09-27",
        None,
        "2013-21",
        "../2013",
    )
    found = timeline.resolved(table)
    assert list(found["event_id"]) == ["e004", "e002", "e001", "e003", "e005"]
    assert list(found["start"]) == ["known", "known", "not said", "not said", "not said"]


def test_a_missing_start_never_becomes_a_day() -> None:
    found = timeline.resolved(events("/2014-09-29")).iloc[0]
    assert pd.isna(found["earliest"])
    assert found["latest"] == "2014-09-29"
    assert not found["end_open"]


def test_a_season_spans_its_three_months_and_an_open_end_has_no_day() -> None:
    spring, ongoing = timeline.resolved(events("2013-21", "2014-09-27/..")).to_dict("records")
    assert (spring["earliest"], spring["latest"]) == ("2013-03-01", "2013-05-31")
    assert spring["precision"] == "season"
    assert pd.isna(ongoing["latest"])
    assert ongoing["end_open"]


def test_what_has_no_start_even_by_its_context_is_listed_whatever_its_words() -> None:
    table = events(
        {"when": "/2014-09-29", "paragraph": 9},
        {"when": "2014-09-29", "surface": "Monday"},
        "2014-09-29",
        {"when": None, "paragraph": 2},
        {"when": "/2014-09-29", "status": "possible"},
        {"when": "/2014-09-29", "surface": "by Monday"},
    )
    found = timeline.without_start(table, claims(NAMED), ACTORS)
    assert list(found["event_id"]) == ["e005", "e006", "e004", "e001"]
    assert set(found["source"]) == {"The Guard"}


@pytest.mark.parametrize("story_id", story_ids())
def test_the_table_and_the_chart_count_the_same_events_without_a_start(story_id: str) -> None:
    story = opened(story_id)
    found = timeline.without_start(story.events, story.claims, story.actors)
    drawn = drawn_as(timeline.resolved(story.events), story.article.published)
    assert len(found) == (drawn["drawn_as"] == UNKNOWN).sum()


def test_words_that_another_passed_on_are_told_with_who_did() -> None:
    table = events({"claim_id": "c001"}, {"claim_id": "c002"}, {"claim_id": None})
    found = timeline.with_source(table, claims(NAMED, RELAYED), ACTORS)
    assert found["source"].tolist() == ["The Guard", "The Guard, through The Agency", "not stated"]


def test_what_a_source_says_stated_as_fact_is_the_telling_itself() -> None:
    table = events(
        {"when": None, "claim_id": "c001", "status": "asserted"},
        {"when": None, "claim_id": "c001", "status": "reported"},
        {"when": None, "claim_id": "c002", "status": "asserted"},
        {"when": None, "claim_id": "c001", "status": "possible"},
    )
    said = claims({**NAMED, "voice": "direct"}, {})
    assert timeline.tellings(table, said) == {"e001"}


def test_the_telling_does_not_stand_as_what_was_told() -> None:
    story = opened("isis-baghdad-2014")
    found = crosscheck.with_verdicts(story.events, story).set_index("event_id")["verdict"]
    # A spokesperson, officials and a monitor speak; what they speak of stands as their claims do.
    assert set(found[["e008", "e022", "e024"]]) == {crosscheck.REPORT}
    assert crosscheck.REPORT not in set(found[["e007", "e023", "e020"]])


def test_the_date_of_a_reference_stands_beside_that_of_the_article() -> None:
    table = events(
        {"when": "/2014-09-29", "established_when": "2014-09-03", "ref_id": "r1"},
        {"when": "2014", "established_when": "2014-09-02", "ref_id": "r1"},
        "2014",
    )
    known = {"ref_id": ["r1"], "publisher": ["The Post"], "published": ["2014-10"]}
    found = timeline.established(table, pd.DataFrame(known, dtype="string"))
    assert found.to_numpy().tolist() == [
        ["It happens.", "2014", "2 September 2014", "The Post", "October 2014", "e002"],
        [
            "It happens.",
            "by 29 September 2014",
            "3 September 2014",
            "The Post",
            "October 2014",
            "e001",
        ],
    ]


def test_the_last_days_leave_out_what_may_be_older_and_what_had_not_happened() -> None:
    table = events(
        "2014-09-26",
        "2014-09-27",
        "2014-09-28/2014-09-29",
        "/2014-09-29",
        {"when": "2014-09-29/..", "status": "possible"},
        "2013/2014-09-29",
        "2014-09-30",
    )
    found = timeline.last_days(table, claims(NAMED), ACTORS, "2014-09-29")
    assert list(found["event_id"]) == ["e002", "e003"]


def test_the_last_days_stand_under_the_speaker_of_their_claim_in_reading_order() -> None:
    table = events(
        {"when": "2014-09-29", "claim_id": "c002", "paragraph": 5},
        {"when": "2014-09-28", "claim_id": "c001", "paragraph": 7},
        {"when": "2014-09-27", "claim_id": "c002", "paragraph": 9},
    )
    found = timeline.last_days(table, claims({}, NAMED), ACTORS, "2014-09-29")
    assert list(found["event_id"]) == ["e003", "e001", "e002"]
    assert list(found["source"]) == ["The Guard", "The Guard", "The Paper"]


@pytest.mark.parametrize(
    ("spans", "window"),
    [
        ([], ("2013-01-01", "2014-12-31")),
        ([(None, None)], ("2013-01-01", "2014-12-31")),
        ([(None, None), ("2014-09-28", "2014-09-28")], ("2014-08-01", "2014-10-31")),
        ([("2014-08-01", None), (None, "2014-10-31")], ("2014-08-01", "2014-10-31")),
        ([("2014-07-31", "2014-08-01")], ("2013-01-01", "2014-12-31")),
        ([("2014-09-01", "2014-11-01")], ("2013-01-01", "2014-12-31")),
        ([("2014-09-01", "2014-09-02"), ("2014-11-01", None)], ("2013-01-01", "2014-12-31")),
    ],
)
def test_the_years_are_shown_unless_all_that_is_dated_lies_around_the_day_of_publication(
    spans: list[tuple[str | None, str | None]], window: tuple[str, str]
) -> None:
    events = pd.DataFrame(spans, columns=["earliest", "latest"], dtype="string")
    assert tuple(str(day) for day in timeline.window("2014-09-29", events)) == window


def test_the_last_days_end_with_publication() -> None:
    assert [str(day) for day in timeline.last_window("2014-03-01")] == ["2014-02-27", "2014-03-01"]


@pytest.mark.parametrize("story_id", story_ids())
def test_every_real_event_is_kept_and_no_day_is_invented(story_id: str) -> None:
    story = opened(story_id)
    found = timeline.resolved(story.events)
    assert sorted(found["event_id"]) == sorted(story.events["event_id"])
    for row in found.to_dict("records"):
        span = resolve(row["when"])
        assert (span is None or span.earliest is None) == pd.isna(row["earliest"])
