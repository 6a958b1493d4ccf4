"""Whose word a story rests on and where it hedges, in whole sentences."""

from helpers import evidence
from helpers.findings import Finding
from helpers.story import Story
from helpers.tables import claims as tables
from helpers.tables import crosscheck, records
from helpers.wording import capital, counted, in_words, listed

FRONT = ("headline", "standfirst")


def in_short(story: Story) -> list[Finding]:
    """The findings on claims, computed from the rows of the story.

    Output: up to six findings; none if the story has no claims.
    """
    if story.claims.empty:
        return []
    return [
        *voices(story),
        *relays(story),
        *hedges(story),
        *tensions(story),
        *most_pulled(story),
        *checks(story),
    ]


def voices(story: Story) -> list[Finding]:
    """How many claims stand in whose voice."""
    table = tables.voices(story.claims).set_index("voice")["claims"]
    total = len(story.claims)
    own, told, quoted = (int(table.get(name, 0)) for name in ("narrator", "indirect", "direct"))
    start = f"The article makes {counted(total, 'claim')}"
    if own == total:
        whose = f"{story.article.outlet}'s own voice"
        text = f"{start}, {'all of them ' if total > 1 else ''}in {whose}."
        return [Finding(text, tuple(story.claims["claim_id"]))]
    others = [
        text
        for number, text in (
            (told, f"{in_words(told)} as reported speech"),
            (quoted, f"{in_words(quoted)} in quotation marks"),
        )
        if number
    ]
    if own:
        start += f", {in_words(own)} of them in {story.article.outlet}'s own voice"
    if others:
        start += ", and the words of others" if own else ", all of them the words of others"
        start += f" in the rest: {' and '.join(others)}" if own else f": {' and '.join(others)}"
    return [Finding(f"{start}.", tuple(story.claims["claim_id"]))]


def relays(story: Story) -> list[Finding]:
    """How many claims come through a relay, and the longest way."""
    table = tables.chains(story.claims, story.actors)
    relayed = table[table["relays"] > 0]
    if relayed.empty:
        return []
    number, longest = int(relayed["claims"].sum()), relayed.iloc[0]
    reaches = "reaches" if number == 1 else "reach"
    text = (
        f"{capital(counted(number, 'claim'))} {reaches} the page through at least one relay between"
        f" the first speaker and the outlet; the longest way is {longest['written']}."
    )
    ids = tuple(key for cell in relayed["claim_ids"] for key in cell.split("|"))
    return [Finding(text, ids)]


def hedges(story: Story) -> list[Finding]:
    """How many claims are hedged, and the most frequent hedge."""
    table = tables.hedges(story.claims)
    if table.empty:
        return []
    hedged = story.claims[story.claims["hedges"].notna()]
    has = "carries" if len(hedged) == 1 else "carry"
    text = (
        f"{capital(in_words(len(hedged)))} of the {counted(len(story.claims), 'claim')} {has} a"
        " word that weakens the claim"
    )
    top = table.iloc[0]
    if top["claims"] > 1 and (len(table) == 1 or table.iloc[1]["claims"] < top["claims"]):
        text += f", most often “{top['hedge']}” (in {counted(int(top['claims']), 'claim')})"
    front = story.paragraphs["kind"].astype("string").isin(FRONT)
    first = story.claims[story.claims["paragraph"].isin(story.paragraphs.loc[front, "paragraph"])]
    without = first[first["hedges"].isna()]
    if len(first) > 1:
        is_are = "is" if len(without) == 1 else "are"
        text += (
            f"; of the {in_words(len(first))} in headline and standfirst,"
            f" {in_words(len(without))} {is_are} without one"
        )
    return [Finding(f"{text}.", (*hedged["claim_id"], *without["claim_id"]))]


def tensions(story: Story) -> list[Finding]:
    """How often claims pull against each other, and the one that most pull against."""
    table = tables.tensions(story.claim_links, story.claims)
    if table.empty:
        return []
    number = len(table)
    hard = int((table["kind"] == "contradicts").sum())
    text = f"In {counted(number, 'place')} one claim contradicts, qualifies or answers another"
    if 0 < hard < number:
        text += f"; {in_words(hard)} of these {'is a contradiction' if hard == 1 else 'are contradictions'}"
    ids = dict.fromkeys([*table["claim_id"], *table["other_id"]])
    return [Finding(f"{text}.", tuple(ids))]


