"""Ids of new rows: the next number or the words of a name, never one that was used."""

import pytest

from helpers.draft.proposed import following, slug


def test_a_new_id_follows_the_highest_in_the_form_that_most_have() -> None:
    assert following("d", ("d002", "d009", "x")) == "d010"
    assert following("c", [f"c{number:03}" for number in range(1, 176)]) == "c176"
    assert following("c", ("c001", "c0015", "c002")) == "c003"
    assert following("c", ("c998", "c999")) == "c1000"
    assert following("c", ("c999", "c1000")) == following("c", ("c1000", "c999")) == "c1001"
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
