"""Claims cut in two and joined again: ids, spans, hedges, certainty, and who names them."""

import itertools

import pytest

from helpers.edit.changes import change
from helpers.edit.cutting import join_claims, split_claim
from helpers.edit.making import make
from helpers.edit.rows import EditError, hanging, located, place_of, row
from helpers.edit.sheets import Cells, Sheets, with_row
from helpers.story.article_copy.proof import Words
from helpers.story.locators import digest
from helpers.story.proposals import cells_digest

from .made import proposed, status


def two(sheets: Sheets) -> tuple[Cells, Cells]:
    """Two claims of a paragraph, one behind the other."""
    rows = sorted(sheets["claims"].rows(), key=place_of)
    pairs = itertools.pairwise(rows)
    return next((a, b) for a, b in pairs if a["paragraph"] == b["paragraph"])


def test_a_split_claim_keeps_its_id_and_the_new_one_takes_the_next_number(
    whole: Sheets, text: Words
) -> None:
    old = row(whole, "claims", "c003")
    paragraph, start, end = place_of(old)
    words = text.span(paragraph, start, end) or ""
    at = start + words.index(" ", len(words) // 2)
    before = proposed(whole, "claims", "c003", paraphrase="")
    new, after = split_claim(before, "c003", at, text)
    assert new == "c030"
    first, second = (row(after, "claims", key) for key in ("c003", new))
    assert (int(first["start"]), int(first["end"])) == (start, at)
    assert (int(second["start"]), int(second["end"])) == (at + 1, end)
    for one in (first, second):
        assert one["sha256"] == digest(text.span(*place_of(one)) or "")
    assert status(after, "claims", "c003") == status(after, "claims", new) == "proposed"
    for one in hanging(before, "claims", "c003"):
        cells = row(after, one.table, one.key)
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
    new, after = split_claim(whole, key, at, text)
    assert row(after, "figures", behind["figure_id"])["claim_id"] == new != key
    assert int(row(after, "claims", new)["start"]) == at
    for one in hanging(after, "claims", key):
        assert int(row(after, one.table, one.key).get("start") or 0) < at


def test_each_half_keeps_the_hedges_that_stand_in_it(whole: Sheets, text: Words) -> None:
    old = next(one for one in whole["claims"].rows() if one["hedges"])
    paragraph, start, end = place_of(old)
    words = text.span(paragraph, start, end) or ""
    hedge = old["hedges"].split("|")[0]
    at = start + words.index(hedge)
    if at == start:
        at += len(hedge)
    new, after = split_claim(whole, old["claim_id"], at, text)
    halves = [row(after, "claims", key) for key in (old["claim_id"], new)]
    for half in halves:
        assert (hedge in half["hedges"]) == (hedge in (text.span(*place_of(half)) or ""))


@pytest.mark.parametrize("outside", [-1, 0, 1000])
def test_a_claim_is_cut_inside_of_itself_alone(whole: Sheets, text: Words, outside: int) -> None:
    start = place_of(row(whole, "claims", "c003"))[1]
    with pytest.raises(EditError, match="one inside the claim"):
        split_claim(whole, "c003", start + outside, text)


@pytest.mark.parametrize(
    ("surface", "side"), [("behind", "second"), ("before", "first"), ("", "first")]
)
def test_an_event_on_both_sides_of_a_cut_keeps_the_side_with_its_printed_words(
    whole: Sheets, text: Words, surface: str, side: str
) -> None:
    paragraph, start, end = place_of(row(whole, "claims", "c003"))
    words = text.span(paragraph, start, end) or ""
    at = start + words.index(" ", len(words) // 2)
    printed = {"behind": words.split()[-1], "before": words.split()[0], "": ""}[surface]
    place = {"paragraph": str(paragraph), "start": str(start), "end": str(end)}
    told = {"event_id": "e900", "claim_id": "c003", "surface": printed}
    before = make(whole, "events", {**place, **told}, text)
    new, after = split_claim(before, "c003", at, text)
    halves = {"first": "c003", "second": new}
    event = row(after, "events", "e900")
    half = row(after, "claims", halves[side])
    assert event["claim_id"] == halves[side]
    assert place_of(event) == place_of(half)
    assert event["sha256"] == half["sha256"]


def test_of_two_joined_claims_the_first_stays_and_all_that_named_the_second_names_it(
    whole: Sheets, text: Words
) -> None:
    first, second = two(whole)
    one, other = first["claim_id"], second["claim_id"]
    after = join_claims(proposed(whole, "claims", other), one, text)
    cells = row(after, "claims", one)
    assert int(cells["end"]) == max(int(first["end"]), int(second["end"]))
    assert cells["sha256"] == digest(text.span(*place_of(cells)) or "")
    assert after["claims"].get(other) is None
    assert status(after, "claims", other) == "dropped"
    assert list(hanging(after, "claims", other)) == []
    links = [(each["claim_id"], each["other_id"]) for each in after["claim_links"].rows()]
    assert all(a != b for a, b in links)


def test_the_last_claim_of_a_paragraph_has_none_to_be_joined_with(
    whole: Sheets, text: Words
) -> None:
    # Of those that begin together the longest is read first.
    places = {one["claim_id"]: place_of(one) for one in whole["claims"].rows()}
    last = max(places, key=lambda key: (*places[key][:2], -places[key][2], key))
    with pytest.raises(EditError, match="the last claim of its paragraph"):
        join_claims(whole, last, text)


@pytest.mark.parametrize(
    ("first", "second", "both"),
    [
        ("The boat left late.", "Nobody was on board.", "The boat left late; Nobody was on board."),
        ("", "Nobody was on board.", "Nobody was on board."),
        ("The boat left late.", "", "The boat left late."),
        ("The boat left late.", "The boat left late.", "The boat left late."),
    ],
)
def test_a_joined_claim_is_told_by_both_paraphrases(
    whole: Sheets, text: Words, first: str, second: str, both: str
) -> None:
    sheets = change(whole, "claims", "c003", {"paraphrase": first}, text)
    sheets = change(sheets, "claims", "c004", {"paraphrase": second}, text)
    assert row(join_claims(sheets, "c003", text), "claims", "c003")["paraphrase"] == both


def hedged(sheets: Sheets, text: Words, certainty: str, hedges: str) -> Sheets:
    """The sheets with a claim over the whole of paragraph 2, so hedged."""
    cells = {**row(sheets, "claims", "c003"), "end": str(len(text.paragraphs[2]))}
    told = located({**cells, "hedges": hedges, "certainty": certainty}, text)
    return with_row(sheets, "claims", told, instead_of="c003")


@pytest.mark.parametrize(
    ("certainty", "first", "second"),
    [
        ("probable", "probable", "certain"),
        # A certainty that the hedge does not leave was chosen by a person, for other reasons.
        ("possible", "possible", "possible"),
        ("unknown", "unknown", "unknown"),
        ("", "", ""),
    ],
)
def test_each_half_is_as_sure_as_its_own_hedges_leave_it(
    whole: Sheets, text: Words, certainty: str, first: str, second: str
) -> None:
    before = hedged(whole, text, certainty, "reportedly")
    new, after = split_claim(before, "c003", 30, text)
    halves = [row(after, "claims", key) for key in ("c003", new)]
    assert [one["hedges"] for one in halves] == ["reportedly", ""]
    assert [one["certainty"] for one in halves] == [first, second]


def test_the_second_half_of_a_claim_that_counts_is_open_and_no_further_draft_takes_it(
    whole: Sheets, text: Words
) -> None:
    new, after = split_claim(whole, "c003", 7, text)
    assert (status(after, "claims", "c003"), status(after, "claims", new)) == ("none", "proposed")
    assert row(after, "claims", "c003")["paraphrase"] != ""
    assert row(after, "claims", new)["paraphrase"] == ""
    asked = after["proposals"].get(f"claims|{new}") or {}
    assert asked["rule"] == "split"
    assert asked["as_proposed"] != cells_digest("claims", row(after, "claims", new))


def test_a_joined_claim_is_as_sure_as_the_weaker_of_the_two(whole: Sheets, text: Words) -> None:
    before = hedged(whole, text, "probable", "reportedly")
    new, apart = split_claim(before, "c003", 30, text)
    again = join_claims(apart, "c003", text)
    assert row(again, "claims", "c003") == row(before, "claims", "c003")
    assert again["claims"].get(new) is None


def test_a_claim_that_takes_other_words_has_their_hedges_alone(whole: Sheets, text: Words) -> None:
    place = {"paragraph": "2", "start": "0", "end": "6"}
    cells = row(change(whole, "claims", "c003", place, text), "claims", "c003")
    assert (cells["hedges"], cells["certainty"]) == ("", "certain")


def test_what_stands_outside_of_a_claims_new_words_rests_on_the_claim_around_it(
    whole: Sheets, text: Words
) -> None:
    # c012 holds the whole of a sentence, c011 its first half: with f010 it lets go of the second.
    assert row(whole, "figures", "f010")["claim_id"] == "c012"
    before = change(whole, "figures", "f009", {"claim_id": "c012"}, text)
    place = {"paragraph": "8", "start": "78", "end": "117"}
    after = change(before, "claims", "c012", place, text)
    assert row(after, "figures", "f009")["claim_id"] == "c011"
    assert row(after, "figures", "f010")["claim_id"] == "c012"
    # Where no claim is around it, a figure belongs to none.
    away = change(whole, "claims", "c014", {"paragraph": "2", "start": "0", "end": "6"}, text)
    assert row(away, "figures", "f013")["claim_id"] == "c015"
    apart = change(whole, "claims", "c003", {"paragraph": "5", "start": "0", "end": "6"}, text)
    assert row(apart, "figures", "f002")["claim_id"] == ""
