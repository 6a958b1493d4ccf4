"""Subcommands that make a story of a text: edit."""

from functools import partial

from typer import Context, Option

from helpers.cli.command import FINE, NAME, PROBLEMS, WRONG_USE, command, say


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
