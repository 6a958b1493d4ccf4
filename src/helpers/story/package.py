"""The data package of a story, as the contract and its article.toml give it."""

import json
from pathlib import Path

from helpers.story.contract import datapackage

PACKAGE = "datapackage.json"


def package_text(folder: Path) -> str:
    """The text of a story's datapackage.json.

    Raises:
        OSError, tomllib.TOMLDecodeError, KeyError: article.toml can't be read.
    """
    return json.dumps(datapackage(folder), ensure_ascii=False, indent=2) + "\n"
