"""What an edit does to the tables: its own rows and their proposals, and nothing else."""

import tomllib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from helpers.edit import changes
from helpers.edit.dropping import drop
from helpers.edit.edits import edited
from helpers.edit.making import make
from helpers.edit.rows import EditError, row
from helpers.edit.sheets import Cells, Sheets, difference, patched, turned
from helpers.edit.tables import row_id, table
from helpers.story.article_copy.proof import Words
from helpers.story.locators import digest

from .made import OUTLET, proposed, status, touched

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


@settings(max_examples=settings.default.max_examples // 3)
@given(edits=some.lists(EDITS, min_size=1, max_size=6))
def test_every_edit_followed_by_undo_gives_the_same_files_byte_for_byte(
    edits: list[dict[str, Any]], whole: Sheets, text: Words
) -> None:
    states = [proposed(proposed(whole, "claims", "c005", paraphrase=""), "figures", "f003")]
    patches = []
    for edit in edits:
        try:
            _, after = edited(states[-1], meant(edit, states[-1]), text, OUTLET)
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


@settings(max_examples=settings.default.max_examples // 2)
@given(edit=EDITS)
def test_no_line_outside_of_the_patch_changes(
    edit: dict[str, Any], whole: Sheets, text: Words
) -> None:
    try:
        _, after = edited(whole, meant(edit, whole), text, OUTLET)
    except EditError:
        return
    hit = set(touched(whole, after))
    for name in whole:
        stay = [one.text for one in whole[name].lines if (name, row_id(name, one.cells)) not in hit]
        left = [one.text for one in after[name].lines if (name, row_id(name, one.cells)) not in hit]
        assert stay == left


# ------------------------------------------------------------------------------ new rows


def test_a_new_row_takes_the_next_number_and_the_hash_of_its_words(
    whole: Sheets, text: Words
) -> None:
    place = {"paragraph": "2", "start": "0", "end": "9"}
    for name, key in (("claims", "c030"), ("relations", "r016"), ("casualties", "d010")):
        after = make(
            whole, name, place if name != "casualties" else {**place, "claim_id": "c003"}, text
        )
        assert touched(whole, after) == [(name, key)]
        assert row(after, name, key)["sha256"] == digest(text.paragraphs[2][:9])


def test_a_reference_is_named_by_its_publisher_and_kind_and_is_its_own_origin(
    whole: Sheets, text: Words
) -> None:
    cells = {"publisher": "The Port Office", "kind": "official_release", "title": "A list"}
    after = make(whole, "references", cells, text)
    assert touched(whole, after) == [("references", "port-office-release")]
    assert row(after, "references", "port-office-release")["origin"] == "port-office-release"


def test_a_toll_of_a_reference_stands_nowhere_in_the_article(whole: Sheets, text: Words) -> None:
    cells = {"paragraph": "2", "start": "0", "end": "9", "ref_id": "river-board-report"}
    after = make(whole, "casualties", cells, text)
    assert row(after, "casualties", "d010")["paragraph"] == ""


def test_a_topic_is_a_line_more_below_the_others(whole: Sheets, text: Words) -> None:
    after = make(whole, "topics", {"label": 'The 2 "inquiries"'}, text)
    assert touched(whole, after) == [("topics", "inquiries")]
    before, now = (one["topics"].content.decode() for one in (whole, after))
    line = 'inquiries = "The 2 \\"inquiries\\""\n'
    assert now == before.replace("\n\n[places]", f"\n{line}\n[places]")
    assert tomllib.loads(now)["topics"]["inquiries"] == 'The 2 "inquiries"'


def test_an_id_that_a_dropped_proposal_had_is_given_to_nobody(whole: Sheets, text: Words) -> None:
    last = max(one["claim_id"] for one in whole["claims"].rows())
    gone = drop(proposed(whole, "claims", last), "claims", last, OUTLET, along=True)
    place = dict(row(whole, "claims", last))
    again = make(gone, "claims", {**place, "claim_id": ""}, text)
    assert last not in [one["claim_id"] for one in again["claims"].rows()]


def test_a_new_actor_comes_with_the_mention_that_names_it(whole: Sheets, text: Words) -> None:
    cells = {"name": "Jane Doe", "kind": "person", "role": "says so"}
    mention = {"paragraph": "2", "start": "0", "end": "9", "form": "name"}
    after = make(whole, "actors", cells, text, [("mentions", mention)])
    assert touched(whole, after) == [("actors", "jane-doe"), ("mentions", "2|0|9|jane-doe")]


@pytest.mark.parametrize("end", ["0", "100000", "", "x"])
def test_a_span_without_words_is_refused(whole: Sheets, text: Words, end: str) -> None:
    with pytest.raises(EditError, match="a span of the attached text"):
        make(whole, "claims", {"paragraph": "2", "start": "0", "end": end}, text)


def test_a_key_that_stands_there_already_is_refused(whole: Sheets, text: Words) -> None:
    cells = next(iter(whole["mentions"].rows()))
    with pytest.raises(EditError, match="a key that no other row has"):
        make(whole, "mentions", cells, text)


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
    assert row(after, "mentions", new)["sha256"] == digest(words or "")
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
    with pytest.raises(EditError, match="no complete proposal"):
        changes.accept_whole(after, "2")


def test_a_row_that_is_gone_is_named(whole: Sheets, text: Words) -> None:
    with pytest.raises(EditError, match=r"claims\.csv, c999: found no such row"):
        changes.change(whole, "claims", "c999", {}, text)


def test_an_actor_never_takes_the_name_of_another_one_and_is_told_how_they_become_one(
    whole: Sheets, text: Words
) -> None:
    with pytest.raises(EditError, match="change it everywhere"):
        changes.change(whole, "actors", "river-guard", {"name": "Wimbel Ferries"}, text)
    after = changes.change(whole, "actors", "river-guard", {"name": "The Guard"}, text)
    assert row(after, "actors", "river-guard")["name"] == "The Guard"
