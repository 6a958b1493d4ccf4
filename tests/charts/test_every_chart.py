"""What holds for every chart that is published, in every size and theme, of every story."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pandas as pd
import pytest
from coloraide import Color
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.text import Text

from helpers.charts.figure import ChartFigure, as_drawn
from helpers.charts.layout_problems import drawn_texts, layout_problems
from helpers.charts.style import THEMES
from helpers.story.project import story_ids
from helpers.topics.actors import tables as actors
from helpers.topics.casualties import tables as casualties
from helpers.topics.catalogue import CHARTS
from helpers.topics.claims import tables as claims
from helpers.topics.crosscheck import tables as crosscheck
from helpers.topics.places import stated
from helpers.topics.places.distances import both_units
from helpers.topics.timeline import tables as timeline
from helpers.values.english import capital
from helpers.values.records import records

from ..stories import DRAWN_IN, ON_SCREENS, Drawn, opened

NAMES = [spec.name for spec in CHARTS]
STORIES = story_ids()
EVERY = pytest.mark.parametrize("name", NAMES)
OF_EACH_STORY = pytest.mark.parametrize("story_id", STORIES)
TEXT = 4.5  # WCAG 2.2, 1.4.3

DRAWN = [(one, *how) for one in STORIES for how in DRAWN_IN.get(one, ON_SCREENS[:1])]
AS_DRAWN = "story_id", "size", "theme"


@pytest.mark.parametrize(AS_DRAWN, DRAWN)
@EVERY
def test_nothing_is_cut_off_too_small_or_on_top_of_something_else(
    name: str, story_id: str, size: str, theme: str, drawn: Drawn
) -> None:
    assert layout_problems(drawn(story_id, name, size, theme)) == []


@pytest.mark.parametrize(AS_DRAWN, [one for one in DRAWN if one[1] != "web"])
@EVERY
def test_a_chart_says_the_same_in_every_size_and_on_both_grounds(
    name: str, story_id: str, size: str, theme: str, drawn: Drawn
) -> None:
    web, other = drawn(story_id, name), drawn(story_id, name, size, theme)
    assert (other.name, other.title, other.alt) == (web.name, web.title, web.alt)
    assert other.rows.equals(web.rows)


@OF_EACH_STORY
@EVERY
def test_title_subtitle_and_source_stand_on_the_picture_and_the_title_in_the_alt_text(
    name: str, story_id: str, drawn: Drawn
) -> None:
    figure = drawn(story_id, name)
    assert figure.name == name
    face = " ".join(text.get_text() for text in figure.texts)
    assert not figure.title[0].islower()
    for words in (figure.title, figure.subtitle, figure.source, figure.credit):
        assert words
        assert words in face
    # The map of surroundings tells in its own words what its title does.
    assert figure.title in figure.alt or figure.rows.empty or name == "places-surroundings"
    assert not {"nan", "<na>"} & set(f"{face} {figure.alt}".lower().split())


# --- what is drawn, against the table it is drawn from ------------------------------------------

# Per chart what its rows are made of, the column that names them there, and the words that the alt
# text must hold for each of them.
Told = tuple[Callable[[Any], pd.DataFrame], str, Callable[[Any], list[str]]]

TOLD: dict[str, Told] = {
    "casualties-references": (
        lambda story: casualties.comparison(story.casualties, story.checks),
        "casualty_id",
        lambda row: [str(row.number), str(row.victims)],
    ),
    "casualties-months": (
        lambda story: casualties.by_month(story.casualties),
        "casualty_id",
        lambda row: [] if row.depth else [f"{row.period_text} {row.number}"],
    ),
    "timeline-years": (
        lambda story: timeline.resolved(story.events),
        "event_id",
        lambda row: [row.description.rstrip(".")] if row.drawn_as == "own row" else [],
    ),
    "timeline-last-days": (
        lambda story: timeline.last_days(
            story.events, story.claims, story.actors, story.article.published
        ),
        "event_id",
        lambda row: [row.description.rstrip("."), f"{row.source}: "],
    ),
    "claims-distances": (
        lambda story: stated.of_the_news(stated.every_distance(story)),
        "claim_ids",
        lambda row: [both_units(row), str(row.who)],
    ),
    "places-distances": (
        lambda story: stated.towards_places(stated.every_distance(story)),
        "claim_ids",
        lambda row: [both_units(row), str(row.who)],
    ),
    "claims-voices": (
        lambda story: claims.speakers(story.claims, story.actors),
        "speaker",
        lambda _: [],
    ),
    "actors-voices": (
        lambda story: actors.voices(story.actors, story.claims, story.mentions),
        "actor_id",
        lambda _: [],
    ),
    "crosscheck-standing": (
        lambda story: crosscheck.scoreboard(story).query("claims > 0"),
        "claim_ids",
        lambda row: [f"{capital(row.label)}: {row.claims}"],
    ),
    "crosscheck-verdicts": (
        crosscheck.matrix,
        "claim_ids",
        lambda row: [
            f"{row.topic_label}: ",
            *([f"{row.claims} {row.label}"] if row.claims else []),
        ],
    ),
}


@OF_EACH_STORY
@pytest.mark.parametrize("name", TOLD)
def test_the_rows_drawn_are_those_of_the_table_and_the_alt_text_tells_each(
    name: str, story_id: str, drawn: Drawn
) -> None:
    table, column, words = TOLD[name]
    figure = drawn(story_id, name)
    expected = table(opened(story_id))[column]
    assert sorted(figure.rows[column].fillna("")) == sorted(expected.fillna(""))
    missing = [one for row in records(figure.rows) for one in words(row) if one not in figure.alt]
    assert missing == []


# --- in its theme -------------------------------------------------------------------------------


@EVERY
def test_a_chart_is_drawn_in_the_colours_of_its_theme(name: str, drawn: Drawn) -> None:
    figure = drawn("example", name, "mobile", "dark")
    inks = {key: {one.ink, one.muted, one.ground} for key, one in THEMES.items()}
    texts = [*figure.texts, *(text for axes in figure.axes for text in axes.texts)]
    used = {text.get_color() for text in texts if text.get_visible()}
    assert used & inks["light"] == set()
    assert used & inks["dark"]


@pytest.mark.parametrize(("size", "theme"), ON_SCREENS[:2])
@EVERY
def test_every_text_of_a_chart_can_be_read_where_it_stands(
    name: str, size: str, theme: str, drawn: Drawn
) -> None:
    faint = {
        words: (colour, behind)
        for words, colour, behind in texts(drawn("example", name, size, theme))
        if Color(colour).contrast(behind, method="wcag21") < TEXT
    }
    assert faint == {}


def texts(figure: ChartFigure) -> Iterator[tuple[str, str, str]]:
    """Every text of a drawn chart, its colour, and the colour that most of its place has."""
    with as_drawn(figure):
        canvas = FigureCanvasAgg(figure)
        canvas.draw()
        pixels = np.asarray(canvas.buffer_rgba())[..., :3]
        height = pixels.shape[0]
        for text in drawn_texts(figure):
            box = text.get_window_extent()
            rows = slice(max(0, int(height - box.y1)), int(height - box.y0) + 1)
            columns = slice(max(0, int(box.x0)), int(box.x1) + 1)
            yield text.get_text(), to_hex(text.get_color()), _most(pixels[rows, columns], text)


def _most(place: np.ndarray, text: Text) -> str:
    """The most frequent colour behind a text."""
    # As one number each, which are sorted in a tenth of the time.
    numbers = place.reshape(-1, 3).astype(np.uint32) @ np.array([1 << 16, 1 << 8, 1], np.uint32)
    colours, counts = np.unique(numbers, return_counts=True)
    ranked = [f"#{colour:06x}" for colour in colours[np.argsort(counts, kind="stable")[::-1]][:2]]
    own = to_hex(text.get_color())
    return next(colour for colour in [*ranked, own] if colour != own)
