"""The folder of the project and the stories in it."""

import os
import re
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from helpers.story.problem import StoryError

CONTRACT = Path("data", "contract.json")
STORIES = Path("data", "stories")
DEVICES = frozenset(("con", "prn", "aux", "nul")) | {
    f"{port}{number}" for port in ("com", "lpt") for number in range(10)
}
"""Names that Windows keeps for devices, whatever ending they have."""
# What a chart or a story may be called, because files and folders are named after it.
NAME = re.compile(rf"(?!(?:{'|'.join(sorted(DEVICES))})$)[a-z0-9]+(-[a-z0-9]+)*")


def find_root() -> Path:
    """The folder of the project, the one that holds data/contract.json.

    Looked for above this file (the project installed for editing), then from the working
    directory upwards.

    Raises:
        LookupError: neither place lies inside the project.
    """
    here = Path.cwd()
    for folder in (*Path(__file__).resolve().parents, here, *here.parents):
        if (folder / CONTRACT).is_file():
            return folder
    raise LookupError(
        f"{CONTRACT.as_posix()} was not found above {here.name or here}: "
        "run the command inside the project's folder"
    )


def story_ids(root: Path | None = None) -> list[str]:
    """The stories of the project, by name.

    Raises:
        LookupError: the project's folder was not found.
    """
    folder = (root or find_root()) / STORIES
    if not folder.is_dir():
        return []
    return sorted(
        entry.name for entry in folder.iterdir() if entry.is_dir() and entry.name[0] not in "._"
    )


def story_folder(story_id: str, root: Path | None = None) -> Path:
    """The folder of a story.

    Raises:
        StoryError: there is no such story; the message lists the known ones. Or its folder is a
            link out of the project.
    """
    known = story_ids(root)
    if story_id not in known:
        listed = ", ".join(known) or "none: data/stories is empty or missing"
        raise StoryError([f"no story is called {story_id!r}; known stories: {listed}"])
    base = root or find_root()
    place = STORIES / story_id
    if leads_out(base / place, base):
        mend = "put the folder itself there"
        raise StoryError([f"{place.as_posix()} is a link out of the project: {mend}"])
    return base / place


def leads_out(path: Path, folder: Path) -> bool:
    """Whether a path, its links followed, lies outside a folder."""
    # realpath, since Path.resolve raises for a link that leads to itself.
    real, inside = Path(os.path.realpath(path)), Path(os.path.realpath(folder))
    return not real.is_relative_to(inside)


def digest_of(paths: Iterable[Path], *more: str) -> str:
    """SHA-256 over the names and bytes of files, in their order, and over further words."""
    total = sha256()
    for path in paths:
        content = path.read_bytes()
        total.update(f"{path.name}\0{len(content)}\0".encode())
        total.update(content)
    for word in more:
        total.update(f"{word}\0".encode())
    return total.hexdigest()
