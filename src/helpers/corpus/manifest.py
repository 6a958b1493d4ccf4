"""What a corpus says of itself: the contract, its stories and what each was made from."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from helpers.corpus.places import read_whole, write_whole
from helpers.story.contract import version
from helpers.story.problem import Problem, StoryError
from helpers.story.project import CONTRACT, digest_of, find_root

FILE = "manifest.json"
AGAIN = "Run `story corpus build` again."
_ROOMS = ("values", "story", "topics", "corpus")


@dataclass(frozen=True)
class Made:
    """SHA-256 of the files that a story was made from, and of its Parquet files."""

    source: str
    parquet: str


@dataclass(frozen=True)
class LeftOut:
    """SHA-256 of the files of a story that is not in the corpus, and what is wrong with them."""

    source: str
    problems: tuple[str, ...]


@dataclass(frozen=True)
class Manifest:
    """What stands in a corpus: per story what it was made from, and what was left out and why.

    `facts` is the SHA-256 of the table that is kept once for all stories; `rules` is that of the
    contract and of the code that makes the rows: after a change of either, all is made anew.
    """

    contract: str
    rules: str
    facts: str = ""
    stories: Mapping[str, Made] = field(default_factory=dict)
    left_out: Mapping[str, LeftOut] = field(default_factory=dict)


@cache
def rules() -> str:
    """SHA-256 of the contract and of the code that makes the rows."""
    package = Path(__file__).resolve().parents[1]
    code = (
        path
        for room in _ROOMS
        for path in (package / room).rglob("*")
        if path.suffix in (".py", ".toml")
    )
    return digest_of([find_root() / CONTRACT, *sorted(code)])


def read_manifest(corpus: Path) -> Manifest:
    """The manifest of a corpus.

    Raises:
        StoryError: there is no corpus, its manifest can't be read, or it is of another contract.
    """
    content = read_whole(corpus / FILE)
    if content is None:
        raise StoryError(
            [f"{corpus}: no corpus; make one: story corpus build data/stories -o {corpus}"]
        )
    try:
        manifest = _manifest(json.loads(content))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        is_json = not isinstance(error, ValueError | RecursionError)
        told = "other JSON" if is_json else "no JSON, or a part of it"
        raise StoryError([Problem(FILE, "", "", told, "what a build writes", AGAIN)]) from None
    if manifest.contract != version():
        raise StoryError(
            [Problem(FILE, "", "contract", manifest.contract, f"contract {version()}", AGAIN)]
        )
    return manifest


def _manifest(read: Any) -> Manifest:
    """A manifest from its JSON.

    Raises:
        KeyError, TypeError, AttributeError: something else stands there.
    """
    made = {
        name: Made(_word(one["source"]), _word(one["parquet"]))
        for name, one in read["stories"].items()
    }
    left_out = {
        name: LeftOut(_word(one["source"]), tuple(map(_word, one["problems"])))
        for name, one in read["left_out"].items()
    }
    contract, rules, facts = (_word(read[entry]) for entry in ("contract", "rules", "facts"))
    return Manifest(contract, rules, facts, made, left_out)


def _word(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(type(value).__name__)
    return value


def write_manifest(corpus: Path, manifest: Manifest) -> None:
    """Write the manifest of a corpus, whole or not at all."""
    text = json.dumps(asdict(manifest), indent=1, sort_keys=True)
    write_whole(corpus / FILE, f"{text}\n".encode())
