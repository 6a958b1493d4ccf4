"""Words for counts, shares and nouns, against what a reader would say."""

import pytest

from helpers.values.english import capital, counted, inside, listed, plural, share


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (0, 7, "none"),
        (7, 7, "all"),
        (3, 5, "three of five"),
        (5, 10, "half"),
        (38, 71, "more than half"),
        (33, 71, "nearly half"),
        (28, 70, "two in five"),
        (10, 70, "one in seven"),
        (26, 111, "about one in four"),
        (1, 10, "one in ten"),
        (1, 90, "one of 90"),
    ],
)
def test_a_share_is_put_as_people_say_it(part: int, whole: int, words: str) -> None:
    assert share(part, whole) == words


@pytest.mark.parametrize(
    ("noun", "many"),
    [
        ("mile", "miles"),
        ("aid convoy", "aid convoys"),
        ("country", "countries"),
        ("box", "boxes"),
        ("person", "people"),
        ("armed man", "armed men"),
        ("per cent", "per cent"),
        ("aircraft", "aircraft"),
    ],
)
def test_a_noun_has_the_plural_that_people_use(noun: str, many: str) -> None:
    assert plural(noun) == many


def test_counts_lists_and_beginnings_of_sentences() -> None:
    assert [counted(count, "place") for count in (0, 1, 9)] == [
        "no places",
        "one place",
        "nine places",
    ]
    assert counted(1240, "country", "countries") == "1,240 countries"
    assert [listed("abc"[:count]) for count in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert capital("the UN said") == "The UN said"


def test_a_description_is_small_within_a_sentence_and_a_name_is_not() -> None:
    kept = ("Al-Adnani", "The Independent", "American officials", "Peoples Temple", "Anna Vole")
    assert [inside(name) for name in kept] == list(kept)
    described = {"A survivor": "a survivor", "People saved": "people saved"}
    assert {name: inside(name) for name in described} == described
