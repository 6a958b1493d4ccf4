"""Ids of new rows: between two others, never one that was used, never renumbering anybody."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from helpers.draft.ids import between, following, slug


@pytest.mark.parametrize(
    ("before", "behind", "taken", "expected"),
    [
        ("c012", "c013", (), "c0125"),
        ("c012", "c0125", (), "c0123"),
        ("c012", "c040", (), "c013"),
        ("c012", "c040", ("c013",), "c014"),
        ("c012", "c015", (), "c014"),
        ("c012", "c013", ("c0125",), "c0124"),
        ("c111", None, (), "c112"),
        ("c0115", None, (), "c0116"),
        ("c999", None, (), "c9995"),
        (None, None, (), "c001"),
        (None, "c001", (), "c0005"),
    ],
)
def test_an_id_lies_between_its_neighbours(
    before: str | None, behind: str | None, taken: tuple[str, ...], expected: str
) -> None:
    assert between("c", before, behind, taken) == expected


@given(some.lists(some.integers(0, 10_000), min_size=1, max_size=40))
def test_however_many_come_between_ids_stay_in_order_and_nobody_gets_one_twice(
    turns: list[int],
) -> None:
    ids = ["c001", "c002"]
    for turn in turns:
        at = turn % (len(ids) + 1)
        before, behind = (ids[at - 1] if at else None), (ids[at] if at < len(ids) else None)
        ids.insert(at, between("c", before, behind, ids))
    assert ids == sorted(set(ids))
    assert all(one[1:].isdecimal() and len(one) >= 4 for one in ids)


def test_an_id_without_a_place_follows_the_highest() -> None:
    assert following("d", ("d002", "d009", "x")) == "d010"
    assert following("k", ()) == "k001"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Jane Doe", "jane-doe"),
        ("The Lantern", "lantern"),
        ("The", "the"),
        ("São Tomé's port", "sao-tomes-port"),
        ("Al-Nusra", "al-nusra-2"),
        ("北京", "unnamed"),
    ],
)
def test_a_name_becomes_an_id_of_plain_letters(name: str, expected: str) -> None:
    assert slug(name, ("al-nusra",)) == expected
