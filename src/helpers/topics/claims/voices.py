"""The chart of the voices: who tells the news, in four kinds of voice, and who they are."""

from dataclasses import dataclass
from functools import partial

import pandas as pd
from matplotlib.axes import Axes

from helpers.charts import style
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
    most = rows_to_draw(SPEAKERS, lambda most: _Sheet.of(table, kinds, most).height)
    sheet = _Sheet.of(table, kinds, most)
    fig, ax = frame(
        "claims-voices",
        _title(kinds),
        "News only, by who says it; names and background are left out. Hatched: hedged, with a"
        " word that weakens it",
        source,
        rows=table,
        alt=_alt(table, kinds),
        height=sheet.height,
    )
    sheet.draw(ax)
    return fig


@dataclass(frozen=True)
class _Kind:
    """One kind of voice: its heading, its numbers, the lines that name who speaks, its top."""

    voiced: str
    heading: str
    claims: int
    hedged: int
    lines: tuple[str, ...]
    top: float


@dataclass(frozen=True)
class _Sheet:
    """The kinds of voice one below the other, in px."""

    kinds: tuple[_Kind, ...]
    height: float

    HEAD = 23.0
    BAR = 22.0
    LINE = 16.0
    PAD = 15.0

    @classmethod
    def of(cls, table: pd.DataFrame, kinds: pd.DataFrame, most: int) -> "_Sheet":
        """Wrap the names of those who speak, at most so many in a voice."""
        found, top = [], 0.0
        for row in records(kinds):
            here = table[table["voiced"] == row.voiced]
            names = [] if row.voiced == "outlet" else _names(here, most)
            lines = wrap("; ".join(names), size().inner - 4, style.TICK) if names else []
            heading = f"{capital(str(row.label))}: {int(row.claims)}"
            found.append(
                _Kind(str(row.voiced), heading, int(row.claims), int(row.hedged), tuple(lines), top)
            )
            top += cls.HEAD + cls.BAR + 6 + len(lines) * cls.LINE + cls.PAD
        return cls(tuple(found), max(top - cls.PAD, 60.0))

    def draw(self, ax: Axes) -> None:
        """Each kind: its heading, its bar, and below it who speaks."""
        ax.set(xlim=(0, float(size().inner)), ylim=(self.height, 0))
        ax.set_axis_off()
        largest = max((kind.claims for kind in self.kinds), default=1)
        room = max((text_width(_beside(kind), style.TICK) for kind in self.kinds), default=0.0)
        scale = (size().inner - room - 14) / largest
        for kind in self.kinds:
            self._draw(ax, kind, scale)

    def _draw(self, ax: Axes, kind: _Kind, scale: float) -> None:
        look, now = style.look("voiced", kind.voiced), style.theme()
        write = partial(ax.text, verticalalignment="center", fontsize=px(style.TICK))
        ax.plot([6], [kind.top + self.HEAD / 2], look.marker, color=look.colour, markersize=px(9))
        write(18, kind.top + self.HEAD / 2, kind.heading, fontsize=px(style.LABEL), weight="bold")
        middle = kind.top + self.HEAD + self.BAR / 2
        plain, whole = (kind.claims - kind.hedged) * scale, kind.claims * scale
        ax.barh(middle, plain, height=self.BAR - 4, color=look.colour, linewidth=0)
        ax.barh(
            middle,
            whole - plain,
            left=plain,
            height=self.BAR - 4,
            color=now.ground,
            hatch=HEDGE,
            hatchcolor=look.colour,
            edgecolor=look.colour,
            linewidth=px(1.2),
        )
        write(whole + 8, middle, _beside(kind))
        for at, line in enumerate(kind.lines):
            y = middle + self.BAR / 2 + 6 + (at + 0.5) * self.LINE
            write(0, y, line, color=now.muted)


def _names(here: pd.DataFrame, most: int) -> list[str]:
    """Those who speak in one voice, with their numbers where that is not one."""
    names = [
        f"{row.speaker_name}{f' ({int(row.claims)})' if row.claims > 1 else ''}"
        for row in records(here)
    ]
    if len(names) <= most:
        return names
    return [*names[: most - 1], f"{in_words(len(names) - most + 1)} more"]


def _beside(kind: _Kind) -> str:
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
