"""Drafts on drafts: what a person touched stays as it is, and what was dropped never comes back."""

from collections.abc import Mapping, Sequence, Set
from functools import cache
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.draft.merge import Cells, Merged, Tables, merged
from helpers.draft.proposed import Proposed
from helpers.draft.rows import rows
from helpers.draft.text import story_text
from helpers.story.contract import TABLES, table
from helpers.story.csv_tables import read_table, split
from helpers.story.proposals import row_id

ROOT = Path(__file__).resolve().parents[2]
Copy = dict[str, list[dict[str, str]]]


@cache
def _draft() -> tuple[Proposed, ...]:
    article, text = story_text("example", ROOT)
    return rows(text, article)


def _empty() -> Copy:
    """A story of paragraphs alone."""
    folder = ROOT / "data" / "stories" / "example"
    blank: Copy = {name: [] for name in TABLES}
    return {
        **blank,
        "paragraphs": [dict(row.cells) for row in read_table(folder, "paragraphs").rows],
    }


@cache
def _first() -> Merged:
    return merged(_empty(), _draft())


def _copy(tables: Tables) -> Copy:
    return {name: [dict(cells) for cells in some] for name, some in tables.items()}


def _row(tables: Mapping[str, Sequence[Cells]], name: str, key: str) -> Cells | None:
    return next((one for one in tables[name] if row_id(name, one) == key), None)


def _proposal(tables: Copy, name: str, key: str) -> dict[str, str]:
    return next(one for one in tables["proposals"] if (one["table"], one["row_id"]) == (name, key))


def _without(tables: Copy, name: str, key: str) -> Copy:
    return {**tables, name: [one for one in tables[name] if row_id(name, one) != key]}


def test_a_first_draft_is_all_proposed_with_a_proposal_for_each_row() -> None:
    found = _first()
    standing = {
        (name, row_id(name, cells))
        for name in TABLES
        if name not in ("proposals", "paragraphs")
        for cells in found.tables[name]
    }
    assert {(one["table"], one["row_id"]) for one in found.tables["proposals"]} == standing
    assert {one["status"] for one in found.tables["proposals"]} == {"proposed"}
    assert [one.table for one in _draft()].count("claims") == found.proposed["claims"] == 20


def test_the_same_draft_again_changes_nothing() -> None:
    assert merged(_first().tables, _draft()).tables == _first().tables


def test_a_row_whose_cells_were_changed_stays_as_it_is() -> None:
    tables = _copy(_first().tables)
    figure = next(one for one in tables["figures"] if one["figure_id"] == "f005")
    figure["measures"], figure["claim_id"] = "People who died", ""
    again = merged(tables, _draft())
    assert _row(again.tables, "figures", "f005") == figure
    assert again.tables["figures"] == tables["figures"]


def test_an_accepted_row_stays_and_what_it_names_stays_with_it() -> None:
    tables = _copy(_first().tables)
    _proposal(tables, "events", "e007")["status"] = "accepted"
    event = _row(tables, "events", "e007")
    assert event is not None
    again = merged(tables, ())
    assert again.tables["events"] == [event]
    assert [one["claim_id"] for one in again.tables["claims"]] == [event["claim_id"]]
    assert set(split(event["actors"])) <= {one["actor_id"] for one in again.tables["actors"]}


def test_a_dropped_row_goes_and_is_never_proposed_again() -> None:
    tables = _copy(_first().tables)
    _proposal(tables, "figures", "f005")["status"] = "dropped"
    again = merged(tables, _draft())
    assert _row(again.tables, "figures", "f005") is None
    assert again.dropped["figures"] == 1
    assert {one["figure_id"] for one in again.tables["casualties"]} == {"f002", "", "f013", "f017"}
    assert merged(again.tables, _draft()).tables == again.tables


def test_a_row_that_was_taken_out_of_its_table_counts_as_dropped() -> None:
    tables = _without(_copy(_first().tables), "actors", "wimbel-ferries")
    again = merged(tables, _draft())
    assert _row(again.tables, "actors", "wimbel-ferries") is None
    assert not [one for one in again.tables["mentions"] if one["actor_id"] == "wimbel-ferries"]
    claim = next(one for one in again.tables["claims"] if one["claim_id"] == "c011")
    assert (claim["speaker"], claim["chain"]) == ("", "")
    assert _proposal(_copy(again.tables), "actors", "wimbel-ferries")["status"] == "dropped"


