"""The chart of who has a voice in the article, and who is only spoken of."""

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes

from helpers.charts import legend, row_chart, style
from helpers.charts.expected import by_contract, expect, keys
from helpers.charts.figure import ChartFigure, chart, frame
from helpers.charts.measured_text import short
from helpers.charts.row_chart import Row
from helpers.charts.sizes import px, rows_to_draw, size
from helpers.story.credits import Sources
from helpers.topics.actors import tables
from helpers.values.english import capital, counted, in_words, listed

# How many actors are drawn with a voice, and as many without: the first number that has room.
MOST = (10, 8, 6, 4, 3)
SHARE = 0.39
ALT = 8
THROUGH = "heard only through others"
VOICE, NONE = "Has a voice", "Only spoken of, quoted in none"


@chart
def draw_voices(
    actors: pd.DataFrame, claims: pd.DataFrame, mentions: pd.DataFrame, *, source: str | Sources
) -> ChartFigure:
    """Who has a voice, with how many assertions, and who is spoken of and never heard.

    Whoever is heard only through others, as a group is through its spokesperson, is in neither
    part; the rows have them.

    Input: actors, claims, mentions (contract); the source line.
    Output: the figure actors-voices; its rows are those of `tables.actors.voices`.
    Raises: ChartError naming table, row and column of what can't be drawn.
    """
    known = keys(actors, "actor_id")
    expect(
        by_contract("actors", actors, "actor_id name kind part_of"),
        by_contract(
            "claims",
            claims,
            "claim_id paragraph start end content speaker chain voice hedges",
            keys={"speaker": known, "chain": known},
        ),
        by_contract("mentions", mentions, "actor_id paragraph start end", keys={"actor_id": known}),
    )
    table = tables.voices(actors, claims, mentions)
    heard, silent = table[table["heard"] == "self"], table[table["heard"] == "none"]
    most = rows_to_draw(MOST, lambda most: row_chart.height(_slots(heard, silent, most), extra=34))
    slots = _slots(heard, silent, most)
    fig, ax = frame(
        "actors-voices",
        _title(heard, silent),
        "Assertions of news, beside those in the outlet's own voice: how many each one is the"
        " source of, and how many are about those who are the source of none"
        f"{_left_out(table, most)}",
        source,
        rows=table,
        alt=_alt(heard, silent),
        height=row_chart.height(slots, extra=34),
    )
    row_chart.write(ax, slots)
    drawn = pd.concat([heard.head(most), silent.head(most)])
    numbers = [int(row["says"] or row["spoken_of"]) for row in drawn.to_dict("records")]
    ax.set_xlim(0, max(numbers, default=1) * (1.5 if size().narrow else 1.42))
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)
    for slot, row in zip(row_chart.rows(slots), drawn.to_dict("records"), strict=True):
        _bar(ax, slot.at, row)
    legend.place(ax, _key(drawn))
    return fig


def _slots(heard: pd.DataFrame, silent: pd.DataFrame, most: int) -> list[row_chart.Slot]:
    """Where the bars lie, those with a voice above those without."""
    room = 0.9 * size().inner * (1 if size().narrow else SHARE)
    groups = [
        (
            heading,
            [
                " ".join(short(_name(row), room, style.LABEL, lines=2))
                for row in part.head(most).to_dict("records")
            ],
        )
        for heading, part in ((VOICE, heard), (NONE, silent))
        if len(part)
    ]
    return row_chart.stack(groups, share=SHARE)


def _name(row: Row) -> str:
    """The name, and for somebody who speaks for a body with another name, that."""
    name = str(row["name"])
    body: str = "" if pd.isna(row["of"]) else str(row["of"])
    speaks = str(row["heard"]) == "self" and str(row["kind"]) == "person"
    return f"{name} ({body})" if body and speaks and body.split()[0] not in name else name


