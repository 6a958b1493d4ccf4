"""Subcommands on many stories: corpus build, corpus query."""

import shutil
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Literal

from typer import Argument, Context, Option, Typer

from helpers.cli.command import FINE, PROBLEMS, app, command, say

if TYPE_CHECKING:
    import pandas as pd

CORPUS = "corpus"
PLACES = "where the corpus stands: a folder, or s3://bucket/corpus and the like"

group = Typer(help="Ask one question across many stories.")
app.add_typer(group, name="corpus")


@command("build", group)
def _build(
    context: Context,
    stories: str | None = Argument(
        None,
        metavar="[PLACE]",
        help="data/stories of a project, or s3://bucket/stories and the like; those of this project"
        " by default",
    ),
    to: str = Option(CORPUS, "--to", "-o", metavar="PLACE", help=PLACES),
) -> int:
    """Write the tables of all stories as one corpus; what has changed, and nothing else."""
    from helpers.corpus.build import build
    from helpers.corpus.places import place_of
    from helpers.story.project import STORIES, find_root

    folder = place_of(stories or (context.obj or find_root()) / STORIES)
    built = build(folder, place_of(to), lambda line: print(line, flush=True), beside)
    counts = {"written": built.written, "unchanged": built.unchanged, "taken away": built.removed}
    told = ", ".join(f"{len(names):,} {word}" for word, names in counts.items() if names)
    print(f"{to}: {told or 'no story'}")
    for name, problems in built.left_out.items():
        more = f"; `story check {name}` tells all {len(problems)}" if len(problems) > 1 else ""
        say(f"{name} is left out: {problems[0]}{more}", PROBLEMS)
    return PROBLEMS if built.left_out else FINE


def beside(function: str, tasks: Iterable[Any]) -> Iterator[Any]:
    """Do the work in as many processes as there is work for."""
    from helpers.desk.writing import PROCESSES, crew

    waiting = list(tasks)
    with crew(min(PROCESSES, len(waiting)), "helpers.corpus.writing") as each:
        yield from each(function, waiting)


@command("query", group)
def _query(
    asked: str | None = Argument(
        None, metavar="[SQL|NAME]", help="a SELECT, or the name of a question; without, all names"
    ),
    corpus: str = Option(CORPUS, "--corpus", metavar="PLACE", help=PLACES),
    form: Literal["table", "csv", "json"] = Option("table", "--format"),
) -> int:
    """Ask a corpus a question of your own in SQL, or one that comes with it."""
    from helpers.corpus.corpus import open_corpus
    from helpers.corpus.questions import QUESTIONS

    if asked is None:
        print("\n".join(f"{one.name}  {one.title}" for one in QUESTIONS.values()))
        return FINE
    opened = open_corpus(corpus)
    found = opened.ask(asked) if " " not in asked.strip() else opened.query(asked)
    sys.stdout.write(_printed(found, form))
    return FINE


def _printed(found: "pd.DataFrame", form: str) -> str:
    """An answer as text: a table for people, CSV that a spreadsheet opens, JSON for machines."""
    from helpers.values.spreadsheet import rows_as_csv

    found = found.apply(_days)
    if form == "csv":
        return rows_as_csv(found)
    if form == "json":
        return f"{found.to_json(orient='records')}\n"
    flat = found.map(lambda cell: "|".join(map(str, cell)) if isinstance(cell, list) else cell)
    widest = max(shutil.get_terminal_size((150, 24)).columns // 3, 20)
    return flat.to_string(index=False, na_rep="", max_colwidth=widest) + "\n"


def _days(cells: "pd.Series") -> "pd.Series":
    """A column of days as they are written in the tables; any other column as it is."""
    if cells.dtype.kind != "M" or not cells.dropna().eq(cells.dropna().dt.normalize()).all():
        return cells
    days: pd.Series = cells.dt.strftime("%Y-%m-%d")
    return days
