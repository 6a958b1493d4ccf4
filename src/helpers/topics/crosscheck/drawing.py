"""Charts of the cross-check: how the claims stand, over all and topic by topic."""

from collections.abc import Iterable, Sequence

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.colors import to_rgba
from matplotlib.patches import Patch, Rectangle

from helpers.charts import legend, row_chart
from helpers.charts.expected import Given, expect
from helpers.charts.figure import ChartFigure, chart, frame
from helpers.charts.measured_text import text_width, wrap
from helpers.charts.row_chart import Row
from helpers.charts.sizes import px, size
from helpers.charts.style import GROUPS, SMALL, TICK, look, theme
from helpers.story.credits import Sources
from helpers.story.evidence import CONTRADICTED, DIFFER, IN_PART, NOT_CHECKED, REFINED, UPHELD
from helpers.values.english import capital, counted, in_words, listed

SHARE = 0.27
"""Share of the width for the names of topics, where they stand beside the cells."""

NAMES = 0.2
"""Share of the width for the names of standings."""

SQUARE = 19.0
"""The most px from one square to the next: few claims make a short row, not wide bars."""

PALEST, DARKEST = 0.10, 0.38
"""How much of its colour a cell with one claim has, and one with the most: dark ink stays readable."""

SIDE = "by parties to the matter alone"


@chart
def draw_standing(table: pd.DataFrame, *, source: str | Sources) -> ChartFigure:
    """How the checkable claims stand: a block for each claim, a row for each standing.

    Input: the output of tables.crosscheck.scoreboard; the source line.
    Output: the figure crosscheck-standing; its rows are the standings under which a claim counts.
    Raises: ChartError naming table, row and column of what can't be drawn.
    """
    counts = ("claims", "by_parties")
    expect(
        Given(
            "standings",
            table,
            ("standing", "label", *counts),
            unique=("standing",),
            known={"standing": GROUPS["standing"]},
        )
    )
    held = table[table["claims"] > 0].reset_index(drop=True)
    slots = row_chart.stack([("", [capital(str(label)) for label in held["label"]])], share=NAMES)
    key = legend.lines(_entries(held))
    fig, ax = frame(
        "crosscheck-standing",
        standing_title(held),
        "Each block is one assertion, by how far other sources bear it out",
        source,
        rows=held,
        alt=_standing_alt(held),
        height=row_chart.height(slots, extra=8 + 24 * key),
    )
    row_chart.write(ax, slots)
    most = max((int(count) for count in held["claims"]), default=1)
    room = size().inner * (1 if size().narrow else 1 - NAMES)
    ax.set_xlim(0, max(most * 1.04 + 3, room / SQUARE))
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)
    for slot, row in zip(row_chart.rows(slots), held.to_dict("records"), strict=True):
        _squares(ax, slot.at, row)
    legend.place(ax, _entries(held))
    return fig


def _entries(held: pd.DataFrame) -> list[Artist]:
    """The key to what is drawn: nothing for squares that are all alike."""
    ink, ground = theme().muted, theme().ground
    looks = {
        "by_parties": Patch(facecolor=ground, edgecolor=ink, linewidth=px(1.6), label=SIDE),
    }
    return [entry for name, entry in looks.items() if held[name].sum()]


def _squares(ax: Axes, at: float, row: Row) -> None:
    """The claims of one standing, side by side; hollow where parties alone speak."""
    one, ground = look("standing", str(row["standing"])), theme().ground
    number, side = int(row["claims"]), int(row["by_parties"])
    for place in range(number):
        hollow = place >= number - side
        ax.add_patch(
            Rectangle(
                (place + 0.1, at - 0.29),
                0.8,
                0.58,
                facecolor=ground if hollow else one.colour,
                edgecolor=one.colour if hollow else ground,
                linewidth=px(1.6) if hollow else 0,
                zorder=3,
            )
        )
    ax.annotate(
        f"{number}",
        (number, at),
        (px(6), 0),
        textcoords="offset points",
        fontsize=px(TICK),
        fontweight="bold",
        verticalalignment="center",
        annotation_clip=False,
    ).set_in_layout(False)


def _numbers(table: pd.DataFrame) -> dict[str, int]:
    return {
        str(name): int(count)
        for name, count in zip(table["standing"], table["claims"], strict=True)
    }


def standing_title(held: pd.DataFrame) -> str:
    """How many assertions are borne out, contradicted and not checked, and where accounts differ.

    Input: rows of tables.crosscheck.scoreboard with a claim.
    """
    numbers = _numbers(held)
    total = sum(numbers.values())
    if not total:
        return "The article asserts nothing that can be checked"
    if total == numbers.get(NOT_CHECKED, 0):
        return f"None of {counted(total, 'assertion')} that can be checked has been looked up"
    if total == 1:
        return f"The one assertion that can be checked: {held['label'].iloc[0]}"
    upheld = sum(numbers.get(key, 0) for key in (UPHELD, IN_PART))
    forms = (
        (upheld, "{} {is_} borne out at least in part"),
        (numbers.get(CONTRADICTED, 0), "{} {is_} contradicted"),
        (numbers.get(NOT_CHECKED, 0), "{} {is_} not checked"),
    )
    told = [
        form.format(in_words(number), is_="is" if number == 1 else "are")
        for number, form in forms
        if number
    ]
    differ = numbers.get(DIFFER, 0)
    if not told and not differ:
        return capital(f"{counted(total, 'assertion')} can be checked; none is settled")
    parts = [
        *([listed(told)] if told else []),
        *([f"accounts differ on {in_words(differ)}"] if differ else []),
    ]
    return f"Of {in_words(total)} assertions that can be checked, {'; '.join(parts)}"


