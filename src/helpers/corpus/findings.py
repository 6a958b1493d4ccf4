"""What the answers of a corpus say, each in a sentence: the title of its chart."""

from collections.abc import Callable, Mapping
from functools import partial

import pandas as pd

from helpers.corpus.corpus import Corpus
from helpers.topics.casualties.tables import without_limits
from helpers.topics.finding import Finding
from helpers.values.english import capital, counted, in_words, listed
from helpers.values.quantity_columns import toll

_OVER_ALL = frozenset({"bounds", "hedges", "verdicts", "voices"})
"""Questions whose sentence rests on all rows of the answer; that of others rests on the first."""

NOT_LOOKED_UP = "Nobody has held these stories against other sources yet"

TIED = 2
"""So many that share the first place are named; more are counted."""


def finding(name: str, answer: pd.DataFrame, stories: int) -> Finding:
    """What an answer says, in one sentence.

    Input: the name of the question; its answer; the number of stories that were asked.
    """
    tell, nothing = _SENTENCES[name]
    text = tell(answer, stories) if len(answer) else nothing
    bearing = answer["rows"] if name in _OVER_ALL else answer["rows"].head(1)
    return Finding(f"{text}.", tuple(row for ids in bearing.dropna() for row in ids))


def in_short(corpus: Corpus, *names: str) -> list[Finding]:
    """What the answers to some questions say, with the outlets of the stories that were asked."""
    asked = [finding(name, corpus.ask(name), len(corpus.stories)) for name in names]
    return [Finding(one.text, one.rows, listed(outlets(corpus))) for one in asked]


def how_many(corpus: Corpus) -> list[Finding]:
    """How many stories were asked, of how many outlets and years, and which were left out."""
    stories = corpus.query("SELECT story, outlet, year(published) AS year FROM stories")
    years = sorted(set(stories["year"]))
    span = f"{years[0]}" if len(years) < 2 else f"{years[0]} to {years[-1]}"
    count = counted(len(stories), "story", "stories")
    of = counted(stories["outlet"].nunique(), "outlet")
    found = [Finding(f"{capital(count)} of {of}, {span}.", tuple(stories["story"]))]
    if corpus.left_out:
        left = counted(len(corpus.left_out), "story", "stories")
        verb = "does" if len(corpus.left_out) == 1 else "do"
        told = f"{capital(left)} {verb} not pass the check and can't be asked."
        found.append(Finding(told, tuple(corpus.left_out)))
    return found


def outlets(corpus: Corpus) -> tuple[str, ...]:
    """The outlets of the stories, those with most stories first."""
    rows = corpus.query("SELECT outlet FROM stories GROUP BY outlet ORDER BY count(*) DESC, outlet")
    return tuple(rows["outlet"])


# ------------------------------------------------------------------------------ the sentences


def _first(answer: pd.DataFrame) -> tuple[str, int]:
    """Who stands first, by name, with those that share the place; and how many they are."""
    keys = ["stories", "best"]
    top = answer[(answer[keys] == answer[keys].iloc[0]).all(axis=1)]["label"].tolist()
    named = [_within(str(name)) for name in top[:TIED]]
    more = [f"{in_words(len(top) - TIED)} more"] if len(top) > TIED else []
    return listed([*named, *more]), len(top)


def _within(name: str) -> str:
    """A name inside a sentence: of a source without one, how it is described, as a quotation."""
    return f"“u{name[1:]}”" if name.startswith("Unnamed ") else name


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{in_words(count)} times")


def _most(answer: pd.DataFrame, stories: int, nobody: str) -> str:
    """From whom assertions come in most stories."""
    names, count = _first(answer)
    first = answer.iloc[0]
    each = " each" if count > 1 else ""
    if first["stories"] > 1:
        where = f"{in_words(int(first['stories']))} of {in_words(stories)} stories{each}"
        return f"Assertions in {where} come from {names}, more than from anybody else"
    most = f"the most assertions, {in_words(int(first['best']))}{each},"
    return f"{nobody}; {most} come from {names}"


def _ends(answer: pd.DataFrame, what: str) -> str:
    """The highest and the lowest share, each with its name; and whether it is of one story only."""
    high, low = answer.iloc[answer["best"].argmax()], answer.iloc[answer["best"].argmin()]
    name = "block" if answer["block"].iloc[0] else "label"
    alone, same = len(answer) < 2, high["best"] == low["best"]
    scope = ""
    if (answer["stories"] == 1).all():
        scope = "In one story, " if alone else "In one story each, "
    every = "every outlet" if scope else "Every outlet"
    whose = every if same and not alone else high[name]
    told = f"{scope}{whose} {what.format(f'{high.best:.0f} per cent')}"
    return told if same else f"{told}, {low[name]} {low['best']:.0f} per cent"


