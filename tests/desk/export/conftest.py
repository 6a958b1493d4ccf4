"""What tests of exports share: every export made once, and vocabularies to hold exports against."""

import csv
import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from helpers.desk.export import content, publication
from helpers.story.project import story_ids
from helpers.story.story import Story, open_story

from ...stories import opened

SCHEMAS = Path(__file__).parent / "schemas"
PUBLISHED = publication("https://example.org/x", "2024-01-31")

Reopen = Callable[[], Story]
Terms = dict[str, dict[str, set[str]]]


@cache
def made(name: str, story_id: str) -> bytes:
    """A story in one format, published at an address on a day."""
    return content(name, opened(story_id), PUBLISHED)


def exported(name: str, story_id: str = "example") -> Any:
    """An export as it is read, to be changed at will."""
    return json.loads(made(name, story_id))


@pytest.fixture(params=story_ids())
def story(request: pytest.FixtureRequest) -> Story:
    """Every story of the project."""
    return opened(request.param)


@pytest.fixture
def reopen(project: Path) -> Reopen:
    """Open the copied example as it is now."""
    return lambda: open_story("example", root=project)


@pytest.fixture
def faceless(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages without their typeface, which takes most of the time and is not asked here."""
    monkeypatch.setattr("helpers.desk.pages.page_faces", lambda _: "")


@cache
def terms(name: str) -> Terms:
    """A reduced vocabulary: term -> its types, parents, domains and ranges."""
    with (SCHEMAS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return {
            row.pop("term"): {
                column: set(filter(None, cell.split("|"))) for column, cell in row.items()
            }
            for row in csv.DictReader(file)
        }


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in a piece of JSON, the outer ones first."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for held in value:
            yield from nodes(held)
