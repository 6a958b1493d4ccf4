"""A paragraph with other words than the article's, where no row tells its place."""

import pytest

from helpers.story.article_copy import changes as changed_paragraphs
from helpers.story.article_copy.changes import changes
from helpers.story.article_copy.proof import Known, prove
from helpers.story.locators import digest

PARAGRAPHS = [
    "The first line is long enough here.",
    "Forty ships sank.",
    "And the last line of all.",
]


@pytest.mark.parametrize(
    ("copy", "changed"),
    [
        ([PARAGRAPHS[0], "Fifty ships sank.", PARAGRAPHS[2]], [2]),
        ([PARAGRAPHS[0], "Forty boats sank.", PARAGRAPHS[2]], [2]),
        ([PARAGRAPHS[0], PARAGRAPHS[2]], []),
        ([PARAGRAPHS[0], "Read more: a quite different story", PARAGRAPHS[2]], []),
        ([PARAGRAPHS[0], PARAGRAPHS[2], "Fifty ships sank."], []),
        (["Fifty ships sank.", PARAGRAPHS[2]], []),
    ],
)
def test_what_stands_between_its_neighbours_and_is_as_long_is_that_paragraph_changed(
    copy: list[str], changed: list[int]
) -> None:
    known = [
        Known(number, "body", len(text), digest(text))
        for number, text in enumerate(PARAGRAPHS, start=1)
    ]
    match = prove(known, "\n\n".join(copy))
    missing = [one for one in known if one.paragraph in match.words.missing]
    assert [change.known.paragraph for change in changes(missing, match, [])] == changed


def test_a_changed_paragraph_is_named_beside_long_menus(monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands between two paragraphs is looked at before the rest, of which there may be much."""
    monkeypatch.setattr(changed_paragraphs, "MOST_STRETCHES", 20)
    paragraphs = [
        "The first line is long enough here, and stands alone.",
        "Forty ships sank outside the port that night.",
        "And the last line of all, which nobody wrote into.",
    ]
    known = [
        Known(number, "body", len(text), digest(text))
        for number, text in enumerate(paragraphs, start=1)
    ]
    menus = "\n".join(f"All the news, weather and sport of town {number}" for number in range(40))
    copy = "\n".join([menus, paragraphs[0], f"Fif{paragraphs[1][3:]}", paragraphs[2], menus])
    match = prove(known, copy)
    [change] = changes([known[1]], match, [])
    assert copy[change.place :].startswith("Fifty ships")
