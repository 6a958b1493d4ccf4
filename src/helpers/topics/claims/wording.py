"""The chart of how the claims of a topic change along the article, and speak against each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes

from helpers.charts import flow, legend, style
from helpers.charts.expected import by_contract, expect, keys
from helpers.charts.figure import ChartFigure, chart, frame
from helpers.charts.measured_text import wrap
from helpers.charts.sizes import px, rows_to_draw, size
from helpers.story.contract import labels
from helpers.story.credits import Sources
from helpers.topics.claims import tables
from helpers.values.english import capital, counted
from helpers.values.records import records

WORDINGS = (16, 12, 9, 6, 4)
# The columns that the tables behind this chart are made from.
READ = "claim_id paragraph start paraphrase topic voice certainty hedges"
LINKS = "claim_id other_id kind note"
FRONT = ("headline", "standfirst")
VERBS = {"contradicts": "contradict", "qualifies": "limit", "answers": "answer"}


@chart
def draw_wording(
    claim_links: pd.DataFrame,
    claims: pd.DataFrame,
    paragraphs: pd.DataFrame,
    *,
    source: str | Sources,
    topics: Mapping[str, str] | None = None,
    topic: str | None = None,
) -> ChartFigure:
    """How the claims of one topic change along the reading order, and which speak against each other.

    One row per claim that takes part in a tension, from the top of the article to its end: where
    it stands, how sure it is put, what it says, and arcs to the claims it speaks to.

    Input: claim_links, claims, paragraphs (contract); the source line; topic -> label; the topic
    (None: the one with the most tensions).
    Output: the figure; its rows are those of `tables.claims.in_tension`.
    Raises: KeyError if no claim is on that topic.
    """
    known = keys(claims, "claim_id")
    expect(
        by_contract("claims", claims, READ),
        by_contract("claim_links", claim_links, LINKS, keys={"claim_id": known, "other_id": known}),
        by_contract("paragraphs", paragraphs, "paragraph kind"),
    )
    if topic is not None and topic not in set(claims["topic"]):
        raise KeyError(
            f"no claim is on {topic!r}; topics are {', '.join(claims['topic'].unique())}"
        )
    if topic is None:
        contested = tables.contested_topics(claim_links, claims)
        topic = str(contested["topic"].iloc[0]) if len(contested) else ""
    table = tables.in_tension(claim_links, claims, topic)
    arcs = tables.tensions(claim_links, claims)
    arcs = arcs[(arcs["topic"] == topic) | (arcs["other_topic"] == topic)]
    kinds = paragraphs.set_index("paragraph")["kind"].astype("string")
    label = (topics or {}).get(topic, topic.replace("_", " "))
    limit = rows_to_draw(WORDINGS, lambda most: _Lines.of(table, kinds, arcs, most).height)
    lines = _Lines.of(table, kinds, arcs, limit)
    title = _wording_title(claim_links, claims, topic, label, kinds)
    fig, ax = frame(
        "claims-wording",
        title,
        _wording_subtitle(table, arcs, len(lines.claims)),
        source,
        rows=table,
        alt=_wording_alt(title, table, arcs),
        height=lines.height,
    )
    lines.draw(ax)
    flow.hold(ax)
    return fig


def _most_in_tension(table: pd.DataFrame, most: int) -> pd.DataFrame:
    """The claims to draw, in reading order: all of them, or those in most tensions."""
    ranked = table.sort_values("tensions", ascending=False, kind="stable").head(most)
    return ranked.sort_index().reset_index(drop=True)


@dataclass(frozen=True)
class _Columns:
    """Where the parts of a row of the wording chart lie, in px from the left.

    names are the certainties with a column of their own; where there is no room for them, all
    marks stand in one column and the certainty is written below the place. voice is the width of
    a column that says in whose voice a claim stands, 0 where there is no room for one.
    """

    names: tuple[str, ...]
    marks: float
    step: float
    words: float
    arcs: float
    width: float
    voice: float = 0.0

    @classmethod
    def of(cls, shown: pd.DataFrame) -> "_Columns":
        """The columns in the size that is being drawn."""
        names = tuple(
            name
            for name in labels("claims", "certainty")
            if name != "unknown" or (shown["certainty"] == "unknown").any()
        )
        width = float(size().inner)
        if size().narrow:
            return cls((), 66.0, 22.0, 94.0, 62.0, width)
        words = 82.0 + 58.0 * len(names)
        if size().press:
            return cls(names, 74.0, 58.0, words, 190.0, width, 150.0)
        return cls(names, 74.0, 58.0, words, 118.0, width)

    @property
    def room(self) -> float:
        """The width of the words."""
        return self.width - self.words - self.voice - self.arcs - 14

    def mark(self, certainty: str) -> float:
        """The middle of the column in which a mark stands."""
        at = self.names.index(certainty) if self.names else 0
        return self.marks + self.step * (at + 0.5)


@dataclass(frozen=True)
class _Lines:
    """The rows of the wording chart: claims with their heights, and the arcs between them."""

    claims: pd.DataFrame
    places: tuple[str, ...]
    texts: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    tops: tuple[float, ...]
    arcs: pd.DataFrame
    columns: _Columns
    entries: tuple[Artist, ...]

    HEAD = 42.0
    KEY = 21.0
    LINE = 18.0
    PAD = 12.0

    @classmethod
    def of(cls, table: pd.DataFrame, kinds: pd.Series, arcs: pd.DataFrame, most: int) -> "_Lines":
        """Wrap the words of each claim and stack the rows; at most so many, with arcs between."""
        shown = _most_in_tension(table, most)
        ids = shown["claim_id"]
        arcs = arcs[arcs["claim_id"].isin(ids) & arcs["other_id"].isin(ids)]
        columns, entries = _Columns.of(shown), _wording_key(shown, arcs)
        texts, tops = [], []
        top = cls.HEAD + cls.KEY * legend.lines(entries)
        for row in records(shown):
            hedge = "" if pd.isna(row.hedges) else "“" + "”, “".join(row.hedges.split("|")) + "”"
            said = tuple(wrap(str(row.paraphrase), columns.room, style.LABEL))
            hedged = tuple(wrap(f"hedged: {hedge}", columns.room, style.TICK)) if hedge else ()
            texts.append((said, hedged))
            tops.append(top)
            least = 1 if columns.names else 2
            top += max(len(said) + len(hedged), least) * cls.LINE + cls.PAD
        places = tuple(_place(kinds, int(number)) for number in shown["paragraph"])
        return cls(shown, places, tuple(texts), (*tops, top), arcs, columns, tuple(entries))

    @property
    def height(self) -> float:
        """Height of the plot area in px."""
        return max(self.tops[-1] + 4, 120.0)

    def draw(self, ax: Axes) -> None:
        """Draw head, rows, the thread through the certainties, and the arcs."""
        ax.set(xlim=(0, self.columns.width), ylim=(self.height, 0))
        ax.set_axis_off()
        self._head(ax)
        middles = [
            (top + below - self.PAD) / 2
            for top, below in zip(self.tops, self.tops[1:], strict=False)
        ]
        xs = [self.columns.mark(str(name)) for name in self.claims["certainty"]]
        ax.plot(xs, middles, color=style.theme().grid, linewidth=px(2.5), zorder=1)
        rows_ = zip(records(self.claims), middles, xs, strict=True)
        for at, (row, middle, x) in enumerate(rows_):
            look = style.look("certainty", str(row.certainty))
            ax.plot(
                [x],
                [middle],
                marker=look.marker,
                markersize=px(12),
                markerfacecolor=style.theme().ground if row.hedged else look.colour,
                markeredgecolor=look.colour,
                markeredgewidth=px(2),
                linestyle="none",
                zorder=3,
            )
            self._words(ax, at, middle)
        self._arcs(ax, middles)

    def _head(self, ax: Axes) -> None:
        y = self.tops[0] - 20
        for name in self.columns.names:
            x = self.columns.mark(name)
            _note(ax, x, y, style.look("certainty", name).label, "center")
            ax.plot(
                [x, x],
                [y + 9, self.tops[-1] - self.PAD],
                color=style.theme().grid,
                linewidth=px(1),
                zorder=0,
            )
        _note(ax, 0, y, "where" if self.columns.names else "where, how sure", "left")
        if len(self.claims) and self.columns.names:
            _note(ax, self.columns.words, y, "what is claimed, in our words", "left")
            if self.columns.voice:
                _note(ax, self._voice_x, y, "in whose voice", "left")
        legend.place(ax, self.entries if len(self.claims) else [], at="top")

    @property
    def _voice_x(self) -> float:
        return self.columns.width - self.columns.arcs - self.columns.voice

    def _words(self, ax: Axes, at: int, middle: float) -> None:
        said, hedged = self.texts[at]
        if self.columns.voice:
            voice = style.look("voice", str(self.claims["voice"].iloc[at])).label
            _note(ax, self._voice_x, middle, voice, "left", size=style.TICK)
        certainty = style.look("certainty", str(self.claims["certainty"].iloc[at])).label
        if not self.columns.names:
            _note(ax, 0, middle - 8, self.places[at], "left", size=style.TICK)
            _note(ax, 0, middle + 8, certainty, "left")
        elif self.places[at] != (self.places[at - 1] if at else ""):
            _note(ax, 0, middle, self.places[at], "left", size=style.TICK)
        y = middle - (len(said) + len(hedged) - 1) / 2 * self.LINE
        for step, line in enumerate((*said, *hedged)):
            own = step < len(said)
            ax.text(
                self.columns.words,
                y + step * self.LINE,
                line,
                fontsize=px(style.LABEL if own else style.TICK),
                fontstyle="normal" if own else "italic",
                color=style.theme().ink if own else style.theme().muted,
                verticalalignment="center",
            )

    def _arcs(self, ax: Axes, middles: Sequence[float]) -> None:
        """Arcs at the right, the longer the further out; the dot is at the claim that another speaks to."""
        longest = max((abs(one - other) for one, other in self._ends()), default=1) or 1
        left = self.columns.width - self.columns.arcs
        near = 22 if self.columns.names else 12
        apart = self._apart()
        joined = list(enumerate(zip(self.arcs["kind"], self._ends(), strict=True)))
        # Contradictions come first in the table, and on top of all others here.
        for at, (kind, (one, other)) in reversed(joined):
            look = style.look("link_kind", str(kind))
            start, end = (middles[row] + apart[at, row] for row in (one, other))
            share = (abs(one - other) / longest) ** 0.7
            depth = near + (self.columns.arcs - near - 12) * share
            flow.arc(ax, left, start, end, depth, look.colour, look.line)
            ax.plot(
                [left],
                [end],
                marker="o",
                markersize=px(7),
                markerfacecolor=look.colour,
                markeredgecolor=style.theme().ground,
                markeredgewidth=px(0.8),
                zorder=4,
            )

    def _apart(self) -> dict[tuple[int, int], float]:
        """By how many px the ends of arcs at one claim stand apart, per arc and row.

        From the top: arcs upwards, the shortest first, then those downwards, the longest first;
        so none crosses another at its end.
        """
        ends: dict[int, list[tuple[float, int]]] = {}
        for at, (one, other) in enumerate(self._ends()):
            for here, there in ((one, other), (other, one)):
                order = here - there if there < here else 1e6 - (there - here)
                ends.setdefault(here, []).append((order, at))
        apart = {}
        for row, arcs in ends.items():
            room = self.tops[row + 1] - self.tops[row] - 6
            step = min(6.0, room / len(arcs))
            for place, (_, at) in enumerate(sorted(arcs)):
                apart[at, row] = (place - (len(arcs) - 1) / 2) * step
        return apart

    def _ends(self) -> list[tuple[int, int]]:
        """The rows that each arc joins: the claim that speaks, and the one it speaks to."""
        place = {str(key): at for at, key in enumerate(self.claims["claim_id"])}
        ids = zip(self.arcs["claim_id"], self.arcs["other_id"], strict=True)
        return [(place[str(one)], place[str(other)]) for one, other in ids]


def _wording_key(shown: pd.DataFrame, arcs: pd.DataFrame) -> list[Artist]:
    """What the key explains: the kinds of arcs that occur, and what a hollow mark means."""
    looks = [
        style.look("link_kind", kind) for kind in tables.TENSIONS if (arcs["kind"] == kind).any()
    ]
    entries = [legend.line(look.label, look.colour, look.line) for look in looks]
    if shown["hedged"].any():
        entries.append(legend.mark("hedged", style.theme().muted, "o", hollow=True))
    return entries


def _note(ax: Axes, x: float, y: float, text: str, side: str, size: float = style.SMALL) -> None:
    ax.text(
        x,
        y,
        text,
        fontsize=px(size),
        color=style.theme().muted,
        horizontalalignment=side,
        verticalalignment="center",
    )


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
    return (
        f"Claims in rows, joined by arcs. {title}. {capital(counted(len(table), 'claim'))} in reading"
        f" order with how sure each is put. {capital('; '.join(said))}."
        f" Links between them: {links or 'none'}."
    )
