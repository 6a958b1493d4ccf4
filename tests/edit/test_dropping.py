"""Rows taken out: what goes along with them, what lets go of them, and that it is said first."""

import pytest

from helpers.edit.dropping import HangingError, drop
from helpers.edit.rows import Hanging, hanging, row
from helpers.edit.sheets import Sheets, with_row
from helpers.edit.tables import row_id

from .made import OUTLET, proposed, status, touched


def along(sheets: Sheets, name: str, key: str) -> Sheets:
    return drop(sheets, name, key, OUTLET, along=True)


def mentions(sheets: Sheets, actor: str) -> list[str]:
    return [
        row_id("mentions", one) for one in sheets["mentions"].rows() if one["actor_id"] == actor
    ]


def test_what_hangs_on_a_row_is_named_and_nothing_is_dropped(whole: Sheets) -> None:
    with pytest.raises(HangingError) as caught:
        drop(whole, "claims", "c006", OUTLET)
    found = {*caught.value.goes, *caught.value.stays}
    assert found >= {(one.table, one.key) for one in hanging(whole, "claims", "c006")}
    assert ("checks", "k002") in caught.value.goes
    assert ("casualties", "d002") in caught.value.stays


def test_what_must_name_a_dropped_row_goes_along_and_the_rest_lets_go(whole: Sheets) -> None:
    after = along(proposed(whole, "claims", "c003"), "claims", "c003")
    assert status(after, "claims", "c003") == "dropped"
    assert list(hanging(after, "claims", "c003")) == []
    held: list[Hanging] = [*hanging(whole, "claims", "c003")]
    assert held
    for one in held:
        left = after[one.table].get(one.key)
        assert (left is None) == one.field.required, one


def test_a_mention_among_others_is_dropped_alone(whole: Sheets) -> None:
    key = mentions(whole, "river-guard")[0]
    assert touched(whole, drop(whole, "mentions", key, OUTLET)) == [("mentions", key)]


def test_an_actor_goes_along_with_its_last_mention_and_the_outlet_does_not(whole: Sheets) -> None:
    [key] = mentions(whole, "zoe-thrushwell")
    with pytest.raises(HangingError) as caught:
        drop(whole, "mentions", key, OUTLET)
    assert ("actors", "zoe-thrushwell") in caught.value.goes
    after = along(whole, "mentions", key)
    assert after["actors"].get("zoe-thrushwell") is None
    assert list(hanging(after, "actors", "zoe-thrushwell")) == []
    for own in mentions(whole, OUTLET):
        whole = drop(whole, "mentions", own, OUTLET)
    assert whole["actors"].get(OUTLET) is not None


def test_an_actor_takes_its_mentions_along(whole: Sheets) -> None:
    before = proposed(whole, "mentions", mentions(whole, "zoe-thrushwell")[0])
    after = along(before, "actors", "zoe-thrushwell")
    assert mentions(after, "zoe-thrushwell") == []
    assert status(after, "mentions", mentions(whole, "zoe-thrushwell")[0]) == "dropped"


def test_a_proposed_claim_stays_when_its_speaker_is_dropped_and_asks_who_says_it(
    whole: Sheets,
) -> None:
    after = along(proposed(whole, "claims", "c011"), "actors", "zoe-thrushwell")
    cells = row(after, "claims", "c011")
    assert (cells["speaker"], cells["chain"]) == ("", "")
    # One that counts can't be without a speaker.
    assert after["claims"].get("c012") is None


def test_a_dropped_actor_reports_no_toll_any_more(whole: Sheets) -> None:
    assert row(whole, "casualties", "d004")["reported_by"] == "Wimbel Ferries"
    with pytest.raises(HangingError) as caught:
        drop(whole, "actors", "wimbel-ferries", OUTLET)
    assert ("casualties", "d004") in caught.value.stays
    after = along(whole, "actors", "wimbel-ferries")
    assert row(after, "casualties", "d004")["reported_by"] == ""
    assert row(after, "casualties", "d002") == row(whole, "casualties", "d002")


def test_a_toll_stays_reported_where_another_actor_has_the_name(whole: Sheets) -> None:
    other = {**row(whole, "actors", "dry-shores"), "name": "Wimbel Ferries"}
    after = along(
        with_row(whole, "actors", other, instead_of="dry-shores"), "actors", "wimbel-ferries"
    )
    assert row(after, "casualties", "d004")["reported_by"] == "Wimbel Ferries"
