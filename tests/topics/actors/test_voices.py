"""Who has a voice: the table and the chart, against claims and mentions written by hand."""

import pytest

from helpers.charts.figure import ChartFigure
from helpers.story.project import story_ids
from helpers.topics.actors import tables
from helpers.topics.actors.charts import MOST, draw_voices

from ...stories import opened
from ..made import Cells, actors, labels, rows, texts

PEOPLE: dict[str, Cells] = {
    "ann": {"kind": "person", "part_of": "guard"},
    "bea": {},
    "cid": {"kind": "unnamed"},
    "crowd": {"kind": "people"},
    "guard": {},
    "member": {"part_of": "crowd"},
    "part": {"part_of": "guard"},
}


def people(*names: str) -> list[Cells]:
    return [{"actor_id": one, "name": one.title(), **PEOPLE.get(one, {})} for one in names]


def voices(cast: str, told: list[str], spoken_of: str = "") -> ChartFigure:
    """A chart of a cast; told are speakers, each with a voice or a content after a colon.

    Each assertion has twenty characters; spoken_of names who stands in the first, the second, ...
    """
    claims: list[Cells] = []
    for at, one in enumerate(told):
        speaker, _, how = one.partition(":")
        cells: Cells = {"speaker": speaker, "chain": f"{speaker}|paper", "voice": "indirect"}
        cells |= {"start": 20 * at, "end": 20 * at + 20, "hedges": "may" if how == "may" else None}
        if how in ("background", "naming"):
            cells["content"] = how
        if how == "direct" or speaker == "paper":
            cells["voice"] = how or "narrator"
        claims.append(cells)
    mentions: list[Cells] = [
        {"actor_id": who, "start": 20 * at + 5, "end": 20 * at + 10}
        for at, names in enumerate(spoken_of.split())
        for who in names.split("+")
        if who != "-"
    ]
    known = rows("actors", *people("paper", *cast.split()))
    told_by, said_of = rows("claims", *claims), rows("mentions", *mentions)
    return draw_voices(known, told_by, said_of, source="The Paper")


def test_who_speaks_stands_above_who_is_only_spoken_of_with_their_numbers() -> None:
    told = ["ann:direct", "ann:may", "ann:naming", "paper", "ann:direct"]
    fig = voices("ann bea", told, "bea+ann bea bea ann+bea")
    assert labels(fig) == ["Has a voice", "Ann", "Only spoken of, quoted in none", "Bea"]
    assert texts(fig) == ["3, 2 quoted", "in 3"]
    assert [bar.get_width() for bar in fig.axes[0].patches] == [3, 3]
    assert fig.title == "Spoken of in three assertions, quoted in none: Bea"
    assert fig.alt == (
        f"Bar chart of who has a voice in the article. {fig.title}. One actor is source of an"
        " assertion beside the outlet: Ann (3). One actor is only spoken of: Bea (3)."
    )
    ann, bea = fig.rows.drop(columns=["name", "kind", "of"]).to_numpy().tolist()
    assert ann == ["ann", "self", 3, 2, 1, 1, 2, "c001|c002|c005"]
    assert bea == ["bea", "none", 0, 0, 0, 3, 2, "c001|c002|c004"]


def test_who_says_most_comes_first_and_who_is_spoken_of_most_among_the_silent() -> None:
    fig = voices(
        "ann bea guard part", ["ann", "bea", "bea", "paper"], "guard part guard part+guard"
    )
    assert fig.rows["actor_id"].tolist() == ["bea", "ann", "guard", "part"]


def test_who_is_spoken_of_is_hollow_and_a_source_without_a_name_is_hatched() -> None:
    named, nameless, silent = voices("ann cid bea", ["ann", "cid"], "bea").axes[0].patches
    assert [bool(bar.get_hatch()) for bar in (named, nameless, silent)] == [False, True, False]
    assert silent.get_linewidth() > 0
    assert named.get_facecolor() != nameless.get_facecolor()


@pytest.mark.parametrize(
    ("cast", "told", "spoken_of", "heard"),
    [
        # A body is heard through its spokesperson.
        ("ann guard", ["ann", "paper"], "- guard", {"ann": "self", "guard": "through"}),
        # A part is not heard because its body speaks.
        ("guard part", ["guard"], "part", {"guard": "self", "part": "none"}),
        # A set of people speaks for its members.
        ("crowd member", ["crowd"], "member", {"crowd": "self", "member": "through"}),
        # Background, the outlet's own words, and what one says of oneself count for nobody.
        ("ann bea", ["ann", "bea:background", "paper"], "ann bea -", {"ann": "self"}),
    ],
)
def test_whoever_speaks_is_heard_and_a_body_through_its_parts(
    cast: str, told: list[str], spoken_of: str, heard: dict[str, str]
) -> None:
    found = voices(cast, told, spoken_of)
    assert dict(zip(found.rows["actor_id"], found.rows["heard"], strict=True)) == heard


def test_a_spokesperson_is_labelled_with_the_body_and_who_is_heard_through_others_counted() -> None:
    fig = voices("ann guard", ["ann", "paper"], "- guard")
    assert "Ann (Guard)" in labels(fig)
    assert fig.subtitle.endswith("Not drawn: one heard only through others")


@pytest.mark.parametrize(
    ("told", "silent", "title"),
    [
        ([], 2, "Spoken of in one assertion, quoted in none: A1 and A2"),
        ([], 4, "Four actors are spoken of and never heard"),
        (["bea"], 0, "Everybody whom the article speaks of has a voice in it"),
        ([], 0, "Nobody has a voice in the article, and it speaks of nobody"),
    ],
)
def test_the_title_names_a_few_who_are_only_spoken_of_and_counts_many(
    told: list[str], silent: int, title: str
) -> None:
    names = [f"a{n}" for n in range(1, silent + 1)]
    fig = voices(" ".join(["bea", *names]), [*told, *["paper"] * silent], " ".join(names))
    assert fig.title == title


def test_of_many_the_first_are_drawn_and_the_rest_counted() -> None:
    loud, silent = ([f"{letter}{n}" for n in range(50)] for letter in "lq")
    fig = voices(" ".join([*loud, *silent]), loud, " ".join(silent))
    assert len(labels(fig)) == 2 + 2 * MOST[0]
    assert fig.subtitle.endswith("40 more with a voice and 40 more without a voice")


def test_a_source_without_a_name_is_told_with_what_it_says_and_who_passed_it_on() -> None:
    plain: Cells = {"speaker": "somebody", "chain": "somebody|agency|paper"}
    said = rows(
        "claims",
        {**plain, "paragraph": 5},
        {**plain, "paragraph": 4, "paraphrase": "It pours."},
        {"speaker": "agency", "chain": "agency|paper"},
    )
    (found,) = tables.nameless_sources(
        actors({"actor_id": "quiet", "name": "Who said nothing", "kind": "unnamed"}), said
    ).to_dict("records")
    assert found == {
        **{"name": "Somebody", "cited_for": "It pours. (1 more)", "paragraph": 4},
        **{"reaches_through": "The Agency", "claim_ids": "c001|c002"},
    }


@pytest.mark.parametrize("story_id", story_ids())
def test_each_assertion_with_a_source_beside_the_outlet_counts_once(story_id: str) -> None:
    story = opened(story_id)
    table = tables.voices(story.actors, story.claims, story.mentions)
    own = story.claims[story.claims["voice"] != "narrator"]
    assert table["says"].sum() == (own["content"] == "assertion").sum()
