"""What a text tells of itself: its paragraphs with their kinds, and who published them when."""

from dataclasses import dataclass

from helpers.story.locators import WHITE_SPACE, fold


@dataclass(frozen=True)
class Paragraph:
    """A paragraph in the marks in which it is printed, and its kind, one of the contract's."""

    kind: str
    text: str


@dataclass(frozen=True)
class Found:
    """What was found in a text; "" for a detail that does not stand there.

    `published` is a day (2014-09-29), `language` a tag of BCP 47, `place` the one of the dateline as
    printed, `undated` what stands in the text of its day and does not settle it. `notes` are for whoever made the
    story: what a reader of the text should look at again.
    """

    paragraphs: tuple[Paragraph, ...]
    headline: str = ""
    outlet: str = ""
    author: str = ""
    published: str = ""
    address: str = ""
    language: str = ""
    place: str = ""
    undated: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class TextError(Exception):
    """A text of which no story can be made; the message says why, and what to do."""


def one_line(text: str) -> str:
    """A text as one line, in the marks in which it is printed; "" if nothing is left of it."""
    line = WHITE_SPACE.sub(" ", text).strip()
    return line if fold(line) else ""
