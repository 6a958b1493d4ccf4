"""The chart of how the claims of a topic change along the article, and speak against each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pandas as pd
from matplotlib.artist import Artist

from helpers.charts import legend, style
from helpers.charts.canvas import Canvas, arc_depth, arc_ends, in_px
from helpers.charts.expected import reads
from helpers.charts.figure import ChartFigure, chart, frame
from helpers.charts.measured_text import wrap
from helpers.charts.sizes import rows_to_draw, size
from helpers.story.contract import labels
from helpers.story.credits import Sources
from helpers.story.csv_tables import split
from helpers.topics.claims import tables
from helpers.values.english import capital, counted, sentences
from helpers.values.records import records

WORDINGS = (16, 12, 9, 6, 4)
FRONT = ("headline", "standfirst")
HEAD, KEY, LINE, PAD = 42.0, 21.0, 18.0, 12.0
"""Px of the heads of the columns, a line of the key, a line of words, and between two claims."""
VERBS = {"contradicts": "contradict", "qualifies": "limit", "answers": "answer"}


@chart
@reads(
    claims="claim_id paragraph start paraphrase topic voice certainty hedges",
    claim_links="claim_id other_id kind note",
    paragraphs="paragraph kind",
)
def draw_wording(
    claim_links: pd.DataFrame,
    claims: pd.DataFrame,
    paragraphs: pd.DataFrame,
    *,
    source: str | Sources,
    topics: Mapping[str, str],
) -> ChartFigure:
    """How the claims of the topic with most tensions change in reading order, and answer each other.

    One row per claim that takes part in a tension, from the top of the article to its end: where
    it stands, how sure it is put, what it says, and arcs to the claims it speaks to.

    Input: claim_links, claims, paragraphs (contract); the source line; topic -> label.
    Output: the figure; its rows are those of `topics.claims.tables.in_tension`.
    Raises: ChartError naming table, row and column of what can't be drawn.
    """
    topic = "".join(tables.contested_topics(claim_links, claims)["topic"].head(1))
    table = tables.in_tension(claim_links, claims, topic)
    arcs = tables.tensions(claim_links, claims)
    arcs = arcs[(arcs["topic"] == topic) | (arcs["other_topic"] == topic)]
    kinds = paragraphs.set_index("paragraph")["kind"].astype("string")
    label = topics.get(topic, topic.replace("_", " "))
    limit = rows_to_draw(WORDINGS, lambda most: _Rows(table, kinds, arcs, most).height)
    rows = _Rows(table, kinds, arcs, limit)
    title = _wording_title(claim_links, claims, topic, label, kinds)
    fig, ax = frame(
        "claims-wording",
        title,
        _wording_subtitle(table, arcs, len(rows.claims)),
        source,
        rows=table,
        alt=_wording_alt(title, table, arcs),
        height=rows.height,
    )
    with in_px(ax, rows.height) as canvas:
        rows.draw(canvas)
    return fig


def _most_in_tension(table: pd.DataFrame, most: int) -> pd.DataFrame:
    """The claims to draw, in reading order: all of them, or those in most tensions."""
    ranked = table.sort_values("tensions", ascending=False, kind="stable").head(most)
    return ranked.sort_index().reset_index(drop=True)


@dataclass(frozen=True)
class _Columns:
    """Where the parts of a row lie, in px from the left.

    names are the certainties with a column of their own; where there is no room for them, all
    marks stand in one column and the certainty is written below the place. voice is the width of
    a column that says in whose voice a claim stands, 0 where there is no room for one.
    """

    names: tuple[str, ...]
    marks: float
    step: float
    words: float
    arcs: float
    voice: float = 0.0

    @classmethod
    def of(cls, shown: pd.DataFrame) -> "_Columns":
        """The columns in the size that is being drawn."""
        if size().narrow:
            return cls((), 66.0, 22.0, 94.0, 62.0)
        names = tuple(
            name
            for name in labels("claims", "certainty")
            if name != "unknown" or (shown["certainty"] == "unknown").any()
        )
        words = 82.0 + 58.0 * len(names)
        arcs, voice = (190.0, 150.0) if size().press else (118.0, 0.0)
        return cls(names, 74.0, 58.0, words, arcs, voice)

    @property
    def room(self) -> float:
        """The width of the words."""
        return self.voices - self.words - 14

    @property
    def voices(self) -> float:
        """Where the column of the voices begins."""
        return size().inner - self.arcs - self.voice

    def mark(self, certainty: str) -> float:
        """The middle of the column in which a mark stands."""
        at = self.names.index(certainty) if self.names else 0
        return self.marks + self.step * (at + 0.5)


class _Rows:
    """The claims, at most so many, each as high as its words, and the arcs between them."""

    def __init__(
        self, table: pd.DataFrame, kinds: pd.Series, arcs: pd.DataFrame, most: int
    ) -> None:
        self.claims = _most_in_tension(table, most)
        ids = self.claims["claim_id"]
        self.arcs = arcs[arcs["claim_id"].isin(ids) & arcs["other_id"].isin(ids)]
        self.columns = _Columns.of(self.claims)
        self.entries = _wording_key(self.claims, self.arcs)
        self.places = [_place(kinds, int(number)) for number in self.claims["paragraph"]]
        self.said = [
            wrap(words, self.columns.room, style.LABEL) for words in self.claims["paraphrase"]
        ]
        hedges = [
            "hedged: “" + "”, “".join(split(cell)) + "”" if split(cell) else ""
            for cell in self.claims["hedges"]
        ]
        self.hedged = [
            wrap(words, self.columns.room, style.TICK) if words else [] for words in hedges
        ]
        self.tops = [HEAD + KEY * legend.lines(self.entries)]
        for said, hedged in zip(self.said, self.hedged, strict=True):
            lines = max(len(said) + len(hedged), 1 if self.columns.names else 2)
            self.tops.append(self.tops[-1] + lines * LINE + PAD)
        self.height = max(self.tops[-1] + 4, 120.0)

    def draw(self, canvas: Canvas) -> None:
        """Draw head, rows, the thread through the certainties, and the arcs."""
        self._head(canvas)
        middles = [(top + below - PAD) / 2 for top, below in pairwise(self.tops)]
        marks = [
            (self.columns.mark(str(name)), middle)
            for name, middle in zip(self.claims["certainty"], middles, strict=True)
        ]
        if marks:
            canvas.line(marks, style.theme().grid, 2.5, zorder=1)
        for at, (row, mark) in enumerate(zip(records(self.claims), marks, strict=True)):
            look = style.look("certainty", str(row.certainty))
            fill = style.theme().ground if row.hedged else look.colour
            canvas.mark(*mark, look.marker, 12, fill=fill, edge=look.colour, width=2, zorder=3)
            self._words(canvas, at, row, middles[at])
        self._arcs(canvas, middles)

    def _head(self, canvas: Canvas) -> None:
        y, columns = self.tops[0] - 20, self.columns
        for name in columns.names:
            x = columns.mark(name)
            canvas.note(x, y, style.look("certainty", name).label, across="center")
            ends = [(x, y + 9), (x, self.tops[-1] - PAD)]
            canvas.line(ends, style.theme().grid, 1, zorder=0)
        canvas.note(0, y, "where" if columns.names else "where, how sure")
        if len(self.claims) and columns.names:
            canvas.note(columns.words, y, "what is claimed, in our words")
            if columns.voice:
                canvas.note(columns.voices, y, "in whose voice")
        legend.place(canvas.ax, self.entries if len(self.claims) else [], at="top")

    def _words(self, canvas: Canvas, at: int, row: Any, middle: float) -> None:
        """Where a claim stands, in whose voice where there is room, and what it says."""
        if self.columns.voice:
            voice = style.look("voice", str(row.voice)).label
            canvas.note(self.columns.voices, middle, voice, high=style.TICK)
        if not self.columns.names:
            canvas.note(0, middle - 8, self.places[at], high=style.TICK)
            canvas.note(0, middle + 8, style.look("certainty", str(row.certainty)).label)
        elif self.places[at] != (self.places[at - 1] if at else ""):
            canvas.note(0, middle, self.places[at], high=style.TICK)
        said, hedged, x = self.said[at], self.hedged[at], self.columns.words
        y = middle - (len(said) + len(hedged) - 1) / 2 * LINE
        below = canvas.lines(x, y, said, LINE)
        canvas.note(x, below, *hedged, step=LINE, high=style.TICK, fontstyle="italic")

    def _arcs(self, canvas: Canvas, middles: Sequence[float]) -> None:
        """Arcs at the right, the longer the further out; the dot is at the claim spoken to."""
        row = {str(key): at for at, key in enumerate(self.claims["claim_id"])}
        pairs = [(row[str(arc.claim_id)], row[str(arc.other_id)]) for arc in records(self.arcs)]
        rooms = [below - top - 6 for top, below in pairwise(self.tops)]
        longest = max((abs(one - other) for one, other in pairs), default=1) or 1
        left, near = canvas.width - self.columns.arcs, 22 if self.columns.names else 12
        drawn = zip(self.arcs["kind"], pairs, arc_ends(pairs, rooms), strict=True)
        # Contradictions come first in the table, and on top of all others here.
        for kind, (one, other), (up, down) in reversed(list(drawn)):
            look = style.look("link_kind", str(kind))
            ends = (middles[one] + up, middles[other] + down)
            depth = arc_depth(abs(one - other), longest, near, self.columns.arcs - 12)
            canvas.arc(left, ends, depth, look.colour, linestyle=look.line)
            ground = style.theme().ground
            canvas.mark(left, ends[1], "o", 7, fill=look.colour, edge=ground, width=0.8)


def _wording_key(shown: pd.DataFrame, arcs: pd.DataFrame) -> list[Artist]:
    """What the key explains: the kinds of arcs that occur, and what a hollow mark means."""
    looks = [
        style.look("link_kind", kind) for kind in tables.TENSIONS if (arcs["kind"] == kind).any()
    ]
    entries = [legend.line(look.label, look.colour, look.line) for look in looks]
    if shown["hedged"].any():
        entries.append(legend.mark("hedged", style.theme().muted, "o", hollow=True))
    return entries


def _place(kinds: pd.Series, number: int) -> str:
    kind = str(kinds.get(number, "body"))
    return kind if kind in FRONT else f"{'caption' if kind == 'caption' else 'par.'} {number}"


def _wording_title(
    claim_links: pd.DataFrame, claims: pd.DataFrame, topic: str, label: str, kinds: pd.Series
) -> str:
    targets = tables.pulled_at(claim_links, claims)
    targets = targets[targets["topic"] == topic]
    if targets.empty:
        return "No claim speaks against another"
    top = targets.iloc[0]
    number, paragraph = int(top["tensions"]), int(top["paragraph"])
    kind = str(kinds.get(paragraph, "body"))
    where = f"the {kind}" if kind in FRONT else f"what paragraph {paragraph} says"
    end = "s" if number == 1 else ""
    done = [VERBS[name] + end for name in tables.TENSIONS if int(top[name])]
    whose = counted(number, "other claim")
    return f"{label}: {whose} {' or '.join(done)} {where}"


def _wording_subtitle(table: pd.DataFrame, arcs: pd.DataFrame, shown: int) -> str:
    if table.empty:
        return ""
    verbs = [VERBS[kind] for kind in tables.TENSIONS if (arcs["kind"] == kind).any()]
    text = (
        f"Claims that {' or '.join(verbs)} each other, in reading order, and how sure each is. A dot"
        " marks the claim that another one speaks to"
    )
    rest = len(table) - shown
    return text if rest <= 0 else f"{text}. {capital(counted(rest, 'more claim'))} not drawn"


def _wording_alt(title: str, table: pd.DataFrame, arcs: pd.DataFrame) -> str:
    if table.empty:
        return "Chart without a row: no claim speaks against another."
    top = _most_in_tension(table, WORDINGS[0])
    said = [
        f"paragraph {row.paragraph}, {row.certainty}{', hedged' if row.hedged else ''}:"
        f" {str(row.paraphrase).rstrip('.')}"
        for row in records(top)
    ]
    rest = len(table) - len(top)
    said += [f"and {counted(rest, 'more claim')}"] if rest else []
    counts = arcs["kind"].value_counts()
    links = ", ".join(f"{kind} {counts[kind]}" for kind in tables.TENSIONS if kind in counts)
    return sentences(
        "Claims in rows, joined by arcs",
        title,
        f"{capital(counted(len(table), 'claim'))} in reading order with how sure each is put",
        capital("; ".join(said)),
        f"Links between them: {links or 'none'}",
    )
