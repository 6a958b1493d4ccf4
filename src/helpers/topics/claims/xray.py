"""An X-ray of the article: paragraphs to scale, and the spans of what stands in them.

What is told apart by colour is told apart by shape as well: claims are full, hollow or thin bands
by their voice, figures are dimension lines, actors named are bars and actors described are lines.
"""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection

from helpers.charts import legend, style
from helpers.charts.expected import SHOWN, by_contract, expect
from helpers.charts.figure import ChartError, ChartFigure, chart, frame
from helpers.charts.measured_text import text_width
from helpers.charts.sizes import px, size
from helpers.story.credits import Sources
from helpers.story.story import Story
from helpers.topics.claims.tables import voiced
from helpers.values.english import counted, in_words
from helpers.values.records import lookup, records, typed

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
AXIS = 40.0
HEIGHTS = {
    **{"quoted": 0.84, "named": 0.74, "unnamed": 0.74, "outlet": 0.46},
    **{"figures": 0.8, "name": 0.75, "description": 0.3},
}
"""How high a span is by its voice, table or form, as a share of its lane."""
HOLLOW = {"named": style.SOLID, "unnamed": (0, (2.2, 1.4))}
SPANS = "table id claim_id paragraph# start# end# kind hedged? lane#"
Box = tuple[float, ...]
FIGURE = style.Look("ink", "|", style.SOLID, "", "figure")
READ = {
    "paragraphs": "paragraph kind length",
    "claims": "claim_id paragraph start end speaker voice hedges",
    "actors": "actor_id kind",
    "figures": "figure_id paragraph start end kind",
    "mentions": "actor_id paragraph start end form",
}
"""The columns that are read, by table."""

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
    # A speaker who is no actor counts as named, so each table is held for itself.
    expect(*(by_contract(name, {name: story.table(name)}, read) for name, read in READ.items()))
    order = story.paragraphs[story.paragraphs["kind"].astype("string") != "boilerplate"]
    order = order.sort_values("paragraph", ignore_index=True)
    table = _spans(voiced(story.claims, story.actors), story.figures, story.mentions)
    table = table[table["paragraph"].isin(order["paragraph"])].reset_index(drop=True)
    _refuse_misplaced(table, order)
    claims = table[table["table"] == "claims"]
    page = _Page(order, claims)
    fig, ax = frame(
        "claims-xray",
        _title(order, claims),
        "One row per paragraph, as long as it has characters; each band is a claim, in one of four"
        " kinds of voice, claims within claims below each other",
        source,
        rows=table,
        alt=_alt(order, table),
        height=max(CLOSEST * page.height, min(page.height, TALL)) + AXIS,
        least=CLOSEST * page.height + AXIS,
    )
    _draw(ax, table, page)
    return fig


def _refuse_misplaced(table: pd.DataFrame, order: pd.DataFrame) -> None:
    """Spans that end before they begin, or after their paragraph does."""
    lengths = table["paragraph"].map(lookup(order, "paragraph", "length"))
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


