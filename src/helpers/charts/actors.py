"""Charts of the actors: where in the article each one stands, and who is tied to whom."""

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from helpers.charts import legend, network, rows, style
from helpers.charts.frame import ChartFigure, chart, frame, px
from helpers.charts.input import by_contract, expect, keys
from helpers.charts.sizes import SIZES, size
from helpers.tables import actors as tables
from helpers.tables import reading_order, records
from helpers.wording import capital, counted, in_words, listed

STRIPS = 15
WIDE = SIZES["web"].inner
NODES = 16
# An article of so many paragraphs or fewer has a number at each, a longer one at every fifth.
EVERY = 20
NAMED = style.Look("navy", "o", style.SOLID, "", "by name")
DESCRIBED = style.Look("ochre", "s", style.DASHED, "", "by description")
FRONT = ("headline", "standfirst")


@chart
def presence(
    actors: pd.DataFrame,
    mentions: pd.DataFrame,
    paragraphs: pd.DataFrame,
    *,
    source: str,
    limit: int = STRIPS,
) -> ChartFigure:
    """One strip per actor along the reading order, a mark for each mention.

    Input: actors, mentions, paragraphs (contract); the source line; how many actors to draw, the
    most mentioned first. x is characters read since the beginning, paragraphs to scale.
    Output: the figure; its rows are those of `tables.actors.strips`.
    Raises: ChartError naming table, row and column of what can't be drawn.
    """
    expect(
        by_contract("actors", actors, "actor_id name kind"),
        by_contract(
            "mentions",
            mentions,
            "actor_id paragraph start end form",
            keys={"actor_id": keys(actors, "actor_id")},
        ),
        by_contract("paragraphs", paragraphs, "paragraph kind length"),
    )
    everyone = tables.presence(actors, mentions, paragraphs)
    everyone = everyone[everyone["mentions"] > 0]
    table = tables.strips(actors, mentions, paragraphs, limit)
    shown = everyone.head(limit)
    slots = rows.stack([("", list(shown["name"]))], share=0.316)
    fig, ax = frame(
        "actors-presence",
        _presence_title(everyone),
        _presence_subtitle(everyone, len(shown)),
        source,
        rows=table,
        alt=_presence_alt(shown, everyone, paragraphs),
        height=rows.height(slots, extra=64),
    )
    _reading_axis(ax, paragraphs)
    rows.write(ax, slots)
    at = [slot.at for slot in rows.rows(slots)]
    for y, actor in zip(at, records(shown), strict=True):
        _strip(ax, y, table[table["actor_id"] == actor.actor_id])
        ax.annotate(
            str(actor.mentions),
            (1, y),
            xycoords=ax.get_yaxis_transform(),
            xytext=(px(8), 0),
            textcoords="offset points",
            verticalalignment="center",
            fontsize=px(style.LABEL),
        )
    entries = [
        legend.mark(NAMED.label, NAMED.colour, NAMED.marker),
        legend.mark(DESCRIBED.label, DESCRIBED.colour, DESCRIBED.marker, hollow=True),
    ]
    legend.place(ax, entries if len(table) else [])
    return fig


def _strip(ax: Axes, y: float, table: pd.DataFrame) -> None:
    """One actor's line from first to last mention, and its marks."""
    middle = (table["begins"] + table["ends"]).astype("float64") / 2
    named = table["form"].astype("string") == "name"
    ax.plot(
        [middle.min(), middle.max()], [y, y], color=style.theme().grid, linewidth=px(2), zorder=1
    )
    for look, chosen, face in ((DESCRIBED, ~named, style.theme().ground), (NAMED, named, None)):
        ax.plot(
            middle[chosen],
            [y] * int(chosen.sum()),
            linestyle="none",
            marker=look.marker,
            markersize=px(8),
            markerfacecolor=face or look.colour,
            markeredgecolor=look.colour if face else style.theme().ground,
            markeredgewidth=px(1.6 if face else 0.8),
            zorder=3,
        )


