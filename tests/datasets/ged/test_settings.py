"""What a story asks of the dataset, in its article.toml, and what is wrong with it."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from helpers.story.check import read_tables
from helpers.story.check.rules import run_rules
from helpers.story.dataset import Period, Settings, of_story, slug, story_asking
from helpers.story.problem import StoryError
from helpers.story.story import open_story

from .conftest import ASKED

Ask = Callable[..., Settings]
ENTRIES = "\n".join(f"{name} = {json.dumps(value)}" for name, value in ASKED.items())
TABLE = f"\n[recompute.ged]\n{ENTRIES}\nas_published = [14]\n"


def add(folder: Path, text: str) -> None:
    path = folder / "article.toml"
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def entries(folder: Path) -> set[str]:
    """The entries of article.toml with which the rules of `story check` find fault."""
    tables, *_ = read_tables(folder)
    return {problem.column for problem in run_rules(tables) if problem.file == "article.toml"}


def test_a_story_asks_in_its_article_toml(project: Path, folder: Path) -> None:
    add(folder, TABLE)
    assert entries(folder) == set()
    assert story_asking(project) == "example"
    asked = of_story(open_story("example", root=project), {}, None)
    assert (asked.side, asked.slug, asked.radius_km) == ("Heron Front", "heron_front", 60.0)
    assert (asked.centre.slug, asked.centre.latitude) == ("quillhaven", 40.0)
    assert asked.as_published == {14}


def test_the_command_may_ask_for_something_else(project: Path, folder: Path) -> None:
    add(folder, TABLE)
    story = open_story("example", root=project)
    asked = of_story(story, {"side": "Marsh League", "as_published": True}, "nether-tolling")
    assert (asked.side, asked.country, asked.centre.slug) == (
        "Marsh League",
        "Brindlemark",
        "nether_tolling",
    )
    assert asked.as_published is None


@pytest.mark.parametrize(
    ("old", "new", "entry"),
    [
        ("radius_km = 60.0", 'radius_km = "60"', "recompute.ged.radius_km"),
        ("radius_km = 60.0", "radius_km = true", "recompute.ged.radius_km"),
        ('months = "2019-01', 'months = "2019-01-02', "recompute.ged.months"),
        ('events = "2019-02/2019-03"', 'events = "2019-03/2019-02"', "recompute.ged.events"),
        ('side = "Heron Front"', 'side = ""', "recompute.ged.side"),
        ("as_published = [14]", "as_published = true", "recompute.ged.as_published"),
        ("as_published = [14]", 'as_published = ["14"]', "recompute.ged.as_published"),
        ("town =", "village =", "recompute.ged.village"),
        ("river-board-report", "no-report", "recompute.ged.reference"),
        ("[recompute.ged]", "[recompute.gtd]", "recompute.gtd"),
        ("[recompute.ged]", "[recompute]\nged = 3\n[method]", "recompute.ged"),
    ],
)
def test_a_check_of_the_story_names_what_can_not_be_asked(
    old: str, new: str, entry: str, folder: Path
) -> None:
    assert TABLE.count(old) == 1
    add(folder, TABLE.replace(old, new))
    assert entries(folder) == {entry}


def test_no_story_that_asks_is_told(project: Path) -> None:
    with pytest.raises(StoryError, match="recompute needs --story STORY"):
        story_asking(project)


def test_the_real_stories_ask_nothing_wrong(root: Path) -> None:
    assert story_asking(root) in {path.name for path in (root / "data" / "stories").iterdir()}


def test_a_period_knows_its_months() -> None:
    period = Period(date(2018, 11, 1), date(2019, 2, 28), "2018-11/2019-02")
    assert period.months == ["2018-11", "2018-12", "2019-01", "2019-02"]


@pytest.mark.parametrize(
    ("name", "part"), [("IS", "is"), ("Jama'at al-Nusra", "jama_at_al_nusra"), ("…", "side")]
)
def test_a_name_becomes_a_part_of_a_column(name: str, part: str) -> None:
    assert slug(name) == part


def test_all_that_is_asked_lies_in_one_span(settings: Ask) -> None:
    assert settings().span.text == "2019-01-01/2019-04-30"
