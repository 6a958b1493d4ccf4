"""The `story` command.

Exit codes: 0 fine, 1 problems found, 2 wrong use. What a subcommand needs is imported when it runs,
so that none waits for what only others need.
"""

import argparse
import csv
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from helpers.story.check import Report

FINE, PROBLEMS, WRONG_USE = 0, 1, 2


@dataclass(frozen=True)
class Command:
    """A subcommand: its name, one line of help, what declares its options, what runs it."""

    name: str
    help: str
    declare: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the `story` command.

    Input: the words behind `story`, those of the command line by default. Output: the exit code.
    """
    options = _parser().parse_args(arguments)
    from helpers.story.problem import StoryError
    from helpers.story.project import find_root

    try:
        find_root()
    except LookupError as error:
        return _say(str(error), WRONG_USE)
    try:
        code: int = options.run(options)
    except StoryError as error:
        return _say(str(error), PROBLEMS if error.problems else WRONG_USE)
    except FileNotFoundError as error:
        return _say(f"{error.filename}: no such file; check the path", WRONG_USE)
    except OSError as error:
        return _say(f"{error.filename}: {error.strerror}", PROBLEMS)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="story", description="Check, attach and chart the stories of this project."
    )
    parser.add_argument(
        "--root",
        type=Path,
        help="folder of the project, if not the one found from here",
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        declared = commands.add_parser(
            command.name, help=command.help, description=f"{command.help}."
        )
        command.declare(declared)
        declared.set_defaults(run=command.run)
    return parser


def _say(text: str, code: int) -> int:
    print(f"story: {text}", file=sys.stderr)
    return code


# ------------------------------------------------------------------------------ list


def _declare_list(_parser: argparse.ArgumentParser) -> None:
    """`story list` has no options."""


def _run_list(options: argparse.Namespace) -> int:
    from helpers.story.article import read_article
    from helpers.story.project import story_folder, story_ids

    for story_id in story_ids(options.root):
        article, problems = read_article(story_folder(story_id, options.root))
        told = f"{article.outlet}, {article.published}: {article.headline}" if article else ""
        print(f"{story_id}  {told or problems[0]}")
    return FINE


# ------------------------------------------------------------------------------ check


def _declare_check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("stories", nargs="*", metavar="STORY", help="a story; all if none is named")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    parser.add_argument(
        "--article",
        type=Path,
        metavar="PATH",
        help="prove against this copy of the article, without attaching it",
    )


def _run_check(options: argparse.Namespace) -> int:
    from helpers.story.check.report import as_json, as_table, summary
    from helpers.story.project import story_ids

    named = options.stories or story_ids(options.root)
    if options.article and len(options.stories) != 1:
        return _say("--article goes with exactly one STORY", WRONG_USE)
    if not named:
        return _say("there is no story in data/stories", WRONG_USE)
    reports = [_checked(name, options) for name in named]
    if options.format == "json":
        print(as_json(reports))
    else:
        for report in reports:
            if not report.clean:
                print(as_table(report.problems, shutil.get_terminal_size((150, 24)).columns))
            print(summary(report))
    return FINE if all(report.clean for report in reports) else PROBLEMS


def _checked(name: str, options: argparse.Namespace) -> "Report":
    """Check a story's tables, and its notes if those can be read against sound tables."""
    from helpers.story.check import check
    from helpers.story.project import story_folder
    from helpers.story.story import open_story

    report = check(name, root=options.root, words=options.article)
    if not report.clean or not (story_folder(name, options.root) / "notes").is_dir():
        return report
    # Notes rest on tables in their types, so this takes pandas, which the tables alone do not.
    from helpers.topics.written import problems

    return replace(report, problems=tuple(problems(open_story(name, root=options.root))))


# ------------------------------------------------------------------------------ attach