def _standing_alt(held: pd.DataFrame) -> str:
    if held.empty:
        return "Chart without a mark: the article asserts nothing that can be checked."
    parts = [_told(row) for row in held.to_dict("records")]
    return f"Chart with one block for each assertion. {standing_title(held)}. {'; '.join(parts)}."


def _told(row: Row) -> str:
    count = int(row["by_parties"])
    aside = f" ({in_words(count)} {SIDE})" if count else ""
    return f"{capital(str(row['label']))}: {int(row['claims'])}{aside}"


@chart
def draw_verdicts(table: pd.DataFrame, *, source: str | Sources) -> ChartFigure:
    """How the checkable claims of each topic stand, as counts: topics down, standings across.

    Input: the output of tables.crosscheck.matrix; the source line.
    Output: the figure crosscheck-verdicts; its rows are the table.
    Raises: ChartError naming table, row and column of what can't be drawn.
    """
    expect(
        Given(
            "standings by topic",
            table,
            ("topic", "topic_label", "standing", "label", "claims"),
            unique=("topic", "standing"),
            known={"standing": GROUPS["standing"]},
        )
    )
    topics = list(dict.fromkeys(table["topic"]))
    parts = [table[table["topic"] == topic] for topic in topics]
    names = [f"{part['topic_label'].iloc[0]}, {int(part['claims'].sum())}" for part in parts]
    labels = list(dict.fromkeys(table["label"]))
    slots = row_chart.stack([("", names)], share=SHARE)
    heads = _Heads(labels)
    fig, ax = frame(
        "crosscheck-verdicts",
        _verdicts_title(table),
        "Assertions that can be checked, by topic (with their number) and by how they stand; each"
        " counts once",
        source,
        rows=table,
        alt=_verdicts_alt(table),
        height=row_chart.height(slots, extra=heads.height),
    )
    row_chart.write(ax, slots)
    ax.spines["bottom"].set_visible(False)
    ax.set_xlim(0, max(len(labels), 1))
    ax.grid(visible=False)
    heads.write(ax)
    most = max((int(count) for count in table["claims"]), default=1)
    for slot, part in zip(row_chart.rows(slots), parts, strict=True):
        for place, row in enumerate(part.to_dict("records")):
            _cell(ax, place, slot.at, row, most)
    return fig


def _cell(ax: Axes, place: int, at: float, row: Row, most: int) -> None:
    """One count; the more claims, the darker its ground."""
    count, now = int(row["claims"]), theme()
    if count:
        depth = PALEST + (DARKEST - PALEST) * (count - 1) / max(most - 1, 1)
        colour = look("standing", str(row["standing"])).colour
        box = (place + 0.04, at - 0.41)
        ax.add_patch(
            Rectangle(box, 0.92, 0.82, facecolor=_mixed(colour, now.ground, depth), linewidth=0)
        )
    ax.text(
        place + 0.5,
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
        now = size()
        across = now.inner * (1 if now.narrow else 1 - SHARE) - 20
        column = across / max(len(labels), 1)
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
        """Put the headings above the columns."""
        ax.xaxis.tick_top()
        ax.set_xticks([place + 0.5 for place in range(len(self.texts))], self.texts)
        ax.tick_params(axis="x", length=0, labelsize=px(SMALL), pad=px(4))
        for label in ax.get_xticklabels():
            label.set(rotation=90 if self.on_end else 0, linespacing=0.95, color=theme().ink)
            label.set(verticalalignment="bottom", horizontalalignment="center")


def _verdicts_title(table: pd.DataFrame) -> str:
    done = table[(table["standing"] != NOT_CHECKED) & (table["claims"] > 0)]
    if table.empty:
        return "The article asserts nothing that can be checked"
    if done.empty:
        return "No assertion on any topic has been looked up"
    forms: tuple[tuple[str, tuple[str, ...]], ...] = (
        ("others differ on", (CONTRADICTED, DIFFER)),
        ("others differ on or refine", (CONTRADICTED, DIFFER, REFINED)),
    )
    for words, names in forms:
        topics, most, whole = _leading(table, names)
        if most and len(topics) == 1:
            start = f"{topics[0]}: {words} {in_words(most)} of {counted(whole, 'assertion')}"
            return f"{start}, the most on any topic"
        if most and len(topics) == 2:
            each = counted(most, "assertion")
            both = f"{topics[0]} and {topics[1].replace('The ', 'the ', 1)}"
            return f"{both}: {words} {each} in each, the most on any topic"
        if most:
            return capital(
                f"{words} {counted(most, 'assertion')} on each of {counted(len(topics), 'topic')}"
            )
    return f"Others differ on no assertion of {counted(table['topic'].nunique(), 'topic')}"


def _leading(table: pd.DataFrame, names: Iterable[str]) -> tuple[list[str], int, int]:
    """The topics with most claims that stand so: their labels, that number, all claims of theirs."""
    here = (
        table[table["standing"].isin(list(names))]
        .groupby("topic_label", sort=False)["claims"]
        .sum()
    )
    if here.empty:
        return [], 0, 0
    labels = [str(label) for label in here.index[here == here.max()]]
    return (
        labels,
        int(here.max()),
        int(table.loc[table["topic_label"].isin(labels), "claims"].sum()),
    )


def _verdicts_alt(table: pd.DataFrame) -> str:
    if table.empty:
        return "Matrix without a row: the article asserts nothing that can be checked."
    parts = []
    for topic in dict.fromkeys(table["topic"]):
        part = table[table["topic"] == topic]
        told = [
            f"{row['claims']} {row['label']}" for row in part.to_dict("records") if row["claims"]
        ]
        parts.append(f"{part['topic_label'].iloc[0]}: {listed(told)}")
    return (
        f"Matrix of assertions by topic and standing. {_verdicts_title(table)}. {'; '.join(parts)}."
    )
