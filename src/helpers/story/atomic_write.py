"""Files written so that none is ever half there, and what killed runs left of theirs, for the next.

What is left is told by the number of the process in its name.
"""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir


def write_atomically(path: Path, content: bytes) -> Path:
    """Write a file under another name in its folder, then rename it over the old one.

    Output: the path. The folder is made if need be; what a killed run left of this file is cleared.

    Raises:
        OSError: the folder can't be written to, or the disk is full; it names the file, and the old
            one stays whole.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    prefix = f".{path.name}."
    beside = path.with_name(f"{prefix}{os.getpid()}.part")
    try:
        for left in leftovers(path.parent, prefix):
            left.unlink(missing_ok=True)
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as error:
        # A full disk names no file, any other error one that nobody has asked for.
        raise OSError(error.errno, error.strerror or str(error), str(path)) from error
    finally:
        beside.unlink(missing_ok=True)
    return path


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
