"""Attaching a reader's own copy of an article: proved, and kept out of the tracked files."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from helpers.story.article import Article
from helpers.story.article_copy.changes import Change, changes
from helpers.story.article_copy.proof import (
    ATTACHED,
    Known,
    Match,
    known_paragraphs,
    prove,
    read_described,
    standing,
)
from helpers.story.atomic_write import write_atomically
from helpers.story.contract import TABLES, table
from helpers.story.csv_tables import Row, read_table
from helpers.story.problem import StoryError
from helpers.story.project import story_folder, story_ids
from helpers.story.text_files import read_copy

MOST_LISTED = 12


class AttachError(Exception):
    """A copy that can't be attached; one line says why, and nothing was changed."""


@dataclass(frozen=True)
class Described:
    """A story, and what it tells of its article without its words."""

    folder: Path
    article: Article
    paragraphs: tuple[Row, ...]

    @property
    def known(self) -> list[Known]:
        """What is known of its paragraphs."""
        return known_paragraphs(self.paragraphs)


@dataclass(frozen=True)
class Candidate(Described):
    """A story, and what a copy proves of it."""

    match: Match


@dataclass(frozen=True)
class Outcome:
    """What attaching did: the story, what the copy proves, and whether a file was written."""

    story: str
    match: Match
    written: bool
    lines: tuple[str, ...]


def attach(path: Path, *, story_id: str | None = None, root: Path | None = None) -> Outcome:
    """Prove a copy of an article and keep it as attached.txt in the folder of its story.

    Input: a text file in UTF-8; the story, if it is not to be found by its paragraphs; the
    project's folder if not the one found. Kept are the proved paragraphs, normalised, one a line.

    Raises:
        FileNotFoundError: no such file.
        AttachError: not a text file, or a copy of no story's article.
        StoryError: no such story, or one whose article.toml or paragraphs.csv can't be read.
    """
    try:
        text = read_copy(path)
    except ValueError as error:
        raise AttachError(str(error)) from None
    stories = list(_stories(story_id, root))
    if not stories:
        raise AttachError(
            "there is no story to attach a copy to: story list shows those that can be read"
        )
    best = _best(stories, text)
    included = best.article.text == "included"
    if not best.match.same_article and not (included and story_id):
        raise AttachError(_refusal(path, best, story_id))
    name = best.folder.name
    changed = changes(_missing(best), best.match, _located(best.folder))
    if changed and not included:
        raise AttachError(_told_changed(path, name, text, changed))
    if included:
        line = f"{name}: its text is included, nothing to attach"
        return Outcome(name, best.match, False, (line,))
    kept = "".join(f"{paragraph}\n" for paragraph in best.match.words.paragraphs.values())
    written, told = _keep(best.folder / ATTACHED, kept.encode("utf-8"))
    return Outcome(name, best.match, written, (*_told(best), told))


def _stories(story_id: str | None, root: Path | None) -> Iterator[Described]:
    """The stories that the copy may be of; those that can't be read are passed over, if unnamed."""
    if story_id is not None:
        yield _described(story_folder(story_id, root))
        return
    for name in story_ids(root):
        with suppress(StoryError):
            yield _described(story_folder(name, root))


def _described(folder: Path) -> Described:
    try:
        return Described(folder, *read_described(folder))
    except StoryError as error:
        raise StoryError([f"{folder.name}/{problem}" for problem in error.problems]) from None


def _best(stories: Sequence[Described], text: str) -> Candidate:
    """The story that the copy is of, or the one it comes closest to.

    A long page takes seconds to be proved, so the likeliest come first, up to one that it is of.
    """
    found = standing([one.known for one in stories], text) if len(stories) > 1 else [0]
    ordered = sorted(zip(found, stories, strict=True), key=lambda pair: pair[0], reverse=True)
    first, *others = (story for _, story in ordered)
    best = _proved(first, text)
    for story in others:
        if best.match.same_article:
            break
        best = max(best, _proved(story, text), key=lambda one: one.match.share)
    return best


def _proved(story: Described, text: str) -> Candidate:
    match = prove(story.known, text)
    return Candidate(story.folder, story.article, story.paragraphs, match)


def _refusal(path: Path, best: Candidate, story_id: str | None) -> str:
    whose = f"of {story_id}" if story_id else f"of any story, {best.folder.name} coming closest"
    return (
        f"{path.name} is not a copy {whose}: {len(best.match.words.paragraphs)} of "
        f"{len(best.paragraphs)} paragraphs found in it, less than half of the text. "
        "Save the whole article as plain text. Nothing was changed."
    )


def _told_changed(path: Path, story_id: str, text: str, changed: Sequence[Change]) -> str:
    told = "; ".join(
        f"paragraph {one.known.paragraph} ({one.known.kind}) in line "
        f"{len(text[: one.place + 1].splitlines())}"
        + (f", at the words of {', '.join(one.rows[:3])}" if one.rows else "")
        for one in changed
    )
    return (
        f"{path.name} has other words or figures than the article of {story_id}: {told}. "
        "Attach a copy of the article as it was annotated. Nothing was changed."
    )


def _missing(best: Candidate) -> list[Known]:
    missing = best.match.words.missing
    return [one for one in best.known if one.paragraph in missing]


def _located(folder: Path) -> list[Row]:
    """The rows of all tables that say where they stand; unreadable tables have none."""
    return [row for name in TABLES if table(name).located for row in read_table(folder, name).rows]


def _keep(place: Path, content: bytes) -> tuple[bool, str]:
    """Write the copy unless it stands there; whether it was written, and what to say of it."""
    name = f"data/stories/{place.parent.name}/{place.name}"
    if place.is_file() and place.read_bytes() == content:
        return False, f"already attached, identical: {name}"
    write_atomically(place, content)
    return True, f"attached as {name}; git ignores it, and it stays on this machine"


def _told(best: Candidate) -> Iterator[str]:
    """What matched, what is missing and what is extra, without a word of the article."""
    match, words = best.match, best.match.words
    yield f"{best.folder.name}: {len(words.paragraphs)} of {len(best.paragraphs)} paragraphs proved"
    if words.missing:
        listed = ", ".join(f"{one.paragraph} ({one.kind})" for one in _missing(best))
        yield f"missing: paragraphs {listed}"
        unproved = sum(row.whole("paragraph") in words.missing for row in _located(best.folder))
        yield f"rows that can't be proved: {unproved}"
    if match.extra:
        places = ", ".join(
            f"{one.line}" if one.whole else f"{one.line} (characters {one.first} to {one.last})"
            for one in match.extra[:MOST_LISTED]
        )
        more = ", ..." if len(match.extra) > MOST_LISTED else ""
        yield (
            f"extra: {sum(one.words for one in match.extra)} words that belong to no paragraph, "
            f"in lines {places}{more} of the copy; they are left out"
        )
