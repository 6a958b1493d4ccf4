"""How firmly relations and events are stated: as their claims are, unless a person set it otherwise."""

import pytest

from helpers.edit.edits import edited
from helpers.edit.readings import Reader
from helpers.edit.rows import row
from helpers.edit.sheets import Cells, Sheets, with_row
from helpers.story.article_copy.proof import Words
from helpers.story.story import Story

from .made import OUTLET

PERSON = {"speaker": "river-guard", "chain": f"river-guard|{OUTLET}", "voice": "indirect"}


def after(sheets: Sheets, text: Words, name: str, key: str, cells: Cells) -> Sheets:
    """The sheets after a change of a row, as a page asks for it."""
    edit = {"do": "change", "table": name, "key": key, "cells": cells}
    return edited(sheets, edit, text, OUTLET)[1]


def with_firm(sheets: Sheets, name: str, key: str, firm: str, claim: str) -> Sheets:
    cells = {**row(sheets, name, key), "status": firm, "claim_id": claim}
    return with_row(sheets, name, cells, instead_of=key)


@pytest.mark.parametrize(
    ("claim", "firm"),
    # The outlet's own claim; that of somebody else; one that the outlet hedges.
    [("c005", "asserted"), ("c013", "reported"), ("hedged", "reported")],
)
@pytest.mark.parametrize("name", ["relations", "events"])
def test_a_new_relation_or_event_is_as_firm_as_its_claim(
    whole: Sheets, text: Words, example: Story, name: str, claim: str, firm: str
) -> None:
    sheets, key = whole, claim
    if claim == "hedged":
        sheets, key = after(whole, text, "claims", "c005", {"certainty": "probable"}), "c005"
    place = {column: row(sheets, "claims", key)[column] for column in ("paragraph", "start", "end")}
    found = Reader(text, example.article).cells(name, place, sheets)
    assert (found["claim_id"], found["status"]) == (key, firm)


@pytest.mark.parametrize("name", ["relations", "events"])
def test_a_relation_or_event_follows_its_claim_to_another_voice_and_back(
    whole: Sheets, text: Words, name: str
) -> None:
    key = {"relations": "r002", "events": "e002"}[name]
    own = with_firm(whole, name, key, "asserted", "c005")
    told = after(own, text, "claims", "c005", PERSON)
    assert row(told, name, key)["status"] == "reported"
    back = after(told, text, "claims", "c005", {c: row(own, "claims", "c005")[c] for c in PERSON})
    assert row(back, name, key)["status"] == "asserted"
    # It also follows where it is moved to the claim of somebody else.
    moved = after(own, text, name, key, {"claim_id": "c013"})
    assert row(moved, name, key)["status"] == "reported"


def test_a_status_that_a_person_set_stays(whole: Sheets, text: Words) -> None:
    for firm in ("contested", "reported"):
        set_by_hand = with_firm(whole, "events", "e002", firm, "c005")
        found = after(set_by_hand, text, "claims", "c005", PERSON)
        assert row(found, "events", "e002")["status"] == firm
    # Of claims that are relayed: stated as fact against the voice, and so in the edit itself.
    kept = with_firm(whole, "events", "e002", "asserted", "c013")
    narrator = {"voice": "narrator", "certainty": "certain"}
    assert (
        row(after(kept, text, "claims", "c013", narrator), "events", "e002")["status"] == "asserted"
    )
    chosen = after(kept, text, "events", "e002", {"claim_id": "c005", "status": "possible"})
    assert row(chosen, "events", "e002")["status"] == "possible"
