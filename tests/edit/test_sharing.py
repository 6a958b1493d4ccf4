"""A date, place, actor or number that several rows share: told, and changed in all of them at once."""

import pytest

from helpers.edit.rows import hanging, row
from helpers.edit.sharing import change_shared, shared
from helpers.edit.sheets import Sheets, with_row
from helpers.story.article_copy.proof import Words

from .made import proposed, status, touched


def rows(sheets: Sheets, name: str, key: str, **cells: str) -> dict[str, list[tuple[str, str]]]:
    """The rows that share what some cells change, by reach."""
    return {
        reach: [(one.table, one.key) for one in found]
        for reach, found in shared(sheets, name, key, cells).items()
    }


@pytest.mark.parametrize(
    ("name", "key", "other"),
    [("figures", "f004", ("events", "e002")), ("events", "e002", ("figures", "f004"))],
)
def test_a_date_of_a_figure_and_an_event_of_the_same_words_is_corrected_in_both(
    whole: Sheets, text: Words, name: str, key: str, other: tuple[str, str]
) -> None:
    new = {"when": "2019-03-14"}
    assert rows(whole, name, key, **new)["near"] == [other]
    after = change_shared(whole, name, key, new, text, "near")
    assert touched(whole, after) == sorted(
        [(name, key), other], key=lambda one: list(whole).index(one[0])
    )
    assert row(after, *other)["when"] == "2019-03-14"
    # The same day elsewhere in the article is another statement.
    assert row(after, "events", "e003")["when"] == row(whole, "events", "e003")["when"]


def test_here_alone_means_the_row_alone(whole: Sheets, text: Words) -> None:
    after = change_shared(whole, "events", "e002", {"when": "2019-03-14"}, text, "here")
    assert touched(whole, after) == [("events", "e002")]


def test_a_number_of_a_figure_is_corrected_in_its_toll_and_the_other_way_round(
    whole: Sheets, text: Words
) -> None:
    after = change_shared(whole, "figures", "f005", {"lower": "10"}, text, "near")
    assert touched(whole, after) == [("figures", "f005"), ("casualties", "d002")]
    assert row(after, "casualties", "d002")["lower"] == "10"
    told = {"best": "9", "lower": "", "bound": "about"}
    after = change_shared(whole, "casualties", "d002", told, text, "near")
    figure = row(after, "figures", "f005")
    assert [figure[one] for one in ("value", "lower", "bound")] == ["9", "", "about"]


def test_an_actor_that_is_another_one_is_so_in_its_claim_or_everywhere(
    whole: Sheets, text: Words
) -> None:
    old = row(whole, "claims", "c011")
    assert old["speaker"] == "zoe-thrushwell"
    told = {"speaker": "river-guard", "chain": old["chain"].replace(old["speaker"], "river-guard")}
    reaches = rows(whole, "claims", "c011", **told)
    assert set(reaches["near"]) < set(reaches["everywhere"])
    assert ("claims", "c012") in reaches["everywhere"]
    after = change_shared(
        proposed(whole, "actors", "zoe-thrushwell"), "claims", "c011", told, text, "everywhere"
    )
    assert list(hanging(after, "actors", "zoe-thrushwell")) == []
    assert after["actors"].get("zoe-thrushwell") is None
    assert status(after, "actors", "zoe-thrushwell") == "dropped"
    assert "Zoë Thrushwell" in row(after, "actors", "river-guard")["aliases"]
    assert row(after, "claims", "c012")["chain"] == "river-guard|quillhaven-lantern"


def test_a_place_is_corrected_in_all_that_happened_there(whole: Sheets, text: Words) -> None:
    told = {"place_id": "sluice-gate"}
    reaches = rows(whole, "events", "e002", **told)
    after = change_shared(whole, "events", "e002", told, text, "everywhere")
    assert all(
        "lantern-quay" not in row(after, name, key).values()
        for name, key in reaches["everywhere"]
        if name != "coordinates"
    )
    # A place may stand there without an event.
    assert after["places"].get("lantern-quay") is not None


def test_a_mention_of_the_other_one_in_the_same_words_is_not_doubled(
    whole: Sheets, text: Words
) -> None:
    [old] = [one for one in whole["mentions"].rows() if one["actor_id"] == "zoe-thrushwell"]
    twin = with_row(whole, "mentions", {**old, "actor_id": "river-guard"})
    claim = row(whole, "claims", "c011")
    told = {
        "speaker": "river-guard",
        "chain": claim["chain"].replace("zoe-thrushwell", "river-guard"),
    }
    after = change_shared(twin, "claims", "c011", told, text, "everywhere")
    place = [old["paragraph"], old["start"]]
    found = [one for one in after["mentions"].rows() if [one["paragraph"], one["start"]] == place]
    assert [one["actor_id"] for one in found] == ["river-guard"]


def test_a_cell_that_nobody_shares_says_so(whole: Sheets) -> None:
    assert rows(whole, "claims", "c011", note="So.") == {"near": [], "everywhere": []}
    assert rows(whole, "events", "e007", when="2019-03-13")["near"] == []
