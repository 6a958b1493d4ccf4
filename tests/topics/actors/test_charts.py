"""Charts of the actors: what is drawn, against the table it is drawn from."""

import pandas as pd
import pytest
from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch

from helpers.charts import network
from helpers.charts.figure import ChartFigure
from helpers.charts.layout_problems import layout_problems
from helpers.charts.pictures import to_png
from helpers.story.contract import dtypes
from helpers.story.project import story_ids
from helpers.story.story import open_story
from helpers.topics.actors.ties import draw_ties
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


def tie(number: int, source: str, target: str, kind: str, status: str) -> dict[str, object]:
    cells = {"relation_id": f"r{number:03}", "source": source, "target": target, "kind": kind}
    return {**cells, "status": status, "claim_id": "c001", "paragraph": 2, "start": number}


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


def ties(people: pd.DataFrame, *relations: dict[str, object], limit: int = 16) -> ChartFigure:
    return draw_ties(rows("relations", *relations), people, source="The Paper", limit=limit)


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


def lines_of(fig: ChartFigure) -> list[Line2D]:
    """The lines of bonds, without the bars across them."""
    return [line for line in fig.axes[0].lines if len(line.get_xdata()) == 2 and line.zorder < 3]


def test_conflict_is_told_from_cooperation_without_colour_by_a_bar_across_its_line() -> None:
    def bars(kind: str) -> int:
        fig = ties(actors(a="Ann", b="Bea"), tie(1, "a", "b", kind, "asserted"))
        return len([line for line in fig.axes[0].lines if len(line.get_xdata()) == 2]) - 1

    assert (bars("fights"), bars("meets")) == (1, 0)


def test_each_bond_is_a_line_and_firm_ones_are_solid() -> None:
    fig = ties(
        actors(a="Ann", b="Bea", c="Cid"),
        tie(1, "a", "b", "fights", "asserted"),
        tie(2, "a", "c", "meets", "reported"),
    )
    firm, reported = lines_of(fig)
    assert firm.get_linestyle() == "-"
    assert reported.get_linestyle() == "--"
    assert firm.get_color() != reported.get_color()


def test_a_disputed_tie_carries_a_mark() -> None:
    firm = ties(actors(a="Ann", b="Bea"), tie(1, "a", "b", "meets", "asserted"))
    disputed = ties(actors(a="Ann", b="Bea"), tie(1, "a", "b", "meets", "rejected"))
    assert len(disputed.axes[0].lines) == len(firm.axes[0].lines) + 1


def test_several_ties_of_one_kind_make_a_thicker_line() -> None:
    fig = ties(
        actors(a="Ann", b="Bea", c="Cid"),
        tie(1, "a", "b", "fights", "asserted"),
        tie(2, "a", "b", "attacks", "asserted"),
        tie(3, "a", "c", "fights", "asserted"),
    )
    two, one = lines_of(fig)
    assert two.get_linewidth() > one.get_linewidth()


def test_structure_and_speech_are_left_out_of_the_network() -> None:
    fig = ties(actors(a="Ann", b="Bea"), tie(1, "a", "b", "leads", "asserted"))
    assert fig.rows.empty
    assert fig.title == "No ties of cooperation or conflict"


def test_the_title_counts_what_is_stated_as_fact_of_the_pair_that_is_shown_both_ways() -> None:
    relations = [tie(1, "a", "b", "fights", "asserted"), tie(2, "b", "a", "meets", "reported")]
    fig = ties(actors(a="Ann", b="Bea"), *relations)
    assert fig.title == "Ann and Bea: one tie of conflict stated as fact; one reported or disputed"
    more = ties(actors(a="Ann", b="Bea"), *relations, tie(3, "a", "b", "attacks", "asserted"))
    assert (
        more.title == "Ann and Bea: two ties of conflict stated as fact; one reported or disputed"
    )
    assert more.alt != fig.alt


def test_a_tie_that_is_rejected_or_contested_is_never_counted_as_a_fact() -> None:
    told = [tie(1, "a", "b", "merges_with", "rejected"), tie(2, "a", "b", "meets", "contested")]
    fig = ties(actors(a="Ann", b="Bea"), *told)
    assert fig.title == "Between them: no tie stated as fact, two reported or disputed"
    firm = [tie(3, "a", "b", "meets", "asserted"), tie(4, "a", "b", "fights", "asserted")]
    both = ties(actors(a="Ann", b="Bea"), *told, *firm)
    assert both.title == (
        "Ann and Bea: one tie of cooperation and one of conflict stated as fact; two reported or"
        " disputed"
    )


