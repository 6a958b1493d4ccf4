"""Files that are generated, and the test that nobody changed them by hand.

`outputs` names every generated file with the text that it must hold; whatever else is to be
generated is added there.
"""

import json
import os
from pathlib import Path

from helpers.contract import data_readme, datapackage, find_root
from helpers.story import StoryError, read_article, story_folder, story_ids

PACKAGE = "datapackage.json"


def package_text(folder: Path) -> str:
    """The text of a story's datapackage.json.

    Raises:
        OSError, tomllib.TOMLDecodeError, KeyError: article.toml can't be read.
    """
    return json.dumps(datapackage(folder), ensure_ascii=False, indent=2) + "\n"


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
    return texts


def write(root: Path | None = None) -> list[Path]:
    """Write what is not as it must be; each file is written beside and renamed.

    Output: the files that changed.

    Raises:
        StoryError: the article.toml of a story can't be read; nothing is written then.
    """
    changed = _changed(root)
    for path, text in changed.items():
        write_text(path, text)
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


def _changed(root: Path | None) -> dict[Path, str]:
    return {
        path: text
        for path, text in outputs(root).items()
        if not path.is_file() or path.read_bytes() != text.encode("utf-8")
    }


def write_text(path: Path, text: str) -> None:
    """Write a text file in UTF-8 with LF, beside its place first, so that it is never half there.

    Raises:
        OSError: the folder can't be written to.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
