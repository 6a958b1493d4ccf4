"""Reading text files: a story's own strictly, a reader's copy of an article leniently."""

from pathlib import Path

from helpers.story.problem import Problem

UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
UTF_8_MARK = b"\xef\xbb\xbf"


def read_strictly(path: Path) -> tuple[str | None, tuple[Problem, ...]]:
    """The text of a file that must be UTF-8 with LF line ends and no byte order mark.

    Output: the text, or None and the problems that keep it from being read.
    """

    def problem(found: str, expected: str, mend: str) -> tuple[None, tuple[Problem, ...]]:
        return None, (Problem(path.name, "", "", found, expected, mend),)

    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return problem(
            "no such file",
            f"{path.name} in {path.parent.name}/",
            "Add the file, or restore it.",
        )
    except OSError as error:
        return problem(
            f"a file that can't be read ({error.strerror})",
            "a CSV file",
            "Replace it by a file.",
        )
    if content.startswith(UTF_16_MARKS) or b"\0" in content:
        return problem("UTF-16 or binary content", "UTF-8", "Save the file again as UTF-8.")
    if content.startswith(UTF_8_MARK):
        return problem(
            "a byte order mark (BOM)",
            "UTF-8 without BOM",
            'Save the file again as "UTF-8", not "UTF-8 with BOM".',
        )
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return problem(
            f"a byte that is not UTF-8 in line {line}",
            "UTF-8",
            "Save the file again as UTF-8.",
        )
    if "\r" in text:
        line = text.count("\n", 0, text.index("\r")) + 1
        return problem(
            f"a carriage return (CR) in line {line}",
            "LF line ends",
            "Save the file again with Unix line ends (LF).",
        )
    return text, ()


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
