"""The charts of the claims, each from a story: whose words, through whom, how surely, where."""

import re
from itertools import accumulate
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from helpers.charts import style
from helpers.charts.canvas import Canvas
from helpers.charts.drafts import tells_drafts
from helpers.charts.expected import reads
from helpers.charts.figure import ChartFigure, chart, frame
from helpers.charts.measured_text import text_width, wrap
from helpers.charts.sizes import px, rows_to_draw, size
from helpers.story.credits import Sources, of_rows
from helpers.story.story import Story
from helpers.topics.claims import tables
from helpers.topics.claims.chains import draw_chains
from helpers.topics.claims.wording import draw_wording
from helpers.topics.claims.xray import draw_xray
from helpers.topics.places import stated
from helpers.topics.places.distances import by_pair, distance_chart, own_unit
from helpers.topics.places.stated import limit_km
from helpers.values.english import capital, counted, in_words, listed, sentences, share
from helpers.values.records import records


@tells_drafts
def wording(story: Story) -> ChartFigure:
    """Which claims contradict or limit each other: claims-wording."""
    return draw_wording(
        story.claim_links,
        story.claims,
        story.paragraphs,
        source=of_rows(story),
        topics=story.article.topics,
    )


@tells_drafts
def voices(story: Story) -> ChartFigure:
    """In whose voice the article asserts what it asserts: claims-voices."""
    return draw_voices(story.claims, story.actors, source=of_rows(story))


@tells_drafts
def chains(story: Story) -> ChartFigure:
    """Through whom the claims come to the reader: claims-chains."""
    return draw_chains(story.claims, story.actors, source=of_rows(story))


@tells_drafts
def distances(story: Story) -> ChartFigure:
    """Every figure for how far the news is from the centre: claims-distances."""
    table = stated.of_the_news(stated.every_distance(story))
    return draw_distances(table, source=of_rows(story, table["ref_ids"]))


@tells_drafts
def xray(story: Story) -> ChartFigure:
    """The article as it is read, with every claim in its place: claims-xray."""
    return draw_xray(story, source=of_rows(story))


# How many speakers are named per voice: the first number that has room.
SPEAKERS = (24, 12, 9, 6, 4, 2)
ALT = 6
HEDGE = "////"
HEAD, BAR, LINE, PAD = 23.0, 22.0, 16.0, 15.0
"""Px of a heading, of a bar, of a line of names, and below a kind of voice."""


@chart
@reads(claims="claim_id paragraph content speaker voice hedges", actors="actor_id name kind")
def draw_voices(
    claims: pd.DataFrame, actors: pd.DataFrame, *, source: str | Sources
) -> ChartFigure:
    """In whose voice the news is told: assertions in four kinds of voice, the speakers by name.

    Input: claims, actors (contract); the source line.
    Output: the figure claims-voices; its rows are those of `topics.claims.tables.speakers`.
    Raises: ChartError naming table, row and column of what can't be drawn.
    """
    table, kinds = tables.speakers(claims, actors), tables.by_voice(claims, actors)
    most = rows_to_draw(SPEAKERS, lambda most: _Kinds(table, kinds, most).height)
    drawing = _Kinds(table, kinds, most)
    fig, ax = frame(
        "claims-voices",
        _voices_title(kinds),
        "News only, by who says it; names and background are left out. Hatched: hedged, with a"
        " word that weakens it",
        source,
        rows=table,
        alt=_voices_alt(table, kinds),
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


def _voices_title(kinds: pd.DataFrame) -> str:
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


def _voices_alt(table: pd.DataFrame, kinds: pd.DataFrame) -> str:
    if table.empty:
        return "Bar chart without a bar: the article asserts nothing."
    told = []
    for row in records(kinds):
        here = table[table["voiced"] == row.voiced]
        hedged = f"{in_words(int(row.hedged))} hedged" if row.hedged else "none hedged"
        who = "" if row.voiced == "outlet" else f": {listed(_names(here, ALT))}"
        told.append(f"{capital(str(row.label))}, {int(row.claims)}, {hedged}{who}")
    total = counted(int(kinds["claims"].sum()), "assertion")
    return sentences(f"Bar chart of {total} by voice", _voices_title(kinds), *told)


FEW = 3
"""So many different answers are all named in the title."""

ASKED = re.compile(r"how far (?P<who>.+) is from (?P<start>.+)", re.IGNORECASE)
"""What a figure for how far somebody is says that it measures."""


@chart
def draw_distances(table: pd.DataFrame, *, source: str | Sources) -> ChartFigure:
    """Every figure for how far something is from the centre, whoever gives it, in km and miles.

    Input: the output of topics.places.stated.of_the_news; source, the sources for the footer.
    Output: the figure claims-distances; its rows are the table.
    Raises: ChartError naming row and column of what can't be drawn.
    """
    return distance_chart(
        "claims-distances",
        table,
        _distances_title,
        "Kilometres below, miles above. A ring or an arrow is a limit, not a number",
        source,
    )


def _distances_title(table: pd.DataFrame) -> str:
    """The answers to how far it is, for the two ends with the widest span."""
    limit = limit_km(table)
    said = table.assign(limit_km=limit)[(table["given_by"] != "measured") & limit.notna()]
    if said.empty:
        return "No distance from the centre is stated as a number"
    pairs = [part.sort_values("limit_km", kind="stable") for _, part in by_pair(said)[1]]
    widest = max(pairs, key=_span)
    asked = _asked(widest)
    answers = list(dict.fromkeys(own_unit(row) for row in widest.to_dict("records")))
    if len(answers) == 1:
        return f"{asked} One answer: {answers[0]}"
    *others, last = answers
    told = (
        f"from {answers[0]} to {last}" if len(answers) > FEW else f"{', '.join(others)} or {last}"
    )
    starts = {_counted_from(widest.iloc[end]) for end in (0, -1)}
    where = " and from where" if len(starts) > 1 else ""
    return f"{asked} {capital(told)}, by who said it{where}"


def _span(ordered: pd.DataFrame) -> float:
    """How many times the first distance goes into the last."""
    limits = ordered["limit_km"]
    return float(limits.iloc[-1]) / max(float(limits.iloc[0]), 1e-9)


def _asked(said: pd.DataFrame) -> str:
    """The question that the distances answer, in the words of the article's own if it asks one."""
    first = said.iloc[0]
    start, end = str(first["from_name"]) or "there", str(first["to_name"])
    if end:
        return f"How far is {end} from {start}?"
    own = [str(cell) for cell in said.loc[said["given_by"] == "article", "measures"].dropna()]
    found = next((match for match in map(ASKED.fullmatch, own) if match), None)
    return (
        f"How near was {found['who']} to {found['start']}?" if found else f"How far from {start}?"
    )


def _counted_from(row: pd.Series) -> str:
    """The point of the place from which a distance counts, as far as its measure names one."""
    start = str(row["from_name"])
    measures = "" if pd.isna(row["measures"]) else str(row["measures"])
    point = measures.rpartition(" from ")[2].split(",")[0]
    return point if start and start in point else start