class _Page:
    """The paragraphs in one column or more, to one scale, as high as their claims need.

    places has for each paragraph its columns, and left, the characters before it; top; figures,
    where its claims end and its figures begin; below, where the next paragraph begins.
    """

    def __init__(self, order: pd.DataFrame, claims: pd.DataFrame) -> None:
        """Lay out the paragraphs in the size that is being drawn, in columns of about one height."""
        last = claims.groupby("paragraph")["lane"].max()
        bands = [(int(last.get(key, 0)) + 1) * BAND + APART for key in order["paragraph"]]
        heights = [band + 2 * THIN + PAD for band in bands]
        whole = sum(heights)
        number = 1 if size().width <= WIDE else 2 if whole <= 2 * MORE_COLUMNS else 3
        self.longest = float(max(order["length"], default=1) or 1)
        scale = (size().inner - BETWEEN * number) / number / self.longest
        columns, tops, top = [0], [], 4.0
        for height in heights:
            full = columns[-1] < number - 1 and top + height / 2 > whole / number
            columns.append(columns[-1] + full)
            tops.append(4.0 if full else top)
            top = tops[-1] + height
        self.lefts = [at * (self.longest + BETWEEN / scale) for at in range(columns[-1] + 1)]
        self.places = order.set_index("paragraph", drop=False).assign(
            left=[self.lefts[at] for at in columns[1:]],
            top=tops,
            figures=[at + band for at, band in zip(tops, bands, strict=True)],
            below=[at + height for at, height in zip(tops, heights, strict=True)],
        )
        self.height = max([80.0, *self.places["below"]])

    def boxes(self, spans: pd.DataFrame) -> list[Box]:
        """Left, right, top and bottom of spans of one table and kind."""
        table, kind = spans[["table", "kind"]].iloc[0]
        lane = BAND if table == "claims" else THIN
        half = lane * HEIGHTS["figures" if table == "figures" else kind] / 2
        at = self.places.loc[spans["paragraph"]].set_axis(spans.index)
        tops = {"claims": at["top"] + spans["lane"] * BAND, "figures": at["figures"]}
        middle = tops.get(table, at["figures"] + THIN) + lane / 2
        ends = at["left"] + spans["start"], at["left"] + spans["end"], middle - half, middle + half
        return [tuple(map(float, box)) for box in zip(*ends, strict=True)]