def test_a_dropped_row_that_a_kept_one_names_stands_until_that_is_mended() -> None:
    tables = _copy(_first().tables)
    _proposal(tables, "events", "e007")["status"] = "accepted"
    claim = str(_row(tables, "events", "e007")["claim_id"])  # type: ignore[index]
    _proposal(tables, "claims", claim)["status"] = "dropped"
    again = merged(tables, _draft())
    assert again.named == (("claims", claim),)
    assert _row(again.tables, "claims", claim) is not None


def test_a_row_made_by_hand_is_not_proposed_beside() -> None:
    tables = _copy(_first().tables)
    tables["proposals"] = [one for one in tables["proposals"] if one["row_id"] != "c004"]
    again = merged(tables, _draft())
    assert again.tables["claims"] == tables["claims"]
    assert again.proposed["claims"] == 19


def test_what_no_rule_proposes_any_more_goes() -> None:
    fewer = [one for one in _draft() if one.table != "figures" or one.cells["kind"] == "date"]
    again = merged(_first().tables, fewer)
    assert {one["kind"] for one in again.tables["figures"]} == {"date"}


def test_a_new_row_gets_the_next_number_and_nobody_is_renumbered() -> None:
    late = [one for one in _draft() if one.cells.get("figure_id") != "f006"]
    tables = _copy(merged(_empty(), late).tables)
    _proposal(tables, "figures", "f005")["status"] = "accepted"
    again = merged(tables, _draft())
    added = sorted({one["figure_id"] for one in again.tables["figures"]} - {
        one["figure_id"] for one in tables["figures"]})  # fmt: skip
    assert added == ["f023"]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["accept", "change", "drop", "take out", "forget"]),
        st.integers(0, len(_draft()) - 1),
    ),
    max_size=6,
)


def _touched(tables: Copy, steps: Sequence[tuple[str, int]]) -> Copy:
    """The tables after a person has been at them."""
    for what, at in steps:
        proposal = tables["proposals"][at]
        name, key = proposal["table"], proposal["row_id"]
        if what == "take out":
            tables = _without(tables, name, key)
        elif what in ("accept", "drop"):
            proposal["status"] = {"accept": "accepted", "drop": "dropped"}[what]
        elif (row := _row(tables, name, key)) and what == "change" and "note" in row:
            row["note"] = "Seen by hand"  # type: ignore[index]
    return tables


@settings(max_examples=15, deadline=None)
@given(STEPS, st.sets(st.sampled_from(["figures", "events", "places", "casualties"])))
def test_no_row_that_a_person_touched_changes_and_merging_twice_is_merging_once(
    steps: Sequence[tuple[str, int]], dropped_rules: set[str]
) -> None:
    tables = _touched(_copy(_first().tables), steps)
    draft = [one for one in _draft() if one.table not in dropped_rules]
    again = merged(tables, draft)
    for one in tables["proposals"]:
        name, key = one["table"], one["row_id"]
        row, after = _row(tables, name, key), _row(again.tables, name, key)
        own = one["status"] == "accepted" or (row or {}).get("note") == "Seen by hand"
        if own and one["status"] != "dropped" and row is not None:
            assert after == row
        if (one["status"] == "dropped" or row is None) and (name, key) not in again.named:
            assert after is None
    assert merged(again.tables, draft).tables == again.tables
    # Who takes out a row that a row of their own names is told so by story check.
    _whole(again.tables, missing=_missing(tables))


def _missing(tables: Tables) -> set[tuple[str, str, str]]:
    """The rows that are named and are not there: by which table, of which, and their ids."""
    return {
        (name, holder, item)
        for name, some in tables.items()
        for entry in table(name).fields
        if (holder := (entry.reference or "").partition(".")[0]) not in ("", "paragraphs")
        for item in {item for one in some for item in split(one[entry.name])}
        - {row_id(holder, one) for one in tables[holder]}
    }


def _whole(tables: Tables, missing: Set[tuple[str, str, str]] = frozenset()) -> None:
    """Keys are single and sorted, and every row that is named is there."""
    assert _missing(tables) <= missing
    keys = {name: [row_id(name, one) for one in some] for name, some in tables.items()}
    for name, some in tables.items():
        assert len(set(keys[name])) == len(some)
    for name in ("claims", "figures", "events"):
        places = [(int(one["paragraph"]), int(one["start"])) for one in tables[name]]
        assert places == sorted(places)
        assert keys[name] == sorted(keys[name])


def test_whoever_is_dropped_takes_along_what_cannot_be_without_them() -> None:
    actors = [one["row_id"] for one in _first().tables["proposals"] if one["table"] == "actors"]
    for actor in actors:
        tables = _copy(_first().tables)
        for one in tables["proposals"]:
            if (one["table"], one["row_id"]) == ("actors", actor):
                one["status"] = "dropped"
        _whole(merged(tables, _draft()).tables)
