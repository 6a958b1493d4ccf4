"""Reading text files: a story's own strictly, a reader's copy of an article leniently."""

from pathlib import Path

from helpers.story.problem import Problem, StoryError
from helpers.story.project import leads_out

MOST = 20_000_000
"""No table or note has so many bytes; one that has is not read into memory."""
MOST_COPIED = 2_000_000
"""Nor has the copy of an article, the page around it included."""
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
UTF_8_MARK = b"\xef\xbb\xbf"


def read_strictly(path: Path, folder: Path | None = None, most: int = MOST) -> str:
    """The text of a file that must be UTF-8 with LF line ends and no byte order mark.

    Input: the file; the folder of the story, if it is not the one in which the file stands; how many
    bytes it may have.

    Raises:
        StoryError: what keeps the file from being read.
    """
    try:
        # Asked first: whoever opens a pipe waits for what is put into it.
        special = path.exists() and not path.is_file() and not path.is_dir()
        content = b"" if special else _content(path, most)
    except FileNotFoundError:
        fault = (
            "no such file",
            f"{path.name} in {path.parent.name}/",
            "Add the file, or restore it.",
        )
    except OSError as error:
        fault = (
            f"a file that can't be read ({error.strerror})",
            "a CSV file",
            "Replace it by a file.",
        )
    else:
        if special:
            fault = "a pipe or device", "a file", "Replace it by a file."
        elif leads_out(path, folder or path.parent):
            fault = "a link out of the story's folder", "the file itself", "Put the file there."
        elif found := _fault(content, most):
            fault = found
        else:
            return content.decode("utf-8")
    raise StoryError([Problem(path.name, "", "", *fault)])


def _content(path: Path, most: int) -> bytes:
    """What a file holds; one byte more than a text may have tells that it is too large."""
    with path.open("rb") as file:
        return file.read(most + 1)


def _fault(content: bytes, most: int) -> tuple[str, str, str] | None:
    """What keeps content from being such a text: found, expected, how to mend it."""
    if len(content) > most:
        return f"more than {most:,} bytes", "a smaller file", "Take out what does not belong there."
    if content.startswith(UTF_16_MARKS) or b"\0" in content:
        return "UTF-16 or binary content", "UTF-8", "Save the file again as UTF-8."
    if content.startswith(UTF_8_MARK):
        mend = 'Save the file again as "UTF-8", not "UTF-8 with BOM".'
        return "a byte order mark (BOM)", "UTF-8 without BOM", mend
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        place = _line(content, error.start)
        return f"a byte that is not UTF-8 in {place}", "UTF-8", "Save the file again as UTF-8."
    if b"\r" in content:
        place = _line(content, content.index(b"\r"))
        mend = "Save the file again with Unix line ends (LF)."
        return f"a carriage return (CR) in {place}", "LF line ends", mend
    return None


def _line(content: bytes, position: int) -> str:
    number = content.count(b"\n", 0, position) + 1
    return f"line {number}"


def read_copy(path: Path) -> str:
    """The text of a user's own copy of an article; a byte order mark and CRLF are no obstacle.

    Raises:
        FileNotFoundError: no such file.
        ValueError: it is not a text file in UTF-8, or too large; the message says what to do.
    """
    try:
        content = _content(path, MOST_COPIED)
    except IsADirectoryError:
        raise ValueError(f"{path.name} is a folder: name the text file itself") from None
    except PermissionError:
        raise ValueError(f"{path.name} can't be read: allow reading it") from None
    if len(content) > MOST_COPIED:
        most = f"{MOST_COPIED // 1_000_000} MB"
        raise ValueError(f"{path.name} has more than {most}: save the text of the article alone")
    if content.startswith(UTF_16_MARKS):
        raise ValueError(f"{path.name} is in UTF-16: save it again as UTF-8")
    if b"\0" in content:
        raise ValueError(f"{path.name} is not a text file: save the article as plain text, UTF-8")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(f"{path.name} is not in UTF-8: save it again as UTF-8") from None
