import pytest

from helpers.draft.claims import claims
from helpers.draft.places import places
from helpers.draft.text import dateline, read


@pytest.mark.parametrize(
    ("words", "place", "day", "told"),
    [
        ("PORT LOWTHER, April 15.---A ship sank.", "PORT LOWTHER", "April 15", "A ship sank."),
        ("CAPE DAREN, N. F., April 15.—A ship sank.", "CAPE DAREN", "April 15", "A ship sank."),
        ("WESTPORT, Maine, 3 March (Agency) - A ship sank.", "WESTPORT", "3 March", "A ship sank."),
        (
            "WESTPORT, 3 March 2026 (Agency) - A ship sank.",
            "WESTPORT",
            "3 March 2026",
            "A ship sank.",
        ),
        (
            "Westport, March 3, 2026 (AFP) - A ship sank.",
            "Westport",
            "March 3, 2026",
            "A ship sank.",
        ),
        ("WESTPORT (Agency) — A ship sank.", "WESTPORT", None, "A ship sank."),
        ("NEW-ON-SEA, Daren - A ship sank.", "NEW-ON-SEA", None, "A ship sank."),
        ("WESTPORT---A ship sank.", "WESTPORT", None, "A ship sank."),
        ("WESTPORT – A ship sank.", "WESTPORT", None, "A ship sank."),
        ("Beirut (AFP) – A ship sank.", "Beirut", None, "A ship sank."),
        ("West Port, Daren — A ship sank.", "West Port", None, "A ship sank."),
    ],
)
def test_a_dateline_is_told_from_the_news_behind_it(
    words: str, place: str, day: str | None, told: str
) -> None:
    text = read(words)
    found = dateline(text.paragraph(1))
    assert found is not None
    assert text.words(found.place) == place
    assert (found.day and text.words(found.day)) == day
    assert text.paragraph(1).text[found.end :] == told
    assert [text.words(one.span) + "." for one in claims(text)] == [told]


@pytest.mark.parametrize(
    "words",
    [
        "NATO-led troops left.",
        "US - China talks end.",
        "The WESTPORT - a ship - sank.",
        "WESTPORT sank.",
        "The Westport, a ship — it sank.",
        "Jo Ek, Minister — and others — sank.",
        "A ship sank, said WESTPORT - 'at last'.",
    ],
)
def test_a_sentence_is_no_dateline(words: str) -> None:
    assert dateline(read(words).paragraph(1)) is None


def test_the_town_of_a_dateline_is_a_place_and_a_ship_is_none() -> None:
    text = read("PORT LOWTHER, April 15.--A message from the Olympic says that a ship sank.")
    assert [one.name for one in places(text)] == ["Port Lowther"]
