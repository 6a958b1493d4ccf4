"""The `story` command.

Exit codes: 0 fine, 1 problems found, 2 wrong use. What a subcommand needs is imported when it runs,
so that none waits for what only others need.
"""

import csv
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import wraps
from inspect import Parameter, signature
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from typer import Argument, Context, Option, Typer, TyperException

if TYPE_CHECKING:
    from helpers.desk.writing import Progress
    from helpers.story.check import Report
    from helpers.story.problem import Problem

FINE, PROBLEMS, WRONG_USE = 0, 1, 2

app = Typer(rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False)

NAME = Argument(..., metavar="STORY")
DIST = Option(Path("dist"), metavar="FOLDER", help="where it is written")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the `story` command.

    Input: the words behind `story`, those of the command line by default. Output: the exit code.

    Raises:
        SystemExit: a command, option or word that is not known, with 2.
    """
    try:
        code: int = app(arguments, prog_name="story", standalone_mode=False)
    except TyperException as error:
        told = f"{error.format_message()} `story --help` lists the commands, `story COMMAND --help`"
        raise SystemExit(_say(f"{told} their options", WRONG_USE)) from None
    return code


@app.callback()
def _story(
    context: Context,
    root: Path | None = Option(None, help="folder of the project, if not the one found from here"),
) -> None:
    """Check, attach and chart the stories of this project."""
    context.obj = root


def command(name: str) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Make a function a subcommand, whose errors are one line and an exit code."""

    def declared(run: Callable[..., int]) -> Callable[..., int]:
        @app.command(name)
        @wraps(run)
        def guarded(*words: Any, **options: Any) -> int:
            from helpers.desk.outputs import PublishError, UnknownError
            from helpers.story.problem import StoryError
            from helpers.story.project import find_root

            try:
                find_root()
            except LookupError as error:
                return _say(str(error), WRONG_USE)
            try:
                return run(*words, **options)
            except StoryError as error:
                return _say(str(error), PROBLEMS if error.problems else WRONG_USE)
            except PublishError as error:
                wrong_use = isinstance(error, UnknownError)
                return _say(str(error), WRONG_USE if wrong_use else PROBLEMS)
            except FileNotFoundError as error:
                return _say(f"{error.filename}: no such file; check the path", WRONG_USE)
            except OSError as error:
                return _say(f"{error.filename}: {error.strerror}", PROBLEMS)

        return guarded

    return declared


def _say(text: str, code: int) -> int:
    print(f"story: {text}", file=sys.stderr)
    return code


def _print_wrote(paths: Iterable[Path]) -> None:
    print("\n".join(f"wrote {path.as_posix()}" for path in paths))


def _print_problems(problems: "Sequence[Problem]") -> None:
    from helpers.story.check.report import as_table

    print(as_table(problems, shutil.get_terminal_size((150, 24)).columns))


# ------------------------------------------------------------------------------ a story's tables


@command("list")
def _list(context: Context) -> int:
    """List the stories."""
    from helpers.story.article import read_article
    from helpers.story.project import story_folder, story_ids

    for story_id in story_ids(context.obj):
        article, problems = read_article(story_folder(story_id, context.obj))
        told = f"{article.outlet}, {article.published}: {article.headline}" if article else ""
        print(f"{story_id}  {told or problems[0]}")
    return FINE


@command("check")
def _check(
    context: Context,
    stories: list[str] | None = Argument(
        None, metavar="[STORY]...", help="a story; all if none is named"
    ),
    form: Literal["table", "json"] = Option("table", "--format"),
    article: Path | None = Option(
        None, metavar="PATH", help="prove against this copy of the article, without attaching it"
    ),
) -> int:
    """Check stories against the contract and its rules."""
    from helpers.story.check.report import as_json, summary
    from helpers.story.project import story_ids

    named = stories or story_ids(context.obj)
    if article and len(stories or ()) != 1:
        return _say("--article goes with exactly one STORY", WRONG_USE)
    if not named:
        return _say("there is no story in data/stories", WRONG_USE)
    reports = [_checked(name, context.obj, article) for name in named]
    if form == "json":
        print(as_json(reports))
    else:
        for report in reports:
            if not report.clean:
                _print_problems(report.problems)
            print(summary(report))
    return FINE if all(report.clean for report in reports) else PROBLEMS