def _look(row: Row) -> style.Look:
    kind = "outlet" if row["heard"] == "none" else "named"
    return style.look("voiced", "unnamed" if str(row["kind"]) == "unnamed" else kind)


def _bar(ax: Axes, at: float, row: Row) -> None:
    """One actor: a full bar for what they say, a hollow one for what is said of them."""
    number, look = int(row["says"] or row["spoken_of"]), _look(row)
    silent = row["heard"] == "none"
    ax.barh(
        at,
        number,
        height=0.56,
        facecolor=style.theme().ground if silent else look.colour,
        edgecolor=look.colour if silent else style.theme().ground,
        hatch="" if silent else look.hatch if str(row["kind"]) == "unnamed" else "",
        linewidth=px(1.4) if silent else 0,
        zorder=3,
    )
    ax.annotate(
        _words(row),
        (number, at),
        (px(6), 0),
        textcoords="offset points",
        fontsize=px(style.TICK),
        verticalalignment="center",
        annotation_clip=False,
    ).set_in_layout(False)


def _words(row: Row) -> str:
    if row["heard"] == "none":
        return f"in {int(row['spoken_of'])}"
    says, quoted = int(row["says"]), int(row["quoted"])
    if not quoted:
        return f"{says}"
    return f"{says}, quoted" if quoted == says else f"{says}, {quoted} quoted"


def _key(drawn: pd.DataFrame) -> list[Artist]:
    """The key to the looks that occur, if there are two or more."""
    named = drawn["kind"].astype("string") != "unnamed"
    itself = drawn["heard"] == "self"
    entries: list[Artist] = []
    if (itself & named).any():
        entries.append(legend.area("source with a name", style.look("voiced", "named").colour))
    if (itself & ~named).any():
        look = style.look("voiced", "unnamed")
        entries.append(legend.area("source without a name", look.colour, look.hatch))
    if (~itself).any():
        entries.append(legend.frame("spoken of", style.look("voiced", "outlet").colour))
    return entries if len(entries) > 1 else []


def _left_out(table: pd.DataFrame, most: int) -> str:
    """How many of each part are not drawn."""
    parts = (("self", most, "with a voice"), ("none", most, "without"), ("through", 0, THROUGH))
    rest = [
        f"{in_words(number)} {'more ' if kept else ''}{words}"
        for heard, kept, words in parts
        if (number := int((table["heard"] == heard).sum()) - kept) > 0
    ]
    return f". Not drawn: {listed(rest)}" if rest else ""


def _title(heard: pd.DataFrame, silent: pd.DataFrame) -> str:
    if heard.empty and silent.empty:
        return "Nobody has a voice in the article, and it speaks of nobody"
    if silent.empty:
        return "Everybody whom the article speaks of has a voice in it"
    most = int(silent["spoken_of"].iloc[0])
    names = [str(name) for name in silent.loc[silent["spoken_of"] == most, "name"]]
    if len(names) > 3:
        return f"{capital(counted(len(silent), 'actor'))} are spoken of and never heard"
    return f"Spoken of in {counted(most, 'assertion')}, quoted in none: {listed(names)}"


def _alt(heard: pd.DataFrame, silent: pd.DataFrame) -> str:
    if heard.empty and silent.empty:
        return "Bar chart without a bar: nobody speaks and nobody is spoken of."
    text = f"Bar chart of who has a voice in the article. {_title(heard, silent)}."
    parts = (
        (heard, "source of an assertion beside the outlet", "says"),
        (silent, "only spoken of", "spoken_of"),
    )
    for part, words, column in parts:
        number = counted(len(part), "actor")
        names = [f"{row['name']} ({int(row[column])})" for row in part.head(ALT).to_dict("records")]
        more = [f"{in_words(len(part) - ALT)} more"] if len(part) > ALT else []
        verb = "is" if len(part) == 1 else "are"
        told = f": {listed([*names, *more])}" if names else ""
        text += f" {capital(number)} {verb} {words}{told}."
    return text
