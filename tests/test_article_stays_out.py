"""The article is not ours to publish: no eight words of it in a row stand in the project.

The headline is cited; a name as long as that is shortened in the tables.
"""

import html
import json
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from helpers.story.locators import shared_runs
from helpers.story.project import story_ids
from helpers.story.story import Story, open_story
from helpers.story.text_files import read_copy

WORDS = 8


def texts_of(path: Path) -> Iterator[str]:
    """What a file says: as it stands, and as a reader of its rendered form would see it."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return
    if path.suffix in (".json", ".ipynb"):
        text = " ".join(strings(json.loads(text)))
    yield text
    shown = html.unescape(re.sub(r"<[^>]*>", " ", text))
    if shown != text:
        yield shown


def strings(value: object) -> Iterator[str]:
    """Every string in a piece of JSON, in order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, held in value.items():
            yield from (key, *strings(held))
    elif isinstance(value, list):
        for held in value:
            yield from strings(held)


def published(paths: Iterable[Path], text: str, headline: str) -> list[str]:
    """Where words of the article stand in files, one line each, with the first three words."""
    cited = " ".join(re.findall(r"\w+", headline.casefold()))
    return [
        f"{path.name}: {len(run.split())} words, {' '.join(run.split()[:3])} ..."
        for path in paths
        for written in texts_of(path)
        for run in shared_runs(text, written, WORDS)
        if f" {run} " not in f" {cited} "
    ]


def tracked(root: Path) -> list[Path]:
    """The files that git tracks or would track, those of included texts left out."""
    if shutil.which("git") is None or not (root / ".git").exists():
        pytest.skip("the project is not a git checkout")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\0")
    return [root / name for name in listed if name and (root / name).is_file()]


def test_the_article_stands_in_no_file_of_the_project(root: Path, article_copy: Path) -> None:
    text = read_copy(article_copy)
    stories = [open_story(name, words=article_copy) for name in story_ids()]
    [story] = [s for s in stories if s.words is not None and s.article.text == "attached"]
    files = tracked(root)
    assert len(files) > 20
    assert published(files, text, story.article.headline) == []


# ------------------------------------------------------------------------------ the test itself


SENTENCE = "At least nine people died when the ferry Grey Heron hit a gate"
MARKED = "At least nine <em>people</em> died when the&nbsp;ferry Grey Heron"
CELLS = {"cells": [{"source": ["At least nine people\n", "died when the ferry"]}]}


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("note.md", f"As told: {SENTENCE}.", True),
        ("rows.csv", f'c001,"{SENTENCE}, he said"\n', True),
        ("page.html", f"<p>{MARKED}</p>", True),
        ("notebook.ipynb", json.dumps(CELLS), True),
        ("code.py", f'TEXT = "{SENTENCE.upper()}"\n', True),
        ("whole.txt", "{article}", True),
        ("beyond.md", "{headline} Dozens reportedly missing", True),
        ("headline.md", "{headline}", False),
        ("short.md", "At least nine people died when the", False),
        ("hedge.csv", "f008,more than 40\n", False),
        ("own.md", "Nine or more people were dead, the River Guard of Brindlemark said.", False),
        ("picture.png", b"\x89PNG\r\n\x1a\n\xff\xfe", False),
    ],
)
def test_eight_words_in_a_row_are_found_in_every_kind_of_file_and_nothing_else_is(
    tmp_path: Path, example: Story, name: str, content: str | bytes, found: bool
) -> None:
    # The text of the example stands here for an article that is not ours.
    article = (example.folder / "article.txt").read_text(encoding="utf-8")
    headline = example.article.headline
    if isinstance(content, str):
        content = content.replace("{article}", article).replace("{headline}", headline).encode()
    path = tmp_path / name
    path.write_bytes(content)
    assert bool(published([path], article, headline)) is found