def _checked(name: str, root: Path | None, article: Path | None) -> "Report":
    """Check a story's tables, and its notes if those can be read against sound tables."""
    from helpers.story.check import check
    from helpers.story.project import story_folder
    from helpers.story.story import open_story

    report = check(name, root=root, words=article)
    if not report.clean or not (story_folder(name, root) / "notes").is_dir():
        return report
    # Notes rest on tables in their types, which only sound tables have.
    from helpers.topics.written import problems

    return replace(report, problems=tuple(problems(open_story(name, root=root))))


@command("attach")
def _attach(
    context: Context,
    path: Path = Argument(..., metavar="PATH", help="your copy of the article, as text"),
    story: str | None = Option(None, metavar="ID", help="its story, if it is not to be found"),
) -> int:
    """Attach your own copy of an article."""
    from helpers.story.attach import AttachError, attach

    try:
        outcome = attach(path, story_id=story, root=context.obj)
    except AttachError as error:
        return _say(str(error), PROBLEMS)
    print("\n".join(outcome.lines))
    return FINE


@command("locate")
def _locate(
    context: Context,
    story: str = NAME,
    text: str = Argument(..., metavar="WORDS", help="words of the article, in quotes"),
    paragraph: int | None = Option(None, metavar="N", help="look in this paragraph only"),
) -> int:
    """Find the locator of some words for a new row."""
    from helpers.story.article_copy import story_words
    from helpers.story.locators import locate

    words = story_words(story, context.obj)
    if words is None:
        return _say(
            "locate needs the words, and no copy of the article is at hand: story attach PATH",
            PROBLEMS,
        )
    texts = [words.paragraphs.get(number, "") for number in range(1, max(words.paragraphs) + 1)]
    found = locate(texts, text, paragraph)
    if not found:
        return _say("these words stand nowhere in the copy: check their spelling", PROBLEMS)
    lines = csv.writer(sys.stdout, lineterminator="\n")
    lines.writerow(("paragraph", "start", "end", "sha256"))
    lines.writerows((place.paragraph, place.start, place.end, place.sha256) for place in found)
    return FINE


# ------------------------------------------------------------------------------ for the desk


