"""Findings on the timeline: whole sentences that follow the rows."""

from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from helpers.contract import dtypes
from helpers.findings import timeline
from helpers.story import open_story, story_ids


def rows(table: str, *records: dict[str, object]) -> pd.DataFrame:
    types = dtypes(table)
    return pd.DataFrame(list(records), columns=list(types)).astype(types)


def story(*records: dict[str, object]) -> Any:
    """A story of a few events, all on the word of one guard."""
    plain = {"paragraph": 1, "claim_id": "c001", "description": "It happens.", "status": "asserted"}
    claim = {"claim_id": "c001", "speaker": "a-guard", "chain": "a-guard|the-paper"}
    return SimpleNamespace(
        article=SimpleNamespace(outlet="The Paper", outlet_id="the-paper", published="2014-09-29"),
        events=rows("events", *({**plain, **record} for record in records)),
        claims=rows("claims", claim),
        actors=rows("actors", {"actor_id": "a-guard", "name": "The Guard"}),
    )


def event(number: int, when: str | None, **cells: object) -> dict[str, object]:
    return {"event_id": f"e{number:03}", "when": when, **cells}


def test_a_story_without_events_has_no_findings() -> None:
    assert timeline.in_short(story()) == []


def test_one_undated_event_is_spoken_of_in_the_singular() -> None:
    (finding,) = timeline.in_short(story(event(1, "/2014-09-29")))
    assert finding.text == (
        "The article tells of one event, and prints no date words for it; its start can't be told"
        " even from the context."
    )


def test_the_start_that_is_not_said_is_counted_apart_from_date_words() -> None:
    (finding,) = timeline.how_dated(
        story(
            event(1, "/2014-09-29"), event(2, "2014-06", surface="in June"), event(3, "2014-09-29")
        )
    )
    assert finding.text == (
        "The article tells of three events and prints no date words for two of them; the start of"
        " one can't be told even from the context."
    )
    assert set(finding.rows) == {"e001", "e002", "e003"}


def test_the_furthest_back_is_a_printed_date_and_not_an_inferred_one() -> None:
    (finding,) = timeline.furthest_back(
        story(
            event(1, "2011"), event(2, "2013-21", surface="spring"), event(3, "2014", surface="x")
        )
    )
    assert "spring 2013: It happens." in finding.text
    assert finding.rows == ("e002",)


def test_an_order_is_counted_only_where_it_is_certain() -> None:
    (finding,) = timeline.settled(
        story(event(1, "2013"), event(2, "2014"), event(3, "/2014-09-29"))
    )
    assert finding.text.startswith("Of the 3 pairs that these events make, one (33 per cent) is ")
    assert finding.rows == ("e001", "e002")


def test_the_last_days_count_events_and_sources() -> None:
    (finding,) = timeline.in_the_last_days(story(event(1, "2014-09-28"), event(2, "2014-09-20")))
    assert finding.text == (
        "In the three days from 27 September 2014 to 29 September 2014 the article places one event,"
        " on the word of one source."
    )
    assert finding.rows == ("e001",)


def test_what_has_not_happened_and_what_is_established_is_said() -> None:
    made = story(
        event(1, "2014-10/..", status="possible"), event(2, "2014-06", established_when="2014-05")
    )
    (ahead,) = timeline.not_happened(made)
    (fixed,) = timeline.established(made)
    assert ahead.text.startswith("One event has not happened")
    assert fixed.text == "References establish the date of one event."
    assert (ahead.rows, fixed.rows) == (("e001",), ("e002",))


@pytest.mark.parametrize("story_id", story_ids())
def test_real_findings_are_few_whole_sentences_that_rest_on_rows(story_id: str) -> None:
    real = open_story(story_id)
    found = timeline.in_short(real)
    assert 3 <= len(found) <= 6
    for finding in found:
        assert finding.text[0].isupper()
        assert finding.text.endswith(".")
        assert "<NA>" not in finding.text
        assert finding.rows
        assert set(finding.rows) <= set(real.events["event_id"])
