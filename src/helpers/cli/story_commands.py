"""Subcommands on the tables of a story: list, check, attach, locate."""

import csv
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from typer import Argument, Context, Option

from helpers.cli.command import FINE, NAME, PROBLEMS, WRONG_USE, command, print_problems, say

if TYPE_CHECKING:
    from helpers.story.check import Report


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
        return say("--article goes with exactly one STORY", WRONG_USE)
    if not named:
        return say("there is no story in data/stories", WRONG_USE)
    reports = [_checked(name, context.obj, article) for name in named]
    if form == "json":
        print(as_json(reports))
    else:
        for report in reports:
            if not report.clean:
                print_problems(report.problems)
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
    from helpers.topics.finding import problems

    return replace(report, problems=tuple(problems(open_story(name, root=root))))


@command("attach")
def _attach(
    context: Context,
    path: Path = Argument(..., metavar="PATH", help="your copy of the article, as text"),
    story: str | None = Option(None, metavar="ID", help="its story, if it is not to be found"),
) -> int:
    """Attach your own copy of an article."""
    from helpers.story.article_copy.attach import AttachError, attach

    try:
        outcome = attach(path, story_id=story, root=context.obj)
    except AttachError as error:
        return say(str(error), PROBLEMS)
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
    from helpers.story.article_copy.proof import story_words
    from helpers.story.locators import locate

    words = story_words(story, context.obj)
    if words is None:
        return say(
            "locate needs the words, and no copy of the article is at hand: story attach PATH",
            PROBLEMS,
        )
    texts = [words.paragraphs.get(number, "") for number in range(1, max(words.paragraphs) + 1)]
    found = locate(texts, text, paragraph)
    if not found:
        return say("these words stand nowhere in the copy: check their spelling", PROBLEMS)
    lines = csv.writer(sys.stdout, lineterminator="\n")
    lines.writerow(("paragraph", "start", "end", "sha256"))
    lines.writerows((place.paragraph, place.start, place.end, place.sha256) for place in found)
    return FINE