def test_no_box_covers_another_in_any_story() -> None:
    for story_id in story_ids():
        story = open_story(story_id)
        fig = draw_ties(story.relations, story.actors, source="The Paper")
        boxes = [
            patch.get_window_extent()
            for patch in fig.axes[0].patches
            if isinstance(patch, FancyBboxPatch)
        ]
        assert len(boxes) > 3
        for at, box in enumerate(boxes):
            assert not any(box.overlaps(other) for other in boxes[at + 1 :])


def test_the_layout_is_the_same_each_time() -> None:
    bonds = [
        network.Bond("a", "b", "conflict", "asserted", "firm", 1, "both"),
        network.Bond("b", "c", "conflict", "asserted", "firm", 1, "both"),
        network.Bond("d", "e", "cooperation", "reported", "reported", 1, "both"),
    ]
    labels = {node: [node.upper()] for node in "edcba"}
    one = network.arrange(labels, bonds, 700, 300)
    two = network.arrange(dict(reversed(labels.items())), bonds, 700, 300)
    assert one.nodes == two.nodes
    assert (one.middles == two.middles).all()


def test_no_word_of_a_name_is_cut_for_the_sake_of_even_lines() -> None:
    people = actors(a="Anti-government groups in Syria", b="Bea")
    fig = ties(people, tie(1, "a", "b", "fights", "asserted"))
    assert "Anti-government\ngroups in Syria" in [text.get_text() for text in fig.axes[0].texts]


def test_boxes_stay_in_the_room() -> None:
    labels = {node: [node * 3] for node in "abcdef"}
    bonds = [network.Bond("a", n, "conflict", "asserted", "firm", 1, "both") for n in "bcdef"]
    found = network.arrange(labels, bonds, 500, 260)
    assert (found.middles - found.sizes / 2 >= -1e-6).all()
    assert (found.middles + found.sizes / 2 <= [500 + 1e-6, 260 + 1e-6]).all()


@pytest.mark.parametrize("story_id", story_ids())
def test_real_stories_are_laid_out_without_fault(story_id: str) -> None:
    story = open_story(story_id)
    source = "The Paper, 29 September 2014"
    net = draw_ties(story.relations, story.actors, source=source)
    assert layout_problems(net) == []
    drawn = {key for cell in net.rows["relation_ids"] for key in cell.split("|")}
    assert drawn <= set(story.relations["relation_id"])
    assert net.rows["ties"].sum() == len(drawn)


def test_nothing_breaks_without_rows() -> None:
    fig = voices(actors(), [])
    assert fig.title == "Nobody has a voice in the article, and it speaks of nobody"
    assert layout_problems(fig) == []
    assert layout_problems(ties(actors())) == []


def test_one_actor_and_one_tie_are_drawn() -> None:
    fig = voices(actors(a="Ann", paper="The Paper"), [claim(1, "a")])
    assert fig.title == "Everybody whom the article speaks of has a voice in it"
    assert layout_problems(fig) == []
    fig = ties(actors(a="Ann", b="Bea"), tie(1, "a", "b", "fights", "asserted"))
    assert fig.title == "Between them: one tie of conflict stated as fact"
    assert layout_problems(fig) == []


@pytest.mark.parametrize("name", [LONG, "Süß & <b>$5m to $9m</b> {x}", "Cost $ of % _x_^2"])
def test_long_and_odd_names_are_laid_out(name: str) -> None:
    people = actors(a=name, b=f"{name} B", c="Cid", paper="The Paper")
    fig = voices(people, [claim(0, "a"), claim(1, "b")], mention("c", 2, 5))
    assert layout_problems(fig) == []
    fig = ties(people, tie(1, "a", "b", "fights", "denied"), tie(2, "b", "c", "meets", "asserted"))
    assert layout_problems(fig) == []


def test_a_hundred_rows_are_drawn() -> None:
    people = actors(paper="The Paper", **{f"a{n}": f"Actor {n}" for n in range(100)})
    told = [claim(n, f"a{n}") for n in range(50)]
    fig = voices(people, told, *(mention(f"a{n + 50}", 2, 20 * n) for n in range(50)))
    assert layout_problems(fig) == []
    assert "40 more with a voice and 40 more without" in fig.subtitle
    relations = [tie(n, f"a{n}", f"a{n * 7 % 100}", "fights", "asserted") for n in range(1, 100)]
    assert layout_problems(ties(people, *relations)) == []


def test_the_same_rows_give_the_same_picture() -> None:
    story = open_story("example")
    one, two = (draw_ties(story.relations, story.actors, source="The Paper") for _ in "ab")
    assert to_png(one, scale=1) == to_png(two, scale=1)