def _spans(claims: pd.DataFrame, figures: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """All spans in one table; overlapping claims get lanes of their own."""
    hedged, plain = claims["hedges"].notna(), {"hedged": False, "lane": 0}
    parts = {
        "claims": claims.assign(kind=claims["voiced"], hedged=hedged, lane=_lanes(claims)),
        "figures": figures.assign(**plain),
        "mentions": mentions.assign(kind=mentions["form"], **plain),
    }
    keys = ("claim_id", "figure_id", "actor_id")
    found = [
        typed(part.assign(table=name, id=part[key]), SPANS)
        for (name, part), key in zip(parts.items(), keys, strict=True)
    ]
    return pd.concat(found, ignore_index=True)


def _lanes(claims: pd.DataFrame) -> pd.Series:
    """For each claim the first lane of its paragraph that is free where it stands."""
    ends: dict[int, list[int]] = {}
    lanes = pd.Series(0, index=claims.index, dtype="Int64")
    ordered = claims.sort_values(["paragraph", "start", "end"])
    for key, row in zip(ordered.index, records(ordered), strict=True):
        taken = ends.setdefault(row.paragraph, [])
        lane = next((at for at, last in enumerate(taken) if last <= row.start), len(taken))
        taken[lane : lane + 1] = [row.end]
        lanes[key] = lane
    return lanes


def _draw(ax: Axes, table: pd.DataFrame, page: _Page) -> None:
    ax.set(xlim=(0, page.lefts[-1] + page.longest), ylim=(page.height, 0), yticks=[])
    ax.grid(visible=False)
    ax.spines["left"].set_visible(False)
    _scale(ax, page)
    names, grounds = [], []
    for row in records(page.places):
        grounds.append((row.left, row.left + int(row.length), row.top - 2, row.below - 5))
        names.append(f"{row.kind} {row.paragraph}" if row.kind != "body" else str(row.paragraph))
        _number(ax, row, names[-1])
    _boxes(ax, grounds, "paragraphs", facecolors=style.theme().grid, alpha=0.5, zorder=0.5)
    groups: Any = table.groupby(["table", "kind", "hedged"], sort=True)
    for (name, kind, hedged), spans in groups:
        boxes = page.boxes(spans)
        label = f"{name}-{kind}{'-hedged' if hedged else ''}"
        if name == "figures":
            _dimensions(ax, boxes, label)
        elif name == "mentions":
            _boxes(ax, boxes, label, facecolors=MENTIONS[kind].colour)
        else:
            _boxes(ax, boxes, label, **_band(kind), hatch=HATCH if hedged else None)
    room = max((text_width(name, style.SMALL) for name in names), default=0.0) + 6
    legend.place(ax, _entries(table), width=size().inner - 10.0, left=room)


def _scale(ax: Axes, page: _Page) -> None:
    """Characters below each column."""
    steps = (10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10**9)
    step = next(step for step in steps if page.longest / step <= 6)
    counts = range(0, int(page.longest) + 1, step)
    ticks = [left + count for left in page.lefts for count in counts]
    ax.set_xticks(ticks, [f"{count:,}" for count in counts] * len(page.lefts))
    ax.tick_params(axis="x", labelsize=px(style.TICK))
    ax.set_xlabel("characters", fontsize=px(style.TICK), color=style.theme().muted, loc="left")


def _number(ax: Axes, place: Any, name: str) -> None:
    """What stands before a paragraph: its number, and its kind unless it is one of the body."""
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


def _band(voice: str) -> dict[str, Any]:
    """How the claims in one voice are drawn: full, or hollow with an edge."""
    colour, ground = style.look("voiced", voice).colour, style.theme().ground
    hollow = voice in HOLLOW
    edge = colour if hollow else ground
    return {
        "facecolors": ground if hollow else colour,
        "edgecolors": edge,
        # A hatch in the colour of what it lies on would not be seen.
        "hatchcolors": edge,
        "linewidths": px(1.4 if hollow else 0.8),
        "linestyles": [HOLLOW.get(voice, style.SOLID)],
    }


def _boxes(ax: Axes, boxes: Sequence[Box], name: str, **looks: Any) -> None:
    """All boxes that look the same; looks as matplotlib's PolyCollection takes them."""
    corners = [[(x0, y0), (x1, y0), (x1, y1), (x0, y1)] for x0, x1, y0, y1 in boxes]
    plain = {"edgecolors": "none", "linewidths": 0.0, "zorder": 3}
    found = PolyCollection(corners, label=name, **{**plain, **looks})
    # Bars of one height are drawn alike, wherever they lie between the pixels.
    found.set_snap(False)
    found.set_in_layout(False)
    ax.add_collection(found, autolim=False)


def _dimensions(ax: Axes, boxes: Sequence[Box], name: str) -> None:
    """Figures, as lines between two strokes."""
    lines = []
    for x0, x1, y0, y1 in boxes:
        middle = (y0 + y1) / 2
        lines += [[(x0, middle), (x1, middle)], [(x0, y0), (x0, y1)], [(x1, y0), (x1, y1)]]
    found = LineCollection(lines, colors=FIGURE.colour, linewidths=px(1.2), zorder=3.5, label=name)
    found.set_in_layout(False)
    ax.add_collection(found, autolim=False)


def _entries(table: pd.DataFrame) -> list[Artist]:
    """What the key explains: what occurs."""
    here = set(zip(table["table"], table["kind"], strict=True))
    entries: list[Artist] = [
        legend.frame(look.label, look.colour, HOLLOW[voice])
        if voice in HOLLOW
        else legend.bar(look.label, look.colour, 10 * HEIGHTS[voice])
        for voice, look in style.GROUPS["voiced"].items()
        if ("claims", voice) in here
    ]
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
    looks, counts = style.GROUPS["voiced"], claims["kind"].value_counts()
    voices = [f"{counts[voice]} {look.label}" for voice, look in looks.items() if voice in counts]
    hedged = in_words(int(claims["hedged"].sum())) if claims["hedged"].any() else "none"
    beside = [
        counted(int((table["table"] == name).sum()), name.removesuffix("s"))
        for name in ("figures", "mentions")
    ]
    told = (
        f"{_title(order, claims)}. Map of {counted(len(order), 'paragraph')} to scale with"
        f" {counted(len(claims), 'claim')} ({', '.join(voices) or 'none'}; {hedged} hedged),"
        f" {' and '.join(beside)} of actors."
    )
    if claims.empty:
        return told
    densest = claims["paragraph"].mode().iloc[0]
    most = in_words(int((claims["paragraph"] == densest).sum()))
    return f"{told} Paragraph {densest} holds most claims: {most}."
