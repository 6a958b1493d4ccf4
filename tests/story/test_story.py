"""Opening a story: types, copies, words, and what is said when it can't be opened."""

from collections.abc import Callable
from dataclasses import FrozenInstanceError
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import helpers
from helpers.story.article_copy.proof import story_words
from helpers.story.contract import TABLES, dtypes, table
from helpers.story.csv_tables import split
from helpers.story.problem import Problem, StoryError
from helpers.story.project import story_ids
from helpers.story.story import Story, once, open_story

from ..stories import rewrite


def refused(project: Path) -> tuple[Problem, ...]:
    """The problems that keep the copied example from being opened."""
    with pytest.raises(StoryError) as caught:
        open_story("example", root=project)
    assert str(caught.value).splitlines() == [str(problem) for problem in caught.value.problems]
    return caught.value.problems


# ------------------------------------------------------------------------------ tables


@pytest.mark.parametrize("story_id", story_ids())
def test_every_table_is_an_attribute_with_the_contracts_columns_and_types(story_id: str) -> None:
    story = open_story(story_id)
    for name in TABLES:
        rows = story.table(name)
        assert tuple(rows.columns) == table(name).columns
        assert rows.dtypes.to_dict() == dtypes(name)
        assert len(rows) > 0 or name == "proposals"
        assert list(rows.index) == list(range(len(rows)))
        pd.testing.assert_frame_equal(getattr(story, name), rows)
    assert set(TABLES) <= set(dir(story))


def test_nobody_can_change_what_another_reads(example: Story) -> None:
    claims = example.claims
    claims.loc[0, "paraphrase"] = "Something else."
    del claims["topic"]
    assert example.claims.loc[0, "paraphrase"] != "Something else."
    assert "topic" in example.claims
    with pytest.raises(FrozenInstanceError):
        example.id = "another"  # type: ignore[misc]


def test_values_are_what_the_file_prints(example: Story) -> None:
    figures = example.figures.set_index("figure_id")
    assert figures.loc["f008", ["lower", "bound"]].tolist() == [40, "more_than"]
    assert figures["upper"].isna()["f008"]
    assert bool(example.claims.set_index("claim_id").loc["c029", "checkable"]) is False
    assert split(example.events.loc[0, "actors"]) == ("wimbel-ferries", "marsh-line")


def test_a_row_is_had_by_its_id_and_cannot_be_changed(example: Story) -> None:
    row: Any = example.row("figures", "f008")
    assert (row["lower"], row["bound"]) == (40, "more_than")
    assert pd.isna(row["upper"])
    assert example.row("figures", "f999") is None
    with pytest.raises(TypeError):
        row["lower"] = 41
    first = example.mentions.iloc[0]
    found: Any = example.row("mentions", first["paragraph"])
    assert found["start"] == first["start"]


def test_what_is_computed_of_a_story_is_computed_once_and_handed_out_as_copies(
    example: Story,
) -> None:
    computed = []

    @once
    def paragraphs(story: Story) -> pd.DataFrame:
        computed.append(story.id)
        return story.paragraphs

    mine = paragraphs(example)
    mine.loc[0, "kind"] = "caption"
    pd.testing.assert_frame_equal(paragraphs(example), example.paragraphs)
    paragraphs(open_story("example"))
    assert computed == ["example", "example"]


def test_an_unknown_table_is_named(example: Story) -> None:
    for read in (example.table, partial(example.row, row_id="w001")):
        with pytest.raises(KeyError, match="weather"):
            read("weather")


def test_an_empty_table_keeps_its_types(project: Path, folder: Path) -> None:
    path = folder / "checks.csv"
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    checks = open_story("example", root=project).checks
    assert len(checks) == 0
    assert checks.dtypes.to_dict() == dtypes("checks")


# ------------------------------------------------------------------------------ the article


def test_claims_figures_and_events_come_as_the_article_has_them_whatever_their_ids_are(
    change: Callable[..., None], project: Path, folder: Path
) -> None:
    before = open_story(folder.name, root=project)
    change("claims", "c003", paragraph="14", start="0", end="10")
    change("events", "e010", paragraph="1", start="0", end="5")
    story = open_story(folder.name, root=project)
    claims, events = list(story.claims["claim_id"]), list(story.events["event_id"])
    assert claims.index("c003") == len(claims) - 3  # before c028 and c029, which begin there too
    assert events[0] == "e010"
    # All others stay as they were, and tables by name keep the order of their file.
    others = [key for key in before.claims["claim_id"] if key != "c003"]
    assert [key for key in claims if key != "c003"] == others
    assert list(story.places["place_id"]) == sorted(story.places["place_id"])


def test_the_article_says_where_it_was_printed(example: Story) -> None:
    article = example.article
    assert (article.id, article.outlet_id) == ("example", "quillhaven-lantern")
    assert (article.published, article.published_time) == ("2019-03-14", "18:30")
    assert list(article.topics)[:2] == ["sinking", "toll"]
    assert (article.centre, article.text) == ("quillhaven", "included")


