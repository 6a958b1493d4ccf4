"""An X-ray of the article: paragraphs to scale, and the spans of what stands in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from helpers.charts import legend, style
from helpers.charts.frame import ChartFigure, chart, frame, px
from helpers.charts.sizes import size
from helpers.story import Story
from helpers.tables import reading_order, records
from helpers.wording import capital, counted, in_words

BAND = 8.0
THIN = 4.5
WIDE = 1000
"""From this width in px on, the paragraphs stand in two columns."""
APART = 1.26
"""Where the second column begins, in lengths of the longest paragraph."""
FIGURE = style.Look("ink", "s", style.SOLID, "", "figure")
MENTIONS = {
    "name": style.Look("teal", "o", style.SOLID, "", "actor by name"),
    "description": style.Look("stone", "s", style.SOLID, "", "actor by description"),
}


@chart
def xray(story: Story, *, source: str) -> ChartFigure:
    """An X-ray of the article: paragraphs to scale, with the spans of what stands in them.

    One row per paragraph, as long as it has characters: claims as bands coloured by voice and
    hatched where hedged, figures and mentions as short bars below. It needs no word of the text.

    Input: a story, of which paragraphs, claims, figures and mentions are drawn; the source line.
    Output: the figure; its rows are the spans drawn: table, id, paragraph, start, end, kind,
    hedged, lane.
    """
    order = reading_order.paragraphs_in_order(story.paragraphs)
    table = _spans(story.claims, story.figures, story.mentions)
    table = table[table["paragraph"].isin(order["paragraph"])].reset_index(drop=True)
    claims = table[table["table"] == "claims"]
    places = _places(order, claims)
    bottom = max((place.below for place in places.values()), default=80.0)
    fig, ax = frame(
        "claims-xray",
        _title(order, claims),
        "One row per paragraph, its length in characters; a band is the span of a claim, nested"
        " claims below each other",
        source,
        rows=table,
        alt=_alt(order, table),
        height=max(bottom, 80) + 30,
        # Rows stay to scale with each other; so much closer, their numbers can still be read.
        least=0.7 * max(bottom, 80) + 30,
    )
    _draw(ax, order, table, places, bottom)
    return fig


@dataclass(frozen=True)
class _Place:
    """Where a paragraph lies: its column, the characters before that, its top and bottom."""

    column: int
    left: float
    top: float
    below: float


def _places(order: pd.DataFrame, claims: pd.DataFrame) -> dict[int, _Place]:
    """A row for each paragraph, as high as its claims need; two columns where there is room."""
    bands = claims.groupby("paragraph")["lane"].max()
    heights = {
        int(number): (int(bands.get(number, 0)) + 1) * BAND + 2 * THIN + 6
        for number in order["paragraph"]
    }
    longest = max((int(length) for length in order["length"]), default=1)
    half = sum(heights.values()) / 2 if size().width > WIDE else float("inf")
    places: dict[int, _Place] = {}
    column, top = 0, 4.0
    for number, height in heights.items():
        if column == 0 and top + height / 2 > half:
            column, top = 1, 4.0
        places[number] = _Place(column, column * longest * APART, top, top + height)
        top += height
    return places


def _spans(claims: pd.DataFrame, figures: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """All spans in one table; overlapping claims get lanes of their own."""
    lanes = _lanes(claims)
    form = mentions["form"].astype("string")
    parts = [
        claims.assign(
            table="claims",
            id=claims["claim_id"],
            kind=claims["voice"].astype("string"),
            lane=lanes,
            hedged=claims["hedges"].notna(),
        ),
        figures.assign(
            table="figures",
            id=figures["figure_id"],
            kind=figures["kind"].astype("string"),
            lane=0,
            hedged=False,
        ),
        mentions.assign(table="mentions", id=mentions["actor_id"], kind=form, lane=0, hedged=False),
    ]
    columns = ["table", "id", "paragraph", "start", "end", "kind", "hedged", "lane"]
    found = pd.concat([part[columns] for part in parts], ignore_index=True)
    text = dict.fromkeys(["table", "id", "kind"], "string")
    return found.astype({**text, "lane": "Int64", "hedged": "boolean"})


def _lanes(claims: pd.DataFrame) -> pd.Series:
    """For each claim the first lane of its paragraph that is free where it stands."""
    ends: dict[int, list[int]] = {}
    lanes = pd.Series(0, index=claims.index, dtype="Int64")
    ordered = claims.sort_values(["paragraph", "start", "end"])
    cells = (ordered[name] for name in ("paragraph", "start", "end"))
    for key, paragraph, start, end in zip(ordered.index, *cells, strict=True):
        taken = ends.setdefault(int(paragraph), [])
        lane = next((at for at, last in enumerate(taken) if last <= start), len(taken))
        taken[lane : lane + 1] = [int(end)]
        lanes[key] = lane
    return lanes


def _draw(
    ax: Axes,
    order: pd.DataFrame,
    table: pd.DataFrame,
    places: Mapping[int, _Place],
    bottom: float,
) -> None:
    longest = max(int(order["length"].max()), 1) if len(order) else 1
    columns = sorted({place.left for place in places.values()}) or [0.0]
    ax.set(xlim=(0, columns[-1] + longest), ylim=(max(bottom, 80), 0), yticks=[])
    ax.grid(visible=False)
    ax.spines["left"].set_visible(False)
    step = next(step for step in (50, 100, 200, 500, 1000, 10**9) if longest / step <= 6)
    counts = range(0, longest + 1, step)
    ax.set_xticks(
        [left + count for left in columns for count in counts], [*map(str, counts)] * len(columns)
    )
    ax.tick_params(axis="x", labelsize=px(style.TICK))
    ax.set_xlabel("characters", fontsize=px(style.TICK), color=style.theme().muted, loc="left")
    for row in records(order):
        _paragraph(ax, places[int(row.paragraph)], int(row.length), _called(row))
    for keys, spans in table.groupby(["table", "kind", "hedged"], sort=True):
        _layer(ax, spans, str(keys[0]), str(keys[1]), bool(keys[2]), places, table)
    legend.place(ax, _entries(table), width=0.78 * size().inner)


def _called(row: Any) -> str:
    """What stands before a paragraph: its number, and its kind unless it is one of the body."""
    return f"{row.kind} {row.paragraph}" if row.kind != "body" else str(row.paragraph)


def _paragraph(ax: Axes, place: _Place, length: int, name: str) -> None:
    """The ground of a paragraph, as long as it has characters, with its number before it."""
    ax.add_patch(
        Rectangle(
            (place.left, place.top - 2),
            length,
            place.below - place.top - 3,
            facecolor=style.theme().grid,
            alpha=0.5,
            linewidth=0,
            zorder=0,
        )
    )
    ax.annotate(
        name,
        (place.left, (place.top + place.below - 7) / 2),
        xytext=(px(-6), 0),
        textcoords="offset points",
        horizontalalignment="right",
        verticalalignment="center",
        fontsize=px(style.SMALL),
        color=style.theme().muted,
    )


def _layer(
    ax: Axes,
    spans: pd.DataFrame,
    name: str,
    kind: str,
    hedged: bool,
    places: Mapping[int, _Place],
    table: pd.DataFrame,
) -> None:
    """All spans that look the same."""
    numbers = spans["paragraph"].astype("int64")
    top = numbers.map({number: place.top for number, place in places.items()})
    left = numbers.map({number: place.left for number, place in places.items()})
    height = BAND - 1.2
    y = top + spans["lane"].astype("float64") * BAND
    look = style.look("voice", kind) if name == "claims" else MENTIONS.get(kind, FIGURE)
    if name != "claims":
        below = table[table["table"] == "claims"].groupby("paragraph")["lane"].max()
        lanes = spans["paragraph"].map(below).fillna(0).astype("float64") + 1
        y = top + lanes * BAND + (THIN if name == "mentions" else 0)
        height = THIN - 1
    ax.barh(
        y,
        (spans["end"] - spans["start"]).astype("float64"),
        left=left + spans["start"].astype("float64"),
        height=height,
        align="edge",
        color=look.colour,
        hatch="//////" if hedged else "",
        edgecolor=style.theme().ground,
        linewidth=px(0.8) if name == "claims" else 0,
        zorder=3,
    )


def _entries(table: pd.DataFrame) -> list[Artist]:
    """What the key explains: what occurs."""
    here = set(zip(table["table"], table["kind"], strict=True))
    entries = [
        legend.area(f"claim, {look.label}", look.colour)
        for voice, look in style.GROUPS["voice"].items()
        if ("claims", voice) in here
    ]
    if table["hedged"].any():
        entries.append(legend.area("hatched: hedged claim", style.theme().muted, "//////"))
    if (table["table"] == "figures").any():
        entries.append(legend.area(FIGURE.label, FIGURE.colour))
    entries += [
        legend.area(look.label, look.colour)
        for form, look in MENTIONS.items()
        if ("mentions", form) in here
    ]
    return entries


def _title(order: pd.DataFrame, claims: pd.DataFrame) -> str:
    if claims.empty:
        return "The article makes no claim"
    length = round(int(order["length"].sum()) / len(claims))
    number = counted(len(order), "paragraph")
    return capital(f"{counted(len(claims), 'claim')} in {number}: one every {length} characters")


def _alt(order: pd.DataFrame, table: pd.DataFrame) -> str:
    claims = table[table["table"] == "claims"]
    voices = claims["kind"].value_counts()
    voiced = ", ".join(
        f"{int(voices[voice])} {look.label}"
        for voice, look in style.GROUPS["voice"].items()
        if voice in voices
    )
    per = (
        claims["paragraph"].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    )
    densest = (
        f" Paragraph {per.index[0]} holds most claims: {in_words(int(per.iloc[0]))}."
        if len(per)
        else ""
    )
    hedged = int(claims["hedged"].sum())
    others = {name: int((table["table"] == name).sum()) for name in ("figures", "mentions")}
    return (
        f"Map of {counted(len(order), 'paragraph')} to scale with {counted(len(claims), 'claim')}"
        f" ({voiced or 'none'}; {in_words(hedged) if hedged else 'none'} hedged),"
        f" {counted(others['figures'], 'figure')} and {counted(others['mentions'], 'mention')} of"
        f" actors.{densest}"
    )
