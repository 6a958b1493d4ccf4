"""Where a corpus stands: in a folder of this machine, or where fsspec reaches, as s3://bucket/corpus.

Elsewhere nothing is renamed: files are put there whole, and the manifest, which says what counts, is
put there last.
"""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import duckdb

from helpers.story.atomic_write import leftovers, temporary_folder, write_atomically
from helpers.story.problem import StoryError
from helpers.story.project import digest_of


def place_of(address: str | Path) -> Path:
    """The place that an address names: a folder, or of "s3://..." what does the same elsewhere.

    Raises:
        StoryError: what is needed to reach it is not installed, or nobody knows such places.
    """
    if "://" not in str(address):
        return Path(address)
    try:
        from upath import UPath

        place: Any = UPath(address)
        place.fs  # noqa: B018  # reaches for the package of such places
    except ImportError as error:
        told = "pip install universal-pathlib" if error.name == "upath" else error
        raise StoryError([f"{address} can't be reached: {told}"]) from None
    except ValueError as error:
        raise StoryError([f"{address} can't be reached: {error}"]) from None
    found: Path = place
    return found


def is_here(place: Path) -> bool:
    """Whether a place is of this machine."""
    return isinstance(place, Path)


def reach(base: duckdb.DuckDBPyConnection, place: Path) -> None:
    """Let DuckDB read from a place."""
    elsewhere: Any = place
    if not is_here(place) and not base.filesystem_is_registered(elsewhere.protocol):
        base.register_filesystem(elsewhere.fs)


@contextmanager
def reached(place: Path) -> Iterator[None]:
    """Let whatever goes wrong on the way to a place elsewhere be told in one line."""
    try:
        yield
    except Exception as error:
        if is_here(place) or isinstance(error, FileNotFoundError):
            raise
        told = " ".join(str(error).split()) or type(error).__name__
        raise StoryError([f"{place} can't be reached: {told}"]) from None


def names_in(place: Path) -> list[str]:
    """The names of what stands in a place; a folder is made if need be.

    Raises:
        StoryError: it can't be reached.
        OSError: it can't be made.
    """
    if is_here(place):
        place.mkdir(parents=True, exist_ok=True)
    with reached(place):
        return [path.name for path in place.iterdir()] if place.is_dir() else []


def read_whole(path: Path) -> bytes | None:
    """What stands in a file; None if there is none.

    Raises:
        StoryError: it can't be reached.
        OSError: it can't be read.
    """
    try:
        with reached(path):
            return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None


def digest_in(folder: Path, *patterns: str) -> str:
    """SHA-256 over the names and bytes of the files of a folder."""
    found = {path for one in patterns for path in folder.glob(one) if path.is_file()}
    return digest_of(sorted(found))


def write_whole(path: Path, content: bytes) -> None:
    """Write a file, whole or not at all.

    Raises:
        StoryError: it can't be reached.
        OSError: it can't be written.
    """
    if is_here(path):
        write_atomically(path, content)
        return
    with reached(path):
        path.write_bytes(content)


def put_in_place(made: Path, place: Path) -> None:
    """Let a folder that was made on this machine stand in place of another.

    No system renames a folder over another in one step; elsewhere its files are put there.

    Raises:
        StoryError: it can't be reached.
        OSError: it can't be written to.
    """
    if not is_here(place):
        for file in sorted(made.iterdir()):
            write_whole(place / file.name, file.read_bytes())
        return
    old = made.with_name(f"{made.name}.old")
    if place.exists():
        place.rename(old)
    try:
        made.rename(place)
    except OSError:
        if old.exists():
            old.rename(place)
        raise
    clear([old])


def clear(places: Iterable[Path]) -> None:
    """Take away files, and folders with what they hold.

    Raises:
        StoryError: a place can't be reached.
    """
    for place in places:
        elsewhere: Any = place
        if not is_here(place):
            with reached(place), suppress(FileNotFoundError):
                elsewhere.fs.rm(elsewhere.path, recursive=True)
        elif place.is_dir() and not place.is_symlink():
            shutil.rmtree(place)
        else:
            place.unlink(missing_ok=True)


@contextmanager
def beside(place: Path, name: str) -> Iterator[Path]:
    """Where something is made before it is put in place: in the same folder, or in one of here.

    What a killed run left of it is cleared, and so is what is still there at the end.
    """
    if not is_here(place):
        with temporary_folder("claim-corpus-") as temporary:
            yield temporary / name
        return
    made = place / f".{name}.{os.getpid()}.part"
    clear([*leftovers(place, f".{name}."), made])
    try:
        yield made
    finally:
        clear([made])
