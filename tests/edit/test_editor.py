"""An editor's answers: saves that are checked, versions that are held, and what is taken back."""

from pathlib import Path
from typing import Any

import pytest

from helpers.edit.editor import Editor
from helpers.edit.saving import JOURNAL
from helpers.edit.sheets import read_sheets
from helpers.story.check import check

from ..conftest import Change
from .conftest import Save


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.csv")}


def test_a_page_opens_with_text_tables_and_what_is_open(
    propose: Change, folder: Path, project: Path
) -> None:
    propose("claims", "c005", "c003")
    propose("figures", "f001")
    told = Editor(folder.name, project).answer({"ask": "open", "page": "one"})
    assert told["open"] == [["figures", "f001"], ["claims", "c003"], ["claims", "c005"]]
    assert [one["number"] for one in told["paragraphs"]] == list(range(1, 16))
    assert len(told["paragraphs"][1]["text"]) == told["paragraphs"][1]["length"]
    assert {one["claim_id"] for one in told["rows"]["claims"]} >= {"c001", "c003"}
    assert (told["undo"], told["redo"]) == ("", "")


def test_a_save_is_in_the_file_and_the_story_stays_clean(
    save: Save, folder: Path, project: Path
) -> None:
    answer = save(do="change", table="claims", key="c003", cells={"note": "  Read again. "})
    assert answer["saved"] == "claim c003 changed"
    assert [(one["table"], one["key"]) for one in answer["changes"]] == [("claims", "c003")]
    assert read_sheets(folder)["claims"].get("c003") == answer["changes"][0]["cells"]
    assert answer["changes"][0]["cells"]["note"] == "Read again."
    assert check(folder.name, root=project).clean


def test_a_save_that_would_be_wrong_is_refused_by_row_and_column_and_nothing_is_written(
    save: Save, folder: Path
) -> None:
    before = files(folder)
    wrong = {
        "paraphrase": "",
        "topic": "weather",
        "speaker": "nobody",
        "certainty": "sure",
        "hedges": "perhaps",
    }
    answer = save(do="change", table="claims", key="c003", cells=wrong)
    told = [one for one in answer["faults"] if (one["file"], one["row"]) == ("claims.csv", "c003")]
    columns = {column for one in told for column in one["column"].split(", ")}
    assert columns >= set(wrong)
    assert files(folder) == before


def test_a_date_that_is_shared_is_refused_in_one_row_and_saved_in_all_that_share_it(
    save: Save,
) -> None:
    cells = {"when": "2019-04~"}
    edit: dict[str, Any] = {"do": "change", "table": "events", "key": "e015", "cells": cells}
    [fault] = save(**edit)["faults"]
    assert (fault["file"], fault["row"], fault["column"]) == ("events.csv", "e015", "when")
    answer = save(**edit, reach="near")
    assert answer["saved"] == "event e015 changed, and all that share it"
    assert [(one["table"], one["key"]) for one in answer["changes"]] == [
        ("figures", "f023"),
        ("events", "e015"),
    ]


def test_a_save_that_a_finding_rests_on_is_refused_with_the_note(save: Save, folder: Path) -> None:
    notes = "".join(path.read_text(encoding="utf-8") for path in (folder / "notes").glob("*.md"))
    claim = next(one for one in read_sheets(folder)["claims"].rows() if one["claim_id"] in notes)
    answer = save(do="drop", table="claims", key=claim["claim_id"], along=True)
    assert any(one["file"].startswith("notes") or one["mend"] for one in answer["faults"])


def test_what_was_wrong_before_keeps_nobody_from_saving(
    change: Change, folder: Path, project: Path
) -> None:
    change("claims", "c005", topic="weather")
    editor = Editor(folder.name, project)
    seen = editor.answer({"ask": "open", "page": "one"})["version"]
    # A claim more above it moves what is wrong down by a line, and makes it no worse.
    cells = {**(read_sheets(folder)["claims"].get("c001") or {}), "claim_id": "", "note": "Again."}
    edit = {"do": "make", "table": "claims", "cells": cells}
    asked: dict[str, Any] = {"ask": "save", "page": "one", "version": seen, "edit": edit}
    assert editor.answer(asked)["saved"]


def test_an_open_proposal_may_stay_blank_and_an_accepted_one_may_not(
    propose: Change, change: Change, folder: Path, project: Path
) -> None:
    propose("claims", "c005")
    change("claims", "c005", paraphrase="")
    editor = Editor(folder.name, project)
    seen = editor.answer({"ask": "open", "page": "one"})["version"]

    def saved(**edit: Any) -> dict[str, Any]:
        edit = {"do": "change", "table": "claims", "key": "c005", **edit}
        return editor.answer({"ask": "save", "page": "one", "version": seen, "edit": edit})

    [fault] = saved(cells={}, accept=True)["faults"]
    assert (fault["row"], fault["column"]) == ("c005", "paraphrase")
    answer = saved(cells={"paraphrase": "The boat left late."}, accept=True)
    assert answer["saved"] == "claim c005 accepted"
    assert answer["open"] == []


