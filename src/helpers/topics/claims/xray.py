"""An X-ray of the article: paragraphs to scale, and the spans of what stands in them.

What is told apart by colour is told apart by shape as well: claims are full, hollow or thin bands
by their voice, figures are dimension lines, actors named are bars and actors described are lines.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection

from helpers.charts import legend, style
from helpers.charts.expected import SHOWN, Given, by_contract, expect
from helpers.charts.figure import ChartError, ChartFigure, chart, frame
from helpers.charts.measured_text import text_width
from helpers.charts.sizes import px, size
from helpers.story.credits import Sources
from helpers.story.story import Story
from helpers.topics.claims import reading_order
from helpers.topics.claims.tables import voiced
from helpers.values.english import counted, in_words
from helpers.values.records import records

BAND = 9.0
THIN = 5.0
APART = 1.5
PAD = 6.0
HATCH = "//////"
MORE_COLUMNS = 800.0
"""The height in px from which on the paragraphs stand in more columns, where there is room."""
WIDE = 1000
"""From this width in px on, the paragraphs stand in two columns, or three."""
BETWEEN = 78.0
"""Px kept free before a further column, for the numbers of its paragraphs."""
CLOSEST = 0.7
"""How far rows may be pressed together: their numbers can still be read."""
TALL = 1100.0
"""The height in px from which on they are, so that a column fits a page of print."""
# Height of the band of a claim by its voice, as a share of its lane.
SHARES = {"quoted": 0.84, "named": 0.74, "unnamed": 0.74, "outlet": 0.46}
HOLLOW = {"named": style.SOLID, "unnamed": (0, (2.2, 1.4))}
AXIS = 40.0
FIGURE = style.Look("ink", "|", style.SOLID, "", "figure")
MENTIONS = {
    "name": style.Look("teal", "s", style.SOLID, "", "actor by name"),
    "description": style.Look("brown", "_", style.SOLID, "", "actor by description"),
}


@chart
def draw_xray(story: Story, *, source: str | Sources) -> ChartFigure:
    """An X-ray of the article: paragraphs to scale, with the spans of what stands in them.

    One row per paragraph, as long as it has characters: claims as bands, full, hollow or thin by
    their voice and hatched where hedged, figures and mentions below. It needs no word of the text.

    Input: a story, of which paragraphs, claims, figures and mentions are drawn; the source line.
    What stands in no paragraph of the story, or in its boilerplate, is left out.
    Output: the figure; its rows are the spans drawn: table, id, claim_id, paragraph, start, end, kind,
    hedged, lane.
    Raises: ChartError for a span that ends before it begins, or after its paragraph.
    """
    paragraphs, figures, mentions = story.paragraphs, story.figures, story.mentions
    expect(*_asked(story))
    claims = voiced(story.claims, story.actors)
    order = reading_order.paragraphs_in_order(paragraphs)
    table = _spans(claims, figures, mentions)
    table = table[table["paragraph"].isin(order["paragraph"])].reset_index(drop=True)
    _refuse_misplaced(table, order)
    claims = table[table["table"] == "claims"]
    sheet = _Sheet.of(order, claims)
    fig, ax = frame(
        "claims-xray",
        _title(order, claims),
        "One row per paragraph, as long as it has characters; each band is a claim, in one of four"
        " kinds of voice, claims within claims below each other",
        source,
        rows=table,
        alt=_alt(order, table),
        height=max(CLOSEST * sheet.height, min(sheet.height, TALL)) + AXIS,
        least=CLOSEST * sheet.height + AXIS,
    )
    _draw(ax, order, table, sheet)
    return fig


def _asked(story: Story) -> Iterator[Given]:
    """What is asked of the tables."""
    yield by_contract("paragraphs", story.paragraphs, "paragraph kind length")
    yield by_contract("claims", story.claims, "claim_id paragraph start end speaker voice hedges")
    yield by_contract("actors", story.actors, "actor_id kind")
    yield by_contract("figures", story.figures, "figure_id paragraph start end kind")
    yield by_contract("mentions", story.mentions, "actor_id paragraph start end form")


def _refuse_misplaced(table: pd.DataFrame, order: pd.DataFrame) -> None:
    """Spans that end before they begin, or after their paragraph does."""
    lengths = table["paragraph"].map(dict(zip(order["paragraph"], order["length"], strict=True)))
    wrong = table[(table["end"] < table["start"]) | (table["end"] > lengths)]
    told = [
        f"{row.table}, {row.id}: {row.start} to {row.end} in paragraph {row.paragraph}"
        for row in records(wrong.head(SHOWN))
    ]
    if told:
        raise ChartError(
            "a span begins before it ends, and ends within its paragraph; mend start, end or the"
            f" length of the paragraph: {'; '.join(told)}"
        )


@dataclass(frozen=True)
class _Place:
    """Where a paragraph lies: the characters before its column, its top, its lanes of claims."""

    left: float
    top: float
    lanes: int

    @property
    def below(self) -> float:
        """Where the next paragraph begins."""
        return self.top + self.lanes * BAND + APART + 2 * THIN + PAD


@dataclass(frozen=True)
class _Sheet:
    """The paragraphs in one column or more, to one scale, as high as their claims need.

    columns are the characters before each column, longest those of the longest paragraph.
    """

    places: Mapping[int, _Place]
    columns: tuple[float, ...]
    longest: float

    @classmethod
    def of(cls, order: pd.DataFrame, claims: pd.DataFrame) -> "_Sheet":
        """The paragraphs in the size that is being drawn, the columns of about equal height."""
        last = claims.groupby("paragraph")["lane"].max()
        lanes = {int(one): int(last.get(one, 0)) + 1 for one in order["paragraph"]}
        heights = {key: _Place(0, 0, count).below for key, count in lanes.items()}
        whole = sum(heights.values())
        number = 1 if size().width <= WIDE else 2 if whole <= 2 * MORE_COLUMNS else 3
        longest = float(max((int(length) for length in order["length"]), default=1) or 1)
        scale = (size().inner - BETWEEN * number) / number / longest
        columns = tuple(at * (longest + BETWEEN / scale) for at in range(number))
        places, top, at = {}, 4.0, 0
        for key, height in heights.items():
            if at < number - 1 and top + height / 2 > whole / number:
                at, top = at + 1, 4.0
            places[key] = _Place(columns[at], top, lanes[key])
            top += height
        return cls(places, columns[: at + 1], longest)

    @property
    def height(self) -> float:
        """The height of the plot in px."""
        return max([80.0, *(place.below for place in self.places.values())])


def _spans(claims: pd.DataFrame, figures: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """All spans in one table; overlapping claims get lanes of their own."""
    lanes = _lanes(claims)
    form = mentions["form"].astype("string")
    parts = [
        claims.assign(
            table="claims",
            id=claims["claim_id"],
            kind=claims["voiced"],
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
        mentions.assign(
            table="mentions",
            id=mentions["actor_id"],
            claim_id=pd.Series(pd.NA, index=mentions.index, dtype="string"),
            kind=form,
            lane=0,
            hedged=False,
        ),
    ]
    columns = ["table", "id", "claim_id", "paragraph", "start", "end", "kind", "hedged", "lane"]
    found = pd.concat([part[columns] for part in parts], ignore_index=True)
    text = dict.fromkeys(["table", "id", "claim_id", "kind"], "string")
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


def _draw(ax: Axes, order: pd.DataFrame, table: pd.DataFrame, sheet: _Sheet) -> None:
    ax.set(xlim=(0, sheet.columns[-1] + sheet.longest), ylim=(sheet.height, 0), yticks=[])
    ax.grid(visible=False)
    ax.spines["left"].set_visible(False)
    _scale(ax, sheet)
    names = {int(row.paragraph): _called(row) for row in records(order)}
    room = max((text_width(name, style.SMALL) for name in names.values()), default=0.0) + 6
    lengths = dict(zip(order["paragraph"], order["length"], strict=True))
    grounds = [
        (place.left, place.left + int(lengths[key]), place.top - 2, place.below - 5)
        for key, place in sheet.places.items()
    ]
    _boxes(ax, grounds, style.theme().grid, alpha=0.5, name="paragraphs")
    for key, place in sheet.places.items():
        _number(ax, place, names[key])
    for keys_, spans in table.groupby(["table", "kind", "hedged"], sort=True):
        _layer(ax, spans, str(keys_[0]), str(keys_[1]), bool(keys_[2]), sheet.places)
    legend.place(ax, _entries(table), width=size().inner - 10.0, left=room)


def _scale(ax: Axes, sheet: _Sheet) -> None:
    """Characters below each column."""
    steps = (10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10**9)
    step = next(step for step in steps if sheet.longest / step <= 6)
    counts = range(0, int(sheet.longest) + 1, step)
    ticks = [left + count for left in sheet.columns for count in counts]
    ax.set_xticks(ticks, [f"{count:,}" for count in counts] * len(sheet.columns))
    ax.tick_params(axis="x", labelsize=px(style.TICK))
    ax.set_xlabel("characters", fontsize=px(style.TICK), color=style.theme().muted, loc="left")


def _called(row: Any) -> str:
    """What stands before a paragraph: its number, and its kind unless it is one of the body."""
    return f"{row.kind} {row.paragraph}" if row.kind != "body" else str(row.paragraph)


def _number(ax: Axes, place: _Place, name: str) -> None:
    ax.annotate(
        name,
        (place.left, (place.top + place.below - 7) / 2),
        xytext=(px(-6), 0),
        textcoords="offset points",
        horizontalalignment="right",
        verticalalignment="center",
        fontsize=px(style.SMALL),
        color=style.theme().muted,
        # Only the first column stands at the edge of the plot.
        in_layout=place.left == 0,
    )


def _layer(
    ax: Axes,
    spans: pd.DataFrame,
    name: str,
    kind: str,
    hedged: bool,
    places: Mapping[int, _Place],
) -> None:
    """All spans that look the same."""
    boxes = [_box(places[int(row.paragraph)], name, kind, row) for row in records(spans)]
    label = "-".join((name, kind, *(["hedged"] if hedged else [])))
    if name == "claims":
        _bands(ax, boxes, kind, hedged, label)
    elif name == "figures":
        _dimensions(ax, boxes, label)
    else:
        look = MENTIONS[kind]
        _boxes(ax, boxes, look.colour, name=label)


def _box(place: _Place, name: str, kind: str, row: Any) -> tuple[float, float, float, float]:
    """Left, right, top and bottom of a span."""
    below = place.top + place.lanes * BAND + APART
    if name == "claims":
        top, lane, share = place.top + int(row.lane) * BAND, BAND, SHARES[kind]
    elif name == "figures":
        top, lane, share = below, THIN, 0.8
    else:
        top, lane, share = below + THIN, THIN, 0.75 if kind == "name" else 0.3
    middle = top + lane / 2
    left = place.left + int(row.start)
    half = lane * share / 2
    return left, place.left + int(row.end), middle - half, middle + half


Boxes = list[tuple[float, float, float, float]]


def _bands(ax: Axes, boxes: Boxes, voice: str, hedged: bool, label: str) -> None:
    """The bands of claims in one voice."""
    colour, ground = style.look("voiced", voice).colour, style.theme().ground
    hollow = voice in HOLLOW
    _boxes(
        ax,
        boxes,
        ground if hollow else colour,
        edge=colour if hollow else ground,
        width=1.4 if hollow else 0.8,
        dash=HOLLOW.get(voice, style.SOLID),
        hatch=HATCH if hedged else "",
        name=label,
    )


def _boxes(
    ax: Axes,
    boxes: Boxes,
    colour: str,
    *,
    name: str,
    edge: str = "none",
    width: float = 0.0,
    hatch: str = "",
    alpha: float = 1.0,
    dash: style.Dash = style.SOLID,
) -> None:
    corners = [[(x0, y0), (x1, y0), (x1, y1), (x0, y1)] for x0, x1, y0, y1 in boxes]
    found = PolyCollection(
        corners,
        facecolors=colour,
        edgecolors=edge,
        linewidths=px(width),
        linestyles=[dash],
        hatch=hatch or None,
        hatchcolors=edge,
        alpha=None if alpha == 1 else alpha,
        zorder=0.5 if alpha < 1 else 3,
        label=name,
    )
    # Bars of one height are drawn alike, wherever they lie between the pixels.
    found.set_snap(False)
    found.set_in_layout(False)
    ax.add_collection(found, autolim=False)


def _dimensions(ax: Axes, boxes: Boxes, name: str) -> None:
    """Figures, as lines between two strokes."""
    lines = [
        line
        for x0, x1, y0, y1 in boxes
        for line in (
            [(x0, (y0 + y1) / 2), (x1, (y0 + y1) / 2)],
            [(x0, y0), (x0, y1)],
            [(x1, y0), (x1, y1)],
        )
    ]
    found = LineCollection(lines, colors=FIGURE.colour, linewidths=px(1.2), zorder=3.5, label=name)
    found.set_in_layout(False)
    ax.add_collection(found, autolim=False)


def _entries(table: pd.DataFrame) -> list[Artist]:
    """What the key explains: what occurs."""
    here = set(zip(table["table"], table["kind"], strict=True))
    entries: list[Artist] = []
    for voice, look in style.GROUPS["voiced"].items():
        if ("claims", voice) in here:
            text = look.label
            entries.append(
                legend.frame(text, look.colour, HOLLOW[voice])
                if voice in HOLLOW
                else legend.bar(text, look.colour, 10 * SHARES[voice])
            )
    if table["hedged"].any():
        entries.append(legend.area("hatched: hedged claim", style.theme().muted, HATCH))
    if (table["table"] == "figures").any():
        entries.append(legend.dimension(FIGURE.label, FIGURE.colour))
    entries += [
        legend.bar(look.label, look.colour, 4.0 if form == "name" else 1.6)
        for form, look in MENTIONS.items()
        if ("mentions", form) in here
    ]
    return entries


def _title(order: pd.DataFrame, claims: pd.DataFrame) -> str:
    """In how many paragraphs somebody beside the outlet is heard."""
    if claims.empty:
        return "The article makes no claim"
    total = len(order)
    heard = int(claims.loc[claims["kind"] != "outlet", "paragraph"].nunique())
    if not heard:
        return "All the claims are made in the outlet's own voice"
    if heard == total:
        return "Sources are heard in every paragraph"
    return f"Sources are heard in {in_words(heard)} of {counted(total, 'paragraph')}"


def _alt(order: pd.DataFrame, table: pd.DataFrame) -> str:
    claims = table[table["table"] == "claims"]
    voices = claims["kind"].value_counts()
    voiced = ", ".join(
        f"{int(voices[voice])} {look.label}"
        for voice, look in style.GROUPS["voiced"].items()
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
        f"{_title(order, claims)}. Map of {counted(len(order), 'paragraph')} to scale with {counted(len(claims), 'claim')}"
        f" ({voiced or 'none'}; {in_words(hedged) if hedged else 'none'} hedged),"
        f" {counted(others['figures'], 'figure')} and {counted(others['mentions'], 'mention')} of"
        f" actors.{densest}"
    )
