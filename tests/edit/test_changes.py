"""What an edit does to the tables: its own rows and their proposals, and nothing else."""

import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from helpers.edit import changes
from helpers.edit.changes import EditError
from helpers.edit.editor import edited
from helpers.edit.sheets import Cells, Sheets, difference, patched, turned, with_row
from helpers.story.article_copy.proof import Words
from helpers.story.contract import table
from helpers.story.locators import digest
from helpers.story.proposals import cells_digest, row_id


def proposed(sheets: Sheets, name: str, key: str, **blank: str) -> Sheets:
    """The sheets with a row as a machine proposes it: some of its cells open."""
    cells = {**changes.row(sheets, name, key), **blank}
    found = with_row(sheets, name, cells, instead_of=key)
    place = {column: cells.get(column, "") for column in changes.LOCATOR}
    told = {"rule": "by.hand", "status": "proposed", "as_proposed": cells_digest(name, cells)}
    return with_row(found, "proposals", {"table": name, "row_id": key, **place, **told})


def status(sheets: Sheets, name: str, key: str) -> str:
    found = changes.proposal(sheets, name, key)
    return found["status"] if found else "none"


def touched(before: Sheets, after: Sheets) -> list[tuple[str, str]]:
    return [(one.table, one.key) for one in difference(before, after)]


# ------------------------------------------------------------------------------ any edit


KEYS = some.integers(0, 10_000)
EDITS = some.one_of(
    some.fixed_dictionaries({"do": some.just("change"), "at": KEYS, "accept": some.booleans()}),
    some.fixed_dictionaries({"do": some.just("drop"), "at": KEYS, "along": some.booleans()}),
    some.fixed_dictionaries({"do": some.just("join"), "at": KEYS}),
    some.fixed_dictionaries({"do": some.just("split"), "at": KEYS, "cut": some.integers(1, 80)}),
    some.fixed_dictionaries({"do": some.just("make"), "at": KEYS, "cut": some.integers(1, 40)}),
)


def meant(edit: dict[str, Any], sheets: Sheets) -> dict[str, Any]:
    """An edit of a row that is there: the one at that number among the rows of all tables."""
    names = (
        ["claims"]
        if edit["do"] in ("join", "split")
        else ["claims", "figures", "events", "mentions", "actors"]
    )
    rows = [(name, row_id(name, cells), cells) for name in names for cells in sheets[name].rows()]
    if not rows:
        return edit
    name, key, cells = rows[edit["at"] % len(rows)]
    if edit["do"] == "make":
        place = {"paragraph": "2", "start": "0", "end": str(edit["cut"])}
        return {"do": "make", "table": "claims", "cells": place}
    told = {
        **edit,
        "table": name,
        "key": key,
        "at": int(cells.get("start") or 0) + edit.get("cut", 0),
    }
    column = table(name).columns[-1]
    return {**told, "cells": {column: f"{cells[column]} or so"}} if edit["do"] == "change" else told


@settings(max_examples=30)
@given(edits=some.lists(EDITS, min_size=1, max_size=6))
def test_every_edit_followed_by_undo_gives_the_same_files_byte_for_byte(
    edits: list[dict[str, Any]], whole: Sheets, text: Words
) -> None:
    states = [proposed(proposed(whole, "claims", "c005", paraphrase=""), "figures", "f003")]
    patches = []
    for edit in edits:
        try:
            _, after = edited(states[-1], meant(edit, states[-1]), text)
        except EditError:
            continue
        patches.append(difference(states[-1], after))
        states.append(after)
        again = patched(states[-2], patches[-1])
        assert {name: one.content for name, one in again.items()} == {
            name: one.content for name, one in after.items()
        }
    for patch in reversed(patches):
        after = states.pop()
        undone = patched(after, turned(patch))
        assert {name: one.content for name, one in undone.items()} == {
            name: one.content for name, one in states[-1].items()
        }


@settings(max_examples=50)
@given(edit=EDITS)
def test_no_line_outside_of_the_patch_changes(
    edit: dict[str, Any], whole: Sheets, text: Words
) -> None:
    try:
        _, after = edited(whole, meant(edit, whole), text)
    except EditError:
        return
    hit = set(touched(whole, after))
    for name in whole:
        stay = [one.text for one in whole[name].lines if (name, row_id(name, one.cells)) not in hit]
        left = [one.text for one in after[name].lines if (name, row_id(name, one.cells)) not in hit]
        assert stay == left


