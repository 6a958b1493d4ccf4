"""What the actors of a story and their ties come to, in whole sentences."""

import pandas as pd

from helpers.findings import Finding
from helpers.story import Story, split
from helpers.tables import actors as tables
from helpers.wording import capital, counted, in_words, listed

FRONT = ("headline", "standfirst")


def in_short(story: Story) -> list[Finding]:
    """The findings on actors and ties, computed from the rows of the story.

    Output: up to six findings; none if the story has neither actors nor ties.
    """
    return [
        *presence(story),
        *unnamed(story),
        *firmness(story),
        *families(story),
        *torn(story),
    ]


def presence(story: Story) -> list[Finding]:
    """Who is mentioned most, and how much of all mentions goes to the first two."""
    table = tables.presence(story.actors, story.mentions, story.paragraphs)
    table = table[table["mentions"] > 0]
    if table.empty:
        return []
    total, top = int(table["mentions"].sum()), table.iloc[0]
    often = "once" if top["mentions"] == 1 else f"{in_words(top['mentions'])} times"
    text = (
        f"The article mentions {counted(len(table), 'actor')}, {top['name']} more often than any"
        f" other: {often}, in {counted(int(top['paragraphs']), 'paragraph')}, the first of them"
        f" {_where(story.paragraphs, int(top['first']))}."
    )
    if len(table) == 1 or top["mentions"] == table.iloc[1]["mentions"]:
        return [Finding(_no_leader(table), tuple(table["actor_id"]))]
    found = [Finding(text, (str(top["actor_id"]),))]
    pair, once = table.head(2), int((table["mentions"] == 1).sum())
    if len(table) > 3:
        share = round(100 * int(pair["mentions"].sum()) / total)
        text = (
            f"{listed(list(pair['name']))} together take {share} per cent of all"
            f" {counted(total, 'mention')}; {counted(once, 'actor')}"
            f" {'is' if once == 1 else 'are'} mentioned only once."
        )
        found.append(Finding(text, tuple(pair["actor_id"])))
    return found


def _no_leader(table: pd.DataFrame) -> str:
    """The sentence where nobody is ahead of all others."""
    most = table[table["mentions"] == table["mentions"].iloc[0]]
    often = (
        "once" if most["mentions"].iloc[0] == 1 else f"{in_words(most['mentions'].iloc[0])} times"
    )
    start = f"The article mentions {counted(len(table), 'actor')}"
    if len(table) == 1:
        return f"{start}, {table['name'].iloc[0]}, {often}."
    if len(most) == len(table):
        return f"{start}, each of them {often}."
    if len(most) > 3:
        return f"{start}; {in_words(len(most))} of them are mentioned most often, {often} each."
    return f"{start}, most often {listed(list(most['name']))}: {often} each."


def _where(paragraphs: pd.DataFrame, number: int) -> str:
    kind = paragraphs.loc[paragraphs["paragraph"] == number, "kind"].astype("string")
    if len(kind) and kind.iloc[0] in FRONT:
        return f"the {kind.iloc[0]}"
    return f"paragraph {number}"


def unnamed(story: Story) -> list[Finding]:
    """How many actors are only described, and how many of those speak."""
    present = tables.presence(story.actors, story.mentions, story.paragraphs)
    present = present[present["mentions"] > 0]
    table = present[(present["by_name"] == 0) & (present["actor_id"] != story.article.outlet_id)]
    if table.empty:
        return []
    speaking = story.claims[story.claims["speaker"].isin(table["actor_id"])]
    everyone = len(present)
    some = in_words(len(table))
    is_are = "is" if len(table) == 1 else "are"
    text = f"{capital(some)} of its {counted(everyone, 'actor')} {is_are} described but never named"
    voices = speaking["speaker"].nunique()
    if voices:
        words = counted(len(speaking), "claim")
        rests = "rests" if len(speaking) == 1 else "rest"
        who = "it" if len(table) == 1 else f"{in_words(voices)} of them"
        text += f"; on the word of {who} {rests} {words}"
    ids = (*table["actor_id"], *speaking["claim_id"])
    return [Finding(f"{text}.", ids)]


def firmness(story: Story) -> list[Finding]:
    """How firmly the article puts the ties it tells of, and cooperation against conflict."""
    table = tables.ties(story.relations, story.actors)
    if table.empty:
        return []
    outlet = story.article.outlet
    words = {
        "firm": "states {} as fact",
        "reported": "passes {} on or hedges {}",
        "disputed": "shows {} as contested, denied or rejected",
    }
    parts = []
    for name, pattern in words.items():
        number = int((table["firmness"] == name).sum())
        if number:
            parts.append(pattern.format(in_words(number), "it" if number == 1 else "them"))
    text = f"Of {counted(len(table), 'tie')} between actors, {outlet} {listed(parts)}."
    return [Finding(text, tuple(table["relation_id"]))]


