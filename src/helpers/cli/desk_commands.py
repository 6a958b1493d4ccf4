"""Subcommands for the desk: charts, tables, notebooks, explore, export."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from typer import Argument, Context, Option

from helpers.cli.command import (
    DIST,
    FINE,
    NAME,
    PROBLEMS,
    WRONG_USE,
    command,
    print_problems,
    print_wrote,
    say,
)

if TYPE_CHECKING:
    from helpers.desk.writing import Progress

PROCESSES = 2
SIZE = Option(
    None,
    metavar="SIZE",
    help="only this size: web, mobile, square, column or spread; may be repeated",
)
DARK = Option(False, "--dark", help="the dark theme too, for screens")


@command("charts")
def _charts(
    context: Context,
    story: str = NAME,
    chart: list[str] | None = Option(None, metavar="NAME", help="only this chart; may be repeated"),
    size: list[str] | None = SIZE,
    dark: bool = DARK,
    to: Path = DIST,
) -> int:
    """Write every chart of a story for the desk."""
    from helpers.desk.charts import write_charts

    with _leading_there(to) as tell:
        write_charts(story, to, chart, tell, sizes=size, dark=dark, root=context.obj)
    return FINE


@command("tables")
def _tables(context: Context, story: str = NAME, to: Path = DIST) -> int:
    """Write styled tables of a story for the desk."""
    from helpers.desk.tables import write_tables
    from helpers.story.story import open_story

    with _leading_there(to) as tell:
        write_tables(open_story(story, root=context.obj), to, tell)
    return FINE


@command("notebooks")
def _notebooks(
    context: Context,
    story: str = NAME,
    to: Path = DIST,
    in_place: bool = Option(
        False, "--in-place", help="store the outputs in the notebooks themselves"
    ),
) -> int:
    """Run the notebooks for a story."""
    from helpers.desk.notebooks import write_notebooks
    from helpers.story.project import find_root
    from helpers.story.story import open_story

    if in_place and str(context.get_parameter_source("to")).endswith("COMMANDLINE"):
        return say("--in-place goes without --to: give one of them", WRONG_USE)
    folder = (context.obj or find_root()) / "notebooks"
    with _leading_there(None if in_place else to) as tell:
        opened = open_story(story, root=context.obj)
        write_notebooks(opened, to, tell, notebooks=folder, in_place=in_place)
    return FINE


@command("run")
def _run(
    context: Context,
    stories: list[str] | None = Argument(None, metavar="[STORY]...", help="these stories"),
    every: bool = Option(False, "--all", help="every story"),
    size: list[str] | None = SIZE,
    dark: bool = DARK,
    processes: int = Option(PROCESSES, min=1, metavar="N", help="how many processes work"),
    scheduler: str | None = Option(
        None, metavar="URL", help="a Dask cluster's scheduler, as tcp://host:port, instead"
    ),
    place: str | None = Option(
        None,
        "--stories",
        metavar="PLACE",
        help="where they stand: data/stories of a project, or s3://bucket/stories and the like",
    ),
    to: str = Option(
        "dist",
        metavar="PLACE",
        help="where it is written: a folder, or s3://bucket/dist and the like",
    ),
) -> int:
    """Check and chart many stories, one after the other or side by side."""
    from helpers.corpus.places import is_here, place_of
    from helpers.corpus.transfer import stories_in
    from helpers.desk.cluster import cluster
    from helpers.desk.run import known, run_all
    from helpers.desk.writing import crew
    from helpers.story.project import STORIES, find_root

    if every == bool(stories):
        return say("run takes --all, or the names of stories", WRONG_USE)
    root = context.obj or find_root()
    folder, dist = place_of(place or root / STORIES), place_of(to)
    there = stories_in(folder)
    named = known(stories or there, there)
    if is_here(dist):
        dist.mkdir(parents=True, exist_ok=True)
    workers = (
        cluster(scheduler, "helpers.desk.run", filter(is_here, (root, folder, dist)))
        if scheduler
        else crew(min(processes, max(len(named), 1)), "helpers.desk.run")
    )
    with _leading_there(dist if is_here(dist) else None) as tell, workers as each:
        lines = run_all(named, folder, dist, each, tell, root=root, sizes=size, dark=dark)
    print("\n".join(lines))
    return FINE


@contextmanager
def _leading_there(dist: Path | None) -> "Iterator[Progress]":
    """Tell of progress while files are written, then write the page that leads to them.

    Input: the folder dist, None for files elsewhere. The page is written although some file
    failed, and not if nothing that it shows has changed.
    """
    from helpers.desk.outputs import PublishError, UnknownError
    from helpers.desk.standing import index_stands

    failed = None
    try:
        with _progress() as tell:
            yield tell
    except UnknownError:
        raise
    except PublishError as error:
        failed = error
    if dist and not index_stands(dist):
        from helpers.desk.gallery import write_index

        write_index(dist)
    if failed:
        raise failed


@contextmanager
def _progress() -> "Iterator[Progress]":
    """Print each line of progress at once; on a terminal something moves below the last."""
    if not sys.stdout.isatty():
        yield lambda line: print(line, flush=True)
        return
    from rich.console import Console

    console = Console(highlight=False, markup=False)
    # A line may be copied whole, however narrow the terminal; a spinner of ASCII turns everywhere.
    with console.status("at work", spinner="line"):
        yield partial(console.print, soft_wrap=True)


@command("explore")
def _explore(
    context: Context,
    story: str = NAME,
    to: Path = DIST,
    without_words: bool = Option(
        False,
        "--without-words",
        help="leave out the words of an attached copy, so that the page may be passed on",
    ),
) -> int:
    """Write the explorer of a story as one page."""
    from helpers.desk.pages import write_explorer
    from helpers.story.story import open_story

    opened = open_story(story, root=context.obj)
    print_wrote(write_explorer(opened, to, words=not without_words))
    return FINE


@command("export")
def _export(
    context: Context,
    story: str = NAME,
    formats: list[str] | None = Option(
        None,
        "--format",
        metavar="NAME",
        help="claims, annotations, package, places or reviews; may be repeated; all if none is named",
    ),
    to: Path = DIST,
    address: str | None = Option(
        None, metavar="URL", help="where FOLDER will be read on the web: reviews point there"
    ),
    day: str | None = Option(
        None, "--date", metavar="DAY", help="the day on which the reviews are published"
    ),
) -> int:
    """Write a story in formats of exchange."""
    from helpers.desk.export import EXPORTS, publication, write_exports
    from helpers.desk.outputs import chosen
    from helpers.story.check import check
    from helpers.story.check.report import summary
    from helpers.story.story import open_story

    where, asked = publication(address, day), chosen("format", formats, EXPORTS)
    report = check(story, root=context.obj)
    if not report.clean:
        print_problems(report.problems)
        return say(_unwritten(summary(report), opened_as=story, to=to), PROBLEMS)
    opened = open_story(story, root=context.obj)
    print_wrote(write_exports(opened, to, asked, where))
    return FINE


def _unwritten(told: str, *, opened_as: str, to: Path) -> str:
    """That no export was made, what of the story stands there already, and how to go on."""
    from helpers.desk.outputs import standing

    return (
        f"{told}\nno export was written, since an export says that its rows were checked; "
        f"{to.as_posix()} {standing(to, opened_as)}\nnext:\n"
        f"  mend what is listed above, in the tables or with story edit {opened_as}\n"
        f"  make charts STORY={opened_as}  once more; nothing that it wrote has to be cleared\n"
        f"  story charts {opened_as}  draws the charts meanwhile, and story notebooks {opened_as} runs"
        " the notebooks, as far as the tables can be read"
    )