# ------------------------------------------------------------------------------ new rows


def test_a_new_claim_gets_an_id_between_its_neighbours_and_the_hash_of_its_words(
    whole: Sheets, text: Words
) -> None:
    place = {"paragraph": "2", "start": "0", "end": "9"}
    after = changes.make(whole, "claims", place, text)
    [(_, key)] = touched(whole, after)
    cells = changes.row(after, "claims", key)
    before = [one for one in whole["claims"].rows() if changes.place_of(one)[:2] <= (2, 0)]
    assert key > max(one["claim_id"] for one in before)
    assert cells["sha256"] == digest(text.paragraphs[2][:9])
    assert [one["claim_id"] for one in after["claims"].rows()] == sorted(
        one["claim_id"] for one in after["claims"].rows()
    )


def test_an_id_that_a_dropped_proposal_had_is_given_to_nobody(whole: Sheets, text: Words) -> None:
    last = max(one["claim_id"] for one in whole["claims"].rows())
    gone = changes.drop(proposed(whole, "claims", last), "claims", last, along=True)
    place = dict(changes.row(whole, "claims", last))
    again = changes.make(gone, "claims", {**place, "claim_id": ""}, text)
    assert last not in [one["claim_id"] for one in again["claims"].rows()]


def test_a_new_actor_comes_with_the_mention_that_names_it(whole: Sheets, text: Words) -> None:
    cells = {"name": "Jane Doe", "kind": "person", "role": "says so"}
    mention = {"paragraph": "2", "start": "0", "end": "9", "form": "name"}
    after = changes.make(whole, "actors", cells, text, [("mentions", mention)])
    assert touched(whole, after) == [("actors", "jane-doe"), ("mentions", "2|0|9|jane-doe")]


@pytest.mark.parametrize("end", ["0", "100000", "", "x"])
def test_a_span_without_words_is_refused(whole: Sheets, text: Words, end: str) -> None:
    with pytest.raises(EditError, match="a span of the attached text"):
        changes.make(whole, "claims", {"paragraph": "2", "start": "0", "end": end}, text)


def test_a_key_that_stands_there_already_is_refused(whole: Sheets, text: Words) -> None:
    cells = next(iter(whole["mentions"].rows()))
    with pytest.raises(EditError, match="a key that no other row has"):
        changes.make(whole, "mentions", cells, text)


# ------------------------------------------------------------------------------ accepting, changing


def test_what_was_open_and_is_filled_in_is_accepted_and_what_is_corrected_is_changed(
    whole: Sheets, text: Words
) -> None:
    before = proposed(whole, "claims", "c005", paraphrase="", topic="")
    filled: Cells = {"paraphrase": "In our own words.", "topic": "toll"}
    kept = changes.change(before, "claims", "c005", filled, text, accept=True)
    assert status(kept, "claims", "c005") == "accepted"
    corrected = {**filled, "certainty": "unknown"}
    other = changes.change(before, "claims", "c005", corrected, text, accept=True)
    assert status(other, "claims", "c005") == "changed"
    # Filled in first and accepted later, it is accepted all the same.
    later = changes.change(before, "claims", "c005", filled, text)
    assert status(later, "claims", "c005") == "proposed"
    assert (
        status(changes.change(later, "claims", "c005", {}, text, accept=True), "claims", "c005")
        == "accepted"
    )


def test_a_row_that_a_person_wrote_has_no_proposal_to_accept(whole: Sheets, text: Words) -> None:
    after = changes.change(whole, "claims", "c005", {"note": "So."}, text, accept=True)
    assert touched(whole, after) == [("claims", "c005")]


def test_other_words_get_their_own_hash_and_a_proposal_follows_its_row(
    whole: Sheets, text: Words
) -> None:
    cells = next(one for one in whole["mentions"].rows() if int(one["end"]) > int(one["start"]) + 3)
    key = row_id("mentions", cells)
    before = proposed(whole, "mentions", key)
    end = str(int(cells["end"]) - 1)
    after = changes.change(before, "mentions", key, {"end": end}, text)
    new = row_id("mentions", {**cells, "end": end})
    words = text.span(int(cells["paragraph"]), int(cells["start"]), int(end))
    assert changes.row(after, "mentions", new)["sha256"] == digest(words or "")
    assert status(after, "mentions", new) == "proposed"
    assert status(after, "mentions", key) == "none"


