"""The `story` command.

Exit codes: 0 fine, 1 problems found, 2 wrong use, 130 stopped from the keyboard. What a subcommand needs is imported when it runs,
so that none waits for what only others need.
"""

from collections.abc import Sequence

from typer import TyperException

# Each declares its subcommands when it is imported, in the order in which `story --help` has them.
# isort: off
from helpers.cli import story_commands  # noqa: F401
from helpers.cli import new_command  # noqa: F401
from helpers.cli import draft_commands  # noqa: F401
from helpers.cli import desk_commands  # noqa: F401
from helpers.cli import corpus_commands  # noqa: F401
from helpers.cli import project_commands  # noqa: F401

# isort: on
from helpers.cli.command import PROBLEMS, WRONG_USE, app, say
from helpers.cli.terminal import any_terminal

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the `story` command.

    Input: the words behind `story`, those of the command line by default. Output: the exit code.

    Raises:
        SystemExit: a command, option or word that is not known, with 2.
    """
    with any_terminal() as lost:
        try:
            code: int = app(arguments, prog_name="story", standalone_mode=False)
        except TyperException as error:
            told = f"{error.format_message()} `story --help` lists the commands, `story COMMAND --help`"
            raise SystemExit(say(f"{told} their options", WRONG_USE)) from None
    for failure in lost:
        code = say(f"what was to be printed is lost: {failure.strerror}", code or PROBLEMS)
    return code
