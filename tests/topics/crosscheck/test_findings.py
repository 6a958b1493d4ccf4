"""What stands in for written findings on the cross-check: the sentences of the checks."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from helpers.story import notes
from helpers.story.contract import dtypes
from helpers.story.project import story_ids
from helpers.story.story import open_story
from helpers.topics.crosscheck import findings, tables


def rows(table: str, *records: Mapping[str, object]) -> pd.DataFrame:
    types = dtypes(table)
    return pd.DataFrame(list(records), columns=list(types)).astype(types)


def story(*checks: tuple[str, str, str], claims: int = 3) -> Any:
    """A story of so many claims, with checks: (claim, verdict, reference)."""
    plain = {"topic": "rain", "speaker": "paper", "chain": "paper", "checkable": True}
    refs: dict[str, dict[str, object]] = {"a": {}, "b": {}, "late": {"published": "2021"}}
    return SimpleNamespace(
        article=SimpleNamespace(published="2020-05-05", topics={"rain": "The rain"}),
        actors=rows("actors", {"actor_id": "paper", "name": "The Paper", "kind": "outlet"}),
        references=rows(
            "references",
            *(
                {"ref_id": key, "publisher": key, "origin": key, "published": "2020"}
                | {"kind": "news_report", "interested_party": False, **cells}
                for key, cells in refs.items()
            ),
            {"ref_id": "own", "publisher": "own", "origin": "own", "speaks_for": "paper"},
        ),
        claims=rows(
            "claims",
            *(
                {"claim_id": f"c{n:03}", "paragraph": n, "content": "assertion", **plain}
                for n in range(1, claims + 1)
            ),
        ),
        checks=rows(
            "checks",
            *(
                {"check_id": f"k{n:03}", "claim_id": claim, "verdict": verdict, "ref_ids": ref}
                | {"basis": "read_in_copy", "shows": "matter", "finding": f"{ref} says {n}."}
                for n, (claim, verdict, ref) in enumerate(checks, start=1)
            ),
        ),
        figures=rows("figures"),
    )


def texts(found: list[Any]) -> list[str]:
    return [one.text for one in found]


def test_contradictions_come_first_and_rest_on_claim_and_check() -> None:
    told = story(("c001", "refines", "a"), ("c002", "conflicts", "b"), ("c003", "supports", "a"))
    found = findings.in_short.computed(told)
    assert texts(found) == ["b says 2.", "a says 1."]
    assert found[0].rows == ("c002", "k002")


def test_what_is_borne_out_stands_apart() -> None:
    told = story(("c001", "refines", "a"), ("c003", "supports", "a"), ("c002", "supports", "own"))
    assert texts(findings.supported.computed(told)) == ["a says 2."]


def test_hindsight_stands_apart() -> None:
    told = story(("c001", "conflicts", "late"), ("c002", "conflicts", "a"))
    assert texts(findings.hindsight.computed(told)) == ["late says 1."]
    assert texts(findings.in_short.computed(told)) == ["a says 2."]


def test_a_sentence_is_told_once_and_a_list_is_short() -> None:
    many = story(*[(f"c{n:03}", "refines", "a") for n in range(1, 10)], claims=9)
    assert len(findings.in_short.computed(many)) == findings.MOST
    many.checks["finding"] = pd.array(["The same."] * 9, "string")
    assert texts(findings.in_short.computed(many)) == ["The same."]


def test_coverage_counts_each_assertion_once() -> None:
    told = story(("c001", "refines", "a"), ("c002", "supports", "own"))
    assert texts(findings.coverage(told)) == [
        "Two of three assertions that can be checked were looked up.",
        "Of them one is refined and one is shown only to have been said.",
    ]
    assert texts(findings.coverage(story(("c001", "refines", "a"), claims=1))) == [
        "The one assertion that can be checked was looked up.",
        "It is refined.",
    ]
    both = story(("c001", "refines", "a"), ("c002", "refines", "a"), claims=2)
    assert texts(findings.coverage(both)) == [
        "All two assertions that can be checked were looked up.",
        "Of them two are refined.",
    ]
    assert texts(findings.coverage(story())) == [
        "None of three assertions that can be checked was looked up."
    ]


def test_a_story_without_claims_has_no_findings() -> None:
    empty = story(claims=0)
    for note in (findings.in_short, findings.supported, findings.hindsight):
        assert note.computed(empty) == []
    assert findings.coverage(empty) == []


@pytest.mark.parametrize("story_id", story_ids())
def test_every_check_that_the_note_cites_has_its_evidence(story_id: str) -> None:
    real = open_story(story_id)
    shown = tables.cited(real)
    for part in notes.sections(real, "crosscheck"):
        assert set(part.check_ids) <= set(shown.index)
        assert shown.loc[list(part.check_ids)].notna().all(axis=None)
