"""Writing files so that none is ever half there."""

import os
from pathlib import Path

from helpers.story.leftovers import leftovers


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
