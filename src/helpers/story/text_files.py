"""Reading text files: a story's own strictly, a reader's copy of an article leniently."""

from pathlib import Path

from helpers.story.problem import Problem, StoryError

UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
UTF_8_MARK = b"\xef\xbb\xbf"


def read_strictly(path: Path) -> str:
    """The text of a file that must be UTF-8 with LF line ends and no byte order mark.

    Raises:
        StoryError: what keeps the file from being read.
    """
    try:
        content = path.read_bytes()
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
        found = _fault(content)
        if found is None:
            return content.decode("utf-8")
        fault = found
    raise StoryError([Problem(path.name, "", "", *fault)])


def _fault(content: bytes) -> tuple[str, str, str] | None:
    """What keeps content from being such a text: found, expected, how to mend it."""
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
        ValueError: it is not a text file in UTF-8; the message says what to do.
    """
    try:
        content = path.read_bytes()
    except IsADirectoryError:
        raise ValueError(f"{path.name} is a folder: name the text file itself") from None
    except PermissionError:
        raise ValueError(f"{path.name} can't be read: allow reading it") from None
    if content.startswith(UTF_16_MARKS):
        raise ValueError(f"{path.name} is in UTF-16: save it again as UTF-8")
    if b"\0" in content:
        raise ValueError(f"{path.name} is not a text file: save the article as plain text, UTF-8")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(f"{path.name} is not in UTF-8: save it again as UTF-8") from None
