"""The chart of the voices: who tells the news, in four kinds of voice, and who they are."""

from itertools import accumulate
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from helpers.charts import style
from helpers.charts.canvas import Canvas
from helpers.charts.expected import by_contract, expect, keys
from helpers.charts.figure import ChartFigure, chart, frame
from helpers.charts.measured_text import text_width, wrap
from helpers.charts.sizes import px, rows_to_draw, size
from helpers.story.credits import Sources
from helpers.topics.claims import tables
from helpers.values.english import capital, counted, in_words, listed, sentences, share
from helpers.values.records import records

# The columns that the tables behind this chart are made from.
READ = "claim_id paragraph content speaker voice hedges"
# How many speakers are named per voice: the first number that has room.
SPEAKERS = (24, 12, 9, 6, 4, 2)
ALT = 6
HEDGE = "////"
HEAD, BAR, LINE, PAD = 23.0, 22.0, 16.0, 15.0
"""Px of a heading, of a bar, of a line of names, and below a kind of voice."""


@chart
def draw_voices(
    claims: pd.DataFrame, actors: pd.DataFrame, *, source: str | Sources
) -> ChartFigure:
    """In whose voice the news is told: assertions in four kinds of voice, the speakers by name.

    Input: claims, actors (contract); the source line.
    Output: the figure claims-voices; its rows are those of `topics.claims.tables.speakers`.
    Raises: ChartError naming table, row and column of what can't be drawn.
    """
    expect(
        by_contract("claims", claims, READ, keys={"speaker": keys(actors, "actor_id")}),
        by_contract("actors", actors, "actor_id name kind"),
    )
    table, kinds = tables.speakers(claims, actors), tables.by_voice(claims, actors)
    most = rows_to_draw(SPEAKERS, lambda most: _Kinds(table, kinds, most).height)
    drawing = _Kinds(table, kinds, most)
    fig, ax = frame(
        "claims-voices",
        _title(kinds),
        "News only, by who says it; names and background are left out. Hatched: hedged, with a"
        " word that weakens it",
        source,
        rows=table,
        alt=_alt(table, kinds),
        height=drawing.height,
    )
    drawing.draw(Canvas(ax, drawing.height))
    return fig


class _Kinds:
    """The kinds of voice one below the other: a heading, a bar, and the names of who speaks."""

    def __init__(self, table: pd.DataFrame, kinds: pd.DataFrame, most: int) -> None:
        """Wrap the names, at most so many in a voice."""
        self.kinds = list(records(kinds))
        here = [table[table["voiced"] == kind.voiced] for kind in self.kinds]
        self.names = [
            wrap("; ".join(_names(part, most)), size().inner - 4, style.TICK)
            if kind.voiced != "outlet"
            else []
            for kind, part in zip(self.kinds, here, strict=True)
        ]
        high = [HEAD + BAR + 6 + len(lines) * LINE + PAD for lines in self.names]
        self.tops = list(accumulate(high, initial=0.0))
        self.height = max(self.tops[-1] - PAD, 60.0)

    def draw(self, canvas: Canvas) -> None:
        """Draw them, to one scale."""
        room = max((text_width(_beside(kind), style.TICK) for kind in self.kinds), default=0.0)
        largest = max((int(kind.claims) for kind in self.kinds), default=1)
        scale = (canvas.width - room - 14) / largest
        for kind, names, top in zip(self.kinds, self.names, self.tops, strict=False):
            look = style.look("voiced", kind.voiced)
            heading, middle = top + HEAD / 2, top + HEAD + BAR / 2
            canvas.ax.plot([6], [heading], look.marker, color=look.colour, markersize=px(9))
            canvas.write(18, heading, f"{capital(kind.label)}: {int(kind.claims)}", bold=True)
            _bar(canvas.ax, middle, kind, scale, look)
            canvas.write(int(kind.claims) * scale + 8, middle, _beside(kind), high=style.TICK)
            below = middle + BAR / 2 + 6 + LINE / 2
            canvas.note(0, below, *names, step=LINE, high=style.TICK)


def _bar(ax: Axes, middle: float, kind: Any, scale: float, look: style.Look) -> None:
    """The assertions of one kind, those that are hedged hatched at its end."""
    plain, whole = int(kind.claims - kind.hedged) * scale, int(kind.claims) * scale
    ax.barh(middle, plain, height=BAR - 4, color=look.colour, linewidth=0)
    hatched: dict[str, Any] = {"hatch": HEDGE, "hatchcolor": look.colour, "edgecolor": look.colour}
    hatched |= {"color": style.theme().ground, "linewidth": px(1.2)}
    ax.barh(middle, whole - plain, left=plain, height=BAR - 4, **hatched)


def _names(here: pd.DataFrame, most: int) -> list[str]:
    """Those who speak in one voice, with their numbers where that is not one."""
    names = [
        f"{row.speaker_name}{f' ({int(row.claims)})' if row.claims > 1 else ''}"
        for row in records(here)
    ]
    if len(names) <= most:
        return names
    return [*names[: most - 1], f"{in_words(len(names) - most + 1)} more"]


def _beside(kind: Any) -> str:
    """How many of a kind are hedged."""
    if not kind.hedged:
        return "none hedged"
    if kind.hedged == kind.claims:
        return "hedged" if kind.claims == 1 else "all hedged"
    return f"{kind.hedged} hedged ({round(100 * kind.hedged / kind.claims)}%)"


def _title(kinds: pd.DataFrame) -> str:
    total = int(kinds["claims"].sum())
    if not total:
        return "The article asserts nothing"
    counts = dict(zip(kinds["voiced"], kinds["claims"], strict=True))
    told = total - int(counts.get("outlet", 0))
    nameless = int(kinds["unnamed"].sum())
    if total == 1:
        return f"The one assertion {'comes from a source' if told else 'rests on no source'}"
    if not told:
        return f"None of the {in_words(total)} assertions comes from a source"
    part = share(told, total).replace("half", "half the")
    start = capital(f"{part} assertions {_come(told, total)} from sources")
    if told == total:
        start = f"All {in_words(total)} assertions come from sources"
    if not nameless:
        return f"{start}, {'which has a name' if told == 1 else 'all of them named'}"
    if nameless == told:
        return f"{start}, none of them named"
    return f"{start}; {share(nameless, total)} from nobody with a name"


def _come(part: int, total: int) -> str:
    """The verb after a share: one in five comes, two in five come."""
    return "comes" if share(part, total).removeprefix("about ").startswith("one ") else "come"


def _alt(table: pd.DataFrame, kinds: pd.DataFrame) -> str:
    if table.empty:
        return "Bar chart without a bar: the article asserts nothing."
    told = []
    for row in records(kinds):
        here = table[table["voiced"] == row.voiced]
        hedged = f"{in_words(int(row.hedged))} hedged" if row.hedged else "none hedged"
        who = "" if row.voiced == "outlet" else f": {listed(_names(here, ALT))}"
        told.append(f"{capital(str(row.label))}, {int(row.claims)}, {hedged}{who}")
    total = counted(int(kinds["claims"].sum()), "assertion")
    return sentences(f"Bar chart of {total} by voice", _title(kinds), *told)
