"""The chart of the speakers: whose word an article rests on, by voice, hedged claims apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes

from helpers.charts import legend, rows, style
from helpers.charts.frame import ChartFigure, chart, frame, px
from helpers.charts.input import by_contract, expect, keys
from helpers.charts.labels import short
from helpers.charts.limits import rows_to_draw
from helpers.charts.sizes import size
from helpers.tables import claims as tables
from helpers.tables import records
from helpers.wording import capital, counted, in_words

# The columns that the tables behind this chart are made from.
READ = "claim_id paragraph paraphrase topic speaker chain voice hedges certainty checkable"
# How many speakers are drawn per voice: the first that has room.
SPEAKERS = (12, 9, 7, 5, 3)
# The share of the width that names take up, and their lines.
SHARE = 0.357
LINES = 3
# From this width in px on, in print, there is room for one more column.
WIDE = 1000
# From so many claims on, a share in per cent says more than the two numbers.
MANY = 10
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
    Raises: ChartError naming table, row and column of what can't be drawn.
    """
    expect(
        by_contract("claims", claims, READ, keys={"speaker": keys(actors, "actor_id")}),
        by_contract("actors", actors, "actor_id name"),
    )
    table = tables.speakers(claims, actors)
    voices = tables.voices(claims)
    limit = rows_to_draw(SPEAKERS, lambda most: rows.height(_slots(table, voices, most), extra=28))
    bars, slots = _bars(table, voices, limit), _slots(table, voices, limit)
    fig, ax = frame(
        "claims-speakers",
        _speakers_title(voices, len(claims)),
        _speakers_subtitle(table, limit),
        source,
        rows=table,
        alt=_speakers_alt(table, voices),
        height=rows.height(slots, extra=28),
    )
    rows.write(ax, slots)
    most = max((bar.claims for bar in bars), default=1)
    ax.set_xlim(0, most * (1.42 if _wide() else 1.28))
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)
    for slot, bar in zip(rows.rows(slots), bars, strict=True):
        _bar(ax, slot.at, bar, most)
    if _wide():
        _first_places(ax, slots, bars)
    looks = style.GROUPS["hedged"].values()
    entries = [legend.area(look.label, look.colour, look.hatch) for look in looks]
    legend.place(ax, entries if bars else [])
    return fig


@dataclass(frozen=True)
class _Bar:
    """One bar: whose claims, in which voice, how many, how many hedged, and the first of them.

    first is the paragraph in which that stands, None for several speakers.
    """

    name: str
    voice: str
    claims: int
    hedged: int
    first: int | None


def _bars(table: pd.DataFrame, voices: pd.DataFrame, most: int) -> list[_Bar]:
    """The bars from the top: the largest voice first, the rest of one beyond the most as one."""
    order = voices.sort_values("claims", ascending=False, kind="stable")["voice"]
    return [bar for voice in order for bar in _of_voice(table[table["voice"] == voice], most)]


def _of_voice(table: pd.DataFrame, most: int) -> list[_Bar]:
    bars = [
        _Bar(
            str(row.speaker_name),
            str(row.voice),
            int(row.claims),
            int(row.hedged),
            int(row.first),
        )
        for row in records(table)
    ]
    if len(bars) <= most:
        return bars
    kept, rest = bars[: most - 1], bars[most - 1 :]
    name = f"{capital(in_words(len(rest)))} more speakers"
    claims, hedged = sum(bar.claims for bar in rest), sum(bar.hedged for bar in rest)
    return [*kept, _Bar(name, rest[0].voice, claims, hedged, None)]


def _slots(table: pd.DataFrame, voices: pd.DataFrame, most: int) -> list[rows.Slot]:
    """Where the bars lie, under the voices."""
    bars = _bars(table, voices, most)
    room = 0.9 * size().inner * (1 if size().narrow else SHARE)
    groups = {
        bar.voice: [
            " ".join(short(one.name, room, style.LABEL, lines=LINES))
            for one in bars
            if one.voice == bar.voice
        ]
        for bar in bars
    }
    counts = dict(zip(voices["voice"], voices["claims"], strict=True))
    headings = {
        voice: f"{VOICES[voice]}: {counted(int(counts[voice]), 'claim')}" for voice in groups
    }
    return rows.stack([(headings[voice], names) for voice, names in groups.items()], share=SHARE)


def _wide() -> bool:
    return size().width >= WIDE and size().press


def _first_places(ax: Axes, slots: Sequence[rows.Slot], bars: Sequence[_Bar]) -> None:
    """A column at the right, where there is room: the paragraph in which each is first heard."""
    told = [(slots[0].at, "first stands in")] if slots else []
    told += [
        (slot.at, f"paragraph {bar.first}")
        for slot, bar in zip(rows.rows(slots), bars, strict=True)
        if bar.first is not None
    ]
    for at, text in told:
        ax.text(
            1,
            at,
            text,
            transform=ax.get_yaxis_transform(),
            fontsize=px(style.TICK),
            color=style.theme().muted,
            horizontalalignment="right",
            verticalalignment="center",
        )


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


def _speakers_subtitle(table: pd.DataFrame, most: int) -> str:
    text = "Number of claims by the first who says them; hedged: with a word that weakens the claim"
    many = bool(len(table)) and int(table["voice"].value_counts().max()) > most
    return f"{text}. Those with the fewest claims in a voice are one bar" if many else text


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
    return (
        f"Bar chart of claims by speaker. {_speakers_title(voices, int(table['claims'].sum()))}:"
        f" {'; '.join(parts)}. Most claims: {', '.join(top)}."
    )


def _none(number: int) -> str:
    return in_words(number) if number else "none"
