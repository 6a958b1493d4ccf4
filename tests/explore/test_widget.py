"""The explorer in a notebook: the selection as a table, and what is shown without a kernel."""

import pandas as pd
import pytest

from helpers.explore.widget import Explorer, claim_ids
from helpers.story.story import Story

from .conftest import Change

VIEW = "application/vnd.jupyter.widget-view+json"


@pytest.fixture(scope="module")
def one(example: Story) -> Explorer:
    """The explorer of the example, made once."""
    return Explorer(example)


@pytest.fixture
def explorer(one: Explorer) -> Explorer:
    """The same, with nothing chosen and nobody who watches."""
    one.unobserve_all()
    one.selection = None
    return one


def test_what_the_view_chooses_is_a_table_in_reading_order(explorer: Explorer) -> None:
    assert explorer.selection.empty
    assert list(explorer.selection) == list(explorer.claims)
    explorer.claim_ids = ["c004", "c001"]
    assert list(explorer.selection["claim_id"]) == ["c001", "c004"]
    assert {"paraphrase", "speaker_name", "content", "voiced", "verdict"} <= set(explorer.selection)


@pytest.mark.parametrize(
    ("chosen", "ids"),
    [
        (["c004", "c001", "c004"], ["c001", "c004"]),
        (("c001", "c004"), ["c001", "c004"]),
        (pd.DataFrame({"claim_id": ["c004", "c001"], "other": [1, 2]}), ["c001", "c004"]),
        (pd.Series(["c001", None, pd.NA]), ["c001"]),
        (iter(["c001", "c004"]), ["c001", "c004"]),
        ("c002", ["c002"]),
        (None, []),
    ],
    ids=["list", "tuple", "table", "column with blanks", "iterator", "one id", "none"],
)
def test_setting_the_selection_moves_the_view_which_can_be_watched(
    explorer: Explorer, chosen: object, ids: list[str]
) -> None:
    explorer.selection = "c003"
    seen: list[list[str]] = []
    explorer.observe(lambda change: seen.append(change["new"]), names="claim_ids")
    explorer.selection = chosen
    assert explorer.claim_ids == ids
    assert seen == [ids]


def test_a_selection_can_be_narrowed_and_set_again(explorer: Explorer) -> None:
    explorer.selection = explorer.claims[explorer.claims["hedged"]]
    assert set(explorer.selection["hedged"]) == {True}


def test_the_claims_of_each_finding_can_be_chosen(explorer: Explorer) -> None:
    for claims in explorer.ways:
        explorer.selection = claims
        assert explorer.claim_ids == claims
    assert len(explorer.ways) > 1


def test_an_unknown_id_is_refused_by_name_and_nothing_changes(
    explorer: Explorer, emptied: Change
) -> None:
    explorer.selection = "c002"
    with pytest.raises(ValueError, match=r"no claim is called c999; .* run from c001 to c"):
        explorer.selection = ["c001", "c999"]
    assert explorer.claim_ids == ["c002"]
    bare = Explorer(emptied("claims", "claim_links", "checks"))
    assert bare.selection.empty
    with pytest.raises(ValueError, match="has no claims"):
        bare.selection = ["c001"]


def test_a_table_without_ids_is_refused_with_its_columns() -> None:
    with pytest.raises(KeyError, match="its columns are: a, b"):
        claim_ids(pd.DataFrame({"a": [1], "b": [2]}))


def test_the_claims_are_a_copy(explorer: Explorer) -> None:
    taken = explorer.claims
    taken["paraphrase"] = "changed"
    assert "changed" not in set(explorer.claims["paraphrase"])


def test_an_output_holds_the_live_view_and_what_is_kept_of_it(
    explorer: Explorer, example: Story
) -> None:
    bundles = [one._repr_mimebundle_() or ({}, {}) for one in (explorer, Explorer(example))]
    (first, _), (second, _) = bundles
    assert set(first) == {"text/html", "text/plain", VIEW}
    assert first["text/plain"] == f"Explorer of example: {len(example.claims)} claims, 0 chosen"
    # Only the view is of this kernel; what is kept is the same in every run.
    assert first.pop(VIEW) != second.pop(VIEW)
    assert first == second
