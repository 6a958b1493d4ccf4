"""Findings on actors: whole sentences that follow the rows."""

import re
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from helpers.contract import dtypes
from helpers.findings import actors
from helpers.story import open_story, story_ids


def rows(table: str, *records: dict[str, object]) -> pd.DataFrame:
    types = dtypes(table)
    return pd.DataFrame(list(records), columns=list(types)).astype(types)


def mention(actor: str, start: int, form: str = "name", paragraph: int = 2) -> dict[str, object]:
    cells = {"actor_id": actor, "paragraph": paragraph, "start": start, "end": start + 2}
    return {**cells, "form": form}


def tie(number: int, kind: str, status: str, target: str = "b") -> dict[str, object]:
    cells = {"relation_id": f"r{number:03}", "source": "a", "target": target, "kind": kind}
    return {**cells, "status": status, "claim_id": "c001", "paragraph": 2, "start": number}


def story(
    mentions: list[dict[str, object]], relations: list[dict[str, object]], **tables: pd.DataFrame
) -> Any:
    names = {"a": "The Guard", "b": "The Fleet", "c": "A cook", "d": "A clerk"}
    cells = {
        "article": SimpleNamespace(outlet="The Paper", outlet_id="the-paper"),
        "actors": rows(
            "actors",
            *({"actor_id": k, "name": name, "kind": "group"} for k, name in names.items()),
        ),
        "paragraphs": rows(
            "paragraphs",
            {"paragraph": 1, "kind": "headline", "length": 10},
            {"paragraph": 2, "kind": "body", "length": 90},
        ),
        "mentions": rows("mentions", *mentions),
        "relations": rows("relations", *relations),
        "claims": rows("claims", {"claim_id": "c001", "speaker": "c", "paragraph": 2}),
    }
    return SimpleNamespace(**{**cells, **tables})


def texts(story: Any) -> list[str]:
    return [finding.text for finding in actors.in_short(story)]


def test_a_story_without_rows_has_no_findings() -> None:
    assert actors.in_short(story([], [])) == []
    assert actors.arrivals(story([], [])) == []
    assert actors.most_tied(story([], [])) == []
    empty = story([], [], actors=rows("actors"))
    assert actors.kinds(empty) == []


def test_one_actor_mentioned_once_is_spoken_of_in_the_singular() -> None:
    assert texts(story([mention("a", 0)], [])) == [
        "The article mentions one actor, The Guard, once."
    ]


def test_the_most_mentioned_actor_is_named_with_the_place_of_its_first_mention() -> None:
    found = texts(story([mention("a", 0, paragraph=1), mention("a", 9), mention("b", 4)], []))
    assert found[0] == (
        "The article mentions two actors, The Guard more often than any other: two times, in two"
        " paragraphs, the first of them the headline."
    )


def test_nobody_leads_where_two_are_mentioned_as_often() -> None:
    assert texts(story([mention("a", 0), mention("b", 9)], [])) == [
        "The article mentions two actors, each of them once."
    ]


def test_the_described_are_counted_with_what_rests_on_their_word() -> None:
    found = texts(story([mention("a", 0), mention("a", 5), mention("c", 9, "description")], []))
    assert found[1] == (
        "One of its two actors is described but never named; on the word of it rests one claim."
    )


def test_ties_are_counted_by_how_firmly_they_are_put() -> None:
    ties = [tie(1, "fights", "asserted"), tie(2, "fights", "asserted", "c")]
    ties += [tie(3, "meets", "reported", "d"), tie(4, "joins", "rejected", "d")]
    (finding,) = actors.firmness(story([], ties))
    assert finding.text == (
        "Of four ties between actors, The Paper states two as fact, passes one on or hedges it and"
        " shows one as contested, denied or rejected."
    )
    assert finding.rows == ("r001", "r002", "r003", "r004")


def test_cooperation_and_conflict_are_compared_only_where_there_are_several_of_each() -> None:
    ties = [tie(n, kind, "asserted") for n, kind in enumerate(["fights", "attacks", "meets"])]
    assert actors.families(story([], ties)) == []
    (finding,) = actors.families(story([], [*ties, tie(4, "joins", "reported")]))
    assert finding.text == (
        "Of the two ties of conflict, two are put as fact; of the two ties of cooperation, one."
    )


def test_a_torn_pair_is_named_with_its_ties_and_the_rows() -> None:
    ties = [tie(1, "fights", "asserted"), tie(2, "meets", "contested")]
    (finding,) = actors.torn(story([], ties))
    assert finding.text == (
        "The Guard and The Fleet are shown both ways: one tie of cooperation and one of conflict,"
        " of which one is contested, denied or rejected."
    )
    assert finding.rows == ("r001", "r002")


def test_one_more_torn_pair_is_counted() -> None:
    ties = [tie(1, "fights", "asserted"), tie(2, "meets", "asserted")]
    ties += [tie(3, "fights", "asserted", "c"), tie(4, "meets", "asserted", "c")]
    (finding,) = actors.torn(story([], ties))
    assert finding.text.endswith("; the ties of one more pair pull against each other too.")


def test_the_sentence_changes_with_the_rows() -> None:
    before = texts(story([mention("a", 0), mention("a", 5), mention("b", 9)], []))
    after = texts(story([mention("a", 0), mention("a", 5), mention("a", 7), mention("b", 9)], []))
    assert before[0] != after[0]


@pytest.mark.parametrize("story_id", story_ids())
def test_real_findings_are_whole_sentences_that_rest_on_rows(story_id: str) -> None:
    real = open_story(story_id)
    known = {
        *real.actors["actor_id"],
        *real.relations["relation_id"],
        *real.claims["claim_id"],
    }
    found = actors.in_short(real)
    assert 3 <= len(found) <= 6
    for finding in [*found, *actors.arrivals(real), *actors.kinds(real), *actors.most_tied(real)]:
        assert re.fullmatch(r"[A-Z0-9].*[a-z0-9”]\.", finding.text), finding.text
        assert not re.search(r"nan|<NA>|\bNone\b|  |one \w+s\b(?! is)", finding.text), finding.text
        assert finding.rows
        assert set(finding.rows) <= known, finding.text