def _reading_axis(ax: Axes, paragraphs: pd.DataFrame) -> None:
    """The x axis: characters read, a hairline per paragraph, captions and headlines shaded."""
    order = reading_order.paragraphs_in_order(paragraphs)
    total = max(int(order["length"].sum()), 1)
    ax.set_xlim(-0.012 * total, 1.012 * total)
    ax.grid(visible=False)
    for row in records(order):
        ax.axvline(float(row.begins), color=style.theme().grid, linewidth=px(0.6), zorder=0)
        if row.kind in (*FRONT, "caption"):
            width = float(row.length)
            ax.add_patch(
                Rectangle(
                    (float(row.begins), 0),
                    width,
                    1,
                    transform=ax.get_xaxis_transform(),
                    facecolor=style.theme().grid,
                    alpha=0.6,
                    linewidth=0,
                    zorder=0,
                )
            )
    ticks = _spaced(order, total)
    ax.set_xticks([begins for begins, _ in ticks], [label for _, label in ticks])
    ax.tick_params(axis="x", labelsize=px(style.TICK), length=px(4))
    ax.set_xlabel("paragraph", fontsize=px(style.TICK), color=style.theme().muted, loc="left")
    ax.spines["bottom"].set_visible(False)


def _spaced(order: pd.DataFrame, total: int) -> list[tuple[float, str]]:
    """The beginnings of paragraphs that leave room for a number each."""
    kept: list[tuple[float, str]] = []
    for row in records(order):
        begins = float(row.begins)
        wanted = not kept or len(order) <= EVERY or int(row.paragraph) % 5 == 0
        if wanted and (not kept or begins - kept[-1][0] > total * 0.045):
            kept.append((begins, str(row.paragraph)))
    return kept


def _presence_title(everyone: pd.DataFrame) -> str:
    if everyone.empty:
        return "The article mentions nobody"
    if len(everyone) == 1:
        return f"Only {everyone['name'].iloc[0]} is mentioned"
    top, total = everyone.iloc[0], int(everyone["mentions"].sum())
    if top["mentions"] == everyone["mentions"].iloc[1]:
        return f"{counted(len(everyone), 'actor')} mentioned, none of them more than all others".capitalize()
    share = round(100 * int(top["mentions"]) / total)
    if len(everyone) > 3:
        share = round(100 * int(everyone["mentions"].head(2).sum()) / total)
        return f"{listed(list(everyone['name'].head(2)))} take {share} per cent of all mentions"
    return f"{top['name']} takes {share} per cent of all mentions"


def _presence_subtitle(everyone: pd.DataFrame, shown: int) -> str:
    text = (
        "Mentions of each actor along the reading order, paragraphs to scale; headline, standfirst"
        " and captions shaded; number of mentions at the right"
    )
    rest = everyone.iloc[shown:]
    if len(rest):
        number = int(rest["mentions"].sum())
        text += (
            f". {capital(counted(len(rest), 'more actor'))}, with {counted(number, 'mention')},"
            f" {'is' if len(rest) == 1 else 'are'} not drawn"
        )
    return text


def _presence_alt(shown: pd.DataFrame, everyone: pd.DataFrame, paragraphs: pd.DataFrame) -> str:
    number = len(reading_order.paragraphs_in_order(paragraphs))
    text = (
        f"Strip chart of the mentions of {in_words(len(shown))} of {counted(len(everyone), 'actor')}"
        f" along {counted(number, 'paragraph')}. "
    )
    parts = [
        f"{row.name}: {counted(int(row.mentions), 'mention')}, {_by_name(int(row.by_name))},"
        f" {_stretch(int(row.first), int(row.last))}"
        for row in records(shown.head(8))
    ]
    return text + ("; ".join(parts) + "." if parts else "No actor is mentioned.")


def _by_name(number: int) -> str:
    return f"{in_words(number)} by name" if number else "none by name"


def _stretch(first: int, last: int) -> str:
    return f"paragraph {first}" if first == last else f"paragraphs {first} to {last}"