def families(story: Story) -> list[Finding]:
    """How many ties of conflict, and how many of cooperation, are put as fact."""
    table = tables.ties(story.relations, story.actors)
    parts, ids = [], []
    for family in ("conflict", "cooperation"):
        rows = table[table["family"] == family]
        firm = int((rows["firmness"] == "firm").sum())
        if len(rows) < 2:
            return []
        parts.append((firm, len(rows), family))
        ids += list(rows["relation_id"])
    (firm, total, first), (other_firm, other_total, second) = parts
    is_are = "is" if firm == 1 else "are"
    text = (
        f"Of the {counted(total, 'tie')} of {first}, {in_words(firm)} {is_are} put as fact; of the"
        f" {counted(other_total, 'tie')} of {second}, {in_words(other_firm)}."
    )
    return [Finding(text, tuple(ids))]


def torn(story: Story) -> list[Finding]:
    """The pair whose ties pull against each other most."""
    table = tables.torn(story.relations, story.actors)
    if table.empty:
        return []
    top = table.iloc[0]
    names = f"{top['first_name']} and {top['second_name']}"
    if top["both_ways"]:
        text = (
            f"{names} are shown both ways: {counted(int(top['cooperation']), 'tie')} of cooperation"
            f" and {in_words(int(top['conflict']))} of conflict"
        )
    else:
        text = f"The ties of {names} pull against each other"
    doubted = int(top["disputed"])
    if doubted:
        verb = "is" if doubted == 1 else "are"
        text += f", of which {in_words(doubted)} {verb} contested, denied or rejected"
    more = len(table) - 1
    if more:
        others = "one more pair" if more == 1 else f"{in_words(more)} more pairs"
        does = "does the same" if more == 1 else "do the same"
        text += f"; {others} {does}" if not top["both_ways"] else f"; the ties of {others} pull"
        text += "" if not top["both_ways"] else " against each other too"
    ids = tuple(dict.fromkeys(key for cell in table["relation_ids"] for key in split(cell)))
    return [Finding(f"{text}.", ids)]


def arrivals(story: Story) -> list[Finding]:
    """Who comes into the article when: the share of first mentions in its first quarter."""
    table = tables.presence(story.actors, story.mentions, story.paragraphs)
    table = table[table["mentions"] > 0].sort_values("share_first")
    if len(table) < 2:
        return []
    early = table[table["share_first"] < 0.25]
    last = table.iloc[-1]
    text = (
        f"In the first quarter of the article {counted(len(early), 'actor')} of"
        f" {in_words(len(table))} {'is' if len(early) == 1 else 'are'} introduced; the last to"
        f" come in is {last['name']}, in paragraph {last['first']}."
    )
    return [Finding(text, (*early["actor_id"], str(last["actor_id"])))]


def kinds(story: Story) -> list[Finding]:
    """Which kind of actor is most frequent, and which kind is mentioned most."""
    table = tables.kinds(story.actors, story.mentions)
    if len(table) < 2:
        return []
    many = table.sort_values("actors", ascending=False, kind="stable").iloc[0]
    loud = table.sort_values("mentions", ascending=False, kind="stable").iloc[0]
    text = (
        f"Of {counted(len(story.actors), 'actor')}, {in_words(int(many['actors']))}"
        f" {'is' if many['actors'] == 1 else 'are'} of the kind “{many['kind']}”"
    )
    number = counted(int(loud["mentions"]), "mention")
    if loud["kind"] == many["kind"]:
        text += f", which takes most mentions too: {number}"
    else:
        text += (
            f"; most mentions, {in_words(int(loud['mentions']))}, go to the kind “{loud['kind']}”"
        )
    ids = dict.fromkeys([*split(many["actor_ids"]), *split(loud["actor_ids"])])
    return [Finding(f"{text}.", tuple(ids))]


def most_tied(story: Story) -> list[Finding]:
    """Who has most ties, and how many of them are firm."""
    table = tables.connections(story.relations, story.actors)
    if table.empty:
        return []
    top = table.iloc[0]
    firm = int(top["firm"])
    text = (
        f"{top['name']} has most ties, {in_words(int(top['ties']))} of"
        f" {in_words(len(story.relations))}; {in_words(firm)} {'is' if firm == 1 else 'are'} put as"
        " fact."
    )
    if len(table) > 1 and table["ties"].iloc[1] == top["ties"]:
        most = table[table["ties"] == top["ties"]]
        names = listed(list(most["name"]))
        text = f"{names} have most ties: {in_words(int(top['ties']))} each."
        if len(most) > 3:
            return []
        return [Finding(text, tuple(most["actor_id"]))]
    return [Finding(text, (str(top["actor_id"]), *split(top["relation_ids"])))]
