"""Subcommands for the project: recompute, generate."""

import sys
from collections.abc import Callable
from inspect import Parameter, signature
from pathlib import Path
from typing import Annotated, Any, Literal

from typer import Argument, Context, Option

from helpers.cli.command import FINE, PROBLEMS, command, print_problems, print_wrote, say

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
    path: Path = Argument(..., metavar="PATH", help="a release of it, as it was downloaded"),
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
    from helpers.datasets.ged.download import GedError
    from helpers.datasets.ged.recomputation import recompute, write_tables
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
        print_problems(error.problems)
        left = error.count - len(error.problems)
        more = f", of which {left:,} are not shown" if left else ""
        plural = "s" if error.count > 1 else ""
        told = f"{path}: {error.count:,} problem{plural}{more}; nothing was written"
        return say(told, PROBLEMS)
    print("\n".join(lines(done)))
    outcome = compare(
        done.tables["monthly_deaths"], opened.casualties, settings.reference, settings.slug
    )
    print(f"\n{opened.id}: {outcome}")
    if outcome.problems:
        print_problems(outcome.problems)
    if to:
        print_wrote(write_tables(done, to))
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