@chart
def ties(
    relations: pd.DataFrame, actors: pd.DataFrame, *, source: str, limit: int = NODES
) -> ChartFigure:
    """The network of cooperation and conflict among the actors that have most such ties.

    Firm ties are solid, reported ones dashed, contested, denied and rejected ones dotted with a
    mark; arrows where a tie goes one way. Positions come from a seeded layout, refined until no
    name covers another.

    Input: relations, actors (contract); the source line; how many actors to draw at most.
    Output: the figure; its rows are those of `tables.actors.bonds` that are drawn.
    Raises: ChartError naming table, row and column of what can't be drawn.
    """
    known = keys(actors, "actor_id")
    expect(
        by_contract(
            "relations",
            relations,
            "relation_id paragraph start source target kind status when claim_id",
            keys={"source": known, "target": known},
        ),
        by_contract("actors", actors, "actor_id name"),
    )
    bonds = tables.bonds(relations, actors)
    bonds = bonds[bonds["family"].isin(tables.PULLING)]
    table = tables.core(bonds, limit)
    names = dict(zip(actors["actor_id"], actors["name"], strict=True))
    nodes = sorted({*table["first"], *table["second"]})
    # A narrow plot is higher, though not by as much as it is narrower: lines would grow too long.
    height = max((130.0 + 27.0 * len(nodes)) * (WIDE / size().inner) ** 0.55, 200.0)
    fig, ax = frame(
        "actors-ties",
        _ties_title(tables.torn(relations, actors), table),
        _ties_subtitle(bonds, table, len(nodes)),
        source,
        rows=table,
        alt=_ties_alt(table),
        height=height,
        least=0.8 * height,
    )
    drawn = [
        network.Bond(
            str(row.first),
            str(row.second),
            str(row.family),
            str(row.status),
            str(row.firmness),
            int(row.ties),
            str(row.towards),
        )
        for row in records(table)
    ]
    network.draw(ax, {node: names.get(node, node) for node in nodes}, drawn, height=fig.plot)
    return fig


def _ties_title(torn: pd.DataFrame, table: pd.DataFrame) -> str:
    if table.empty:
        return "No ties of cooperation or conflict"
    both = torn[torn["both_ways"]]
    if len(both):
        top = both.iloc[0]
        return (
            f"{top['first_name']} and {top['second_name']}:"
            f" {counted(int(top['cooperation']), 'tie')} of cooperation,"
            f" {in_words(int(top['conflict']))} of conflict"
        )
    number = int(table["ties"].sum())
    hostile = int(table.loc[table["family"] == "conflict", "ties"].sum())
    return f"{counted(number, 'tie')} between them, {in_words(hostile)} of conflict".capitalize()


def _ties_subtitle(bonds: pd.DataFrame, table: pd.DataFrame, nodes: int) -> str:
    total, here = int(bonds["ties"].sum()), int(table["ties"].sum())
    text = f"Ties of cooperation and conflict among {counted(nodes, 'actor')}, as the article puts them"
    if here < total:
        text += f"; {in_words(here)} of {in_words(total)} such ties, those among the most connected"
    return f"{text}. Thick lines: several ties; arrows: from whom to whom"


def _ties_alt(table: pd.DataFrame) -> str:
    if table.empty:
        return "Network without a tie."
    counts = table.groupby("firmness")["ties"].sum()
    kinds = {
        "firm": "put as fact",
        "reported": "reported",
        "disputed": "contested, denied or rejected",
    }
    put = [
        f"{in_words(int(counts[name]))} {words}" for name, words in kinds.items() if name in counts
    ]
    strongest = table.sort_values("ties", ascending=False, kind="stable").head(8)
    lines = [
        f"{row.first_name} and {row.second_name}: {counted(int(row.ties), 'tie')} of {row.family},"
        f" {row.status}"
        for row in records(strongest)
    ]
    names: Sequence[str] = sorted({*table["first_name"], *table["second_name"]})
    return (
        f"Network of {counted(len(names), 'actor')} and {counted(int(table['ties'].sum()), 'tie')}:"
        f" {listed(put)}. {'; '.join(lines)}."
    )
