"""The charts of the cross-check, each from a story and with what draws it: how claims stand, and by topic."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.patches import Rectangle

from helpers.charts import legend
from helpers.charts.drafts import tells_drafts
from helpers.charts.expected import Given, expect
from helpers.charts.figure import ChartFigure, chart
from helpers.charts.measured_text import text_width, wrap
from helpers.charts.row_chart import Row, beside, plot_width, row_chart, without_axis
from helpers.charts.sizes import px
from helpers.charts.style import GROUPS, SMALL, TICK, look, theme
from helpers.story import evidence
from helpers.story.credits import Sources
from helpers.story.story import Story
from helpers.topics.crosscheck import tables
from helpers.values.english import capital, counted, in_words, listed, sentences
from helpers.values.records import records


@tells_drafts
def standing(story: Story) -> ChartFigure:
    """How the assertions stand that can be checked: crosscheck-standing."""
    return draw_standing(tables.scoreboard(story), source=tables.sources_of_checks(story))


@tells_drafts
def verdicts(story: Story) -> ChartFigure:
    """The verdicts of each kind of source: crosscheck-verdicts."""
    return draw_verdicts(tables.matrix(story), source=tables.sources_of_checks(story))


STANDING_SHARE = 0.2
"""Share of the width for the names of standings."""

SQUARE = 19.0
"""The most px from one square to the next: few claims make a short row, not wide bars."""

SIDE = "by parties to the matter alone"


@chart
def draw_standing(table: pd.DataFrame, *, source: str | Sources) -> ChartFigure:
    """How the checkable claims stand: a block for each claim, a row for each standing.

    Input: the output of topics.crosscheck.tables.scoreboard; the source line.
    Output: the figure crosscheck-standing; its rows are the standings under which a claim counts.
    Raises: ChartError naming table, row and column of what can't be drawn.
    """
    expect(
        Given(
            "standings",
            table,
            "standing label claims by_parties",
            unique=("standing",),
            known={"standing": GROUPS["standing"]},
        )
    )
    held = table[table["claims"] > 0].reset_index(drop=True)
    groups = [Row(capital(str(row.label)), [_Squares(row)]) for row in records(held)]
    entries = _entries(held)
    most = int(held["claims"].max()) if len(held) else 1
    return row_chart(
        "crosscheck-standing",
        [("", groups)],
        title=standing_title(held),
        subtitle="Each block is one assertion, by how far other sources bear it out",
        source=source,
        alt=_standing_alt(held),
        table=held,
        axis=lambda ax: without_axis(ax, max(most * 1.04 + 3, plot_width(STANDING_SHARE) / SQUARE)),
        key=lambda ax: legend.place(ax, entries),
        extra=8 + 24 * legend.lines(entries),
        share=STANDING_SHARE,
    )


def _entries(held: pd.DataFrame) -> list[Artist]:
    """The key to what is drawn: nothing for squares that are all alike."""
    return [legend.frame(SIDE, theme().muted)] if held["by_parties"].sum() else []


@dataclass(frozen=True)
class _Squares:
    """The claims of one standing, side by side; hollow where parties alone speak."""

    row: Any

    def draw(self, ax: Axes, at: float) -> None:
        """The squares, and their number beside them."""
        colour, ground = look("standing", str(self.row.standing)).colour, theme().ground
        full: dict[str, Any] = {"facecolor": colour, "edgecolor": ground, "linewidth": 0}
        hollow = {"facecolor": ground, "edgecolor": colour, "linewidth": px(1.6)}
        number, by_parties = int(self.row.claims), int(self.row.by_parties)
        for place in range(number):
            looks = full if place < number - by_parties else hollow
            ax.add_patch(Rectangle((place + 0.1, at - 0.29), 0.8, 0.58, zorder=3, **looks))
        beside(ax, number, at, f"{number}", fontweight="bold")


def standing_title(held: pd.DataFrame) -> str:
    """How many assertions are borne out, contradicted and not checked, and where accounts differ.

    Input: rows of topics.crosscheck.tables.scoreboard with a claim.
    """
    numbers = {row.standing: int(row.claims) for row in records(held)}
    total = sum(numbers.values())
    if not total:
        return "The article asserts nothing that can be checked"
    if total == numbers.get(evidence.NOT_CHECKED, 0):
        return f"None of {counted(total, 'assertion')} that can be checked has been looked up"
    if total == 1:
        return f"The one assertion that can be checked: {held['label'].iloc[0]}"
    forms = (
        ((evidence.UPHELD, evidence.IN_PART), "borne out at least in part"),
        ((evidence.CONTRADICTED,), "contradicted"),
        ((evidence.NOT_CHECKED,), "not checked"),
    )
    told = [
        f"{in_words(number)} {'is' if number == 1 else 'are'} {words}"
        for names, words in forms
        if (number := sum(numbers.get(name, 0) for name in names))
    ]
    differ = numbers.get(evidence.DIFFER, 0)
    parts = [listed(told), f"accounts differ on {in_words(differ)}" if differ else ""]
    if not any(parts):
        return capital(f"{counted(total, 'assertion')} can be checked; none is settled")
    return f"Of {in_words(total)} assertions that can be checked, {'; '.join(filter(None, parts))}"


def _standing_alt(held: pd.DataFrame) -> str:
    if held.empty:
        return "Chart without a mark: the article asserts nothing that can be checked."
    told = "; ".join(_told(row) for row in records(held))
    return sentences("Chart with one block for each assertion", standing_title(held), told)


def _told(row: Any) -> str:
    count = int(row.by_parties)
    aside = f" ({in_words(count)} {SIDE})" if count else ""
    return f"{capital(str(row.label))}: {int(row.claims)}{aside}"


VERDICTS_SHARE = 0.27
"""Share of the width for the names of topics, where they stand beside the cells."""

PALEST, DARKEST = 0.10, 0.38
"""How much of its colour a cell with one claim has, and one with the most: dark ink stays readable."""


@chart
def draw_verdicts(table: pd.DataFrame, *, source: str | Sources) -> ChartFigure:
    """How the checkable claims of each topic stand, as counts: topics down, standings across.

    Input: the output of topics.crosscheck.tables.matrix; the source line.
    Output: the figure crosscheck-verdicts; its rows are the table.
    Raises: ChartError naming table, row and column of what can't be drawn.
    """
    expect(
        Given(
            "standings by topic",
            table,
            "topic topic_label standing label claims",
            unique=("topic", "standing"),
            known={"standing": GROUPS["standing"]},
        )
    )
    most = int(table["claims"].max()) if len(table) else 1
    parts = [part for _, part in table.groupby("topic", sort=False)]
    heads = _Heads(list(dict.fromkeys(table["label"])))
    return row_chart(
        "crosscheck-verdicts",
        [("", [_row(part, most) for part in parts])],
        title=_verdicts_title(table),
        subtitle="Assertions that can be checked, by topic (with their number) and by how they"
        " stand; each counts once",
        source=source,
        alt=_verdicts_alt(table, parts),
        table=table,
        axis=heads.write,
        extra=heads.height,
        share=VERDICTS_SHARE,
    )


def _row(part: pd.DataFrame, most: int) -> Row:
    """One topic with its number of claims, and a cell for each standing."""
    cells = [
        _Cell(place, str(row.standing), int(row.claims), most)
        for place, row in enumerate(records(part))
    ]
    return Row(f"{part['topic_label'].iloc[0]}, {int(part['claims'].sum())}", cells)


@dataclass(frozen=True)
class _Cell:
    """One count at its place; the nearer to the most, the darker its ground."""

    place: int
    standing: str
    count: int
    most: int

    def draw(self, ax: Axes, at: float) -> None:
        """The ground, unless the count is none, and the number on it."""
        count, now = self.count, theme()
        if count:
            depth = PALEST + (DARKEST - PALEST) * (count - 1) / max(self.most - 1, 1)
            colour = _mixed(look("standing", self.standing).colour, now.ground, depth)
            corner = (self.place + 0.04, at - 0.41)
            ax.add_patch(Rectangle(corner, 0.92, 0.82, facecolor=colour, linewidth=0))
        ax.text(
            self.place + 0.5,
            at,
            f"{count}",
            fontsize=px(TICK if count else SMALL),
            fontweight="bold" if count else "normal",
            color=now.ink if count else now.muted,
            horizontalalignment="center",
            verticalalignment="center_baseline",
        )


def _mixed(colour: str, ground: str, share: float) -> tuple[float, ...]:
    """A colour thinned with the ground: opaque, so that every format shows the same."""
    pairs = zip(to_rgba(colour)[:3], to_rgba(ground)[:3], strict=True)
    return tuple(share * one + (1 - share) * other for one, other in pairs)


class _Heads:
    """The headings of the columns: upright where they fit side by side, on end where not."""

    def __init__(self, labels: Sequence[str]) -> None:
        column = (plot_width(VERDICTS_SHARE) - 20) / max(len(labels), 1)
        words = [word for label in labels for word in label.split()]
        longest = max((text_width(word, SMALL) for word in words), default=0.0)
        self.labels = [capital(label) for label in labels]
        self.on_end = longest > column + 8
        if self.on_end:
            self.texts = self.labels
            self.height = max((text_width(text, SMALL) for text in self.texts), default=0.0) + 14
        else:
            room = max(column - 4, longest + 1)
            lines = [wrap(label, room, SMALL) for label in self.labels]
            self.texts = ["\n".join(one) for one in lines]
            self.height = max((len(one) for one in lines), default=0) * SMALL * 1.25 + 14

    def write(self, ax: Axes) -> None:
        """Put the headings above the columns, each one unit wide."""
        ax.spines["bottom"].set_visible(False)
        ax.set_xlim(0, max(len(self.texts), 1))
        ax.grid(visible=False)
        ax.xaxis.tick_top()
        ax.set_xticks([place + 0.5 for place in range(len(self.texts))], self.texts)
        ax.tick_params(axis="x", length=0, labelsize=px(SMALL), pad=px(4))
        for label in ax.get_xticklabels():
            label.set(rotation=90 if self.on_end else 0, linespacing=0.95, color=theme().ink)
            label.set(verticalalignment="bottom", horizontalalignment="center")


def _verdicts_title(table: pd.DataFrame) -> str:
    done = table[(table["standing"] != evidence.NOT_CHECKED) & (table["claims"] > 0)]
    if table.empty:
        return "The article asserts nothing that can be checked"
    if done.empty:
        return "No assertion on any topic has been looked up"
    forms = {
        "others differ on": [evidence.CONTRADICTED, evidence.DIFFER],
        "others differ on or refine": [evidence.CONTRADICTED, evidence.DIFFER, evidence.REFINED],
    }
    for words, names in forms.items():
        topics, most, whole = _leading(table, names)
        each = counted(most, "assertion")
        if not most:
            continue
        if len(topics) > 2:
            return capital(f"{words} {each} on each of {counted(len(topics), 'topic')}")
        both = " and ".join([topics[0], *(one.replace("The ", "the ", 1) for one in topics[1:])])
        part = f"{in_words(most)} of {counted(whole, 'assertion')}"
        told = part if len(topics) == 1 else f"{each} in each"
        return f"{both}: {words} {told}, the most on any topic"
    none = f"others differ on no assertion of {counted(table['topic'].nunique(), 'topic')}"
    later = int(table.loc[table["standing"] == evidence.KNOWN_LATER, "claims"].sum())
    verb = "is" if later == 1 else "are"
    told = f"on the day, {none}; {in_words(later)} {verb} known only later" if later else none
    return capital(told)


def _leading(table: pd.DataFrame, names: Sequence[str]) -> tuple[list[str], int, int]:
    """The topics with most claims that stand so: their labels, that number, all claims of theirs."""
    claims = table["claims"].where(table["standing"].isin(names), 0)
    here = claims.groupby(table["topic_label"], sort=False).sum()
    leading = [str(label) for label in here.index[here == here.max()]]
    whole = table.loc[table["topic_label"].isin(leading), "claims"].sum()
    return leading, int(here.max()), int(whole)


def _verdicts_alt(table: pd.DataFrame, parts: Sequence[pd.DataFrame]) -> str:
    if table.empty:
        return "Matrix without a row: the article asserts nothing that can be checked."
    told = []
    for part in parts:
        counts = [f"{row.claims} {row.label}" for row in records(part) if row.claims]
        told.append(f"{part['topic_label'].iloc[0]}: {listed(counts)}")
    start = "Matrix of assertions by topic and standing"
    return sentences(start, _verdicts_title(table), "; ".join(told))
