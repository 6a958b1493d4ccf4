"""The explorer of a story as a file."""

from pathlib import Path

from helpers.desk.outputs import KINDS
from helpers.desk.writing import write_files
from helpers.explore.page import explorer_html
from helpers.story.story import Story


def write_explorer(story: Story, dist: Path, *, words: bool = True) -> list[Path]:
    """Write the explorer of a story: dist/<story>/explore.html and, as the last one, dist/explore.html.

    Input: the story; the folder dist; whether the article's words go along where a copy is at hand.
    Output: the paths written.

    Raises:
        OSError: the folder can't be written to.
    """
    page = explorer_html(story, words=words).encode()
    own = KINDS["explorer"].path(dist, story.id)
    return write_files({own: page, dist / own.name: page})