def _declare_attach(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("path", type=Path, metavar="PATH", help="your copy of the article, as text")
    parser.add_argument("--story", metavar="ID", help="its story, if it is not to be found")


def _run_attach(options: argparse.Namespace) -> int:
    from helpers.story.attach import AttachError, attach

    try:
        outcome = attach(options.path, story_id=options.story, root=options.root)
    except AttachError as error:
        return _say(str(error), PROBLEMS)
    print("\n".join(outcome.lines))
    return FINE


# ------------------------------------------------------------------------------ locate


def _declare_locate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("story", metavar="STORY")
    parser.add_argument("words", metavar="WORDS", help="words of the article, in quotes")
    parser.add_argument("--paragraph", type=int, metavar="N", help="look in this paragraph only")


def _run_locate(options: argparse.Namespace) -> int:
    from helpers.story.article_copy import story_words
    from helpers.story.locators import locate

    words = story_words(options.story, options.root)
    if words is None:
        return _say(
            "locate needs the words, and no copy of the article is at hand: story attach PATH",
            PROBLEMS,
        )
    texts = [words.paragraphs.get(number, "") for number in range(1, max(words.paragraphs) + 1)]
    found = locate(texts, options.words, options.paragraph)
    if not found:
        return _say("these words stand nowhere in the copy: check their spelling", PROBLEMS)
    lines = csv.writer(sys.stdout, lineterminator="\n")
    lines.writerow(("paragraph", "start", "end", "sha256"))
    lines.writerows((place.paragraph, place.start, place.end, place.sha256) for place in found)
    return FINE


# ------------------------------------------------------------------------------ generate


def _declare_generate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--check", action="store_true", help="only say which files differ")


def _run_generate(options: argparse.Namespace) -> int:
    from helpers.desk.generate import drift, write
    from helpers.story.project import find_root

    root = options.root or find_root()
    if options.check:
        lines = drift(root)
        print("\n".join(lines) or "generated files are up to date")
        return PROBLEMS if lines else FINE
    changed = [path.relative_to(root).as_posix() for path in write(root)]
    print("\n".join(f"wrote {path}" for path in changed) or "generated files are up to date")
    return FINE


# ------------------------------------------------------------------------------ charts


def _declare_charts(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("story", metavar="STORY")
    parser.add_argument(
        "--chart", action="append", metavar="NAME", help="only this chart; may be repeated"
    )
    parser.add_argument(
        "--size",
        action="append",
        metavar="SIZE",
        help="only this size: web, mobile, square, column or spread; may be repeated",
    )
    parser.add_argument("--dark", action="store_true", help="the dark theme too, for screens")
    parser.add_argument("--to", type=Path, default=Path("dist"), metavar="FOLDER")


def _run_charts(options: argparse.Namespace) -> int:
    from helpers.desk.charts import write_charts
    from helpers.desk.folders import PublishError, UnknownError
    from helpers.desk.unchanged import index_stands

    code = FINE
    try:
        write_charts(
            options.story,
            options.to,
            options.chart,
            _tell,
            sizes=options.size,
            dark=options.dark,
            root=options.root,
        )
    except UnknownError as error:
        return _say(str(error), WRONG_USE)
    except PublishError as error:
        code = _say(str(error), PROBLEMS)
    if not index_stands(options.to):
        from helpers.desk.gallery import write_index

        write_index(options.to)
    return code


def _tell(line: str) -> None:
    """Print a line of progress at once, also where the output is not a terminal."""
    print(line, flush=True)


# ------------------------------------------------------------------------------ tables


def _declare_tables(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("story", metavar="STORY")
    parser.add_argument("--to", type=Path, default=Path("dist"), metavar="FOLDER")


def _run_tables(options: argparse.Namespace) -> int:
    from helpers.desk.folders import PublishError
    from helpers.desk.gallery import write_index
    from helpers.desk.tables import write_tables
    from helpers.story.story import open_story

    story = open_story(options.story, root=options.root)
    try:
        write_tables(story, options.to, _tell)
        write_index(options.to)
    except PublishError as error:
        return _say(str(error), PROBLEMS)
    return FINE


# ------------------------------------------------------------------------------ notebooks


def _declare_notebooks(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("story", metavar="STORY")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--to", type=Path, default=Path("dist"), metavar="FOLDER")
    where.add_argument(
        "--in-place", action="store_true", help="store the outputs in the notebooks themselves"
    )


def _run_notebooks(options: argparse.Namespace) -> int:
    from helpers.desk.folders import PublishError
    from helpers.desk.gallery import write_index
    from helpers.desk.notebooks import write_notebooks
    from helpers.story.project import find_root
    from helpers.story.story import open_story

    story = open_story(options.story, root=options.root)
    folder = (options.root or find_root()) / "notebooks"
    try:
        write_notebooks(story, options.to, print, notebooks=folder, in_place=options.in_place)
        if not options.in_place:
            write_index(options.to)
    except PublishError as error:
        return _say(str(error), PROBLEMS)
    return FINE


# ------------------------------------------------------------------------------ explore


def _declare_explore(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("story", metavar="STORY")
    parser.add_argument("--to", type=Path, default=Path("dist"), metavar="FOLDER")
    parser.add_argument(
        "--without-words",
        action="store_true",
        help="leave out the words of an attached copy, so that the page may be passed on",
    )


def _run_explore(options: argparse.Namespace) -> int:
    from helpers.explore.page import write_explorer
    from helpers.story.story import open_story

    story = open_story(options.story, root=options.root)
    for path in write_explorer(story, options.to, words=not options.without_words):
        print(f"wrote {path.as_posix()}")
    return FINE


# ------------------------------------------------------------------------------ export


def _declare_export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("story", metavar="STORY")
    parser.add_argument(
        "--format",
        action="append",
        metavar="NAME",
        help="claims, annotations, package or places; may be repeated; all if none is named",
    )
    parser.add_argument("--to", type=Path, default=Path("dist"), metavar="FOLDER")
    parser.add_argument(
        "--address", metavar="URL", help="where FOLDER will be read on the web: reviews point there"
    )
    parser.add_argument("--date", metavar="DAY", help="the day on which the reviews are published")


def _run_export(options: argparse.Namespace) -> int:
    from helpers.desk.export import publication, write_exports
    from helpers.desk.folders import PublishError
    from helpers.story.check import check
    from helpers.story.check.report import as_table, summary
    from helpers.story.story import open_story

    report = check(options.story, root=options.root)
    if not report.clean:
        print(as_table(report.problems, shutil.get_terminal_size((150, 24)).columns))
        return _say(f"{summary(report)}; nothing was written", PROBLEMS)
    story = open_story(options.story, root=options.root)
    try:
        where = publication(options.address, options.date)
        paths = write_exports(story, options.to, options.format, where)
    except PublishError as error:
        return _say(str(error), WRONG_USE)
    print("\n".join(f"wrote {path}" for path in paths))
    return FINE


# ------------------------------------------------------------------------------ recompute


def _declare_recompute(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("dataset", choices=("ged",), help="ged: UCDP Georeferenced Event Dataset")
    parser.add_argument("path", type=Path, metavar="PATH", help="a release of it, as CSV")
    parser.add_argument("--to", type=Path, metavar="FOLDER", help="write the figures there, as CSV")
    parser.add_argument("--story", metavar="STORY", help="the story that quotes it")
    asked = parser.add_argument_group(
        "what is asked, if not what the story's article.toml asks in [recompute.ged]"
    )
    asked.add_argument("--country", metavar="NAME", help="whose events count")
    asked.add_argument("--side", metavar="NAME", help="the side of the fighting")
    asked.add_argument("--months", metavar="PERIOD", help="months of the deaths: 2013-01/2014-12")
    asked.add_argument(
        "--centre", metavar="PLACE", help="a place_id of the story, or LATITUDE,LONGITUDE"
    )
    asked.add_argument("--centre-place", metavar="NAME", help="what the dataset calls the centre")
    asked.add_argument("--radius-km", type=float, metavar="KM", help="how far from the centre")
    asked.add_argument("--events", metavar="PERIOD", help="when events near the centre took place")
    asked.add_argument("--places", metavar="PERIOD", help="when those at the nearest places did")
    asked.add_argument("--town", metavar="NAME", help="the town")
    asked.add_argument("--town-events", metavar="PERIOD", help="when those in the town did")
    asked.add_argument("--reference", metavar="ID", help="the ref_id of the dataset in the story")
    asked.add_argument(
        "--as-published",
        action="store_true",
        default=None,
        help="count ranges that contradict themselves as they are printed",
    )


def _run_recompute(options: argparse.Namespace) -> int:
    from helpers.datasets.ged.comparison import compare
    from helpers.datasets.ged.recomputation import recompute, write_tables
    from helpers.datasets.ged.release import GedError
    from helpers.datasets.ged.report import lines
    from helpers.story.check.report import as_table
    from helpers.story.dataset import ENTRIES, of_story, story_asking
    from helpers.story.story import open_story

    width = shutil.get_terminal_size((150, 24)).columns
    story = open_story(options.story or story_asking(options.root), root=options.root)
    given = {name: getattr(options, name) for name in ENTRIES}
    asked = {name: value for name, value in given.items() if value is not None}
    settings = of_story(story, asked, options.centre)
    try:
        done = recompute(options.path, settings, _tell_beside)
    except GedError as error:
        print(as_table(error.problems, width))
        left = error.count - len(error.problems)
        more = f", of which {left:,} are not shown" if left else ""
        plural = "s" if error.count > 1 else ""
        told = f"{options.path}: {error.count:,} problem{plural}{more}; nothing was written"
        return _say(told, PROBLEMS)
    print("\n".join(lines(done)))
    outcome = compare(
        done.tables["monthly_deaths"], story.casualties, settings.reference, settings.slug
    )
    print(f"\n{story.id}: {outcome}")
    if outcome.problems:
        print(as_table(outcome.problems, width))
    if options.to:
        print("\n".join(f"wrote {path}" for path in write_tables(done, options.to)))
    return PROBLEMS if outcome.problems else FINE


def _tell_beside(line: str) -> None:
    """Tell how far long work is, beside the output."""
    print(f"story: {line}", file=sys.stderr, flush=True)


COMMANDS = (
    Command("list", "List the stories", _declare_list, _run_list),
    Command(
        "check",
        "Check stories against the contract and its rules",
        _declare_check,
        _run_check,
    ),
    Command("attach", "Attach your own copy of an article", _declare_attach, _run_attach),
    Command(
        "locate",
        "Find the locator of some words for a new row",
        _declare_locate,
        _run_locate,
    ),
    Command("charts", "Write every chart of a story for the desk", _declare_charts, _run_charts),
    Command("tables", "Write styled tables of a story for the desk", _declare_tables, _run_tables),
    Command("notebooks", "Run the notebooks for a story", _declare_notebooks, _run_notebooks),
    Command("explore", "Write the explorer of a story as one page", _declare_explore, _run_explore),
    Command("export", "Write a story in formats of exchange", _declare_export, _run_export),
    Command(
        "recompute",
        "Recompute the figures that a story quotes of a dataset",
        _declare_recompute,
        _run_recompute,
    ),
    Command("generate", "Write the generated files anew", _declare_generate, _run_generate),
)


if __name__ == "__main__":
    sys.exit(main())
