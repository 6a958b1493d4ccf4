"""Every reader, on a few files that were damaged: refused with a message, or read.

`make fuzz` tries as many as there is time for.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from .damage import NASTY, damaged
from .readers import READERS, Read, Reader

QUICK = ("tables", "articles", "dates", "date words", "quantities", "locators", "manifests")
"""The readers that take a thousandth of a second; the others have their turn in `make fuzz`."""
made = cache(lambda name: READERS[name]())


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], tuple[Reader, Read]]:
    """A reader by its name, with a project of its own: what it is, and what reads."""

    @cache
    def begin(name: str) -> tuple[Reader, Read]:
        folder: Path = tmp_path_factory.mktemp("fuzz")
        return made(name), made(name).begin(folder)

    return begin


@pytest.mark.parametrize("name", [*QUICK, "attach", "releases"])
def test_damaged_content_is_read_or_refused_with_a_message(
    name: str, begun: Callable[[str], tuple[Reader, Read]]
) -> None:
    reader, read = begun(name)

    @settings(
        max_examples=12 if name in QUICK else 2,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(damaged(reader.seeds))
    def attempt(case: tuple[str, bytes]) -> None:
        read(*case)

    attempt()


@pytest.mark.parametrize("name", QUICK)
def test_what_is_nasty_is_read_or_refused_with_a_message(
    name: str, begun: Callable[[str], tuple[Reader, Read]]
) -> None:
    reader, read = begun(name)
    seed = min(reader.seeds)
    for nasty in NASTY.values():
        read(seed, nasty)
        read(seed, reader.seeds[seed] + nasty)
