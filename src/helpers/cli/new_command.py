"""The subcommand new: a story made from a text."""

import re
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from typer import Argument, Context, Option

from helpers.cli.command import FINE, PROBLEMS, WRONG_USE, command, say
from helpers.story.article import is_day
from helpers.story.making.kinds import day_in, undecided_day

if TYPE_CHECKING:
    from helpers.story.making.found import Found

ASKED: Mapping[str, str] = {
    "headline": "Headline",
    "outlet": "Outlet that published it",
    "author": "Who wrote it, as printed (Enter for nobody named)",
    "published": "Day of publication, as in 12 March 2026 or 2026-03-12",
    "address": "Address on the web (Enter for none)",
    "language": "Language, as in en",
}
"""What is asked for at a terminal where the text does not tell it."""
OPTIONAL = ("author", "address")
"""What an article may lack: at a terminal Enter says so."""
WEB = ("https://", "http://")


@command("new")
def _new(
    context: Context,
    slug: str = Argument(..., metavar="SLUG", help="its name: lower-case words joined by hyphens"),
    article: Path = Option(..., metavar="PATH", help="its text: plain, Markdown, or a saved page"),
    headline: str = Option("", help="headline of the article, if the text does not tell it"),
    outlet: str = Option("", help="who published it"),
    author: str = Option("", help="who wrote it, as printed, if anybody is named"),
    published: str = Option(
        "", metavar="DAY", help="the day of publication, as in 12 March 2026 or 2026-03-12"
    ),
    address: str = Option("", metavar="URL", help="where it stands on the web, if it does"),
    language: str = Option("", metavar="TAG", help="its language, as in en or en-GB"),
    include_text: bool = Option(
        False, "--include-text", help="keep the text where everybody sees it; asks for --licence"
    ),
    licence: str = Option("", help="on which terms the text may stand there, as in CC0-1.0"),
) -> int:
    """Make a story from the text of an article."""
    from helpers.story.making.folder import (
        Making,
        NewStoryError,
        SlugError,
        make_story,
        refuse_slug,
    )
    from helpers.story.making.found import TextError
    from helpers.story.making.reading import read_article_file

    if include_text and not licence.strip():
        return say(
            "--include-text goes with --licence: on which terms may the text stand there?", 2
        )
    given: dict[str, Any] = {
        **{"headline": headline, "outlet": outlet, "author": author, "published": published},
        **{"address": address, "language": language},
    }
    given = {name: " ".join(text.split()) for name, text in given.items()}
    given["published"] = _as_day(given["published"])
    try:
        refuse_slug(slug, context.obj)
        found = read_article_file(article, given["headline"])
        found = replace(found, **{name: text for name, text in given.items() if text})
        if sys.stdin.isatty():
            found = _asked(found)
        if wrong := _wrong(found, article):
            return say(wrong, WRONG_USE)
        folder = make_story(Making(slug, found, licence.strip(), include_text), context.obj)
    except SlugError as error:
        return say(str(error), WRONG_USE)
    except (NewStoryError, TextError) as error:
        return say(f"{error}. Nothing was written", PROBLEMS)
    print(_told(folder, found, included=include_text))
    return FINE


def _asked(found: "Found") -> "Found":
    """The same, with what the text does not tell asked for at the terminal until it will do."""
    for note in () if found.published else found.undated:
        print(f"note: {note}", file=sys.stderr)
    answers: dict[str, Any] = {}
    for name, question in ASKED.items():
        answer = getattr(found, name)
        while not answer or _unfit(name, answer):
            if answer:
                print(_unfit(name, answer), file=sys.stderr)
            print(f"{question}: ", end="", file=sys.stderr, flush=True)
            line = sys.stdin.readline()
            if not line:
                break
            answer = " ".join(line.split())
            answer = _as_day(answer) if name == "published" else answer
            if not answer and name in OPTIONAL:
                break
        answers[name] = answer
    return replace(found, **answers)


def _as_day(text: str) -> str:
    """A day as tables have it, if all of the words are one; else the words as they are."""
    whole = re.fullmatch(r"\w+\.?,? ?\w+\.?,? ?\w+|\d{4}-\d\d-\d\d", text)
    return (day_in(text) if whole else "") or text


def _wrong(found: "Found", article: Path) -> str:
    """What is missing, or can't be what it should, in one line with the options that mend it."""
    asked = [name for name in ASKED if name not in OPTIONAL and not getattr(found, name)]
    if asked:
        missing = ", ".join(f"{name} (--{name})" for name in asked)
        told = f"{article.name} does not tell {missing}: name them in these options"
        return "; ".join((told, *found.undated))
    return "; ".join(filter(None, (_unfit(name, getattr(found, name)) for name in ASKED)))


def _unfit(name: str, text: str) -> str:
    """What is wrong with a detail; "" if nothing is."""
    if name == "published":
        fits = is_day(text)
        reason = f"; {undecided_day(text)}" if not fits and undecided_day(text) else ""
        forms = "2026-03-12, 12 March 2026 or March 12, 2026"
        return "" if fits else f"--published {text!r}: expected a day, as in {forms}{reason}"
    if name == "address" and text and not text.startswith(WEB):
        return f"--address {text!r}: expected an address on the web, as in https://example.org/news"
    if name == "language" and not all(part.isalnum() for part in text.split("-")):
        return f"--language {text!r}: expected a tag such as en, en-GB or fr"
    return ""


def _told(folder: Path, found: "Found", *, included: bool) -> str:
    """What was made, what to look at, and what comes next."""
    slug, counts = folder.name, Counter(one.kind for one in found.paragraphs)
    kinds = ", ".join(f"{number} {kind}" for kind, number in counts.items())
    english = found.language.lower().split("-")[0] == "en"
    kept = "article.txt, for everybody" if included else "attached.txt, which git ignores"
    lines = [
        f"made data/stories/{slug}: {len(found.paragraphs)} paragraphs ({kinds})",
        "; ".join(
            (
                found.headline,
                f"{found.outlet}, {found.author or 'no author named'}, {found.published}",
                f"{found.language}, {found.address or 'no address on the web'}",
            )
        ),
        *([f"the dateline names {found.place}: it is in no table yet"] if found.place else []),
        f"the text stands in {kept}",
        *(f"note: {note}" for note in found.notes),
        "next:",
        f"  look at the kinds in data/stories/{slug}/paragraphs.csv, and at article.toml",
        f"  story draft {slug}     proposes rows, for a person to correct"
        + ("" if english else "; it reads English only"),
        f"  story edit {slug}      shows them beside the text",
        f"  story check {slug}     says what is open and what is wrong",
        f"  make charts STORY={slug}",
    ]
    return "\n".join(lines)
