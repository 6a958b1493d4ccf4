"""Charts of the actors: what is drawn, against the table it is drawn from."""

import pandas as pd
import pytest

from helpers.charts.figure import ChartFigure
from helpers.charts.layout_problems import layout_problems
from helpers.story.contract import dtypes
from helpers.story.project import story_ids
from helpers.story.story import open_story
from helpers.topics.actors import tables
from helpers.topics.actors.voices import draw_voices

LONG = "The very long name of an organisation that nobody would ever print in full " * 4


def rows(table: str, *records: dict[str, object]) -> pd.DataFrame:
    types = dtypes(table)
    return pd.DataFrame(list(records), columns=list(types)).astype(types)


def actors(**names: str) -> pd.DataFrame:
    return rows(
        "actors",
        *({"actor_id": key, "name": name, "kind": "group"} for key, name in names.items()),
    )


def mention(actor: str, paragraph: int, start: int, form: str = "name") -> dict[str, object]:
    cells = {"actor_id": actor, "paragraph": paragraph, "start": start, "end": start + 10}
    return {**cells, "form": form}


def claim(number: int, speaker: str, voice: str = "indirect", **cells: object) -> dict[str, object]:
    """An assertion in paragraph 2, 20 characters long, that comes through its speaker alone."""
    start = 20 * number
    plain = {"paragraph": 2, "start": start, "end": start + 20, "content": "assertion"}
    told = {"speaker": speaker, "chain": f"{speaker}|paper", "voice": voice}
    return {"claim_id": f"c{number:03}", **plain, **told, **cells}


def voices(
    people: pd.DataFrame, told: list[dict[str, object]], *mentions: dict[str, object]
) -> ChartFigure:
    said = rows("mentions", *mentions)
    return draw_voices(people, rows("claims", *told), said, source="The Paper")


OWN = {"voice": "narrator", "chain": "paper"}


def test_who_speaks_stands_above_who_is_only_spoken_of_with_their_numbers() -> None:
    people = actors(paper="The Paper", a="Ann", b="Bea")
    told = [claim(0, "a", "direct"), claim(1, "a"), claim(2, "paper", **OWN)]
    fig = voices(people, told, mention("b", 2, 45), mention("b", 2, 5))
    labels = [label.get_text() for label in fig.axes[0].get_yticklabels()]
    assert labels == ["Has a voice", "Ann", "Only spoken of, quoted in none", "Bea"]
    assert [note.get_text() for note in fig.axes[0].texts] == ["2, 1 quoted", "in 2"]
    assert [bar.get_width() for bar in fig.axes[0].patches] == [2, 2]
    assert fig.title == "Spoken of in two assertions, quoted in none: Bea"
    assert "One actor is source of an assertion beside the outlet: Ann (2)." in fig.alt
    assert "One actor is only spoken of: Bea (2)." in fig.alt


def test_who_is_spoken_of_is_hollow_and_a_source_without_a_name_is_hatched() -> None:
    people = actors(paper="The Paper", a="Ann", b="Somebody", c="Cid")
    people.loc[people["actor_id"] == "b", "kind"] = "unnamed"
    fig = voices(people, [claim(0, "a"), claim(1, "b")], mention("c", 2, 5))
    named, nameless, silent = fig.axes[0].patches
    assert [bool(bar.get_hatch()) for bar in (named, nameless, silent)] == [False, True, False]
    assert silent.get_linewidth() > 0
    assert named.get_facecolor() != nameless.get_facecolor()


def test_background_the_outlets_own_words_and_what_one_says_of_oneself_count_for_nobody() -> None:
    people = actors(paper="The Paper", a="Ann", b="Bea")
    told = [claim(0, "a"), claim(1, "b", content="background"), claim(2, "paper", **OWN)]
    fig = voices(people, told, mention("a", 2, 5), mention("b", 2, 25))
    assert fig.rows["actor_id"].tolist() == ["a"]
    assert fig.title == "Everybody whom the article speaks of has a voice in it"


def test_a_body_is_heard_through_its_spokesperson() -> None:
    people = actors(paper="The Paper", guard="The Guard", a="Ann")
    people.loc[people["actor_id"] == "a", ["kind", "part_of"]] = ["person", "guard"]
    fig = voices(people, [claim(0, "a"), claim(1, "paper", **OWN)], mention("guard", 2, 25))
    assert dict(zip(fig.rows["name"], fig.rows["heard"], strict=True)) == {
        "Ann": "self",
        "The Guard": "through",
    }
    assert "Ann (The Guard)" in [label.get_text() for label in fig.axes[0].get_yticklabels()]
    assert fig.subtitle.endswith("Not drawn: one heard only through others")


@pytest.mark.parametrize(
    ("silent", "title"),
    [
        (2, "Spoken of in one assertion, quoted in none: Actor 1 and Actor 2"),
        (4, "Four actors are spoken of and never heard"),
    ],
)
def test_the_title_names_a_few_who_are_only_spoken_of_and_counts_many(
    silent: int, title: str
) -> None:
    names = {f"a{n}": f"Actor {n}" for n in range(1, silent + 1)}
    people = actors(paper="The Paper", **names)
    told = [claim(n, "paper", **OWN) for n in range(1, silent + 1)]
    fig = voices(people, told, *(mention(f"a{n}", 2, 20 * n) for n in range(1, silent + 1)))
    assert fig.title == title


@pytest.mark.parametrize("story_id", story_ids())
def test_each_assertion_with_a_source_beside_the_outlet_counts_once(story_id: str) -> None:
    story = open_story(story_id)
    table = tables.voices(story.actors, story.claims, story.mentions)
    own = story.claims[story.claims["voice"] != "narrator"]
    assert table["says"].sum() == (own["content"] == "assertion").sum()


def test_nothing_breaks_without_rows() -> None:
    fig = voices(actors(), [])
    assert fig.title == "Nobody has a voice in the article, and it speaks of nobody"
    assert layout_problems(fig) == []


def test_one_actor_is_drawn() -> None:
    fig = voices(actors(a="Ann", paper="The Paper"), [claim(1, "a")])
    assert fig.title == "Everybody whom the article speaks of has a voice in it"
    assert layout_problems(fig) == []


@pytest.mark.parametrize("name", [LONG, "Süß & <b>$5m to $9m</b> {x}", "Cost $ of % _x_^2"])
def test_long_and_odd_names_are_laid_out(name: str) -> None:
    people = actors(a=name, b=f"{name} B", c="Cid", paper="The Paper")
    fig = voices(people, [claim(0, "a"), claim(1, "b")], mention("c", 2, 5))
    assert layout_problems(fig) == []


def test_a_hundred_rows_are_drawn() -> None:
    people = actors(paper="The Paper", **{f"a{n}": f"Actor {n}" for n in range(100)})
    told = [claim(n, f"a{n}") for n in range(50)]
    fig = voices(people, told, *(mention(f"a{n + 50}", 2, 20 * n) for n in range(50)))
    assert layout_problems(fig) == []
    assert "40 more with a voice and 40 more without" in fig.subtitle