def test_what_lacks_nothing_in_a_paragraph_is_accepted_at_once_and_the_rest_stays_open(
    whole: Sheets,
) -> None:
    keys = [one["claim_id"] for one in whole["claims"].rows() if one["paragraph"] == "2"]
    before = proposed(proposed(whole, "claims", keys[0], paraphrase=""), "claims", keys[1])
    elsewhere = next(one["claim_id"] for one in whole["claims"].rows() if one["paragraph"] == "1")
    before = proposed(before, "claims", elsewhere)
    after = changes.accept_whole(before, "2")
    found = [status(after, "claims", key) for key in (*keys[:2], elsewhere)]
    assert found == ["proposed", "accepted", "proposed"]
    assert touched(before, after) == [("proposals", f"claims|{keys[1]}")]
    with pytest.raises(EditError, match="no proposal that lacks nothing"):
        changes.accept_whole(after, "2")


def test_a_row_that_is_gone_is_named(whole: Sheets, text: Words) -> None:
    with pytest.raises(EditError, match=r"claims\.csv, c999: found no such row"):
        changes.change(whole, "claims", "c999", {}, text)


# ------------------------------------------------------------------------------ dropping


def test_what_hangs_on_a_row_is_named_and_nothing_is_dropped(whole: Sheets) -> None:
    with pytest.raises(EditError) as caught:
        changes.drop(whole, "claims", "c003")
    named = {(one.file.removesuffix(".csv"), one.row) for one in caught.value.problems}
    assert (
        named == {(one.table, one.key) for one in changes.hanging(whole, "claims", "c003")} != set()
    )


def test_what_must_name_a_dropped_row_goes_along_and_the_rest_lets_go(whole: Sheets) -> None:
    after = changes.drop(proposed(whole, "claims", "c003"), "claims", "c003", along=True)
    assert status(after, "claims", "c003") == "dropped"
    assert list(changes.hanging(after, "claims", "c003")) == []
    for one in changes.hanging(whole, "claims", "c003"):
        left = after[one.table].get(one.key)
        assert (left is None) == one.field.required, one


def test_a_mention_is_dropped_alone(whole: Sheets) -> None:
    key = row_id("mentions", next(iter(whole["mentions"].rows())))
    assert touched(whole, changes.drop(whole, "mentions", key)) == [("mentions", key)]


# ------------------------------------------------------------------------------ splitting, joining


def two(sheets: Sheets) -> tuple[Cells, Cells]:
    """Two claims of a paragraph, one behind the other."""
    rows = sorted(sheets["claims"].rows(), key=changes.place_of)
    pairs = itertools.pairwise(rows)
    return next((a, b) for a, b in pairs if a["paragraph"] == b["paragraph"])


