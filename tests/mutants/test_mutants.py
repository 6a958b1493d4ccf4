"""The changes that `make mutants` makes: each is one, known by its name, and drawn by a seed."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from . import of_charts, of_notebooks, of_tables, report
from .layers import Result, covers
from .mutant import Mutant, drawn, negated

Source = Callable[[Path], Iterator[Mutant]]


@pytest.mark.parametrize(
    ("mutants", "kinds"),
    [(of_tables.mutants, 10), (of_notebooks.mutants, 14), (of_charts.mutants, 7)],
)
def test_each_kind_of_change_changes_its_file(root: Path, mutants: Source, kinds: int) -> None:
    found = list(mutants(root))
    assert len({one.name for one in found}) == len(found)
    sample = drawn(found, 3 * kinds, seed=1)
    assert len({one.kind for one in sample}) == kinds
    for one in sample:
        old = (root / one.file).read_text(encoding="utf-8")
        new = one.edit(old)
        assert new != old, one.name
        if one.file.endswith(".py"):
            compile(new, one.file, "exec")


def test_what_is_drawn_follows_from_the_seed_and_is_of_every_kind() -> None:
    found = [
        Mutant("code", f"kind {n % 5}", f"{n % 3}.py", f"line {n}", "", str) for n in range(90)
    ]
    sample = drawn(found, 20, seed=1)
    assert sample == drawn(list(reversed(found)), 20, seed=1)
    assert sample != drawn(found, 20, seed=2)
    assert Counter(one.kind for one in sample) == {f"kind {n}": 4 for n in range(5)}
    assert len(drawn(found, 10**6, seed=1)) == len(found)


def test_a_changed_cell_leaves_every_other_as_it_was(root: Path) -> None:
    path = "data/stories/example/coordinates.csv"
    found = [one for one in of_tables.mutants(root) if one.file == path]
    [one] = [
        one for one in found if one.name.endswith("latitude: number by one: '40.03' to '41.03'")
    ]
    text = (root / path).read_text(encoding="utf-8")
    assert one.edit(text) == text.replace("saltmoss-chart,40.03,", "saltmoss-chart,41.03,", 1)


def test_notebooks_are_written_as_they_are_stored(root: Path) -> None:
    for path in (root / "notebooks").glob("*.ipynb"):
        text = path.read_text(encoding="utf-8")
        assert of_notebooks.printed(json.loads(text)) == text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Missing is entered as struck.", "Missing is not entered as struck."),
        ("Oil fields hit on Sunday", "Oil not fields hit on Sunday"),
    ],
)
def test_a_not_stands_behind_the_verb_or_the_first_word(text: str, told: str) -> None:
    assert negated(text) == told


def test_the_tests_of_a_line_come_first_and_those_of_its_module_before_others() -> None:
    mutant = Mutant("code", "AddNot", "src/helpers/values/dates.py", "line 3", "", str, line=3)
    other, near, far = "tests/a.py::test_x", "tests/test_dates.py::test_y", "tests/a.py::test_z"
    lines = {mutant.file: {3: {other, near}, 4: {far}}}
    assert covers(mutant, lines) == [near, other, far]
    assert covers(mutant, {}) == []


def test_a_survivor_without_a_reason_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    listed = tmp_path / "reasons.toml"
    listed.write_text('[[survives]]\nmutants = ["a.py line 1"]\nreason = "No reader sees it."\n')
    monkeypatch.setattr(report, "REASONS", listed)
    layers = {"a.py line 1: x": "", "a.py line 2: x": "", "a.py line 3: x": "check"}
    results = [Result(name, "code", "x", layer, "", 1.0) for name, layer in layers.items()]
    text, unexplained = report.report(results, seed=7)
    assert unexplained == 1
    assert "3 tried, 1 caught, 2 survived" in text
    assert "- a.py line 1: x: No reader sees it." in text
    assert "- a.py line 2: x: **no reason**" in text
    assert "| code | 3 | check 1 | 2 | 1.0 |" in text
