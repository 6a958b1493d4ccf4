"""The editor of one story: it is asked in plain values, and answers in plain values.

A page in JupyterLab and one in a browser ask the same. Each save goes with the version of the
tables that the page has seen; where others have saved since, it is refused with what they changed,
and may be sent again on top of that.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

from helpers.edit import faults, saving, state
from helpers.edit.dropping import HangingError
from helpers.edit.edits import cells_of, edited
from helpers.edit.readings import Reader, in_words
from helpers.edit.rows import EditError, open_rows
from helpers.edit.sharing import shared
from helpers.edit.sheets import (
    Patch,
    PatchError,
    Sheets,
    difference,
    patched,
    read_sheets,
    turned,
    version,
)
from helpers.edit.state import Json
from helpers.edit.tables import table
from helpers.story.article_copy.proof import Words, read_described, story_words
from helpers.story.problem import Problem, StoryError
from helpers.story.project import story_folder

REMEMBERED = 200
"""So many states of the tables are kept, to say what others have changed since."""


@dataclass
class _History:
    """What one page has done, and what it has taken back: a sentence and a patch each."""

    done: list[tuple[str, Patch]] = field(default_factory=list)
    undone: list[tuple[str, Patch]] = field(default_factory=list)


class Editor:
    """A story that is being edited; several pages may edit it at once."""

    def __init__(self, story_id: str, root: Path | None = None) -> None:
        """Take the story.

        Raises:
            StoryError: no such story, or files that can't be read.
        """
        self.folder = story_folder(story_id, root)
        self.article, _ = read_described(self.folder)
        self.words: Words | None = story_words(story_id, root)
        self._reader = Reader(self.words, self.article) if self.words else None
        self._states: dict[str, Sheets] = {}
        self._problems: dict[str, tuple[Problem, ...]] = {}
        self._pages: dict[str, _History] = {}
        self._lock = Lock()
        with saving.undisturbed(self.folder):
            self.sheets = self._read()

    def answer(self, asked: Mapping[str, Any]) -> Json:
        """Answer a page.

        Input: what is asked ("open", "read", "words", "shared", "save") and what it needs. Output:
        what `page_state` tells, or cells, or words, or the rows that share what changes; of a save
        `saved`, `stale`, `faults` or `hanging`; `error` in one line for what can't be done.
        """
        ways: Mapping[str, Callable[[Mapping[str, Any]], Json]] = {
            "open": self._open,
            "read": self._read_words,
            "words": lambda told: {"words": dict(in_words(told["cells"]))},
            "shared": self._shared,
            "save": self._save,
        }
        try:
            return ways[asked["ask"]](asked)
        except HangingError as error:
            return {"hanging": {"goes": error.goes, "stays": error.stays}}
        except EditError as error:
            return {"faults": [faults.told(one) for one in error.problems]}
        except StoryError as error:
            return {"error": str(error)}
        except OSError as error:
            return {
                "error": f"{error.filename or 'a file'}: {error.strerror}; nothing is lost: save again"
            }
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            return {"error": f"this can't be read: {type(error).__name__} {error}"}

    def _read(self) -> Sheets:
        """The tables as they are on disk now, kept to be compared with later ones."""
        sheets = read_sheets(self.folder)
        while len(self._states) > REMEMBERED:
            del self._states[next(iter(self._states))]
        self._states[version(sheets)] = sheets
        return sheets

    def _open(self, asked: Mapping[str, Any]) -> Json:
        with self._lock, saving.undisturbed(self.folder):
            sheets = self._read()
        history = self._pages.setdefault(str(asked["page"]), _History())
        told = state.page_state(self.article, sheets, self.words)
        return {**told, **self._standing(sheets, history)}

    def _read_words(self, asked: Mapping[str, Any]) -> Json:
        if self._reader is None:
            return {"cells": {}, "words": {}}
        name, cells = str(asked["table"]), cells_of(str(asked["table"]), asked["cells"])
        sheets = self._states.get(str(asked["version"]), self.sheets)
        found = self._reader.cells(name, cells, sheets)
        return {"cells": dict(found), "words": dict(in_words(found))}

    def _shared(self, asked: Mapping[str, Any]) -> Json:
        name, cells = str(asked["table"]), cells_of(str(asked["table"]), asked["cells"])
        sheets = self._states.get(str(asked["version"]), self.sheets)
        found = shared(sheets, name, str(asked["key"]), cells)
        return {
            "shared": {
                reach: list(dict.fromkeys((one.table, one.key) for one in cells_there))
                for reach, cells_there in found.items()
            }
        }

    def _standing(self, sheets: Sheets, history: _History) -> Json:
        """What changes with each save."""
        return {
            "version": version(sheets),
            "undo": history.done[-1][0] if history.done else "",
            "redo": history.undone[-1][0] if history.undone else "",
            "open": [[each["table"], each["row_id"]] for each in open_rows(sheets)],
        }

    # -------------------------------------------------------------------------- saving

    def _save(self, asked: Mapping[str, Any]) -> Json:
        history = self._pages.setdefault(str(asked["page"]), _History())
        with self._lock, saving.alone(self.folder):
            before = self._read()
            if version(before) != asked["version"]:
                return self._stale(str(asked["version"]), before, history)
            said, after = self._edited(before, asked["edit"], history)
            patch = difference(before, after)
            wrong = self._brought(before, after) if patch else ()
            if wrong:
                return {"faults": [faults.told(one) for one in wrong]}
            saving.write(self.folder, before, after)
            self._states[version(after)] = self.sheets = after
        _remember(history, asked["edit"]["do"], said, patch)
        return {"saved": said, "changes": state.changes(patch), **self._standing(after, history)}

    def _stale(self, seen: str, now: Sheets, history: _History) -> Json:
        """What others have changed since a page has looked; everything, where that is not known."""
        before = self._states.get(seen)
        if before is None:
            told = state.page_state(self.article, now, self.words)
            others = ["the tables were changed outside of this editor"]
            return {"stale": others, "rows": told["rows"], **self._standing(now, history)}
        patch = difference(before, now)
        standing = self._standing(now, history)
        return {"stale": state.sentences(patch), "changes": state.changes(patch), **standing}

    def _edited(
        self, sheets: Sheets, edit: Mapping[str, Any], history: _History
    ) -> tuple[str, Sheets]:
        """What was done, in a few words, and the tables after it.

        Raises:
            EditError: it can't be done.
        """
        if edit["do"] in ("undo", "redo"):
            return _taken_back(sheets, edit["do"], history)
        return edited(sheets, edit, self.words, self.article.outlet_id, self._reader)

    def _brought(self, before: Sheets, after: Sheets) -> Sequence[Problem]:
        """What would be wrong after a save that is not wrong now."""
        checked = self._checked(after)
        # A story without faults has none to be compared with.
        return faults.brought(self._checked(before), checked) if checked else ()

    def _checked(self, sheets: Sheets) -> tuple[Problem, ...]:
        one = version(sheets)
        if one not in self._problems:
            while len(self._problems) > REMEMBERED:
                del self._problems[next(iter(self._problems))]
            self._problems[one] = faults.faults(self.folder, sheets)
        return self._problems[one]


def _taken_back(sheets: Sheets, do: str, history: _History) -> tuple[str, Sheets]:
    kept = history.done if do == "undo" else history.undone
    if not kept:
        told = "nothing", f"something to {do}", "Everything of this page is as it was."
        raise EditError(Problem("the edit", "", do, *told))
    said, patch = kept[-1]
    try:
        return said, patched(sheets, turned(patch) if do == "undo" else patch)
    except PatchError as error:
        one = error.change
        told = (
            "a row that others have changed since",
            "the row as it was left",
            "Change it by hand.",
        )
        raise EditError(Problem(table(one.table).path, one.key, "", *told)) from None


def _remember(history: _History, do: str, said: str, patch: Patch) -> None:
    if do == "undo":
        history.undone.append(history.done.pop())
    elif do == "redo":
        history.done.append(history.undone.pop())
    elif patch:
        history.done.append((said, patch))
        history.undone.clear()
