"""The charts of the actors, each from a story: who has a voice, drawn here, and who is tied to whom."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes

from helpers.charts import legend, style
from helpers.charts.drafts import tells_drafts
from helpers.charts.expected import reads
from helpers.charts.figure import ChartFigure, chart
from helpers.charts.measured_text import short
from helpers.charts.row_chart import Group, Row, beside, height, row_chart, stack, without_axis
from helpers.charts.sizes import px, rows_to_draw, size
from helpers.story.credits import Sources, of_rows
from helpers.story.story import Story
from helpers.topics.actors import tables
from helpers.topics.actors.ties import draw_ties
from helpers.values.english import capital, counted, in_words, inside, listed, sentences
from helpers.values.records import records


@tells_drafts
def voices(story: Story) -> ChartFigure:
    """Who has a voice in the article, and who is only spoken of: actors-voices."""
    return draw_voices(story.actors, story.claims, story.mentions, source=of_rows(story))


@tells_drafts
def ties(story: Story) -> ChartFigure:
    """Who is tied to whom, and how firmly the article puts it: actors-ties."""
    return draw_ties(story.relations, story.actors, source=of_rows(story))


# How many actors are drawn with a voice, and as many without: the first number that has room.
MOST = (10, 8, 6, 4, 3)
SHARE = 0.39
EXTRA = 34
ALT = 8
THROUGH = "heard only through others"
VOICE, NONE = "Has a voice", "Only spoken of, quoted in none"


@chart
@reads(
    actors="actor_id name kind part_of",
    claims="claim_id paragraph start end content speaker chain voice hedges",
    mentions="actor_id paragraph start end",
)
def draw_voices(
    actors: pd.DataFrame, claims: pd.DataFrame, mentions: pd.DataFrame, *, source: str | Sources
) -> ChartFigure:
    """Who has a voice, with how many assertions, and who is spoken of and never heard.

    Whoever is heard only through others, as a group is through its spokesperson, is in neither
    part; the rows have them.

    Input: actors, claims, mentions (contract); the source line.
    Output: the figure actors-voices; its rows are those of `topics.actors.tables.voices`.
    Raises: ChartError naming table, row and column of what can't be drawn.
    """
    table = tables.voices(actors, claims, mentions)
    heard, silent = table[table["heard"] == "self"], table[table["heard"] == "none"]
    most = rows_to_draw(MOST, lambda most: _height(_groups(heard, silent, most)))
    drawn = pd.concat([heard.head(most), silent.head(most)])
    longest = max((_Bar(row).number for row in records(drawn)), default=1)
    return row_chart(
        "actors-voices",
        _groups(heard, silent, most),
        title=_title(heard, silent),
        subtitle="Assertions of news, beside those in the outlet's own voice: how many each one is"
        " the source of, and how many are about those who are the source of none"
        f"{_left_out(table, most)}",
        source=source,
        alt=_alt(heard, silent),
        table=table,
        # Room for the longest bar and its words.
        axis=lambda ax: without_axis(ax, longest * (1.5 if size().narrow else 1.42)),
        key=lambda ax: legend.place(ax, _key(drawn)),
        extra=EXTRA,
        share=SHARE,
    )


def _groups(heard: pd.DataFrame, silent: pd.DataFrame, most: int) -> list[Group]:
    """Those with a voice above those without, at most so many of each."""
    parts = ((VOICE, heard), (NONE, silent))
    return [
        (heading, [Row(_label(row), [_Bar(row)]) for row in records(part.head(most))])
        for heading, part in parts
        if len(part)
    ]


def _height(groups: list[Group]) -> float:
    labels = [(heading, [row.label for row in part]) for heading, part in groups]
    return height(stack(labels, share=SHARE), extra=EXTRA)


def _label(row: Any) -> str:
    """The name in two lines, and for somebody who speaks for a body with another name, that."""
    name = str(row.name)
    body = "" if pd.isna(row.of) else str(row.of)
    if body and row.heard == "self" and row.kind == "person" and body.split()[0] not in name:
        name = f"{name} ({body})"
    room = 0.9 * (size().inner if size().narrow else SHARE * size().inner)
    return " ".join(short(name, room, style.LABEL, lines=2))


@dataclass(frozen=True)
class _Bar:
    """One actor: a full bar for what they say, a hollow one for what is said of them."""

    row: Any

    @property
    def number(self) -> int:
        return int(self.row.says or self.row.spoken_of)

    def draw(self, ax: Axes, at: float) -> None:
        """The bar, and its number beside it."""
        nameless, silent = self.row.kind == "unnamed", self.row.heard == "none"
        kind = "unnamed" if nameless else "outlet" if silent else "named"
        look, ground = style.look("voiced", kind), style.theme().ground
        ax.barh(
            at,
            self.number,
            height=0.56,
            facecolor=ground if silent else look.colour,
            edgecolor=look.colour if silent else ground,
            hatch=look.hatch if nameless and not silent else "",
            linewidth=px(1.4) if silent else 0,
            zorder=3,
        )
        beside(ax, self.number, at, f"in {self.number}" if silent else _says(self.row))


def _says(row: Any) -> str:
    """How many assertions an actor is the source of, and how many of those are quoted."""
    says, quoted = int(row.says), int(row.quoted)
    if not quoted:
        return f"{says}"
    return f"{says}, quoted" if quoted == says else f"{says}, {quoted} quoted"


def _key(drawn: pd.DataFrame) -> list[Artist]:
    """The key to the looks that occur, if there are two or more."""
    named, unnamed, outlet = (style.look("voiced", kind) for kind in ("named", "unnamed", "outlet"))
    nameless, heard = drawn["kind"] == "unnamed", drawn["heard"] == "self"
    entries: list[Artist] = []
    if (heard & ~nameless).any():
        entries.append(legend.area("source with a name", named.colour))
    if (heard & nameless).any():
        entries.append(legend.area("source without a name", unnamed.colour, unnamed.hatch))
    if not heard.all():
        entries.append(legend.frame("spoken of", outlet.colour))
    return entries if len(entries) > 1 else []


def _left_out(table: pd.DataFrame, most: int) -> str:
    """How many of each part are not drawn."""
    parts = (
        ("self", most, "with a voice"),
        ("none", most, "without a voice"),
        ("through", 0, THROUGH),
    )
    rest = [
        f"{in_words(number)} {'more ' if kept else ''}{words}"
        for heard, kept, words in parts
        if (number := int((table["heard"] == heard).sum()) - kept) > 0
    ]
    return f". Not drawn: {listed(rest)}" if rest else ""


def _title(heard: pd.DataFrame, silent: pd.DataFrame) -> str:
    if heard.empty and silent.empty:
        return "Nobody has a voice in the article, and it speaks of nobody"
    if silent.empty:
        return "Everybody whom the article speaks of has a voice in it"
    most = int(silent["spoken_of"].iloc[0])
    names = [str(name) for name in silent.loc[silent["spoken_of"] == most, "name"]]
    if len(names) > 3:
        return f"{capital(counted(len(silent), 'actor'))} are spoken of and never heard"
    return f"Spoken of in {counted(most, 'assertion')}, quoted in none: {listed([*map(inside, names)])}"


def _alt(heard: pd.DataFrame, silent: pd.DataFrame) -> str:
    if heard.empty and silent.empty:
        return "Bar chart without a bar: nobody speaks and nobody is spoken of."
    return sentences(
        "Bar chart of who has a voice in the article",
        _title(heard, silent),
        _told(heard, "source of an assertion beside the outlet", "says"),
        _told(silent, "only spoken of", "spoken_of"),
    )


def _told(part: pd.DataFrame, words: str, column: str) -> str:
    """How many actors there are in one part, and the first of them with their numbers."""
    names = [f"{row.name} ({int(getattr(row, column))})" for row in records(part.head(ALT))]
    if len(part) > ALT:
        names.append(f"{in_words(len(part) - ALT)} more")
    verb = "is" if len(part) == 1 else "are"
    start = f"{capital(counted(len(part), 'actor'))} {verb} {words}"
    return f"{start}: {listed(names)}" if names else start