def _voices(answer: pd.DataFrame, _stories: int) -> str:
    own = answer[answer["look"] == "voiced/outlet"]
    if own.empty:
        return "No outlet asserts anything in its own voice"
    return _ends(own, "makes {} of its assertions in its own voice")


def _hedges(answer: pd.DataFrame, _stories: int) -> str:
    return _ends(answer, "hedges {} of its assertions")


def _verdicts(answer: pd.DataFrame, _stories: int) -> str:
    counts = answer.groupby("standing")["best"].sum()
    looked = int(counts.sum() - counts.get("not_checked", 0))
    if not looked:
        return NOT_LOOKED_UP
    upheld = int(counts.get("supports", 0) + counts.get("supports_in_part", 0))
    against = int(counts.get("conflicts", 0))
    return (
        f"Of {counted(looked, 'assertion')} that were looked up, {in_words(upheld)} are upheld, at least in"
        f" part, and {in_words(against)} contradicted"
    )


def _by_source(answer: pd.DataFrame, _stories: int) -> str:
    first = answer.iloc[0]
    if not first["part"]:
        return "No other source disputes what was looked up"
    tied = answer[answer["best"] == first["best"]]
    of = [
        f"{row.label} ({in_words(int(row.part))} of {counted(int(row.whole), 'assertion')})"
        for row in tied.head(TIED).itertuples()
    ]
    return f"By share, {listed(of)} are disputed most"


def _tolls(answer: pd.DataFrame, _stories: int) -> str:
    first = answer.iloc[0]
    words = without_limits(toll(first["lower"], first["best"], first["upper"], first["bound"]))
    is_open = answer["bound"].isin(["more_than", "at_least"])
    if len(answer) == 1:
        return f"The only toll is {words} ({first['block']})"
    start = f"The highest toll is {words} ({first['block']})"
    if not is_open.any():
        return start
    one = "has" if is_open.sum() == 1 else "have"
    of = in_words(len(answer))
    return f"{start}; {in_words(int(is_open.sum()))} of {of} tolls {one} no upper limit"


def _recurring(answer: pd.DataFrame, stories: int) -> str:
    first, (names, count) = answer.iloc[0], _first(answer)
    times = f"told {_times(int(first['best']))}"
    if count > 1:
        return f"{capital(in_words(count))} claims are {times}, more than any other"
    held = int(first["stories"])
    where = f", in {in_words(held)} of {in_words(stories)} stories" if held > 1 else ""
    return f"One claim is {times}{where}: {names.rstrip('.')}"


def _places(answer: pd.DataFrame, _stories: int) -> str:
    top = answer[answer["best"] == answer["best"].max()]
    if len(top) > TIED:
        each = counted(int(top["best"].iloc[0]), "event")
        return f"No place has more than {each} in a year; {in_words(len(top))} places have so many"
    named = listed([f"{row.label} in {row.block}" for row in top.itertuples()])
    verb, each = ("have", " each") if len(top) > 1 else ("has", "")
    return f"{named} {verb} the most events: {in_words(int(top['best'].iloc[0]))}{each}"


def _bounds(answer: pd.DataFrame, _stories: int) -> str:
    part, whole = int(answer["part"].sum()), int(answer["whole"].sum())
    if not whole:
        return "No headline and no standfirst holds a plain number"
    if not part:
        return "No plain number on top has a bound further down"
    if part == whole == 1:
        return "The one plain number on top has a bound further down"
    if part == whole:
        return "Every plain number in headlines and standfirsts has a bound further down"
    verb = "has" if part == 1 else "have"
    return (
        f"Of {counted(whole, 'plain number')} in headlines and standfirsts, {in_words(part)}"
        f" {verb} a bound further down"
    )


_SENTENCES: Mapping[str, tuple[Callable[[pd.DataFrame, int], str], str]] = {
    "bounds": (_bounds, "No story holds a plain number on top"),
    "hedges": (_hedges, "No story asserts anything"),
    "places": (_places, "No event has both its place and its year"),
    "recurring": (_recurring, "No claim is told twice"),
    "speakers": (
        partial(_most, nobody="Nobody with a name speaks in more than one story"),
        "Nobody with a name speaks",
    ),
    "tolls": (_tolls, "No story counts anybody"),
    "unnamed": (
        partial(_most, nobody="No unnamed source is described alike in two stories"),
        "No story cites a source without a name",
    ),
    "verdicts": (_verdicts, NOT_LOOKED_UP),
    "verdicts-by-source": (_by_source, NOT_LOOKED_UP),
    "voices": (_voices, "No story asserts anything"),
}
"""Per question what tells its answer, and what is told of one without rows."""
