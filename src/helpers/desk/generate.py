"""Files of the project that are generated, and what in them somebody changed by hand."""

import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.desk.writing import write_files
from helpers.story.article import read_article
from helpers.story.csv_tables import renewed
from helpers.story.data_package import PACKAGE, package_text
from helpers.story.data_readme import data_readme
from helpers.story.in_words import IN_WORDS, in_words
from helpers.story.problem import StoryError
from helpers.story.project import story_folder, story_ids
from helpers.story.story import Story, open_story

if TYPE_CHECKING:
    from helpers.charts.figure import ChartFigure

README = "README.md"
# The chart that stands in the README, and where its picture is kept.
CHART = "claims-distances"
PICTURE = "docs/picture.png"
SHOWN = 3
"""Places where a file differs that are shown, and lines of each."""


def write(root: Path) -> list[Path]:
    """Write what in a project is not as it must be; each file is written beside and renamed.

    Output: the files that changed.

    Raises:
        StoryError: the article.toml of a story can't be read; nothing is written then.
    """
    return write_files(_changed(root))


def drift(root: Path) -> list[str]:
    """A line per generated file that is missing or not as it must be, and its first lines that differ.

    Raises:
        StoryError: the article.toml of a story can't be read.
    """
    told = []
    for path, generated in _changed(root).items():
        name = path.relative_to(root).as_posix()
        state = "differs from what is generated" if path.is_file() else "is missing"
        told.append(f"{name} {state}: write it anew with: story generate")
        if path.is_file() and path.suffix != ".png":
            told += _differing(name, path.read_bytes(), generated)
    return told


def _differing(name: str, found: bytes, generated: bytes) -> list[str]:
    """The first lines in which a file differs, with its name and the line's number."""
    old, new = (text.decode(errors="replace").split("\n") for text in (found, generated))
    blocks = [
        block
        for block in SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        if block[0] != "equal"
    ]
    told = []
    for _, first, last, begin, end in blocks[:SHOWN]:
        told.append(f"  {name}:{first + 1}")
        # As Python writes it, so that a blank or an end of line is seen.
        told += [f"    found:     {line!r}" for line in old[first:last][:SHOWN]]
        told += [f"    generated: {line!r}" for line in new[begin:end][:SHOWN]]
    more = len(blocks) - SHOWN
    return [*told, f"  and in {more} more places"] if more > 0 else told


def _changed(base: Path) -> dict[Path, bytes]:
    """The files to be written, with what they must hold."""
    texts = {base / "data" / README: data_readme()}
    for story_id in story_ids(base):
        folder = story_folder(story_id, base)
        article, problems = read_article(folder)
        if article is None:
            raise StoryError([f"{story_id}/{problem}" for problem in problems])
        texts |= {folder / name: text for name, text in renewed(folder).items()}
        texts[folder / PACKAGE] = package_text(folder)
        texts[folder / IN_WORDS] = in_words(folder)
    pictures = {}
    readme, picture = base / README, base / PICTURE
    text = readme.read_text(encoding="utf-8") if readme.is_file() else ""
    if speaks_of := re.search(r"<!-- story: (\S+) -->", text):
        # Charts and findings take a second to import, which a bare project need not wait for.
        from helpers.charts.pictures import to_png
        from helpers.topics.catalogue import chart

        story = open_story(speaks_of[1], root=base)
        drawn = chart(story, CHART)
        texts[readme] = filled(text, parts(story, drawn))
        if not shows(picture, drawn):
            pictures[picture] = to_png(drawn)
    return {
        path: text.encode()
        for path, text in texts.items()
        if not path.is_file() or path.read_bytes() != text.encode()
    } | pictures


def parts(story: Story, chart: "ChartFigure") -> dict[str, str]:
    """The generated parts of the README, as Markdown: findings, picture and map of notebooks."""
    from helpers.show.sentences import notebook_map
    from helpers.topics import findings

    return {
        "findings": "\n".join(f"- {one.text}" for one in findings.main(story)),
        "picture": f'<img src="{PICTURE}" width="620" alt="{escape(chart.alt)}">',
        "map": notebook_map(story),
    }


def shows(path: Path, chart: "ChartFigure") -> bool:
    """Whether a stored picture is of this chart and says the same.

    A picture carries its chart's name and alt text; its pixels may differ between machines, and
    do not count.
    """
    from PIL import Image

    if not path.is_file():
        return False
    with Image.open(path) as image:
        said = dict(image.info)
    return said.get("Title") == chart.name and said.get("Description") == chart.alt


def filled(text: str, generated: Mapping[str, str]) -> str:
    """Put generated parts into the README, each between its two marks.

    Input: the text; per part its name and what stands between `<!-- generated: NAME -->` and
    `<!-- end: NAME -->`.

    Raises:
        ValueError: a part has no marks in the text.
    """
    for name, part in generated.items():
        begins, ends = f"<!-- generated: {name} -->\n", f"<!-- end: {name} -->"
        before, _, rest = text.partition(begins)
        _, found, after = rest.partition(ends)
        if not found:
            raise ValueError(
                f"README.md: no part '{name}'; put it between {begins.strip()} and {ends}"
            )
        text = f"{before}{begins}{part}\n{ends}{after}"
    return text
