"""No struck phrase reaches a reader: notebooks, notes, findings, charts, templates, messages."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers.story import notes
from helpers.story.project import story_ids
from helpers.topics import findings
from helpers.topics.catalogue import CHARTS

from .stories import Drawn, opened

ROOT = Path(__file__).resolve().parents[1]

STRUCK = {
    r"\bdue form\b": "an alliance in due form",
    r"\bst(?:and|ands|ood) as\b": "a claim that stands as contradicted",
    r"\bpull(?:s|ed|ing)? against\b": "two ties pull against each other",
    r"\bon (?:whose|the|its|their|his|her) (?:own )?word\b": "on the word of a charity",
    r"\bputs it\b": "as the paper puts it",
    r"\b(?:is|are|was|were) put (?:in words|as fact)\b": "the number is put in words",
    r"\bwhole counts?\b": "three whole counts",
    r"\bonly named\b": "the others are only named",
    r"\b(?:is|are) told of\b": "the rivals are told of",
    r"\bfurthest back\b": "the furthest back that dates reach",
    r"\b(?:held|holds?|holding) against\b": "held against references",
    r"\bwords of quantity\b": "words of quantity",
    r"\bside in the matter\b": "a side in the matter",
    r"\bhad to say\b": "a rule had to say",
}
"""Phrases that nobody would say aloud, without regard to case, each with what it was made for."""


ANY = re.compile("|".join(STRUCK), re.IGNORECASE)


def struck(text: str) -> list[str]:
    """The struck phrases in a text, each as it stands there with a few words around it."""
    flat = " ".join(text.split())
    return [flat[max(0, hit.start() - 30) : hit.end() + 30] for hit in ANY.finditer(flat)]


def test_every_pattern_finds_the_phrase_it_was_made_for() -> None:
    for pattern, phrase in STRUCK.items():
        assert re.search(pattern, phrase.upper(), re.IGNORECASE)
        assert struck(phrase.upper())
    assert struck("He stood at the gate and put his word on the table.") == []


@pytest.mark.parametrize("path", sorted(ROOT.glob("notebooks/*.ipynb")), ids=lambda path: path.stem)
def test_no_notebook_says_it_in_source_or_output(path: Path) -> None:
    told = []
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        for text in _texts(cell):
            told += [f"{cell['id']}: ...{phrase}..." for phrase in struck(text)]
    assert told == []


def _texts(cell: dict[str, object]) -> Iterator[str]:
    yield "".join(cell["source"])  # type: ignore[arg-type]
    for output in cell.get("outputs", []):  # type: ignore[attr-defined]
        for kind, value in output.get("data", {}).items():
            if not kind.startswith("image/"):
                yield re.sub(r"base64,[A-Za-z0-9+/=\s]+", "", "".join(value))


@pytest.mark.parametrize("story_id", story_ids())
def test_no_note_no_finding_written_or_computed_and_no_chart_says_it(
    story_id: str, drawn: Drawn
) -> None:
    story = opened(story_id)
    topics = sorted(
        {*findings.NOTES, *(path.stem for path in (story.folder / "notes").glob("*.md"))}
    )
    texts: list[str] = []
    for topic in topics:
        told = [*findings.in_short(story, topic), *findings.computed(story, topic)]
        texts += [one.text for one in [*told, *notes.sections(story, topic)]]
        texts.append(notes.render(story, topic) or "")
    charts = [drawn(story_id, spec.name) for spec in CHARTS]
    texts += [f"{one.title} / {one.subtitle} / {one.alt}" for one in charts]
    assert [phrase for text in texts for phrase in struck(text)] == []


@pytest.mark.parametrize(
    "path",
    [*sorted(ROOT.glob("src/helpers/**/templates/*")), ROOT / "README.md"],
    ids=lambda path: path.name,
)
def test_no_template_and_no_page_says_it(path: Path) -> None:
    assert struck(path.read_text(encoding="utf-8")) == []


def test_no_text_in_the_code_says_it() -> None:
    told = [
        f"{path.relative_to(ROOT)}, line {line}: ...{phrase}..."
        for path in sorted(ROOT.glob("src/**/*.py"))
        for line, text in _literals(path)
        for phrase in struck(text)
    ]
    assert told == []


def _literals(path: Path) -> Iterator[tuple[int, str]]:
    """The strings of a module with their lines, its docstrings left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node.lineno, node.value
