"""Files that are generated, and the test that nobody changed them by hand.

`outputs` names every generated file with the text that it must hold; whatever else is to be
generated is added there.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from helpers.story.article import read_article
from helpers.story.atomic_write import write_atomically
from helpers.story.data_package import PACKAGE, package_text
from helpers.story.data_readme import data_readme
from helpers.story.problem import StoryError
from helpers.story.project import find_root, story_folder, story_ids
from helpers.story.story import open_story

if TYPE_CHECKING:
    from helpers.charts.figure import ChartFigure

README = "README.md"


def outputs(root: Path | None = None) -> dict[Path, str]:
    """Every generated file with the text that it must hold.

    Raises:
        StoryError: the article.toml of a story can't be read.
    """
    base = root or find_root()
    texts = {base / "data" / "README.md": data_readme()}
    for story_id in story_ids(base):
        folder = story_folder(story_id, base)
        article, problems = read_article(folder)
        if article is None:
            raise StoryError([f"{story_id}/{problem}" for problem in problems])
        texts[folder / PACKAGE] = package_text(folder)
    return {**texts, **_readme(base)}


def _readme(base: Path) -> dict[Path, str]:
    """The README with its generated parts; nothing if it speaks of no story."""
    chart = _chart(base)
    if chart is None:
        return {}
    # Charts and findings take a second to import, which `story check` need not wait for.
    from helpers.desk import readme
    from helpers.show.collection import notebook_map

    path = base / README
    text = path.read_text(encoding="utf-8")
    story = open_story(readme.story_of(text) or "", root=base)
    parts = {
        "findings": readme.main_findings(story),
        "picture": readme.picture(chart),
        "map": notebook_map(story),
    }
    return {path: readme.filled(text, parts)}


def _chart(base: Path) -> "ChartFigure | None":
    """The chart of the README; None if the README speaks of no story."""
    from helpers.desk import readme

    path = base / README
    story_id = readme.story_of(path.read_text(encoding="utf-8")) if path.is_file() else None
    return readme.chart_of(open_story(story_id, root=base)) if story_id else None


def write(root: Path | None = None) -> list[Path]:
    """Write what is not as it must be; each file is written beside and renamed.

    Output: the files that changed.

    Raises:
        StoryError: the article.toml of a story can't be read; nothing is written then.
    """
    base = root or find_root()
    changed = _changed(base)
    for path, content in changed.items():
        write_atomically(path, content)
    return list(changed)


def drift(root: Path | None = None) -> list[str]:
    """One line per generated file that is missing or not as it must be.

    Raises:
        StoryError: the article.toml of a story can't be read.
    """
    base = root or find_root()
    return [
        f"{path.relative_to(base).as_posix()} "
        f"{'differs from what is generated' if path.is_file() else 'is missing'}: "
        "write it anew with: story generate"
        for path in _changed(base)
    ]


def _changed(base: Path) -> dict[Path, bytes]:
    """The files to be written, with what they must hold."""
    texts = {
        path: text.encode("utf-8")
        for path, text in outputs(base).items()
        if not path.is_file() or path.read_bytes() != text.encode("utf-8")
    }
    return {**texts, **_picture(base)}


def _picture(base: Path) -> dict[Path, bytes]:
    """The picture of the README, if it is missing or says something else than its chart."""
    chart = _chart(base)
    if chart is None:
        return {}
    from helpers.charts.pictures import to_png
    from helpers.desk import readme

    path = base / readme.PICTURE
    if path.is_file() and readme.shows(path.read_bytes(), chart):
        return {}
    return {path: to_png(chart)}