def test_a_split_claim_keeps_its_id_and_the_new_one_stands_next_to_it(
    whole: Sheets, text: Words
) -> None:
    old = changes.row(whole, "claims", "c003")
    paragraph, start, end = changes.place_of(old)
    words = text.span(paragraph, start, end) or ""
    at = start + words.index(" ", len(words) // 2)
    before = proposed(whole, "claims", "c003", paraphrase="")
    after = changes.split_claim(before, "c003", at, text)
    ids = [one["claim_id"] for one in after["claims"].rows()]
    new = ids[ids.index("c003") + 1]
    first, second = (changes.row(after, "claims", key) for key in ("c003", new))
    assert (int(first["start"]), int(first["end"])) == (start, at)
    assert (int(second["start"]), int(second["end"])) == (at + 1, end)
    for one in (first, second):
        assert one["sha256"] == digest(text.span(*changes.place_of(one)) or "")
    assert status(after, "claims", "c003") == status(after, "claims", new) == "proposed"
    for one in changes.hanging(before, "claims", "c003"):
        cells = changes.row(after, one.table, one.key)
        if "start" in cells:
            assert cells["claim_id"] == (new if int(cells["start"]) > at else "c003")


def test_what_stands_behind_the_cut_goes_to_the_new_claim(whole: Sheets, text: Words) -> None:
    starts = {one["claim_id"]: int(one["start"]) for one in whole["claims"].rows()}
    behind = next(
        one
        for one in whole["figures"].rows()
        if one["claim_id"] and int(one["start"]) > starts[one["claim_id"]] + 2
    )
    key, at = behind["claim_id"], int(behind["start"])
    after = changes.split_claim(whole, key, at, text)
    moved = changes.row(after, "figures", behind["figure_id"])["claim_id"]
    assert moved != key
    assert int(changes.row(after, "claims", moved)["start"]) == at
    for one in changes.hanging(after, "claims", key):
        assert int(changes.row(after, one.table, one.key).get("start") or 0) < at


def test_each_half_keeps_the_hedges_that_stand_in_it(whole: Sheets, text: Words) -> None:
    old = next(one for one in whole["claims"].rows() if one["hedges"])
    paragraph, start, end = changes.place_of(old)
    words = text.span(paragraph, start, end) or ""
    hedge = old["hedges"].split("|")[0]
    at = start + words.index(hedge)
    if at == start:
        at += len(hedge)
    after = changes.split_claim(whole, old["claim_id"], at, text)
    new = next(
        key for name, key in touched(whole, after) if name == "claims" and key != old["claim_id"]
    )
    halves = [changes.row(after, "claims", key) for key in (old["claim_id"], new)]
    for half in halves:
        assert (hedge in half["hedges"]) == (hedge in (text.span(*changes.place_of(half)) or ""))


@pytest.mark.parametrize("outside", [-1, 0, 1000])
def test_a_claim_is_cut_inside_of_itself_alone(whole: Sheets, text: Words, outside: int) -> None:
    start = changes.place_of(changes.row(whole, "claims", "c003"))[1]
    with pytest.raises(EditError, match="one inside of the claim"):
        changes.split_claim(whole, "c003", start + outside, text)


@pytest.mark.parametrize(
    ("surface", "side"), [("behind", "second"), ("before", "first"), ("", "first")]
)
def test_an_event_on_both_sides_of_a_cut_keeps_the_side_with_its_printed_words(
    whole: Sheets, text: Words, surface: str, side: str
) -> None:
    paragraph, start, end = changes.place_of(changes.row(whole, "claims", "c003"))
    words = text.span(paragraph, start, end) or ""
    at = start + words.index(" ", len(words) // 2)
    printed = {"behind": words.split()[-1], "before": words.split()[0], "": ""}[surface]
    place = {"paragraph": str(paragraph), "start": str(start), "end": str(end)}
    told = {"event_id": "e900", "claim_id": "c003", "surface": printed}
    before = changes.make(whole, "events", {**place, **told}, text)
    after = changes.split_claim(before, "c003", at, text)
    ids = [one["claim_id"] for one in after["claims"].rows()]
    halves = {"first": "c003", "second": ids[ids.index("c003") + 1]}
    event = changes.row(after, "events", "e900")
    half = changes.row(after, "claims", halves[side])
    assert event["claim_id"] == halves[side]
    assert changes.place_of(event) == changes.place_of(half)
    assert event["sha256"] == half["sha256"]


def test_of_two_joined_claims_the_first_stays_and_all_that_named_the_second_names_it(
    whole: Sheets, text: Words
) -> None:
    first, second = two(whole)
    one, other = first["claim_id"], second["claim_id"]
    after = changes.join_claims(proposed(whole, "claims", other), one, text)
    cells = changes.row(after, "claims", one)
    assert int(cells["end"]) == max(int(first["end"]), int(second["end"]))
    assert cells["sha256"] == digest(text.span(*changes.place_of(cells)) or "")
    assert after["claims"].get(other) is None
    assert status(after, "claims", other) == "dropped"
    assert list(changes.hanging(after, "claims", other)) == []
    links = [(each["claim_id"], each["other_id"]) for each in after["claim_links"].rows()]
    assert all(a != b for a, b in links)


def test_the_last_claim_of_a_paragraph_has_none_to_be_joined_with(
    whole: Sheets, text: Words
) -> None:
    # Of those that begin together the longest is read first.
    places = {one["claim_id"]: changes.place_of(one) for one in whole["claims"].rows()}
    last = max(places, key=lambda key: (*places[key][:2], -places[key][2], key))
    with pytest.raises(EditError, match="the last claim of its paragraph"):
        changes.join_claims(whole, last, text)
