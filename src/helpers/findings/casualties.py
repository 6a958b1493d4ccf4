"""What the tolls of a story come to, in whole sentences."""

import pandas as pd

from helpers.findings import Finding
from helpers.story import Story
from helpers.tables import casualties
from helpers.wording import capital, counted, in_words, listed

OUTCOMES = {"killed": "killed", "injured": "injured", "struck": "hit", "captive": "held"}


def in_short(story: Story) -> list[Finding]:
    """The findings on casualties, computed from the rows of the story.

    Output: up to six findings; none if the story has neither tolls nor figures.
    """
    every = (how_put, largest, held_against, whose_word, parts, expressions)
    return [finding for one in every for finding in one(story)]


def how_put(story: Story) -> list[Finding]:
    """How many tolls of people harmed are counted, and how many only named."""
    reported = casualties.reported(story.casualties, story.claims)
    if reported.empty:
        return []
    forms = {"number": "counted", "word": "put in words of quantity", "named": "only named"}
    counts = [(int((reported["stated"] == stated).sum()), words) for stated, words in forms.items()]
    present = [(count, words) for count, words in counts if count]
    start = f"The article reports {counted(len(reported), 'toll')} of people harmed"
    if len(present) == 1:
        end = f"{'it is' if len(reported) == 1 else 'all are'} {present[0][1]}"
    else:
        end = listed([f"{in_words(n)} {'is' if n == 1 else 'are'} {words}" for n, words in present])
    return [Finding(f"{start}: {end}.", tuple(reported["casualty_id"]))]


def largest(story: Story) -> list[Finding]:
    """The article's largest count, with its reporter and its period."""
    rows = casualties.comparison(story.casualties, story.checks)
    if rows.empty:
        return []
    first = rows.iloc[0]
    when = f" ({first['period_text']})" if first["period_text"] else ""
    text = (
        f"The article's largest count of people {OUTCOMES[str(first['outcome'])]} is {first['number']},"
        f" reported by {_reporter(first['reported_by'])}{when}: {_lower(str(first['victims']))}."
    )
    return [Finding(text, (str(first["casualty_id"]),))]


def held_against(story: Story) -> list[Finding]:
    """What the references count that are held against the article's largest count."""
    rows = casualties.comparison(story.casualties, story.checks)
    whole = rows.iloc[1:]
    whole = whole[whole["included_in"].isna()]
    if whole.empty:
        return []
    ids = (str(rows["casualty_id"].iloc[0]), *whole["casualty_id"])
    middle = whole["best"].fillna(whole["lower"]).fillna(whole["upper"])
    ordered = whole.assign(middle=middle).sort_values("middle", kind="stable")
    low, high = ordered.iloc[0], ordered.iloc[-1]
    if len(whole) == 1:
        period = f" ({low['period_text']})" if low["period_text"] else ""
        text = (
            f"The reference held against it, {low['reported_by']}, counts {low['number']}{period}:"
            f" {_lower(str(low['victims']))}."
        )
    else:
        text = (
            f"The references held against it give {in_words(len(whole))} whole counts, from"
            f" {low['number']} ({low['reported_by']}) to {high['number']} ({high['reported_by']});"
            " each has its own scope and period, so they are never added."
        )
    return [Finding(text, ids)]


def whose_word(story: Story) -> list[Finding]:
    """How many tolls rest on the outlet's own word, and how many on a side in the matter."""
    reported = casualties.reported(story.casualties, story.claims)
    own = reported[reported["speaker"] == story.article.outlet_id]
    sides = reported[reported["interested_party"].fillna(False)]
    if len(reported) < 2 or (own.empty and sides.empty):
        return []
    total = f"of the {in_words(len(reported))} tolls"
    said = []
    if len(own):
        verb = "rests" if len(own) == 1 else "rest"
        said.append(f"{in_words(len(own))} {total} {verb} on {story.article.outlet}'s own word")
    if len(sides):
        verb = "comes" if len(sides) == 1 else "come"
        said.append(
            f"{in_words(len(sides))} {'' if said else total + ' '}{verb} from a party to the matter"
        )
    ids = tuple(dict.fromkeys([*own["casualty_id"], *sides["casualty_id"]]))
    return [Finding(f"{capital(listed(said))}.", ids)]


def parts(story: Story) -> list[Finding]:
    """How many tolls lie inside another."""
    table = story.casualties
    inner = table[table["included_in"].notna()]
    if inner.empty:
        return []
    verb, whole = ("is part", "it") if len(inner) == 1 else ("are parts", "them")
    text = (
        f"Of {counted(len(table), 'toll')} from article and references, {in_words(len(inner))}"
        f" {verb} of another, which already holds {whole}: no sum is made of them."
    )
    return [Finding(text, tuple(inner["casualty_id"]))]


def by_month(story: Story) -> list[Finding]:
    """What the monthly series of a reference says of the month of the article."""
    table = casualties.by_month(story.casualties)
    whole = table[table["depth"] == 0]
    if whole.empty:
        return [Finding("No reference of this story counts the dead month by month.", ())]
    rank = whole["best"].fillna(whole["lower"]).fillna(whole["upper"])
    peak = whole.iloc[int(rank.to_numpy(float).argmax())]
    text = f"{peak['reported_by']} counts most dead in {peak['period_text']}: {peak['number']}"
    told = [peak["casualty_id"]]
    own = whole[whole["month"] == pd.Timestamp(story.article.published[:7])]
    if len(own) and own.iloc[0]["casualty_id"] not in told:
        row = own.iloc[0]
        text += f"; for {row['period_text']}, the month of the article, it has {row['number']}"
        told.append(row["casualty_id"])
    return [Finding(f"{text}.", tuple(map(str, told)))]


def expressions(story: Story) -> list[Finding]:
    """How many quantified expressions state a number at all."""
    figures = story.figures
    if figures.empty:
        return []
    is_date = figures["kind"].astype("string") == "date"
    vague = ~is_date & (figures["bound"].astype("string") == "vague")
    stated = ~is_date & ~vague
    counts = [
        (int(stated.sum()), "gives a number", "give a number"),
        (int(vague.sum()), "is a word without one", "are words without one"),
        (int(is_date.sum()), "is a date or a time", "are dates or times"),
    ]
    said = [f"{in_words(n)} {one if n == 1 else many}" for n, one, many in counts if n]
    text = f"Of {counted(len(figures), 'quantified expression')}, {listed(said)}."
    return [Finding(text, tuple(figures["figure_id"]))]


def _reporter(cell: object) -> str:
    return "nobody named" if pd.isna(cell) else str(cell)  # type: ignore[call-overload]


def _lower(words: str) -> str:
    """Take the capital off a common first word; a proper one keeps it.

    A second capital letter ("UN", "al-Nusra") or a capitalised adjective can't be told from
    a sentence's first word, so only a word known to be common is changed.
    """
    first, _, rest = words.partition(" ")
    common = {"People", "All", "Children", "Fighters", "Civilians", "Soldiers", "Those", "Victims"}
    return f"{first.lower()} {rest}".strip() if first in common else words