@command("charts")
def _charts(
    context: Context,
    story: str = NAME,
    chart: list[str] | None = Option(None, metavar="NAME", help="only this chart; may be repeated"),
    size: list[str] | None = Option(
        None,
        metavar="SIZE",
        help="only this size: web, mobile, square, column or spread; may be repeated",
    ),
    dark: bool = Option(False, "--dark", help="the dark theme too, for screens"),
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
        return _say("--in-place goes without --to: give one of them", WRONG_USE)
    folder = (context.obj or find_root()) / "notebooks"
    with _leading_there(None if in_place else to) as tell:
        opened = open_story(story, root=context.obj)
        write_notebooks(opened, to, tell, notebooks=folder, in_place=in_place)
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
    with console.status("at work"):
        yield console.print


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
    from helpers.desk.explorer import write_explorer
    from helpers.story.story import open_story

    opened = open_story(story, root=context.obj)
    _print_wrote(write_explorer(opened, to, words=not without_words))
    return FINE


@command("export")
def _export(
    context: Context,
    story: str = NAME,
    formats: list[str] | None = Option(
        None,
        "--format",
        metavar="NAME",
        help="claims, annotations, package or places; may be repeated; all if none is named",
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
    from helpers.desk.export import publication, write_exports
    from helpers.desk.outputs import PublishError
    from helpers.story.check import check
    from helpers.story.check.report import summary
    from helpers.story.story import open_story

    report = check(story, root=context.obj)
    if not report.clean:
        _print_problems(report.problems)
        return _say(f"{summary(report)}; nothing was written", PROBLEMS)
    opened = open_story(story, root=context.obj)
    try:
        _print_wrote(write_exports(opened, to, formats, publication(address, day)))
    except PublishError as error:
        return _say(str(error), WRONG_USE)
    return FINE


# ------------------------------------------------------------------------------ for the project


# What may be asked of a dataset, if not what the story's article.toml asks in [recompute.ged].
ASKED = (
    ("country", str, "NAME", "whose events count"),
    ("side", str, "NAME", "the side of the fighting"),
    ("months", str, "PERIOD", "months of the deaths: 2013-01/2014-12"),
    ("centre", str, "PLACE", "a place_id of the story, or LATITUDE,LONGITUDE"),
    ("centre_place", str, "NAME", "what the dataset calls the centre"),
    ("radius_km", float, "KM", "how far from the centre"),
    ("events", str, "PERIOD", "when events near the centre took place"),
    ("places", str, "PERIOD", "when those at the nearest places did"),
    ("town", str, "NAME", "the town"),
    ("town_events", str, "PERIOD", "when those in the town did"),
    ("reference", str, "ID", "the ref_id of the dataset in the story"),
)


def _asking(run: Callable[..., int]) -> Callable[..., int]:
    """Give a command an option for everything that may be asked."""
    own = signature(run)
    options = [
        Parameter(
            name,
            Parameter.KEYWORD_ONLY,
            default=None,
            annotation=Annotated[kind | None, Option(metavar=metavar, help=help)],
        )
        for name, kind, metavar, help in ASKED
    ]
    kept = [one for one in own.parameters.values() if one.kind is not Parameter.VAR_KEYWORD]
    run.__signature__ = own.replace(parameters=[*kept, *options])  # type: ignore[attr-defined]
    return run


@command("recompute")
@_asking
def _recompute(
    context: Context,
    _dataset: Literal["ged"] = Argument(
        ..., metavar="{ged}", help="ged: UCDP Georeferenced Event Dataset"
    ),
    path: Path = Argument(..., metavar="PATH", help="a release of it, as CSV"),
    to: Path | None = Option(None, metavar="FOLDER", help="write the figures there, as CSV"),
    story: str | None = Option(None, metavar="STORY", help="the story that quotes it"),
    as_published: bool = Option(
        False, "--as-published", help="count ranges that contradict themselves as they are printed"
    ),
    **asked: Any,
) -> int:
    """Recompute the figures that a story quotes of a dataset.

    What is asked, if not what the story's article.toml asks in [recompute.ged], stands in the
    options from --as-published to --reference.
    """
    from helpers.datasets.ged.comparison import compare
    from helpers.datasets.ged.recomputation import recompute, write_tables
    from helpers.datasets.ged.release import GedError
    from helpers.datasets.ged.report import lines
    from helpers.story.dataset import of_story, story_asking
    from helpers.story.story import open_story

    opened = open_story(story or story_asking(context.obj), root=context.obj)
    centre: str | None = asked.pop("centre")
    given = {**asked, "as_published": as_published or None}
    known = {name: value for name, value in given.items() if value is not None}
    settings = of_story(opened, known, centre)
    try:
        done = recompute(path, settings, _tell_beside)
    except GedError as error:
        _print_problems(error.problems)
        left = error.count - len(error.problems)
        more = f", of which {left:,} are not shown" if left else ""
        plural = "s" if error.count > 1 else ""
        told = f"{path}: {error.count:,} problem{plural}{more}; nothing was written"
        return _say(told, PROBLEMS)
    print("\n".join(lines(done)))
    outcome = compare(
        done.tables["monthly_deaths"], opened.casualties, settings.reference, settings.slug
    )
    print(f"\n{opened.id}: {outcome}")
    if outcome.problems:
        _print_problems(outcome.problems)
    if to:
        _print_wrote(write_tables(done, to))
    return PROBLEMS if outcome.problems else FINE


def _tell_beside(line: str) -> None:
    """Tell how far long work is, beside the output."""
    print(f"story: {line}", file=sys.stderr, flush=True)


@command("generate")
def _generate(
    context: Context,
    check: bool = Option(False, "--check", help="only say which files differ"),
) -> int:
    """Write the generated files anew."""
    from helpers.desk.generate import drift, write
    from helpers.story.project import find_root

    root = context.obj or find_root()
    lines = drift(root) if check else [f"wrote {path.relative_to(root)}" for path in write(root)]
    print("\n".join(lines) or "generated files are up to date")
    return PROBLEMS if check and lines else FINE


if __name__ == "__main__":
    sys.exit(main())
