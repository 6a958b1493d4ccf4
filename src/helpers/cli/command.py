"""What every subcommand of `story` shares: its declaration, its exit codes, what it prints."""

import errno
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

from typer import Argument, Context, Option, Typer

if TYPE_CHECKING:
    from helpers.story.problem import Problem

FINE, PROBLEMS, WRONG_USE = 0, 1, 2

app = Typer(rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False)

NAME = Argument(..., metavar="STORY")
DIST = Option(Path("dist"), metavar="FOLDER", help="where it is written")


@app.callback()
def _story(
    context: Context,
    root: Path | None = Option(None, help="folder of the project, if not the one found from here"),
) -> None:
    """Check, attach and chart the stories of this project."""
    context.obj = root


def command(name: str, group: Typer = app) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Make a function a subcommand of a group, whose errors are one line and an exit code."""

    def declared(run: Callable[..., int]) -> Callable[..., int]:
        @group.command(name)
        @wraps(run)
        def guarded(*words: Any, **options: Any) -> int:
            from helpers.desk.outputs import PublishError, UnknownError
            from helpers.story.problem import StoryError
            from helpers.story.project import find_root

            try:
                find_root()
            except LookupError as error:
                return say(str(error), WRONG_USE)
            try:
                return run(*words, **options)
            except StoryError as error:
                return say(str(error), PROBLEMS if error.problems else WRONG_USE)
            except PublishError as error:
                wrong_use = isinstance(error, UnknownError)
                return say(str(error), WRONG_USE if wrong_use else PROBLEMS)
            except FileNotFoundError as error:
                return say(f"{error.filename}: no such file; check the path", WRONG_USE)
            except OSError as error:
                return say(_told(error), PROBLEMS)

        return guarded

    return declared


_REMEDIES = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), "make room"),
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), "allow writing there"),
}


def _told(error: OSError) -> str:
    """A file that can't be read or written, in one line; what stood there before is whole."""
    told = f"{error.filename or 'a file'}: {error.strerror or error}"
    remedy = _REMEDIES.get(error.errno or 0)
    again = "and run the same command again; all that stands there is whole"
    return f"{told}; {remedy}, {again}" if remedy else told


def say(text: str, code: int) -> int:
    """Print to the errors, one line where that tells it all, and give the exit code."""
    print(f"story: {text}", file=sys.stderr)
    return code


def print_wrote(paths: Iterable[Path]) -> None:
    """Name the files that were written."""
    print("\n".join(f"wrote {path.as_posix()}" for path in paths))


def print_problems(problems: "Sequence[Problem]") -> None:
    """Print problems as a table as wide as the terminal."""
    from helpers.story.check.report import as_table

    print(as_table(problems, shutil.get_terminal_size((150, 24)).columns))
