"""One thing that somebody is said to say."""

from dataclasses import dataclass

from helpers.draft.text import Span


@dataclass(frozen=True)
class Quotation:
    """One thing that is said, or thought, by one source.

    `voice` is direct (in marks, which `spans` include) or indirect. `spans` are its pieces in
    reading order. `source` is whoever says it, as it stands there ("he"); `speaker` the words that
    tell who that is (a name further up), `source` itself where it needs no telling, None where
    nobody is named. `told` is whoever was spoken to; `within` the quotation that this one stands
    in, so that its speaker only passes it on. `rule` begins with quotation or attribution.
    """

    voice: str
    spans: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    speaker: Span | None
    told: Span | None
    within: Span | None
    unnamed: bool
    rule: str
