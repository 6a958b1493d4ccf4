"""Charts of the claims: whose word they rest on, through whom they come, how they pull apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes

from helpers.charts import flow, legend, rows, style
from helpers.charts.frame import ChartFigure, chart, frame, px, wrap
from helpers.charts.sizes import size
from helpers.charts.xray import xray
from helpers.contract import labels
from helpers.tables import claims as tables
from helpers.tables import records
from helpers.wording import capital, counted, in_words

__all__ = ["chains", "speakers", "wording", "xray"]

SPEAKERS = 12
WORDINGS = 16
CHAINS = 24
# From so many claims on, a share in per cent says more than the two numbers.
MANY = 10
FRONT = ("headline", "standfirst")
VOICES: Mapping[str, str] = {
    "narrator": "In the outlet's own voice",
    "indirect": "As reported speech",
    "direct": "In quotation marks",
}


@chart
def speakers(claims: pd.DataFrame, actors: pd.DataFrame, *, source: str) -> ChartFigure:
    """Whose word the article rests on: claims per speaker, grouped by voice, hedged ones apart.

    Input: claims, actors (contract); the source line.
    Output: the figure; its rows are those of `tables.claims.speakers`, the largest voice first;
    where a voice has too many speakers, those with the fewest claims are drawn as one bar.
    """
    table = tables.speakers(claims, actors)
    voices = tables.voices(claims)
    order = list(voices.sort_values("claims", ascending=False, kind="stable")["voice"])
    bars = [bar for voice in order for bar in _bars(table[table["voice"] == voice])]
    groups = [(VOICES[voice], [bar.name for bar in bars if bar.voice == voice]) for voice in order]
    slots = rows.stack(groups, share=0.357)
    fig, ax = frame(
        "claims-speakers",
        _speakers_title(voices, len(claims)),
        "Number of claims by the first who says them; hedged: with a word that weakens the claim",
        source,
        rows=table,
        alt=_speakers_alt(table, voices),
        height=rows.height(slots, extra=28),
    )
    rows.write(ax, slots)
    most = max((bar.claims for bar in bars), default=1)
    ax.set_xlim(0, most * 1.28)
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)
    for slot, bar in zip(rows.rows(slots), bars, strict=True):
        _bar(ax, slot.at, bar, most)
    looks = style.GROUPS["hedged"].values()
    entries = [legend.area(look.label, look.colour, look.hatch) for look in looks]
    legend.place(ax, entries if bars else [])
    return fig


@dataclass(frozen=True)
class _Bar:
    """One bar: whose claims, in which voice, how many, and how many of them hedged."""

    name: str
    voice: str
    claims: int
    hedged: int


def _bars(table: pd.DataFrame) -> list[_Bar]:
    """The bars of one voice; beyond SPEAKERS the rest are one bar."""
    bars = [
        _Bar(str(row.speaker_name), str(row.voice), int(row.claims), int(row.hedged))
        for row in records(table)
    ]
    if len(bars) <= SPEAKERS:
        return bars
    kept, rest = bars[: SPEAKERS - 1], bars[SPEAKERS - 1 :]
    name = f"{capital(in_words(len(rest)))} more speakers"
    claims, hedged = sum(bar.claims for bar in rest), sum(bar.hedged for bar in rest)
    return [*kept, _Bar(name, rest[0].voice, claims, hedged)]


def _bar(ax: Axes, at: float, bar: _Bar, most: int) -> None:
    plain, hedged = style.look("hedged", "unhedged"), style.look("hedged", "hedged")
    ax.barh(at, bar.claims - bar.hedged, height=0.6, color=plain.colour, zorder=3)
    ax.barh(
        at,
        bar.hedged,
        left=bar.claims - bar.hedged,
        height=0.6,
        color=hedged.colour,
        hatch=hedged.hatch,
        edgecolor=style.theme().ground,
        linewidth=0,
        zorder=3,
    )
    text = f"{bar.claims}"
    if bar.hedged:
        text += f", {_hedged(bar)}"
        text += f" ({round(100 * bar.hedged / bar.claims)} per cent)" if bar.claims >= MANY else ""
    ax.text(
        bar.claims + most * 0.012, at, text, fontsize=px(style.TICK), verticalalignment="center"
    )


def _hedged(bar: _Bar) -> str:
    if bar.hedged < bar.claims:
        return f"{bar.hedged} hedged"
    return "hedged" if bar.claims == 1 else "all hedged"


def _speakers_title(voices: pd.DataFrame, total: int) -> str:
    if voices.empty:
        return "The article makes no claim"
    share = dict(zip(voices["voice"], voices["share"], strict=True)).get("narrator", 0.0)
    if total == 1:
        whose = "on the outlet's own word" if share else "on the word of somebody else"
        return f"The one claim rests {whose}"
    if share == 1:
        return f"All {counted(total, 'claim')} rest on the outlet's own word"
    if share == 0:
        return f"None of the {counted(total, 'claim')} is made in the outlet's own voice"
    return f"{round(100 * share)} per cent of the claims rest on the outlet's own word"


def _speakers_alt(table: pd.DataFrame, voices: pd.DataFrame) -> str:
    if table.empty:
        return "Bar chart without a bar: the article makes no claim."
    parts = [
        f"{VOICES[str(row.voice)].lower()} {counted(int(row.claims), 'claim')},"
        f" {_none(int(row.hedged))} hedged"
        for row in records(voices)
    ]
    top = [
        f"{row.speaker_name} {int(row.claims)} ({_none(int(row.hedged))} hedged)"
        for row in records(table.sort_values("claims", ascending=False, kind="stable").head(8))
    ]
    return f"Bar chart of claims by speaker: {'; '.join(parts)}. Most claims: {', '.join(top)}."


def _none(number: int) -> str:
    return in_words(number) if number else "none"


@chart
def chains(claims: pd.DataFrame, actors: pd.DataFrame, *, source: str) -> ChartFigure:
    """The ways of the words to the page: from first speakers at the left, through relays.

    Input: claims, actors (contract); the source line. Chains that share their last steps run
    together; a line is as thick as the claims it carries.
    Output: the figure; its rows are those of `tables.claims.chains`.
    """
    table = tables.chains(claims, actors)
    names = dict(zip(actors["actor_id"], actors["name"], strict=True))
    tree = flow.grow(
        [
            (tuple(str(row.chain).split("|")), int(row.claims), int(row.hedged))
            for row in records(table.head(CHAINS))
        ],
        names,
    )
    width = float(size().inner)
    drawing = flow.outline if size().narrow else flow.draw
    fig, ax = frame(
        "claims-chains",
        _chains_title(table),
        _chains_subtitle(table),
        source,
        rows=table,
        alt=_chains_alt(table),
        height=flow.outline_height(tree, width) if size().narrow else flow.height(tree, width),
    )
    drawing(ax, tree, width=width)
    return fig


def _chains_title(table: pd.DataFrame) -> str:
    if table.empty:
        return "The article makes no claim"
    relayed = table[table["relays"] > 0]
    total, number = int(table["claims"].sum()), int(relayed["claims"].sum())
    if not number:
        return "No claim comes through a relay"
    longest = int(table["relays"].max())
    far = int(table.loc[table["relays"] == longest, "claims"].sum())
    through = "come through a relay" if number > 1 else "comes through a relay"
    more = f", {in_words(far)} of them through {in_words(longest)}" if longest > 1 else ""
    more = "" if far == number else more
    return f"{capital(in_words(number))} of {in_words(total)} claims {through}{more}"


def _chains_subtitle(table: pd.DataFrame) -> str:
    text = (
        "From the first speaker (dot) through relays to the page; thicker lines carry more claims"
    )
    rest = len(table) - CHAINS
    return text if rest <= 0 else f"{text}. {capital(counted(rest, 'more way'))} not drawn"


def _chains_alt(table: pd.DataFrame) -> str:
    if table.empty:
        return "Flow chart without a line: the article makes no claim."
    ways = [
        f"{str(row.written).replace(' → ', ', then ')}: {counted(int(row.claims), 'claim')}"
        for row in records(table.head(10))
    ]
    own = table.loc[table["steps"] == 1, "claims"].sum()
    return (
        f"Flow chart of {counted(len(table), 'way')} by which {counted(int(table['claims'].sum()), 'claim')}"
        f" reach the page; {in_words(int(own))} of them are the outlet's own. The ways, first"
        f" speaker first. {'; '.join(ways)}."
    )


@chart
def wording(
    claim_links: pd.DataFrame,
    claims: pd.DataFrame,
    paragraphs: pd.DataFrame,
    *,
    source: str,
    topics: Mapping[str, str] | None = None,
    topic: str | None = None,
) -> ChartFigure:
    """How the claims of one topic change along the reading order, and pull against each other.

    One row per claim that takes part in a tension, from the top of the article to its end: where
    it stands, how sure it is put, what it says, and arcs to the claims it pulls against.

    Input: claim_links, claims, paragraphs (contract); the source line; topic -> label; the topic
    (None: the one with the most tensions).
    Output: the figure; its rows are those of `tables.claims.in_tension`.
    Raises: KeyError if no claim is on that topic.
    """
    if topic is not None and topic not in set(claims["topic"]):
        raise KeyError(
            f"no claim is on {topic!r}; topics are {', '.join(claims['topic'].unique())}"
        )
    contested = tables.contested_topics(claim_links, claims)
    if topic is None:
        topic = str(contested["topic"].iloc[0]) if len(contested) else ""
    table = tables.in_tension(claim_links, claims, topic)
    arcs = tables.tensions(claim_links, claims)
    arcs = arcs[(arcs["topic"] == topic) | (arcs["other_topic"] == topic)]
    shown = _most_in_tension(table)
    arcs = arcs[arcs["claim_id"].isin(shown["claim_id"]) & arcs["other_id"].isin(shown["claim_id"])]
    kinds = paragraphs.set_index("paragraph")["kind"].astype("string")
    label = (topics or {}).get(topic, topic.replace("_", " "))
    lines = _Lines.of(shown, kinds, arcs)
    fig, ax = frame(
        "claims-wording",
        _wording_title(claim_links, claims, topic, label, kinds),
        _wording_subtitle(table, len(shown)),
        source,
        rows=table,
        alt=_wording_alt(label, table, arcs),
        height=lines.height,
    )
    lines.draw(ax)
    return fig


def _most_in_tension(table: pd.DataFrame) -> pd.DataFrame:
    """The claims to draw, in reading order: all of them, or those in most tensions."""
    ranked = table.sort_values("tensions", ascending=False, kind="stable").head(WORDINGS)
    return ranked.sort_index().reset_index(drop=True)


@dataclass(frozen=True)
class _Columns:
    """Where the parts of a row of the wording chart lie, in px from the left.

    names are the certainties with a column of their own; where there is no room for them, all
    marks stand in one column and the certainty is written below the place.
    """

    names: tuple[str, ...]
    marks: float
    step: float
    words: float
    arcs: float
    width: float

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
        return cls(names, 74.0, 58.0, 82.0 + 58.0 * len(names), 118.0, width)

    @property
    def room(self) -> float:
        """The width of the words."""
        return self.width - self.words - self.arcs - 6

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
    def of(cls, shown: pd.DataFrame, kinds: pd.Series, arcs: pd.DataFrame) -> "_Lines":
        """Wrap the words of each claim and stack the rows."""
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
        legend.place(ax, self.entries if len(self.claims) else [], at="top")

    def _words(self, ax: Axes, at: int, middle: float) -> None:
        said, hedged = self.texts[at]
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
        """Arcs at the right, the longer the further out; the dot is at the claim pulled against."""
        place = {key: at for at, key in enumerate(self.claims["claim_id"])}
        longest = max((abs(place[a] - place[b]) for a, b in self._ends()), default=1) or 1
        left = self.columns.width - self.columns.arcs
        near = 22 if self.columns.names else 12
        for kind, (one, other) in zip(self.arcs["kind"], self._ends(), strict=True):
            look = style.look("link_kind", str(kind))
            start, end = middles[place[one]], middles[place[other]]
            share = (abs(place[one] - place[other]) / longest) ** 0.7
            depth = near + (self.columns.arcs - near - 12) * share
            flow.arc(ax, left, start, end, depth, look.colour, look.line)
            ax.plot([left], [end], marker="o", markersize=px(7), color=look.colour, zorder=4)

    def _ends(self) -> list[tuple[str, str]]:
        return list(zip(self.arcs["claim_id"], self.arcs["other_id"], strict=True))


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
        return "No claim pulls against another"
    top = targets.iloc[0]
    number, paragraph = int(top["tensions"]), int(top["paragraph"])
    kind = str(kinds.get(paragraph, "body"))
    where = f"the {kind}" if kind in FRONT else f"paragraph {paragraph}"
    pulls = "claim pulls" if number == 1 else "claims pull"
    return f"{label}: {in_words(number)} {pulls} against what {where} says"


def _wording_subtitle(table: pd.DataFrame, shown: int) -> str:
    if table.empty:
        return ""
    text = (
        "Claims that contradict, qualify or answer each other, in reading order, with how sure each"
        " is put. Dots on the arcs: the claim that is pulled against"
    )
    rest = len(table) - shown
    return text if rest <= 0 else f"{text}. {capital(counted(rest, 'more claim'))} not drawn"


def _wording_alt(label: str, table: pd.DataFrame, arcs: pd.DataFrame) -> str:
    if table.empty:
        return "Chart without a row: no claim pulls against another."
    said = [
        f"paragraph {row.paragraph}, {row.certainty}{', hedged' if row.hedged else ''}: {row.paraphrase}"
        for row in records(table)
    ]
    counts = arcs["kind"].value_counts()
    links = ", ".join(f"{kind} {counts[kind]}" for kind in tables.TENSIONS if kind in counts)
    return (
        f"{label}: {counted(len(table), 'claim')} in reading order with how sure each is put. "
        f"{' '.join(said)} Links between them: {links or 'none'}."
    )
