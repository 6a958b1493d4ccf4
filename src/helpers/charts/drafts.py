"""What a chart says of rows that a machine proposed and nobody has accepted yet."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, TypeVar

from helpers.story.contract import table
from helpers.story.proposals import proposed
from helpers.values.english import capital

if TYPE_CHECKING:
    import pandas as pd

    from helpers.story.story import Story


@dataclass(frozen=True)
class Draft:
    """What a chart shows, in place of the finding that its rows would give, and what is proposed.

    `about` is a title without a finding; `ids` key column -> ids of the proposed rows.
    """

    about: str
    ids: Mapping[str, set[str]]

    def drawn(self, rows: "pd.DataFrame") -> int:
        """How many rows stand for proposed ones, by the ids that they carry."""
        marked = [
            any(self._names(column, cell) for column, cell in cells.items())
            for cells in rows.to_dict("records")
        ]
        return sum(marked)

    def _names(self, column: object, cell: object) -> bool:
        ids = self.ids.get(str(column)) or self.ids.get(str(column).removesuffix("s"))
        if not ids or not isinstance(cell, str | list | tuple):
            return False
        return not ids.isdisjoint(cell.split("|") if isinstance(cell, str) else cell)


Made = TypeVar("Made")
_draft: ContextVar[Draft | None] = ContextVar("draft", default=None)


@contextmanager
def use_draft(now: Draft) -> Iterator[None]:
    """Draw rows of which some are only proposed, for the length of a with block."""
    token = _draft.set(now)
    try:
        yield
    finally:
        _draft.reset(token)


def as_draft(title: str, alt: str, rows: "pd.DataFrame") -> tuple[str, str, str]:
    """Title, alt text and a note for the footer of a chart, as they are above proposed rows.

    Input: title and alt text as its rows give them; the rows. Output: the same two and "" where no
    row is only proposed.
    """
    now = _draft.get()
    count = now.drawn(rows) if now else 0
    if not now or not count:
        return title, alt, ""
    which = f"All {count} rows" if count == len(rows) else f"{count} of {len(rows)} rows"
    which = "The one row" if len(rows) == 1 else which
    note = f"{which} drawn {'rests' if count == 1 else 'rest'} on proposals that nobody has accepted yet."
    draft = f"Draft: {now.about}"
    return draft, f"{draft}. {note} {alt.replace(title, capital(now.about))}", note


def tells_drafts(build: "Callable[[Story], Made]") -> "Callable[[Story], Made]":
    """Decorate what draws a chart of a story, so that it says of proposed rows that they are drafts.

    The first line of its docstring, up to the colon, says what the chart shows: its title where
    any row drawn is only proposed, since findings are made of accepted ones.
    """

    @wraps(build)
    def built(story: "Story") -> "Made":
        known = proposed(story.proposals)
        if not known:
            return build(story)
        keys = {name: table(name).key for name in known}
        ids = {key[0]: known[name] for name, key in keys.items() if len(key) == 1}
        about, _, _ = (build.__doc__ or build.__name__).partition(":")
        with use_draft(Draft(about[:1].lower() + about[1:], ids)):
            return build(story)

    return built
