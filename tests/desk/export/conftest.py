"""What tests of exports share: stories to export, and vocabularies to hold exports against."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from helpers.story.project import story_ids
from helpers.story.story import Story, open_story

SCHEMAS = Path(__file__).parent / "schemas"

# A claim that tries to end the script element of a page, in two directions, with every quote.
STRANGE = 'He said "it\'s </script><script>alert(1)</script> & more" ‫שלום מרחבا عليكم‬ 🙂'

Reopen = Callable[[], Story]
Terms = dict[str, dict[str, set[str]]]


@pytest.fixture(params=story_ids())
def story(request: pytest.FixtureRequest) -> Story:
    """Every story of the project."""
    return open_story(request.param)


@pytest.fixture
def reopen(project: Path) -> Reopen:
    """Open the copied example as it is now."""
    return lambda: open_story("example", root=project)


@pytest.fixture(scope="session")
def schemas() -> Path:
    """The folder of published schemas."""
    return SCHEMAS


@pytest.fixture(scope="session")
def terms() -> Callable[[str], Terms]:
    """Read a reduced vocabulary: term -> its types, parents, domains and ranges."""

    def read(name: str) -> Terms:
        with (SCHEMAS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return {
                row.pop("term"): {
                    column: set(filter(None, cell.split("|"))) for column, cell in row.items()
                }
                for row in csv.DictReader(file)
            }

    return read


@pytest.fixture
def strange() -> str:
    """A text that is hard to write down safely."""
    return STRANGE


@pytest.fixture(scope="session")
def nodes() -> Callable[[Any], Iterator[dict[str, Any]]]:
    """Every object in a piece of JSON, the outer ones first."""

    def walk(value: Any) -> Iterator[dict[str, Any]]:
        if isinstance(value, dict):
            yield value
            for held in value.values():
                yield from walk(held)
        elif isinstance(value, list):
            for held in value:
                yield from walk(held)

    return walk
