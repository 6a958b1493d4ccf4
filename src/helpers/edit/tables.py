"""The tables that are edited: those of the contract, and the topics that article.toml lists."""

import json
import tomllib
from collections.abc import Mapping
from itertools import takewhile

from helpers.story import contract
from helpers.story.contract import Field, Table
from helpers.story.csv_tables import SEPARATOR

_TOLD = "Identifier: lower-case words joined by underscores."
_LABEL = "Its name, as readers see it, in a few words."
TOPICS = Table(
    name="topics",
    title="Topics",
    description="One topic of the story, under which claims are told together.",
    path="article.toml",
    fields=(
        Field("topic", "Topic", _TOLD, "string", True, "[a-z]+(_[a-z]+)*", (), None, False, None),
        Field("label", "Label", _LABEL, "string", True, None, (), None, False, None),
    ),
    key=("topic",),
)


def table(name: str) -> Table:
    """The table of that name.

    Raises:
        KeyError: there is none.
    """
    return TOPICS if name == TOPICS.name else contract.table(name)


def row_id(name: str, cells: Mapping[str, str]) -> str:
    """The key of a row, of several columns joined by "|"."""
    return SEPARATOR.join(cells[column] for column in table(name).key)


def referred(name: str, field: Field) -> str:
    """The table whose keys a column holds; "" for one that holds none."""
    if (name, field.name) == ("claims", "topic"):
        return TOPICS.name
    return (field.reference or "").partition(".")[0]


def topic_lines(text: str) -> tuple[str, list[str], str] | None:
    """What stands before the topics of article.toml, the line of each, and what stands behind.

    None where they are not a line each, so that no other line can be written beside them.
    """
    lines = text.splitlines(keepends=True)
    begin = next((at for at, line in enumerate(lines, 1) if line.startswith("[topics]")), None)
    if begin is None:
        return None
    listed = [*takewhile(lambda line: line.strip() and line[0] != "[", lines[begin:])]
    end = begin + len(listed)
    try:
        values = [value for line in listed for value in tomllib.loads(line).values()]
    except tomllib.TOMLDecodeError:
        return None
    if len(values) != len(listed) or not all(isinstance(one, str) for one in values):
        return None
    header = "".join(lines[:begin]).removesuffix("\n")
    return header, [line.removesuffix("\n") for line in listed], "".join(lines[end:])


def topic_of(line: str) -> dict[str, str]:
    """The cells of a topic, of its line."""
    [(topic, label)] = tomllib.loads(line).items()
    return {"topic": topic, "label": label}


def topic_line(cells: Mapping[str, str]) -> str:
    """The line of a topic: a string of JSON is one of TOML."""
    return f"{cells['topic']} = {json.dumps(cells['label'], ensure_ascii=False)}"
