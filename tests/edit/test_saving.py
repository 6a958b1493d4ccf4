"""Several files as one: all old or all new, whenever a save is cut short, and one save at a time."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers.edit import saving
from helpers.edit.changes import change, row
from helpers.edit.sheets import Sheets, read_sheets, version, with_row
from helpers.story import atomic_write
from helpers.story.article_copy.proof import Words
from helpers.story.problem import StoryError

Cut = Callable[[int], None]


class KilledError(BaseException):
    """What ends a run in the middle, as a signal does."""


@pytest.fixture
def two(folder: Path, text: Words) -> tuple[Sheets, Sheets]:
    """The tables of the copy, and the same with rows changed in three of them."""
    before = read_sheets(folder)
    after = change(before, "claims", "c003", {"note": "Other."}, text)
    after = change(after, "figures", "f001", {"note": "Other."}, text)
    actor = next(iter(after["actors"].rows()))
    return before, with_row(after, "actors", {**actor, "note": "Other."}, actor["actor_id"])


@pytest.fixture
def cut_short(monkeypatch: pytest.MonkeyPatch) -> Cut:
    """End the run at that write, from 0: cut_short(2)."""
    write = atomic_write.write_atomically

    def cut(last: int) -> None:
        done: list[Path] = []

        def writing(path: Path, content: bytes) -> Path:
            if len(done) == last:
                raise KilledError
            done.append(path)
            return write(path, content)

        monkeypatch.setattr(saving, "write_atomically", writing)

    return cut


def test_a_save_writes_what_differs_and_leaves_nothing_behind(
    folder: Path, two: tuple[Sheets, Sheets]
) -> None:
    before, after = two
    times = {path: path.stat().st_mtime_ns for path in folder.glob("*.csv")}
    with saving.alone(folder):
        names = saving.write(folder, before, after)
    assert sorted(names) == ["actors.csv", "claims.csv", "figures.csv"]
    assert version(read_sheets(folder)) == version(after)
    changed = {path.name for path, time in times.items() if path.stat().st_mtime_ns != time}
    assert changed == set(names)
    assert {path.name for path in folder.glob(".*")} <= {saving.LOCK}


@pytest.mark.parametrize("last", range(4))
def test_a_save_that_is_cut_short_leaves_all_old_or_all_new_for_the_next_start(
    folder: Path,
    two: tuple[Sheets, Sheets],
    cut_short: Cut,
    monkeypatch: pytest.MonkeyPatch,
    last: int,
) -> None:
    before, after = two
    cut_short(last)
    with pytest.raises(KilledError), saving.alone(folder):
        saving.write(folder, before, after)
    monkeypatch.undo()
    with saving.alone(folder):
        found = version(read_sheets(folder))
    # Once the journal stands, the save is made; before, it never was.
    assert found == version(before if last == 0 else after)
    assert not (folder / saving.JOURNAL).exists()


def test_what_a_person_changed_after_a_save_that_was_cut_short_is_not_overwritten(
    folder: Path, two: tuple[Sheets, Sheets], cut_short: Cut, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut_short(2)
    with pytest.raises(KilledError):
        saving.write(folder, *two)
    monkeypatch.undo()
    path = folder / "figures.csv"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    held = {path: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    with pytest.raises(StoryError, match=r"figures\.csv: found a file that was changed after"):
        saving.finish(folder)
    assert {path: path.read_bytes() for path in held} == held


def test_whoever_saves_is_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saving, "PATIENCE", 0)
    told = pytest.raises(StoryError, match="another save still running")
    with saving.alone(folder), told, saving.alone(folder):
        pass
    with saving.alone(folder):
        assert row(read_sheets(folder), "claims", "c003")


def test_the_journal_holds_both_states(
    folder: Path, two: tuple[Sheets, Sheets], cut_short: Cut
) -> None:
    cut_short(1)
    with pytest.raises(KilledError):
        saving.write(folder, *two)
    journal = json.loads((folder / saving.JOURNAL).read_text(encoding="utf-8"))
    assert journal["claims.csv"]["after"].encode() == two[1]["claims"].content
    assert (folder / "claims.csv").read_bytes() == two[0]["claims"].content
