"""Charts of the actors: what is drawn, against the table it is drawn from."""

import pandas as pd
import pytest
from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch

from helpers.charts import actors as charts
from helpers.charts import network
from helpers.charts.frame import ChartFigure, layout_problems, to_png
from helpers.contract import dtypes
from helpers.story import open_story, story_ids
from helpers.tables import actors as tables

LONG = "The very long name of an organisation that nobody would ever print in full " * 4


def rows(table: str, *records: dict[str, object]) -> pd.DataFrame:
    types = dtypes(table)
    return pd.DataFrame(list(records), columns=list(types)).astype(types)


TEXT = rows(
    "paragraphs",
    {"paragraph": 1, "kind": "headline", "length": 40},
    {"paragraph": 2, "kind": "body", "length": 160},
)


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


def presence(people: pd.DataFrame, *mentions: dict[str, object], limit: int = 15) -> ChartFigure:
    said = rows("mentions", *mentions)
    return charts.presence(people, said, TEXT, source="The Paper", limit=limit)


def ties(people: pd.DataFrame, *relations: dict[str, object], limit: int = 16) -> ChartFigure:
    return charts.ties(rows("relations", *relations), people, source="The Paper", limit=limit)


def marks(fig: ChartFigure) -> list[Line2D]:
    """The marks of the strips, without the lines under them."""
    return [line for line in fig.axes[0].lines if line.get_linestyle() == "None"]


def test_marks_stand_where_the_mentions_stand() -> None:
    fig = presence(actors(a="Ann"), mention("a", 1, 0), mention("a", 2, 20, "description"))
    described, named = marks(fig)
    assert list(named.get_xdata()) == [5.0]
    assert list(described.get_xdata()) == [65.0]


def test_names_are_filled_and_descriptions_hollow() -> None:
    fig = presence(actors(a="Ann"), mention("a", 1, 0), mention("a", 2, 20, "description"))
    described, named = marks(fig)
    assert named.get_markerfacecolor() != described.get_markerfacecolor()
    assert described.get_markerfacecolor() == "#ffffff"
    assert named.get_marker() != described.get_marker()


def test_the_most_mentioned_actor_has_the_first_strip_and_its_count() -> None:
    people = actors(a="Ann", b="Bea")
    fig = presence(people, mention("a", 1, 0), mention("b", 1, 12), mention("b", 2, 0))
    assert [label.get_text() for label in fig.axes[0].get_yticklabels()] == ["Bea", "Ann"]
    assert [note.get_text() for note in fig.axes[0].texts] == ["2", "1"]


def test_those_who_are_not_drawn_are_counted_in_the_subtitle() -> None:
    people = actors(a="Ann", b="Bea", c="Cid")
    said = [mention("a", 1, 0), mention("a", 1, 12), mention("b", 2, 0), mention("c", 2, 20)]
    fig = presence(people, *said, limit=1)
    assert "Two more actors, with two mentions, are not drawn" in fig.subtitle
    assert set(fig.rows["actor_id"]) == {"a"}


def test_title_and_alt_text_of_the_strips_follow_the_rows() -> None:
    people = actors(a="Ann", b="Bea")
    one = presence(people, mention("a", 1, 0), mention("a", 2, 0), mention("b", 2, 20))
    two = presence(people, mention("a", 1, 0), mention("b", 2, 0), mention("b", 2, 20))
    assert one.title == "Ann takes 67 per cent of all mentions"
    assert two.title == "Bea takes 67 per cent of all mentions"
    assert "Ann: two mentions, two by name, paragraphs 1 to 2" in one.alt
    assert one.alt != two.alt


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


def test_the_title_names_the_pair_that_is_shown_both_ways() -> None:
    relations = [tie(1, "a", "b", "fights", "asserted"), tie(2, "b", "a", "meets", "reported")]
    fig = ties(actors(a="Ann", b="Bea"), *relations)
    assert fig.title == "Ann and Bea: one tie of cooperation, one of conflict"
    more = ties(actors(a="Ann", b="Bea"), *relations, tie(3, "a", "b", "attacks", "asserted"))
    assert more.title == "Ann and Bea: one tie of cooperation, two of conflict"
    assert more.alt != fig.alt


def test_no_box_covers_another_in_any_story() -> None:
    for story_id in story_ids():
        story = open_story(story_id)
        fig = charts.ties(story.relations, story.actors, source="The Paper")
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
    strips = charts.presence(story.actors, story.mentions, story.paragraphs, source=source)
    assert layout_problems(strips) == []
    assert set(strips.rows["actor_id"]) <= set(story.actors["actor_id"])
    net = charts.ties(story.relations, story.actors, source=source)
    assert layout_problems(net) == []
    drawn = {key for cell in net.rows["relation_ids"] for key in cell.split("|")}
    assert drawn <= set(story.relations["relation_id"])
    assert net.rows["ties"].sum() == len(drawn)


def test_nothing_breaks_without_rows() -> None:
    fig = charts.presence(actors(), rows("mentions"), rows("paragraphs"), source="The Paper")
    assert fig.title == "The article mentions nobody"
    assert layout_problems(fig) == []
    assert layout_problems(ties(actors())) == []


def test_one_actor_and_one_tie_are_drawn() -> None:
    fig = presence(actors(a="Ann"), mention("a", 1, 0))
    assert fig.title == "Only Ann is mentioned"
    assert layout_problems(fig) == []
    fig = ties(actors(a="Ann", b="Bea"), tie(1, "a", "b", "fights", "asserted"))
    assert fig.title == "One tie between them, one of conflict"
    assert layout_problems(fig) == []


@pytest.mark.parametrize("name", [LONG, "Süß & <b>$5m to $9m</b> {x}", "Cost $ of % _x_^2"])
def test_long_and_odd_names_are_laid_out(name: str) -> None:
    people = actors(a=name, b=f"{name} B", c="Cid")
    fig = presence(people, mention("a", 1, 0), mention("b", 2, 0), mention("c", 2, 20))
    assert layout_problems(fig) == []
    fig = ties(people, tie(1, "a", "b", "fights", "denied"), tie(2, "b", "c", "meets", "asserted"))
    assert layout_problems(fig) == []


def test_a_hundred_rows_are_drawn() -> None:
    people = actors(**{f"a{n}": f"Actor {n}" for n in range(100)})
    fig = presence(people, *(mention(f"a{n}", 2, n) for n in range(100)))
    assert layout_problems(fig) == []
    relations = [tie(n, f"a{n}", f"a{n * 7 % 100}", "fights", "asserted") for n in range(1, 100)]
    assert layout_problems(ties(people, *relations)) == []


def test_the_same_rows_give_the_same_picture() -> None:
    story = open_story("example")
    one, two = (charts.ties(story.relations, story.actors, source="The Paper") for _ in "ab")
    assert to_png(one, scale=1) == to_png(two, scale=1)


def test_charts_draw_what_the_tables_say() -> None:
    story = open_story("example")
    fig = charts.presence(story.actors, story.mentions, story.paragraphs, source="x", limit=5)
    table = tables.strips(story.actors, story.mentions, story.paragraphs, 5)
    pd.testing.assert_frame_equal(fig.rows, table)
    assert sum(len(line.get_xdata()) for line in marks(fig)) == len(table)