def most_pulled(story: Story) -> list[Finding]:
    """The claim that most others pull against, with what references say of it."""
    targets = tables.pulled_at(story.claim_links, story.claims)
    if targets.empty or targets["tensions"].iloc[0] < 2:
        return []
    top = targets.iloc[0]
    claim = story.claims[story.claims["claim_id"] == top["claim_id"]]
    kind = story.paragraphs.set_index("paragraph")["kind"].astype("string")[top["paragraph"]]
    where = f"in the {kind}" if kind in FRONT else f"in paragraph {top['paragraph']}"
    speaker = str(claim["speaker"].iloc[0])
    names = story.actors.set_index("actor_id")["name"]
    own = speaker == story.article.outlet_id
    whose = "in the outlet's own voice" if own else f"on the word of {names[speaker]}"
    verdict = str(crosscheck.beside(claim, story)["verdict"].iloc[0])
    checked = {
        "not checked": "no reference has been held against it",
        "not checkable": "nothing independent could settle it",
    }.get(verdict, f"held against references it stands as: {verdict}")
    text = (
        f"The claim that most others pull against, {in_words(int(top['tensions']))} of them, stands"
        f" {where}, {whose}: “{str(top['paraphrase']).rstrip('.')}”; {checked}."
    )
    return [Finding(text, (str(top["claim_id"]), *str(top["by"]).split("|")))]


def checks(story: Story) -> list[Finding]:
    """How many checkable claims have been held against references, and with what result."""
    checkable = crosscheck.counted(story)
    if checkable.empty:
        return []
    done = checkable[checkable["standing"] != evidence.NOT_CHECKED]
    against = done[done["standing"] == evidence.CONTRADICTED]
    has = "has" if len(done) < 2 else "have"
    number = capital(in_words(len(done))) if len(done) else "None"
    text = (
        f"{number} of the {counted(len(checkable), 'claim')} that can be"
        f" checked {has} been held against a reference"
    )
    if len(checkable) == 1:
        held = "has" if len(done) else "has not"
        text = f"The one claim that can be checked {held} been held against a reference"
    if len(done) == 1:
        text += f"; it is {'' if len(against) else 'not '}contradicted"
    elif len(against):
        text += f"; {in_words(len(against))} of them {'is' if len(against) == 1 else 'are'} contradicted"
    elif len(done):
        text += "; none of them is contradicted"
    rows = done if len(done) else checkable
    return [Finding(f"{text}.", tuple(rows["claim_id"]))]


def speakers(story: Story) -> list[Finding]:
    """Who speaks most beside the outlet itself."""
    table = tables.speakers(story.claims, story.actors)
    table = table[table["speaker"] != story.article.outlet_id]
    table = table.groupby(["speaker", "speaker_name"], as_index=False, sort=False).agg(
        claims=("claims", "sum"), hedged=("hedged", "sum"), claim_ids=("claim_ids", "|".join)
    )
    if table.empty:
        return []
    most = table[table["claims"] == table["claims"].max()]
    total = int(table["claims"].sum())
    number = int(most["claims"].iloc[0])
    text = (
        f"Besides the outlet, {counted(len(table), 'speaker')} {'makes' if len(table) == 1 else 'make'}"
        f" {counted(total, 'claim')}"
    )
    if len(table) > 1 and len(most) == 1:
        text += f", {most['speaker_name'].iloc[0]} the most: {in_words(number)}"
    ids = [key for cell in most["claim_ids"] for key in cell.split("|")]
    return [Finding(f"{text}.", tuple(ids))]


def hedged_by_voice(story: Story) -> list[Finding]:
    """In which voice how many claims are hedged."""
    table = tables.voices(story.claims)
    if len(table) < 2 or not table["hedged"].any():
        return []
    words = {
        "narrator": "in the outlet's own voice",
        "indirect": "in reported speech",
        "direct": "in quotation marks",
    }
    parts = [
        f"{in_words(int(row.hedged)) if row.hedged else 'none'} of the "
        f"{counted(int(row.claims), 'claim')} {words[row.voice]}"
        for row in records(table.sort_values("claims", ascending=False, kind="stable"))
    ]
    ids = tuple(story.claims.loc[story.claims["hedges"].notna(), "claim_id"])
    return [Finding(f"Hedged are {listed(parts)}.", ids)]


def certainty(story: Story) -> list[Finding]:
    """How many claims are put as certain, and in which quarter of the article fewest are."""
    table = tables.certainty_along(story.claims, story.paragraphs)
    table = table[table["claims"] > 0]
    total, certain = int(table["claims"].sum()), int(table["certain"].sum())
    if table.empty:
        return []
    share = (table["certain"] / table["claims"]).astype("float64")
    text = (
        f"{capital(in_words(certain)) if certain else 'None'} of {counted(total, 'claim')}"
        f" {'is' if certain == 1 else 'are'} put as certain by whoever makes"
        f" {'it' if total == 1 else 'them'}"
    )
    lowest = table[share == share.min()]
    if len(lowest) == 1 and len(table) > 1:
        row = lowest.iloc[0]
        quarter = ("first", "second", "third", "last")[int(row["part"]) - 1]
        text += (
            f"; fewest in the {quarter} quarter of the article:"
            f" {in_words(int(row['certain'])) if row['certain'] else 'none'} of"
            f" {in_words(int(row['claims']))}"
        )
    ids = tuple(story.claims.loc[story.claims["certainty"] == "certain", "claim_id"])
    return [Finding(f"{text}.", ids)]
