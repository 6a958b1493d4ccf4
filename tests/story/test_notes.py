"""Notes: their findings with what they rest on, their parts, and their Markdown as HTML."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers.story import notes
from helpers.story.notes import Guard
from helpers.story.problem import StoryError
from helpers.story.project import story_ids
from helpers.story.story import Story, open_story

from ..stories import opened

NOTE = """Above.

## In short

- The ferry, {{ count("claims") }} claims say,
  ran aground.
  [rests on]: c001, k001
  [chart]: crosscheck-standing
- The quay is far.
  [rests on]: c011

## Below

More prose.
[rests on]: c002, k002 = conflicts
[chart]: x

{{ check("k001") }}
"""

Noted = Callable[[str], Story]


@pytest.fixture
def noted(folder: Path, project: Path) -> Noted:
    """The example story with a note of its own on the claims."""

    def write(text: str) -> Story:
        (folder / "notes" / "claims.md").write_text(text, encoding="utf-8")
        return open_story("example", root=project)

    return write


def test_findings_stand_under_in_short_with_what_they_rest_on(noted: Noted) -> None:
    story = noted(NOTE)
    one, other = notes.items(story, "claims")
    assert one.text.split() == f"The ferry, {len(story.claims)} claims say, ran aground.".split()
    assert one.guards == (Guard("c001", None, 7), Guard("k001", None, 7))
    assert (one.chart, one.check_ids, one.line) == ("crosscheck-standing", ("k001",), 5)
    assert (other.text, other.chart, other.line) == ("The quay is far.", None, 9)


def test_the_rest_of_a_note_is_read_by_heading_without_findings_and_hidden_lines(
    noted: Noted,
) -> None:
    story = noted(NOTE)
    above, below = notes.sections(story, "claims")
    assert (above.heading, above.text, below.heading) == ("", "Above.", "Below")
    assert below.guards == (Guard("c002", None, 15), Guard("k002", "conflicts", 15))
    assert (below.chart, below.check_ids) == ("x", ("k001", "k002"))
    finding = story.checks.set_index("check_id").loc["k001", "finding"]
    assert below.text == f"## Below\n\nMore prose.\n\n{finding}"
    assert notes.render(story, "claims") == f"Above.\n\n{below.text}"
    assert notes.below(story, "claims", "Below") == f"More prose.\n\n{finding}"
    assert notes.below(story, "claims", "Nowhere") is None
    assert notes.below(story, "claims", "Beyond") is None
    assert notes.below(story, "claims", "About") is None


def test_a_note_of_findings_alone_and_a_missing_one_show_nothing(noted: Noted) -> None:
    story = noted("## In short\n\n- One.\n  [rests on]: c001\n")
    assert notes.render(story, "claims") is notes.render(story, "nosuchtopic") is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("## In short\n\n\n- One.\n", r"example/notes/claims\.md, line 4.*rests on nothing"),
        ('# A\n\n## B\n\n{{ claim("c001" }}\n', r"example/notes/claims\.md, line 5"),
    ],
)
def test_what_is_wrong_with_a_note_is_told_by_its_line_in_the_file(
    noted: Noted, text: str, said: str
) -> None:
    story = noted(text)
    with pytest.raises(StoryError, match=said):
        _ = (notes.items(story, "claims"), notes.render(story, "claims"))


def test_a_note_may_hold_no_html_and_no_script_links() -> None:
    html = notes.to_html(
        "<script>x</script> **bold** [a](javascript:alert) [b](https://example.org)\n"
    )
    assert "<script>" not in html
    assert "<strong>bold</strong>" in html
    assert 'href="javascript' not in html
    assert 'href="https://example.org"' in html


@pytest.mark.parametrize("story_id", story_ids())
def test_every_note_of_a_story_is_filled_and_no_number_is_typed_into_it(story_id: str) -> None:
    story = opened(story_id)
    paths = sorted((story.folder / "notes").glob("*.md"))
    assert paths
    # An outlet may have a number in its name.
    outlets = {name.partition(", ")[0] for name in story.references["publisher"]}
    typed = []
    for path in paths:
        found = [part.text for part in notes.items(story, path.stem)]
        texts = [*found, *filter(None, [notes.render(story, path.stem)])]
        assert texts
        assert not any("{{" in text for text in texts)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            bare = re.sub("|".join(("{{.*?}}", *map(re.escape, outlets))), "", line)
            if not notes.HIDDEN.match(line) and re.search(r"\d", bare):
                typed.append(f"{path.name}, line {number}: {bare.strip()}")
    assert typed == []


def test_a_hidden_line_with_a_hundred_thousand_spaces_is_read_at_once() -> None:
    from helpers.story.notes import HIDDEN

    line = "[chart]: a" + " " * 100_000 + "b"
    found = HIDDEN.match(line)
    assert found is not None
    assert found[2].strip() == line.removeprefix("[chart]: ")