def test_a_note_is_read_as_it_stands_and_a_missing_one_is_none(project: Path, folder: Path) -> None:
    (folder / "notes" / "weather.md").write_text("It *rained*.\n", encoding="utf-8")
    story = open_story("example", root=project)
    assert (story.note("weather"), story.note("nothing")) == ("It *rained*.\n", None)


@pytest.mark.parametrize(
    ("old", "new", "column", "found"),
    [
        ('outlet = "The Quillhaven Lantern"\n', "", "outlet", "no such entry"),
        ('byline = "Tamsin Oakapple"', "byline = 7", "byline", "7"),
        ('byline = "Tamsin Oakapple"', 'byline = " "', "byline", "' '"),
        ('published = "2019-03-14"', 'published = "14 March"', "published", "14 March"),
        ('text = "included"', 'text = "somewhere"', "text", "somewhere"),
        ('id = "example"', 'id = "sample"', "id", "sample"),
        ('[places]\ncentre = "quillhaven"', "[places]\ncentre = 1", "places.centre", "1"),
        ("[places]", "[positions]", "positions", "an unknown entry"),
        ('sinking = "The sinking"', "sinking = 1", "topics", "{'sinking': 1, "),
        ('sha256 = "', 'sha256 = "x', "sha256", "x"),
        ('language = "en-GB"', 'language = "en-GB"\nmood = "glum"', "mood", "an unknown entry"),
        ('language = "en-GB"', 'language = "en-GB"\nmethod = "x"', "method", "'x'"),
        ('language = "en-GB"', "language = en-GB", "", "text that is not TOML"),
    ],
)
def test_a_wrong_entry_of_the_article_is_named(
    project: Path, folder: Path, old: str, new: str, column: str, found: str
) -> None:
    rewrite(folder / "article.toml", old, new)
    [problem] = refused(project)
    assert (problem.file, problem.column) == ("article.toml", column)
    assert problem.found.startswith(found)


def test_an_entry_that_may_be_left_out_is_none(project: Path, folder: Path) -> None:
    rewrite(folder / "article.toml", 'published_time = "18:30"\n', "")
    rewrite(folder / "article.toml", '[places]\ncentre = "quillhaven"', "")
    article = open_story("example", root=project).article
    assert (article.published_time, article.centre) == (None, None)


# ------------------------------------------------------------------------------ words


def test_included_words_are_at_hand_unless_they_are_to_be_hidden(
    project: Path, folder: Path, example: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert example.words is not None
    assert example.words.complete
    row = example.figures.iloc[7]
    assert example.words.span(row["paragraph"], row["start"], row["end"]) == row["surface"]
    monkeypatch.setenv("CLAIM_WORDS", "hide")
    assert open_story("example", root=project).words is None
    assert open_story("example", root=project, words=folder / "article.txt").words is not None


def test_without_a_copy_or_with_one_of_another_article_there_are_no_words(
    project: Path, attachable: Path
) -> None:
    assert open_story("example", root=project).words is None
    assert story_words("example", project) is None
    assert open_story("example", root=project, words=attachable).words is not None
    attachable.write_text("Something else altogether.\n", encoding="utf-8")
    assert open_story("example", root=project, words=attachable).words is None


def test_a_copy_that_cannot_be_read_is_named(project: Path, attachable: Path) -> None:
    attachable.write_bytes("text".encode("utf-16"))
    with pytest.raises(StoryError, match=r"copy\.txt is in UTF-16"):
        open_story("example", root=project, words=attachable)
    with pytest.raises(StoryError, match="no such file"):
        open_story("example", root=project, words=attachable.with_name("none.txt"))


# ------------------------------------------------------------------------------ refusals


@pytest.mark.parametrize("name", ["exemple", "../stories/example", ".cache"])
def test_an_unknown_story_is_named_with_the_known_ones(project: Path, name: str) -> None:
    (project / "data" / "stories" / ".cache").mkdir()
    with pytest.raises(StoryError, match=r"no story is called '.*'; known stories: example$"):
        open_story(name, root=project)


def test_a_project_without_stories_has_none(tmp_path: Path) -> None:
    assert story_ids(tmp_path) == []


def test_all_problems_are_told_at_once(
    project: Path, folder: Path, change: Callable[..., None]
) -> None:
    (folder / "actors.csv").unlink()
    rewrite(folder / "claims.csv", "claim_id,", "id,")
    change("figures", "f008", lower="forty", bound="above")
    change("casualties", "d001", cumulative="no", lower="1.5")
    told = [(problem.file, problem.column, problem.found) for problem in refused(project)]
    assert told == [
        ("actors.csv", "", "no such file"),
        ("claims.csv", "", "a header without 'claim_id' and with 'id'"),
        ("figures.csv", "lower", "'forty'"),
        ("figures.csv", "bound", "'above'"),
        ("casualties.csv", "lower", "'1.5'"),
        ("casualties.csv", "cumulative", "'no'"),
    ]


def test_the_package_hands_out_what_opens_a_story() -> None:
    assert (helpers.open_story, helpers.story_ids) == (open_story, story_ids)
    assert helpers.StoryError is StoryError
    with pytest.raises(AttributeError, match="opened_story"):
        _ = helpers.opened_story
