"""Rules about who says it: speaker, chain, voice, hedges and certainty."""

from collections.abc import Iterator

from helpers.story.check.tables import Tables
from helpers.story.problem import Problem


def chain_starts_at_the_speaker(tables: Tables) -> Iterator[Problem]:
    """The first of the chain is the speaker."""
    for row in tables.rows("claims"):
        chain = row.items("chain")
        if chain and chain[0] != row.text("speaker"):
            yield row.problem(
                "speaker, chain",
                f"speaker {row.text('speaker')!r}, chain {row.text('chain')!r}",
                "a chain that starts at the speaker",
                "Correct the speaker, or put the first who said it first in the chain.",
            )


def chain_ends_at_the_outlet(tables: Tables) -> Iterator[Problem]:
    """The last of the chain is the outlet that printed it."""
    outlet = tables.article.outlet_id
    for row in tables.rows("claims"):
        chain = row.items("chain")
        if chain and chain[-1] != outlet:
            yield row.problem(
                "chain",
                repr(chain[-1]),
                f"{outlet} at the end, the outlet in article.toml",
                f"Add |{outlet} to the chain.",
            )


def nobody_twice_in_a_chain(tables: Tables) -> Iterator[Problem]:
    """Nobody stands in a chain twice."""
    for row in tables.rows("claims"):
        chain = row.items("chain")
        twice = sorted({actor for actor in chain if chain.count(actor) > 1})
        if twice:
            yield row.problem(
                "chain",
                f"{', '.join(twice)} twice",
                "each actor once",
                "Remove one of the two.",
            )


def voice_fits_the_speaker(tables: Tables) -> Iterator[Problem]:
    """The outlet's own voice is the narrator's; anybody else speaks directly or indirectly."""
    outlet = tables.article.outlet_id
    for row in tables.rows("claims"):
        voice, speaker = row.text("voice"), row.text("speaker")
        if voice and speaker and (voice == "narrator") != (speaker == outlet):
            expected = (
                f"{outlet}, the outlet"
                if voice == "narrator"
                else "a speaker other than the outlet"
            )
            yield row.problem(
                "voice, speaker",
                f"voice {voice}, speaker {speaker!r}",
                f"with voice {voice}, {expected}",
                "Correct the speaker or the voice.",
            )


def certain_has_no_hedge(tables: Tables) -> Iterator[Problem]:
    """A claim that is put as certain has no hedges."""
    for row in tables.rows("claims"):
        if row.text("certainty") == "certain" and row.items("hedges"):
            yield row.problem(
                "certainty, hedges",
                f"certain, with {row.text('hedges')!r}",
                "no hedges beside certain",
                "Choose another certainty, or take out what is no hedge.",
            )


def topic_is_listed(tables: Tables) -> Iterator[Problem]:
    """The topic of a claim is one that article.toml lists."""
    topics = tables.article.topics
    for row in tables.rows("claims"):
        if row.text("topic") and row.text("topic") not in topics:
            yield row.problem(
                "topic",
                repr(row.text("topic")),
                f"one of {', '.join(topics)}",
                "Choose one of these, or list the topic in article.toml below [topics].",
            )
