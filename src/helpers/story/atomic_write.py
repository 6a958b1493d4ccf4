"""Writing files so that none is ever half there."""

import os
from pathlib import Path


def write_atomically(path: Path, content: bytes) -> Path:
    """Write a file under another name in its folder, then rename it over the old one.

    Output: the path. The folder is made if need be.

    Raises:
        OSError: the folder can't be written to; the old file stays whole.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return path
