"""The editor in a notebook: the kernel answers the page, and what is kept holds no words."""

from pathlib import Path
from typing import Any

import pytest

from helpers.edit.sheets import read_sheets
from helpers.edit.widget import EditorView, paragraphs
from helpers.story.article_copy.proof import Words

VIEW = "application/vnd.jupyter.widget-view+json"


@pytest.fixture
def view(folder: Path, project: Path) -> EditorView:
    return EditorView(folder.name, project)


def test_the_kernel_answers_what_the_page_asks(
    view: EditorView, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[dict[str, Any]] = []
    monkeypatch.setattr(view, "send", sent.append)
    view._handle_custom_msg({"id": "x-1", "asked": {"ask": "open", "page": "x"}}, [])
    [answer] = sent
    assert answer["id"] == "x-1"
    assert answer["answer"]["story"] == "example"


def test_an_output_is_the_same_in_every_run_and_keeps_no_words(
    folder: Path, project: Path, text: Words
) -> None:
    bundles = [EditorView(folder.name, project)._repr_mimebundle_() or ({}, {}) for _ in range(2)]
    (first, _), (second, _) = bundles
    assert set(first) == {"text/html", "text/plain", VIEW}
    assert first.pop(VIEW) != second.pop(VIEW)
    assert first == second
    body = [words for number, words in text.paragraphs.items() if number > 1]
    assert not any(words[:40] in first["text/html"] for words in body)


def test_without_a_copy_it_says_so_and_shows_lengths_and_spans(
    attachable: Path, project: Path
) -> None:
    assert attachable.is_file()
    bundle, _ = EditorView("example", project)._repr_mimebundle_() or ({}, {})
    assert "Without a copy of the article there are no words here" in bundle["text/html"]


def test_the_rows_of_each_paragraph_are_counted(folder: Path) -> None:
    sheets = read_sheets(folder)
    found = paragraphs(sheets)
    assert list(found["paragraph"]) == list(range(1, len(found) + 1))
    for name in ("claims", "figures", "mentions", "events"):
        assert found[name].sum() == len(sheets[name].lines)
    assert found["open"].sum() == 0


def test_a_folder_that_may_only_be_read_can_be_looked_at(
    folder: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(folder))

    monkeypatch.setattr("filelock.FileLock.acquire", refused)
    view = EditorView(folder.name, project)
    assert "claims" in repr(view)
    told = view._editor.answer({"ask": "open", "page": "one"})
    edit = {"do": "change", "table": "claims", "key": "c003", "cells": {"note": "So."}}
    asked = {"ask": "save", "page": "one", "version": told["version"], "edit": edit}
    assert "Permission denied; nothing is lost: save again" in view._editor.answer(asked)["error"]
