"""Tables line by line: what is not edited stays as it is printed, and a patch can be turned round."""

import pytest

from helpers.edit.sheets import (
    Change,
    PatchError,
    Sheets,
    difference,
    patched,
    read_sheets,
    sheet,
    turned,
    version,
    with_row,
    without_row,
)
from helpers.edit.tables import table
from helpers.story.project import find_root, story_ids

PLACES = "place_id,paragraph,start,end,sha256,name,aliases,country,kind,within,latitude,longitude,ref_id,note"
ODD = f'{PLACES}\n"a",,,,,A,,,city,,,,,"one\ntwo"\nc,,,,,"C ""x""",,,city,,,,,\n'


def odd() -> Sheets:
    """Places with needless quotes and a cell of two lines, as a person or a program writes them."""
    return {"places": sheet("places", ODD, [2, 4])}


@pytest.mark.parametrize("story", story_ids())
def test_the_tables_of_every_story_come_out_byte_for_byte(story: str) -> None:
    folder = find_root() / "data" / "stories" / story
    for name, one in read_sheets(folder).items():
        assert one.content == (folder / table(name).path).read_bytes(), name


def test_a_row_goes_to_its_place_and_all_others_stay_as_printed() -> None:
    after = with_row(odd(), "places", {"place_id": "b", "name": "B, of C", "kind": "city"})
    assert after["places"].texts == (
        '"a",,,,,A,,,city,,,,,"one\ntwo"',
        'b,,,,,"B, of C",,,city,,,,,',
        'c,,,,,"C ""x""",,,city,,,,,',
    )
    assert without_row(after, "places", "b")["places"].content == ODD.encode()


def test_a_row_with_the_same_cells_is_not_printed_anew() -> None:
    cells = odd()["places"].get("a") or {}
    assert with_row(odd(), "places", cells, instead_of="a")["places"].content == ODD.encode()
    changed = with_row(odd(), "places", {**cells, "kind": "town"}, instead_of="a")
    assert changed["places"].texts[0] == 'a,,,,,A,,,town,,,,,"one\ntwo"'


def test_whole_numbers_in_keys_sort_as_numbers(whole: Sheets) -> None:
    places = [line.cells for line in whole["mentions"].lines]
    after = with_row(whole, "mentions", {**places[0], "paragraph": "10", "start": "0", "end": "3"})
    numbers = [int(line.cells["paragraph"]) for line in after["mentions"].lines]
    assert numbers == sorted(numbers)
    assert 10 in numbers


def test_a_patch_says_what_became_of_each_row_and_can_be_turned_round() -> None:
    before = odd()
    added = with_row(before, "places", {"place_id": "b", "name": "B", "kind": "city"})
    after = without_row(added, "places", "a")
    patch = difference(before, after)
    assert [(one.key, one.before is None, one.after is None) for one in patch] == [
        ("a", False, True),
        ("b", True, False),
    ]
    assert patched(before, patch)["places"].content == after["places"].content
    assert patched(after, turned(patch))["places"].content == ODD.encode()
    assert difference(before, before) == ()


@pytest.mark.parametrize(("before", "after"), [(None, "a,,,,,,,,,,,,,"), ("a,other", None)])
def test_a_patch_is_refused_where_the_row_stands_otherwise(
    before: str | None, after: str | None
) -> None:
    with pytest.raises(PatchError, match=r"places\.csv, a: it was changed since"):
        patched(odd(), (Change("places", "a", before, after),))


def test_every_change_of_a_byte_is_another_version(whole: Sheets) -> None:
    row = whole["claims"].lines[0].cells
    other = with_row(whole, "claims", {**row, "note": f"{row['note']} "}, instead_of="c001")
    assert version(other) != version(whole)
    assert version(dict(reversed(list(whole.items())))) == version(whole)
