"""What a run that was killed left behind: told by the process in its name, for the next to clear."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir


def leftovers(folder: Path, prefix: str) -> Iterator[Path]:
    """What stands in a folder under a prefix and the number of a process that has ended."""
    named = re.compile(re.escape(prefix) + r"(\d{1,9})\D.*")
    for path in folder.iterdir():
        found = named.fullmatch(path.name)
        if found and not _is_at_work(int(found[1])):
            yield path


@contextmanager
def temporary_folder(prefix: str) -> Iterator[Path]:
    """A folder for the length of some work; those of runs that were killed are taken away.

    Raises:
        OSError: the disk is full; it names the folder, where the system names no file.
    """
    for left in leftovers(Path(gettempdir()), prefix):
        shutil.rmtree(left, ignore_errors=True)
    with TemporaryDirectory(prefix=f"{prefix}{os.getpid()}-") as name:
        try:
            yield Path(name)
        except OSError as error:
            if error.errno is None or error.filename is not None:
                raise
            raise OSError(error.errno, error.strerror, name) from error


def _is_at_work(process: int) -> bool:
    if os.name != "posix":
        return False  # nobody can take away what another holds open there
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True  # somebody else's
    return True
