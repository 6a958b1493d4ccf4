"""The chart of how the claims stand: a block for each claim, a row for each standing."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from helpers.charts import legend
from helpers.charts.expected import Given, expect
from helpers.charts.figure import ChartFigure, chart
from helpers.charts.row_chart import Row, beside, plot_width, row_chart, without_axis
from helpers.charts.sizes import px
from helpers.charts.style import GROUPS, look, theme
from helpers.story.credits import Sources
from helpers.story.evidence import CONTRADICTED, DIFFER, IN_PART, NOT_CHECKED, UPHELD
from helpers.values.english import capital, counted, in_words, listed, sentences
from helpers.values.records import records

SHARE = 0.2
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
        alt=_alt(held),
        table=held,
        axis=lambda ax: without_axis(ax, max(most * 1.04 + 3, plot_width(SHARE) / SQUARE)),
        key=lambda ax: legend.place(ax, entries),
        extra=8 + 24 * legend.lines(entries),
        share=SHARE,
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
    if total == numbers.get(NOT_CHECKED, 0):
        return f"None of {counted(total, 'assertion')} that can be checked has been looked up"
    if total == 1:
        return f"The one assertion that can be checked: {held['label'].iloc[0]}"
    forms = (
        ((UPHELD, IN_PART), "borne out at least in part"),
        ((CONTRADICTED,), "contradicted"),
        ((NOT_CHECKED,), "not checked"),
    )
    told = [
        f"{in_words(number)} {'is' if number == 1 else 'are'} {words}"
        for names, words in forms
        if (number := sum(numbers.get(name, 0) for name in names))
    ]
    differ = numbers.get(DIFFER, 0)
    parts = [listed(told), f"accounts differ on {in_words(differ)}" if differ else ""]
    if not any(parts):
        return capital(f"{counted(total, 'assertion')} can be checked; none is settled")
    return f"Of {in_words(total)} assertions that can be checked, {'; '.join(filter(None, parts))}"


def _alt(held: pd.DataFrame) -> str:
    if held.empty:
        return "Chart without a mark: the article asserts nothing that can be checked."
    told = "; ".join(_told(row) for row in records(held))
    return sentences("Chart with one block for each assertion", standing_title(held), told)


def _told(row: Any) -> str:
    count = int(row.by_parties)
    aside = f" ({in_words(count)} {SIDE})" if count else ""
    return f"{capital(str(row.label))}: {int(row.claims)}{aside}"
