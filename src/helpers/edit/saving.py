"""Writing the tables of a story as one: all of them or none, one writer at a time.

First everything that is to be written goes into a journal, whole or not at all; then file after
file is written, and the journal goes. Whoever comes next and finds a journal writes what it says
once more, so a run that was killed in the middle leaves either the old tables or the new ones.
"""

import errno
import json
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from hashlib import sha256
from pathlib import Path

from filelock import FileLock, Timeout

from helpers.edit.sheets import Sheets
from helpers.edit.tables import table
from helpers.story.atomic_write import write_atomically
from helpers.story.problem import Problem, StoryError

JOURNAL = ".edit.journal"
LOCK = ".edit.lock"
PATIENCE = 30
"""So many seconds are waited for another save, which takes two or three."""


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold everybody else off a story's tables; a save that was cut short is finished first.

    Raises:
        StoryError: another save is still running, or what was cut short can't be finished.
        OSError: the folder can't be written to.
    """
    try:
        with FileLock(folder / LOCK, timeout=PATIENCE):
            finish(folder)
            yield
    except Timeout:
        told = "another save still running", "no other save"
        mend = f"End it, or take {LOCK} away if none is running."
        raise StoryError([Problem(LOCK, "", "", *told, mend)]) from None


@contextmanager
def undisturbed(folder: Path) -> Iterator[None]:
    """The same for whoever only reads; a folder that can't be written to nobody can disturb.

    Raises:
        StoryError: as `alone`.
    """
    with ExitStack() as stack:
        try:
            stack.enter_context(alone(folder))
        except OSError as error:
            if error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS):
                raise
        yield


def write(
    folder: Path, before: Sheets, after: Sheets, notes: Mapping[str, tuple[str, str]] | None = None
) -> list[str]:
    """Write what differs between two states of the tables; whoever calls is `alone`.

    Input: `notes` are other files that go with them: name, the text that stands, the new one.
    Output: the names of the files written. Raises: OSError for a folder that can't be written to;
    then all is as before, or the next `finish` makes it whole.
    """
    entries = {
        table(name).path: {
            "before": sha256(before[name].content).hexdigest(),
            "after": after[name].content.decode("utf-8"),
        }
        for name in after
        if after[name] is not before[name] and after[name].content != before[name].content
    }
    for path, (old, new) in (notes or {}).items():
        entries[path] = {"before": sha256(old.encode("utf-8")).hexdigest(), "after": new}
    if entries:
        text = json.dumps(entries, ensure_ascii=False)
        write_atomically(folder / JOURNAL, text.encode("utf-8"))
        finish(folder)
    return list(entries)


def finish(folder: Path) -> None:
    """Write what a journal says, and take it away; nothing where there is none.

    Raises:
        StoryError: a file was changed by others since, so that neither state can be made whole.
        OSError: the folder can't be written to.
    """
    journal = folder / JOURNAL
    if not journal.is_file():
        return
    entries = json.loads(journal.read_text(encoding="utf-8"))
    problems = [
        problem for name, entry in entries.items() for problem in _changed(folder, name, entry)
    ]
    if problems:
        raise StoryError(problems)
    for name, entry in entries.items():
        write_atomically(folder / name, entry["after"].encode("utf-8"))
    journal.unlink()


def _changed(folder: Path, name: str, entry: dict[str, str]) -> Iterator[Problem]:
    """Whether a file is neither as it was before a save nor as the save makes it."""
    path = folder / name
    found = sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    if found not in (entry["before"], sha256(entry["after"].encode("utf-8")).hexdigest()):
        yield Problem(
            name,
            "",
            "",
            "a file that was changed after a save that was cut short",
            "the table before or after that save",
            f"Take {JOURNAL} away to keep the table as it is, or restore the table to finish the save.",
        )
