"""A paragraph with other words than the article's, where no row tells its place."""

import pytest

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