@pytest.mark.usefixtures("unchecked")
def test_undo_and_redo_go_back_and_forth_byte_for_byte(save: Save, folder: Path) -> None:
    states = [files(folder)]
    edits: list[dict[str, Any]] = [
        {"do": "change", "table": "claims", "key": "c003", "cells": {"note": "So."}},
        {"do": "drop", "table": "claims", "key": "c004", "along": True},
        {"do": "make", "table": "places", "cells": {"name": "Elsewhere", "kind": "town"}},
    ]
    for edit in edits:
        assert save(**edit)["saved"]
        states.append(files(folder))
    for state in reversed(states[:-1]):
        assert save(do="undo")["saved"]
        assert files(folder) == state
    assert "faults" in save(do="undo")
    for state in states[1:]:
        assert save(do="redo")["saved"]
        assert files(folder) == state


@pytest.mark.usefixtures("unchecked")
def test_a_stale_save_is_refused_with_what_changed_and_taken_on_top(
    save: Save, editor: Editor, folder: Path
) -> None:
    seen = editor.answer({"ask": "open", "page": "two"})["version"]
    save(do="change", table="claims", key="c003", cells={"note": "First."})
    before = files(folder)
    mine = {"do": "change", "table": "claims", "key": "c003", "cells": {"content": "background"}}
    refused = save("two", seen, **mine)
    assert files(folder) == before
    [told] = refused["stale"]
    assert told.startswith("claim c003: note is now 'First.', was ")
    assert refused["changes"][0]["cells"]["note"] == "First."
    answer = save("two", refused["version"], **mine)
    cells = answer["changes"][0]["cells"]
    # On top: what the other wrote stands beside what this one did.
    assert (cells["note"], cells["content"]) == ("First.", "background")


@pytest.mark.usefixtures("unchecked")
def test_two_editors_of_one_story_see_each_other_and_a_hand_in_the_file(
    save: Save, editor: Editor, folder: Path, project: Path, change: Change
) -> None:
    other = Editor(folder.name, project)
    seen = other.answer({"ask": "open", "page": "x"})["version"]
    save(do="change", table="claims", key="c003", cells={"note": "First."})
    edit = {"do": "change", "table": "claims", "key": "c005", "cells": {"note": "Mine."}}
    asked: dict[str, Any] = {"ask": "save", "page": "x", "version": seen, "edit": edit}
    assert other.answer(asked)["stale"][0].startswith("claim c003: note is now 'First.'")
    change("claims", "c003", note="By hand.")
    seen = editor.answer({"ask": "open", "page": "one"})["version"]
    change("claims", "c005", note="By hand too.")
    assert save(version=seen, **edit)["stale"] == [
        "claim c005: note is now 'By hand too.', was blank"
    ]


@pytest.mark.usefixtures("unchecked")
def test_undo_does_not_take_back_what_others_wrote_over_it(save: Save, editor: Editor) -> None:
    save(do="change", table="claims", key="c003", cells={"note": "First."})
    seen = editor.answer({"ask": "open", "page": "two"})["version"]
    later = save("two", seen, do="change", table="claims", key="c003", cells={"note": "Second."})
    [fault] = save(version=later["version"], do="undo")["faults"]
    assert (fault["row"], fault["found"]) == ("c003", "a row that others have changed since")


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"ask": "nothing"},
        {"ask": "save", "page": "one"},
        {"ask": "save", "page": "one", "version": "", "edit": {"do": "change"}},
        {"ask": "words"},
        {"ask": "words", "cells": 3},
        {"ask": "read", "table": "claims", "cells": {}, "version": None},
    ],
)
def test_nonsense_gets_a_line_and_changes_nothing(
    editor: Editor, folder: Path, asked: dict[str, Any]
) -> None:
    before = files(folder)
    answer = editor.answer(asked)
    assert {"error", "faults", "stale", "cells", "words"} & set(answer)
    assert files(folder) == before


@pytest.mark.parametrize(
    "edit",
    [
        {"do": "change", "table": "paragraphs", "key": "1", "cells": {"length": "9"}},
        {"do": "change", "table": "proposals", "key": "claims|c003", "cells": {}},
        {"do": "change", "table": "claims", "key": "c003", "cells": {"colour": "red"}},
        {"do": "paint", "table": "claims"},
        {"do": "undo"},
    ],
)
def test_what_is_no_edit_of_a_row_is_refused(
    save: Save, folder: Path, edit: dict[str, Any]
) -> None:
    before = files(folder)
    assert save(**edit)["faults"]
    assert files(folder) == before


@pytest.mark.usefixtures("unchecked")
def test_a_hash_that_is_sent_along_is_not_believed(save: Save, folder: Path) -> None:
    before = files(folder)
    save(do="change", table="claims", key="c003", cells={"sha256": "0" * 64})
    assert files(folder) == before


def test_a_journal_of_a_save_that_was_cut_short_is_finished_when_the_editor_starts(
    folder: Path, project: Path
) -> None:
    (folder / JOURNAL).write_text("{}", encoding="utf-8")
    Editor(folder.name, project)
    assert not (folder / JOURNAL).exists()
