"""Stories brought here from a place elsewhere, and what is made of them put there.

Whoever works with a story works in folders of this machine: those that are named, or temporary ones.
"""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from fnmatch import fnmatch
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from helpers.corpus.places import clear, digest_in, is_here, reached, write_whole
from helpers.story.atomic_write import temporary_folder
from helpers.story.problem import StoryError
from helpers.story.project import NAME, STORIES, story_ids


def stories_in(stories: Path) -> list[str]:
    """The stories of a folder `data/stories`, or of a place elsewhere, by name.

    Raises:
        StoryError: `stories` is no such folder, or can't be reached.
    """
    if is_here(stories):
        return story_ids(_root(stories))
    elsewhere: Any = stories
    with reached(stories):
        found = elsewhere.fs.ls(elsewhere.path, detail=True) if stories.is_dir() else None
    if found is None:
        raise StoryError([f"{stories}: no such place; name the one in which the stories stand"])
    folders = (PurePosixPath(one["name"]).name for one in found if one["type"] == "directory")
    return sorted(name for name in folders if NAME.fullmatch(name))


def _root(stories: Path) -> Path:
    """The folder of the project whose stories these are."""
    whole = stories.absolute()
    if not whole.is_dir() or whole.parts[-2:] != STORIES.parts:
        raise StoryError(
            [f"{stories}: no folder of stories; name the folder {STORIES.as_posix()} of a project"]
        )
    return whole.parents[1]


def sources_of(stories: Path, names: Iterable[str], patterns: Sequence[str]) -> dict[str, str]:
    """A mark of each story that changes with the files that a corpus rests on.

    Input: the folder or place of the stories; their names; what those files are called.
    Output: by story, SHA-256 over the names and bytes of the files; of a place elsewhere, over what
        it says of them in one list (a tag, a size, a time), so that nothing has to be fetched.

    Raises:
        StoryError: the place can't be reached.
    """
    if is_here(stories):
        return {name: digest_in(stories / name, *patterns) for name in names}
    elsewhere: Any = stories
    with reached(stories):
        listed = elsewhere.fs.find(elsewhere.path, detail=True)
    totals = {name: sha256() for name in names}
    for path, told in sorted(listed.items()):
        file = PurePosixPath(path)
        if file.parent.name in totals and any(fnmatch(file.name, one) for one in patterns):
            totals[file.parent.name].update(f"{file.name}\0{sorted(told.items())}\0".encode())
    return {name: total.hexdigest() for name, total in totals.items()}


@contextmanager
def fetched(story: str, stories: Path, root: Path) -> Iterator[Path]:
    """The project in which a story stands, for the length of a with block.

    Input: the story; the folder or place of the stories; the folder of the project whose contract
        they keep.
    Output: the project to which the folder of stories belongs; of a place elsewhere, one made for
        this, with the contract and the story in it.

    Raises:
        StoryError: the place can't be reached.
    """
    if is_here(stories):
        yield _root(stories)
        return
    with temporary_folder("claim-story-") as project:
        own = root / STORIES
        shutil.copytree(
            root / "data",
            project / "data",
            ignore=lambda folder, _: [own.name] if Path(folder) == own.parent else [],
        )
        (project / STORIES).mkdir()
        _fetch(stories / story, project / STORIES / story)
        yield project


@contextmanager
def delivered(story: str, dist: Path) -> Iterator[Path]:
    """The folder dist in which the charts of a story are written, for the length of a with block.

    Input: the story; the folder dist, or a place elsewhere.
    Output: the folder itself; of a place elsewhere, a temporary one that holds what stands there of
        the story. At the end what has changed is put there, whatever went wrong, first the charts
        and then what tells of the story; what is gone is taken away.

    Raises:
        StoryError: the place can't be reached.
    """
    if is_here(dist):
        yield dist
        return
    with temporary_folder("claim-dist-") as here:
        _fetch(dist / story, here / story)
        before = _digests(here)
        try:
            yield here
        finally:
            after = _digests(here)
            changed = (path for path, digest in after.items() if before.get(path) != digest)
            for path in sorted(changed, key=lambda path: (-len(path.parts), path)):
                write_whole(dist / path.as_posix(), (here / path).read_bytes())
            clear(dist / path.as_posix() for path in before.keys() - after.keys())


def _fetch(place: Path, folder: Path) -> None:
    """Copy what stands in a place elsewhere, if anything does, into a new folder."""
    elsewhere: Any = place
    folder.mkdir()
    with reached(place):
        if place.is_dir():
            elsewhere.fs.get(f"{elsewhere.path}/", f"{folder}/", recursive=True)


def _digests(folder: Path) -> dict[Path, str]:
    """SHA-256 of every file below a folder, by its path there."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder): sha256(path.read_bytes()).hexdigest() for path in files}
